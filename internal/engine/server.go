// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// NewServer serves a provider of the catalogue's objects. The framework looks at
// every value inside a set by comparing it with each element: a set of 2,000 objects
// would take it minutes. So plans are made past it: it is given empty values, and
// carries what it does not look into, private state, identities and diagnostics.
func NewServer(p provider.Provider, c *Catalogue, prefix string) Server {
	framework, _ := providerserver.NewProtocol6(p)().(Server) // the framework serves all kinds
	s := &server{Server: framework, objects: map[string]*value.Object{}}
	for _, o := range c.objects {
		s.objects[prefix+"_"+o.Name] = o
	}
	return s
}

// Server serves every kind of object that Terraform knows. The later kinds have
// interfaces of their own in the protocol's package: whoever decorates a
// [tfprotov6.ProviderServer] alone would take them away.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

type server struct {
	Server
	objects map[string]*value.Object
}

// carried are the values of a request as Terraform sent them, which the framework
// is not given.
type carried struct {
	config, prior tftypes.Value
	planned       tftypes.Value
}

type carriedKey struct{}

// carriedBy are the values of the request that an operation of the framework
// belongs to, or nil.
func carriedBy(ctx context.Context) *carried {
	c, _ := ctx.Value(carriedKey{}).(*carried)
	return c
}

// PlanResourceChange makes plans of objects past the framework.
func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	ctx, giveBack := lend(ctx)
	defer giveBack()
	o := s.objects[req.TypeName]
	removed, err := req.ProposedNewState.IsNull()
	if err != nil || o == nil || removed {
		return s.Server.PlanResourceChange(ctx, req)
	}
	typ, light := o.Managed.Terraform(), *req
	var values carried
	if values.config, err = req.Config.Unmarshal(typ); err == nil {
		values.prior, err = req.PriorState.Unmarshal(typ)
	}
	if err != nil {
		return &tfprotov6.PlanResourceChangeResponse{Diagnostics: unreadable(err)}, nil
	}
	if light.Config, err = empty(typ, false); err != nil {
		return nil, err
	}
	light.ProposedNewState = light.Config
	if light.PriorState, err = empty(typ, values.prior.IsNull()); err != nil {
		return nil, err
	}
	resp, err := s.Server.PlanResourceChange(context.WithValue(ctx, carriedKey{}, &values), &light)
	if err != nil || values.planned.Type() == nil {
		return resp, err
	}
	planned, err := tfprotov6.NewDynamicValue(typ, values.planned)
	resp.PlannedState = &planned
	return resp, err
}

// ApplyResourceChange tells a creation what it replaces.
func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return lending(withReplacing(ctx, req.PlannedPrivate), req, s.Server.ApplyResourceChange)
}

// MoveResourceState takes a state of the same type as it is. Some tools ask for a move
// where nothing but the provider's address has changed, such as its registry.
func (s *server) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	if req.SourceTypeName != req.TargetTypeName {
		return s.Server.MoveResourceState(ctx, req)
	}
	upgraded, err := s.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{TypeName: req.TargetTypeName, Version: req.SourceSchemaVersion, RawState: req.SourceState})
	if err != nil {
		return nil, err
	}
	return &tfprotov6.MoveResourceStateResponse{TargetState: upgraded.UpgradedState, TargetPrivate: req.SourcePrivate, Diagnostics: upgraded.Diagnostics}, nil
}

// GenerateResourceConfig makes the configuration of an object that is imported without
// one. The framework would write every argument down, those too that hold by default.
func (s *server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	o := s.objects[req.TypeName]
	if o == nil {
		return s.Server.GenerateResourceConfig(ctx, req)
	}
	typ := o.Managed.Terraform()
	state, err := req.State.Unmarshal(typ)
	if err != nil {
		return &tfprotov6.GenerateResourceConfigResponse{Diagnostics: unreadable(err)}, nil
	}
	known, err := o.Managed.Decode(state)
	if err != nil {
		return &tfprotov6.GenerateResourceConfigResponse{Diagnostics: unreadable(err)}, nil
	}
	generated, err := o.Managed.Encode(o.Generated(known))
	if err != nil {
		return nil, err
	}
	config, err := tfprotov6.NewDynamicValue(typ, generated)
	return &tfprotov6.GenerateResourceConfigResponse{Config: &config}, err
}

// ValidateResourceConfig keeps large sets away from the framework. They are checked
// with the rules of the object.
func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	ctx, giveBack := lend(ctx)
	defer giveBack()
	o := s.objects[req.TypeName]
	if o == nil {
		return s.Server.ValidateResourceConfig(ctx, req)
	}
	typ, light := o.Managed.Terraform(), *req
	config, err := req.Config.Unmarshal(typ)
	if err != nil {
		return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: unreadable(err)}, nil
	}
	lighter, large := value.Lighten(config)
	if !large {
		return s.Server.ValidateResourceConfig(ctx, req)
	}
	known, err := tfprotov6.NewDynamicValue(typ, lighter)
	if err != nil {
		return nil, err
	}
	light.Config = &known
	return s.Server.ValidateResourceConfig(context.WithValue(ctx, carriedKey{}, &carried{config: config}), &light)
}

// empty is an object without values, or null.
func empty(typ tftypes.Object, null bool) (*tfprotov6.DynamicValue, error) {
	v := tftypes.NewValue(typ, nil)
	if !null {
		members := make(map[string]tftypes.Value, len(typ.AttributeTypes))
		for name, member := range typ.AttributeTypes {
			members[name] = tftypes.NewValue(member, nil)
		}
		v = tftypes.NewValue(typ, members)
	}
	d, err := tfprotov6.NewDynamicValue(typ, v)
	return &d, err
}

// unreadable is what the framework says too.
func unreadable(err error) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: "Cannot read the values that Terraform sent",
		Detail: fmt.Sprintf("%v\n\nThis is a bug of the provider; please report it.", err),
	}}
}
