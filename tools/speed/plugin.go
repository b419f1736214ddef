// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

// isPlugin tells whether Terraform has started this program: it serves as a provider
// then, against which ours is measured.
func isPlugin() bool { return os.Getenv("TF_PLUGIN_MAGIC_COOKIE") != "" }

// objectsServed, in the environment, makes the plugin our provider with that many
// objects. Otherwise it is the idle one.
const objectsServed = "M365_SPEED_OBJECTS"

// schemaServed, in the environment, names the file with the schema of that provider. The
// schema is made before, as it is for the provider's own program when that is built.
const schemaServed = "M365_SPEED_SCHEMA"

func servePlugin() error {
	serve := newIdle
	if count, err := strconv.Atoi(os.Getenv(objectsServed)); err == nil {
		encoded, err := os.ReadFile(os.Getenv(schemaServed)) //nolint:gosec // this program named it
		if err != nil {
			return err
		}
		serve = func() tfprotov6.ProviderServer { return provider.WithSchema(withObjects(count), encoded) }
	}
	return tf6server.Serve(provider.Address, serve)
}

// withObjects is our provider with a number of objects.
func withObjects(count int) engine.Server {
	return provider.NewServerOf("speed", catalogue(count), os.Getenv)
}

// catalogue is ours over and over, under different names, up to a number of objects.
func catalogue(count int) []object.Definition {
	ours := objects.Catalogue()
	var all []object.Definition
	for i := range count {
		d := ours[i%len(ours)]
		if i >= len(ours) {
			d.Name, d.PluralName = fmt.Sprintf("%s_%d", d.Name, i), fmt.Sprintf("%s_%d_all", d.Name, i)
		}
		all = append(all, d)
	}
	return all
}

// idle is a provider that has our schema and does nothing: what Terraform takes with it
// no provider with that schema could save. Objects are as they were planned, with some
// text where Graph would say something, and are found as they were.
type idle struct {
	tfprotov6.ProviderServer
	types func() map[string]tftypes.Type
}

func newIdle() tfprotov6.ProviderServer {
	i := &idle{ProviderServer: provider.NewServer("idle")}
	i.types = sync.OnceValue(func() map[string]tftypes.Type {
		types := map[string]tftypes.Type{}
		if schemas, err := i.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{}); err == nil {
			for name, schema := range schemas.ResourceSchemas {
				types[name] = schema.ValueType()
			}
		}
		return types
	})
	return i
}

func (*idle) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (*idle) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

func (i *idle) UpgradeResourceState(_ context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	typ := i.types()[req.TypeName]
	state, err := req.RawState.Unmarshal(typ)
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov6.NewDynamicValue(typ, state)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &upgraded}, err
}

func (*idle) ReadResource(_ context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private, NewIdentity: req.CurrentIdentity}, nil
}

// PlanResourceChange leaves open what is null in a new object. Of one that is there it
// changes nothing.
func (i *idle) PlanResourceChange(_ context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp := &tfprotov6.PlanResourceChangeResponse{PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: req.PriorIdentity}
	removed, err := req.ProposedNewState.IsNull()
	if err != nil || removed {
		resp.PlannedState = req.ProposedNewState
		return resp, err
	}
	isNew, err := req.PriorState.IsNull()
	if err != nil || !isNew {
		return resp, err
	}
	schemas, err := i.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}
	computed := map[string]bool{}
	for _, a := range schemas.ResourceSchemas[req.TypeName].Block.Attributes {
		computed[a.Name] = a.Computed
	}
	resp.PlannedState, err = i.with(req.TypeName, req.ProposedNewState, func(name string, v tftypes.Value) tftypes.Value {
		if v.IsNull() && computed[name] {
			return tftypes.NewValue(v.Type(), tftypes.UnknownValue)
		}
		return v
	})
	return resp, err
}

func (i *idle) ApplyResourceChange(_ context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	state, err := i.with(req.TypeName, req.PlannedState, func(_ string, v tftypes.Value) tftypes.Value {
		switch {
		case v.IsKnown():
			return v
		case v.Type().Is(tftypes.String):
			return tftypes.NewValue(v.Type(), uuid.NewString())
		default:
			return tftypes.NewValue(v.Type(), nil)
		}
	})
	return &tfprotov6.ApplyResourceChangeResponse{NewState: state, Private: req.PlannedPrivate, NewIdentity: req.PlannedIdentity}, err
}

// with is an object with its attributes replaced. Null stays null.
func (i *idle) with(typeName string, sent *tfprotov6.DynamicValue, replaced func(name string, v tftypes.Value) tftypes.Value) (*tfprotov6.DynamicValue, error) {
	typ := i.types()[typeName]
	v, err := sent.Unmarshal(typ)
	if err != nil || v.IsNull() {
		return sent, err
	}
	var members map[string]tftypes.Value
	if err := v.As(&members); err != nil {
		return nil, err
	}
	for name, member := range members {
		members[name] = replaced(name, member)
	}
	d, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, members))
	return &d, err
}
