// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages"
)

// parsePkg reads an installer package of macOS.
func parsePkg() *named {
	component := types.ObjectType{AttrTypes: textMembers("identifier", "version")}
	app := types.ObjectType{AttrTypes: textMembers("bundle_id", "bundle_version")}
	kinds := textMembers("identifier", "version", "title")
	kinds["components"], kinds["apps"] = types.ListType{ElemType: component}, types.ListType{ElemType: app}
	return &named{
		name: "parse_pkg",
		definition: function.Definition{
			Summary:             "Reads what a .pkg file of macOS tells",
			MarkdownDescription: "Reads the description of an installer package: `identifier`, `version` and `title` of the product, its `components`, and the `apps` that it installs by bundle id and version, which is what Intune finds them by. What the package does not tell is null.",
			Parameters:          []function.Parameter{pathParameter(".pkg")},
			Return:              function.ObjectReturn{AttributeTypes: kinds},
		},
		run: ofText(func(path string) (any, error) {
			p, err := packages.ReadPkg(path)
			if err != nil {
				return nil, err
			}
			values := textValues(map[string]string{"identifier": p.Identifier, "version": p.Version, "title": p.Title})
			components, apps := []attr.Value{}, []attr.Value{}
			for _, c := range p.Components {
				components = append(components, types.ObjectValueMust(component.AttrTypes, textValues(map[string]string{"identifier": c.Identifier, "version": c.Version})))
			}
			for _, a := range p.Apps {
				apps = append(apps, types.ObjectValueMust(app.AttrTypes, textValues(map[string]string{"bundle_id": a.BundleID, "bundle_version": a.BundleVersion})))
			}
			values["components"], values["apps"] = types.ListValueMust(component, components), types.ListValueMust(app, apps)
			return types.ObjectValueMust(kinds, values), nil
		}, "path"),
	}
}
