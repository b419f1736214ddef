// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// UpgradeResourceState brings a state from whatever earlier version of the definition
// to the present one. Terraform asks for the present one too.
func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.UpgradeResourceState)
	}
	upgraded, err := m.upgrade(req.Version, req.RawState)
	if err != nil {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: []*tfprotov6.Diagnostic{{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Cannot upgrade the state of a " + m.Title(),
			Detail: fmt.Sprintf("It is of version %d. %v\n\nUnless it was edited by hand, this is a bug of the provider; please report it.", req.Version, err),
		}}}, nil
	}
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: upgraded}, nil
}

// upgrade leaves out what the schema does not know.
func (m *managed) upgrade(version int64, state *tfprotov6.RawState) (*tfprotov6.DynamicValue, error) {
	if state == nil {
		return nil, nil
	}
	if version < int64(len(m.Upgrades)) {
		upgraded, err := m.Upgrade(int(version), state.JSON)
		if err != nil {
			return nil, err
		}
		state = &tfprotov6.RawState{JSON: upgraded}
	}
	v, err := state.UnmarshalWithOpts(m.Terraform(), tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}})
	if err != nil {
		return nil, err
	}
	encoded, err := tfprotov6.NewDynamicValue(m.Terraform(), v)
	return &encoded, err
}

// UpgradeResourceIdentity has nothing to do: there has been one version of identities.
func (s *server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	if _, ok := s.managed(req.TypeName); !ok {
		return lending(ctx, req, s.Server.UpgradeResourceIdentity)
	}
	resp := &tfprotov6.UpgradeResourceIdentityResponse{}
	if req.RawIdentity != nil {
		resp.UpgradedIdentity = &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{JSON: req.RawIdentity.JSON}}
	}
	return resp, nil
}
