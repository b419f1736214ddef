// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const header = `// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package %s

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

`

// definition is the Go source of the draft.
func (d draft) definition() (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, header, d.pkg)
	fmt.Fprintf(&b, "// %s is …\nvar %s = object.Definition{\n", d.variable(), d.variable())
	fmt.Fprintf(&b, "Name: %q,\nDoc: \"\",\nPlace: %s,\n", d.name, d.place())
	if name := d.key(); name != "" && !d.singleton && !d.link && len(d.parameters()) == 0 {
		fmt.Fprintf(&b, "LookUp: object.LookUp{Key: %q},\n", name)
	}
	b.WriteString("Life: &object.Life{},\n")
	b.WriteString("Attributes: []object.Attribute{\n")
	for _, name := range d.ends() {
		fmt.Fprintf(&b, "{Name: %q, Mode: object.Required, Type: object.Reference{To: %q}, CreateOnly: true, Doc: \"\"},\n", name, strings.TrimSuffix(name, "Id"))
	}
	if !d.link {
		b.WriteString(d.attributes(properties(d.typ, nil), nil, false))
	}
	b.WriteString("},\n")
	if variants := d.variants(); d.typ.Abstract && len(variants) > 0 && !d.link {
		fmt.Fprintf(&b, "Variants: []object.Variant{\n")
		for _, v := range variants {
			fmt.Fprintf(&b, "{Name: %q, Type: %q, Doc: \"\", Attributes: []object.Attribute{\n%s}},\n", unqualified(v.Name), v.Name, d.attributes(properties(v, d.typ), nil, false))
		}
		fmt.Fprintf(&b, "},\n")
	}
	b.WriteString("}\n")
	source, err := format.Source([]byte(b.String()))
	return string(source), err
}

// place is where the objects are, in Go.
func (d draft) place() string {
	address := fmt.Sprintf("API: object.%s, Path: %q, Type: %q", d.api(), d.path, d.typ.Name)
	switch {
	case d.singleton:
		return "object.Singleton{" + address + "}"
	case d.link:
		return fmt.Sprintf("object.Relation{%s, Target: %q}", address, d.target()+"Id")
	case d.derived:
		return "object.Collection{" + address + ", Derived: true}"
	default:
		return "object.Collection{" + address + "}"
	}
}

func (d draft) api() string {
	if d.schema.Version() == model.Beta {
		return "Beta"
	}
	return "V1"
}

// key is the property by which people know the object.
func (d draft) key() string {
	for _, name := range []string{"displayName", "name"} {
		if _, ok := d.typ.Property(name); ok {
			return name
		}
	}
	return ""
}

// ends are the attributes by which the object is found: those of the path and, of
// a link, its target.
func (d draft) ends() []string {
	if d.link {
		return append(d.parameters(), d.target()+"Id")
	}
	return d.parameters()
}

// attributes writes a list of attributes. Types that contain themselves end
// where they do: above are the types that the list is nested in. Elements of a
// collection have no values of Graph's own.
func (d draft) attributes(all []model.Property, above []string, elements bool) string {
	var b strings.Builder
	for _, p := range all {
		if elements && readOnly(p) {
			continue
		}
		fmt.Fprintf(&b, "{Name: %q, Mode: %s, Type: %s", p.Name, d.mode(p), d.kind(p, above))
		if p.Immutable {
			b.WriteString(", CreateOnly: true")
		}
		if volatile(p) {
			b.WriteString(", Volatile: true")
		}
		b.WriteString(", Doc: \"\"},\n")
	}
	return b.String()
}

// mode guesses who decides about a value.
func (d draft) mode(p model.Property) string {
	switch {
	case readOnly(p):
		return "object.ReadOnly"
	case d.singleton:
		return "object.Server"
	case isName(p):
		return "object.Required"
	case p.Collection:
		return "object.Default([]any{})"
	case p.Type == "Edm.Boolean":
		return "object.Default(false)"
	default:
		return "object.Optional"
	}
}

// kind is the type of the attribute.
func (d draft) kind(p model.Property, above []string) string {
	one := d.single(p, above)
	if p.Collection {
		return "object.Set{Of: " + one + "}"
	}
	return one
}

var primitives = map[string]string{
	"Edm.Boolean": "Bool", "Edm.Int16": "Int", "Edm.Int32": "Int", "Edm.Int64": "Int", "Edm.DateTimeOffset": "Time",
	"Edm.Date": "Date", "Edm.Duration": "Duration", "Edm.Binary": "Base64",
}

func (d draft) single(p model.Property, above []string) string {
	if name, ok := primitives[p.Type]; ok {
		return "object." + name + "{}"
	}
	t, ok := d.schema.Type(p.Type)
	switch {
	case !ok:
		return "object.String{}"
	case t.Kind == model.Enum && t.Flags:
		return "object.Flags{Enum: " + enum(t) + "}"
	case t.Kind == model.Enum:
		return "object.String{Enum: " + enum(t) + "}"
	case slices.Contains(above, t.Name):
		return "object.Object{}"
	default:
		return "object.Object{Attributes: []object.Attribute{\n" + d.attributes(properties(t, nil), append(above, t.Name), p.Collection) + "}}"
	}
}

// enum leaves out the member that Graph answers to clients which do not know
// the real one.
func enum(t *model.Type) string {
	var members []string
	for _, m := range t.Members {
		if m != "unknownFutureValue" {
			members = append(members, strconv.Quote(m))
		}
	}
	return "[]string{" + strings.Join(members, ", ") + "}"
}

// example is a configuration with all that must be given.
func (d draft) example() string {
	var b strings.Builder
	fmt.Fprintf(&b, "resource \"microsoft365_%s\" \"example\" {\n", d.name)
	for _, name := range d.ends() {
		fmt.Fprintf(&b, "  %s = \"3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11\"\n", object.SnakeCase(name))
	}
	for _, p := range properties(d.typ, nil) {
		if isName(p) && !d.singleton && !d.link {
			fmt.Fprintf(&b, "  %s = \"Example\"\n", object.SnakeCase(p.Name))
		}
	}
	return b.String() + "}\n"
}

// importExample shows every form of import.
func (d draft) importExample() string {
	address := fmt.Sprintf("terraform import microsoft365_%s.example", d.name)
	ids := slices.Repeat([]string{"3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11"}, len(d.parameters())+1)
	text := "# By the object's id\n" + address + " " + strings.Join(ids, "/") + "\n"
	if d.key() != "" && len(d.parameters()) == 0 && !d.singleton && !d.link {
		text += "\n# By its name\n" + address + " 'name=Example'\n"
	}
	return text
}
