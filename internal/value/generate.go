// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Generated is the configuration to be written for an object that is there: all that
// can be configured, without what holds by default.
func (o *Object) Generated(state Tree) Tree { return o.Managed.generated(state) }

func (as Attributes) generated(state Tree) Tree {
	config := make(Tree, len(as))
	for _, a := range as {
		config[a.Name] = a.generated(state[a.Name])
	}
	return config
}

func (a *Attribute) generated(v any) any {
	isDefault := a.Fallback != nil && a.Type.Same(Equivalent, a.Fallback, v)
	if v == nil || a.Mode == object.ReadOnly || a.WriteOnly || isDefault {
		return nil
	}
	return a.Type.generated(v)
}

// generated is a value without the defaults inside.
func (t *Type) generated(v any) any {
	switch k := t.kind.(type) {
	case objectKind:
		return k.attributes.generatedIn(v)
	case oneOfKind:
		return k.attributes.generatedIn(v)
	case mapKind:
		members, ok := v.(Tree)
		if !ok {
			return v
		}
		all := make(Tree, len(members))
		for key, element := range members {
			all[key] = k.of.generated(element)
		}
		return all
	case setKind:
		return k.generated(v)
	case listKind:
		return k.generated(v)
	default:
		return v
	}
}

func (as Attributes) generatedIn(v any) any {
	if members, ok := v.(Tree); ok {
		return as.generated(members)
	}
	return v
}

func (e elements) generated(v any) any {
	found, ok := v.([]any)
	if !ok {
		return v
	}
	all := make([]any, len(found))
	for i, element := range found {
		all[i] = e.of.generated(element)
	}
	return all
}
