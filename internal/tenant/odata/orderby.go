// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"cmp"
	"slices"
	"strings"
)

// An OrderKey is one property of a $orderby.
type OrderKey struct {
	Path       Path
	Descending bool
}

// ParseOrderBy parses a $orderby: paths separated by commas, each perhaps with
// asc or desc after it. The error is an [*Error].
func ParseOrderBy(text string) ([]OrderKey, error) {
	if err := checkSize("$orderby", text); err != nil {
		return nil, err
	}
	var keys []OrderKey
	for _, item := range split(text, ',') {
		key, err := parseOrderKey(text, item)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func parseOrderKey(whole string, item part) (OrderKey, error) {
	name, direction := item.text, ""
	if blank := strings.IndexAny(name, " \t"); blank >= 0 {
		name, direction = name[:blank], strings.TrimLeft(name[blank:], " \t")
	}
	path, ok := parsePath(name, "$count")
	if !ok {
		return OrderKey{}, syntaxError("$orderby", whole, item.offset, name)
	}
	switch strings.ToLower(direction) {
	case "", "asc":
		return OrderKey{Path: path}, nil
	case "desc":
		return OrderKey{Path: path, Descending: true}, nil
	}
	start := item.offset + len(item.text) - len(direction)
	return OrderKey{}, syntaxError("$orderby", whole, start, direction)
}

// Sort sorts objects in place by the first key, those that are equal by the
// second, and so on; objects that are equal in all keep their order. Null comes
// first, last if descending, as OData says. Text is compared without regard to
// case, date-times as instants; a collection counts as null.
func Sort(objects []map[string]any, keys []OrderKey) {
	if len(keys) == 0 {
		return
	}
	rows := make([]row, len(objects))
	values := make([]any, len(objects)*len(keys))
	for i, object := range objects {
		rows[i] = row{object: object, values: values[i*len(keys) : (i+1)*len(keys)]}
		for k, key := range keys {
			rows[i].values[k] = sortValue(object, key.Path)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return compareRows(a, b, keys) })
	for i, r := range rows {
		objects[i] = r.object
	}
}

// row is an object with the values that it is sorted by.
type row struct {
	object map[string]any
	values []any
}

func sortValue(object map[string]any, path Path) any {
	value, err := (&Options{}).walk(object, path)
	if err != nil {
		return nil
	}
	switch value.(type) {
	case []any, map[string]any:
		return nil
	}
	if instant, ok := instantOf(value); ok {
		return instant
	}
	if n, ok := numberOf(value); ok {
		return n
	}
	return value
}

func compareRows(a, b row, keys []OrderKey) int {
	for i, key := range keys {
		order := compareSortValues(a.values[i], b.values[i])
		if order == 0 {
			continue
		}
		if key.Descending {
			return -order
		}
		return order
	}
	return 0
}

// compareSortValues orders all values, those of different types by the types' names.
func compareSortValues(a, b any) int {
	if a == nil || b == nil {
		return cmp.Compare(rank(a != nil), rank(b != nil))
	}
	order, err := (&Options{}).order(a, b)
	if err != nil {
		return cmp.Compare(edmTypeOf(a), edmTypeOf(b))
	}
	return order
}
