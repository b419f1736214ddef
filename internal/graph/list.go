// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
)

// List yields the objects of a collection, page by page, each page fetched when
// it is wanted. It follows Graph's next links unchanged, with the request's
// headers, and goes on after empty pages. After an error it ends. The request's
// Method and Body are ignored.
func (c *Client) List(ctx context.Context, r Request) iter.Seq2[map[string]any, error] {
	r.Method, r.Body = http.MethodGet, nil
	return func(yield func(map[string]any, error) bool) {
		for link, more := "", true; more; more = link != "" {
			found, err := c.page(ctx, r, link)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, object := range found.objects {
				if !yield(object, nil) {
					return
				}
			}
			link = found.next
		}
	}
}

// page fetches the page behind a next link, or the first.
func (c *Client) page(ctx context.Context, r Request, link string) (found page, err error) {
	var reply *Reply
	if link == "" {
		reply, err = c.Do(ctx, r)
	} else {
		reply, err = c.send(ctx, r, link)
	}
	if err != nil {
		return page{}, err
	}
	found, err = readPage(reply.Body)
	if err == nil && link != "" && found.next == link {
		err = errors.New("the next link leads to the same page")
	}
	if err != nil {
		return page{}, fmt.Errorf("GET %s: %w", clean("/"+r.Version+r.Path), err)
	}
	return found, nil
}

// page is one page of a collection; next is empty on the last.
type page struct {
	objects []map[string]any
	next    string
}

func readPage(body map[string]any) (page, error) {
	values, ok := body["value"].([]any)
	if !ok {
		return page{}, errors.New("the answer is not a collection")
	}
	found := page{objects: make([]map[string]any, len(values))}
	for i, value := range values {
		if found.objects[i], ok = value.(map[string]any); !ok {
			return page{}, fmt.Errorf("element %d of the collection is not an object", i)
		}
	}
	if link, given := body["@odata.nextLink"]; given {
		if found.next, ok = link.(string); !ok {
			return page{}, errors.New("the next link is not a text")
		}
	}
	return found, nil
}
