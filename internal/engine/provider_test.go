// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// widgetProvider serves the widget, what stands beside it, and any object by its path.
type widgetProvider struct {
	session   *Session
	catalogue *Catalogue
}

func (p *widgetProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}

func (p *widgetProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (p *widgetProvider) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = p.session, p.session, p.session
}

func (p *widgetProvider) Session() *Session { return p.session }

func (p *widgetProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{p.catalogue.Generic}
}

func (p *widgetProvider) ListResources(context.Context) []func() list.ListResource {
	return p.catalogue.ListResources()
}

func (p *widgetProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{NewGraphSource}
}
