// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages"
)

// parseIntunewin reads a package of Microsoft's Win32 Content Prep Tool.
func parseIntunewin() *named {
	msi := textMembers("product_code", "product_version", "package_code", "upgrade_code", "publisher", "execution_context")
	msi["requires_reboot"] = types.BoolType
	kinds := textMembers("name", "setup_file", "file_name", "tool_version", "file_digest", "file_digest_algorithm")
	kinds["unencrypted_size"], kinds["encrypted_size"], kinds["msi"] = types.Int64Type, types.Int64Type, types.ObjectType{AttrTypes: msi}
	return &named{
		name: "parse_intunewin",
		definition: function.Definition{
			Summary: "Reads what an .intunewin file tells",
			MarkdownDescription: "Reads the description in a file of Microsoft's Win32 Content Prep Tool: name of the app, installer, sizes in bytes, digest, and, where the installer is an .msi, its product code, version, upgrade code and publisher in `msi`, which is null for others. " +
				"The keys of the content's encryption are left out.",
			Parameters: []function.Parameter{pathParameter(".intunewin")},
			Return:     function.ObjectReturn{AttributeTypes: kinds},
		},
		run: ofText(func(path string) (any, error) {
			p, err := packages.ReadIntunewin(path)
			if err != nil {
				return nil, err
			}
			values := textValues(map[string]string{
				"name": p.Name, "setup_file": p.SetupFile, "file_name": p.FileName, "tool_version": p.ToolVersion,
				"file_digest": p.FileDigest, "file_digest_algorithm": p.FileDigestAlgorithm,
			})
			values["unencrypted_size"], values["encrypted_size"] = types.Int64Value(p.UnencryptedSize), types.Int64Value(p.EncryptedSize)
			values["msi"] = types.ObjectNull(msi)
			if p.MSI != nil {
				values["msi"] = types.ObjectValueMust(msi, msiOf(*p.MSI))
			}
			return types.ObjectValueMust(kinds, values), nil
		}, "path"),
	}
}

func msiOf(m packages.MSIInfo) map[string]attr.Value {
	values := textValues(map[string]string{
		"product_code": m.ProductCode, "product_version": m.ProductVersion, "package_code": m.PackageCode, "upgrade_code": m.UpgradeCode,
		"publisher": m.Publisher, "execution_context": m.ExecutionContext,
	})
	values["requires_reboot"] = types.BoolValue(m.RequiresReboot)
	return values
}

// pathParameter is the path of a local file.
func pathParameter(ending string) function.Parameter {
	return function.StringParameter{Name: "path", MarkdownDescription: "Path of the `" + ending + "` file; begin it with `${path.module}/` to name a file beside the configuration."}
}

// textMembers are the types of members that are texts.
func textMembers(names ...string) map[string]attr.Type {
	kinds := map[string]attr.Type{}
	for _, name := range names {
		kinds[name] = types.StringType
	}
	return kinds
}

// textValues are texts; what a package does not tell is null.
func textValues(texts map[string]string) map[string]attr.Value {
	values := map[string]attr.Value{}
	for name, text := range texts {
		values[name] = types.StringNull()
		if text != "" {
			values[name] = types.StringValue(text)
		}
	}
	return values
}
