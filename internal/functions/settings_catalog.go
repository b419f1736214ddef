// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// settingsCatalogFromJSON writes exported settings as plain values.
func settingsCatalogFromJSON() *named {
	return &named{
		name: "settings_catalog_from_json",
		definition: function.Definition{
			Summary:             "Turns exported settings of Intune's catalog into plain values",
			MarkdownDescription: "Takes the JSON of a policy of the settings catalog, as the admin centre exports it and as Graph answers, or its list of settings, and gives the plain values that `settings` of `microsoft365_settings_catalog_policy` takes. A secret becomes `{ secret = \"<id of the setting>\" }`: its value is in no export. Settings that follow a template of endpoint security have no plain form.",
			Parameters:          []function.Parameter{function.StringParameter{Name: "json", MarkdownDescription: "The policy, or its settings, as JSON."}},
			Return:              function.DynamicReturn{},
		},
		run: ofText(plainSettings, "json"),
	}
}

// plainSettings are the settings in a document as plain values.
func plainSettings(document string) (any, error) {
	parsed, err := value.ParseJSON(document)
	if err != nil {
		return nil, err
	}
	if policy, ok := parsed.(map[string]any); ok {
		parsed = policy["settings"]
		if parsed == nil {
			parsed = policy["value"]
		}
	}
	settings, ok := parsed.([]any)
	if !ok {
		return nil, errors.New("is neither a list of settings nor a policy with one")
	}
	plain, err := value.PlainSettings(settings)
	if err != nil {
		return nil, err
	}
	return types.DynamicType.ValueFromTerraform(context.Background(), plain)
}
