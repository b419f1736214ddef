// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Faults reports every rule that the configuration breaks, on the attribute that
// would have to change, and every choice that is not made. A rule about a value
// that is not known yet is left to Graph.
func (o *Object) Faults(config Tree) (diags diag.Diagnostics) {
	for _, rule := range brokenBy(o.Managed.complete(config), o.Rules) {
		diags.AddAttributeError(o.PathOf(rule.Then.Attribute()), invalidCombination, rule.String())
	}
	if len(o.Variants) > 0 {
		variants := slices.DeleteFunc(slices.Clone(o.Managed), func(a *Attribute) bool { return !a.Variant })
		diags.Append(exactlyOne(variants, config, path.Empty())...)
	}
	o.Managed.walk(config, path.Empty(), func(a *Attribute, v any, at path.Path) { diags.Append(undecided(a.Type.kind, v, at)...) })
	return diags
}

const invalidCombination = "Invalid combination of arguments"

// brokenBy are the rules that an object breaks in which defaults are filled in.
func brokenBy(effective Tree, rules []object.Rule) (broken []object.Rule) {
	for _, rule := range rules {
		if holds(rule.When, effective) && isBroken(rule, effective) {
			broken = append(broken, rule)
		}
	}
	return broken
}

// undecided reports a value of several possible types that has not exactly one of
// them, one that breaks the rules of its type, and such elements of a collection.
func undecided(k kind, v any, at path.Path) (diags diag.Diagnostics) {
	switch k := k.(type) {
	case objectKind:
		if members, ok := v.(Tree); ok && len(k.rules) > 0 {
			for _, rule := range brokenBy(k.attributes.complete(members), k.rules) {
				diags.AddAttributeError(at, invalidCombination, rule.String())
			}
		}
		return diags
	case oneOfKind:
		if members, ok := v.(Tree); ok {
			return exactlyOne(k.attributes, members, at)
		}
	case setKind:
		return undecidedElements(k.elements, v, at)
	case listKind:
		return undecidedElements(k.elements, v, at)
	}
	return nil
}

func undecidedElements(e elements, v any, at path.Path) (diags diag.Diagnostics) {
	values, _ := v.([]any)
	for i, value := range values {
		diags.Append(undecided(e.of.kind, value, at.AtListIndex(i))...)
	}
	return diags
}

func exactlyOne(variants Attributes, value Tree, at path.Path) diag.Diagnostics {
	var names []string
	given := 0
	for _, a := range variants {
		names = append(names, a.Key)
		if IsUnknown(value[a.Name]) {
			return nil
		}
		if value[a.Name] != nil {
			given++
		}
	}
	if given == 1 {
		return nil
	}
	fault := diag.NewErrorDiagnostic("Exactly one kind must be chosen", fmt.Sprintf("Exactly one of %s must be set; %d are.", quoted(names), given))
	if len(at.Steps()) == 0 {
		return diag.Diagnostics{fault}
	}
	return diag.Diagnostics{diag.WithPath(at, fault)}
}

// MissingAtCreate reports values that creating the object needs and that the
// schema cannot demand, since nothing needs them afterwards.
func (o *Object) MissingAtCreate(config Tree) (diags diag.Diagnostics) {
	o.Managed.walk(config, path.Empty(), func(a *Attribute, v any, at path.Path) {
		if v == nil && a.Mode == object.WriteOnlyAtCreate {
			diags.AddAttributeError(at, "Missing "+a.Key,
				fmt.Sprintf("Creating a %s needs %s. It is sent once and not stored; it may be left out again when the object exists or is imported.", o.Title(), at))
		}
	})
	return diags
}

// IsForbidden tells whether a rule permits no value of the attribute: the members
// of a dynamic group are nobody's to configure.
func (o *Object) IsForbidden(a *Attribute, t Tree) bool {
	return slices.ContainsFunc(o.Rules, func(rule object.Rule) bool {
		return len(rule.Or) == 0 && rule.Then == object.Absent(a.Name) && holds(rule.When, t)
	})
}

// PathOf is where a property, or one by its path with dots, stands in Terraform.
func (o *Object) PathOf(name string) path.Path {
	at, attributes := o.Root, o.Managed
	for _, part := range strings.Split(name, ".") {
		key := object.SnakeCase(part)
		a := attributes.Find(part)
		if a != nil {
			key, attributes = a.Key, a.Members()
		}
		at = at.AtName(key)
	}
	return at
}

func holds(conditions []object.Condition, t Tree) bool {
	for _, c := range conditions {
		v := t.At(c.Attribute())
		// That something is given is known before all that is in it.
		known := !HasUnknown(v) || c.AsksPresence() && !IsUnknown(v)
		if !known || !c.Holds(v) {
			return false
		}
	}
	return true
}

// isBroken tells whether none of what a rule demands holds.
func isBroken(rule object.Rule, t Tree) bool {
	for _, c := range append([]object.Condition{rule.Then}, rule.Or...) {
		if v := t.At(c.Attribute()); !isKnownTo(c, v) || c.Holds(v) {
			return false
		}
	}
	return true
}

// isKnownTo tells whether all of a value is known that a condition asks.
func isKnownTo(c object.Condition, v any) bool {
	elements, isCollection := v.([]any)
	if c.Property() == "" || !isCollection {
		return !HasUnknown(v)
	}
	return !slices.ContainsFunc(elements, func(e any) bool {
		members, isObject := e.(Tree)
		return !isObject || HasUnknown(members.At(c.Property()))
	})
}
