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
func (p private) into(ctx context.Context, held privateState) {
	for _, key := range keys() {
		_ = held.SetKey(ctx, key, p[key]) // which takes JSON, and nothing for what is not noted
	}
}

// keep has the framework hold what is to be kept of the object.
func (f *graphForm) keep(ctx context.Context, after kept, state *tfsdk.State, held privateState, who *tfsdk.ResourceIdentity) {
	after.private.into(ctx, held)
	if after.identity != (identity{}) {
		who.Raw = after.identity.terraform()
	}
	if after.state == nil {
		state.RemoveResource(ctx)
		return
	}
	state.Raw = f.encode(after.state)
}
