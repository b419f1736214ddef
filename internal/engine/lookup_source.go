// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lookupSource is the data source of an object: one, by its id or by
// its key.
type lookupSource struct {
	kind
	// given are the arguments: what Graph returns can be read only, but for the
	// parameters of the path, and the id or the key.
	given value.Attributes
}

func newLookupSource(o *value.Object) *lookupSource {
	l := &lookupSource{kind: kind{Object: o}}
	for _, a := range o.Readable {
		argument := *a
		switch {
		case slices.Contains(o.Parameters(), a.Name):
			argument.Mode = object.Required
		case l.IsAlone():
			argument.Mode = object.ReadOnly
		case a.Name == "id" && o.LookUp.Key == "":
			argument.Mode = object.Required
		case a.Name == "id" || a.Name == o.LookUp.Key:
			argument.Mode = object.Optional
		default:
			argument.Mode = object.ReadOnly
		}
		l.given = append(l.given, &argument)
	}
	return l
}

func (l *lookupSource) in(s *Session) dataSource { return &lookupSource{kind{l.Object, s}, l.given} }

func (l *lookupSource) typ() tftypes.Object         { return l.Readable.Terraform() }
func (l *lookupSource) arguments() value.Attributes { return l.given }

// schema is made from the definition: everything readable, and the id or the
// key to find the object by.
func (l *lookupSource) schema() *tfprotov6.Schema {
	attributes := l.Readable.SourceSchema()
	for _, s := range attributes {
		i := slices.IndexFunc(l.given, func(a *value.Attribute) bool { return a.Key == s.Name })
		switch a := l.given[i]; a.Mode {
		case object.Required:
			s.Required, s.Computed, s.Sensitive, s.Description = true, false, false, a.Doc
		case object.Optional:
			key := l.Readable.Find(l.LookUp.Key).Key
			s.Optional, s.Sensitive, s.Description = true, false, a.Doc+" Exactly one of `id` and `"+key+"` is given."
		}
	}
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Description: l.Doc, DescriptionKind: tfprotov6.StringKindMarkdown, Attributes: attributes}}
}

// validate wants one object to be named in one way.
func (l *lookupSource) validate(config value.Tree, diags *diag.Diagnostics) {
	if l.IsAlone() || l.LookUp.Key == "" {
		return
	}
	key := l.Readable.Find(l.LookUp.Key)
	id, name := config["id"], config[key.Name]
	switch {
	case value.IsUnknown(id), value.IsUnknown(name):
	case id == nil && name == nil:
		diags.AddAttributeError(path.Root("id"), "Invalid Attribute Combination", fmt.Sprintf("No attribute specified when one (and only one) of [id,%s] is required", key.Key))
	case id != nil && name != nil:
		diags.AddAttributeError(path.Root(key.Key), "Invalid Attribute Combination", fmt.Sprintf("2 attributes specified when one (and only one) of [id,%s] is required", key.Key))
	}
}

// find finds the object and returns all of it.
func (l *lookupSource) find(ctx context.Context, config value.Tree, diags *diag.Diagnostics) map[string]tftypes.Value {
	found, err := l.object(ctx, config)
	if err != nil {
		diags.Append(l.failed("read", config, err)...)
		return nil
	}
	state := l.Readable.Refresh(config, found)
	if state["id"] == nil {
		state["id"] = l.reader().IDOf(found)
	}
	if l.OwnKey() != "" {
		state[l.OwnKey()] = state["id"]
	}
	var values map[string]tftypes.Value
	encoded, err := l.Readable.Encode(state)
	if err == nil {
		err = encoded.As(&values)
	}
	if err != nil {
		diags.AddError("Cannot understand Graph's answer", err.Error())
	}
	return values
}

func (l *lookupSource) object(ctx context.Context, config value.Tree) (object.Body, error) {
	switch {
	case l.LookUp.Only:
		return l.reader().Only(ctx, l.Readable)
	case l.IsAlone() || value.Text(config["id"]) != "":
		return l.reader().Get(ctx, config, l.Readable)
	default:
		return l.reader().Find(ctx, config, value.Text(config[l.LookUp.Key]), l.Readable)
	}
}
