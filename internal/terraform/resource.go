// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Resource is one resource of a configuration, with what Terraform keeps of it
// from one run to the next.
type Resource struct {
	// Type is the resource's, without the provider's prefix: "group".
	Type string
	// Config is the configuration, as decoded JSON by Terraform's names. What is
	// not in it is null.
	Config map[string]any
	// State is of the zero value until the resource exists.
	State tftypes.Value
	// Private is what the provider keeps beside the state.
	Private []byte
	// Identity is Terraform's identity of the object.
	Identity *tfprotov6.ResourceIdentityData
	// Tainted resources are replaced by the next apply.
	Tainted bool
	// Replace is Terraform's option -replace, or what replace_triggered_by does.
	Replace bool
	// CreateBeforeDestroy makes the new object before the old one is destroyed.
	CreateBeforeDestroy bool
}

// Gone tells whether there is no state.
func (r *Resource) Gone() bool { return r.State.Type() == nil || r.State.IsNull() }

// Attributes are the values of the state, as [Decode] shows them; nil where there
// is no state.
func (r *Resource) Attributes() map[string]any {
	if r.Gone() {
		return nil
	}
	attributes, _ := Decode(r.State).(map[string]any)
	return attributes
}

// ID is the object's id in state, or empty.
func (r *Resource) ID() string {
	id, _ := r.Attributes()["id"].(string)
	return id
}

func (r *Resource) typeName() string { return "microsoft365_" + r.Type }

// Plan is what an apply would do.
type Plan struct {
	// State is the planned state: null for a removal.
	State tftypes.Value
	// Replaces tells that the object has to be made anew.
	Replaces bool
	// Because are the attributes that make it so.
	Because []string

	prior    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// Empty tells whether there is nothing to do.
func (p *Plan) Empty() bool { return !p.Replaces && p.State.Equal(p.prior) }

// Differences name what an apply would change.
func (p *Plan) Differences() []string {
	differences, err := p.State.Diff(p.prior)
	if err != nil {
		return []string{err.Error()}
	}
	var all []string
	for _, d := range differences {
		all = append(all, d.String())
	}
	return all
}

func (r *Run) schema(resource *Resource) (*tfprotov6.Schema, tftypes.Type, error) {
	s, ok := r.schemas.ResourceSchemas[resource.typeName()]
	if !ok {
		return nil, nil, fmt.Errorf("there is no %s", resource.typeName())
	}
	return s, s.ValueType(), nil
}

// Refresh reads the resource, as Terraform does before each plan.
func (r *Run) Refresh(ctx context.Context, resource *Resource) Diagnostics {
	if resource.Gone() {
		return nil
	}
	read, err := r.server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: resource.typeName(), CurrentState: dynamic(resource.State), Private: resource.Private, CurrentIdentity: resource.Identity,
	})
	if err != nil {
		return failure("Cannot read "+resource.typeName(), err)
	}
	if Diagnostics(read.Diagnostics).HasError() {
		return read.Diagnostics
	}
	if resource.State, err = read.NewState.Unmarshal(resource.State.Type()); err != nil {
		return failure("The provider has read a state that is none", err)
	}
	resource.Private, resource.Identity = read.Private, read.NewIdentity
	if !resource.State.IsFullyKnown() {
		return append(read.Diagnostics, failure("The provider has read a state with unknown values", errors.New(resource.typeName()))...)
	}
	return read.Diagnostics
}

// Validate checks the configuration, as Terraform does before each plan.
func (r *Run) Validate(ctx context.Context, resource *Resource) Diagnostics {
	_, typ, err := r.schema(resource)
	if err != nil {
		return failure("Unknown resource", err)
	}
	config, err := configured(typ, resource.Config)
	if err != nil {
		return failure("The configuration does not fit the schema of "+resource.typeName(), err)
	}
	validated, err := r.server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: resource.typeName(), Config: dynamic(config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: !r.Old},
	})
	if err != nil {
		return failure("Cannot validate "+resource.typeName(), err)
	}
	return validated.Diagnostics
}

