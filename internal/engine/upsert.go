// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// upsert makes the object or, if there is one with its unique key, changes that.
// Sending it twice does no harm, so that neither a lost answer nor an apply that
// was killed leaves a second object behind.
func (m *managed) upsert(ctx context.Context, plan tree, body object.Body) (id string, reply object.Body, err error) {
	key := strings.ReplaceAll(text(plan[m.Upsert]), "'", "''")
	path := m.collectionPath(plan) + "(" + m.Upsert + "='" + url.PathEscape(key) + "')"
	delete(body, m.Upsert)
	err = m.insist(ctx, path, plan, func(ctx context.Context) error {
		reply, err = m.send(ctx, graph.Request{
			Method: http.MethodPatch, Version: string(m.API), Path: path, Body: body, Header: http.Header{"Prefer": {"create-if-missing"}},
		})
		return err
	})
	if id := text(reply["id"]); err != nil || id != "" {
		return id, reply, err
	}
	found, err := m.send(ctx, graph.Request{Version: string(m.API), Path: path, Query: url.Values{"$select": {"id"}}})
	return text(found["id"]), nil, err
}

// send returns the body of Graph's answer.
func (m *managed) send(ctx context.Context, request graph.Request) (object.Body, error) {
	reply, err := m.session.Client.Do(ctx, request)
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}
