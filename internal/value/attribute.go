// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Attribute is a compiled attribute. CreateOnly and Sensitive, WriteOnly too, hold
// what the attributes around it hand down.
type Attribute struct {
	object.Attribute

	// Key is the attribute's name in Terraform.
	Key string
	// Type is the compiled type.
	Type *Type
	// WriteOnly values are sent and never stored.
	WriteOnly bool
	// Version is, for an attribute of the object that is write-only, the one beside
	// it whose change sends the value again.
	Version *Attribute
	// Virtual attributes are unknown to Graph.
	Virtual bool
	// Variant marks an attribute that stands for one of the object's types.
	Variant bool
	// Alternative marks an attribute that stands for one of the types of a value.
	Alternative bool
	// Takeable marks an attribute of an object that the creation may find: until it
	// is found, nobody knows what the configuration leaves out.
	Takeable bool
	// Fallback is the default in Terraform's form, or nil.
	Fallback any
}

// IsComputed tells whether the value may be Graph's where the configuration has
// none.
func (a *Attribute) IsComputed() bool {
	return a.Mode == object.ReadOnly || a.Mode == object.Server || a.Mode == object.Links
}

// IsSent tells whether the attribute is part of the object's body.
func (a *Attribute) IsSent() bool {
	return !a.Virtual && a.Mode != object.ReadOnly && a.Mode != object.Links && !a.Single
}

// Members are the attributes nested in the attribute, or in each of its elements.
func (a *Attribute) Members() Attributes { return a.Type.members() }

// IsCollection tells whether the attribute has elements, which have no path that
// could be known from Graph.
func (a *Attribute) IsCollection() bool { return a.Type.isCollection() }

// Checks are the validators of a value that is text in Terraform.
func (a *Attribute) Checks() []validator.String { return checksOf(a.Type.kind) }

// FromGraph is the attribute's value in an object of Graph's: null is the default
// where there is one, and what is not declared is left out.
func (a *Attribute) FromGraph(reply object.Body) any {
	if a.WriteOnly {
		return nil
	}
	if a.Variant {
		return chosen(a, reply)
	}
	if a.Seen == object.Whole {
		return a.Type.fromGraph(reply)
	}
	v := a.Type.fromGraph(reply[a.Name])
	if v == nil || a.isUnsaid(v) {
		return a.Fallback
	}
	return v
}

// isUnsaid tells of a collection without elements that can be left out, and cannot be
// configured so: Graph shows it where nobody has said anything.
func (a *Attribute) isUnsaid(v any) bool {
	values, isList := v.([]any)
	if a.Mode != object.Server && a.Mode != object.Optional || !isList || len(values) > 0 {
		return false
	}
	switch k := a.Type.kind.(type) {
	case setKind:
		return k.least > 0
	case listKind:
		return k.least > 0
	default:
		return false
	}
}

// Attributes are those of one object, in the order of its documentation.
type Attributes []*Attribute

// Find is the attribute with Graph's name, or nil.
func (as Attributes) Find(name string) *Attribute {
	i := slices.IndexFunc(as, func(a *Attribute) bool { return a.Name == name })
	if i < 0 {
		return nil
	}
	return as[i]
}

// framework are the framework's types of the attributes, by Terraform's names.
func (as Attributes) framework() map[string]attr.Type {
	all := make(map[string]attr.Type, len(as))
	for _, a := range as {
		all[a.Key] = a.Type.framework()
	}
	return all
}

// Decode reads a Terraform object. Attributes that it has beside these are left
// out.
func (as Attributes) Decode(v tftypes.Value) (Tree, error) {
	var values map[string]tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	t := make(Tree, len(as))
	for _, a := range as {
		value, err := a.Type.decode(values[a.Key])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.Key, err)
		}
		t[a.Name] = value
	}
	return t, nil
}

// Encode makes a Terraform object of the attributes.
func (as Attributes) Encode(t Tree) (tftypes.Value, error) { return as.encode(as.Terraform(), t) }

// Terraform is Terraform's type of an object with the attributes.
func (as Attributes) Terraform() tftypes.Object {
	types := make(map[string]tftypes.Type, len(as))
	for _, a := range as {
		types[a.Key] = a.Type.terraform
	}
	return tftypes.Object{AttributeTypes: types}
}

func (as Attributes) encode(typ tftypes.Type, t Tree) (tftypes.Value, error) {
	values := make(map[string]tftypes.Value, len(as))
	for _, a := range as {
		value, err := a.Type.encode(t[a.Name])
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("%s: %w", a.Key, err)
		}
		values[a.Key] = value
	}
	return tftypes.NewValue(typ, values), nil
}

// fromGraph are the members of an object of Graph's.
func (as Attributes) fromGraph(body object.Body) Tree {
	kept := make(Tree, len(as))
	for _, a := range as {
		kept[a.Name] = a.FromGraph(body)
	}
	return kept
}

// complete is a configuration with defaults in the place of null, inside of
// objects too.
func (as Attributes) complete(config Tree) Tree {
	effective := make(Tree, len(as))
	for _, a := range as {
		if effective[a.Name] = a.Type.complete(config[a.Name]); a.Type.isNone(config[a.Name]) {
			effective[a.Name] = a.Fallback
		}
	}
	return effective
}

// walk visits every attribute with its value, and what is inside.
func (as Attributes) walk(t Tree, at path.Path, visit visitor) {
	for _, a := range as {
		here := at.AtName(a.Key)
		visit(a, t[a.Name], here)
		a.Type.walk(t[a.Name], here, visit)
	}
}

// replace tells whether a change concerns what is fixed at creation.
func (as Attributes) replace(prior, next Tree) bool {
	return slices.ContainsFunc(as, func(a *Attribute) bool { return a.isReplaced(prior[a.Name], next[a.Name]) })
}

// reveal is a planned object with what is write-only, which only the configuration
// holds.
func (as Attributes) reveal(plan, config Tree) Tree {
	revealed := make(Tree, len(as))
	for _, a := range as {
		if revealed[a.Name] = config[a.Name]; !a.WriteOnly {
			revealed[a.Name] = a.Type.reveal(plan[a.Name], config[a.Name])
		}
	}
	return revealed
}

// isReplaced tells whether a change of the attribute needs a new object.
func (a *Attribute) isReplaced(prior, next any) bool {
	if a.Type.Same(Equivalent, prior, next) {
		return false
	}
	if a.Variant && (prior == nil) != (next == nil) {
		return true
	}
	if a.Once && prior == nil {
		return false
	}
	if slices.Contains(a.AtCreation, Text(prior)) || slices.Contains(a.AtCreation, Text(next)) {
		return true
	}
	return a.CreateOnly || a.Type.replaces(prior, next)
}

// disable is the prior object with what the plan removes disabled.
func (as Attributes) disable(prior, plan Tree) (next Tree, found bool) {
	next = maps.Clone(prior)
	for _, a := range as {
		value, disabled := a.Type.disable(prior[a.Name], plan[a.Name])
		if disabled {
			next[a.Name], found = value, true
		}
	}
	return next, found
}