// Plan plans the configuration. The plan is nil if that fails.
func (r *Run) Plan(ctx context.Context, resource *Resource) (*Plan, Diagnostics) {
	_, typ, err := r.schema(resource)
	if err != nil {
		return nil, failure("Unknown resource", err)
	}
	null := tftypes.NewValue(typ, nil)
	prior := null
	if !resource.Gone() {
		prior = resource.State
	}
	plan, diags := r.planFrom(ctx, resource, prior, resource.Private, resource.Identity)
	if diags.HasError() || prior.IsNull() || !plan.Replaces && !resource.Tainted && !resource.Replace {
		return plan, diags
	}
	because := plan.Because
	// Terraform plans the new object once more when it applies, with nothing of the old one.
	plan, more := r.planFrom(ctx, resource, null, nil, nil)
	if diags = append(diags, more...); diags.HasError() {
		return nil, diags
	}
	plan.Replaces, plan.Because, plan.prior = true, because, prior
	return plan, diags
}

func (r *Run) planFrom(ctx context.Context, resource *Resource, prior tftypes.Value, private []byte, identity *tfprotov6.ResourceIdentityData) (*Plan, Diagnostics) {
	schema, typ, err := r.schema(resource)
	if err != nil {
		return nil, failure("Unknown resource", err)
	}
	config, err := configured(typ, resource.Config)
	if err != nil {
		return nil, failure("The configuration does not fit the schema of "+resource.typeName(), err)
	}
	planned, err := r.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: resource.typeName(), Config: dynamic(config), ProposedNewState: dynamic(propose(schema.Block.Attributes, typ, prior, config)),
		PriorState: dynamic(prior), PriorPrivate: private, PriorIdentity: identity, ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		return nil, failure("Cannot plan "+resource.typeName(), err)
	}
	if Diagnostics(planned.Diagnostics).HasError() {
		return nil, planned.Diagnostics
	}
	state, err := planned.PlannedState.Unmarshal(typ)
	if err == nil {
		err = checkPlan(schema.Block.Attributes, resource.Type, prior, config, state)
	}
	if err != nil {
		return nil, append(planned.Diagnostics, failure("Provider produced invalid plan", err)...)
	}
	plan := &Plan{State: state, prior: prior, private: planned.PlannedPrivate, identity: planned.PlannedIdentity}
	for _, path := range planned.RequiresReplace {
		plan.Because = append(plan.Because, path.String())
	}
	plan.Replaces = len(plan.Because) > 0 && !prior.IsNull() && !state.Equal(prior)
	return plan, planned.Diagnostics
}

// Apply makes the resource what its configuration says, after a refresh. Killed
// tells that the run ended in the middle: what Terraform keeps is then as it was
// before.
func (r *Run) Apply(ctx context.Context, resource *Resource) (diags Diagnostics, killed bool) {
	if diags = append(r.Validate(ctx, resource), r.Refresh(ctx, resource)...); diags.HasError() {
		return diags, false
	}
	plan, more := r.Plan(ctx, resource)
	if diags = append(diags, more...); diags.HasError() || plan.Empty() {
		return diags, false
	}
	more, killed = r.ApplyPlan(ctx, resource, plan)
	return append(diags, more...), killed
}

// ApplyPlan carries out a plan.
func (r *Run) ApplyPlan(ctx context.Context, resource *Resource, plan *Plan) (diags Diagnostics, killed bool) {
	switch {
	case plan.Replaces && resource.CreateBeforeDestroy:
		old := *resource
		resource.State = tftypes.Value{}
		defer func() {
			if !killed && !diags.HasError() {
				var more Diagnostics
				more, killed = r.Destroy(ctx, &old)
				diags = append(diags, more...)
			}
		}()
	case plan.Replaces:
		if diags, killed = r.Destroy(ctx, resource); killed || diags.HasError() {
			return diags, killed
		}
	}
	schema, typ, err := r.schema(resource)
	if err != nil {
		return failure("Unknown resource", err), false
	}
	prior, creates := plan.prior, resource.Gone()
	if creates {
		prior = tftypes.NewValue(typ, nil)
	}
	config, err := configured(typ, resource.Config) // all of it is known now
	if err != nil {
		return failure("The configuration does not fit the schema of "+resource.typeName(), err), false
	}
	applied, err := r.change(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: resource.typeName(), Config: dynamic(config), PlannedState: dynamic(plan.State), PriorState: dynamic(prior),
		PlannedPrivate: plan.private, PlannedIdentity: plan.identity,
	})
	switch {
	case err != nil:
		return append(diags, failure("Cannot apply "+resource.typeName(), err)...), false
	case applied == nil:
		return nil, true
	}
	diags = append(diags, applied.Diagnostics...)
	if resource.State, err = applied.NewState.Unmarshal(typ); err != nil {
		return append(diags, failure("The provider has returned a state that is none", err)...), false
	}
	resource.Private, resource.Identity = applied.Private, applied.NewIdentity
	failed := Diagnostics(applied.Diagnostics).HasError()
	resource.Tainted = creates && failed && !resource.Gone()
	if failed {
		return diags, false
	}
	if err = checkState(schema.Block.Attributes, resource.Type, plan.State, resource.State); err != nil {
		diags = append(diags, failure("Provider produced inconsistent result after apply", err)...)
	}
	return diags, false
}

