// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// roleTemplateID finds the template of a built-in role.
func roleTemplateID() *named {
	return &named{
		name: "role_template_id",
		definition: function.Definition{
			Summary:             "Gives the template id of a built-in role of Microsoft Entra",
			MarkdownDescription: "Finds the template id of a built-in directory role by its name. It is the id of the role definition too, and the same in every tenant; Conditional Access takes it in `include_roles`.",
			Parameters:          []function.Parameter{function.StringParameter{Name: "name", MarkdownDescription: "Name of the role, in English, such as `Global Administrator`."}},
			Return:              function.StringReturn{},
		},
		run: ofText(func(name string) (any, error) { return roleTemplate(name) }, "name"),
	}
}

func roleTemplate(name string) (string, error) {
	roles := model.BuiltInRoles()
	var known []string
	for _, r := range roles {
		known = append(known, r.Name)
	}
	if i := slices.Index(known, name); i >= 0 {
		return roles[i].Template, nil
	}
	return "", unknownName("built-in role", name, known)
}
