// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AuthorizationPolicy is what every user and guest of the tenant may do.
var AuthorizationPolicy = object.Definition{
	Name:  "authorization_policy",
	Doc:   "What users and guests may do in the tenant by themselves. Every tenant has exactly one; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/authorizationPolicy", Type: "microsoft.graph.authorizationPolicy"},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Privileged Role Administrator"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Server, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Server, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "allowInvitesFrom", Mode: object.Server, Type: object.String{Enum: []string{"none", "adminsAndGuestInviters", "adminsGuestInvitersAndAllMembers", "everyone"}}, Doc: "Who may invite guests."},
		{Name: "allowedToSignUpEmailBasedSubscriptions", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may sign up for offers by mail."},
		{Name: "allowedToUseSSPR", Mode: object.Server, Type: object.Bool{}, Doc: "Whether administrators may reset their own passwords."},
		{Name: "allowEmailVerifiedUsersToJoinOrganization", Mode: object.Server, Type: object.Bool{}, Doc: "Whether somebody may join the tenant by proving a mail address of its domain."},
		{Name: "allowUserConsentForRiskyApps", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may consent to applications that Microsoft finds risky."},
		{Name: "blockMsolPowerShell", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the old MSOnline module of PowerShell is kept out."},
		{Name: "guestUserRoleId", Mode: object.Server, Type: object.Reference{To: "directory role template"}, Doc: "What guests may see: `a0b1b346-4d3e-4e8b-98f8-753987be4970` as members, `10dae51f-b6af-4016-8d66-8c2a99b929b3` limited, `2af84b1e-32c8-42b7-82bc-daa82404023b` only themselves."},
		{Name: "defaultUserRolePermissions", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "allowedToCreateApps", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may register applications."},
			{Name: "allowedToCreateSecurityGroups", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may create security groups."},
			{Name: "allowedToCreateTenants", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may create tenants."},
			{Name: "allowedToReadBitlockerKeysForOwnedDevice", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may read the recovery keys of their own devices."},
			{Name: "allowedToReadOtherUsers", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may read other users."},
			{Name: "permissionGrantPoliciesAssigned", Mode: object.Server, Type: object.Set{Of: object.String{Sample: "ManagePermissionGrantsForSelf.microsoft-user-default-low"}}, Doc: "Policies that say to which applications users may consent."},
		}}, Doc: "What members of the tenant may do."},
	},
	MovedFrom: object.From("microsoft365wp_authorization_policy"),
}
