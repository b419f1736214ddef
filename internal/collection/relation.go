// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// mostBound is how many links Graph takes in one request.
const mostBound = 20

// Links are the ids of all objects in a relation. The object is there: that a
// replica does not know it yet is no sign that it is gone.
func (r *Reader) Links(ctx context.Context, t value.Tree, a *value.Attribute) (ids []any, err error) {
	err = r.tenant.waits.again(ctx, r.Label(t), r.tenant.lag.Missing, func() (bool, error) {
		ids, err = r.links(ctx, t, a)
		return !isMissing(err), err
	})
	if err != nil {
		return nil, about(a, fmt.Errorf("reading its %s: %w", a.Key, err))
	}
	return ids, nil
}

func (r *Reader) links(ctx context.Context, t value.Tree, a *value.Attribute) ([]any, error) {
	ids := []any{}
	for member, err := range r.tenant.client.List(ctx, r.tenant.together(r.relationRequest(t, a))) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, member["id"])
	}
	return ids, nil
}

// ShortLinks are the ids in those relations that nobody has said are managed, as
// far as they fit on one page each, by the relation's name: an import takes them.
// Longer ones would slow down every plan.
func (r *Reader) ShortLinks(ctx context.Context, t value.Tree, found object.Body) (map[string][]any, error) {
	all := map[string][]any{}
	for _, a := range r.Relations() {
		if r.IsForbidden(a, r.Object.Refresh(t, found)) {
			continue
		}
		reply, err := send(ctx, r.tenant.client, r.tenant.together(r.relationRequest(t, a)))
		if err != nil {
			return nil, about(a, r.orGone(ctx, t, err))
		}
		if reply["@odata.nextLink"] != nil {
			continue
		}
		members, _ := reply["value"].([]any)
		all[a.Name] = []any{}
		for _, member := range members {
			body, _ := member.(object.Body)
			all[a.Name] = append(all[a.Name], body["id"])
		}
	}
	return all, nil
}

// orGone is a failure below an object, or that the object is gone, where that is why
// nothing is found there.
func (r *Reader) orGone(ctx context.Context, t value.Tree, failure error) error {
	if !isMissing(failure) {
		return failure
	}
	if _, err := r.look(ctx, t, nil); errors.Is(err, ErrGone) {
		return err
	}
	return failure
}

func (r *Reader) relationRequest(t value.Tree, a *value.Attribute) graph.Request {
	if a.Bound != "" {
		return graph.Request{Version: string(r.Address.ReadVersion()), Path: r.relationPath(t, a)}
	}
	kind, _ := a.Attribute.Type.(object.References)
	return listRequest(string(cmp.Or(kind.ReadAPI, r.Address.ReadVersion())), r.relationPath(t, a))
}

func (r *Reader) relationPath(t value.Tree, a *value.Attribute) string {
	path := r.itemPath(t)
	if a.Bound != "" && r.IsDerived() {
		path += "/" + r.Address.Type
	}
	return path + "/" + a.Name
}

// refer makes relations to one object what the plan says.
func (c *Collection) refer(ctx context.Context, prior, plan value.Tree) error {
	for _, a := range c.Managed {
		if !a.Single || value.IsUnknown(plan[a.Name]) || isBrought(a, prior) || a.Type.Same(value.Equivalent, prior[a.Name], plan[a.Name]) {
			continue
		}
		path := c.relationPath(plan, a)
		request := linkRequest(c.tenant.client, string(c.Address.API), path, targetOf(a, value.Text(plan[a.Name])))
		request.Method = http.MethodPut
		if plan[a.Name] == nil {
			request = graph.Request{Method: http.MethodDelete, Version: string(c.Address.API), Path: path + "/$ref"}
		}
		if err := c.write(ctx, request); err != nil {
			return about(a, err)
		}
	}
	return nil
}

// relate makes the links of the object what the plan says.
func (c *Collection) relate(ctx context.Context, prior, plan value.Tree) error {
	for _, a := range c.Relations() {
		if plan[a.Name] == nil || value.IsUnknown(plan[a.Name]) || isBrought(a, prior) {
			continue
		}
		before := prior[a.Name]
		if before == nil { // who makes an application as a user owns it from the start
			var err error
			if before, err = c.Links(ctx, plan, a); err != nil {
				return err
			}
		}
		if err := c.relink(ctx, plan, a, before); err != nil {
			return about(a, err)
		}
	}
	return nil
}

// relink makes links before it removes others: Graph refuses to remove the last
// owner of some objects.
func (c *Collection) relink(ctx context.Context, plan value.Tree, a *value.Attribute, before any) error {
	c.tenant.listings.forget(c.relationPath(plan, a))
	if err := c.link(ctx, plan, a, value.MissingFrom(before, plan[a.Name])); err != nil {
		return err
	}
	return c.unlink(ctx, plan, a, value.MissingFrom(plan[a.Name], before))
}

// link adds objects to a relation: twenty with each request where Graph has such
// a request, else one by one.
func (c *Collection) link(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	most := 1
	if kind, _ := a.Attribute.Type.(object.References); kind.Bulk {
		most = mostBound
	}
	for some := range slices.Chunk(ids, most) {
		err := c.linkSome(ctx, t, a, some)
		if len(some) > 1 && (IsAmbiguous(err) || IsLinkedAlready(err)) {
			err = c.linkEach(ctx, t, a, some)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// linkSome adds all of some objects or none.
func (c *Collection) linkSome(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	if len(ids) == 1 {
		return c.linkEach(ctx, t, a, ids)
	}
	return c.write(ctx, graph.Request{Method: http.MethodPatch, Version: string(c.Address.API), Path: c.itemPath(t), Body: object.Body{a.Name + "@odata.bind": c.bound(ids)}})
}

// linkEach adds objects one by one. It is no failure if one is there already, so
// that a request whose answer was lost can be sent again.
func (c *Collection) linkEach(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	for _, id := range ids {
		err := c.writeTwice(ctx, linkRequest(c.tenant.client, string(c.Address.API), c.relationPath(t, a), targetOf(a, id)))
		if err != nil && !IsLinkedAlready(err) {
			return err
		}
	}
	return nil
}

// targetOf is the path by which a relation refers to an object. Intune is known to be
// told the ids of its own in parentheses.
func targetOf(a *value.Attribute, id string) string {
	if a.Bound != "" {
		return a.Bound + "('" + id + "')"
	}
	kind, _ := a.Attribute.Type.(object.References)
	return cmp.Or(kind.Targets, "/directoryObjects") + "/" + id
}

// bound are the addresses of directory objects.
func (c *Collection) bound(ids []string) []any {
	addresses := make([]any, len(ids))
	for i, id := range ids {
		addresses[i] = addressOf(c.tenant.client, string(c.Address.API), "/directoryObjects/"+id)
	}
	return addresses
}

// unlink removes members one by one. One that is gone already is no failure.
func (c *Collection) unlink(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	for _, id := range ids {
		err := c.write(ctx, graph.Request{Method: http.MethodDelete, Version: string(c.Address.API), Path: c.relationPath(t, a) + "/" + url.PathEscape(id) + "/$ref"})
		if err != nil && !isUnlinkedAlready(err) {
			return err
		}
	}
	return nil
}

// isUnlinkedAlready tells whether Graph refused to remove a link that is not there as a
// bad request: some services do, others answer that they find none.
func isUnlinkedAlready(err error) bool {
	return refusedWith(err, "object references do not exist")
}
