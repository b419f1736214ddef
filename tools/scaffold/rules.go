// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

// writeRules prints a draft of what the local tenant has to know of a collection: its
// rules, the operations on its objects and its permissions. What the types tell is
// filled in, and the comments say what Graph's reference has to tell.
func writeRules(path, version string, out io.Writer) error {
	typ, schema, err := typeAt(path, version)
	if err != nil {
		return err
	}
	pattern := graph.Locate("/" + strings.Trim(path, "/")).Pattern()
	var draft strings.Builder
	fmt.Fprintf(&draft, "// In the table of rules. Of each property, Graph's reference says whether it must, can or cannot be written.\n%q: {\n", pattern)
	list(&draft, "required", namesOf(typ, func(p model.Property) bool { return !p.Nullable && !p.Collection && !fixed(p) }))
	list(&draft, "readOnly", namesOf(typ, func(p model.Property) bool { return p.Name != "id" && (p.ReadOnly || p.DocumentedReadOnly) }))
	list(&draft, "createOnly", namesOf(typ, func(p model.Property) bool { return p.Immutable }))
	draft.WriteString("},\n\n// In the table of operations, for each that the tenant shall carry out.\n")
	bound := map[string][]string{}
	for _, o := range schema.AllOperations() {
		if !typ.IsA(o.Bound) {
			continue
		}
		name := strings.TrimPrefix(o.Bound, "microsoft.graph.")
		if o.BoundCollection {
			name += "[]"
		}
		bound[name] = append(bound[name], o.Name[strings.LastIndexByte(o.Name, '.')+1:])
	}
	for _, name := range slices.Sorted(maps.Keys(bound)) {
		slices.Sort(bound[name])
		fmt.Fprintf(&draft, "%q: {", name)
		for i, operation := range slices.Compact(bound[name]) {
			if i > 0 {
				draft.WriteString(", ")
			}
			fmt.Fprintf(&draft, "%q: nil", operation)
		}
		draft.WriteString("},\n")
	}
	fmt.Fprintf(&draft, "\n// In the table of permissions: those of applications, as the reference lists them.\n%q: {read: []string{}, write: []string{}},\n", pattern)
	_, err = io.WriteString(out, draft.String())
	return err
}

// typeAt is the type of what a path leads to.
func typeAt(path, version string) (*model.Type, *model.Schema, error) {
	var failed []error
	for _, v := range versions(version) {
		schema, err := model.Load(v)
		if err != nil {
			return nil, nil, err
		}
		segments, err := schema.Resolve(path)
		if err != nil || len(segments) == 0 {
			failed = append(failed, cmp.Or(err, errors.New("a path is missing")))
			continue
		}
		if typ, ok := schema.Type(segments[len(segments)-1].Type); ok && typ.Kind == model.Entity {
			return typ, schema, nil
		}
		failed = append(failed, fmt.Errorf("%s: %s leads to no objects", v, path))
	}
	return nil, nil, errors.Join(failed...)
}

// fixed properties are the service's own.
func fixed(p model.Property) bool {
	return p.Name == "id" || p.ReadOnly || p.DocumentedReadOnly || strings.HasSuffix(p.Name, "DateTime")
}

func namesOf(typ *model.Type, wanted func(model.Property) bool) []string {
	var names []string
	for _, p := range typ.AllProperties() {
		if wanted(p) {
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	return names
}

func list(draft *strings.Builder, word string, names []string) {
	if len(names) > 0 {
		fmt.Fprintf(draft, "\t%s: []string{%s},\n", word, `"`+strings.Join(names, `", "`)+`"`)
	}
}
