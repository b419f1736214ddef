// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// listResource is the list resource of an object, by which terraform query finds what
// is in the tenant and makes import blocks of it.
type listResource struct {
	kind
	// source is the data source of the same objects, whose arguments it has.
	source *listSource
	// arguments are those that Terraform has not itself.
	arguments value.Attributes
}

var (
	_ list.ListResourceWithConfigure      = (*listResource)(nil)
	_ list.ListResourceWithRawV6Schemas   = (*listResource)(nil)
	_ list.ListResourceWithValidateConfig = (*listResource)(nil)
)

func newListResource(source *listSource) *listResource {
	return &listResource{kind: source.kind, source: source, arguments: slices.DeleteFunc(slices.Clone(source.given), func(a *value.Attribute) bool {
		return a.Name == limitArgument || a.Name == completeArgument
	})}
}

// Metadata gives the list resource its name, which is that of the resource.
func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.Name
}

// ListResourceConfigSchema holds the arguments of the query.
func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for _, a := range l.arguments {
		if _, isBool := a.Attribute.Type.(object.Bool); isBool {
			attributes[a.Key] = schema.BoolAttribute{Optional: true, MarkdownDescription: a.Doc}
			continue
		}
		required := a.Mode == object.Required // a part of the path
		attributes[a.Key] = schema.StringAttribute{
			Optional: !required, Required: required, MarkdownDescription: a.Doc, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds objects of the kind " + l.Title() + " for `terraform query`: all, or those that the arguments choose. " + l.Doc,
		Attributes:          attributes,
	}
}

// RawV6Schemas are those of the managed resource, which the framework does not serve.
func (l *listResource) RawV6Schemas(_ context.Context, _ list.RawV6SchemaRequest, resp *list.RawV6SchemaResponse) {
	resp.ProtoV6Schema, resp.ProtoV6IdentitySchema = l.Schema(), identitySchema()
}

// Configure takes the session that the provider has made.
func (l *listResource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	l.session = SessionOf(req.ProviderData, &resp.Diagnostics)
}

// ValidateListResourceConfig checks that Graph has what it needs to list anything.
func (l *listResource) ValidateListResourceConfig(_ context.Context, req list.ValidateConfigRequest, resp *list.ValidateConfigResponse) {
	config, err := l.arguments.Decode(req.Config.Raw)
	if err != nil {
		resp.Diagnostics.AddError("Cannot read the configuration", err.Error())
		return
	}
	l.source.checkScopes(config, &resp.Diagnostics)
}

// List yields objects page by page, each page read when it is wanted. There is no
// limit of time to a list: whoever reads it ends it. Each request has one.
func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var diags diag.Diagnostics
	if !l.session.Ready(&diags) {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	config, err := l.arguments.Decode(req.Config.Raw)
	if err != nil {
		diags.AddError("Cannot read the configuration", err.Error())
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	query := l.source.query(config)
	query.Limit = int(req.Limit)
	stream.Results = func(push func(list.ListResult) bool) {
		for state, err := range l.states(ctx, query, req.IncludeResource) {
			result, more := l.result(ctx, req, state, err)
			if !push(result) || !more {
				return
			}
		}
		var waited diag.Diagnostics
		if l.session.tellWaiting(&waited); len(waited) > 0 {
			push(list.ListResult{Diagnostics: waited})
		}
	}
}

// states are what an import would make of the objects that a query chooses: whole, or
// with what tells which they are.
func (l *listResource) states(ctx context.Context, query collection.Query, whole bool) iter.Seq2[value.Tree, error] {
	if whole {
		listed := withoutSingles(l.Managed.Listed())
		return collection.Several(ctx, l.reader().Each(ctx, query, listed), func(ctx context.Context, found object.Body) (value.Tree, error) {
			return l.whole(ctx, l.imported(query.At, l.reader().IDOf(found)), found, len(listed) == len(l.Managed))
		})
	}
	known := value.Attributes{}
	if key := l.Managed.Find(l.LookUp.Key); key != nil {
		known = append(known, key)
	}
	return func(yield func(value.Tree, error) bool) {
		for found, err := range l.reader().Each(ctx, query, known) {
			state := l.imported(query.At, l.reader().IDOf(found))
			state[l.LookUp.Key] = found[l.LookUp.Key]
			if !yield(state, err) {
				return
			}
		}
	}
}

// whole is the state of an object that a list has shown. Complete tells that the list
// shows all of it but for relations.
func (k kind) whole(ctx context.Context, prior value.Tree, found object.Body, complete bool) (value.Tree, error) {
	var err error
	if !complete {
		found, err = k.reader().Get(ctx, prior, k.Managed)
	}
	if err == nil {
		err = k.takeLinks(ctx, prior, found)
	}
	if err != nil {
		return nil, err
	}
	return k.Refresh(prior, found), nil
}

// result is what Terraform is told of one object, and whether there may be others.
func (l *listResource) result(ctx context.Context, req list.ListRequest, state value.Tree, err error) (result list.ListResult, more bool) {
	var stranger *collection.KindError
	switch {
	case errors.As(err, &stranger):
		result.Diagnostics.AddWarning("An object of an unknown type was left out", stranger.Error())
		return result, true
	case errors.Is(err, collection.ErrGone):
		result.Diagnostics.AddWarning("An object was left out", "It was deleted while it was listed.")
		return result, true
	case err != nil:
		result.Diagnostics = l.failed("list", state, err)
		return result, false
	}
	result = req.NewListResult(ctx)
	id := value.Text(state["id"])
	result.DisplayName = cmp.Or(value.Text(state[l.LookUp.Key]), id)
	result.Identity.Raw = l.identityOf(id).terraform()
	if req.IncludeResource {
		encoded, err := l.Managed.Encode(state)
		if err != nil {
			result.Diagnostics.AddError("Cannot understand Graph's answer about the "+l.Label(state), err.Error())
		}
		result.Resource.Raw = encoded
	}
	return result, true
}
