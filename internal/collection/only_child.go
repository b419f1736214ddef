// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// onlyChild is the only object at a path below another one, which is there or is not.
type onlyChild struct {
	singleton
	id string
	// put: it is made by PUT.
	put bool
	// locale names it, where there is one in each language.
	locale string
}

// onlyChild is the way to the only child of the object whose parameters are in t.
func (r *Reader) onlyChild(t value.Tree) onlyChild {
	kind := r.OnlyChild()
	c := onlyChild{id: r.StateID(t, ""), put: kind.Put, locale: kind.Locale, singleton: singleton{
		tenant: r.tenant, path: r.CollectionPath(t), version: string(r.Address.API), readVersion: string(r.Address.ReadVersion()), replaces: r.Life.Replaces,
	}}
	if c.locale != "" {
		c.header = http.Header{"Accept-Language": {c.locale}}
	}
	return c
}

func (c onlyChild) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	reply, err := send(ctx, c.tenant.client, graph.Request{Method: changing(c.put), Version: c.version, Path: c.path, Body: body, Header: c.header})
	return c.id, reply, err
}

func (c onlyChild) remove(ctx context.Context, _ string) error {
	request := graph.Request{Method: http.MethodDelete, Version: c.version, Path: c.path, Header: c.header}
	if c.locale != "" {
		request.Body = object.Body{"id": c.locale}
	}
	_, err := c.tenant.client.Do(ctx, request)
	return err
}
