// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// GenerateResourceConfig makes the configuration of an object that is imported without
// one, without the arguments that hold by default.
func (s *server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return s.Server.GenerateResourceConfig(ctx, req)
	}
	var diags diag.Diagnostics
	resp := &tfprotov6.GenerateResourceConfigResponse{}
	if state := m.decode(req.State, &diags); !diags.HasError() {
		resp.Config = m.encode(m.Generated(state), &diags)
	}
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}
