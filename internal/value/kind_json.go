// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// errTrailing says that a document does not end where it should.
var errTrailing = errors.New("there is something after the document")

// jsonKind is a JSON document: text to Terraform, and to Graph what it says.
type jsonKind struct {
	text
	// numbered: Graph gives the elements of the document their ids.
	numbered bool
}

func compileJSON(_ *compiler, t object.JSON, _ *Attribute) (kind, error) {
	checks := []validator.String{textCheck{ok: isJSON, duty: "must be a JSON document, as the function jsonencode gives it"}}
	if t.Element != "" {
		checks = append(checks, elementsCheck(t.Element))
	}
	return jsonKind{text{checks: checks}, t.Numbered}, nil
}

func (jsonKind) toGraph(_, v any) any {
	document, _ := ParseJSON(Text(v)) // it has been validated
	return document
}

// fromGraph leaves text alone: that is a document already.
func (k jsonKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

func (jsonKind) fromGraph(v any) any {
	switch v.(type) {
	case map[string]any, []any:
		return formatJSON(v)
	default:
		return v
	}
}

func (k jsonKind) same(f forgiveness, a, b any) bool {
	return sameTexts(a, b, func(a, b string) bool {
		x, errX := ParseJSON(a)
		y, errY := ParseJSON(b)
		if errX != nil || errY != nil {
			return false
		}
		if k.numbered {
			x, y = withoutIDs(x), withoutIDs(y)
		}
		return document{additions: f.additions, tokens: f.tokens}.same(x, y)
	})
}

// withoutIDs is a list without the ids of its elements.
func withoutIDs(v any) any {
	elements, ok := v.([]any)
	if !ok {
		return v
	}
	bare := make([]any, len(elements))
	for i, element := range elements {
		bare[i] = element
		if members, ok := element.(map[string]any); ok {
			members = maps.Clone(members)
			delete(members, "id")
			bare[i] = members
		}
	}
	return bare
}

// elementsCheck checks that a document is a list of objects that have a member.
func elementsCheck(member string) textCheck {
	return textCheck{ok: func(document string) bool {
		v, err := ParseJSON(document)
		if err != nil {
			return true // which another check reports
		}
		elements, ok := v.([]any)
		return ok && !slices.ContainsFunc(elements, func(element any) bool {
			members, _ := element.(map[string]any)
			_, isObject := members[member].(map[string]any)
			return !isObject
		})
	}, duty: fmt.Sprintf("must be a JSON list of objects with the member %q: jsonencode([{ %s = { … } }])", member, member)}
}

func (jsonKind) key(any) string { return "" } // one document has many notations

func isJSON(s string) bool {
	_, err := ParseJSON(s)
	return err == nil
}

// ParseJSON reads a document without losing digits.
func ParseJSON(document string) (any, error) {
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