// Destroy removes the resource.
func (r *Run) Destroy(ctx context.Context, resource *Resource) (diags Diagnostics, killed bool) {
	if resource.Gone() {
		return nil, false
	}
	null := tftypes.NewValue(resource.State.Type(), nil)
	planned, err := r.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: resource.typeName(), Config: dynamic(null), ProposedNewState: dynamic(null), PriorState: dynamic(resource.State),
		PriorPrivate: resource.Private, PriorIdentity: resource.Identity, ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		return failure("Cannot plan the removal of "+resource.typeName(), err), false
	}
	if diags = planned.Diagnostics; diags.HasError() {
		return diags, false
	}
	applied, err := r.change(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: resource.typeName(), Config: dynamic(null), PlannedState: dynamic(null), PriorState: dynamic(resource.State),
		PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	switch {
	case err != nil:
		return append(diags, failure("Cannot remove "+resource.typeName(), err)...), false
	case applied == nil:
		return nil, true
	}
	diags = append(diags, applied.Diagnostics...)
	state, err := applied.NewState.Unmarshal(resource.State.Type())
	if err != nil {
		return append(diags, failure("The provider has returned a state that is none", err)...), false
	}
	resource.State, resource.Private, resource.Identity = state, applied.Private, applied.NewIdentity
	if !diags.HasError() && !resource.Gone() {
		diags = append(diags, failure("Provider returned a state for a removed object", errors.New(resource.typeName()))...)
	}
	resource.Tainted = resource.Tainted && !resource.Gone()
	return diags, false
}

// change applies in a goroutine of its own, since what kills a run ends that. The
// answer is then nil.
func (r *Run) change(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (applied *tfprotov6.ApplyResourceChangeResponse, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if r.Changing != nil {
			r.Changing()
		}
		answer, failed := r.server.ApplyResourceChange(ctx, request)
		applied, err = answer, failed
	}()
	<-done
	return applied, err
}

// Import takes an object that exists into the state, by an id in any form that
// the provider knows, and reads it.
func (r *Run) Import(ctx context.Context, resource *Resource, id string) Diagnostics {
	return r.importAs(ctx, resource, &tfprotov6.ImportResourceStateRequest{TypeName: resource.typeName(), ID: id})
}

// ImportByIdentity is [Run.Import] by the identity of another resource.
func (r *Run) ImportByIdentity(ctx context.Context, resource *Resource, identity *tfprotov6.ResourceIdentityData) Diagnostics {
	return r.importAs(ctx, resource, &tfprotov6.ImportResourceStateRequest{TypeName: resource.typeName(), Identity: identity})
}

func (r *Run) importAs(ctx context.Context, resource *Resource, request *tfprotov6.ImportResourceStateRequest) Diagnostics {
	_, typ, err := r.schema(resource)
	if err != nil {
		return failure("Unknown resource", err)
	}
	imported, err := r.server.ImportResourceState(ctx, request)
	if err != nil {
		return failure("Cannot import "+resource.typeName(), err)
	}
	diags := Diagnostics(imported.Diagnostics)
	if diags.HasError() {
		return diags
	}
	if n := len(imported.ImportedResources); n != 1 {
		return append(diags, failure("The provider has imported something else", fmt.Errorf("%d resources", n))...)
	}
	one := imported.ImportedResources[0]
	if resource.State, err = one.State.Unmarshal(typ); err != nil {
		return append(diags, failure("The provider has imported a state that is none", err)...)
	}
	resource.Private, resource.Identity = one.Private, one.Identity
	if diags = append(diags, r.Refresh(ctx, resource)...); !diags.HasError() && resource.Gone() {
		diags = append(diags, failure("Cannot import non-existent remote object", errors.New(resource.typeName()))...)
	}
	return diags
}

