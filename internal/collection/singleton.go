// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// singleton is an object that every tenant has.
type singleton struct {
	tenant               *Tenant
	path                 string
	version, readVersion string
	// replaces: a change is sent as the whole object.
	replaces bool
	// header goes with every request.
	header http.Header
}

func (s singleton) create(context.Context, object.Body) (string, object.Body, error) {
	return "", nil, errors.New("every tenant has this object, so that it cannot be created")
}

func (s singleton) read(ctx context.Context, _ string, options url.Values) (object.Body, error) {
	return s.tenant.get(ctx, graph.Request{Version: s.readVersion, Path: s.path, Query: options, Header: s.header})
}

func (s singleton) update(ctx context.Context, _ string, change object.Body) (object.Body, error) {
	return send(ctx, s.tenant.client, graph.Request{Method: changing(s.replaces), Version: s.version, Path: s.path, Body: change, Header: s.header})
}

func (s singleton) remove(context.Context, string) error {
	return errors.New("every tenant has this object, so that it cannot be deleted")
}
