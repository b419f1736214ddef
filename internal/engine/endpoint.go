// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// endpoint is how one kind of object is written to Graph. There are four: an
// entity of a collection, a singleton, a link between two objects, and an element
// of a collection inside another object.
type endpoint interface {
	// create sends the object once and returns its own id and what Graph
	// answered, which may be nothing.
	create(ctx context.Context, body object.Body) (id string, reply object.Body, err error)
	// read returns the selected properties. An object that is not there is an
	// error for which graph.IsNotFound holds.
	read(ctx context.Context, id string, options url.Values) (object.Body, error)
	// update sends a change and returns what Graph answered, which is mostly
	// nothing.
	update(ctx context.Context, id string, change object.Body) (object.Body, error)
	// remove deletes the object.
	remove(ctx context.Context, id string) error
}

// endpoint returns the way to the object whose parameters are in t.
func (s shape) endpoint(session *Session, t value.Tree) endpoint {
	client := session.Client
	if s.Ref != "" {
		return link{session: session, path: s.CollectionPath(t), version: string(s.API), readVersion: string(s.readAPI()), target: value.Text(t[s.Ref])}
	}
	if s.Element != nil {
		return s.elementsOf(session, t)
	}
	if s.Singleton {
		return singleton{client: client, path: s.CollectionPath(t), id: s.SingletonID(), version: string(s.API)}
	}
	return entity{client: client, path: s.CollectionPath(t), version: string(s.API), readVersion: string(s.readAPI()), replaces: s.Replaces}
}

// elementsOf are the elements of the parent whose id is in t.
func (s shape) elementsOf(session *Session, t value.Tree) element {
	return element{client: session.Client, path: s.CollectionPath(t), version: string(s.API), kind: *s.Element}
}

func (s shape) readAPI() object.API {
	if s.ReadAPI != "" {
		return s.ReadAPI
	}
	return s.API
}

// entity is an object that is a member of a collection.
type entity struct {
	client               *graph.Client
	path                 string
	version, readVersion string
	// replaces: a change is sent as the whole object.
	replaces bool
}

func (e entity) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	reply, err := e.client.Do(ctx, graph.Request{Method: http.MethodPost, Version: e.version, Path: e.path, Body: body})
	if err != nil {
		return "", nil, err
	}
	if value.Text(reply.Body["id"]) == "" {
		return "", nil, fmt.Errorf("POST /%s%s: Graph answered %d without the id of the new object", e.version, e.path, reply.Status)
	}
	return value.Text(reply.Body["id"]), reply.Body, nil
}

func (e entity) read(ctx context.Context, id string, options url.Values) (object.Body, error) {
	reply, err := e.client.Do(ctx, graph.Request{Method: http.MethodGet, Version: e.readVersion, Path: e.item(id), Query: options})
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}

func (e entity) update(ctx context.Context, id string, change object.Body) (object.Body, error) {
	method := http.MethodPatch
	if e.replaces {
		method = http.MethodPut
	}
	reply, err := e.client.Do(ctx, graph.Request{Method: method, Version: e.version, Path: e.item(id), Body: change})
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}

func (e entity) remove(ctx context.Context, id string) error {
	_, err := e.client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: e.version, Path: e.item(id)})
	return err
}

func (e entity) item(id string) string { return e.path + "/" + url.PathEscape(id) }
