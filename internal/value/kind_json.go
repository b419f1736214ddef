// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// errTrailing says that a document does not end where it should.
var errTrailing = errors.New("there is something after the document")

// jsonKind is a JSON document: text to Terraform, and to Graph what it says.
type jsonKind struct{ text }

func compileJSON(*compiler, object.JSON, *Attribute) (kind, error) {
	return jsonKind{text{checks: []validator.String{textCheck{isJSON, "must be a JSON document, as the function jsonencode gives it"}}}}, nil
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

func (jsonKind) same(f forgiveness, a, b any) bool {
	return sameTexts(a, b, func(a, b string) bool {
		x, errX := ParseJSON(a)
		y, errY := ParseJSON(b)
		if errX != nil || errY != nil {
			return false
		}
		return document{additions: f.additions}.same(x, y)
	})
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
