// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// graphAction orders whatever Graph has an action for.
type graphAction struct{ session *engine.Session }

var (
	_ action.ActionWithConfigure      = (*graphAction)(nil)
	_ action.ActionWithValidateConfig = (*graphAction)(nil)
)

// graphOrder is what is configured.
type graphOrder struct {
	Path    types.String `tfsdk:"path"`
	Version types.String `tfsdk:"api_version"`
	Body    types.String `tfsdk:"body"`
	DryRun  types.Bool   `tfsdk:"dry_run"`
}

// Metadata gives the action its name.
func (*graphAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_graph_action"
}

// Schema tells the arguments.
func (*graphAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Posts to any action of Microsoft Graph, once.",
		Attributes: map[string]schema.Attribute{
			"path":        schema.StringAttribute{Required: true, MarkdownDescription: "Path of the action below the version, such as `/servicePrincipals/ID/synchronization/jobs/ID/provisionOnDemand`."},
			"api_version": schema.StringAttribute{Optional: true, MarkdownDescription: "`v1.0`, which is the default, or `beta`.", Validators: []validator.String{stringvalidator.OneOf("v1.0", "beta")}},
			"body":        schema.StringAttribute{Optional: true, MarkdownDescription: "Parameters of the action, as a JSON object: use `jsonencode`."},
			"dry_run":     schema.BoolAttribute{Optional: true, MarkdownDescription: "Tells what would be sent, without the body, and sends nothing."},
		},
	}
}

// Configure takes the session that the provider has made.
func (g *graphAction) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	g.session = engine.SessionOf(req.ProviderData, &resp.Diagnostics)
}

// ValidateConfig checks what is known.
func (g *graphAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var o graphOrder
	if resp.Diagnostics.Append(req.Config.Get(ctx, &o)...); resp.Diagnostics.HasError() {
		return
	}
	if !o.Path.IsUnknown() && !o.Version.IsUnknown() {
		if err := generic.CheckAction(o.Path.ValueString(), o.api()); err != nil {
			resp.Diagnostics.AddAttributeError(path.Root("path"), "Invalid path", engine.Sentence(err))
		}
	}
	if _, err := o.parameters(); err != nil && !o.Body.IsUnknown() {
		resp.Diagnostics.AddAttributeError(path.Root("body"), "Invalid body", err.Error())
	}
}

// api is the version of Graph.
func (o graphOrder) api() object.API { return cmp.Or(object.API(o.Version.ValueString()), object.V1) }

// parameters are the body's; nil where there is none. Errors do not show it.
func (o graphOrder) parameters() (map[string]any, error) {
	if o.Body.ValueString() == "" {
		return nil, nil
	}
	decoder := json.NewDecoder(strings.NewReader(o.Body.ValueString()))
	decoder.UseNumber()
	var body map[string]any
	if err := decoder.Decode(&body); err != nil || body == nil {
		return nil, errors.New("the body must be a JSON object; use jsonencode")
	}
	return body, nil
}

// Invoke posts the order. Graph's client does not repeat it blindly.
func (g *graphAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var o graphOrder
	if resp.Diagnostics.Append(req.Config.Get(ctx, &o)...); resp.Diagnostics.HasError() || !g.session.Ready(&resp.Diagnostics) {
		return
	}
	body, err := o.parameters()
	if err != nil {
		resp.Diagnostics.AddAttributeError(path.Root("body"), "Invalid body", err.Error())
		return
	}
	if err := generic.CheckAction(o.Path.ValueString(), o.api()); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root("path"), "Invalid path", engine.Sentence(err))
		return
	}
	request := graph.Request{Method: http.MethodPost, Version: string(o.api()), Path: o.Path.ValueString()}
	if body != nil {
		request.Body = body
	}
	tell := func(text string) { resp.SendProgress(action.InvokeProgressEvent{Message: text}) }
	if o.DryRun.ValueBool() {
		tell("Dry run: would send POST /" + request.Version + request.Path)
		return
	}
	tell("Sending POST /" + request.Version + request.Path)
	reply, err := g.session.Client.Do(ctx, request)
	if err != nil {
		resp.Diagnostics.AddError("Cannot carry out "+request.Path, g.session.Explain(err))
		return
	}
	tell(fmt.Sprintf("Graph answered %d", reply.Status))
}
