// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// flagsKind is a set of words, which Graph writes as one text.
type flagsKind struct {
	simple
	word      *Type
	enum      []string
	separator string
	least     int
}

func compileFlags(c *compiler, t object.Flags, outer *Attribute) (kind, error) {
	separator := cmp.Or(t.Separator, ",")
	one := object.String{Enum: t.Enum, Closed: t.Closed}
	if len(t.Enum) == 0 { // Graph would take apart what holds a blank or the separator
		one.Pattern, one.PatternDoc = `^[^\s`+regexp.QuoteMeta(separator)+`]+$`, "must be one word, without a blank"
	}
	word, err := c.compile(one, outer)
	if err != nil {
		return nil, err
	}
	k := flagsKind{word: word, enum: t.Enum, separator: separator, least: 1}
	if _, ok := object.DefaultOf(outer.Mode); ok {
		k.least = 0
	}
	return k, nil
}

func (flagsKind) framework() attr.Type { return types.SetType{ElemType: types.StringType} }
func (flagsKind) isCollection() bool   { return true }

func (k flagsKind) decode(v tftypes.Value) (any, error) { return decodeElements(k.word, v) }

func (k flagsKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	return encodeElements(k.word, typ, v)
}

// toGraph joins the words in the order of the enum, or else of the alphabet.
func (k flagsKind) toGraph(_, v any) any {
	elements, _ := v.([]any)
	words := make([]string, len(elements))
	for i, element := range elements {
		words[i] = Text(element)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(slices.Index(k.enum, a)-slices.Index(k.enum, b), strings.Compare(a, b))
	})
	return strings.Join(words, k.separator)
}

func (k flagsKind) fromGraph(v any) any {
	joined, ok := v.(string)
	if !ok {
		return v
	}
	elements := []any{}
	for _, part := range strings.Split(joined, k.separator) {
		if word := strings.TrimSpace(part); word != "" {
			elements = append(elements, word)
		}
	}
	if len(elements) == 0 {
		return nil
	}
	return distinct(k.word, elements)
}

func (k flagsKind) key(v any) string { return elements{k.word}.key(v) }

func (k flagsKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

func (k flagsKind) same(f forgiveness, a, b any) bool { return sameMultiset(k.word, f, a, b) }
