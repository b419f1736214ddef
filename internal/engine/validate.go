// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ValidateConfig checks the definition's rules against the configuration.
func (m *managed) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	given := req.Config.Raw
	if past := carriedBy(ctx); past != nil {
		given = past.config
	}
	config := m.decode(given, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(m.CheckLarge(ctx, config)...)
	resp.Diagnostics.Append(m.Faults(config)...)
}
