// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package directory describes what organizes the directory: administrative
// units, roles and who holds them.
package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AdministrativeUnit is a part of the directory that some administrators are
// limited to.
var AdministrativeUnit = object.Definition{
	Name:   "administrative_unit",
	Doc:    "A part of the directory: users, groups and devices that some administrators are limited to. The members of a dynamic unit follow from a rule.",
	Place:  object.Collection{API: object.V1, Path: "/directory/administrativeUnits", Type: "microsoft.graph.administrativeUnit"},
	LookUp: object.LookUp{Key: "displayName", Advanced: true},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Privileged Role Administrator", Licence: "Microsoft Entra ID P1 for each administrator of a unit, and for each member by a rule"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the unit. It need not be unique."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the unit is for."},
		{Name: "visibility", Mode: object.Optional, Type: object.String{Enum: []string{"Public", "HiddenMembership"}}, Doc: "`HiddenMembership` shows the members to the unit's own members and administrators only. Everybody sees them by default."},
		{Name: "isMemberManagementRestricted", Mode: object.Default(false), Type: object.Bool{}, CreateOnly: true, Doc: "Whether only administrators of the unit, and not those of the tenant, can change its members. Needs Entra ID P1."},
		{Name: "membershipType", Mode: object.Optional, Type: object.String{Enum: []string{"Assigned", "Dynamic"}}, Doc: "`Dynamic` for members that follow from `membership_rule`. Members are assigned by hand by default."},
		{Name: "membershipRule", Mode: object.Optional, Type: object.String{MaxLength: 3072}, Doc: "Rule that selects the members of a dynamic unit, such as `user.country -eq \"France\"`."},
		{Name: "membershipRuleProcessingState", Mode: object.Optional, Type: object.String{Enum: []string{"On", "Paused"}}, Doc: "Whether the rule is being applied."},
	},
	Rules: []object.Rule{
		{When: []object.Condition{object.Is("membershipType", "Dynamic")}, Then: object.Given("membershipRule"), Because: "The rule decides who is a member."},
		{When: []object.Condition{object.Is("membershipType", "Dynamic")}, Then: object.Given("membershipRuleProcessingState"), Because: "Graph does not assume a state."},
		{When: []object.Condition{object.Given("membershipRule")}, Then: object.Is("membershipType", "Dynamic"), Because: "Only dynamic units have a rule."},
		{When: []object.Condition{object.Given("membershipRuleProcessingState")}, Then: object.Is("membershipType", "Dynamic"), Because: "Only dynamic units have a rule."},
	},
	MovedFrom: object.From("azuread_administrative_unit", "microsoft365_graph_beta_identity_and_access_administrative_unit", "microsoft365wp_administrative_unit"),
}
