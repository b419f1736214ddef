// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const guid = `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`

var guidPattern = regexp.MustCompile("^" + guid + "$")

// IsGUID tells whether a text is a GUID.
func IsGUID(s string) bool { return guidPattern.MatchString(s) }

// FoldID is an id as it is told from others: a GUID is the same in any case, and others are
// opaque.
func FoldID(id string) string {
	if IsGUID(id) {
		return strings.ToLower(id)
	}
	return id
}

// referenceKind is the id of another object.
type referenceKind struct{ text }

func compileReference(c *compiler, t object.Reference, _ *Attribute) (kind, error) {
	article := "a"
	if t.To != "" && strings.ContainsAny(t.To[:1], "aeiou") && !strings.HasPrefix(t.To, "user") {
		article = "an"
	}
	duty := fmt.Sprintf("must be the id of %s %s, a GUID", article, t.To)
	if len(t.Or) > 0 {
		words := wordCheck{words: t.Or, ids: true, duty: duty + ", or one of " + quoted(t.Or), remedy: c.found(t.To)}
		return referenceKind{text{checks: []validator.String{words}}}, nil
	}
	id := matches(guidPattern, duty)
	id.remedy = c.found(t.To)
	return referenceKind{text{checks: []validator.String{id}}}, nil
}

// noID consists of noughts: Intune writes it for none.
const noID = "00000000-0000-0000-0000-000000000000"

func (k referenceKind) fromGraph(v any) any {
	if v == noID {
		return nil
	}
	return k.text.fromGraph(v)
}

func (referenceKind) key(v any) string { return strings.ToLower(Text(v)) }

// same compares without case: Graph spells ids in small letters.
func (referenceKind) same(_ forgiveness, a, b any) bool { return sameTexts(a, b, strings.EqualFold) }
