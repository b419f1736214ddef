// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package collection is where one kind of object lives in Graph.
//
// A [Reader] gets objects, lists them and reads their links. It alone decides what
// "gone" and "stale" mean, for Graph's replicas lag. A [Collection] is a Reader
// that changes objects too: [Collection.Reconcile] is the only way by which
// anything is created or changed, and [Collection.Delete] removes.
//
//   - The id is known as soon as Graph has given one, whatever fails later.
//   - A creation is sent once. A request that changes something is not cancelled
//     half way: Ctrl-C stops the next step.
//   - An object that exists is taken over by reading it and changing what differs.
//   - Changes of one object, and of all below it, exclude each other.
//
// The package knows no Terraform server code.
package collection

import (
	"context"
	"fmt"
	"net/url"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Tenant is the tenant that one run works with, and what the run knows of it.
type Tenant struct {
	client   *graph.Client
	lag      Lag
	waits    waits
	fresh    fresh
	listings listings
	// rewritten is which elements of objects were added and taken away.
	rewritten rewritten
	aheads    aheads
	// linkers make the links in each relation of an object, and catalog is what settings
	// are; both by their paths, those of links in lower case.
	linkers kept[linker]
	catalog kept[defined]
	before  leftovers
	// begun counts what was changed before the run began, by whoever shares the client.
	begun uint64
	// alone: each object is read by itself.
	alone bool
}

// NewTenant begins a run. The log, which may be nil, tells of waiting.
func NewTenant(client *graph.Client, lag Lag, log Log) *Tenant {
	t := &Tenant{client: client, lag: lag, waits: waits{lag: lag, log: log}}
	if client != nil {
		t.begun = client.Writes()
	}
	return t
}

// ReadAlone turns off that reads are gathered, and that objects are read before they
// are asked for. It is called before anything else.
func (t *Tenant) ReadAlone() { t.alone = true }

// read sends a read of one object, with others that are asked for at the same time. An
// answer that is none would pass for an object of nulls.
func (t *Tenant) read(ctx context.Context, version, path string, options url.Values) (object.Body, error) {
	return t.get(ctx, graph.Request{Version: version, Path: path, Query: options})
}

// get is read by a request.
func (t *Tenant) get(ctx context.Context, request graph.Request) (object.Body, error) {
	found, err := send(ctx, t.client, t.together(request))
	_, isList := found["value"].([]any)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fmt.Errorf("GET /%s%s: Graph answered with nothing in the place of an object", request.Version, request.Path)
	case isList && found["id"] == nil:
		return nil, fmt.Errorf("GET /%s%s: Graph answered with a list in the place of an object", request.Version, request.Path)
	}
	return found, nil
}

// together lets a read travel with others, as long as the run has changed nothing: a
// read that belongs to a change waits for nobody.
func (t *Tenant) together(request graph.Request) graph.Request {
	request.Together = !t.alone && t.client.Writes() == t.begun
	return request
}

// Reader reads the objects of one definition.
type Reader struct {
	*value.Object
	tenant *Tenant
}

// Collection reads and changes the objects of one definition.
type Collection struct{ Reader }

// Reader makes the reader of an object's definition.
func (t *Tenant) Reader(o *value.Object) *Reader { return &Reader{o, t} }

// Collection makes the collection of an object's definition.
func (t *Tenant) Collection(o *value.Object) *Collection { return &Collection{Reader{o, t}} }
