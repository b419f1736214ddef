// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package provider is the Terraform provider itself: its settings, the session
// it makes of them, and the list of what it serves.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// microsoft365 is the provider.
type microsoft365 struct {
	version   string
	catalogue []object.Definition
	// environ looks environment variables up.
	environ func(string) string
}

var (
	_ provider.Provider                   = (*microsoft365)(nil)
	_ provider.ProviderWithValidateConfig = (*microsoft365)(nil)
)

// Metadata gives the provider its name.
func (p *microsoft365) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "microsoft365"
	resp.Version = p.version
}

// Schema is made from the table of settings.
func (p *microsoft365) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages Microsoft 365 through Microsoft Graph, signed in by an Azure managed identity: no secret anywhere.",
		Attributes:          map[string]schema.Attribute{},
	}
	for _, s := range settings() {
		if s.boolean {
			resp.Schema.Attributes[s.name] = schema.BoolAttribute{Optional: true, Sensitive: s.sensitive, MarkdownDescription: s.documentation()}
		} else {
			resp.Schema.Attributes[s.name] = schema.StringAttribute{Optional: true, Sensitive: s.sensitive, MarkdownDescription: s.documentation()}
		}
	}
}

// Resources are the managed resources of the catalogue.
func (p *microsoft365) Resources(context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, d := range p.catalogue {
		all = append(all, func() resource.Resource { return engine.NewResource(d) })
	}
	return all
}

// DataSources are the data sources of the catalogue. A link between two
// objects has none: there is nothing to look up but itself.
func (p *microsoft365) DataSources(context.Context) []func() datasource.DataSource {
	var all []func() datasource.DataSource
	for _, d := range p.catalogue {
		if d.Ref == "" {
			all = append(all, func() datasource.DataSource { return engine.NewDataSource(d) })
		}
	}
	return all
}
