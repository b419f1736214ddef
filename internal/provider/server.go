// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"os"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// Address is the provider's address in the Terraform registry.
const Address = "registry.terraform.io/terraform-provider-microsoft365/microsoft365"

// NewServer makes the plugin server that Terraform talks to.
func NewServer(version string) engine.Server {
	return newServer(objects.Catalogue(), &microsoft365{version: version, environ: os.Getenv, variables: os.Environ()})
}

// NewServerOf is NewServer of a provider with other objects, and with an environment.
func NewServerOf(version string, definitions []object.Definition, environ func(string) string) engine.Server {
	return newServer(definitions, &microsoft365{version: version, environ: environ})
}

func newServer(definitions []object.Definition, p *microsoft365) engine.Server {
	p.catalogue = engine.NewCatalogue(definitions)
	s := &server{Server: engine.NewServer(p, p.catalogue, "microsoft365")}
	s.schema = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
		return s.Server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	})
	return s
}

// server keeps the answer to what Terraform asks first and often.
type server struct {
	engine.Server
	schema func() (*tfprotov6.GetProviderSchemaResponse, error)
}

// GetProviderSchema answers with one response for the life of the process. The
// framework would build and check its schemas anew for each caller.
func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return s.schema()
}
