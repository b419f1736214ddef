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

// mostBound is how many links Graph takes in one request.
const mostBound = 20

// relations are the attributes that hold links to other objects.
func (s shape) relations() []object.Attribute {
	var all []object.Attribute
	for _, a := range s.managed {
		if a.Mode == object.Relation {
			all = append(all, a)
		}
	}
	return all
}

// fetch reads the object, and those of its relations that are managed.
func (m *managed) fetch(ctx context.Context, target endpoint, t tree) (object.Body, error) {
	found, err := target.read(ctx, ownID(t), m.selection(m.managed))
	if err != nil {
		return nil, err
	}
	for _, a := range m.relations() {
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
func (m *managed) fetchImported(ctx context.Context, t tree, found object.Body) error {
	for _, a := range m.relations() {
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

func (m *managed) relationRequest(t tree, a object.Attribute) graph.Request {
	return graph.Request{Version: string(m.readAPI()), Path: m.relationPath(t, a), Query: url.Values{"$select": {"id"}, "$top": {"999"}}}
}

// linked are the ids of all objects in a relation.
func (m *managed) linked(ctx context.Context, t tree, a object.Attribute) ([]any, error) {
	ids := []any{}
	for member, err := range m.session.Client.List(ctx, m.relationRequest(t, a)) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, member["id"])
	}
	return ids, nil
}

func (m *managed) relationPath(t tree, a object.Attribute) string {
	return m.itemPath(t) + "/" + a.Name
}

// itemPath is the path of the object itself.
func (m *managed) itemPath(t tree) string {
	if m.Singleton {
		return m.collectionPath(t)
	}
	return m.collectionPath(t) + "/" + url.PathEscape(ownID(t))
}

// relate makes the links of the object what the plan says. New ones are made
// first: Graph refuses to remove the last owner of some objects.
func (m *managed) relate(ctx context.Context, prior, plan tree) error {
	for _, a := range m.relations() {
		if plan[a.Name] == nil || isUnknown(plan[a.Name]) || equivalent(a.Type, prior[a.Name], plan[a.Name]) {
			continue
		}
		before := prior[a.Name]
		if before == nil && prior["id"] != nil {
			var err error
			if before, err = m.linked(ctx, plan, a); err != nil {
				return err
			}
		}
		if err := m.link(ctx, plan, a, missingFrom(before, plan[a.Name])); err != nil {
			return err
		}
		if err := m.unlink(ctx, plan, a, missingFrom(plan[a.Name], before)); err != nil {
			return err
		}
	}
	return nil
}

// link adds members, twenty with each request.
func (m *managed) link(ctx context.Context, t tree, a object.Attribute, ids []string) error {
	for len(ids) > 0 {
		n := min(mostBound, len(ids))
		if err := m.write(ctx, graph.Request{Method: http.MethodPatch, Version: string(m.API), Path: m.itemPath(t), Body: object.Body{a.Name + "@odata.bind": m.bound(ids[:n])}}); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// bound are the addresses of directory objects.
func (m *managed) bound(ids []string) []string {
	addresses := make([]string, len(ids))
	for i, id := range ids {
		addresses[i] = m.session.Client.Endpoint() + "/" + string(m.API) + "/directoryObjects/" + id
	}
	return addresses
}

// unlink removes members one by one. One that is gone already is no failure.
func (m *managed) unlink(ctx context.Context, t tree, a object.Attribute, ids []string) error {
	for _, id := range ids {
		err := m.write(ctx, graph.Request{Method: http.MethodDelete, Version: string(m.API), Path: m.relationPath(t, a) + "/" + url.PathEscape(id) + "/$ref"})
		if err != nil && !isGone(err) {
			return err
		}
	}
	return nil
}

// missingFrom are the ids of wanted that present lacks, in order.
func missingFrom(present, wanted any) []string {
	known := map[string]bool{}
	ids, _ := present.([]any)
	for _, id := range ids {
		known[strings.ToLower(text(id))] = true
	}
	var missing []string
	ids, _ = wanted.([]any)
	for _, id := range ids {
		if !known[strings.ToLower(text(id))] {
			missing = append(missing, text(id))
		}
	}
	return missing
}
