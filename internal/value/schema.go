// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	source "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// ResourceSchema are the attributes of the managed resource, by Terraform's names.
// The timeouts are a block, and not among them.
func (o *Object) ResourceSchema() map[string]resource.Attribute {
	all := o.Managed.resource()
	delete(all, Timeouts)
	return all
}

// SourceSchema are the attributes in a data source, all of them Graph's.
func (as Attributes) SourceSchema() map[string]source.Attribute { return as.source() }

func (as Attributes) resource() map[string]resource.Attribute {
	all := make(map[string]resource.Attribute, len(as))
	for _, a := range as {
		all[a.Key] = a.Type.resource(a.words())
	}
	return all
}

func (as Attributes) source() map[string]source.Attribute {
	all := make(map[string]source.Attribute, len(as))
	for _, a := range as {
		all[a.Key] = a.Type.source(words{sensitive: a.Sensitive, doc: a.described()})
	}
	return all
}

// words are what the schema of the managed resource says of the attribute.
func (a *Attribute) words() words {
	w := words{
		required: a.Mode == object.Required, optional: a.Mode != object.Required && a.Mode != object.ReadOnly,
		sensitive: a.Sensitive, writeOnly: a.WriteOnly, doc: a.documentation(),
	}
	if !a.WriteOnly {
		w.computed = a.IsComputed() || a.Fallback != nil || a.Takeable
	}
	return w
}
