// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// GroupSetting is a set of the tenant's choices about its Microsoft 365 groups.
var GroupSetting = object.Definition{
	Name:   "group_setting",
	Doc:    "A set of choices for the whole tenant, made from a template: how Microsoft 365 groups may be named, who may create them, which passwords are banned. What no object says is as the template says. A tenant has one of each template.",
	Place:  object.Collection{API: object.V1, Path: "/groupSettings", Type: "microsoft.graph.groupSetting"},
	LookUp: object.LookUp{Key: "displayName", Unique: true, Unfiltered: true},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Groups Administrator", Licence: "Microsoft Entra ID P1, for each member of a group that the settings concern"},
	Attributes: []object.Attribute{
		{Name: "templateId", Mode: object.Required, Type: object.Reference{To: "group setting template"}, CreateOnly: true, Doc: "Id of the template, as `microsoft365_group_setting_templates` lists it: `62375ab9-6b52-47ed-826b-58e47e0e304b` for `Group.Unified`."},
		// The page of the request demands all values, and says beside an example with some that Graph fills in the others.
		{Name: "values", Mode: object.Required, Type: object.Map{Key: "name", Attributes: []object.Attribute{
			{Name: "value", Mode: object.Required, Type: object.String{Empty: true, Sample: "false"}, Doc: "The value as text, such as `true`, `10`, an id, or nothing. Upper and lower case count."},
		}}, Doc: "The choices by their name in the template. Give all that the template has: Graph fills in those that are missing."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the template."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_groups_tenant_wide_group_settings"),
}

// GroupSettingTemplate is what settings can be made from.
var GroupSettingTemplate = object.Definition{
	Name:   "group_setting_template",
	Doc:    "A template of Microsoft's for `microsoft365_group_setting`: the names of its choices, and what each is without one.",
	Place:  object.Collection{API: object.V1, Path: "/groupSettingTemplates", Type: "microsoft.graph.groupSettingTemplate"},
	LookUp: object.LookUp{Key: "displayName", Unique: true, Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the template, such as `Group.Unified`."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the template is for."},
		{Name: "values", Mode: object.ReadOnly, Type: object.Map{Key: "name", Attributes: []object.Attribute{
			{Name: "type", Mode: object.ReadOnly, Type: object.String{}, Doc: "Type of the value, such as `System.Boolean`."},
			{Name: "defaultValue", Mode: object.ReadOnly, Type: object.String{}, Doc: "What holds without a choice."},
			{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the choice is about."},
		}}, Doc: "The choices by their name."},
	},
}
