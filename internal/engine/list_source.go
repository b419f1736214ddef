// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// listSource is the data source of several objects of a definition: all, or
// those that a query selects.
type listSource struct {
	kind
	// listed are the attributes of each object, and given the arguments of the query.
	listed, given value.Attributes
}

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
	l.given, err = value.CompileAttributes(l.queryArguments())
	return l, err
}

// withoutSingles are the attributes without the relations to one object: Graph does not
// take $expand together with an advanced query.
func withoutSingles(all value.Attributes) value.Attributes {
	return slices.DeleteFunc(slices.Clone(all), func(a *value.Attribute) bool { return a.Single })
}

func (l *listSource) in(s *Session) dataSource {
	return &listSource{kind: kind{l.Object, s}, listed: l.listed, given: l.given}
}

// The results stand beside the arguments of the query.
const (
	itemsName = "items"
	idsName   = "ids"
)

func (l *listSource) arguments() value.Attributes { return l.given }

func (l *listSource) typ() tftypes.Object {
	typ := l.given.Terraform()
	typ.AttributeTypes[idsName] = tftypes.List{ElementType: tftypes.String}
	typ.AttributeTypes[itemsName] = tftypes.List{ElementType: l.listed.Terraform()}
	return typ
}

// schema is made from the definition: the query's arguments, and what they find.
func (l *listSource) schema() *tfprotov6.Schema {
	attributes := append(
		l.given.ArgumentSchema(),
		&tfprotov6.SchemaAttribute{
			Name: idsName, Type: tftypes.List{ElementType: tftypes.String}, Computed: true,
			Description: "Ids of the objects that were found, in the order of `" + itemsName + "`.", DescriptionKind: tfprotov6.StringKindMarkdown,
		},
		&tfprotov6.SchemaAttribute{
			Name: itemsName, Computed: true, Description: "The objects that were found.", DescriptionKind: tfprotov6.StringKindMarkdown,
			NestedType: &tfprotov6.SchemaObject{Nesting: tfprotov6.SchemaObjectNestingModeList, Attributes: l.listed.SourceSchema()},
		},
	)
	slices.SortFunc(attributes, func(a, b *tfprotov6.SchemaAttribute) int { return cmp.Compare(a.Name, b.Name) })
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{
		Description: "All objects of the kind " + l.Title() + ", or those that the arguments choose. " + l.Doc, DescriptionKind: tfprotov6.StringKindMarkdown, Attributes: attributes,
	}}
}

// validate checks that Graph has what it needs to list anything.
func (l *listSource) validate(config value.Tree, diags *diag.Diagnostics) {
	l.checkScopes(config, diags)
}

// find finds the objects and returns all of each.
func (l *listSource) find(ctx context.Context, config value.Tree, diags *diag.Diagnostics) map[string]tftypes.Value {
	found, strangers, err := l.reader().List(ctx, l.query(config), l.listed.Listed())
	if err == nil && config[completeArgument] == true {
		err = l.complete(ctx, config, found)
	}
	if err != nil {
		diags.Append(l.failed("list", config, err)...)
		return nil
	}
	if len(strangers) > 0 {
		diags.AddWarning("Objects of unknown types were left out", "This version of the provider does not know these types of a "+l.Title()+": "+strings.Join(strangers, ", ")+".")
	}
	result, err := l.result(config, found)
	if err != nil {
		diags.AddError("Cannot understand Graph's answer", err.Error())
	}
	return result
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
	if l.OwnKey() != "" {
		known[l.OwnKey()] = id
	}
	return l.listed.Refresh(known, body)
}

// result is what was found.
func (l *listSource) result(config value.Tree, found []object.Body) (map[string]tftypes.Value, error) {
	ids, items := make([]tftypes.Value, len(found)), make([]tftypes.Value, len(found))
	for i, id := range l.reader().IDs(found) {
		ids[i] = tftypes.NewValue(tftypes.String, id)
		var err error
		if items[i], err = l.listed.Encode(l.item(config, found[i], id)); err != nil {
			return nil, err
		}
	}
	return map[string]tftypes.Value{
		idsName:   tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, ids),
		itemsName: tftypes.NewValue(tftypes.List{ElementType: l.listed.Terraform()}, items),
	}, nil
}

// number is v if that is a whole number, else 0.
func number(v any) int {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return int(i)
}
