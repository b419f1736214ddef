// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"maps"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// CreateBody is what Graph is sent to create the planned object. Null is left
// out: on create, absent and null are the same to Graph.
func (o *Object) CreateBody(plan, config Tree) object.Body { return o.body(Tree{}, plan, config) }

// ReplaceBody is what Graph is sent to replace the object as a whole. Null is sent
// where there was a value: Graph does not miss what is left out. What an action sets is
// not among it, even if Graph takes it with a new object.
func (o *Object) ReplaceBody(prior, plan, config Tree) object.Body {
	return o.body(prior, plan, config)
}

func (o *Object) body(prior, plan, config Tree) object.Body {
	body, revealed := object.Body{}, o.Managed.reveal(plan, config)
	for _, a := range o.Managed {
		if !a.IsSent() || a.Action != nil && (!a.Action.UpdateOnly || len(prior) > 0) {
			continue
		}
		value := revealed[a.Name]
		if IsUnknown(value) && prior[a.Name] == nil {
			value = a.Fallback // nothing was found that could be taken over
		}
		if sent := a.Type.replacement(prior[a.Name], value); sent != nil || prior[a.Name] != nil && !a.WriteOnly {
			a.put(body, sent)
		}
	}
	o.name(body, plan)
	return body
}

// PatchBody is what Graph is sent to change the object from prior to plan: only
// what differs, null only where there was a value.
func (o *Object) PatchBody(prior, plan, config Tree) object.Body {
	body, revealed := object.Body{}, o.Managed.reveal(plan, config)
	for _, a := range o.Managed {
		if a.IsSent() && a.Action == nil && a.isDue(prior, plan, revealed) {
			a.put(body, a.change(prior[a.Name], revealed[a.Name]))
		}
	}
	if len(body) == 0 {
		return body
	}
	if o.Life.Replaces || o.Life.Requests != nil || o.Element() != nil {
		return o.ReplaceBody(prior, plan, config)
	}
	o.name(body, plan)
	return body
}

// isDue tells whether a change has to be sent. What is write-only, or has a part that
// is, does not count there: only its version does.
func (a *Attribute) isDue(prior, plan, revealed Tree) bool {
	if a.WriteOnly {
		return a.isChanged(prior, revealed)
	}
	return a.isChanged(prior, plan) || a.Version != nil && !a.Version.Type.Same(Equivalent, prior[a.Version.Name], plan[a.Version.Name])
}

// name tells the type, where Graph wants to be told with every write.
func (o *Object) name(body object.Body, plan Tree) {
	if o.IsDerived() {
		body[KindProperty] = "#" + o.Address.Type
	}
	for _, a := range o.Managed {
		if variant, ok := a.Type.kind.(objectKind); a.Variant && ok && plan[a.Name] != nil {
			body[KindProperty] = "#" + variant.graphs
		}
	}
}

// put adds a value to a body. The members of a variant are the object's own.
func (a *Attribute) put(body object.Body, value any) {
	if members, ok := value.(object.Body); ok && a.Variant {
		maps.Copy(body, members)
		return
	}
	body[a.Name] = value
}

// change is what has to be sent to change the attribute. A variant's members are
// the object's own, and so only those that differ.
func (a *Attribute) change(prior, plan any) any {
	if variant, ok := a.Type.kind.(objectKind); ok && a.Variant {
		return variant.difference(prior, plan)
	}
	return a.Type.change(prior, plan)
}

// ActionName is the action by which the value of an attribute is written, or "".
func (a *Attribute) ActionName(plan Tree) string {
	if a.Action.Names != nil {
		return a.Action.Names[fmt.Sprint(plan[a.Name])]
	}
	return a.Action.Name
}

// ActionBody is the parameter of the action by which an attribute is written.
func (a *Attribute) ActionBody(plan Tree) object.Body {
	if a.Action.Names != nil {
		return nil
	}
	name := a.Action.Property
	if name == "" {
		name = a.Name
	}
	return object.Body{name: a.Type.ToGraph(plan[a.Name])}
}

// Disabling is what has to be sent before a change, because it removes elements
// that Graph removes only when they are disabled, and what takes that back where
// the change is refused. Both are empty where there are none.
func (o *Object) Disabling(prior, plan Tree) (disable, enable object.Body) {
	between, found := o.Managed.disable(prior, plan)
	if !found {
		return nil, nil
	}
	return o.PatchBody(prior, between, Tree{}), o.PatchBody(between, prior, Tree{})
}

// Withdrawing is what has to be sent before the deletion, because Graph deletes only
// objects that have other values, and what takes that back where the deletion is refused.
// Both are empty where there is nothing to change.
func (o *Object) Withdrawing(state Tree) (withdraw, restore object.Body) {
	if len(o.Life.Delete.Withdrawn) == 0 {
		return nil, nil
	}
	withdraw, restore = object.Body{}, object.Body{}
	for name, has := range o.CreateBody(state, Tree{}) {
		if wanted, ok := o.Life.Delete.Withdrawn[name]; ok && has != wanted {
			withdraw[name], restore[name] = wanted, has
		}
	}
	if len(withdraw) == 0 {
		return nil, nil
	}
	o.name(withdraw, state)
	o.name(restore, state)
	return withdraw, restore
}
