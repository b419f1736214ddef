// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// stringKind is plain text, compared as it stands or in one of its notations.
type stringKind struct {
	text
	enum     []string
	notation func(string) string
}

func compileString(_ *compiler, t object.String, outer *Attribute) (kind, error) {
	k := stringKind{text: text{empty: t.Empty}, enum: t.Enum, notation: t.Notation}
	if len(t.Enum) > 0 {
		k.checks = append(k.checks, newWordCheck(t.Enum, t.Closed))
	}
	if t.MaxLength > 0 {
		k.checks = append(k.checks, atMost(t.MaxLength))
	}
	if !t.Empty {
		k.checks = append(k.checks, notEmpty(outer.Mode))
	}
	if t.Pattern == "" {
		return k, nil
	}
	pattern, err := regexp.Compile(t.Pattern)
	if err != nil {
		return nil, fmt.Errorf("the pattern: %w", err)
	}
	form := matches(pattern, t.PatternDoc)
	if outer.Sensitive || outer.WriteOnly {
		form.but = nil
	}
	k.checks = append(k.checks, form)
	return k, nil
}

// fromGraph spells a word as the enum does, where Graph has several spellings.
func (k stringKind) fromGraph(v any) any {
	v = k.text.fromGraph(v)
	if word, ok := v.(string); !ok || word == "" || k.notation == nil {
		return v
	}
	if i := slices.IndexFunc(k.enum, func(word string) bool { return k.key(word) == k.key(v) }); i >= 0 {
		return k.enum[i]
	}
	return v
}

func (k stringKind) key(v any) string {
	if k.notation == nil {
		return Text(v)
	}
	return k.notation(Text(v))
}

func (k stringKind) same(_ forgiveness, a, b any) bool {
	return sameTexts(a, b, func(a, b string) bool { return k.key(a) == k.key(b) })
}
