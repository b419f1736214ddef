// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lookupSource is the data source of an object: one, by its id or by
// its key.
type lookupSource struct{ kind }

var _ datasource.DataSourceWithConfigure = (*lookupSource)(nil)

// Metadata gives the data source its name, which is that of the resource.
func (l *lookupSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.Name
}

// Schema is made from the definition: everything readable, and the id or the
// key to find the object by.
func (l *lookupSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = l.sourceSchema()
}

func (l *lookupSource) sourceSchema() schema.Schema {
	attributes := l.Readable.SourceSchema()
	for _, name := range l.Parameters() {
		a := l.Readable.Find(name)
		attributes[a.Key] = parameterAttribute(a)
	}
	if l.IsAlone() {
		return schema.Schema{MarkdownDescription: l.Doc, Attributes: attributes}
	}
	attributes["id"] = l.keyAttribute(l.Readable.Find("id"))
	if key := l.Readable.Find(l.LookUp.Key); key != nil {
		attributes[key.Key] = l.keyAttribute(key)
	}
	return schema.Schema{MarkdownDescription: l.Doc, Attributes: attributes}
}

// parameterAttribute is a part of the path, which has to be given.
func parameterAttribute(a *value.Attribute) schema.Attribute {
	return schema.StringAttribute{Required: true, MarkdownDescription: a.Doc, Validators: a.Checks()}
}

// keyAttribute is the id or the key: exactly one of them is configured.
func (l *lookupSource) keyAttribute(a *value.Attribute) schema.Attribute {
	if l.LookUp.Key == "" {
		return schema.StringAttribute{Required: true, MarkdownDescription: a.Doc, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	key := l.Readable.Find(l.LookUp.Key).Key
	return schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: a.Doc + " Exactly one of `id` and `" + key + "` is given.",
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(key)),
		},
	}
}

// Configure takes the session that the provider has made.
func (l *lookupSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	l.session = SessionOf(req.ProviderData, &resp.Diagnostics)
}

// Read finds the object and returns all of it.
func (l *lookupSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !l.session.Ready(&resp.Diagnostics) {
		return
	}
	defer l.session.tellWaiting(&resp.Diagnostics)
	config, err := l.Readable.Decode(req.Config.Raw)
	if err != nil {
		resp.Diagnostics.AddError("Cannot read the configuration", err.Error())
		return
	}
	found, err := l.find(ctx, config)
	if err != nil {
		resp.Diagnostics.Append(l.failed("read", config, err)...)
		return
	}
	state := l.Readable.Refresh(config, found)
	if state["id"] == nil {
		state["id"] = found["id"]
	}
	if l.Target() != "" {
		state[l.Target()] = state["id"]
	}
	encoded, err := l.Readable.Encode(state)
	if err != nil {
		resp.Diagnostics.AddError("Cannot understand Graph's answer", err.Error())
		encoded = tftypes.NewValue(l.Readable.Terraform(), nil)
	}
	resp.State.Raw = encoded
}

func (l *lookupSource) find(ctx context.Context, config value.Tree) (object.Body, error) {
	ctx, cancel := context.WithTimeout(ctx, reading.defaultTimeout())
	defer cancel()
	switch {
	case l.LookUp.Only:
		return l.reader().Only(ctx, l.Readable)
	case l.IsAlone() || value.Text(config["id"]) != "":
		return l.reader().Get(ctx, config, l.Readable)
	default:
		return l.reader().Find(ctx, config, value.Text(config[l.LookUp.Key]), l.Readable)
	}
}
