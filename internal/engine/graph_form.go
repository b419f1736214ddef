// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// graphForm is the form of one object of a generic resource, during one operation.
type graphForm struct {
	generic.Resource
	object  *value.Object
	exports map[string]generic.Export
	typ     tftypes.Object
	// given are the values of the operation.
	given graphOperation
	// base are the values that a new state is made of: the plan's, or those of the state
	// that is read anew.
	base graphArguments
	// reads: a new state shows what was found, and not what was planned.
	reads bool
	// memory tells whose values the members are.
	memory value.Memory
	// sent and wanted tell the versions of what is not stored: the one that was sent
	// last, and the configuration's.
	sent, wanted any
}

// identity is the id in Terraform's identity of the object with an id.
func (f *graphForm) identity(id string) string { return f.Place.ID(f.object.OwnID(f.parents(id))) }

// parents is a tree with the ids in the path.
func (f *graphForm) parents(id any) value.Tree {
	t := value.Tree{"id": id}
	maps.Copy(t, f.Place.Parents)
	return t
}

// state is what there is of the object; nil if there is none.
func (f *graphForm) state() value.Tree {
	return f.tree(f.given.state, func(a graphArguments) value.Tree {
		t := f.Written(f.object, a.body, f.sent)
		f.narrow(t)
		return t
	})
}

// config is what the configuration says. It alone holds what is not stored.
func (f *graphForm) config() value.Tree {
	return f.tree(f.given.config, func(a graphArguments) value.Tree {
		return f.Written(f.object, generic.Together(a.body, a.secret), f.wanted)
	})
}

// plan is what the object is to become, with what is there and not ours.
func (f *graphForm) plan() value.Tree {
	return f.tree(f.given.plan, func(a graphArguments) value.Tree {
		t := f.Written(f.object, a.body, f.wanted)
		if prior := f.state(); prior != nil {
			t = f.object.Plan(prior, t, f.memory).Next
		}
		for _, member := range f.object.Managed {
			if member.Version != nil {
				t[member.Version.Name] = f.wanted // also where it is no attribute
			}
		}
		return t
	})
}

// tree reads a value of the operation, of which written makes what stands in the body.
// Nil is null.
func (f *graphForm) tree(v tftypes.Value, written func(graphArguments) value.Tree) value.Tree {
	if v.IsNull() {
		return nil
	}
	a := newGraphArguments(v)
	t := written(a)
	if id := value.Document(a.raw[argID]); id != nil && (t["id"] == nil || value.IsUnknown(t["id"])) {
		if t["id"] = id; !value.IsUnknown(id) {
			t["id"] = f.object.StateID(t, value.Text(id))
		}
	}
	if value.IsUnknown(value.Document(a.raw[argOutput])) {
		for _, shown := range f.object.Managed {
			if shown.Mode == object.ReadOnly && shown.Name != "id" {
				t[shown.Name] = value.Unknown{}
			}
		}
	}
	limits, _ := value.Attributes{f.object.Managed.Find(value.Timeouts)}.Decode(v) // the schema says what they are
	t[value.Timeouts] = limits[value.Timeouts]
	return t
}

// narrow leaves of values that Graph has written what the configuration has too: the
// rest is nobody's to change.
func (f *graphForm) narrow(state value.Tree) {
	ours := maps.Clone(f.Body)
	maps.DeleteFunc(ours, func(name string, _ any) bool { return !slices.Contains(f.memory.Foreign, name) })
	maps.Copy(state, f.object.AsFarAsWritten(ours, state))
}

// encode makes a new state. The framework leaves out what is not stored.
func (f *graphForm) encode(t value.Tree) tftypes.Value {
	values := maps.Clone(f.base.raw)
	values[argID] = tftypes.NewValue(tftypes.String, f.object.OwnID(t))
	if f.reads {
		values[argBody] = f.bodyOf(t)
	}
	values[argOutput] = f.outputOf(t)
	return tftypes.NewValue(f.typ, values)
}

// bodyOf is the body of a state that was read: as it was, if nothing in it has changed.
func (f *graphForm) bodyOf(t value.Tree) tftypes.Value {
	before := f.base.body
	body := maps.Clone(before)
	for name := range before {
		a := f.object.Managed.Find(name)
		if a == nil || a.Virtual {
			continue
		}
		body[name] = t[name]
	}
	if reflect.DeepEqual(before, body) {
		return f.base.raw[argBody]
	}
	return value.Dynamic(body)
}

// outputOf are the values that are shown. Before the object was read, they are as they
// were.
func (f *graphForm) outputOf(t value.Tree) tftypes.Value {
	whole, ok := t[generic.WholeObject].(value.Tree)
	if !ok {
		if before := f.base.raw[argOutput]; before.IsKnown() && len(f.exports) > 0 {
			return before
		}
		return null(f.typ, argOutput)
	}
	output := value.Tree{}
	for name, export := range f.exports {
		output[name] = export.Of(whole)
	}
	return value.Dynamic(output)
}

// null is an attribute without a value.
func null(typ tftypes.Object, name string) tftypes.Value {
	return tftypes.NewValue(typ.AttributeTypes[name], nil)
}
