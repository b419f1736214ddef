// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// settle makes the state after a write: the plan, with what is unknown filled
// from Graph's reply. It reports whether the reply held all of it.
func (s shape) settle(plan tree, reply object.Body) (state tree, complete bool) {
	state, complete = tree{}, true
	for _, a := range s.managed {
		value := plan[a.Name]
		switch {
		case object.IsWriteOnly(a.Mode):
			value = nil
		case a.Mode == object.Relation && isUnknown(value):
			value = nil
		case hasUnknown(value) && !s.virtual[a.Name]:
			complete = complete && s.tells(a, reply)
			value = s.value(a, reply)
		}
		state[a.Name] = value
	}
	return state, complete
}

// tells whether a reply holds the attribute.
func (s shape) tells(a object.Attribute, reply object.Body) bool {
	name := a.Name
	if s.variants[name] {
		name = kindProperty
	}
	_, ok := reply[name]
	return ok
}

// refresh makes the state after a read. What Graph cannot return stays as it
// was, and a value that means the same keeps the spelling of the prior state.
func (s shape) refresh(attributes []object.Attribute, prior tree, reply object.Body) tree {
	state := tree{}
	for _, a := range attributes {
		value := s.value(a, reply)
		switch {
		case object.IsWriteOnly(a.Mode):
			value = nil
		case s.virtual[a.Name], a.Once, a.Mode == object.Relation && prior[a.Name] == nil, shows(a.Type, prior[a.Name], value):
			value = prior[a.Name]
		}
		state[a.Name] = value
	}
	return state
}

func hasUnknown(v any) bool {
	switch v := v.(type) {
	case unknown:
		return true
	case tree:
		for _, member := range v {
			if hasUnknown(member) {
				return true
			}
		}
	case []any:
		for _, element := range v {
			if hasUnknown(element) {
				return true
			}
		}
	}
	return false
}
