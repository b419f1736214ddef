// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"
)

// List yields the objects of a collection, page by page, each page fetched when
// it is wanted. It follows Graph's next links unchanged, with the request's
// headers, and goes on after empty pages. After an error it ends. The request's
// Method and Body are ignored.
func (c *Client) List(ctx context.Context, r Request) iter.Seq2[map[string]any, error] {
	return func(yield func(map[string]any, error) bool) {
		for link, more := "", true; more; more = link != "" {
			found, err := c.Page(ctx, r, link)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, object := range found.Objects {
				if !yield(object, nil) {
					return
				}
			}
			link = found.Next
		}
	}
}

// Page reads the first page of a collection, or the one that a link of an earlier
// page leads to. Method and body of the request do not matter.
func (c *Client) Page(ctx context.Context, r Request, link string) (found Page, err error) {
	r.Method, r.Body = http.MethodGet, nil
	var reply *Reply
	if link == "" {
		reply, err = c.Do(ctx, r)
	} else {
		reply, err = c.send(ctx, r, link)
	}
	if err != nil {
		return Page{}, err
	}
	found, err = readPage(reply.Body)
	if err == nil && link != "" && found.Next == link {
		err = errors.New("the next link leads to the same page")
	}
	if err != nil {
		return Page{}, fmt.Errorf("GET %s: %w", clean("/"+r.Version+r.Path), err)
	}
	return found, nil
}

// Count asks how many objects a collection of the directory has. The index that
// knows it may be behind.
func (c *Client) Count(ctx context.Context, version, path string) (int, error) {
	found, err := c.Page(ctx, Request{
		Version: version, Path: path, Query: url.Values{"$count": {"true"}, "$top": {"1"}, "$select": {"id"}},
		Header: http.Header{"ConsistencyLevel": {"eventual"}},
	}, "")
	return found.Count, err
}

// Page is one page of a collection.
type Page struct {
	Objects []map[string]any
	// Next leads to the next page. It is empty on the last one.
	Next string
	// Count is how many objects the collection has, if the request has asked for
	// that and Graph has told, else -1.
	Count int
}

// readPage reads a page of an answer.
func readPage(body map[string]any) (Page, error) {
	values, ok := body["value"].([]any)
	if !ok {
		return Page{}, errors.New("the answer is not a collection")
	}
	found := Page{Objects: make([]map[string]any, len(values)), Count: -1}
	for i, value := range values {
		if found.Objects[i], ok = value.(map[string]any); !ok {
			return Page{}, fmt.Errorf("element %d of the collection is not an object", i)
		}
	}
	if link, given := body["@odata.nextLink"]; given {
		if found.Next, ok = link.(string); !ok {
			return Page{}, errors.New("the next link is not a text")
		}
	}
	if number, given := body["@odata.count"].(json.Number); given {
		if count, err := strconv.Atoi(number.String()); err == nil {
			found.Count = count
		}
	}
	return found, nil
}
