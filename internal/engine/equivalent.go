// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// equivalent tells whether two values mean the same to Graph: references in
// any case, sets in any order, times in any notation.
func equivalent(t object.Type, a, b any) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	switch t := t.(type) {
	case object.Set:
		x, okX := a.([]any)
		y, okY := b.([]any)
		return okX && okY && sameElements(t.Of, x, y)
	case object.Object:
		x, okX := a.(tree)
		y, okY := b.(tree)
		return okX && okY && sameObject(t.Attributes, x, y)
	case object.Reference:
		return sameText(a, b, strings.EqualFold)
	case object.Time:
		return sameText(a, b, sameInstant)
	case object.Int:
		return sameNumber(a, b)
	default:
		return a == b
	}
}

func sameText(a, b any, same func(a, b string) bool) bool {
	x, okX := a.(string)
	y, okY := b.(string)
	return a == b || okX && okY && same(x, y)
}

func sameInstant(a, b string) bool {
	x, errX := time.Parse(time.RFC3339Nano, a)
	y, errY := time.Parse(time.RFC3339Nano, b)
	return errX == nil && errY == nil && x.Equal(y)
}

func sameNumber(a, b any) bool {
	x, okX := a.(json.Number)
	y, okY := b.(json.Number)
	if !okX || !okY {
		return a == b
	}
	p, okP := new(big.Rat).SetString(x.String())
	q, okQ := new(big.Rat).SetString(y.String())
	return okP && okQ && p.Cmp(q) == 0
}

func sameObject(attributes []object.Attribute, a, b tree) bool {
	for _, attribute := range attributes {
		if !equivalent(attribute.Type, a[attribute.Name], b[attribute.Name]) {
			return false
		}
	}
	return true
}

// sameElements compares as multisets.
func sameElements(of object.Type, a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	taken := make([]bool, len(b))
	for _, x := range a {
		if !takeEquivalent(of, x, b, taken) {
			return false
		}
	}
	return true
}

func takeEquivalent(of object.Type, x any, candidates []any, taken []bool) bool {
	for i, y := range candidates {
		if !taken[i] && equivalent(of, x, y) {
			taken[i] = true
			return true
		}
	}
	return false
}
