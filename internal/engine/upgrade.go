// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// UpgradeState offers a way from every earlier version of the definition to the
// present one.
func (m *managed) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	upgraders := map[int64]resource.StateUpgrader{}
	for version := range m.Upgrades {
		upgraders[int64(version)] = resource.StateUpgrader{StateUpgrader: func(_ context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse) {
			upgraded, err := m.Upgrade(version, req.RawState.JSON)
			if err != nil {
				resp.Diagnostics.AddError("Cannot upgrade the state of a "+m.Title(), fmt.Sprintf("It is of version %d. %v\n\nThis is a bug of the provider; please report it.", version, err))
				return
			}
			resp.DynamicValue = &tfprotov6.DynamicValue{JSON: upgraded}
		}}
	}
	return upgraders
}
