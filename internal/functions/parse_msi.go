// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages"
)

// parseMSI reads a package of Windows Installer.
func parseMSI() *named {
	kinds := textMembers("product_code", "product_name", "product_version", "upgrade_code", "manufacturer", "language", "package_type")
	return &named{
		name: "parse_msi",
		definition: function.Definition{
			Summary:             "Reads what an .msi file tells",
			MarkdownDescription: "Reads the properties of a package of Windows Installer: `product_code`, `product_name`, `product_version`, `upgrade_code`, `manufacturer`, `language` (a number, such as `1033`) and `package_type` (`perUser`, `perMachine` or `dualPurpose`, as an Intune app takes it). What the package does not tell is null.",
			Parameters:          []function.Parameter{pathParameter(".msi")},
			Return:              function.ObjectReturn{AttributeTypes: kinds},
		},
		run: ofText(func(path string) (any, error) {
			p, err := packages.ReadMSI(path)
			if err != nil {
				return nil, err
			}
			return types.ObjectValueMust(kinds, textValues(map[string]string{
				"product_code": p.ProductCode, "product_name": p.ProductName, "product_version": p.ProductVersion, "upgrade_code": p.UpgradeCode,
				"manufacturer": p.Manufacturer, "language": p.Language, "package_type": p.PackageType,
			})), nil
		}, "path"),
	}
}
