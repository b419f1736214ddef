// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// MoveResourceState takes an object over from another type of resource. The type's name
// alone decides, for some tools have told wrong addresses of providers. A state of the
// same type is taken as it is: some tools ask for a move where nothing but the
// provider's address has changed, such as its registry.
func (s *server) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	m, ok := s.managed(req.TargetTypeName)
	if !ok {
		return s.Server.MoveResourceState(ctx, req)
	}
	if req.SourceTypeName == req.TargetTypeName {
		upgraded, err := s.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{TypeName: req.TargetTypeName, Version: req.SourceSchemaVersion, RawState: req.SourceState})
		if err != nil {
			return nil, err
		}
		return &tfprotov6.MoveResourceStateResponse{TargetState: upgraded.UpgradedState, TargetPrivate: req.SourcePrivate, Diagnostics: upgraded.Diagnostics}, nil
	}
	var diags diag.Diagnostics
	resp := &tfprotov6.MoveResourceStateResponse{}
	if state := m.move(req, &diags); !diags.HasError() {
		noted := movedPrivate(nil, nil)
		if req.SourceTypeName == value.GraphResource {
			noted = movedPrivate(privateOf(req.SourcePrivate), req.SourceIdentity)
		}
		// There is no identity: it holds the tenant too, which the read that follows knows.
		resp.TargetState, resp.TargetPrivate = m.encode(state, &diags), noted.bytes()
	}
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}

// move takes ids alone of the state, whatever version it has: what the object is like is
// read from Graph, as after an import.
func (m *managed) move(req *tfprotov6.MoveResourceStateRequest, diags *diag.Diagnostics) value.Tree {
	title := "Cannot move " + req.SourceTypeName + " to " + m.Title()
	source := map[string]any{}
	if err := json.Unmarshal(req.SourceState.JSON, &source); err != nil {
		diags.AddError(title, "Its state cannot be read: "+err.Error())
		return nil
	}
	known, err := m.Moved(req.SourceTypeName, source)
	if err != nil {
		diags.AddError(title, "The state does not tell which object it is: "+err.Error()+
			".\n\nWithout the moved block, let Terraform forget the object and import it:\n  terraform state rm OLD_ADDRESS\n  terraform import NEW_ADDRESS ID")
		return nil
	}
	state := m.begun(nil)
	maps.Copy(state, known)
	return state
}