// ReadData reads a data source, whose type is without the provider's prefix. The
// values are as [Decode] shows them.
func (r *Run) ReadData(ctx context.Context, typeName string, config map[string]any) (map[string]any, Diagnostics) {
	name := "microsoft365_" + typeName
	schema, ok := r.schemas.DataSourceSchemas[name]
	if !ok {
		return nil, failure("Unknown data source", errors.New(name))
	}
	typ := schema.ValueType()
	value, err := encode(typ, maps.Clone(config))
	if err != nil {
		return nil, failure("The configuration does not fit the schema of "+name, err)
	}
	validated, err := r.server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: dynamic(value)})
	if err != nil {
		return nil, failure("Cannot validate "+name, err)
	}
	if diags := Diagnostics(validated.Diagnostics); diags.HasError() {
		return nil, diags
	}
	read, err := r.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: dynamic(value)})
	if err != nil {
		return nil, failure("Cannot read "+name, err)
	}
	if diags := Diagnostics(read.Diagnostics); diags.HasError() {
		return nil, diags
	}
	state, err := read.State.Unmarshal(typ)
	if err != nil {
		return nil, failure("The provider has read a state that is none", err)
	}
	if !state.IsFullyKnown() {
		return nil, failure("The provider has read a state with unknown values", errors.New(name))
	}
	attributes, _ := Decode(state).(map[string]any)
	return attributes, read.Diagnostics
}

// Generate is the configuration that the provider writes for what a state holds, as
// Terraform has it from version 1.14 on. Arguments that are null are left out.
func (r *Run) Generate(ctx context.Context, resource *Resource) (map[string]any, Diagnostics) {
	schema, typ, err := r.schema(resource)
	if err != nil || resource.Gone() {
		return nil, failure("There is nothing to generate a configuration of", err)
	}
	generated, err := r.server.GenerateResourceConfig(ctx, &tfprotov6.GenerateResourceConfigRequest{TypeName: resource.typeName(), State: dynamic(resource.State)})
	if err != nil {
		return nil, failure("Cannot generate a configuration of "+resource.typeName(), err)
	}
	if diags := Diagnostics(generated.Diagnostics); diags.HasError() {
		return nil, diags
	}
	config, err := generated.Config.Unmarshal(typ)
	if err != nil {
		return nil, failure("The provider has generated a configuration that is none", err)
	}
	all, _ := arguments(schema.Block.Attributes, Decode(config)).(map[string]any)
	return all, generated.Diagnostics
}

// ConfigOf is the configuration that Terraform itself writes for what a state holds, where
// it does not ask the provider for one: for imports up to version 1.13, and for what a
// list block finds. It is all arguments that are not null, computed values that may be
// configured among them, without what is deprecated or sensitive and without empty texts
// of optional arguments.
func (r *Run) ConfigOf(resource *Resource) map[string]any {
	schema, _, err := r.schema(resource)
	if err != nil || resource.Gone() {
		return nil
	}
	config, _ := arguments(schema.Block.Attributes, Decode(resource.State)).(map[string]any)
	return config
}

func arguments(attributes []*tfprotov6.SchemaAttribute, v any) any {
	values, ok := v.(map[string]any)
	if !ok {
		return v
	}
	config := map[string]any{}
	for _, a := range attributes {
		value := values[a.Name]
		switch isArgument := a.Required || a.Optional; {
		case value == nil, !isArgument, a.Deprecated, a.Optional && value == "":
		case !a.Sensitive:
			config[a.Name] = nestedArguments(a.NestedType, value)
		case a.NestedType != nil:
			config[a.Name] = emptied(value)
		}
	}
	return config
}

// emptied is what Terraform writes of sensitive objects.
func emptied(v any) any {
	if _, isList := v.([]any); isList {
		return []any{}
	}
	return map[string]any{}
}

func nestedArguments(of *tfprotov6.SchemaObject, v any) any {
	if of == nil {
		return v
	}
	switch value := v.(type) {
	case []any:
		all := make([]any, len(value))
		for i, element := range value {
			all[i] = arguments(of.Attributes, element)
		}
		return all
	case map[string]any:
		if of.Nesting != tfprotov6.SchemaObjectNestingModeMap {
			return arguments(of.Attributes, value)
		}
		all := map[string]any{}
		for key, element := range value {
			all[key] = arguments(of.Attributes, element)
		}
		return all
	}
	return v
}
