// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// singleton is an object that every tenant has: to create it is to change it.
type singleton struct {
	client  *graph.Client
	path    string
	id      string
	version string
}

func (s singleton) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	if len(body) == 0 {
		return s.id, nil, nil
	}
	reply, err := s.update(ctx, "", body)
	return s.id, reply, err
}

func (s singleton) read(ctx context.Context, _ string, options url.Values) (object.Body, error) {
	reply, err := s.client.Do(ctx, graph.Request{Method: http.MethodGet, Version: s.version, Path: s.path, Query: options})
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}

func (s singleton) update(ctx context.Context, _ string, change object.Body) (object.Body, error) {
	reply, err := s.client.Do(ctx, graph.Request{Method: http.MethodPatch, Version: s.version, Path: s.path, Body: change})
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}

func (s singleton) remove(context.Context, string) error {
	return errors.New("every tenant has this object, so that it cannot be deleted")
}
