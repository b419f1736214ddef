// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// graphResource is the resource of any object of Graph. For each operation it makes
// an object of what is written, and that lives as a typed one does.
type graphResource struct {
	session   *Session
	catalogue *Catalogue
}

var (
	_ resource.ResourceWithConfigure      = (*graphResource)(nil)
	_ resource.ResourceWithIdentity       = (*graphResource)(nil)
	_ resource.ResourceWithImportState    = (*graphResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*graphResource)(nil)
	_ resource.ResourceWithMoveState      = (*graphResource)(nil)
	_ resource.ResourceWithValidateConfig = (*graphResource)(nil)
)

// Metadata gives the resource its name.
func (*graphResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_graph_resource"
	// After a move from a typed resource, OpenTofu still tells the identity of that.
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema tells the arguments.
func (*graphResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Any object of Microsoft Graph, by its path and its body.",
		Attributes: map[string]schema.Attribute{
			argPath: schema.StringAttribute{Required: true, MarkdownDescription: "Path below the version: of the collection in which the object is made, such as `/groups`; of an object of which there is one, such as `/policies/authorizationPolicy`; " +
				"of one whose id is chosen or that is there already, `/COLLECTION/ID`; or of a reference, `/groups/ID/members/$ref`. Another path makes another object."},
			argVersion: schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString("v1.0"), MarkdownDescription: "Version of Graph: `v1.0`, which is the default, or `beta`.",
				Validators: []validator.String{stringvalidator.OneOf("v1.0", "beta")},
			},
			argMethod: schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString("PATCH"), MarkdownDescription: "How the object is changed: `PATCH`, which is the default, sends what differs, and `PUT` the whole body.",
				Validators: []validator.String{stringvalidator.OneOf("PATCH", "PUT")},
			},
			argBody: schema.DynamicAttribute{Optional: true, MarkdownDescription: "The object, with Graph's own names. What is not written here is not compared and not changed; what is taken out again is set to null. A reference has one member, `@odata.id`."},
			argSecret: schema.DynamicAttribute{Optional: true, WriteOnly: true, MarkdownDescription: "Members of the body that are sent and never stored, such as a password. They are sent again when they change, which is told by a salted hash beside the state. " +
				"Needs Terraform or OpenTofu 1.11."},
			argQuery:   schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Options of every read, such as `{ \"$expand\" = \"assignments\" }`. By default the members of the body are selected; an empty `$select` has Graph show what it shows by itself."},
			argExports: schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "What is shown in `output`: names, and for each the path to a value of the object. `appRoles[0].id` is of the first element, `appRoles[*].id` of all; a name with dots stands in double quotes.", Validators: []validator.Map{mapvalidator.SizeAtLeast(1)}},
			argOutput:  schema.DynamicAttribute{Computed: true, MarkdownDescription: "The values that `response_export_values` names."},
			argID:      schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the object in Graph."},
		},
		Blocks: map[string]schema.Block{value.Timeouts: timeoutsBlock()},
	}
}

// timeoutsBlock is the timeouts block as configuration.
func timeoutsBlock() schema.Block {
	return timeouts.Block(context.Background(), timeouts.Opts{
		Create: true, CreateDescription: "Limit for creating the object, such as `30m`. Default 20m.",
		Read: true, ReadDescription: "Limit for reading the object. Default 5m.",
		Update: true, UpdateDescription: "Limit for changing the object. Default 20m.",
		Delete: true, DeleteDescription: "Limit for deleting the object. Default 20m.",
	})
}

// IdentitySchema is that of every object. The id holds the path too.
func (*graphResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id":        identityschema.StringAttribute{RequiredForImport: true, Description: "Path of the object with its id, behind \"beta:\" for one of that version."},
		"tenant_id": identityschema.StringAttribute{OptionalForImport: true, Description: "Id of the tenant that the object is in."},
	}}
}

// Configure takes the session that the provider has made.
func (g *graphResource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	g.session = SessionOf(req.ProviderData, &resp.Diagnostics)
}

// graphOperation are the values that an operation is given.
type graphOperation struct{ config, plan, state tftypes.Value }

// managed makes the object that an operation is about, and the form of its values. Both
// are nil, with diagnostics, if there can be none.
func (g *graphResource) managed(op graphOperation, private secretState, diags *diag.Diagnostics) (*managed, *graphForm) {
	state := newGraphArguments(op.state)
	base, before, reads := state, value.Tree(nil), op.plan.Type() == nil
	if !reads {
		base, before = newGraphArguments(op.plan), state.body
	}
	arguments := base
	config := newGraphArguments(op.config)
	arguments.secret, arguments.secretUnknown = config.secret, config.secretUnknown
	p, err := arguments.place()
	if err != nil {
		diags.AddAttributeError(path.Root(argPath), "Invalid path", Sentence(err))
		return nil, nil
	}
	exports, err := arguments.exports()
	if err != nil {
		diags.AddAttributeError(path.Root(argExports), "Invalid path of a value", Sentence(err))
		return nil, nil
	}
	r := arguments.resource(p, exports, before)
	o, err := g.catalogue.typed.Compile(r)
	if err != nil {
		diags.AddError("Cannot make an object of the body", err.Error()+"\n\nThis is a bug of the provider; please report it.")
		return nil, nil
	}
	f := &graphForm{
		Resource: r, object: o, exports: exports, typ: typeOf(op), given: op, base: base, reads: reads,
		memory: private.memory, sent: private.sent(), wanted: private.wanted(arguments),
	}
	return &managed{kind: kind{Object: o, session: g.session}, catalogue: g.catalogue, identifies: f.identity}, f
}

func typeOf(op graphOperation) tftypes.Object {
	for _, v := range []tftypes.Value{op.plan, op.state, op.config} {
		if typ, ok := v.Type().(tftypes.Object); ok {
			return typ
		}
	}
	return tftypes.Object{}
}

// Sentence is an error as a sentence.
func Sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
