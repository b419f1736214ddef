// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// draft is what the published types tell of an object.
type draft struct {
	schema    *model.Schema
	path      string
	pkg       string
	name      string // in Terraform, without the provider's prefix
	typ       *model.Type
	singleton bool
	// derived: the type is one of several in the collection.
	derived bool
	// link: the path leads to objects that exist elsewhere.
	link bool
}

// newDraft drafts an object at a path. Derived names its type where the path has
// several; it is empty for the type that the path itself has.
func newDraft(path, version, derived string) (draft, error) {
	var failed error
	for _, v := range versions(version) {
		schema, err := model.Load(v)
		if err != nil {
			return draft{}, err
		}
		segments, err := schema.Resolve(path)
		if err != nil {
			failed = fmt.Errorf("%s of Graph has no %s: %w", v, path, err)
			continue
		}
		if len(segments) == 0 {
			return draft{}, fmt.Errorf("%s is no object", path)
		}
		last := segments[len(segments)-1]
		typ, ok := schema.Type(last.Type)
		if !ok || typ.Kind != model.Entity {
			return draft{}, fmt.Errorf("%s leads to %s, which is no entity", path, last.Type)
		}
		d := draft{schema: schema, path: path, pkg: packageOf(path), typ: typ, singleton: !last.Collection}
		if derived != "" {
			d.derived = true
			if d.typ, ok = schema.Type(derived); !ok || !d.typ.IsA(typ.Name) {
				return draft{}, fmt.Errorf("%s of Graph has no %s that is a %s", v, derived, typ.Name)
			}
		}
		d.link = typ.Name == "microsoft.graph.directoryObject" && derived == ""
		d.name = d.terraformName()
		return d, nil
	}
	return draft{}, failed
}

// packageOf takes the part above the last, where there is one, parameters apart:
// "/identity/conditionalAccess/policies" is conditionalaccess.
func packageOf(path string) string {
	parts := slices.DeleteFunc(strings.Split(strings.Trim(path, "/"), "/"), isParameter)
	return strings.ToLower(parts[max(len(parts)-2, 0)])
}

func isParameter(segment string) bool { return strings.HasPrefix(segment, "{") }

// parameters are the names in braces of the path.
func (d draft) parameters() []string {
	return object.Definition{Place: object.Collection{Path: d.path}}.Parameters()
}

// terraformName is that of the type. A link is named after its two ends:
// "/groups/{groupId}/members" is group_member.
func (d draft) terraformName() string {
	if !d.link {
		return object.SnakeCase(unqualified(d.typ.Name))
	}
	var parents []string
	for _, name := range d.parameters() {
		parents = append(parents, object.SnakeCase(strings.TrimSuffix(name, "Id")))
	}
	return strings.Join(append(parents, object.SnakeCase(d.target())), "_")
}

// target is what a link leads to, in the singular.
func (d draft) target() string {
	return strings.TrimSuffix(d.path[strings.LastIndexByte(d.path, '/')+1:], "s")
}

func unqualified(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// variable is the name of the definition in Go.
func (d draft) variable() string {
	var name strings.Builder
	for word := range strings.SplitSeq(d.name, "_") {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return name.String()
}

// variants are the types that values of an abstract type have.
func (d draft) variants() []*model.Type {
	return slices.DeleteFunc(d.typ.Derived(), func(t *model.Type) bool { return t.Abstract })
}

// properties are those of a type and of the types that it extends up to a base,
// without what every object has. Names come first, and Graph's own values last.
func properties(t, base *model.Type) []model.Property {
	var all []model.Property
	for ; t != nil && t != base; t = t.BaseType() {
		all = append(all, t.Properties...)
	}
	all = slices.DeleteFunc(all, func(p model.Property) bool { return p.Name == "id" || p.Name == "deletedDateTime" })
	slices.SortStableFunc(all, func(a, b model.Property) int {
		if ranks := rank(a) - rank(b); ranks != 0 {
			return ranks
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all
}

func rank(p model.Property) int {
	switch {
	case isName(p):
		return 0
	case p.Name == "description":
		return 1
	case readOnly(p):
		return 3
	default:
		return 2
	}
}

func isName(p model.Property) bool { return p.Name == "displayName" || p.Name == "name" }

// readOnly goes by names too: the metadata does not mark all that Graph computes.
func readOnly(p model.Property) bool {
	return p.ReadOnly || p.DocumentedReadOnly || isTimestamp(p) || p.Name == "version" && p.Type != "Edm.String"
}

func isTimestamp(p model.Property) bool {
	return strings.HasPrefix(p.Name, "created") || volatile(p)
}

func volatile(p model.Property) bool {
	return strings.HasPrefix(p.Name, "lastModified") || strings.HasPrefix(p.Name, "modified")
}
