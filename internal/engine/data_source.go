// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// dataSource is one of the two kinds of data sources: of one object, and of several.
type dataSource interface {
	schema() *tfprotov6.Schema
	// typ is Terraform's type of the data source, and arguments are those that can be
	// configured.
	typ() tftypes.Object
	arguments() value.Attributes
	// validate checks what concerns several arguments.
	validate(config value.Tree, diags *diag.Diagnostics)
	// find finds what the configuration asks for. The values are those of the data source.
	find(ctx context.Context, config value.Tree, diags *diag.Diagnostics) map[string]tftypes.Value
	// in is the data source in a session.
	in(s *Session) dataSource
}

// source is the data source of a type. The others are the framework's to serve.
func (s *server) source(typeName string) (dataSource, bool) {
	source, ok := s.sources[strings.TrimPrefix(typeName, s.prefix)]
	if !ok {
		return nil, false
	}
	d, err := source()
	if err != nil {
		return nil, false
	}
	return d.in(s.provider.Session()), true
}

// ValidateDataResourceConfig checks the arguments.
func (s *server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	d, ok := s.source(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.ValidateDataResourceConfig)
	}
	var diags diag.Diagnostics
	if _, config := configured(d, req.Config, &diags); !diags.HasError() {
		diags.Append(d.arguments().Check(ctx, config)...)
		d.validate(config, &diags)
	}
	return &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: protocolled(diags)}, nil
}

// ReadDataSource finds one object, or several.
func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	d, ok := s.source(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.ReadDataSource)
	}
	ctx, end := s.begin(ctx)
	defer end()
	session := s.provider.Session()
	resp := &tfprotov6.ReadDataSourceResponse{State: req.Config}
	var diags diag.Diagnostics
	values, config := configured(d, req.Config, &diags)
	if !diags.HasError() && session.Ready(&diags) {
		ctx, cancel := context.WithTimeout(ctx, reading.defaultTimeout())
		defer cancel()
		for name, found := range d.find(ctx, config, &diags) {
			values[name] = found
		}
		session.tellWaiting(&diags)
		if state, err := tfprotov6.NewDynamicValue(d.typ(), tftypes.NewValue(d.typ(), values)); err == nil {
			resp.State = &state
		} else {
			diags.AddError("Cannot understand Graph's answer", err.Error())
		}
	}
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}

// configured is the configuration of a data source as it was sent, and its arguments.
func configured(d dataSource, sent *tfprotov6.DynamicValue, diags *diag.Diagnostics) (values map[string]tftypes.Value, config value.Tree) {
	v, err := sent.Unmarshal(d.typ())
	if err == nil {
		err = v.As(&values)
	}
	if err == nil {
		config, err = d.arguments().Decode(v)
	}
	if err != nil {
		diags.AddError("Cannot read the values that Terraform sent", err.Error()+"\n\nThis is a bug of the provider; please report it.")
	}
	return values, config
}
