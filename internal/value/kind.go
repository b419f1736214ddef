// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// kind is all that one kind of object.Type does with its values. Values that it is
// given are neither null nor unknown: [Type] sees to that.
type kind interface {
	// framework is the framework's type of a value.
	framework() attr.Type
	// decode and encode translate from and to Terraform's wire format.
	decode(v tftypes.Value) (any, error)
	encode(typ tftypes.Type, v any) (tftypes.Value, error)
	// toGraph is a value in Graph's form, whole: with null where prior, which may be
	// nil, had something inside. FromGraph is one in Terraform's. What has not the
	// form that is expected stays as it is: to encode it is an error that says so.
	toGraph(prior, v any) any
	fromGraph(v any) any
	// same tells whether two values, of which b is Graph's if one is, differ only in
	// what is forgiven.
	same(f forgiveness, a, b any) bool
	// key is equal for values that are the same to the most forgiving notion, and
	// mostly different for others.
	key(v any) string

	// check checks a value of a configuration, and what is inside.
	check(ctx context.Context, v any, at path.Path) diag.Diagnostics

	// members are the attributes nested in a value, or in each element.
	members() Attributes
	// isCollection tells of values that have elements.
	isCollection() bool
	// complete is a value of a configuration with the defaults inside filled in.
	complete(v any) any
	// walk calls visit for every attribute with a value inside v.
	walk(v any, at path.Path, visit visitor)
	// plan is what a configured value becomes in a plan, and emptied what a value
	// becomes from which we take what we wrote.
	plan(p *planner, prior, config any, at place) any
	emptied(p *planner, prior any, at place) any
	// settle is a planned value, of which a part is unknown, filled from what was
	// found.
	settle(plan, found any) any
	// spell is what was found with what means the same as before spelled as before.
	spell(prior, found any) any
	// reveal is a planned value with what is write-only inside, which only the
	// configuration holds.
	reveal(plan, config any) any
	// replaces tells whether a change from one value to the other concerns
	// something inside that is fixed at creation.
	replaces(prior, next any) bool
	// change is what has to be sent to change a value: a part of it, or the whole.
	change(prior, plan any) any
	// disable is the prior value with what the plan removes disabled, where Graph
	// wants that first.
	disable(prior, plan any) (next any, found bool)
}

// visitor is told of an attribute, its value and where it stands.
type visitor func(a *Attribute, v any, at path.Path)

// Type is a compiled object.Type.
type Type struct {
	kind
	terraform tftypes.Type
}

// decode reads a value of Terraform's.
func (t *Type) decode(v tftypes.Value) (any, error) {
	switch {
	case !v.IsKnown():
		return Unknown{}, nil
	case v.IsNull():
		return nil, nil
	default:
		return t.kind.decode(v)
	}
}

// encode makes a value of Terraform's.
func (t *Type) encode(v any) (tftypes.Value, error) {
	switch v.(type) {
	case nil:
		return tftypes.NewValue(t.terraform, nil), nil
	case Unknown:
		return tftypes.NewValue(t.terraform, tftypes.UnknownValue), nil
	default:
		return t.kind.encode(t.terraform, v)
	}
}

// isNone tells of null, and of a value that people and Graph write for it.
func (t *Type) isNone(v any) bool {
	_, isReference := t.kind.(referenceKind)
	return v == nil || isReference && v == noID
}

// key is equal for values that are the same to any notion.
func (t *Type) key(v any) string {
	if t.isNone(v) || IsUnknown(v) || t.isEmpty(v) {
		return ""
	}
	return t.kind.key(v)
}

// isEmpty tells of an object with nothing in it, which Graph may show as null. One whose
// type or constant it is told means something by being there.
func (t *Type) isEmpty(v any) bool {
	k, isObject := t.kind.(objectKind)
	members, there := v.(Tree)
	if !isObject || !there || k.graphs != "" || len(k.constant) > 0 {
		return false
	}
	return !slices.ContainsFunc(k.attributes, func(a *Attribute) bool {
		return members[a.Name] != nil && !a.Type.isEmpty(members[a.Name])
	})
}

// ToGraph is a value as Graph wants it. What is null or unknown is nil, and left
// out within objects.
func (t *Type) ToGraph(v any) any {
	if t.isNone(v) || IsUnknown(v) {
		return nil
	}
	return t.toGraph(nil, v)
}

// fromGraph is a value of Graph's in Terraform's form.
func (t *Type) fromGraph(v any) any {
	if v == nil {
		return nil
	}
	return t.kind.fromGraph(v)
}

// change is what has to be sent to change a value.
func (t *Type) change(prior, plan any) any {
	if prior == nil || t.isNone(plan) || IsUnknown(plan) {
		return t.ToGraph(plan)
	}
	return t.kind.change(prior, plan)
}

// replacement is a value whole, for a type that Graph replaces: what is not known
// in it stays as it was.
func (t *Type) replacement(prior, v any) any {
	if IsUnknown(v) {
		v = prior
	}
	if t.isNone(v) || IsUnknown(v) {
		return nil
	}
	return t.toGraph(prior, v)
}

// plan is what a configured value becomes in a plan.
func (t *Type) plan(p *planner, prior, config any, at place) any {
	if config == nil || IsUnknown(config) {
		return config
	}
	return t.kind.plan(p, prior, config, at)
}

// reveal is a planned value with what is write-only inside.
func (t *Type) reveal(plan, config any) any {
	if plan == nil || config == nil || IsUnknown(plan) || IsUnknown(config) {
		return plan
	}
	return t.kind.reveal(plan, config)
}

// complete fills in the defaults inside a value.
func (t *Type) complete(v any) any {
	if v == nil || IsUnknown(v) {
		return v
	}
	return t.kind.complete(v)
}

// walk visits what is inside a value.
func (t *Type) walk(v any, at path.Path, visit visitor) {
	if v != nil && !IsUnknown(v) {
		t.kind.walk(v, at, visit)
	}
}

// replaces tells whether a change concerns something inside that is fixed at
// creation.
func (t *Type) replaces(prior, next any) bool {
	return prior != nil && next != nil && !IsUnknown(next) && t.kind.replaces(prior, next)
}

// disable is the prior value with what the plan removes disabled.
func (t *Type) disable(prior, plan any) (next any, found bool) {
	if prior == nil || IsUnknown(plan) {
		return prior, false
	}
	return t.kind.disable(prior, plan)
}

// unexpected is the error of a value that is not of the type.
func unexpected(typ tftypes.Type, v any) error {
	return fmt.Errorf("got %T where %s is expected", v, typ)
}

// simple is what kinds without anything nested have in common.
type simple struct{}

func (simple) members() Attributes                         { return nil }
func (simple) isCollection() bool                          { return false }
func (simple) complete(v any) any                          { return v }
func (simple) walk(any, path.Path, visitor)                {}
func (simple) plan(_ *planner, _, config any, _ place) any { return config }
func (simple) emptied(*planner, any, place) any            { return nil }
func (simple) settle(_, found any) any                     { return found }
func (simple) spell(_, found any) any                      { return found }
func (simple) reveal(plan, _ any) any                      { return plan }
func (simple) replaces(any, any) bool                      { return false }
func (simple) change(_, plan any) any                      { return plan }
func (simple) disable(prior, _ any) (any, bool)            { return prior, false }
func (simple) toGraph(_, v any) any                        { return v }
func (simple) key(v any) string                            { return fmt.Sprint(v) }
func (simple) fromGraph(v any) any                         { return v }
func (simple) same(_ forgiveness, a, b any) bool           { return a == b }
