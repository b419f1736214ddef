// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// GroupOwner is the ownership of one group by one user or service principal.
var GroupOwner = object.Definition{
	Name:      "group_owner",
	Doc:       "The ownership of one group by one user or service principal. Owners that are not managed with Terraform are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "group", Attribute: "owners"}},
	Reference: "group-post-owners",
	Place:     object.Relation{API: object.V1, Path: "/groups/{groupId}/owners", Type: "microsoft.graph.directoryObject", Target: "ownerId"},
	Life:      &object.Life{Delete: object.Delete{Kept: keepLastOwner}},
	Needs:     object.Needs{Role: "Groups Administrator"},
	Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group."},
		{Name: "ownerId", Mode: object.Required, Type: object.Reference{To: "user or service principal"}, CreateOnly: true, Doc: "Object id of the owner."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_groups_group_owner_assignment"),
}

// keepLastOwner: Graph does not let a group lose its last owner that is a user.
// As a rule the group itself is destroyed next, and its owners with it.
func keepLastOwner(message string) (why string, ok bool) {
	return "Terraform forgets it. To remove the owner from a group that stays, add another one first.",
		strings.Contains(message, "at least one owner")
}
