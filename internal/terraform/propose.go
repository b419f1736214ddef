// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// propose makes the new state that Terraform proposes: the configuration, with
// what the provider has computed and the configuration does not say.
func propose(attributes []*tfprotov6.SchemaAttribute, typ tftypes.Type, prior, config tftypes.Value) tftypes.Value {
	given, before := members(config), members(prior)
	proposed := map[string]tftypes.Value{}
	for _, a := range attributes {
		proposed[a.Name] = proposeOne(a, before[a.Name], given[a.Name])
	}
	for name, member := range given { // blocks: "timeouts"
		if _, done := proposed[name]; !done {
			proposed[name] = member
		}
	}
	return tftypes.NewValue(typ, proposed)
}

func proposeOne(a *tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	switch {
	case a.WriteOnly:
		return tftypes.NewValue(config.Type(), nil)
	case config.IsNull() && a.Computed && prior.Type() != nil:
		return prior
	case a.NestedType == nil || config.IsNull() || !config.IsKnown():
		return config
	}
	switch a.NestedType.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return propose(a.NestedType.Attributes, config.Type(), prior, config)
	case tfprotov6.SchemaObjectNestingModeMap:
		before, all := members(prior), map[string]tftypes.Value{}
		for key, element := range members(config) {
			all[key] = propose(a.NestedType.Attributes, element.Type(), before[key], element)
		}
		return tftypes.NewValue(config.Type(), all)
	case tfprotov6.SchemaObjectNestingModeList:
		before, all := elements(prior), []tftypes.Value{}
		for i, element := range elements(config) {
			var match tftypes.Value
			if i < len(before) {
				match = before[i]
			}
			all = append(all, propose(a.NestedType.Attributes, element.Type(), match, element))
		}
		return tftypes.NewValue(config.Type(), all)
	default:
		return proposeSet(a.NestedType.Attributes, prior, config)
	}
}

// proposeSet finds, for each element, the one of before that differs in computed
// values only.
func proposeSet(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	left, all := elements(prior), []tftypes.Value{}
	for _, element := range elements(config) {
		var match tftypes.Value
		for i, candidate := range left {
			if derives(attributes, candidate, element) {
				match, left = candidate, append(append([]tftypes.Value{}, left[:i]...), left[i+1:]...)
				break
			}
		}
		all = append(all, propose(attributes, element.Type(), match, element))
	}
	return tftypes.NewValue(config.Type(), all)
}

// derives tells whether a prior value can have come of the configuration: they
// differ in computed values that are not configured, and in nothing else.
func derives(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) bool {
	before, given := members(prior), members(config)
	if before == nil || given == nil {
		return prior.Equal(config)
	}
	for _, a := range attributes {
		was, is := before[a.Name], given[a.Name]
		nested := a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle
		switch {
		case a.Computed && is.IsNull():
		case nested && !derives(a.NestedType.Attributes, was, is), !nested && !was.Equal(is):
			return false
		}
	}
	return true
}
