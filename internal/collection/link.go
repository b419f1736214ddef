// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// link is a reference from one object to another, such as a group's member.
type link struct {
	tenant               *Tenant
	path                 string
	version, readVersion string
	target               string
	// targets is the path of the collection by which the target is referred to.
	targets string
}

func (l link) create(ctx context.Context, _ object.Body) (string, object.Body, error) {
	l.tenant.listings.forget(l.path)
	_, err := l.tenant.client.Do(ctx, linkRequest(l.tenant.client, l.version, l.path, l.targets+"/"+l.target))
	return l.target, nil, err
}

// linkRequest links the object at a path, target.
func linkRequest(client *graph.Client, version, path, target string) graph.Request {
	return graph.Request{
		Method: http.MethodPost, Version: version, Path: path + "/$ref",
		Body: object.Body{"@odata.id": addressOf(client, version, target)},
	}
}

// addressOf is how Graph is told which object a reference leads to.
func addressOf(client *graph.Client, version, target string) string {
	return client.Endpoint() + "/" + version + target
}

func (l link) read(ctx context.Context, id string, _ url.Values) (object.Body, error) {
	return l.tenant.member(ctx, l.path, id, sharedFor, func(ctx context.Context) (map[string]object.Body, error) {
		found := map[string]object.Body{}
		for member, err := range l.tenant.client.List(ctx, l.tenant.together(listRequest(l.readVersion, l.path))) {
			if err != nil {
				return nil, err
			}
			found[key(member["id"])] = object.Body{"id": member["id"]}
		}
		return found, nil
	})
}

func (l link) update(context.Context, string, object.Body) (object.Body, error) {
	return nil, errors.New("a link between two objects has nothing that could change")
}

// remove ends with /$ref: without it Graph would delete the object itself.
func (l link) remove(ctx context.Context, id string) error {
	l.tenant.listings.forget(l.path)
	_, err := l.tenant.client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: l.version, Path: l.path + "/" + url.PathEscape(id) + "/$ref"})
	if isUnlinkedAlready(err) {
		return fmt.Errorf("%w: %w", errNotThere, err)
	}
	return err
}

// orderedLink is a link that actions of the object referred to make and remove.
type orderedLink struct {
	link
	kind object.Relation
	// from is the id of the object that has the link.
	from string
}

func (l orderedLink) create(ctx context.Context, _ object.Body) (string, object.Body, error) {
	return l.target, nil, l.order(ctx, l.target, l.kind.Add)
}

func (l orderedLink) remove(ctx context.Context, id string) error {
	return removedByPost(func() error { return l.order(ctx, id, l.kind.Remove) }, func() bool { return false })
}

// order calls an action of the object with the id.
func (l orderedLink) order(ctx context.Context, id, action string) error {
	l.tenant.listings.forget(l.path)
	_, err := l.tenant.client.Do(ctx, graph.Request{
		Method: http.MethodPost, Version: l.version, Path: l.targets + "/" + url.PathEscape(id) + "/" + action,
		Body: object.Body{l.kind.Parameter: l.from},
	})
	return err
}

// listRequest asks for the ids in a relation, as many with one page as Graph
// permits.
func listRequest(version, path string) graph.Request {
	return graph.Request{Version: version, Path: path, Query: url.Values{"$select": {"id"}, "$top": {"999"}}}
}
