// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Provider is what serves everything but typed resources and data sources, and makes
// the session that those work with.
type Provider interface {
	provider.Provider
	// Session is what the last Configure has made, or nil.
	Session() *Session
}

// Server serves every kind of object that Terraform knows. The later kinds have
// interfaces of their own in the protocol's package: whoever decorates a
// [tfprotov6.ProviderServer] alone would take them away.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// NewServer serves a provider, and the managed resources and data sources of a
// catalogue. The latter speak Terraform's protocol themselves: a large configuration has
// thousands of them, each with several requests in a plan, and the framework walks
// through schema and value many times for each. A request decodes its values once here.
func NewServer(p Provider, c *Catalogue, prefix string) Server {
	framework, _ := providerserver.NewProtocol6(p)().(Server) // the framework serves all kinds
	return &server{Server: framework, provider: p, catalogue: c, sources: c.sources(), prefix: prefix + "_"}
}

type server struct {
	Server
	provider  Provider
	catalogue *Catalogue
	// sources are the data sources of objects, by their names.
	sources map[string]func() (dataSource, error)
	// prefix stands before all names in Terraform.
	prefix string
	// running are what ends the operations that are under way.
	running sync.Map
}

// managed is the managed resource of a type. The others are the framework's to serve
// or to refuse: the generic one, of which there are few in a configuration.
func (s *server) managed(typeName string) (*managed, bool) {
	o, ok := s.catalogue.managed(strings.TrimPrefix(typeName, s.prefix))
	return &managed{kind: kind{Object: o, session: s.provider.Session()}, catalogue: s.catalogue}, ok
}

// begin is an operation that ends early when Terraform is interrupted.
func (s *server) begin(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	s.running.Store(&cancel, cancel)
	return ctx, func() {
		s.running.Delete(&cancel)
		cancel()
	}
}

// StopProvider ends the operations that are under way.
func (s *server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	s.running.Range(func(_, cancel any) bool {
		cancel.(context.CancelFunc)() //nolint:forcetypeassert // begin stores nothing else
		return true
	})
	return s.Server.StopProvider(ctx, req)
}

// GetMetadata adds what is served here to what the framework serves.
func (s *server) GetMetadata(ctx context.Context, req *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	resp, err := s.Server.GetMetadata(ctx, req)
	if err != nil {
		return nil, err
	}
	for _, e := range s.catalogue.entries {
		if e.IsManaged() {
			resp.Resources = append(resp.Resources, tfprotov6.ResourceMetadata{TypeName: s.prefix + e.Name})
		}
	}
	for name := range s.sources {
		resp.DataSources = append(resp.DataSources, tfprotov6.DataSourceMetadata{TypeName: s.prefix + name})
	}
	return resp, nil
}

// GetProviderSchema adds the schemas of what is served here. It is what Terraform asks
// first, so that definitions which do not fit together end every command.
func (s *server) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.Server.GetProviderSchema(ctx, req)
	if err != nil {
		return nil, err
	}
	resp.Diagnostics = append(resp.Diagnostics, s.faults()...)
	for _, e := range s.catalogue.entries {
		if o, ok := s.catalogue.managed(e.Name); ok {
			resp.ResourceSchemas[s.prefix+e.Name] = o.Schema()
		}
	}
	for name, source := range s.sources {
		if d, err := source(); err == nil {
			resp.DataSourceSchemas[s.prefix+name] = d.schema()
		}
	}
	return resp, nil
}

// faults says what does not fit together in the definitions.
func (s *server) faults() []*tfprotov6.Diagnostic {
	if err := s.catalogue.Compile(); err != nil {
		return []*tfprotov6.Diagnostic{{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "The catalogue of objects is at fault",
			Detail: err.Error() + "\n\nThis is a bug of the provider; please report it.",
		}}
	}
	return nil
}

// GetResourceIdentitySchemas gives all managed resources the same identity.
func (s *server) GetResourceIdentitySchemas(ctx context.Context, req *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	resp, err := s.Server.GetResourceIdentitySchemas(ctx, req)
	if err != nil {
		return nil, err
	}
	for _, e := range s.catalogue.entries {
		if e.IsManaged() {
			resp.IdentitySchemas[s.prefix+e.Name] = identitySchema()
		}
	}
	return resp, nil
}
