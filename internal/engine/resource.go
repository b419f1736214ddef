// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// managed is the managed resource of an object.
type managed struct {
	kind
	form      form
	catalogue *Catalogue
}

var (
	_ resource.ResourceWithConfigure      = (*managed)(nil)
	_ resource.ResourceWithIdentity       = (*managed)(nil)
	_ resource.ResourceWithImportState    = (*managed)(nil)
	_ resource.ResourceWithModifyPlan     = (*managed)(nil)
	_ resource.ResourceWithMoveState      = (*managed)(nil)
	_ resource.ResourceWithUpgradeState   = (*managed)(nil)
	_ resource.ResourceWithValidateConfig = (*managed)(nil)
)

// Metadata gives the resource its name.
func (m *managed) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + m.Name
}

// Schema is made from the definition.
func (m *managed) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		Version: int64(len(m.Upgrades)), MarkdownDescription: m.Doc, Attributes: m.ResourceSchema(),
		Blocks: map[string]schema.Block{value.Timeouts: timeoutsBlock()},
	}
}

// Configure takes the session that the provider has made.
func (m *managed) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	m.session = SessionOf(req.ProviderData, &resp.Diagnostics)
}

// SessionOf is the session in what the provider hands to its kinds. It is nil while
// Terraform only validates, when no provider is configured.
func SessionOf(providerData any, diags *diag.Diagnostics) *Session {
	if providerData == nil {
		return nil
	}
	holder, ok := providerData.(interface{ session() *Session })
	if !ok {
		diags.AddError("Provider not configured", fmt.Sprintf("Expected a session, got %T. This is a bug of the provider; please report it.", providerData))
		return nil
	}
	return holder.session()
}

// decode reads a plan, state or configuration of this resource.
func (m *managed) decode(v tftypes.Value, diags *diag.Diagnostics) value.Tree {
	t, err := m.form.decode(v)
	if err != nil {
		diags.AddError("Cannot read the values of the "+m.Title(), err.Error()+"\n\nThis is a bug of the provider; please report it.")
	}
	return t
}

// encode makes a plan or state of this resource.
func (m *managed) encode(t value.Tree, diags *diag.Diagnostics) tftypes.Value {
	v, err := m.form.encode(t)
	if err != nil {
		diags.AddError("Cannot understand Graph's answer about the "+m.Label(t), err.Error()+"\n\nThis is a bug of the provider; please report it.")
		return tftypes.NewValue(m.form.terraform(), nil)
	}
	return v
}
