// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// resourceSchema is the schema of the managed resource.
func (s shape) resourceSchema() schema.Schema {
	return schema.Schema{
		Version:             int64(len(s.Upgrades)),
		MarkdownDescription: s.Doc,
		Attributes:          resourceAttributes(withoutTimeouts(s.managed), object.Attribute{}),
		Blocks:              map[string]schema.Block{timeoutsAttribute.Name: timeoutsBlock()},
	}
}

// resourceAttributes makes schema attributes. What the outer attribute says of
// sensitivity and of being write-only holds for everything inside it.
func resourceAttributes(attributes []object.Attribute, outer object.Attribute) map[string]schema.Attribute {
	all := make(map[string]schema.Attribute, len(attributes))
	for _, a := range attributes {
		a.Sensitive = a.Sensitive || outer.Sensitive
		writeOnly := object.IsWriteOnly(a.Mode) || object.IsWriteOnly(outer.Mode)
		all[a.TerraformName()] = resourceAttribute(a, writeOnly)
	}
	return all
}

func resourceAttribute(a object.Attribute, writeOnly bool) schema.Attribute {
	required := a.Mode == object.Required
	computed := !writeOnly && isServerSide(a)
	optional := !required && a.Mode != object.ReadOnly
	value, _ := object.DefaultOf(a.Mode)
	if writeOnly {
		value = nil
	}
	doc := attributeDocumentation(a)
	switch t := a.Type.(type) {
	case object.Bool:
		return schema.BoolAttribute{Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: doc, Default: defaultBool(value)}
	case object.Int:
		return schema.Int64Attribute{Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: doc, Default: defaultInt(value), Validators: intValidators(t)}
	case object.Set:
		return resourceSet(a, t, schema.SetAttribute{ElementType: elementType(t.Of), Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, MarkdownDescription: doc, Default: defaultSet(t.Of, value), Validators: setValidators(t.Of, t.MinItems, t.MaxItems)})
	case object.Flags:
		of := object.String{Enum: t.Enum}
		return schema.SetAttribute{ElementType: types.StringType, Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, MarkdownDescription: doc, Default: defaultSet(of, value), Validators: setValidators(of, 0, 0)}
	case object.List:
		return resourceList(a, t, schema.ListAttribute{ElementType: elementType(t.Of), Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, MarkdownDescription: doc, Default: defaultList(t.Of, value), Validators: listValidators(t.Of, t.MinItems, t.MaxItems)})
	case object.References:
		return schema.ListAttribute{ElementType: types.StringType, Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, MarkdownDescription: doc, Default: defaultList(object.String{}, value), Validators: []validator.List{references{t.To}}}
	case object.Map:
		return schema.MapNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: resourceAttributes(t.Attributes, a)}, Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, MarkdownDescription: doc, Default: defaultMap(t, value)}
	case object.Object, object.OneOf:
		return schema.SingleNestedAttribute{Attributes: resourceAttributes(object.Members(t), a), Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: doc}
	default:
		return schema.StringAttribute{Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: doc, Default: defaultString(value), Validators: textValidators(a.Type)}
	}
}

// resourceSet is a set of simple values, or of objects.
func resourceSet(a object.Attribute, t object.Set, plain schema.SetAttribute) schema.Attribute {
	members := object.Members(t)
	if members == nil {
		return plain
	}
	return schema.SetNestedAttribute{
		NestedObject: schema.NestedAttributeObject{Attributes: resourceAttributes(members, a)}, Required: plain.Required, Optional: plain.Optional, Computed: plain.Computed,
		Sensitive: plain.Sensitive, MarkdownDescription: plain.MarkdownDescription, Default: plain.Default, Validators: plain.Validators,
	}
}

// resourceList is a list of simple values, or of objects.
func resourceList(a object.Attribute, t object.List, plain schema.ListAttribute) schema.Attribute {
	members := object.Members(t)
	if members == nil {
		return plain
	}
	return schema.ListNestedAttribute{
		NestedObject: schema.NestedAttributeObject{Attributes: resourceAttributes(members, a)}, Required: plain.Required, Optional: plain.Optional, Computed: plain.Computed,
		Sensitive: plain.Sensitive, MarkdownDescription: plain.MarkdownDescription, Default: plain.Default, Validators: plain.Validators,
	}
}

// isServerSide tells whether Terraform must expect a value that the
// configuration does not hold.
func isServerSide(a object.Attribute) bool {
	_, hasDefault := object.DefaultOf(a.Mode)
	return isComputed(a) || hasDefault
}

// elementType is the framework's type of an element of a collection.
func elementType(t object.Type) attr.Type {
	switch t := t.(type) {
	case object.Bool:
		return types.BoolType
	case object.Int:
		return types.Int64Type
	case object.Set, object.Flags:
		return types.SetType{ElemType: elementType(elementOf(t))}
	case object.List, object.References:
		return types.ListType{ElemType: elementType(elementOf(t))}
	case object.Map:
		return types.MapType{ElemType: elementType(object.Object{Attributes: t.Attributes})}
	case object.Object, object.OneOf:
		members := map[string]attr.Type{}
		for _, a := range object.Members(t) {
			members[a.TerraformName()] = elementType(a.Type)
		}
		return types.ObjectType{AttrTypes: members}
	default:
		return types.StringType
	}
}
