// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Query is a list block of a query file.
type Query struct {
	// Type is that of the resource, without the provider's prefix.
	Type string
	// Config are the arguments, as decoded JSON by Terraform's names.
	Config map[string]any
	// Limit is how many objects are wanted at most. Terraform sends 100 where the block
	// says nothing.
	Limit int64
	// IncludeResource asks for the whole objects.
	IncludeResource bool
}

// Listed is one object that a list block has found.
type Listed struct {
	// DisplayName is how people know it.
	DisplayName string
	// Resource is as after an import: its state where the query asks for that, and its
	// identity.
	Resource *Resource
	// Diagnostics are what the provider says about it, or about the list.
	Diagnostics Diagnostics
}

// List yields what a list block finds, as the provider finds it. It ends with the
// first error.
func (r *Run) List(ctx context.Context, q Query) iter.Seq[Listed] {
	return func(yield func(Listed) bool) {
		stream, typ, diags := r.list(ctx, q)
		if diags.HasError() {
			yield(Listed{Diagnostics: diags})
			return
		}
		n := int64(0)
		for result := range stream.Results {
			one := listed(q, typ, result)
			if one.Resource != nil {
				n++
			}
			if n > q.Limit {
				one = Listed{Diagnostics: failure("Too many results", fmt.Errorf("more than %d", q.Limit))}
			}
			if !yield(one) || one.Diagnostics.HasError() {
				return
			}
		}
	}
}

// list validates a list block and begins to list.
func (r *Run) list(ctx context.Context, q Query) (*tfprotov6.ListResourceServerStream, tftypes.Type, Diagnostics) {
	name := "microsoft365_" + q.Type
	schema, ok := r.schemas.ListResourceSchemas[name]
	if !ok {
		return nil, nil, failure("Unknown list resource", errors.New(name))
	}
	config, err := encode(schema.ValueType(), q.Config)
	if err != nil {
		return nil, nil, failure("The configuration does not fit the schema of "+name, err)
	}
	validated, err := r.server.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: name, Config: dynamic(config)})
	if err != nil {
		return nil, nil, failure("Cannot validate "+name, err)
	}
	if diags := Diagnostics(validated.Diagnostics); diags.HasError() {
		return nil, nil, diags
	}
	stream, err := r.server.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: name, Config: dynamic(config), Limit: q.Limit, IncludeResource: q.IncludeResource})
	if err != nil {
		return nil, nil, failure("Cannot list "+name, err)
	}
	_, typ, err := r.schema(&Resource{Type: q.Type})
	if err != nil {
		return nil, nil, failure("Unknown resource", err)
	}
	return stream, typ, nil
}

// listed is a result as Terraform takes it: with a name, an identity, and the whole
// object where that was asked for.
func listed(q Query, typ tftypes.Type, result tfprotov6.ListResourceResult) Listed {
	one := Listed{DisplayName: result.DisplayName, Diagnostics: result.Diagnostics}
	if result.Identity == nil {
		return one
	}
	one.Resource = &Resource{Type: q.Type, Identity: result.Identity}
	if !q.IncludeResource {
		return one
	}
	if result.Resource == nil {
		one.Diagnostics = append(one.Diagnostics, failure("A result holds no resource", errors.New(result.DisplayName))...)
		return one
	}
	state, err := result.Resource.Unmarshal(typ)
	if err != nil {
		one.Diagnostics = append(one.Diagnostics, failure("A result holds a state that is none", err)...)
		return one
	}
	one.Resource.State = state
	return one
}
