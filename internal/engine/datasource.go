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
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// lookupSource is the data source of a definition: one object, by its id or by
// its key.
type lookupSource struct {
	shape
	// readable are the attributes of the data source.
	readable []object.Attribute
}

var _ datasource.DataSourceWithConfigure = (*lookupSource)(nil)

// NewDataSource makes the data source of a definition.
func NewDataSource(d object.Definition) datasource.DataSource {
	s := newShape(d)
	return &lookupSource{shape: s, readable: s.readable()}
}

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
	attributes := sourceAttributes(l.readable)
	for _, name := range l.Parameters() {
		attributes[object.SnakeCase(name)] = l.parameterAttribute(name)
	}
	if l.Only || l.Singleton {
		return schema.Schema{MarkdownDescription: l.Doc, Attributes: attributes}
	}
	attributes["id"] = l.keyAttribute(idAttribute)
	if key, ok := l.Attribute(l.ImportKey); ok {
		attributes[key.TerraformName()] = l.keyAttribute(key)
	}
	return schema.Schema{MarkdownDescription: l.Doc, Attributes: attributes}
}

// parameterAttribute is a part of the path, which has to be given.
func (l *lookupSource) parameterAttribute(name string) schema.Attribute {
	a, _ := l.Attribute(name)
	return schema.StringAttribute{Required: true, MarkdownDescription: a.Doc, Validators: textValidators(a.Type)}
}

// keyAttribute is the id or the key: exactly one of them is configured.
func (l *lookupSource) keyAttribute(a object.Attribute) schema.Attribute {
	if l.ImportKey == "" {
		return schema.StringAttribute{Required: true, MarkdownDescription: a.Doc, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	return schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: a.Doc,
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(object.SnakeCase(l.ImportKey))),
		},
	}
}

func sourceAttributes(attributes []object.Attribute) map[string]schema.Attribute {
	all := make(map[string]schema.Attribute, len(attributes))
	for _, a := range attributes {
		all[a.TerraformName()] = sourceAttribute(a)
	}
	return all
}

func sourceAttribute(a object.Attribute) schema.Attribute {
	members := sourceAttributes(object.Members(a.Type))
	switch t := a.Type.(type) {
	case object.Bool:
		return schema.BoolAttribute{Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.Int:
		return schema.Int64Attribute{Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.Object, object.OneOf:
		return schema.SingleNestedAttribute{Attributes: members, Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.Map:
		return schema.MapNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: members}, Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.Set:
		if len(members) > 0 {
			return schema.SetNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: members}, Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
		}
		return schema.SetAttribute{ElementType: elementType(t.Of), Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.List:
		if len(members) > 0 {
			return schema.ListNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: members}, Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
		}
		return schema.ListAttribute{ElementType: elementType(t.Of), Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.Flags:
		return schema.SetAttribute{ElementType: types.StringType, Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	case object.References:
		return schema.ListAttribute{ElementType: types.StringType, Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
	default:
		return schema.StringAttribute{Computed: true, Sensitive: a.Sensitive, MarkdownDescription: a.Doc}
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
	config, err := decode(l.readable, req.Config.Raw)
	if err != nil {
		resp.Diagnostics.AddError("Cannot read the configuration", err.Error())
		return
	}
	found, err := l.find(ctx, config)
	if err != nil {
		resp.Diagnostics.Append(l.failed("read", config, err)...)
		return
	}
	state := l.refresh(l.readable, config, found)
	if state["id"] == nil {
		state["id"] = found["id"]
	}
	if l.Ref != "" {
		state[l.Ref] = state["id"]
	}
	typ := l.sourceSchema().Type().TerraformType(ctx)
	value, err := encode(l.readable, typ, state)
	if err != nil {
		resp.Diagnostics.AddError("Cannot understand Graph's answer", err.Error())
		value = tftypes.NewValue(typ, nil)
	}
	resp.State.Raw = value
}

func (l *lookupSource) find(ctx context.Context, config tree) (object.Body, error) {
	ctx, cancel := context.WithTimeout(ctx, reading.defaultTimeout())
	defer cancel()
	options := l.selection(l.readable)
	if l.Only {
		return l.only(ctx, options)
	}
	if l.Singleton {
		return l.endpoint(l.session, config).read(ctx, "", options)
	}
	if id := text(config["id"]); id != "" {
		return l.byID(ctx, config, id, options)
	}
	return l.lookup(ctx, l.session.Client, text(config[l.ImportKey]), options)
}

// byID reads one object. One that the same run has made may not be everywhere yet.
func (l *lookupSource) byID(ctx context.Context, config tree, id string, options url.Values) (found object.Body, err error) {
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
