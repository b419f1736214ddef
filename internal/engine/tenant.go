// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// settle notes which object a state is of: by its id, and the tenant that it is in.
// Private state holds the tenant too, since older tools keep no identity. What the
// identity says of the same object already stays as it is: it may not change.
func (m *managed) settle(k *kept, id string) {
	if m.session.TenantID != "" {
		k.private.note(tenantKey, m.session.TenantID)
	}
	if m.identifies != nil {
		id = m.identifies(id)
	}
	if k.identity.id != id {
		k.identity = m.identityOf(id)
	}
}

// isElsewhere reports an object of another tenant than the provider's. Here it is
// neither gone nor there: ids such as those of Intune's scope tags are the same small
// numbers in every tenant. A state of which nobody has noted the tenant is taken to
// be of this one.
func (m *managed) isElsewhere(k kept, diags *diag.Diagnostics) bool {
	home := m.session.otherHome(k)
	if home == "" {
		return false
	}
	diags.AddError("The "+m.Label(k.state)+" is in another tenant", fmt.Sprintf(
		"By its state it is in tenant %s, and the provider is signed in to tenant %s. It was neither read nor changed, and it is not taken for gone.\n\n"+
			"Let the resource use a provider for tenant %[1]s: correct tenant_id, or name an alias by \"provider\". "+
			"If this configuration is to manage tenant %[2]s from now on, let Terraform forget the object first, with the resource's address:\n  terraform state rm ADDRESS",
		home, m.session.TenantID))
	return true
}

// otherHome is the tenant that an object is in, if it is another one than the provider's.
func (s *Session) otherHome(k kept) string {
	if s == nil || s.TenantID == "" {
		return ""
	}
	var noted string
	k.private.get(tenantKey, &noted)
	if home := cmp.Or(k.identity.tenant, noted); !strings.EqualFold(home, s.TenantID) {
		return home
	}
	return ""
}

// movedPrivate is what is noted of an object that is moved: that it is to be read first,
// as after an import, and the tenant that it is in, which resources of this provider have
// known. The id alone would be taken for one of the provider's tenant.
func movedPrivate(before private, who *tfprotov6.RawState) private {
	noted := private{}
	noted.note(importedKey, true)
	var home string
	if before.get(tenantKey, &home); home == "" && who != nil {
		var known map[string]any
		_ = json.Unmarshal(who.JSON, &known) // older tools send none
		home = value.Text(known[identityTenant])
	}
	if home != "" {
		noted.note(tenantKey, home)
	}
	return noted
}
