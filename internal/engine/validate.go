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
	effective := s.withDefaults(config)
	for _, rule := range s.Rules {
		if holds(rule.When, effective) && known(rule.Then, effective) && !rule.Then.Holds(effective[rule.Then.Attribute()]) {
			diags.AddAttributeError(path.Root(object.SnakeCase(rule.Then.Attribute())), "Invalid combination of arguments",
				fmt.Sprintf("%s when %s. %s", rule.Then.Demand(), sentence(rule.When), rule.Because))
		}
	}
	return diags
}

func holds(conditions []object.Condition, t tree) bool {
	for _, c := range conditions {
		if !known(c, t) || !c.Holds(t[c.Attribute()]) {
			return false
		}
	}
	return true
}

func known(c object.Condition, t tree) bool { return !hasUnknown(t[c.Attribute()]) }

func sentence(conditions []object.Condition) string {
	parts := make([]string, len(conditions))
	for i, c := range conditions {
		parts[i] = c.String()
	}
	return strings.Join(parts, " and ")
}

// withDefaults is the configuration with defaults in the place of null.
func (s shape) withDefaults(config tree) tree {
	effective := tree{}
	for _, a := range s.managed {
		effective[a.Name] = config[a.Name]
		if config[a.Name] == nil {
			value, _ := object.DefaultOf(a.Mode)
			effective[a.Name] = jsonValue(value)
		}
	}
	return effective
}
