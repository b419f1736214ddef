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
		case hasUnknown(value) && !s.virtual[a.Name]:
			sent, ok := reply[a.Name]
			complete = complete && ok
			value = fromGraph(a, sent)
		}
		state[a.Name] = value
	}
	return state, complete
}

// refresh makes the state after a read. What Graph cannot return stays as it
// was, and a value that means the same keeps the spelling of the prior state.
func (s shape) refresh(attributes []object.Attribute, prior tree, reply object.Body) tree {
	state := tree{}
	for _, a := range attributes {
		value := fromGraph(a, reply[a.Name])
		switch {
		case object.IsWriteOnly(a.Mode):
			value = nil
		case s.virtual[a.Name] || equivalent(a.Type, prior[a.Name], value):
			value = prior[a.Name]
		}
		state[a.Name] = value
	}
	return state
}

// fromGraph is a value of Graph's reply as it stands in state: null is the
// default where there is one, and members that are not declared are left out.
func fromGraph(a object.Attribute, v any) any {
	if v == nil {
		value, _ := object.DefaultOf(a.Mode)
		return jsonValue(value)
	}
	t, isObject := a.Type.(object.Object)
	members, ok := v.(tree)
	if !isObject || !ok {
		return v
	}
	kept := tree{}
	for _, member := range t.Attributes {
		kept[member.Name] = fromGraph(member, members[member.Name])
	}
	return kept
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
