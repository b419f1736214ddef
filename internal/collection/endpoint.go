// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// endpoint is how one kind of object is written to Graph. There are seven: an entity of a
// collection, one that requests decide about, a singleton, the only child and a part of
// another object, a link between two objects, and an element of a collection inside
// another object. An answer is read like a singleton.
type endpoint interface {
	// create sends the object once and returns its own id and what Graph
	// answered, which may be nothing.
	create(ctx context.Context, body object.Body) (id string, reply object.Body, err error)
	// read returns the selected properties. An object that is not there is an
	// error for which isMissing holds.
	read(ctx context.Context, id string, options url.Values) (object.Body, error)
	// update sends a change and returns what Graph answered, which is mostly
	// nothing.
	update(ctx context.Context, id string, change object.Body) (object.Body, error)
	// remove deletes the object.
	remove(ctx context.Context, id string) error
}

// endpoint returns the way to the object whose parameters are in t.
func (r *Reader) endpoint(t value.Tree) endpoint {
	path, version, readVersion := r.CollectionPath(t), string(r.Address.API), string(r.Address.ReadVersion())
	switch {
	case r.Relation() != nil:
		l := link{tenant: r.tenant, path: path, version: version, readVersion: readVersion, target: value.Text(t[r.Target()]), targets: r.Targets()}
		if r.Relation().Add == "" {
			return l
		}
		parameters := r.Parameters()
		return orderedLink{l, *r.Relation(), value.Text(t[parameters[len(parameters)-1]])}
	case r.Element() != nil:
		switch e := r.elements(t); {
		case e.kind.Companions != nil:
			return accompanied{arrayElement{e}}
		case e.kind.Add == "":
			return arrayElement{e}
		default:
			return e
		}
	case r.Part() != nil:
		return part{tenant: r.tenant, path: path, property: r.PartProperty(t), list: r.Part().List, id: r.StateID(t, ""), version: version, readVersion: readVersion}
	case r.OnlyChild() != nil:
		return r.onlyChild(t)
	case r.IsSingleton(), r.Answer() != nil:
		return singleton{tenant: r.tenant, path: path, version: version, readVersion: readVersion, replaces: r.Life.Replaces}
	case r.Life.Requests != nil:
		return r.requested(t)
	default:
		return r.entity(t)
	}
}

// entity is the way to an object that is a member of a collection.
func (r *Reader) entity(t value.Tree) entity {
	e := entity{
		tenant: r.tenant, path: r.CollectionPath(t), version: string(r.Address.API), readVersion: string(r.Address.ReadVersion()),
		replaces: r.Life.Replaces, source: r.Life.Create.ID, chosen: r.OwnID(t), key: r.Key(),
	}
	if by := r.Life.Create.By; by != nil {
		e.by, e.making = by, value.Filled(by.Path, by.Parameters(), t)
	}
	if r.IsInList() {
		e.listed = r.Selection(r.Readable)
	}
	return e
}

// elements are the elements of the parent whose id is in t.
func (r *Reader) elements(t value.Tree) element {
	return element{tenant: r.tenant, path: r.CollectionPath(t), version: string(r.Address.API), readVersion: string(r.Address.ReadVersion()), kind: *r.Element()}
}

// itemPath is the path of the object itself.
func (r *Reader) itemPath(t value.Tree) string {
	if r.IsAtPath() {
		return r.CollectionPath(t)
	}
	return r.CollectionPath(t) + "/" + url.PathEscape(r.OwnID(t))
}

// send returns the body of Graph's answer.
func send(ctx context.Context, client *graph.Client, request graph.Request) (object.Body, error) {
	reply, err := client.Do(ctx, request)
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}

// entity is an object that is a member of a collection.
type entity struct {
	tenant               *Tenant
	path                 string
	version, readVersion string
	// replaces: a change is sent as the whole object.
	replaces bool
	// source is where the id of a new object comes from, and chosen the id if whoever
	// makes the object chooses it.
	source object.IDSource
	chosen string
	// key is the property that holds the id.
	key string
	// listed are the options of the list that one object is read from, where it has no
	// address to be read at.
	listed url.Values
	// by is the request that makes a new object elsewhere, at the path making; nil for none.
	by     *object.Making
	making string
}

