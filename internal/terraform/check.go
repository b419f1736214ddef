// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// checkPlan refuses a plan that contradicts the configuration, as Terraform does:
// what is configured is planned, or kept as it was; what is neither configured nor
// computed is null.
func checkPlan(attributes []*tfprotov6.SchemaAttribute, at string, prior, config, planned tftypes.Value) error {
	before, given, plan := members(prior), members(config), members(planned)
	for _, a := range attributes {
		if err := checkPlanned(a, at+"."+a.Name, before[a.Name], given[a.Name], plan[a.Name]); err != nil {
			return err
		}
	}
	return nil
}

func checkPlanned(a *tfprotov6.SchemaAttribute, at string, prior, config, planned tftypes.Value) error {
	switch {
	case a.WriteOnly:
		if !planned.IsNull() {
			return fmt.Errorf("%s is write-only, and the plan has a value for it", at)
		}
		return nil
	case planned.Equal(config), config.IsNull() && a.Computed:
		return nil
	case !config.IsNull() && prior.Type() != nil && !prior.IsNull() && planned.Equal(prior):
		return nil // the provider takes both for the same
	case config.IsKnown() && !planned.IsKnown() && !a.Computed:
		return fmt.Errorf("%s is planned unknown, and the configuration knows it", at)
	case config.IsNull() != planned.IsNull(), a.NestedType == nil, !config.IsKnown(), !planned.IsKnown():
		return fmt.Errorf("%s is planned %s, configured %s", at, shown(a, planned), shown(a, config))
	}
	return checkNested(a.NestedType, at, prior, config, planned)
}

func checkNested(of *tfprotov6.SchemaObject, at string, prior, config, planned tftypes.Value) error {
	switch of.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return checkPlan(of.Attributes, at, prior, config, planned)
	case tfprotov6.SchemaObjectNestingModeMap:
		before, given, plan := members(prior), members(config), members(planned)
		if len(given) != len(plan) {
			return fmt.Errorf("%s is planned with %d elements, configured with %d", at, len(plan), len(given))
		}
		for key, element := range given {
			if _, ok := plan[key]; !ok {
				return fmt.Errorf("%s is planned without %q", at, key)
			}
			if err := checkPlan(of.Attributes, at+"["+key+"]", before[key], element, plan[key]); err != nil {
				return err
			}
		}
		return nil
	}
	before, given, plan := elements(prior), elements(config), elements(planned)
	if len(given) != len(plan) {
		return fmt.Errorf("%s is planned with %d elements, configured with %d", at, len(plan), len(given))
	}
	for i, element := range plan {
		var match tftypes.Value
		if of.Nesting == tfprotov6.SchemaObjectNestingModeList {
			if i < len(before) {
				match = before[i]
			}
			if err := checkPlan(of.Attributes, fmt.Sprintf("%s[%d]", at, i), match, given[i], element); err != nil {
				return err
			}
			continue
		}
		if !plannedBySome(of.Attributes, before, given, element) {
			return fmt.Errorf("%s is planned with an element that is not configured: %s", at, element)
		}
	}
	return nil
}

// plannedBySome tells whether an element of a set follows from one that is
// configured.
func plannedBySome(attributes []*tfprotov6.SchemaAttribute, before, given []tftypes.Value, planned tftypes.Value) bool {
	for _, candidate := range given {
		for _, prior := range append([]tftypes.Value{{}}, before...) {
			if checkPlan(attributes, "", prior, candidate, planned) == nil {
				return true
			}
		}
	}
	return false
}

// checkState refuses a state that contradicts the plan, as Terraform does: what
// was planned is there, and nothing is unknown.
func checkState(attributes []*tfprotov6.SchemaAttribute, at string, planned, state tftypes.Value) error {
	if planned.IsNull() != state.IsNull() {
		return fmt.Errorf("%s was planned %s and is %s", at, presence(planned), presence(state))
	}
	plan, is := members(planned), members(state)
	for _, a := range attributes {
		if err := checkValue(a.Sensitive, at+"."+a.Name, plan[a.Name], is[a.Name]); err != nil {
			return err
		}
	}
	if !state.IsFullyKnown() {
		return fmt.Errorf("%s holds values that are unknown after the apply", at)
	}
	return nil
}

func presence(v tftypes.Value) string {
	if v.IsNull() {
		return "absent"
	}
	return "present"
}

func checkValue(sensitive bool, at string, planned, state tftypes.Value) error {
	switch {
	case !planned.IsKnown(), planned.Equal(state):
		return nil
	case planned.IsNull() || state.IsNull():
		return fmt.Errorf("%s was planned %s and is %s", at, presence(planned), presence(state))
	}
	switch planned.Type().(type) {
	case tftypes.Object, tftypes.Map:
		plan, is := members(planned), members(state)
		if len(plan) != len(is) {
			return fmt.Errorf("%s was planned with %d elements and has %d", at, len(plan), len(is))
		}
		for name, member := range plan {
			if is[name].Type() == nil {
				return fmt.Errorf("%s was planned with %q and is without", at, name)
			}
			if err := checkValue(sensitive, at+"."+name, member, is[name]); err != nil {
				return err
			}
		}
		return nil
	case tftypes.List:
		return checkElements(sensitive, at, elements(planned), elements(state))
	case tftypes.Set:
		return checkSet(at, elements(planned), elements(state))
	}
	if sensitive {
		return fmt.Errorf("%s is not as planned", at)
	}
	return fmt.Errorf("%s was planned %s and is %s", at, planned, state)
}

func checkElements(sensitive bool, at string, planned, state []tftypes.Value) error {
	if len(planned) != len(state) {
		return fmt.Errorf("%s was planned with %d elements and has %d", at, len(planned), len(state))
	}
	for i := range planned {
		if err := checkValue(sensitive, fmt.Sprintf("%s[%d]", at, i), planned[i], state[i]); err != nil {
			return err
		}
	}
	return nil
}

// checkSet finds for each element of the state one of the plan that it can have
// come of. Planned elements that are unknown in part can become the same.
func checkSet(at string, planned, state []tftypes.Value) error {
	from := func(candidates []tftypes.Value, fits func(tftypes.Value) bool) bool {
		for _, candidate := range candidates {
			if fits(candidate) {
				return true
			}
		}
		return false
	}
	for _, is := range state {
		if !from(planned, func(plan tftypes.Value) bool { return checkValue(true, "", plan, is) == nil }) {
			return fmt.Errorf("%s has an element that was not planned: %s", at, is)
		}
	}
	for _, plan := range planned {
		if !from(state, func(is tftypes.Value) bool { return checkValue(true, "", plan, is) == nil }) {
			return fmt.Errorf("%s lacks an element that was planned: %s", at, plan)
		}
	}
	if len(state) > len(planned) {
		return fmt.Errorf("%s was planned with %d elements and has %d", at, len(planned), len(state))
	}
	return nil
}

func shown(a *tfprotov6.SchemaAttribute, v tftypes.Value) string {
	if a.Sensitive {
		return "(sensitive)"
	}
	return v.String()
}
