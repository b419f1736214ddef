// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// listSource is the data source of several objects of a definition: all, or
// those that a query selects.
type listSource struct {
	kind
	// listed are the attributes of each object, and arguments those of the query.
	listed, arguments value.Attributes
}

var _ datasource.DataSourceWithConfigure = (*listSource)(nil)

// newListSource makes the data source of several objects.
func newListSource(o *value.Object) (*listSource, error) {
	var listed value.Attributes
	for _, a := range withoutSingles(o.Readable) {
		if a.Seen == object.Alone {
			a = withDoc(a, a.Doc+" Null unless `"+completeArgument+"` is true.")
		}
		listed = append(listed, a)
	}
	l := &listSource{kind: kind{Object: o}, listed: listed}
	var err error
	l.arguments, err = value.CompileAttributes(l.queryArguments())
	return l, err
}

// withoutSingles are the attributes without the relations to one object: Graph does not
// take $expand together with an advanced query.
func withoutSingles(all value.Attributes) value.Attributes {
	return slices.DeleteFunc(slices.Clone(all), func(a *value.Attribute) bool { return a.Single })
}

// Metadata gives the data source its name, the plural of the resource's.
func (l *listSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.Plural()
}

// Schema is made from the definition: the query's arguments, and what they find.
func (l *listSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = l.listSchema()
}

// The results stand beside the arguments of the query.
const (
	itemsName = "items"
	idsName   = "ids"
)

func (l *listSource) listSchema() schema.Schema {
	attributes := map[string]schema.Attribute{
		idsName: schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Ids of the objects that were found, in the order of `" + itemsName + "`."},
		itemsName: schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "The objects that were found.",
			NestedObject: schema.NestedAttributeObject{Attributes: l.listed.SourceSchema()},
		},
	}
	maps.Copy(attributes, l.argumentSchema())
	return schema.Schema{MarkdownDescription: "All objects of the kind " + l.Title() + ", or those that the arguments choose. " + l.Doc, Attributes: attributes}
}

func (l *listSource) argumentSchema() map[string]schema.Attribute {
	all := map[string]schema.Attribute{}
	for _, a := range l.arguments {
		switch a.Attribute.Type.(type) {
		case object.Bool:
			all[a.Key] = schema.BoolAttribute{Optional: true, MarkdownDescription: a.Doc}
		case object.Int:
			all[a.Key] = schema.Int64Attribute{Optional: true, MarkdownDescription: a.Doc, Validators: []validator.Int64{int64validator.AtLeast(1)}}
		default:
			required := a.Mode == object.Required // a part of the path
			all[a.Key] = schema.StringAttribute{Optional: !required, Required: required, MarkdownDescription: a.Doc, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
		}
	}
	return all
}

// Configure takes the session that the provider has made.
func (l *listSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	l.session = SessionOf(req.ProviderData, &resp.Diagnostics)
}

// Read finds the objects and returns all of each.
func (l *listSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !l.session.Ready(&resp.Diagnostics) {
		return
	}
	defer l.session.tellWaiting(&resp.Diagnostics)
	config, err := l.arguments.Decode(req.Config.Raw)
	if err != nil {
		resp.Diagnostics.AddError("Cannot read the configuration", err.Error())
		return
	}
	limited, cancel := context.WithTimeout(ctx, reading.defaultTimeout())
	defer cancel()
	found, strangers, err := l.reader().List(limited, l.query(config), l.listed.Listed())
	if err == nil && config[completeArgument] == true {
		err = l.complete(limited, config, found)
	}
	if err != nil {
		resp.Diagnostics.Append(l.failed("list", config, err)...)
		return
	}
	if len(strangers) > 0 {
		resp.Diagnostics.AddWarning("Objects of unknown types were left out", "This version of the provider does not know these types of a "+l.Title()+": "+strings.Join(strangers, ", ")+".")
	}
	result, err := l.result(req.Config.Raw, config, found)
	if err != nil {
		resp.Diagnostics.AddError("Cannot understand Graph's answer", err.Error())
		return
	}
	resp.State.Raw = result
}

// complete reads each object by itself, for what Graph does not list.
func (l *listSource) complete(ctx context.Context, config value.Tree, found []object.Body) error {
	whole := collection.Several(ctx, plain(found), func(ctx context.Context, one object.Body) (object.Body, error) {
		at := maps.Clone(config)
		at["id"] = l.reader().IDOf(one)
		return l.reader().Get(ctx, at, l.listed)
	})
	next := 0
	for one, err := range whole {
		if err != nil {
			return err
		}
		found[next] = one
		next++
	}
	return nil
}

// plain is a list without errors.
func plain(found []object.Body) iter.Seq2[object.Body, error] {
	return func(yield func(object.Body, error) bool) {
		for _, one := range found {
			if !yield(one, nil) {
				return
			}
		}
	}
}

// withDoc is an attribute with another text.
func withDoc(a *value.Attribute, doc string) *value.Attribute {
	changed := *a
	changed.Doc = doc
	return &changed
}

// item is one of the objects found: what Graph returns, and where it was looked for.
func (l *listSource) item(config value.Tree, body object.Body, id string) value.Tree {
	known := value.Tree{"id": id}
	for _, name := range l.Parameters() {
		known[name] = config[name]
	}
	if l.Target() != "" {
		known[l.Target()] = id
	}
	return l.listed.Refresh(known, body)
}

// result is the configuration with what was found.
func (l *listSource) result(raw tftypes.Value, config value.Tree, found []object.Body) (tftypes.Value, error) {
	values := map[string]tftypes.Value{}
	if err := raw.As(&values); err != nil {
		return tftypes.Value{}, err
	}
	ids, items := make([]tftypes.Value, len(found)), make([]tftypes.Value, len(found))
	for i, id := range l.reader().IDs(found) {
		ids[i] = tftypes.NewValue(tftypes.String, id)
		var err error
		if items[i], err = l.listed.Encode(l.item(config, found[i], id)); err != nil {
			return tftypes.Value{}, err
		}
	}
	values[idsName] = tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, ids)
	values[itemsName] = tftypes.NewValue(tftypes.List{ElementType: l.listed.Terraform()}, items)
	return tftypes.NewValue(raw.Type(), values), nil
}

// number is v if that is a whole number, else 0.
func number(v any) int {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return int(i)
}
