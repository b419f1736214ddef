// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// identity is the Terraform identity of every object: its id, and the tenant that it
// is in. Either is empty where it is not known.
type identity struct{ id, tenant string }

// Terraform's names in an identity.
const (
	identityID     = "id"
	identityTenant = "tenant_id"
)

// identitySchema is the same for every object.
func identitySchema() *tfprotov6.ResourceIdentitySchema {
	return &tfprotov6.ResourceIdentitySchema{IdentityAttributes: []*tfprotov6.ResourceIdentitySchemaAttribute{
		{Name: identityID, Type: tftypes.String, RequiredForImport: true, Description: "Id of the object, as in state."},
		{Name: identityTenant, Type: tftypes.String, OptionalForImport: true, Description: "Id of the tenant that the object is in."},
	}}
}

// identityOf is the identity of the object with an id, in the provider's tenant.
func (k kind) identityOf(id string) identity { return identity{id: id, tenant: k.session.TenantID} }

// terraform is the identity as Terraform has it.
func (i identity) terraform() tftypes.Value {
	text := func(s string) tftypes.Value {
		if s == "" {
			return tftypes.NewValue(tftypes.String, nil)
		}
		return tftypes.NewValue(tftypes.String, s)
	}
	return tftypes.NewValue(identitySchema().ValueType(), map[string]tftypes.Value{identityID: text(i.id), identityTenant: text(i.tenant)})
}

// data is the identity as it is sent, or nil where there is none.
func (i identity) data(diags *diag.Diagnostics) *tfprotov6.ResourceIdentityData {
	if i == (identity{}) {
		return nil
	}
	v := i.terraform()
	sent, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		diags.AddError("Cannot write the identity", err.Error()) // of texts, so that it can be written
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: &sent}
}

// identified is the identity that Terraform has sent.
func identified(sent *tfprotov6.ResourceIdentityData) (known identity, err error) {
	if sent == nil || sent.IdentityData == nil {
		return identity{}, nil
	}
	v, err := sent.IdentityData.Unmarshal(identitySchema().ValueType())
	if err != nil {
		return identity{}, err
	}
	return identityFrom(v), nil
}

// identityFrom reads an identity of our schema.
func identityFrom(v tftypes.Value) identity {
	var members map[string]tftypes.Value
	_ = v.As(&members) // null has none
	return identity{id: value.Text(value.Plain(members[identityID])), tenant: value.Text(value.Plain(members[identityTenant]))}
}
