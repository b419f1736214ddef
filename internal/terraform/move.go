// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Source is a resource of another provider, as a state holds it.
type Source struct {
	// Type is with the prefix of its provider.
	Type string
	// Version is that of its schema.
	Version int64
	// State is JSON.
	State []byte
	// Private is what its provider has kept beside the state.
	Private []byte
}

// Stored is the state of a resource in JSON, as a state file holds it.
func (r *Run) Stored(resource *Resource) ([]byte, error) {
	_, typ, err := r.schema(resource)
	if err != nil {
		return nil, err
	}
	return json.Marshal(complete(typ, Decode(resource.State)))
}

// Move makes the resource what a moved block leads to from another one, and reads it.
func (r *Run) Move(ctx context.Context, resource *Resource, from Source) Diagnostics {
	_, typ, err := r.schema(resource)
	if err != nil {
		return failure("Unknown resource", err)
	}
	moved, err := r.server.MoveResourceState(ctx, &tfprotov6.MoveResourceStateRequest{
		// The address is what OpenTofu has told wrongly.
		SourceProviderAddress: "registry.terraform.io/hashicorp/unknown", SourceTypeName: from.Type, SourceSchemaVersion: from.Version,
		SourcePrivate: from.Private, SourceState: &tfprotov6.RawState{JSON: from.State}, TargetTypeName: resource.typeName(),
	})
	if err != nil {
		return failure("Cannot move to "+resource.typeName(), err)
	}
	diags := Diagnostics(moved.Diagnostics)
	if diags.HasError() {
		return diags
	}
	if resource.State, err = moved.TargetState.Unmarshal(typ); err != nil {
		return append(diags, failure("The provider has moved to a state that is none", err)...)
	}
	resource.Private, resource.Identity = moved.TargetPrivate, moved.TargetIdentity
	return append(diags, r.Refresh(ctx, resource)...)
}
