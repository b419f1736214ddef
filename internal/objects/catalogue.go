// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package objects is the catalogue of all Graph objects that the provider
// knows. Each stands in a file of its own in the folder of its workload.
package objects

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/devicemanagement"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/directory"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/identity"
)

// Catalogue returns every definition, in the order of the documentation.
func Catalogue() []object.Definition {
	return []object.Definition{
		identity.User,
		identity.Group,
		identity.GroupMember,
		directory.AdministrativeUnit,
		directory.DirectoryRoleAssignment,
		devicemanagement.AssignmentFilter,
	}
}
