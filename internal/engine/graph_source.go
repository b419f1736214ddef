// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Arguments of the generic data source that the resource has not.
const (
	argOptions = "query"
	argHeaders = "headers"
	argLimit   = "limit"
)

// mostRead is how many elements of a list are read where nobody says how many.
const mostRead = 1000

// graphSource reads whatever Graph answers to a GET.
type graphSource struct{ session *Session }

var (
	_ datasource.DataSourceWithConfigure      = (*graphSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*graphSource)(nil)
)

// NewGraphSource makes the data source of whatever Graph has.
func NewGraphSource() datasource.DataSource { return &graphSource{} }

// Metadata gives the data source its name.
func (*graphSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_graph_resource"
}

// Schema tells the arguments.
func (*graphSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Whatever Microsoft Graph answers to a GET: an object, a list with all its pages, or the result of a function.",
		Attributes: map[string]schema.Attribute{
			argPath:    schema.StringAttribute{Required: true, MarkdownDescription: "Path below the version, such as `/groups` or `/reports/getOffice365ActivationCounts`."},
			argVersion: schema.StringAttribute{Optional: true, MarkdownDescription: "Version of Graph: `v1.0`, which is the default, or `beta`.", Validators: []validator.String{stringvalidator.OneOf("v1.0", "beta")}},
			argOptions: schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Options of the query, such as `{ \"$filter\" = \"startswith(displayName,'a')\", \"$select\" = \"id,displayName\" }`."},
			argHeaders: schema.MapAttribute{
				Optional: true, ElementType: types.StringType, MarkdownDescription: "Headers: `ConsistencyLevel`, which advanced queries want to be `eventual`, `Prefer` and `Accept-Language`.",
				Validators: []validator.Map{mapvalidator.KeysAre(stringvalidator.OneOfCaseInsensitive("ConsistencyLevel", "Prefer", "Accept-Language"))},
			},
			argLimit: schema.Int64Attribute{
				Optional: true, MarkdownDescription: fmt.Sprintf("The greatest number of elements of a list, %d by default. There is a warning if the list has more.", mostRead),
				Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			argExports: schema.MapAttribute{
				Optional: true, ElementType: types.StringType, Validators: []validator.Map{mapvalidator.SizeAtLeast(1)},
				MarkdownDescription: "What is shown in `output`: names, and for each the path to a value of the answer, such as `value[*].id` in a list. By default the whole answer is shown.",
			},
			argOutput: schema.DynamicAttribute{Computed: true, MarkdownDescription: "The answer, or what `response_export_values` names of it. The elements of a list are in `value`, those of all pages."},
		},
	}
}

// Configure takes the session that the provider has made.
func (s *graphSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.session = SessionOf(req.ProviderData, &resp.Diagnostics)
}

// ValidateConfig checks what is known.
func (s *graphSource) ValidateConfig(_ context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	a := newGraphArguments(req.Config.Raw)
	if _, err := a.exports(); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root(argExports), "Invalid path of a value", Sentence(err))
	}
	if !a.isKnown() {
		return
	}
	if err := generic.CheckRead(a.text(argPath), a.api()); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root(argPath), "Invalid path", Sentence(err))
	}
}

// Read asks Graph.
func (s *graphSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !s.session.Ready(&resp.Diagnostics) {
		return
	}
	defer s.session.tellWaiting(&resp.Diagnostics)
	a := newGraphArguments(req.Config.Raw)
	if err := generic.CheckRead(a.text(argPath), a.api()); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root(argPath), "Invalid path", Sentence(err))
		return
	}
	exports, err := a.exports()
	if err != nil {
		resp.Diagnostics.AddAttributeError(path.Root(argExports), "Invalid path of a value", Sentence(err))
		return
	}
	found, err := s.answer(ctx, a, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.AddAttributeError(path.Root(argPath), "Cannot read "+a.text(argPath), s.session.Explain(err))
		return
	}
	typ, _ := req.Config.Raw.Type().(tftypes.Object)
	a.raw[argOutput] = value.Dynamic(shownOf(found, exports))
	resp.State.Raw = tftypes.NewValue(typ, a.raw)
}

// shownOf is what is named of an answer, or all of it.
func shownOf(found any, exports map[string]generic.Export) any {
	if len(exports) == 0 {
		return found
	}
	shown := value.Tree{}
	for name, export := range exports {
		shown[name] = export.Of(found)
	}
	return shown
}

// answer is what Graph answers, all pages of a list in one.
func (s *graphSource) answer(ctx context.Context, a graphArguments, diags *diag.Diagnostics) (any, error) {
	request := graph.Request{Version: string(a.api()), Path: a.text(argPath), Query: url.Values{}, Header: http.Header{}}
	for name, option := range a.texts(argOptions) {
		request.Query.Set(name, option)
	}
	for name, header := range a.texts(argHeaders) {
		request.Header.Set(name, header)
	}
	reply, err := s.session.Client.Do(ctx, request)
	if err != nil {
		return nil, err
	}
	elements, isList := reply.Body["value"].([]any)
	if !isList {
		return value.Found(reply.Body), nil
	}
	limit := a.limit()
	next, _ := reply.Body["@odata.nextLink"].(string)
	for next != "" && len(elements) < limit {
		page, err := s.session.Client.Page(ctx, request, next)
		if err != nil {
			return nil, err
		}
		for _, object := range page.Objects {
			elements = append(elements, object)
		}
		next = page.Next
	}
	if next != "" || len(elements) > limit {
		diags.AddAttributeWarning(path.Root(argLimit), "The list is longer", fmt.Sprintf("%s has more than %d elements, and the rest was not read. Set limit, or choose with $filter.", request.Path, limit))
	}
	reply.Body["value"] = elements[:min(len(elements), limit)]
	delete(reply.Body, "@odata.nextLink")
	return value.Found(reply.Body), nil
}