func (e entity) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	if e.source == object.FromPath && e.by == nil {
		reply, err := e.update(ctx, e.chosen, body)
		return e.chosen, reply, err
	}
	e.tenant.listings.forget(e.path)
	if e.by != nil {
		return e.made(ctx, body)
	}
	if e.source == object.FromBody {
		body["id"] = e.chosen
	}
	reply, err := e.tenant.client.Do(ctx, graph.Request{Method: http.MethodPost, Version: e.version, Path: e.path, Body: body})
	if err != nil {
		return "", nil, err
	}
	id, err := e.newID(ctx, reply)
	if err == nil && id == "" {
		err = fmt.Errorf("POST /%s%s: Graph answered %d without the id of the new object", e.version, e.path, reply.Status)
	}
	if err != nil {
		return "", nil, err
	}
	if e.source != object.FromReply {
		return id, nil, nil // the reply, if any, is not the object
	}
	return id, reply.Body, nil
}

// made is the object that a request elsewhere makes, with what else that answers.
func (e entity) made(ctx context.Context, body object.Body) (string, object.Body, error) {
	sent := object.Body{}
	for name, v := range body {
		if !slices.Contains(e.by.Parameters(), name) {
			sent[cmp.Or(e.by.Names[name], name)] = v
		}
	}
	method := http.MethodPost
	if e.by.Put {
		method = http.MethodPut
	}
	reply, err := send(ctx, e.tenant.client, graph.Request{Method: method, Version: e.version, Path: e.making, Body: sent})
	if err != nil {
		return "", nil, err
	}
	if e.by.Status != "" {
		return e.madeLater(ctx, reply)
	}
	if e.source.IsChosen() {
		return e.chosen, reply, nil
	}
	found, _ := reply[e.by.Made].(object.Body)
	id := value.Text(found["id"])
	if id == "" {
		return "", nil, fmt.Errorf("POST /%s%s: Graph answered without the id of the new object", e.version, e.making)
	}
	all := maps.Clone(reply)
	maps.Copy(all, found)
	return id, all, nil
}

// madeLater is the object that a request makes in the background. It waits until the object
// can be read, and leaves it to the read that follows to say that it cannot.
func (e entity) madeLater(ctx context.Context, request object.Body) (string, object.Body, error) {
	request, err := e.carriedOut(ctx, e.making, e.by.Progress, request)
	if err != nil {
		return "", nil, err
	}
	id := inside(request, e.by.Made)
	if id == "" {
		return "", nil, fmt.Errorf("the request %s/%s was carried out, and does not tell of the object that it has made", e.making, value.Text(request["id"]))
	}
	_ = e.tenant.lag.follow(ctx, e.item(id), func() (string, bool, error) {
		_, err := e.read(ctx, id, nil)
		return "", !isMissing(err), nil
	})
	return id, nil, nil
}

// newID is the id of the object that Graph has made.
func (e entity) newID(ctx context.Context, reply *graph.Reply) (string, error) {
	switch e.source {
	case object.FromLocation:
		return idAt(reply.Header.Get("Location")), nil
	case object.FromOperation:
		return e.await(ctx, reply.Header.Get("Location"))
	case object.FromBody:
		return e.chosen, nil
	default:
		return value.Text(reply.Body[e.key]), nil
	}
}

func (e entity) read(ctx context.Context, id string, options url.Values) (object.Body, error) {
	if e.listed != nil {
		return e.tenant.member(ctx, e.path, id, sharedFor, e.members)
	}
	found, err := e.tenant.read(ctx, e.readVersion, e.item(id), options)
	if err == nil && found[e.key] == nil {
		return nil, fmt.Errorf("GET /%s%s: Graph answered without the id of the object", e.readVersion, e.item(id))
	}
	return found, err
}

// members are the objects of the collection, by their ids.
func (e entity) members(ctx context.Context) (map[string]object.Body, error) {
	found := map[string]object.Body{}
	for member, err := range e.tenant.client.List(ctx, graph.Request{Version: e.readVersion, Path: e.path, Query: e.listed}) {
		if err != nil {
			return nil, err
		}
		found[key(member[e.key])] = member
	}
	return found, nil
}

func (e entity) update(ctx context.Context, id string, change object.Body) (object.Body, error) {
	return send(ctx, e.tenant.client, graph.Request{Method: changing(e.replaces), Version: e.version, Path: e.item(id), Body: change})
}

func (e entity) remove(ctx context.Context, id string) error {
	e.tenant.listings.forget(e.path)
	_, err := e.tenant.client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: e.version, Path: e.item(id)})
	return err
}

func (e entity) item(id string) string { return e.path + "/" + url.PathEscape(id) }

// changing is the method by which an object is changed.
func changing(replaces bool) string {
	if replaces {
		return http.MethodPut
	}
	return http.MethodPatch
}
