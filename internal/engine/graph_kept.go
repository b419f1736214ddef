// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// privateState is what the framework offers of private state.
type privateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// keys are all that private state may have.
func keys() []string {
	return []string{writtenKey, importedKey, tenantKey, memoryKey, takenKey, secretKey}
}

// privateIn is the private state that the framework holds.
func privateIn(ctx context.Context, held privateState) private {
	p := private{}
	for _, key := range keys() {
		p[key], _ = held.GetKey(ctx, key)
	}
	return p
}

// into has the framework hold it.
func (p private) into(ctx context.Context, held privateState) (diags diag.Diagnostics) {
	for _, key := range keys() {
		if before, _ := held.GetKey(ctx, key); string(before) != string(p[key]) {
			diags.Append(held.SetKey(ctx, key, p[key])...)
		}
	}
	return diags
}

// identityIn is the identity that the framework holds; there may be none.
func identityIn(held *tfsdk.ResourceIdentity) identity {
	if held == nil {
		return identity{}
	}
	return identityFrom(held.Raw)
}

// keep has the framework hold what is to be kept of the object.
func (f *graphForm) keep(ctx context.Context, after kept, state *tfsdk.State, held privateState, who *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	diags.Append(after.private.into(ctx, held)...)
	if who != nil && after.identity != (identity{}) {
		who.Raw = after.identity.terraform()
	}
	if after.state == nil {
		state.RemoveResource(ctx)
		return
	}
	state.Raw = f.encode(after.state)
}
