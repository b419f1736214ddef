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
)

// errNoLink says that two objects are not linked.
var errNoLink = errors.New("the objects are not linked")

// link is a reference from one object to another, such as a group's member.
type link struct {
	client               *graph.Client
	path                 string
	version, readVersion string
	target               string
}

func (l link) create(ctx context.Context, _ object.Body) (string, object.Body, error) {
	_, err := l.client.Do(ctx, graph.Request{
		Method: http.MethodPost, Version: l.version, Path: l.path + "/$ref",
		Body: object.Body{"@odata.id": l.client.Endpoint() + "/" + l.version + "/directoryObjects/" + l.target},
	})
	return l.target, nil, err
}

// read looks through the whole relation: Graph cannot be asked for one link.
func (l link) read(ctx context.Context, id string, _ url.Values) (object.Body, error) {
	linked := l.client.List(ctx, graph.Request{
		Method: http.MethodGet, Version: l.readVersion, Path: l.path,
		Query: url.Values{"$select": {"id"}, "$top": {"999"}},
	})
	for object, err := range linked {
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(text(object["id"]), id) {
			return object, nil
		}
	}
	return nil, errNoLink
}

func (l link) update(context.Context, string, object.Body) (object.Body, error) {
	return nil, errors.New("a link between two objects has nothing that could change")
}

// remove ends with /$ref: without it Graph would delete the object itself.
func (l link) remove(ctx context.Context, id string) error {
	_, err := l.client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: l.version, Path: l.path + "/" + url.PathEscape(id) + "/$ref"})
	return err
}
