// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// comparePermissions tells, before anything is applied, what the token lacks for a
// change of an object: by Microsoft's list, which may be behind what Graph does.
func (m *managed) comparePermissions(t value.Tree, diags *diag.Diagnostics) {
	if m.session == nil || m.session.Granted == nil {
		return
	}
	missing := m.missing(t)
	if len(missing) == 0 {
		return
	}
	title := "Missing permissions for " + m.Label(t)
	detail := "The token holds nothing that allows all of this change by Microsoft's list of permissions. The least that it lacks: " + strings.Join(missing, ", ") +
		". Graph would refuse the change in the middle of an apply. What the whole configuration takes, and the commands that grant it:\n  m365 permissions --grant az"
	if m.session.RequirePermissions {
		diags.AddError(title, detail+"\nrequire_permissions makes an error of this.")
		return
	}
	diags.AddWarning(title, detail)
}

// missing is found once for all objects of the kind with the same arguments.
func (m *managed) missing(t value.Tree) []string {
	list, err := permissions.Load()
	if err != nil {
		return nil // embedded, so that it is there
	}
	given := m.given(t)
	key := m.Name + " " + m.Address.Path
	for _, argument := range permissions.Decisive(m.Definition) {
		if given(argument) {
			key += " " + argument
		}
	}
	if known, ok := m.session.missing.Load(key); ok {
		names, _ := known.([]string)
		return names
	}
	names := list.Missing(m.Definition, permissions.Use{Write: true, Given: given}, m.session.Granted)
	m.session.missing.Store(key, names)
	return names
}
