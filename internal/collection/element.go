// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// element is a member of a collection inside its parent, which actions of the parent add
// and remove.
type element struct {
	tenant               *Tenant
	path                 string // of the parent
	version, readVersion string
	kind                 object.Element
}

func (e element) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	reply, err := e.act(ctx, e.kind.Add, e.kind.AddBody(body))
	if err != nil {
		return "", nil, err
	}
	id := value.Text(reply[e.kind.Key])
	if id == "" {
		id, reply = value.Text(body[e.kind.Key]), nil
	}
	e.tenant.rewritten.note(e.listing(), id, true)
	return id, reply, nil
}

func (e element) read(ctx context.Context, id string, _ url.Values) (object.Body, error) {
	return e.member(ctx, id, sharedFor)
}

// member is the element of a listing that is not older than age.
func (e element) member(ctx context.Context, id string, age time.Duration) (object.Body, error) {
	return e.tenant.member(ctx, e.listing(), id, age, e.members)
}

// members are the elements that the parent has, by their keys.
func (e element) members(ctx context.Context) (map[string]object.Body, error) {
	elements, err := e.all(ctx)
	if err != nil {
		return nil, err
	}
	found := map[string]object.Body{}
	for _, members := range elements {
		found[key(members[e.kind.Key])] = members
	}
	return found, nil
}

// listing is the name of what the parent was last seen to hold.
func (e element) listing() string { return e.path + "/" + e.kind.Property }

// all are the elements that the parent has.
func (e element) all(ctx context.Context) ([]object.Body, error) {
	top, inner, nested := strings.Cut(e.kind.Property, "/")
	reply, err := e.tenant.read(ctx, e.readVersion, e.path, url.Values{"$select": {"id," + top}})
	if err != nil {
		return nil, err
	}
	if nested {
		reply, _ = reply[top].(object.Body)
		top = inner
	}
	elements, _ := reply[top].([]any)
	all := make([]object.Body, len(elements))
	for i, candidate := range elements {
		all[i] = e.shown(candidate)
	}
	return all, nil
}

// shown is an element as the attributes name it.
func (e element) shown(candidate any) object.Body {
	if e.kind.Bare {
		return object.Body{e.kind.Key: candidate}
	}
	members, _ := candidate.(object.Body)
	if e.kind.Shown != "" {
		members[e.kind.Shown] = members[e.kind.Key]
	}
	return members
}

// update adds the element again, which replaces it, however often.
func (e element) update(ctx context.Context, _ string, whole object.Body) (reply object.Body, err error) {
	err = twice(func() error {
		reply, err = e.act(ctx, e.kind.Add, e.kind.AddBody(whole))
		return err
	})
	return reply, err
}

func (e element) remove(ctx context.Context, id string) error {
	err := removedByPost(func() error {
		_, err := e.act(ctx, e.kind.Remove, e.kind.RemoveBody(id))
		return err
	}, func() bool {
		_, err := e.read(ctx, id, nil)
		return errors.Is(err, errNotThere)
	})
	if err == nil {
		e.tenant.rewritten.note(e.listing(), id, false)
	}
	return err
}

// act calls an action of the parent.
func (e element) act(ctx context.Context, name string, body object.Body) (object.Body, error) {
	e.tenant.listings.forget(e.listing())
	return send(ctx, e.tenant.client, graph.Request{Method: http.MethodPost, Version: e.version, Path: e.path + "/" + name, Body: body})
}
