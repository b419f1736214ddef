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
}

func newDraft(path, version string) (draft, error) {
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
		d := draft{schema: schema, path: path, typ: typ, singleton: !last.Collection}
		d.pkg = packageOf(path)
		d.name = object.SnakeCase(unqualified(typ.Name))
		return d, nil
	}
	return draft{}, failed
}

// packageOf takes the part above the last, where there is one:
// "/identity/conditionalAccess/policies" is conditionalaccess.
func packageOf(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	return strings.ToLower(parts[max(len(parts)-2, 0)])
}

func unqualified(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// variable is the name of the definition in Go.
func (d draft) variable() string {
	name := unqualified(d.typ.Name)
	return strings.ToUpper(name[:1]) + name[1:]
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
	all = slices.DeleteFunc(all, func(p model.Property) bool { return p.Name == "id" })
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
