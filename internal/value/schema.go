// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"cmp"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Schema is that of the managed resource. It is made once, and not to be changed.
func (o *Object) Schema() *tfprotov6.Schema { return o.schema() }

func (o *Object) newSchema() *tfprotov6.Schema {
	block := blockOf(o.Description(), o.Managed)
	limits := o.Managed.Find(Timeouts)
	block.Attributes = slices.DeleteFunc(block.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == limits.Key })
	block.BlockTypes = []*tfprotov6.SchemaNestedBlock{{
		TypeName: limits.Key, Nesting: tfprotov6.SchemaNestedBlockNestingModeSingle, Block: blockOf(limits.Doc, limits.Members()),
	}}
	return &tfprotov6.Schema{Version: int64(len(o.Upgrades)), Block: block}
}

func blockOf(doc string, attributes Attributes) *tfprotov6.SchemaBlock {
	return &tfprotov6.SchemaBlock{Description: doc, DescriptionKind: notation(doc), Attributes: attributes.schema()}
}

// schema are the attributes of a managed resource, in the order of their names.
func (as Attributes) schema() []*tfprotov6.SchemaAttribute {
	return as.schemaOf(func(a *Attribute) *tfprotov6.SchemaAttribute {
		return &tfprotov6.SchemaAttribute{
			Required: a.Mode == object.Required, Optional: a.Mode != object.Required && a.Mode != object.ReadOnly,
			Computed:  !a.WriteOnly && (a.IsComputed() || a.Fallback != nil || a.Takeable),
			WriteOnly: a.WriteOnly, Description: a.documentation(),
		}
	})
}

// SourceSchema are the attributes in a data source, all of them Graph's.
func (as Attributes) SourceSchema() []*tfprotov6.SchemaAttribute {
	return as.schemaOf(func(a *Attribute) *tfprotov6.SchemaAttribute {
		return &tfprotov6.SchemaAttribute{Computed: true, Description: a.described()}
	})
}

// ArgumentSchema are the arguments of a data source, with nothing but their own texts.
func (as Attributes) ArgumentSchema() []*tfprotov6.SchemaAttribute {
	return as.schemaOf(func(a *Attribute) *tfprotov6.SchemaAttribute {
		return &tfprotov6.SchemaAttribute{Required: a.Mode == object.Required, Optional: a.Mode != object.Required, Description: a.Doc}
	})
}

// schemaOf completes what a function says of each attribute, at every depth.
func (as Attributes) schemaOf(say func(*Attribute) *tfprotov6.SchemaAttribute) []*tfprotov6.SchemaAttribute {
	all := make([]*tfprotov6.SchemaAttribute, len(as))
	for i, a := range as {
		s := say(a)
		s.Name, s.Sensitive, s.DescriptionKind = a.Key, a.Sensitive, notation(s.Description)
		if nesting := nestingOf(a.Type); nesting == tfprotov6.SchemaObjectNestingModeInvalid {
			s.Type = a.Type.terraform
		} else {
			s.NestedType = &tfprotov6.SchemaObject{Attributes: a.Members().schemaOf(say), Nesting: nesting}
		}
		all[i] = s
	}
	slices.SortFunc(all, func(a, b *tfprotov6.SchemaAttribute) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// nestingOf is how attributes are nested in a type; invalid for one that has none.
func nestingOf(t *Type) tfprotov6.SchemaObjectNestingMode {
	_, ofTexts := t.kind.(textsKind)
	switch t.terraform.(type) {
	case tftypes.Object:
		return tfprotov6.SchemaObjectNestingModeSingle
	case tftypes.Map:
		if ofTexts {
			return tfprotov6.SchemaObjectNestingModeInvalid
		}
		return tfprotov6.SchemaObjectNestingModeMap
	}
	if t.members() == nil {
		return tfprotov6.SchemaObjectNestingModeInvalid
	}
	return tfprotov6.SchemaObjectNestingModeList
}

func notation(doc string) tfprotov6.StringKind {
	if doc == "" {
		return tfprotov6.StringKindPlain
	}
	return tfprotov6.StringKindMarkdown
}
