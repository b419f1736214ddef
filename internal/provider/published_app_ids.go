// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/publishedapps"
)

// publishedAppIDs is the data source of the ids of Microsoft's own applications. It
// asks nobody.
type publishedAppIDs struct{}

func newPublishedAppIDs() datasource.DataSource { return publishedAppIDs{} }

// Metadata gives the data source its name.
func (publishedAppIDs) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_application_published_app_ids"
}

// Schema has the one map.
func (publishedAppIDs) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Application ids of Microsoft's own services, by their names. They are the same in every tenant of the public cloud, and most of them in other clouds. It asks Graph for nothing and needs no permission.",
		Attributes: map[string]schema.Attribute{
			"result": schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Application (client) ids by name, such as `microsoft_graph`, `office_365_exchange_online` and `azure_key_vault`."},
		},
	}
}

// Read tells what is known.
func (publishedAppIDs) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("result"), publishedapps.IDs())...)
}
