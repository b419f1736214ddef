// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// ModifyPlan settles what the framework leaves open: which computed values an
// update keeps, which differences mean nothing, and what needs a new object.
func (m *managed) ModifyPlan(_ context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	plan := m.decode(req.Plan.Raw, &resp.Diagnostics)
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(m.missingAtCreate(m.managed, config, path.Empty())...)
		return
	}
	prior := m.decode(req.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	next, replace := m.reconcile(prior, plan, config)
	for _, name := range replace {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(object.SnakeCase(name)))
	}
	resp.Plan.Raw = m.encode(next, &resp.Diagnostics)
}

// missingAtCreate reports values that creating the object needs and that the
// schema cannot demand, since nothing needs them afterwards.
func (s shape) missingAtCreate(attributes []object.Attribute, config tree, at path.Path) (diags diag.Diagnostics) {
	for _, a := range attributes {
		value, here := config[a.Name], at.AtName(a.TerraformName())
		inner, isObject := a.Type.(object.Object)
		members, given := value.(tree)
		switch {
		case value == nil && a.Mode == object.WriteOnlyAtCreate:
			diags.AddAttributeError(here, "Missing "+a.TerraformName(),
				fmt.Sprintf("Creating a %s needs %s. It is sent once and not stored; it may be left out again when the object exists or is imported.", s.Title(), here))
		case isObject && given:
			diags.Append(s.missingAtCreate(inner.Attributes, members, here)...)
		}
	}
	return diags
}

// reconcile is the plan of an update. A difference that means nothing to Graph
// keeps the prior spelling; a computed value stays as it is unless an
// attribute that it follows changes. It names the changed attributes that
// Graph takes at creation only.
func (s shape) reconcile(prior, plan, config tree) (next tree, replace []string) {
	next = tree{}
	changed := map[string]bool{}
	for _, a := range s.managed {
		next[a.Name] = plan[a.Name]
		switch {
		case isComputed(a) && isUnknown(plan[a.Name]) && config[a.Name] == nil:
		case equivalent(a.Type, prior[a.Name], plan[a.Name]):
			next[a.Name] = prior[a.Name]
		default:
			changed[a.Name] = true
			if a.CreateOnly {
				replace = append(replace, a.Name)
			}
		}
	}
	for _, a := range s.managed {
		follows := slices.ContainsFunc(a.Follows, func(name string) bool { return changed[name] })
		if isComputed(a) && config[a.Name] == nil && !changed[a.Name] && !follows {
			next[a.Name] = prior[a.Name]
		}
	}
	return next, replace
}

func isComputed(a object.Attribute) bool {
	return a.Mode == object.ReadOnly || a.Mode == object.Server
}

// jsonValue is a default of a definition as decoded JSON.
func jsonValue(v any) any {
	if n, ok := v.(int); ok {
		return json.Number(fmt.Sprint(n))
	}
	return v
}
