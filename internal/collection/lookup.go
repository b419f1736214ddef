// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Find is the one object with a key. It is a [*LookupError] if there is none, or
// more than one. What a list does not show is read from the object itself.
func (r *Reader) Find(ctx context.Context, t value.Tree, key string, attributes value.Attributes) (object.Body, error) {
	return r.findBy(ctx, t, r.LookUp.Key, key, attributes)
}

// findBy is Find by another attribute than the one by which people know objects.
func (r *Reader) findBy(ctx context.Context, t value.Tree, by, key string, attributes value.Attributes) (object.Body, error) {
	wanted := attributes.Listed()
	if wanted.Find(by) == nil {
		wanted = append(value.Attributes{r.Managed.Find(by)}, wanted...)
	}
	var found []object.Body
	for match, err := range r.tenant.client.List(ctx, r.tenant.together(r.search(t, by, key, r.Selection(wanted)))) {
		if err != nil {
			return nil, err
		}
		// Graph is not trusted to have filtered: some services ignore what they do not
		// understand.
		if r.IsOurs(match) && strings.EqualFold(value.Text(match[by]), key) {
			found = append(found, match)
		}
	}
	if len(found) != 1 {
		return nil, &LookupError{title: r.Title(), attribute: r.Managed.Find(by).Key, key: key, ids: r.IDs(found)}
	}
	if len(attributes.Listed()) < len(attributes) {
		return r.get(ctx, r.identified(r.IDOf(found[0]), t), attributes)
	}
	return found[0], r.checkKind(value.Tree{r.LookUp.Key: key}, found[0])
}

// identified is the beginning of a state: an id, and those of the parents as in t.
func (r *Reader) identified(id string, t value.Tree) value.Tree {
	begun := value.Tree{"id": id}
	for _, name := range r.Parameters() {
		begun[name] = t[name]
	}
	return begun
}

// search asks for the objects with a key, or for all if they have none.
func (r *Reader) search(t value.Tree, by, key string, options url.Values) graph.Request {
	if by != "" && !r.LookUp.Unfiltered {
		options.Set("$filter", equals(by, key))
	}
	return graph.Request{Version: string(r.Address.ReadVersion()), Path: r.CollectionPath(t), Query: options}
}

// IDs are the ids of objects that were found.
func (r *Reader) IDs(found []object.Body) []string {
	var ids []string
	for _, match := range found {
		ids = append(ids, r.IDOf(match))
	}
	return ids
}

// IDOf is the id of an object that was found.
func (r *Reader) IDOf(found object.Body) string {
	return value.Text(found[r.Key()])
}

// Only is the one object that the collection holds.
func (r *Reader) Only(ctx context.Context, attributes value.Attributes) (object.Body, error) {
	for found, err := range r.tenant.client.List(ctx, graph.Request{Version: string(r.Address.ReadVersion()), Path: r.Address.Path, Query: r.Selection(attributes)}) {
		return found, err
	}
	return nil, &LookupError{title: r.Title(), attribute: "path", key: r.Address.Path}
}
