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
func (m *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
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
	m.keepForeign(ctx, req.Private, prior, plan)
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
	next, changed := reconcileMembers(s.managed, prior, plan, config)
	for _, a := range s.managed {
		switched := s.variants[a.Name] && (prior[a.Name] == nil) != (plan[a.Name] == nil)
		if changed[a.Name] && (switched || touchesCreateOnly(a, prior[a.Name], next[a.Name])) {
			replace = append(replace, a.Name)
		}
	}
	return next, replace
}

func reconcileMembers(attributes []object.Attribute, prior, plan, config tree) (next tree, changed map[string]bool) {
	next, changed = tree{}, map[string]bool{}
	for _, a := range attributes {
		next[a.Name] = plan[a.Name]
		if isComputed(a) && isUnknown(plan[a.Name]) && config[a.Name] == nil {
			continue
		}
		next[a.Name] = reconcileValue(a.Type, prior[a.Name], plan[a.Name], config[a.Name])
		if equivalent(a.Type, prior[a.Name], next[a.Name]) {
			next[a.Name] = prior[a.Name]
		} else {
			changed[a.Name] = true
		}
	}
	for _, a := range attributes {
		follows := slices.ContainsFunc(a.Follows, func(name string) bool { return changed[name] })
		if isComputed(a) && config[a.Name] == nil && !changed[a.Name] && !follows {
			next[a.Name] = prior[a.Name]
		}
	}
	return next, changed
}

// reconcileValue does the same inside of objects, and of the elements of a map
// that both have.
func reconcileValue(t object.Type, prior, plan, config any) any {
	before, isTree := prior.(tree)
	after, both := plan.(tree)
	if !isTree || !both {
		return plan
	}
	given, _ := config.(tree)
	m, isMap := t.(object.Map)
	if !isMap {
		next, _ := reconcileMembers(object.Members(t), before, after, given)
		return next
	}
	next := tree{}
	for key, element := range after {
		next[key] = reconcileValue(object.Object{Attributes: m.Attributes}, before[key], element, given[key])
	}
	return next
}

// touchesCreateOnly tells whether a change concerns what Graph takes at
// creation only. Inside of collections only the whole counts.
func touchesCreateOnly(a object.Attribute, prior, next any) bool {
	if equivalent(a.Type, prior, next) {
		return false
	}
	if a.CreateOnly {
		return true
	}
	t, isObject := a.Type.(object.Object)
	before, hadMembers := prior.(tree)
	after, hasMembers := next.(tree)
	return isObject && hadMembers && hasMembers && slices.ContainsFunc(t.Attributes, func(member object.Attribute) bool {
		return touchesCreateOnly(member, before[member.Name], after[member.Name])
	})
}

func isComputed(a object.Attribute) bool {
	return a.Mode == object.ReadOnly || a.Mode == object.Server || a.Mode == object.Relation
}

// jsonValue is a default of a definition as decoded JSON.
func jsonValue(v any) any {
	if n, ok := v.(int); ok {
		return json.Number(fmt.Sprint(n))
	}
	return v
}
