// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"reflect"
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
		return sameElements(t.Of, a, b)
	case object.Flags:
		return sameElements(object.String{}, a, b)
	case object.References:
		return sameReferences(a, b)
	case object.List:
		return sameList(t.Of, a, b)
	case object.Map:
		return sameMap(t, a, b)
	case object.Object, object.OneOf:
		x, okX := a.(tree)
		y, okY := b.(tree)
		return okX && okY && sameObject(object.Members(t), x, y)
	case object.Wrapped:
		return equivalent(t.Of, a, b)
	case object.Int:
		return sameNumber(a, b)
	default:
		return sameText(a, b, textComparison(t))
	}
}

// shows tells whether Graph's value is the one that we know. In a JSON document
// Graph may have added to objects.
func shows(t object.Type, known, graphs any) bool {
	if _, ok := t.(object.JSON); ok && known != nil && graphs != nil {
		return sameText(known, graphs, covers)
	}
	return equivalent(t, known, graphs)
}

// textComparison is how texts of a type are compared.
func textComparison(t object.Type) func(a, b string) bool {
	switch t.(type) {
	case object.Reference:
		return strings.EqualFold
	case object.Time:
		return sameInstant
	case object.Duration:
		return sameDuration
	case object.Base64:
		return sameContent
	case object.JSON:
		return sameDocument
	default:
		return func(a, b string) bool { return a == b }
	}
}

func sameText(a, b any, same func(a, b string) bool) bool {
	x, okX := a.(string)
	y, okY := b.(string)
	if !okX || !okY {
		return a == b
	}
	return x == y || same(x, y)
}

func sameInstant(a, b string) bool {
	x, errX := time.Parse(time.RFC3339Nano, a)
	y, errY := time.Parse(time.RFC3339Nano, b)
	return errX == nil && errY == nil && x.Equal(y)
}

func sameContent(a, b string) bool {
	x, errX := decodeBase64(a)
	y, errY := decodeBase64(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

func decodeBase64(s string) ([]byte, error) {
	return base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(s), ""), "="))
}

func sameDocument(a, b string) bool {
	x, errX := parseJSON(a)
	y, errY := parseJSON(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// covers tells whether one document has all that another has.
func covers(known, graphs string) bool {
	x, errX := parseJSON(known)
	y, errY := parseJSON(graphs)
	return errX == nil && errY == nil && contains(y, x)
}

// contains tells whether v has all of part: objects may have more names, lists
// have as many elements. Null counts as absent.
func contains(v, part any) bool {
	switch part := part.(type) {
	case map[string]any:
		members, ok := v.(map[string]any)
		for name, value := range part {
			if ok && !contains(members[name], value) {
				return false
			}
		}
		return ok
	case []any:
		elements, ok := v.([]any)
		if !ok || len(elements) != len(part) {
			return false
		}
		for i := range part {
			if !contains(elements[i], part[i]) {
				return false
			}
		}
		return true
	default:
		return reflect.DeepEqual(v, part)
	}
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

func sameMap(t object.Map, a, b any) bool {
	x, okX := a.(tree)
	y, okY := b.(tree)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	for key, element := range x {
		if !equivalent(object.Object{Attributes: t.Attributes}, element, y[key]) {
			return false
		}
	}
	return true
}

func sameList(of object.Type, a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	for i := range x {
		if !equivalent(of, x[i], y[i]) {
			return false
		}
	}
	return true
}

// sameElements compares as multisets.
func sameElements(of object.Type, a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	taken := make([]bool, len(y))
	for _, element := range x {
		if !takeEquivalent(of, element, y, taken) {
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

// sameReferences compares long collections of ids.
func sameReferences(a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	count := map[string]int{}
	for _, id := range x {
		count[strings.ToLower(text(id))]++
	}
	for _, id := range y {
		count[strings.ToLower(text(id))]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
