// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ValidateConfig compares what is known with Graph's metadata.
func (g *graphResource) ValidateConfig(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	a := newGraphArguments(req.Config.Raw)
	if _, err := a.exports(); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root(argExports), "Invalid path of a value", Sentence(err))
	}
	for _, name := range []string{argBody, argSecret} {
		switch v := value.Document(a.raw[name]).(type) {
		case nil, value.Tree, value.Unknown:
		default:
			resp.Diagnostics.AddAttributeError(path.Root(name), "Invalid body", fmt.Sprintf("It must be an object, and is a %T. Write it as { displayName = \"…\" }, or use jsondecode.", v))
		}
	}
	if !a.isKnown() {
		return
	}
	p, err := a.place()
	switch {
	case err != nil:
		resp.Diagnostics.AddAttributeError(path.Root(argPath), "Invalid path", Sentence(err))
	case !p.Known():
		resp.Diagnostics.AddAttributeWarning(path.Root(argPath), "Unknown path", fmt.Sprintf("The metadata of Graph's %s, as this version of the provider has it, does not know %s. It is sent as it is.", p.API, p.Path))
	case p.Kind == generic.Reference && a.body["@odata.id"] == nil:
		resp.Diagnostics.AddAttributeError(path.Root(argBody), "Missing reference", "A reference has one member in its body: \"@odata.id\" = \"https://graph.microsoft.com/v1.0/directoryObjects/ID\".")
	}
	for _, fault := range generic.Faults(p, generic.Together(a.body, a.secret)) {
		at := path.Root(argBody)
		if fault.Wrong {
			resp.Diagnostics.AddAttributeError(at, "Invalid member "+strings.Join(fault.At, "."), fault.Text)
			continue
		}
		resp.Diagnostics.AddAttributeWarning(at, "Unknown member "+strings.Join(fault.At, "."), fault.Text+" It is sent as it is.")
	}
}

// ModifyPlan makes the plan. Terraform has filled in the defaults.
func (g *graphResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	planned := newGraphArguments(req.Plan.Raw)
	removes := req.Plan.Raw.IsNull()
	if !planned.isKnown() {
		if !req.State.Raw.IsNull() {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(argPath))
		}
		return
	}
	before := kept{private: privateIn(ctx, req.Private), identity: identityFrom(req.Identity.Raw)}
	if !removes && before.private.has(importedKey) && newGraphArguments(req.State.Raw).body == nil {
		resp.Diagnostics.AddError("The object at "+planned.text(argPath)+" has not been read yet",
			"The state holds its id and nothing else, since it comes from a moved block. A plan that does not refresh would take every member for a change: plan without -refresh=false.")
		return
	}
	op := graphOperation{config: req.Config.Raw, plan: req.Plan.Raw, state: req.State.Raw}
	if removes {
		op = graphOperation{state: req.State.Raw}
	}
	m, f := g.managed(op, secretsOf(before.private), &resp.Diagnostics)
	if m == nil {
		return
	}
	if before.state = f.state(); m.isElsewhere(before, &resp.Diagnostics) {
		return
	}
	if removes {
		m.comparePermissions(before.state, &resp.Diagnostics)
		return
	}
	g.plan(m, f, before, req, resp)
}

// plan makes the plan of an object that is to be.
func (g *graphResource) plan(m *managed, f *graphForm, before kept, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior := before.state
	if prior != nil {
		if !f.isSameObject(newGraphArguments(req.State.Raw)) {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(argPath))
			prior = nil
		}
	}
	config := f.Written(m.Object, f.Body, f.wanted)
	made := m.Plan(prior, config, before.private.memory())
	resp.Diagnostics.Append(made.Diagnostics...)
	if len(made.Replaced) > 0 {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(argBody))
	}
	next := f.planned(prior, made, newGraphArguments(req.State.Raw), newGraphArguments(req.Config.Raw))
	if !next.Equal(req.State.Raw) {
		g.tellTyped(f, resp)
		m.comparePermissions(made.Next, &resp.Diagnostics)
	}
	resp.Plan.Raw = next
}

// tellTyped names the typed resource of the same objects, where there is one.
func (g *graphResource) tellTyped(f *graphForm, resp *resource.ModifyPlanResponse) {
	kind, _ := f.Body[value.KindProperty].(string)
	if d := g.catalogue.typed.Covering(f.Place, strings.TrimPrefix(kind, "#")); d != nil && d.IsManaged() {
		resp.Diagnostics.AddAttributeWarning(path.Root(argPath), "There is a resource for these objects", fmt.Sprintf(
			"microsoft365_%s manages what is at %s: with arguments that are checked, documented and compared one by one. A moved block leads from this resource to it, without a change.", d.Name, f.Place.Path))
	}
}

// isSameObject tells whether a state is of the object that is planned.
func (f *graphForm) isSameObject(state graphArguments) bool {
	before, _ := state.place() // at no place there is no object
	own := f.Place.Own
	if own == "" {
		own = state.text(argID)
	}
	here, there := f.Place, before
	here.API, there.API = object.V1, object.V1 // both versions show the same object
	return strings.EqualFold(here.ID(own), there.ID(state.text(argID)))
}

// planned is a plan in Terraform's form: as the state, if nothing differs.
func (f *graphForm) planned(prior value.Tree, made value.Plan, state, config graphArguments) tftypes.Value {
	next := made.Next
	values := maps.Clone(f.base.raw)
	if prior == nil {
		if !value.IsUnknown(next["id"]) {
			values[argID] = tftypes.NewValue(tftypes.String, f.object.OwnID(next))
		}
		values[argOutput] = f.unknownOutput()
		return tftypes.NewValue(f.typ, values)
	}
	values[argID] = state.raw[argID]
	values[argOutput] = state.raw[argOutput]
	differs := len(made.Replaced) > 0 || f.differs(prior, next)
	if !differs && config.body != nil && state.body != nil {
		values[argBody] = state.raw[argBody]
	}
	isSent := differs || slices.ContainsFunc([]string{argExports, argVersion, argQuery}, func(name string) bool { return !values[name].Equal(state.raw[name]) })
	if isSent {
		values[argOutput] = f.unknownOutput()
	}
	return tftypes.NewValue(f.typ, values)
}

func (f *graphForm) unknownOutput() tftypes.Value {
	if len(f.exports) == 0 && !f.hasSecret() {
		return null(f.typ, argOutput)
	}
	return tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
}

// hasSecret tells of a body that is not stored: only what is not known beforehand shows
// Terraform that there is something to do.
func (f *graphForm) hasSecret() bool { return len(f.Secret) > 0 || value.IsUnknown(f.wanted) }

// differs tells whether anything is to be sent.
func (f *graphForm) differs(prior, next value.Tree) bool {
	return value.IsUnknown(f.wanted) || slices.ContainsFunc(f.object.Managed, func(a *value.Attribute) bool {
		if a.Version != nil && prior[a.Version.Name] != f.wanted {
			return true
		}
		return !a.Virtual && !a.WriteOnly && !a.Type.Same(value.Equivalent, prior[a.Name], next[a.Name])
	})
}
