// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// appRoleID finds the id of an application permission.
func appRoleID() *named {
	return &named{
		name: "app_role_id",
		definition: function.Definition{
			Summary:             "Gives the id of an application permission of Microsoft Graph",
			MarkdownDescription: "Finds the id by which an application permission of Microsoft Graph is requested and assigned, by its name. The ids are the same in every tenant.",
			Parameters:          []function.Parameter{function.StringParameter{Name: "name", MarkdownDescription: "Name of the permission, such as `Group.ReadWrite.All`."}},
			Return:              function.StringReturn{},
		},
		run: ofText(func(name string) (any, error) { return appRole(name) }, "name"),
	}
}

func appRole(name string) (string, error) {
	list, err := model.LoadPermissions()
	if err != nil {
		return "", err
	}
	if p, _ := list.Permission(name); p.Role != "" {
		return p.Role, nil
	}
	var known []string
	for _, p := range list.All() {
		if p.Role != "" {
			known = append(known, p.Name)
		}
	}
	return "", unknownName("application permission of Microsoft Graph", name, known)
}
