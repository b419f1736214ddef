// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Stranger is a value of a derived type that its attribute does not know, so that
// nothing of it can be shown.
type Stranger struct {
	// Attribute is the one at the top that holds the value.
	Attribute *Attribute
	// Kind is the derived type in Graph's metadata.
	Kind string
}

// Strangers are the values of unknown types that an object of Graph's holds.
func (o *Object) Strangers(found object.Body) (all []Stranger) {
	for _, a := range o.Managed {
		if a.Virtual || a.Variant {
			continue
		}
		for _, kind := range a.Type.unknownKinds(found[a.Name]) {
			all = append(all, Stranger{a, kind})
		}
	}
	return all
}

// unknownKinds are the derived types inside a value of Graph's that are not known.
func (t *Type) unknownKinds(v any) (kinds []string) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			kinds = append(kinds, t.unknownKinds(element)...)
		}
	case object.Body:
		members := t.members()
		if kind := KindOf(v); kind != "" && t.isOneOf() {
			i := slices.IndexFunc(members, func(a *Attribute) bool { return chosen(a, v) != nil })
			if i < 0 {
				return []string{kind}
			}
			members = members[i].Members()
		}
		for _, a := range members {
			kinds = append(kinds, a.Type.unknownKinds(v[a.Name])...)
		}
	}
	return kinds
}

// isOneOf tells of a value of several derived types, and of a collection of such.
func (t *Type) isOneOf() bool {
	switch k := t.kind.(type) {
	case oneOfKind:
		return true
	case setKind:
		return k.of.isOneOf()
	case listKind:
		return k.of.isOneOf()
	default:
		return false
	}
}
