// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"cmp"
	"context"
	"fmt"
	"maps"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// withBrought is a new object with the relations that it brings.
func (c *Collection) withBrought(plan value.Tree, body object.Body) object.Body {
	whole := body
	for _, a := range c.Managed {
		if a.Bound == "" || plan[a.Name] == nil || value.IsUnknown(plan[a.Name]) {
			continue
		}
		address := func(id any) any {
			return addressOf(c.tenant.client, string(c.Address.API), targetOf(a, value.Text(id)))
		}
		var brought any
		if a.Single || a.BoundAs != "" {
			brought = address(plan[a.Name])
		} else {
			addresses := []any{}
			for _, id := range value.MissingFrom(nil, plan[a.Name]) {
				addresses = append(addresses, address(id))
			}
			brought = addresses
		}
		whole = maps.Clone(whole)
		if a.BoundAs != "" {
			delete(whole, a.Name)
		}
		whole[cmp.Or(a.BoundAs, a.Name)+"@odata.bind"] = brought
	}
	return whole
}

// isBrought tells of a relation that an object without a prior state was made with.
func isBrought(a *value.Attribute, prior value.Tree) bool { return a.Bound != "" && prior["id"] == nil }

// withReferred adds, of the attributes, the relations to one object that are read by
// themselves.
func (r *Reader) withReferred(ctx context.Context, t value.Tree, found object.Body, attributes value.Attributes) (object.Body, error) {
	for _, a := range attributes {
		if !a.Single || a.Bound == "" {
			continue
		}
		referred, err := send(ctx, r.tenant.client, r.tenant.together(r.relationRequest(t, a)))
		if err != nil && !graph.IsNotFound(err) {
			return nil, about(a, fmt.Errorf("reading its %s: %w", a.Key, err))
		}
		found = maps.Clone(found)
		if found[a.Name] = nil; referred["id"] != nil {
			found[a.Name] = object.Body{"id": referred["id"]}
		}
	}
	return found, nil
}
