// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// BenchmarkPlanOfALargeSet validates and plans an application with 2,000 claims,
// which are objects with defaults: a new one, one of which nothing has changed, and
// one with another claim.
func BenchmarkPlanOfALargeSet(b *testing.B) {
	server := NewServer("test")
	schemas, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	typ, _ := schemas.ResourceSchemas["microsoft365_application"].ValueType().(tftypes.Object)
	null := tftypes.NewValue(typ, nil)
	claimed := func(n int, members string) tftypes.Value {
		claims := make([]string, n)
		for i := range claims {
			claims[i] = fmt.Sprintf(`{"name":"claim%04d",%s}`, i, members)
		}
		return application(b, typ, strings.Join(claims, ","))
	}
	config, more := claimed(2000, unsaid), claimed(2001, unsaid)
	plan := func(b *testing.B, prior, config, proposed tftypes.Value) tftypes.Value {
		b.Helper()
		if _, err := server.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: "microsoft365_application", Config: dynamic(b, config)}); err != nil {
			b.Fatal(err)
		}
		planned, err := server.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: "microsoft365_application", Config: dynamic(b, config), PriorState: dynamic(b, prior), ProposedNewState: dynamic(b, proposed),
			ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
		})
		if err != nil || len(planned.Diagnostics) > 0 {
			b.Fatal(err, planned)
		}
		state, err := planned.PlannedState.Unmarshal(typ)
		if err != nil {
			b.Fatal(err)
		}
		return state
	}
	state := claimed(2000, settled)
	for name, step := range map[string]struct{ prior, config, proposed tftypes.Value }{
		"new":       {null, config, config},
		"unchanged": {state, config, state},
		"changed":   {state, more, more},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				plan(b, step.prior, step.config, step.proposed)
			}
		})
	}
}

// What a configuration leaves out of a claim, and what a state holds then.
const (
	unsaid  = `"source":null,"essential":null,"additional_properties":null`
	settled = `"source":null,"essential":false,"additional_properties":[]`
)

// application is one with claims and with nothing else.
func application(b *testing.B, typ tftypes.Object, claims string) tftypes.Value {
	b.Helper()
	optional, _ := typ.AttributeTypes["optional_claims"].(tftypes.Object)
	set := optional.AttributeTypes["access_token"]
	tokens, err := tftypes.ValueFromJSON([]byte("["+claims+"]"), set) //nolint:staticcheck // the way to make a value of JSON that is not Terraform's own
	if err != nil {
		b.Fatal(err)
	}
	members := map[string]tftypes.Value{}
	for name, member := range typ.AttributeTypes {
		members[name] = tftypes.NewValue(member, nil)
	}
	members["display_name"] = tftypes.NewValue(tftypes.String, "a")
	members["optional_claims"] = tftypes.NewValue(optional, map[string]tftypes.Value{
		"access_token": tokens, "id_token": tftypes.NewValue(set, nil), "saml2_token": tftypes.NewValue(set, nil),
	})
	return tftypes.NewValue(typ, members)
}

func dynamic(b *testing.B, v tftypes.Value) *tfprotov6.DynamicValue {
	b.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		b.Fatal(err)
	}
	return &d
}

// BenchmarkPlanOfAGroup is what a plan asks of the provider for each of many small
// objects of which nothing has changed, but for the read.
func BenchmarkPlanOfAGroup(b *testing.B) {
	const name = "microsoft365_group"
	server := NewServer("test")
	schemas, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	typ, _ := schemas.ResourceSchemas[name].ValueType().(tftypes.Object)
	members := map[string]tftypes.Value{}
	for name, member := range typ.AttributeTypes {
		members[name] = tftypes.NewValue(member, nil)
	}
	members["display_name"] = tftypes.NewValue(tftypes.String, "g")
	config := dynamic(b, tftypes.NewValue(typ, members))
	state := []byte(`{"created_date_time":"2026-01-01T00:00:00Z","display_name":"g","group_types":[],"id":"3e0f63f0-d3c9-4624-a940-51bc71861905",
		"is_assignable_to_role":false,"mail_enabled":false,"mail_nickname":"g","permanently_delete":false,"proxy_addresses":[],"resource_behavior_options":[],
		"resource_provisioning_options":[],"restore_deleted":false,"security_enabled":true,"security_identifier":"S-1-12-1-1-2-3-4"}`)
	private := []byte(`{"memory":"e30=","tenant":"IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCI="}`)
	for b.Loop() {
		upgraded, err := server.UpgradeResourceState(b.Context(), &tfprotov6.UpgradeResourceStateRequest{TypeName: name, RawState: &tfprotov6.RawState{JSON: state}})
		if err != nil || len(upgraded.Diagnostics) > 0 {
			b.Fatal(err, upgraded)
		}
		if _, err := server.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: name, Config: config}); err != nil {
			b.Fatal(err)
		}
		planned, err := server.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: name, Config: config, PriorState: upgraded.UpgradedState, ProposedNewState: upgraded.UpgradedState, PriorPrivate: private,
		})
		if err != nil || len(planned.Diagnostics) > 0 {
			b.Fatal(err, planned)
		}
	}
}
