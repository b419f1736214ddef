// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// maxExpanded is how many objects of a relation the directory expands. It gives
// no link to the others.
const maxExpanded = 20

// expanded adds relations to an object.
func (c *call) expanded(typ *model.Type, e entry, shown store.Object) (store.Object, error) {
	full := maps.Clone(shown)
	for i := range c.query.Expand {
		x := &c.query.Expand[i]
		name := x.Path[0]
		navigation, ok := typ.Navigation(name)
		if !ok {
			if c.target.typ.Name != typ.Name {
				continue // the relation of another derived type
			}
			return nil, unknownProperty(name, typ)
		}
		value, err := c.relation(e, navigation, &x.Query)
		if err != nil {
			return nil, err
		}
		full[name] = value
	}
	return full, nil
}

// relation is what is at the other end of a relation, by its own query.
func (c *call) relation(e entry, navigation model.Navigation, query *odata.Query) (any, error) {
	typ, ok := c.schema.Type(navigation.Type)
	if !ok {
		return nil, badRequest("The relation '%s' cannot be expanded.", navigation.Name)
	}
	sub := *c
	sub.query = query
	sub.target = target{typ: typ, single: !navigation.Collection, path: e.below(navigation.Name)}
	if !isPart(c.typeOf(e), navigation) {
		sub.target.path, sub.target.owner, sub.target.relation = e.path, e.id(), navigation.Name
	}
	if !navigation.Collection {
		one, err := sub.object()
		if err != nil {
			return nil, nil //nolint:nilerr // a relation that leads nowhere is null
		}
		return sub.shape(one)
	}
	found, err := sub.matching()
	if err != nil {
		return nil, err
	}
	if sub.target.relation != "" && inDirectory(e.path) {
		found = found[:min(len(found), maxExpanded)]
	}
	if query.Top != nil {
		found = found[:min(len(found), *query.Top)]
	}
	return sub.shapes(found)
}

func (c *call) shapes(entries []entry) ([]any, error) {
	values := make([]any, 0, len(entries))
	for _, e := range entries {
		shaped, err := c.shape(e)
		if err != nil {
			return nil, err
		}
		values = append(values, shaped)
	}
	return values, nil
}
