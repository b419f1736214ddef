// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// errTrailing says that a document does not end where it should.
var errTrailing = errors.New("there is something after the document")

// kindProperty tells Graph, and Graph tells, of which derived type a value is.
const kindProperty = "@odata.type"

// toGraph is a value as Graph wants it. Members that are null or unknown are
// left out.
func toGraph(t object.Type, v any) any {
	if v == nil || isUnknown(v) {
		return nil
	}
	switch t := t.(type) {
	case object.Object:
		members, _ := v.(tree)
		return objectToGraph(t, members)
	case object.OneOf:
		members, _ := v.(tree)
		return chosenToGraph(t, members)
	case object.Map:
		elements, _ := v.(tree)
		return mapToGraph(t, elements)
	case object.Set:
		return eachToGraph(t.Of, v)
	case object.List:
		return eachToGraph(t.Of, v)
	case object.Flags:
		return flagsToGraph(t, v)
	case object.Wrapped:
		return wrappedToGraph(t, text(v))
	case object.JSON:
		document, _ := parseJSON(text(v)) // it has been validated
		return document
	default:
		return v
	}
}

func objectToGraph(t object.Object, members tree) object.Body {
	body := object.Body{}
	if t.Kind != "" {
		body[kindProperty] = "#" + t.Kind
	}
	for _, a := range t.Attributes {
		if value := toGraph(a.Type, members[a.Name]); value != nil && a.Mode != object.ReadOnly {
			body[a.Name] = value
		}
	}
	return body
}

// chosenToGraph writes the variant that is set.
func chosenToGraph(t object.OneOf, members tree) any {
	for _, v := range t.Variants {
		if chosen, ok := members[v.Name].(tree); ok {
			return objectToGraph(object.Object{Attributes: v.Attributes, Kind: v.Type}, chosen)
		}
	}
	return nil
}

// mapToGraph writes a list in the order of the keys.
func mapToGraph(t object.Map, elements tree) []any {
	list := []any{}
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		members, _ := elements[key].(tree)
		body := objectToGraph(object.Object{Attributes: t.Attributes}, members)
		if t.ID != "" {
			body[t.ID] = idOrNew(members[t.ID])
		}
		if key != body[t.ID] || t.ID == "" {
			body[t.Key] = key
		}
		list = append(list, body)
	}
	return list
}

// idOrNew is the id of an element, which the client has to make.
func idOrNew(v any) string {
	if id := text(v); id != "" {
		return id
	}
	return uuid.NewString()
}

func eachToGraph(of object.Type, v any) []any {
	elements, _ := v.([]any)
	list := make([]any, len(elements))
	for i, element := range elements {
		list[i] = toGraph(of, element)
	}
	return list
}

// flagsToGraph joins the words in the order of the enum, or else of the alphabet.
func flagsToGraph(t object.Flags, v any) string {
	elements, _ := v.([]any)
	words := make([]string, len(elements))
	for i, element := range elements {
		words[i] = text(element)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(slices.Index(t.Enum, a)-slices.Index(t.Enum, b), strings.Compare(a, b))
	})
	return strings.Join(words, separator(t))
}

func separator(t object.Flags) string { return cmp.Or(t.Separator, ",") }

func wrappedToGraph(t object.Wrapped, value string) object.Body {
	body := object.Body{t.Property: value}
	if t.Kind != nil {
		body[kindProperty] = "#" + t.Kind(value)
	}
	return body
}

// fromGraph is a value of Graph's reply as it stands in state: null is the
// default where there is one, and members that are not declared are left out.
func fromGraph(a object.Attribute, v any) any {
	if v == nil {
		value, _ := object.DefaultOf(a.Mode)
		return jsonValue(value)
	}
	return typeFromGraph(a.Type, v)
}

// typeFromGraph leaves a value as it is whose form is not the expected one: to
// encode it is an error that says so.
func typeFromGraph(t object.Type, v any) any {
	switch v := v.(type) {
	case tree:
		return objectFromGraph(t, v)
	case []any:
		return listFromGraph(t, v)
	case string:
		if flags, ok := t.(object.Flags); ok {
			return flagsFromGraph(flags, v)
		}
		return v
	default:
		return v
	}
}

func objectFromGraph(t object.Type, v tree) any {
	switch t := t.(type) {
	case object.Object:
		return membersFromGraph(t.Attributes, v)
	case object.OneOf:
		return chosenFromGraph(t.Variants, v)
	case object.Wrapped:
		return v[t.Property]
	case object.JSON:
		return formatJSON(v)
	default:
		return v
	}
}

func membersFromGraph(attributes []object.Attribute, v tree) tree {
	kept := tree{}
	for _, a := range attributes {
		kept[a.Name] = fromGraph(a, v[a.Name])
	}
	return kept
}

// chosenFromGraph has a member for the variant whose type Graph names.
func chosenFromGraph(variants []object.Variant, v tree) tree {
	kept := tree{}
	for _, variant := range variants {
		kept[variant.Name] = nil
		if strings.TrimPrefix(text(v[kindProperty]), "#") == variant.Type {
			kept[variant.Name] = membersFromGraph(variant.Attributes, v)
		}
	}
	return kept
}

func listFromGraph(t object.Type, list []any) any {
	switch t := t.(type) {
	case object.Map:
		elements := tree{}
		for _, element := range list {
			members, _ := element.(tree)
			elements[keyOf(t, members)] = membersFromGraph(t.Attributes, members)
		}
		return elements
	case object.JSON:
		return formatJSON(list)
	case object.Set, object.List:
		of, elements := elementOf(t), make([]any, len(list))
		for i, element := range list {
			elements[i] = typeFromGraph(of, element)
		}
		return elements
	default:
		return list
	}
}

// keyOf is the key of an element. Applications from the gallery have roles without
// a value, several of them: those go by their id.
func keyOf(t object.Map, members tree) string {
	return cmp.Or(text(members[t.Key]), text(members[cmp.Or(t.ID, "id")]))
}

func flagsFromGraph(t object.Flags, joined string) []any {
	elements := []any{}
	for _, part := range strings.Split(joined, separator(t)) {
		if word := strings.TrimSpace(part); word != "" {
			elements = append(elements, word)
		}
	}
	return elements
}

// parseJSON reads a document without losing digits.
func parseJSON(document string) (any, error) {
	decoder := json.NewDecoder(strings.NewReader(document))
	decoder.UseNumber()
	var v any
	err := decoder.Decode(&v)
	if err == nil && decoder.More() {
		return nil, errTrailing
	}
	return v, err
}

// formatJSON writes a document with the names of each object in order.
func formatJSON(v any) string {
	document, err := json.Marshal(v)
	if err != nil {
		return "" // what came out of JSON goes into it
	}
	return string(document)
}
