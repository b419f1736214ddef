// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Catalogue finds the typed definitions of objects by their paths.
type Catalogue struct {
	byForm map[string][]object.Definition
}

// NewCatalogue enters definitions.
func NewCatalogue(definitions []object.Definition) *Catalogue {
	c := &Catalogue{map[string][]object.Definition{}}
	for _, d := range definitions {
		form := nameless(d.Address().Path)
		c.byForm[form] = append(c.byForm[form], d)
	}
	return c
}

// nameless is a path without the names in its braces.
func nameless(form string) string {
	parts := strings.Split(form, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") {
			parts[i] = "{}"
		}
	}
	return strings.ToLower(strings.Join(parts, "/"))
}

// Covering is the typed definition of the objects at a place that are of a type, which
// is empty for the collection's own. It is nil if there is none.
func (c *Catalogue) Covering(p Place, kind string) *object.Definition {
	for _, d := range c.byForm[nameless(p.Form)] {
		if covers(d, p, kind) {
			return &d
		}
	}
	return nil
}

func covers(d object.Definition, p Place, kind string) bool {
	if (d.Target() != "") != (p.Kind == Reference) || d.IsSingleton() != (p.Kind == Single) || d.Element() != nil {
		return false
	}
	if kind == "" || kind == d.Address().Type {
		return !d.IsDerived() || kind != ""
	}
	for _, v := range d.Variants {
		if v.Type == kind {
			return true
		}
	}
	return false
}

// Writable is [Writable], without what the typed definition only shows within a value: a
// value is written as a whole, so that what nobody has written would seem to be taken out.
func (c *Catalogue) Writable(p Place, found value.Tree) value.Tree {
	members := Writable(p, found)
	if d := c.Covering(p, strings.TrimPrefix(value.Text(found[value.KindProperty]), "#")); d != nil {
		for _, a := range d.Attributes {
			withoutShown(a, members)
		}
	}
	return members
}

// withoutShown takes what is only shown out of a member, at any depth.
func withoutShown(a object.Attribute, members value.Tree) {
	of, _ := a.Type.(object.Object)
	inner, _ := members[a.Name].(value.Tree)
	for _, member := range of.Attributes {
		if member.Mode == object.ReadOnly {
			delete(inner, member.Name)
		}
		withoutShown(member, inner)
	}
}
