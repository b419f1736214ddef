// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package terraform drives the provider as Terraform does, in this process and
// through the plugin protocol, for tests that run thousands of operations.
//
// A [Run] is what Terraform starts for one command, and a [Resource] is one block
// of a configuration with what Terraform keeps of it. What Terraform's core does
// between a configuration and the provider is done here too: it proposes a new
// state, it takes no plan that contradicts the configuration and no state that
// contradicts the plan, it replaces and it taints. Whatever Terraform would refuse
// comes back as an error among the diagnostics.
package terraform

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// Run is a provider that has been started and configured. Its methods may be
// called concurrently, for different resources.
type Run struct {
	server  engine.Server
	schemas *tfprotov6.GetProviderSchemaResponse
	// Changing, when not nil, is called before each operation that changes
	// something, in the goroutine of the operation. Where that goroutine ends
	// before its time, so has the run.
	Changing func()
	// Old: Terraform is one that knows no write-only values.
	Old bool
}

// Start starts a provider of all objects of the catalogue, which needs no sign-in.
func Start(ctx context.Context, session *engine.Session) (*Run, error) {
	schemas, err := catalogueSchemas()
	if err != nil {
		return nil, err
	}
	all := entered()
	r := &Run{server: engine.NewServer(&catalogue{session: session, objects: all}, all, "microsoft365"), schemas: schemas}
	config, err := tfprotov6.NewDynamicValue(tftypes.Object{}, tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{}))
	if err != nil {
		return nil, err
	}
	configured, err := r.server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: &config})
	if err == nil && Diagnostics(configured.Diagnostics).HasError() {
		err = fmt.Errorf("configure the provider: %s", Diagnostics(configured.Diagnostics))
	}
	return r, err
}

// entered is the catalogue, which all runs share.
var entered = sync.OnceValue(func() *engine.Catalogue { return engine.NewCatalogue(objects.Catalogue()) })

// catalogueSchemas are made once: that takes longer than what tests do with them.
var catalogueSchemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	all := entered()
	server := engine.NewServer(&catalogue{objects: all}, all, "microsoft365")
	schemas, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err == nil && Diagnostics(schemas.Diagnostics).HasError() {
		err = fmt.Errorf("read the provider's schemas: %s", Diagnostics(schemas.Diagnostics))
	}
	return schemas, err
})

// catalogue is the provider of every object, without a sign-in.
type catalogue struct {
	session *engine.Session
	objects *engine.Catalogue
}

// Metadata gives the provider its name.
func (c *catalogue) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "microsoft365"
}

// Schema is empty: there are no settings.
func (c *catalogue) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

// Configure hands out the session.
func (c *catalogue) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = c.session, c.session, c.session
}

// Session is the session.
func (c *catalogue) Session() *engine.Session { return c.session }

// Resources are those that the framework serves: that of any object. The others are the
// business of [engine.NewServer].
func (c *catalogue) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{c.objects.Generic}
}

// ListResources are those of the catalogue.
func (c *catalogue) ListResources(context.Context) []func() list.ListResource {
	return c.objects.ListResources()
}

// DataSources are those that the framework serves: the one of any object.
func (c *catalogue) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{engine.NewGraphSource}
}
