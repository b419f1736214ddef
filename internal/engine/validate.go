// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// ValidateConfig checks the definition's rules against the configuration.
func (m *managed) ValidateConfig(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(m.brokenRules(config)...)
}

// brokenRules reports every rule that the configuration breaks, on the
// attribute that would have to change. A rule about a value that is not known
// yet is left to Graph.
func (s shape) brokenRules(config tree) (diags diag.Diagnostics) {
	effective := withDefaults(s.managed, config)
	for _, rule := range s.Rules {
		if holds(rule.When, effective) && broken(rule, effective) {
			diags.AddAttributeError(attributePath(rule.Then.Attribute()), "Invalid combination of arguments",
				fmt.Sprintf("%s%s. %s", rule.Demand(), whenever(rule.When), rule.Because))
		}
	}
	if len(s.Variants) > 0 {
		diags.Append(exactlyOne(object.OneOf{Variants: s.Variants}, config, path.Empty())...)
	}
	return append(diags, undecided(s.managed, config, path.Empty())...)
}

// attributePath is the path of a property, which may be nested.
func attributePath(name string) path.Path {
	first, rest, nested := strings.Cut(name, ".")
	at := path.Root(object.SnakeCase(first))
	for nested {
		first, rest, nested = strings.Cut(rest, ".")
		at = at.AtName(object.SnakeCase(first))
	}
	return at
}

// at is a value by the path of its property. Within null all is null, and
// within what is not known nothing is known.
func at(t tree, name string) any {
	first, rest, nested := strings.Cut(name, ".")
	if !nested {
		return t[first]
	}
	switch inner := t[first].(type) {
	case tree:
		return at(inner, rest)
	case unknown:
		return inner
	default:
		return nil
	}
}

func holds(conditions []object.Condition, t tree) bool {
	for _, c := range conditions {
		if !known(c, t) || !c.Holds(at(t, c.Attribute())) {
			return false
		}
	}
	return true
}

// broken tells whether none of what a rule demands holds.
func broken(rule object.Rule, t tree) bool {
	for _, c := range append([]object.Condition{rule.Then}, rule.Or...) {
		if !known(c, t) || c.Holds(at(t, c.Attribute())) {
			return false
		}
	}
	return true
}

func known(c object.Condition, t tree) bool { return !hasUnknown(at(t, c.Attribute())) }

// whenever is the condition of a rule as the end of a sentence.
func whenever(conditions []object.Condition) string {
	if len(conditions) == 0 {
		return ""
	}
	return " when " + sentence(conditions)
}

// undecided reports every value of several possible types that has not exactly
// one of them. Within sets it is reported on the set, whose elements have no
// path.
func undecided(attributes []object.Attribute, config tree, above path.Path) (diags diag.Diagnostics) {
	for _, a := range attributes {
		here := above.AtName(a.TerraformName())
		switch value := config[a.Name].(type) {
		case tree:
			diags.Append(undecidedValue(a.Type, value, here)...)
		case []any:
			for _, element := range value {
				if members, ok := element.(tree); ok {
					diags.Append(onPath(here, undecidedValue(elementOf(a.Type), members, here))...)
				}
			}
		}
	}
	return diags
}

func undecidedValue(t object.Type, value tree, here path.Path) (diags diag.Diagnostics) {
	switch t := t.(type) {
	case object.OneOf:
		diags = exactlyOne(t, value, here)
	case object.Map:
		for key, element := range value {
			if members, ok := element.(tree); ok {
				diags.Append(undecided(t.Attributes, members, here.AtMapKey(key))...)
			}
		}
		return diags
	}
	return append(diags, undecided(object.Members(t), value, here)...)
}

func exactlyOne(t object.OneOf, value tree, here path.Path) (diags diag.Diagnostics) {
	var names []string
	given := 0
	for _, v := range t.Variants {
		names = append(names, object.SnakeCase(v.Name))
		if isUnknown(value[v.Name]) {
			return nil
		}
		if value[v.Name] != nil {
			given++
		}
	}
	if given == 1 {
		return nil
	}
	fault := diag.NewErrorDiagnostic("Exactly one kind must be chosen", fmt.Sprintf("Exactly one of %s must be set; %d are.", quoted(names), given))
	if len(here.Steps()) == 0 {
		return diag.Diagnostics{fault}
	}
	return diag.Diagnostics{diag.WithPath(here, fault)}
}

// onPath moves diagnostics to an attribute.
func onPath(here path.Path, found diag.Diagnostics) (diags diag.Diagnostics) {
	for _, d := range found {
		diags.Append(diag.WithPath(here, diag.NewErrorDiagnostic(d.Summary(), d.Detail())))
	}
	return diags
}

func sentence(conditions []object.Condition) string {
	parts := make([]string, len(conditions))
	for i, c := range conditions {
		parts[i] = c.String()
	}
	return strings.Join(parts, " and ")
}

// withDefaults is the configuration with defaults in the place of null, inside
// of objects too.
func withDefaults(attributes []object.Attribute, config tree) tree {
	effective := tree{}
	for _, a := range attributes {
		effective[a.Name] = config[a.Name]
		members, isTree := config[a.Name].(tree)
		_, isObject := a.Type.(object.Object)
		switch {
		case config[a.Name] == nil:
			value, _ := object.DefaultOf(a.Mode)
			effective[a.Name] = jsonValue(value)
		case isTree && isObject:
			effective[a.Name] = withDefaults(object.Members(a.Type), members)
		}
	}
	return effective
}
