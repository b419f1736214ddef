// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// upsert makes the object or, if there is one with its unique key, changes that:
// an apply that was killed after Graph had made the object finds it again.
func (m *managed) upsert(ctx context.Context, plan value.Tree, body object.Body) (id string, reply object.Body, err error) {
	key := strings.ReplaceAll(value.Text(plan[m.Upsert]), "'", "''")
	path := m.CollectionPath(plan) + "(" + m.Upsert + "='" + url.PathEscape(key) + "')"
	delete(body, m.Upsert)
	if id, err := m.takeOverFrom(ctx, path, plan, body); id != "" || err != nil {
		return id, nil, err
	}
	// Repeating this after a lost answer may be refused: what is fixed at creation
	// would be a change then.
	err = m.insist(ctx, path, plan, func(ctx context.Context) error {
		reply, err = m.send(ctx, graph.Request{
			Method: http.MethodPatch, Version: string(m.API), Path: path, Body: body, Header: http.Header{"Prefer": {"create-if-missing"}},
		})
		return err
	})
	if id := value.Text(reply["id"]); id != "" {
		return id, reply, nil
	}
	id, failed := m.takeOverFrom(ctx, path, plan, body)
	if id != "" {
		return id, nil, failed
	}
	return "", nil, errors.Join(err, failed)
}

// takeOverFrom takes over the object at a path, and does nothing if there is none.
func (m *managed) takeOverFrom(ctx context.Context, path string, plan value.Tree, body object.Body) (id string, err error) {
	found, err := m.send(ctx, graph.Request{Version: string(m.API), Path: path, Query: url.Values{"$select": {"id"}}})
	if isGone(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return value.Text(found["id"]), m.takeOver(ctx, plan, value.Text(found["id"]), body)
}

// send returns the body of Graph's answer.
func (m *managed) send(ctx context.Context, request graph.Request) (object.Body, error) {
	reply, err := m.session.Client.Do(ctx, request)
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}
