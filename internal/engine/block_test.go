// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// block is a resource of one of the harness's objects, with what Terraform keeps of it.
type block struct {
	*harness
	name string
	typ  tftypes.Object
	// object is nil for that of any object.
	object   *value.Object
	state    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// block makes a resource with a state in JSON, which is empty for one that does not
// exist yet.
func (h *harness) block(name, state string) *block {
	h.t.Helper()
	o, ok := h.catalogue.managed(name)
	if !ok {
		h.t.Fatalf("there is no resource %s", name)
	}
	b := &block{harness: h, name: o.Name, typ: o.Managed.Terraform(), object: o}
	b.state = b.encode(state)
	return b
}

func (b *block) encode(text string) tftypes.Value {
	b.t.Helper()
	if text == "" {
		return tftypes.NewValue(b.typ, nil)
	}
	if b.object == nil {
		return valueOf(b.typ, parse(b.t, text))
	}
	v, err := b.object.Managed.Encode(parse(b.t, text))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// note puts a value into the private state.
func (b *block) note(key, document string) {
	b.t.Helper()
	known := map[string][]byte{}
	if b.private != nil {
		if err := json.Unmarshal(b.private, &known); err != nil {
			b.t.Fatal(err)
		}
	}
	known[key] = []byte(document)
	b.private, _ = json.Marshal(known)
}

// noted is a value of the private state.
func (b *block) noted(key string) string {
	var known map[string][]byte
	_ = json.Unmarshal(b.private, &known)
	return string(known[key])
}

// plan plans a configuration, which is empty for a removal.
func (b *block) plan(config string) *tfprotov6.PlanResourceChangeResponse {
	b.t.Helper()
	configured := b.encode(config)
	plan, err := b.server.PlanResourceChange(b.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "test_" + b.name, Config: b.dynamic(configured), ProposedNewState: b.dynamic(b.proposed(configured)),
		PriorState: b.dynamic(b.state), PriorPrivate: b.private, PriorIdentity: b.identity,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return plan
}

// apply plans and applies a configuration.
func (b *block) apply(config string) []*tfprotov6.Diagnostic {
	b.t.Helper()
	plan := b.plan(config)
	if failed(plan.Diagnostics) {
		return plan.Diagnostics
	}
	if plan.PlannedIdentity != nil {
		b.identity = plan.PlannedIdentity
	}
	return append(plan.Diagnostics, b.execute(config, plan)...)
}

// execute applies a plan.
func (b *block) execute(config string, plan *tfprotov6.PlanResourceChangeResponse) []*tfprotov6.Diagnostic {
	b.t.Helper()
	applied, err := b.server.ApplyResourceChange(b.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "test_" + b.name, Config: b.dynamic(b.encode(config)), PlannedState: plan.PlannedState,
		PriorState: b.dynamic(b.state), PlannedPrivate: plan.PlannedPrivate, PlannedIdentity: b.identity,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.keep(applied.NewState, applied.Private, applied.NewIdentity)
	return applied.Diagnostics
}

// remove applies the removal, whatever the plan says of it.
func (b *block) remove() []*tfprotov6.Diagnostic {
	b.t.Helper()
	null := b.dynamic(b.encode(""))
	applied, err := b.server.ApplyResourceChange(b.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "test_" + b.name, Config: null, PlannedState: null, PriorState: b.dynamic(b.state), PlannedPrivate: b.private, PlannedIdentity: b.identity,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.keep(applied.NewState, applied.Private, applied.NewIdentity)
	return applied.Diagnostics
}

// refresh reads the object.
func (b *block) refresh() []*tfprotov6.Diagnostic {
	b.t.Helper()
	read, err := b.server.ReadResource(b.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "test_" + b.name, CurrentState: b.dynamic(b.state), Private: b.private, CurrentIdentity: b.identity,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.keep(read.NewState, read.Private, read.NewIdentity)
	return read.Diagnostics
}

func (b *block) keep(state *tfprotov6.DynamicValue, private []byte, identity *tfprotov6.ResourceIdentityData) {
	b.t.Helper()
	var err error
	if b.state, err = state.Unmarshal(b.typ); err != nil {
		b.t.Fatal(err)
	}
	b.private, b.identity = private, identity
}

// values are those of the state, or nil.
func (b *block) values() value.Tree {
	b.t.Helper()
	if b.state.IsNull() {
		return nil
	}
	if b.object == nil {
		all, _ := value.Document(b.state).(value.Tree)
		return all
	}
	v, err := b.object.Managed.Decode(b.state)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// sourceType is the type of a data source.
func (h *harness) sourceType(name string) tftypes.Object {
	h.t.Helper()
	schema, err := h.server.GetProviderSchema(h.t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		h.t.Fatal(err)
	}
	typ, _ := schema.DataSourceSchemas["test_"+name].ValueType().(tftypes.Object)
	return typ
}

// data reads a data source with arguments, and returns what is not null of it.
func (h *harness) data(name string, arguments map[string]any) (map[string]any, []*tfprotov6.Diagnostic) {
	h.t.Helper()
	typ := h.sourceType(name)
	config := map[string]tftypes.Value{}
	for attribute, of := range typ.AttributeTypes {
		config[attribute] = tftypes.NewValue(of, arguments[attribute])
	}
	read, err := h.server.ReadDataSource(h.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "test_" + name, Config: h.dynamic(tftypes.NewValue(typ, config))})
	if err != nil {
		h.t.Fatal(err)
	}
	state, err := read.State.Unmarshal(typ)
	if err != nil {
		h.t.Fatal(err)
	}
	values, _ := shown(h.t, state).(map[string]any)
	return values, read.Diagnostics
}

// shown is a value as JSON would have it, without what is null.
func shown(t *testing.T, v tftypes.Value) any {
	t.Helper()
	if v.IsNull() {
		return nil
	}
	switch v.Type().(type) {
	case tftypes.Object, tftypes.Map:
		members, all := as[map[string]tftypes.Value](t, v), map[string]any{}
		for name, member := range members {
			if !member.IsNull() {
				all[name] = shown(t, member)
			}
		}
		return all
	case tftypes.List, tftypes.Set:
		all := []any{}
		for _, element := range as[[]tftypes.Value](t, v) {
			all = append(all, shown(t, element))
		}
		return all
	}
	if v.Type().Is(tftypes.Bool) {
		return as[bool](t, v)
	}
	if v.Type().Is(tftypes.Number) {
		return v.String()
	}
	return as[string](t, v)
}

func as[T any](t *testing.T, v tftypes.Value) (as T) {
	t.Helper()
	if err := v.As(&as); err != nil {
		t.Fatal(err)
	}
	return as
}

func failed(diags []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diags, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError })
}
