// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// MoveState takes an object over from another type of resource. The type's name alone
// decides, for some tools have told wrong addresses of providers. Only ids are taken of
// the state, whatever version it has: what the object is like is read from Graph, as
// after an import.
func (m *managed) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: m.move}}
}

func (m *managed) move(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	title := "Cannot move " + req.SourceTypeName + " to " + m.Title()
	source := map[string]any{}
	if err := json.Unmarshal(req.SourceRawState.JSON, &source); err != nil {
		resp.Diagnostics.AddError(title, "Its state cannot be read: "+err.Error())
		return
	}
	known, err := m.Moved(req.SourceTypeName, source)
	if err != nil {
		resp.Diagnostics.AddError(title, "The state does not tell which object it is: "+err.Error()+
			".\n\nWithout the moved block, let Terraform forget the object and import it:\n  terraform state rm OLD_ADDRESS\n  terraform import NEW_ADDRESS ID")
		return
	}
	state := m.begun(nil)
	maps.Copy(state, known)
	resp.TargetState.Raw = m.encode(state, &resp.Diagnostics)
	resp.TargetIdentity = nil // it holds the tenant too, which the read that follows knows
	resp.Diagnostics.Append(resp.TargetPrivate.SetKey(ctx, importedKey, []byte("true"))...)
}
