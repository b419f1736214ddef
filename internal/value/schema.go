// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"slices"
	"strings"

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
		all[a.Key] = a.Type.source(words{sensitive: a.Sensitive, doc: a.Doc})
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

// documentation is an argument's own text, and what follows from its definition:
// values, default, and whether a change makes a new object.
func (a *Attribute) documentation() string {
	sentences := []string{a.Doc}
	if values := choicesOf(a.Type.kind); len(values) > 0 {
		sentences = append(sentences, "Possible values: "+quoted(values)+".")
	}
	if value, ok := object.DefaultOf(a.Mode); ok {
		sentences = append(sentences, fmt.Sprintf("Default: `%v`.", value))
	}
	if a.Mode == object.Server {
		sentences = append(sentences, a.removed())
	}
	switch {
	case a.Once:
		sentences = append(sentences, "It can be given later too, once. Another change makes a new object.")
	case a.CreateOnly:
		sentences = append(sentences, "A change makes a new object.")
	}
	return strings.Join(sentences, " ")
}

// removed is what becomes of a value of the server's whose argument is taken out.
func (a *Attribute) removed() string {
	switch {
	case a.CreateOnly:
		return "Left out, it is Graph's to choose, and what was chosen stays when the argument is taken out."
	case a.Removal.Never != "":
		return "Left out, it stays as it is. Once written, it cannot be taken out again: it cannot be cleared."
	case !a.isClearable():
		return "Left out, it stays as it is."
	case a.Removal.With != nil, len(a.Members()) > 0:
		return "Left out, it stays as it is. What Terraform wrote is cleared when it is taken out again."
	default:
		return "Left out, it stays as it is. What Terraform wrote is cleared when the argument is taken out again."
	}
}

// isClearable tells whether something of the value can be cleared.
func (a *Attribute) isClearable() bool {
	switch members := a.Members(); {
	case a.Removal.Never != "":
		return false
	case a.Removal.With != nil || len(members) == 0 || a.IsCollection():
		return true
	default:
		return slices.ContainsFunc(members, (*Attribute).isClearable)
	}
}

// choicesOf are the known values of a kind, or of its elements, if they are counted.
func choicesOf(k kind) []string {
	switch k := k.(type) {
	case stringKind:
		return k.enum
	case setKind:
		return choicesOf(k.of.kind)
	default:
		return nil
	}
}

func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
