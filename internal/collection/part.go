// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// part is some of the properties of an object.
type part struct {
	tenant *Tenant
	// path is the object's, and property that of its complex properties which holds
	// the part, or "".
	path, property, id string
	// list is the collection property that is the part and has an address of its own, or "".
	list                 string
	version, readVersion string
}

func (p part) create(context.Context, object.Body) (string, object.Body, error) {
	return "", nil, errors.New("the object that has this part is there already, so that it cannot be created")
}

func (p part) read(ctx context.Context, _ string, options url.Values) (object.Body, error) {
	if p.list != "" {
		return p.readList(ctx)
	}
	if p.property != "" {
		options = url.Values{"$select": {"id," + p.property}}
	}
	found, err := p.tenant.read(ctx, p.readVersion, p.path, options)
	if err != nil {
		return nil, err
	}
	return p.within(found), nil
}

// within is the part of an object that Graph has returned.
func (p part) within(found object.Body) object.Body {
	if p.property != "" {
		found, _ = found[p.property].(object.Body)
	}
	all := object.Body{"id": p.id}
	maps.Copy(all, found)
	all["id"] = p.id
	return all
}

// readList reads a collection at its own address.
func (p part) readList(ctx context.Context) (object.Body, error) {
	path := p.path + "/" + p.list
	found, err := send(ctx, p.tenant.client, p.tenant.together(graph.Request{Version: p.readVersion, Path: path}))
	if err != nil {
		return nil, err
	}
	elements, ok := found["value"].([]any)
	if !ok {
		return nil, fmt.Errorf("GET /%s%s: Graph answered with something else in the place of a list", p.readVersion, path)
	}
	return object.Body{"id": p.id, p.list: elements}, nil
}

func (p part) update(ctx context.Context, _ string, change object.Body) (object.Body, error) {
	if p.list != "" {
		request := graph.Request{Method: http.MethodPut, Version: p.version, Path: p.path + "/" + p.list, Body: object.Body{"value": change[p.list]}}
		_, err := send(ctx, p.tenant.client, request)
		return nil, err
	}
	if p.property != "" {
		change = object.Body{p.property: change}
	}
	reply, err := send(ctx, p.tenant.client, graph.Request{Method: http.MethodPatch, Version: p.version, Path: p.path, Body: change})
	if err != nil {
		return nil, err
	}
	return p.within(reply), nil
}

func (p part) remove(context.Context, string) error {
	return errors.New("a part of an object is emptied, and not deleted")
}
