// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"net/url"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lookupSource is the data source of an object: one, by its id or by
// its key.
type lookupSource struct{ shape }

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
	if l.Only || l.Singleton {
		return schema.Schema{MarkdownDescription: l.Doc, Attributes: attributes}
	}
	attributes["id"] = l.keyAttribute(l.Readable.Find("id"))
	if key := l.Readable.Find(l.ImportKey); key != nil {
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
	if l.ImportKey == "" {
		return schema.StringAttribute{Required: true, MarkdownDescription: a.Doc, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	return schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: a.Doc,
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(l.Readable.Find(l.ImportKey).Key)),
		},
	}
}

// Configure takes the session that the provider has made.
func (l *lookupSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	l.session = sessionOf(req.ProviderData, &resp.Diagnostics)
}

// Read finds the object and returns all of it.
func (l *lookupSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !l.session.ready(&resp.Diagnostics) {
		return
	}
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
	if l.Ref != "" {
		state[l.Ref] = state["id"]
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
	options := l.Selection(l.Readable)
	if l.Only {
		return l.only(ctx, options)
	}
	if l.Singleton {
		return l.endpoint(l.session, config).read(ctx, "", options)
	}
	if id := value.Text(config["id"]); id != "" {
		return l.byID(ctx, config, id, options)
	}
	return l.lookup(ctx, l.session.Client, value.Text(config[l.ImportKey]), options)
}

// byID reads one object. One that the same run has made may not be everywhere yet.
func (l *lookupSource) byID(ctx context.Context, config value.Tree, id string, options url.Values) (found object.Body, err error) {
	var window time.Duration
	if l.session.fresh.named(l.session.lag().Recent, id) {
		window = l.session.lag().Missing
	}
	err = l.session.lag().again(ctx, window, func() (bool, error) {
		found, err = l.endpoint(l.session, config).read(ctx, id, options)
		return !isGone(err), err
	})
	return found, err
}

// only finds the one object that the collection holds.
func (l *lookupSource) only(ctx context.Context, options url.Values) (object.Body, error) {
	for found, err := range l.session.Client.List(ctx, graph.Request{Version: string(l.readAPI()), Path: l.Path, Query: options}) {
		return found, err
	}
	return nil, &lookupError{title: l.Title(), attribute: "path", key: l.Path}
}
