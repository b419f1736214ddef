// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

// clientConfig is the data source that tells who the provider has signed in as.
// It asks Graph for nothing: all of it stands in the token.
type clientConfig struct{ configured *session }

func newClientConfig() datasource.DataSource { return &clientConfig{} }

// Metadata gives the data source its name.
func (c *clientConfig) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_client_config"
}

// clientConfigValue is one attribute of the data source.
type clientConfigValue struct {
	name string
	doc  string
	// text or list gives the value.
	text func(auth.Identity) string
	list func(auth.Identity) []string
}

func clientConfigValues() []clientConfigValue {
	return []clientConfigValue{
		{name: "auth_method", doc: "How the provider has signed in. After a fallback it is the method that took over.", text: func(a auth.Identity) string { return a.Method }},
		{name: "managed_identity_mode", doc: "`direct` or `federated`, for a managed identity.", text: func(a auth.Identity) string { return string(a.Mode) }},
		{name: "managed_identity_source", doc: "The kind of Azure host that serves the identity, such as `imds` or `app_service`.", text: func(a auth.Identity) string { return string(a.Source) }},
		{name: "tenant_id", doc: "The tenant's id, also where the provider block has a domain or nothing.", text: func(a auth.Identity) string { return a.TenantID }},
		{name: "client_id", doc: "Application (client) id of what acts in Graph: the app registration, or the identity itself in direct mode.", text: func(a auth.Identity) string { return a.ClientID }},
		{name: "object_id", doc: "Object id of the service principal, or of the signed-in user.", text: func(a auth.Identity) string { return a.ObjectID }},
		{name: "managed_identity_client_id", doc: "Client id of the managed identity.", text: managedIdentityClientID},
		{name: "managed_identity_object_id", doc: "Object id, also called principal id, of the managed identity.", text: managedIdentityObjectID},
		{name: "managed_identity_resource_id", doc: "Resource id in Azure of the managed identity, where its token tells it.", text: managedIdentityResourceID},
		{name: "user_principal_name", doc: "The signed-in user; null for an application.", text: func(a auth.Identity) string { return a.UserName }},
		{name: "roles", doc: "Application permissions of Microsoft Graph that are granted, such as `Group.ReadWrite.All`.", list: func(a auth.Identity) []string { return a.Roles }},
		{name: "scopes", doc: "Delegated permissions of the signed-in user.", list: func(a auth.Identity) []string { return strings.Fields(a.Scopes) }},
	}
}

func managedIdentityClientID(a auth.Identity) string {
	switch a.Mode {
	case auth.Direct:
		return a.ClientID
	case auth.Federated:
		return a.Presented.ClientID
	}
	return ""
}

func managedIdentityObjectID(a auth.Identity) string {
	switch a.Mode {
	case auth.Direct:
		return a.ObjectID
	case auth.Federated:
		return a.Presented.ObjectID
	}
	return ""
}

func managedIdentityResourceID(a auth.Identity) string {
	if a.Mode == auth.Federated {
		return a.Presented.ResourceID
	}
	return a.ResourceID
}

// Schema is made from the table of values.
func (c *clientConfig) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Who the provider has signed in as, with which permissions. Holds no secret and needs no permission.",
		Attributes:          map[string]schema.Attribute{},
	}
	for _, v := range clientConfigValues() {
		if v.list != nil {
			resp.Schema.Attributes[v.name] = schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: v.doc}
		} else {
			resp.Schema.Attributes[v.name] = schema.StringAttribute{Computed: true, MarkdownDescription: v.doc}
		}
	}
}

// Configure takes over who has signed in.
func (c *clientConfig) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	c.configured, _ = req.ProviderData.(*session)
}

// Read fails only where the provider could not sign in yet.
func (c *clientConfig) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if c.configured == nil {
		resp.Diagnostics.AddError("Provider not configured", "Terraform asked for data before it configured the provider. This is a bug; please report it.")
		return
	}
	if resp.Diagnostics.Append(c.configured.Unready...); resp.Diagnostics.HasError() {
		return
	}
	typ := resp.State.Schema.Type().(types.ObjectType)
	values := map[string]attr.Value{}
	for _, v := range clientConfigValues() {
		values[v.name] = v.value(c.configured.account)
	}
	object, diags := types.ObjectValue(typ.AttrTypes, values)
	if resp.Diagnostics.Append(diags...); !resp.Diagnostics.HasError() {
		resp.State.Raw, _ = object.ToTerraformValue(ctx) // an object of known values has one
	}
}

// value is the attribute's value; an empty text is null.
func (v clientConfigValue) value(a auth.Identity) attr.Value {
	if v.list == nil {
		if text := v.text(a); text != "" {
			return types.StringValue(text)
		}
		return types.StringNull()
	}
	elements := []attr.Value{}
	for _, name := range slices.Sorted(slices.Values(v.list(a))) {
		elements = append(elements, types.StringValue(name))
	}
	return types.ListValueMust(types.StringType, elements)
}
