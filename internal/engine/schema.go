// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// resourceSchema is the schema of the managed resource.
func (s shape) resourceSchema() schema.Schema {
	return schema.Schema{
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
	switch t := a.Type.(type) {
	case object.Bool:
		attribute := schema.BoolAttribute{Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: attributeDocumentation(a)}
		if b, ok := value.(bool); ok && !writeOnly {
			attribute.Default = booldefault.StaticBool(b)
		}
		return attribute
	case object.Int:
		attribute := schema.Int64Attribute{Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: attributeDocumentation(a)}
		if n, ok := value.(int); ok && !writeOnly {
			attribute.Default = int64default.StaticInt64(int64(n))
		}
		return attribute
	case object.Set:
		attribute := schema.SetAttribute{ElementType: elementType(t.Of), Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, MarkdownDescription: attributeDocumentation(a), Validators: setValidators(t)}
		if elements, ok := value.([]any); ok {
			attribute.Default = setdefault.StaticValue(types.SetValueMust(elementType(t.Of), stringValues(elements)))
		}
		return attribute
	case object.Object:
		return schema.SingleNestedAttribute{Attributes: resourceAttributes(t.Attributes, a), Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: attributeDocumentation(a)}
	default:
		attribute := schema.StringAttribute{Required: required, Optional: optional, Computed: computed, Sensitive: a.Sensitive, WriteOnly: writeOnly, MarkdownDescription: attributeDocumentation(a), Validators: textValidators(a.Type)}
		if text, ok := value.(string); ok && !writeOnly {
			attribute.Default = stringdefault.StaticString(text)
		}
		return attribute
	}
}

// isServerSide tells whether Terraform must expect a value that the
// configuration does not hold.
func isServerSide(a object.Attribute) bool {
	_, hasDefault := object.DefaultOf(a.Mode)
	return isComputed(a) || hasDefault
}

func elementType(t object.Type) attr.Type {
	switch t.(type) {
	case object.Bool:
		return types.BoolType
	case object.Int:
		return types.Int64Type
	default:
		return types.StringType
	}
}

func stringValues(elements []any) []attr.Value {
	values := make([]attr.Value, len(elements))
	for i, element := range elements {
		values[i] = types.StringValue(text(element))
	}
	return values
}

func setValidators(t object.Set) []validator.Set {
	var all []validator.Set
	if t.MaxItems > 0 {
		all = append(all, setvalidator.SizeAtMost(t.MaxItems))
	}
	if each := textValidators(t.Of); len(each) > 0 {
		all = append(all, setvalidator.ValueStringsAre(each...))
	}
	return all
}

const guid = `^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`

func textValidators(t object.Type) []validator.String {
	switch t := t.(type) {
	case object.Reference:
		return []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(guid), fmt.Sprintf("must be the id of a %s, a GUID", t.To))}
	case object.String:
		return stringValidators(t)
	default:
		return nil
	}
}

func stringValidators(t object.String) []validator.String {
	var all []validator.String
	if len(t.Enum) > 0 {
		all = append(all, stringvalidator.OneOf(t.Enum...))
	}
	if t.MaxLength > 0 {
		all = append(all, stringvalidator.UTF8LengthAtMost(t.MaxLength))
	}
	if !t.Empty {
		all = append(all, stringvalidator.LengthAtLeast(1))
	}
	if t.Pattern != "" {
		all = append(all, stringvalidator.RegexMatches(regexp.MustCompile(t.Pattern), t.PatternDoc))
	}
	return all
}
