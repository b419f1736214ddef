// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// ValidateResourceConfig checks the definition's rules, and each value by itself.
func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.ValidateResourceConfig)
	}
	var diags diag.Diagnostics
	if config := m.decode(req.Config, &diags); !diags.HasError() {
		diags.Append(m.Faults(config)...)
		diags.Append(m.Check(ctx, config, req.ClientCapabilities != nil && req.ClientCapabilities.WriteOnlyAttributesAllowed)...)
	}
	return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: protocolled(diags)}, nil
}
