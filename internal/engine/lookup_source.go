// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lookupSource is the data source of an object: one, by its id or by
// its key, or an answer by one of its parameters.
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
		case slices.Contains(l.names(), a.Name):
			argument.Mode = object.Optional
			if len(l.names()) == 1 {
				argument.Mode = object.Required
			}
		case slices.Contains(o.Parameters(), a.Name):
			argument.Mode = object.Required
		default:
			argument.Mode = object.ReadOnly
		}
		l.given = append(l.given, &argument)
	}
	return l
}

// names are the attributes of which one names the object.
func (l *lookupSource) names() []string {
	switch {
	case l.Answer() != nil:
		return l.Parameters()
	case l.IsAlone():
		return nil
	case l.LookUp.Key == "":
		return []string{"id"}
	default:
		return []string{"id", l.LookUp.Key}
	}
}

// keys are the names in Terraform's words.
func (l *lookupSource) keys() []string {
	var all []string
	for _, name := range l.names() {
		all = append(all, l.Readable.Find(name).Key)
	}
	return all
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
			s.Optional, s.Sensitive, s.Description = true, false, a.Doc+" Exactly one of `"+strings.Join(l.keys(), "` and `")+"` is given."
		}
	}
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Description: l.Doc, DescriptionKind: tfprotov6.StringKindMarkdown, Attributes: attributes}}
}

// validate wants one object to be named in one way.
func (l *lookupSource) validate(config value.Tree, diags *diag.Diagnostics) {
	names, keys := l.names(), l.keys()
	if len(names) < 2 {
		return
	}
	var given []string
	for i, name := range names {
		switch v := config[name]; {
		case value.IsUnknown(v):
			return
		case v != nil:
			given = append(given, keys[i])
		}
	}
	const summary, wanted = "Invalid Attribute Combination", "specified when one (and only one) of [%s] is required"
	switch all := strings.Join(keys, ","); len(given) {
	case 0:
		diags.AddAttributeError(path.Root(keys[0]), summary, fmt.Sprintf("No attribute "+wanted, all))
	case 1:
	default:
		diags.AddAttributeError(path.Root(given[1]), summary, fmt.Sprintf("%d attributes "+wanted, len(given), all))
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
