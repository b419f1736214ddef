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

// errNoLink says that two objects are not linked.
var errNoLink = errors.New("the objects are not linked")

// link is a reference from one object to another, such as a group's member.
type link struct {
	session              *Session
	path                 string
	version, readVersion string
	target               string
}

func (l link) create(ctx context.Context, _ object.Body) (string, object.Body, error) {
	l.session.listings.forget(l.path)
	_, err := l.session.Client.Do(ctx, linkRequest(l.session.Client, l.version, l.path, l.target))
	return l.target, nil, err
}

// linkRequest links a directory object.
func linkRequest(client *graph.Client, version, path, target string) graph.Request {
	return graph.Request{
		Method: http.MethodPost, Version: version, Path: path + "/$ref",
		Body: object.Body{"@odata.id": client.Endpoint() + "/" + version + "/directoryObjects/" + target},
	}
}

func (l link) read(ctx context.Context, id string, _ url.Values) (object.Body, error) {
	linked, err := l.session.isLinked(ctx, l.readVersion, l.path, id)
	switch {
	case err != nil:
		return nil, err
	case !linked:
		return nil, errNoLink
	}
	return object.Body{"id": id}, nil
}

func (l link) update(context.Context, string, object.Body) (object.Body, error) {
	return nil, errors.New("a link between two objects has nothing that could change")
}

// remove ends with /$ref: without it Graph would delete the object itself.
func (l link) remove(ctx context.Context, id string) error {
	l.session.listings.forget(l.path)
	_, err := l.session.Client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: l.version, Path: l.path + "/" + url.PathEscape(id) + "/$ref"})
	return err
}
