// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// identity is the Terraform identity of every object.
type identity struct {
	ID       types.String `tfsdk:"id"`
	TenantID types.String `tfsdk:"tenant_id"`
}

// IdentitySchema is the same for every object: its id, and the tenant it is in.
func (m *managed) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id":        identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the object, as in state."},
		"tenant_id": identityschema.StringAttribute{OptionalForImport: true, Description: "Id of the tenant that the object is in."},
	}}
}
