// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// onlyChild is the only object at a path below another one, which is there or is not.
type onlyChild struct {
	singleton
	// put: it is made by PUT.
	put bool
}

func (c onlyChild) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	reply, err := send(ctx, c.tenant.client, graph.Request{Method: changing(c.put), Version: c.version, Path: c.path, Body: body})
	return c.id, reply, err
}

func (c onlyChild) remove(ctx context.Context, _ string) error {
	_, err := c.tenant.client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: c.version, Path: c.path})
	return err
}
