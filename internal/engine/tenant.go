// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// settle notes which object a state is of: by its id, and the tenant that it is in.
// Private state holds the tenant too, since older tools keep no identity. What the
// identity says of the same object already stays as it is: it may not change.
func (m *managed) settle(ctx context.Context, target *tfsdk.ResourceIdentity, private privateState, id string) (diags diag.Diagnostics) {
	if m.session.TenantID != "" {
		noted, _ := json.Marshal(m.session.TenantID) // a text
		diags = private.SetKey(ctx, tenantKey, noted)
	}
	id = m.form.identity(id)
	if target == nil || identified(ctx, target).ID.ValueString() == id {
		return diags
	}
	return append(diags, target.Set(ctx, m.identityOf(id))...)
}

// identityOf is the identity of the object with an id, in the provider's tenant.
func (k kind) identityOf(id string) identity {
	one := identity{ID: types.StringValue(id)}
	if k.session.TenantID != "" {
		one.TenantID = types.StringValue(k.session.TenantID)
	}
	return one
}

// identified is the identity that Terraform has; its values are null if it has none.
func identified(ctx context.Context, stored *tfsdk.ResourceIdentity) (known identity) {
	if stored != nil && !stored.Raw.IsNull() {
		stored.Get(ctx, &known) // of our own schema
	}
	return known
}

// isElsewhere reports an object of another tenant than the provider's. Here it is
// neither gone nor there: ids such as those of Intune's scope tags are the same small
// numbers in every tenant. A state of which nobody has noted the tenant is taken to
// be of this one.
func (m *managed) isElsewhere(ctx context.Context, stored *tfsdk.ResourceIdentity, private privateState, t value.Tree, diags *diag.Diagnostics) bool {
	if m.session == nil || m.session.TenantID == "" {
		return false
	}
	var noted string
	document, _ := private.GetKey(ctx, tenantKey)
	_ = json.Unmarshal(document, &noted) // nothing was noted
	home := cmp.Or(identified(ctx, stored).TenantID.ValueString(), noted)
	if home == "" || strings.EqualFold(home, m.session.TenantID) {
		return false
	}
	diags.AddError("The "+m.Label(t)+" is in another tenant", fmt.Sprintf(
		"By its state it is in tenant %s, and the provider is signed in to tenant %s. It was neither read nor changed, and it is not taken for gone.\n\n"+
			"Let the resource use a provider for tenant %[1]s: correct tenant_id, or name an alias by \"provider\". "+
			"If this configuration is to manage tenant %[2]s from now on, let Terraform forget the object first, with the resource's address:\n  terraform state rm ADDRESS",
		home, m.session.TenantID))
	return true
}
