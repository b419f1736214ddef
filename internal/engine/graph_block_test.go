// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// notKnown stands in JSON for a value that is not known.
const notKnown = "${unknown}"

// byPath makes a resource of any object with a state in JSON, which is empty for one that
// does not exist yet.
func (h *harness) byPath(state string) *block {
	h.t.Helper()
	var schema resource.SchemaResponse
	(&graphResource{}).Schema(h.t.Context(), resource.SchemaRequest{}, &schema)
	typ, _ := schema.Schema.Type().TerraformType(h.t.Context()).(tftypes.Object)
	b := &block{harness: h, name: "graph_resource", typ: typ}
	b.state = b.encode(state)
	return b
}

// valueOf is a value of a type: a document where any type is taken.
func valueOf(typ tftypes.Type, v any) tftypes.Value {
	switch v {
	case nil:
		return tftypes.NewValue(typ, nil)
	case notKnown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	}
	members, _ := v.(value.Tree)
	all := map[string]tftypes.Value{}
	switch typ := typ.(type) {
	case tftypes.Object:
		for name, of := range typ.AttributeTypes {
			all[name] = valueOf(of, members[name])
		}
		return tftypes.NewValue(typ, all)
	case tftypes.Map:
		for name, member := range members {
			all[name] = valueOf(typ.ElementType, member)
		}
		return tftypes.NewValue(typ, all)
	default:
		return value.Dynamic(withUnknown(v))
	}
}

func withUnknown(v any) any {
	switch v := v.(type) {
	case value.Tree:
		all := value.Tree{}
		for name, member := range v {
			all[name] = withUnknown(member)
		}
		return all
	case []any:
		all := make([]any, len(v))
		for i, element := range v {
			all[i] = withUnknown(element)
		}
		return all
	}
	if v == notKnown {
		return value.Unknown{}
	}
	return v
}

// proposed is what Terraform proposes for a configuration: with what the provider has
// computed before, and without what is not stored.
func (b *block) proposed(configured tftypes.Value) tftypes.Value {
	if b.object != nil || configured.IsNull() {
		return configured
	}
	all := as[map[string]tftypes.Value](b.t, configured)
	all[argSecret] = null(b.typ, argSecret)
	if before := (map[string]tftypes.Value)(nil); !b.state.IsNull() {
		before = as[map[string]tftypes.Value](b.t, b.state)
		for _, name := range []string{argVersion, argMethod, argOutput, argID} {
			if all[name].IsNull() {
				all[name] = before[name]
			}
		}
	}
	return tftypes.NewValue(b.typ, all)
}

// validate checks a configuration.
func (b *block) validate(config string) []*tfprotov6.Diagnostic {
	b.t.Helper()
	valid, err := b.server.ValidateResourceConfig(b.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: "test_" + b.name, Config: b.dynamic(b.encode(config)), ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return valid.Diagnostics
}

// planned are the values of a plan, without what is null.
func (b *block) planned(plan *tfprotov6.PlanResourceChangeResponse) value.Tree {
	b.t.Helper()
	v, err := plan.PlannedState.Unmarshal(b.typ)
	if err != nil {
		b.t.Fatal(err)
	}
	return present(value.Document(v))
}

// present are the members of a document that are not null.
func present(v any) value.Tree {
	all, _ := v.(value.Tree)
	kept := value.Tree{}
	for name, member := range all {
		if member != nil {
			kept[name] = member
		}
	}
	return kept
}

// imports imports an object and reads it.
func (b *block) imports(id string) []*tfprotov6.Diagnostic {
	b.t.Helper()
	imported, err := b.server.ImportResourceState(b.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_" + b.name, ID: id})
	if err != nil {
		b.t.Fatal(err)
	}
	if failed(imported.Diagnostics) {
		return imported.Diagnostics
	}
	one := imported.ImportedResources[0]
	b.keep(one.State, one.Private, one.Identity)
	return append(imported.Diagnostics, b.refresh()...)
}

// shows compares the values of the state that are not null with JSON.
func (b *block) shows(want string) {
	b.t.Helper()
	if diff := cmp.Diff(parse(b.t, want), present(b.values())); diff != "" {
		b.t.Errorf("the state (-want +got):\n%s", diff)
	}
}

// sent compares the requests that have a body with what was wanted.
func (h *harness) sent(want ...string) {
	h.t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if diff := cmp.Diff(want, h.bodies); diff != "" {
		h.t.Errorf("sent (-want +got):\n%s", diff)
	}
}
