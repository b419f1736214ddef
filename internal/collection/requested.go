// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// requested is an object that nobody writes: it comes, changes and goes as requests ask
// for it. It is read as others are.
type requested struct {
	entity
	kind object.Requests
	// parent is the id of the object that this one is below, and names is what tells
	// a request which object it is about.
	parent string
	names  object.Body
}

// requested is the way to the object whose values are in t.
func (r *Reader) requested(t value.Tree) requested {
	kind, names := *r.Life.Requests, object.Body{}
	for name, v := range r.CreateBody(t, value.Tree{}) {
		if slices.Contains(kind.Names, name) {
			names[name] = v
		}
	}
	var parent string
	if parameters := r.Parameters(); kind.Parent != "" {
		parent = value.Text(t[parameters[len(parameters)-1]])
	}
	return requested{entity: r.entity(t), kind: kind, parent: parent, names: names}
}

func (r requested) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	request, err := r.ask(ctx, r.kind.Create, body)
	if err != nil {
		return "", nil, err
	}
	id := value.Text(request[r.kind.Made])
	if r.kind.Made == "" {
		id, err = r.named(ctx)
	}
	if err == nil && id == "" {
		err = fmt.Errorf("the request %s was carried out, and does not tell of the object that it has made", value.Text(request["id"]))
	}
	return id, nil, err // the reply is the request, not the object
}

// update asks for the whole object, so that it can ask again.
func (r requested) update(ctx context.Context, _ string, whole object.Body) (object.Body, error) {
	return nil, twice(func() error {
		_, err := r.ask(ctx, r.kind.Update, whole)
		return err
	})
}

func (r requested) remove(ctx context.Context, id string) error {
	if r.kind.Object != "" {
		r.names["id"] = id
	}
	return removedByPost(func() error {
		_, err := r.ask(ctx, r.kind.Remove, r.names)
		return err
	}, func() bool {
		_, err := r.read(ctx, id, url.Values{"$select": {"id"}})
		return isMissing(err)
	})
}

// ask posts a request and follows it to its end.
func (r requested) ask(ctx context.Context, action string, body object.Body) (object.Body, error) {
	sent := object.Body{r.kind.Action: action}
	if r.kind.Object == "" {
		maps.Copy(sent, body)
	} else {
		sent[r.kind.Object] = body
	}
	if r.kind.Parent != "" {
		sent[r.kind.Parent] = object.Body{"id": r.parent}
	}
	defer r.tenant.listings.forget(r.path) // also what somebody has read meanwhile
	request, err := send(ctx, r.tenant.client, graph.Request{Method: http.MethodPost, Version: r.version, Path: r.kind.Path, Body: sent})
	if err != nil {
		return nil, err
	}
	return r.carriedOut(ctx, r.kind.Path, r.kind.Progress, request)
}

// named is the id of the object in the collection that has the names of this one.
func (r requested) named(ctx context.Context) (id string, err error) {
	first := r.kind.Names[0]
	request := graph.Request{Version: r.readVersion, Path: r.path, Query: url.Values{"$filter": {equals(first, r.names[first])}}}
	err = r.tenant.waits.again(ctx, r.path, r.tenant.lag.Missing, func() (bool, error) {
		for candidate, err := range r.tenant.client.List(ctx, request) {
			if err != nil {
				return !isMissing(err), err
			}
			if r.isNamed(candidate) {
				id = value.Text(candidate["id"])
			}
		}
		return id != "", nil
	})
	return id, err
}

// isNamed tells whether an object has the names of this one.
func (r requested) isNamed(candidate object.Body) bool {
	for name, v := range r.names {
		if !strings.EqualFold(value.Text(candidate[name]), value.Text(v)) {
			return false
		}
	}
	return true
}
