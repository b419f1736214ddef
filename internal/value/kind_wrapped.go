// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// wrappedKind is text that Graph wraps into an object.
type wrappedKind struct {
	text
	object.Wrapped
	of *Type
}

func compileWrapped(c *compiler, t object.Wrapped, outer *Attribute) (kind, error) {
	of, err := c.compile(t.Of, outer)
	if err != nil {
		return nil, err
	}
	return wrappedKind{text: text{checks: checksOf(of.kind)}, Wrapped: t, of: of}, nil
}

func (k wrappedKind) toGraph(_, v any) any {
	inner := Text(v)
	body := object.Body{k.Property: inner}
	if lower, upper, ok := strings.Cut(inner, endsSeparator); ok && k.Ends[0] != "" {
		body = object.Body{k.Ends[0]: lower, k.Ends[1]: upper}
	}
	if k.Kind != nil {
		body[KindProperty] = "#" + k.Kind(inner)
	}
	return body
}

func (k wrappedKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

func (k wrappedKind) fromGraph(v any) any {
	body, ok := v.(object.Body)
	if !ok {
		return v
	}
	if lower := Text(body[k.Ends[0]]); lower != "" {
		return lower + endsSeparator + Text(body[k.Ends[1]])
	}
	return k.of.fromGraph(body[k.Property])
}

// endsSeparator stands between the two ends of a value that has some.
const endsSeparator = "-"

func (k wrappedKind) key(v any) string { return k.of.key(v) }

func (k wrappedKind) same(f forgiveness, a, b any) bool { return k.of.same(f, a, b) }
