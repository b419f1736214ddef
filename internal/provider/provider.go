// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package provider is the Terraform provider itself: its settings, the session
// it makes of them, and the list of what it serves.
package provider

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	frameworkephemeral "github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/ephemeral"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/functions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// microsoft365 is the provider.
type microsoft365 struct {
	version   string
	catalogue *engine.Catalogue
	// environ looks environment variables up.
	environ func(string) string
	// variables are those of the environment, as os.Environ returns them: misspelt ones are
	// found among them.
	variables []string
	// configured is what the last Configure has made.
	configured atomic.Pointer[engine.Session]
	// limits are those of Graph, which all configurations in the process share.
	limits limits
}

// limits are what Graph takes, by who is signed in: it counts the requests of one
// application in one tenant together, whatever part of a configuration sends them.
type limits struct {
	mu    sync.Mutex
	known map[string]*graph.Limits
}

func (l *limits) of(tenant, application string) *graph.Limits {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[string]*graph.Limits{}
	}
	key := strings.ToLower(tenant + " " + application)
	if l.known[key] == nil {
		l.known[key] = graph.NewLimits()
	}
	return l.known[key]
}

var (
	_ engine.Provider                         = (*microsoft365)(nil)
	_ provider.ProviderWithActions            = (*microsoft365)(nil)
	_ provider.ProviderWithEphemeralResources = (*microsoft365)(nil)
	_ provider.ProviderWithFunctions          = (*microsoft365)(nil)
	_ provider.ProviderWithListResources      = (*microsoft365)(nil)
	_ provider.ProviderWithValidateConfig     = (*microsoft365)(nil)
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
	for _, s := range settings.Table() {
		resp.Schema.Attributes[s.Name] = attribute(s)
	}
}

func attribute(s settings.Setting) schema.Attribute {
	switch s.Kind {
	case settings.Boolean:
		return schema.BoolAttribute{Optional: true, Sensitive: s.Sensitive, MarkdownDescription: s.Documentation()}
	case settings.List:
		return schema.ListAttribute{Optional: true, Sensitive: s.Sensitive, ElementType: types.StringType, MarkdownDescription: s.Documentation()}
	default:
		return schema.StringAttribute{Optional: true, Sensitive: s.Sensitive, MarkdownDescription: s.Documentation()}
	}
}

// Session is what the last Configure has made, or nil.
func (p *microsoft365) Session() *engine.Session { return p.configured.Load() }

// Resources are those that the framework serves: that of any object. The others are the
// business of [engine.NewServer].
func (p *microsoft365) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{p.catalogue.Generic}
}

// ListResources are those of the catalogue.
func (p *microsoft365) ListResources(context.Context) []func() list.ListResource {
	return p.catalogue.ListResources()
}

// DataSources are those that the framework serves: the one of any object, who has signed
// in, and the ids of Microsoft's applications. The others are the business of [engine.NewServer].
func (p *microsoft365) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{engine.NewGraphSource, newClientConfig, newPublishedAppIDs}
}

// Functions work offline, before the provider is configured.
func (p *microsoft365) Functions(context.Context) []func() function.Function {
	return functions.All(p.catalogue.Names(), p.catalogue.Object)
}

// EphemeralResources are secrets for one run.
func (p *microsoft365) EphemeralResources(context.Context) []func() frameworkephemeral.EphemeralResource {
	return ephemeral.All()
}

// Actions are what Graph carries out once.
func (p *microsoft365) Actions(context.Context) []func() action.Action {
	return actions.Terraform()
}
