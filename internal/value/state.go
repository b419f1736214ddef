// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Settle makes the state after a write: the plan, with what is unknown filled
// from Graph's reply. It reports whether the reply held all of it.
func (o *Object) Settle(plan Tree, reply object.Body) (state Tree, complete bool) {
	state, complete = Tree{}, true
	for _, a := range o.Managed {
		value := plan[a.Name]
		switch {
		case object.IsWriteOnly(a.Mode):
			value = nil
		case a.Mode == object.Relation && IsUnknown(value):
			value = nil
		case HasUnknown(value) && !a.Virtual:
			complete = complete && a.tells(reply)
			value = a.FromGraph(reply)
		}
		state[a.Name] = value
	}
	return state, complete
}

// Refresh makes the state of the managed resource after a read.
func (o *Object) Refresh(prior Tree, reply object.Body) Tree { return o.Managed.Refresh(prior, reply) }

// Refresh makes the state after a read. What Graph cannot return stays as it
// was, and a value that means the same keeps the spelling of the prior state.
func (as Attributes) Refresh(prior Tree, reply object.Body) Tree {
	state := Tree{}
	for _, a := range as {
		value := a.FromGraph(reply)
		switch {
		case object.IsWriteOnly(a.Mode):
			value = nil
		case a.Virtual, a.Once, a.Mode == object.Relation && prior[a.Name] == nil, a.Type.Same(Shown, prior[a.Name], value):
			value = prior[a.Name]
		}
		state[a.Name] = value
	}
	return state
}

// Foreign are the names of JSON documents that a read has found where none was
// known: they are Graph's and contain what Graph adds.
func (o *Object) Foreign(prior, state Tree) (names []string) {
	for _, a := range o.Managed {
		if _, ok := a.Type.kind.(jsonKind); ok && prior[a.Name] == nil && state[a.Name] != nil {
			names = append(names, a.Name)
		}
	}
	return names
}
