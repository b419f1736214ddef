// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Template is a Conditional Access policy that Microsoft recommends.
var Template = object.Definition{
	Name:   "conditional_access_template",
	Doc:    "A Conditional Access policy that Microsoft recommends, to start one's own from.",
	Place:  object.Collection{API: object.V1, Path: "/identity/conditionalAccess/templates", Type: "microsoft.graph.conditionalAccessTemplate"},
	LookUp: object.LookUp{Key: "name", Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "name", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the template."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the policy protects from."},
		{Name: "scenarios", Mode: object.ReadOnly, Type: object.Flags{}, Doc: "Plans that the policy is part of, such as `zeroTrust` or `protectAdmins`."},
		{Name: "details", Mode: object.ReadOnly, Type: object.JSON{}, Doc: "Conditions and controls of the policy, as a JSON document with Graph's names."},
	},
}
