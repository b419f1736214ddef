// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Settle makes the state after a write: the plan, with what is unknown filled
// from Graph's reply, at every depth. It reports whether the reply held all of it.
func (o *Object) Settle(plan Tree, reply object.Body) (state Tree, complete bool) {
	state, complete = make(Tree, len(o.Managed)), true
	for _, a := range o.Managed {
		value := plan[a.Name]
		switch {
		case a.WriteOnly, a.Mode == object.Links && IsUnknown(value):
			value = nil
		case HasUnknown(value) && !a.Virtual:
			complete = complete && a.tells(reply)
			value = a.Type.settle(value, a.FromGraph(reply))
		}
		state[a.Name] = value
	}
	return state, complete
}

// settle fills what is unknown in a value from what was found.
func (t *Type) settle(plan, found any) any {
	switch {
	case !HasUnknown(plan):
		return plan
	case IsUnknown(plan):
		return found
	default:
		return t.kind.settle(plan, found)
	}
}

func (as Attributes) settle(plan, found any) any {
	members, planned := plan.(Tree)
	values, there := found.(Tree)
	if !planned || found != nil && !there {
		return found
	}
	settled := make(Tree, len(as))
	for _, a := range as {
		settled[a.Name] = a.Type.settle(members[a.Name], values[a.Name])
	}
	return settled
}

// Refresh makes the state of the managed resource after a read.
func (o *Object) Refresh(prior Tree, reply object.Body) Tree { return o.Managed.Refresh(prior, reply) }

// Refresh makes the state after a read. What Graph cannot return stays as it
// was, and a value that means the same keeps the spelling of the prior state.
func (as Attributes) Refresh(prior Tree, reply object.Body) Tree {
	state := make(Tree, len(as))
	for _, a := range as {
		state[a.Name] = a.spell(prior[a.Name], a.FromGraph(reply))
	}
	return state
}

// spell is what was found in the spelling of the prior state.
func (a *Attribute) spell(prior, found any) any {
	switch {
	case a.WriteOnly:
		return nil
	case a.Virtual, a.Seen == object.InReply, a.Mode == object.Links && prior == nil:
		return prior
	case a.Seen == object.Whole:
		return found
	default:
		return a.Type.spell(prior, found)
	}
}

func (t *Type) spell(prior, found any) any {
	switch {
	case prior == nil:
		return found
	case t.Same(Shown, prior, found):
		return prior
	case found == nil:
		return nil
	default:
		return t.kind.spell(prior, found)
	}
}

func (as Attributes) spell(prior, found any) any {
	before, wasThere := prior.(Tree)
	values, there := found.(Tree)
	if !wasThere || !there {
		return found
	}
	spelled := make(Tree, len(as))
	for _, a := range as {
		spelled[a.Name] = a.spell(before[a.Name], values[a.Name])
	}
	return spelled
}

// Foreign are the names of documents that a read has found where none was known:
// they are Graph's and contain what Graph adds.
func (o *Object) Foreign(prior, state Tree) (names []string) {
	for _, a := range o.Managed {
		if a.Type.isDocument() && prior[a.Name] == nil && state[a.Name] != nil {
			names = append(names, a.Name)
		}
	}
	return names
}

// isDocument tells of values to which Graph adds members of its own.
func (t *Type) isDocument() bool {
	switch t.kind.(type) {
	case jsonKind, asWrittenKind:
		return true
	default:
		return false
	}
}
