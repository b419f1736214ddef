// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// mostBound is how many links Graph takes in one request.
const mostBound = 20

// fetch reads the object, and those of its relations that are managed.
func (m *managed) fetch(ctx context.Context, target endpoint, t value.Tree) (object.Body, error) {
	found, err := target.read(ctx, t.OwnID(), m.Selection(m.Managed))
	if err != nil {
		return nil, err
	}
	for _, a := range m.Relations() {
		if t[a.Name] == nil {
			continue
		}
		if found[a.Name], err = m.linked(ctx, t, a); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// importedKey marks, in private state, an object that was just imported.
const importedKey = "imported"

// fetchImported reads the relations too that nobody has said are managed, as far
// as they fit on one page: longer ones would slow down every plan.
func (m *managed) fetchImported(ctx context.Context, t value.Tree, found object.Body) error {
	for _, a := range m.Relations() {
		if m.IsForbidden(a, m.Refresh(t, found)) {
			continue
		}
		reply, err := m.session.Client.Do(ctx, m.relationRequest(t, a))
		if err != nil {
			return err
		}
		members, _ := reply.Body["value"].([]any)
		if reply.Body["@odata.nextLink"] != nil {
			continue
		}
		ids := []any{}
		for _, member := range members {
			body, _ := member.(object.Body)
			ids = append(ids, body["id"])
		}
		t[a.Name], found[a.Name] = ids, ids
	}
	return nil
}

func (m *managed) relationRequest(t value.Tree, a *value.Attribute) graph.Request {
	return listRequest(string(m.relationAPI(a)), m.relationPath(t, a))
}

// relationAPI is the version of Graph that a relation is read from.
func (m *managed) relationAPI(a *value.Attribute) object.API {
	kind, _ := a.Attribute.Type.(object.References)
	return cmp.Or(kind.ReadAPI, m.readAPI())
}

// present is what a relation holds that was not managed before, or not there:
// who makes an application as a user owns it from the start.
func (m *managed) present(ctx context.Context, t value.Tree, a *value.Attribute) (ids []any, err error) {
	err = m.insist(ctx, m.itemPath(t), nil, func(ctx context.Context) error {
		ids, err = m.linked(ctx, t, a)
		return err
	})
	return ids, err
}

// linked are the ids of all objects in a relation.
func (m *managed) linked(ctx context.Context, t value.Tree, a *value.Attribute) ([]any, error) {
	ids := []any{}
	for member, err := range m.session.Client.List(ctx, m.relationRequest(t, a)) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, member["id"])
	}
	return ids, nil
}

func (m *managed) relationPath(t value.Tree, a *value.Attribute) string {
	return m.itemPath(t) + "/" + a.Name
}

// itemPath is the path of the object itself.
func (m *managed) itemPath(t value.Tree) string {
	if m.Singleton {
		return m.CollectionPath(t)
	}
	return m.CollectionPath(t) + "/" + url.PathEscape(t.OwnID())
}

// refer makes relations to one object what the plan says.
func (m *managed) refer(ctx context.Context, prior, plan value.Tree) error {
	for _, a := range m.Managed {
		if !a.Single || value.IsUnknown(plan[a.Name]) || a.Type.Same(value.Equivalent, prior[a.Name], plan[a.Name]) {
			continue
		}
		path := m.relationPath(plan, a)
		request := linkRequest(m.session.Client, string(m.API), path, value.Text(plan[a.Name]))
		request.Method = http.MethodPut
		if plan[a.Name] == nil {
			request = graph.Request{Method: http.MethodDelete, Version: string(m.API), Path: path + "/$ref"}
		}
		if err := m.write(ctx, request); err != nil {
			return about(a, err)
		}
	}
	return nil
}

// relate makes the links of the object what the plan says. New ones are made
// first: Graph refuses to remove the last owner of some objects.
func (m *managed) relate(ctx context.Context, prior, plan value.Tree) error {
	for _, a := range m.Relations() {
		if plan[a.Name] == nil || value.IsUnknown(plan[a.Name]) || a.Type.Same(value.Equivalent, prior[a.Name], plan[a.Name]) {
			continue
		}
		before := prior[a.Name]
		if before == nil {
			var err error
			if before, err = m.present(ctx, plan, a); err != nil {
				return err
			}
		}
		if err := m.relink(ctx, plan, a, before); err != nil {
			return about(a, err)
		}
	}
	return nil
}

// relink makes and removes links, under the lock that links have which are
// objects of their own.
func (m *managed) relink(ctx context.Context, plan value.Tree, a *value.Attribute, before any) error {
	path := m.relationPath(plan, a)
	unlock, err := m.session.Client.Lock(ctx, path)
	if err != nil {
		return err
	}
	defer unlock()
	m.session.listings.forget(path)
	if err := m.link(ctx, plan, a, value.MissingFrom(before, plan[a.Name])); err != nil {
		return err
	}
	return m.unlink(ctx, plan, a, value.MissingFrom(plan[a.Name], before))
}

// link adds objects to a relation: twenty with each request where Graph has such
// a request, else one by one.
func (m *managed) link(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	most := 1
	if kind, ok := a.Attribute.Type.(object.References); ok && kind.Bulk {
		most = mostBound
	}
	for some := range slices.Chunk(ids, most) {
		err := m.linkSome(ctx, t, a, some)
		if len(some) > 1 && (isAmbiguous(err) || isLinkedAlready(err)) {
			err = m.linkEach(ctx, t, a, some)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// linkSome adds all of some objects or none.
func (m *managed) linkSome(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	if len(ids) == 1 {
		return m.linkEach(ctx, t, a, ids)
	}
	return m.write(ctx, graph.Request{Method: http.MethodPatch, Version: string(m.API), Path: m.itemPath(t), Body: object.Body{a.Name + "@odata.bind": m.bound(ids)}})
}

// linkEach adds objects one by one. It is no failure if one is there already, so
// that a request whose answer was lost can be sent again.
func (m *managed) linkEach(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	for _, id := range ids {
		err := m.writeTwice(ctx, linkRequest(m.session.Client, string(m.API), m.relationPath(t, a), id))
		if err != nil && !isLinkedAlready(err) {
			return err
		}
	}
	return nil
}

// bound are the addresses of directory objects.
func (m *managed) bound(ids []string) []any {
	addresses := make([]any, len(ids))
	for i, id := range ids {
		addresses[i] = m.session.Client.Endpoint() + "/" + string(m.API) + "/directoryObjects/" + id
	}
	return addresses
}

// unlink removes members one by one. One that is gone already is no failure.
func (m *managed) unlink(ctx context.Context, t value.Tree, a *value.Attribute, ids []string) error {
	for _, id := range ids {
		err := m.write(ctx, graph.Request{Method: http.MethodDelete, Version: string(m.API), Path: m.relationPath(t, a) + "/" + url.PathEscape(id) + "/$ref"})
		if err != nil && !isGone(err) {
			return err
		}
	}
	return nil
}
