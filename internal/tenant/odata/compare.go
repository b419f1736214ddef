// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"cmp"
	"errors"
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"
)

// comparisons gives for each operator its name in messages, its answer for
// operands in ascending, equal and descending order, and whether it is about
// equality, in which null takes part.
func comparisons(operator string) (kind string, answers [3]any, equality bool) {
	switch operator {
	case "eq":
		return "Equal", [3]any{false, true, false}, true
	case "ne":
		return "NotEqual", [3]any{true, false, true}, true
	case "gt":
		return "GreaterThan", [3]any{false, false, true}, false
	case "ge":
		return "GreaterThanOrEqual", [3]any{false, true, true}, false
	case "lt":
		return "LessThan", [3]any{true, false, false}, false
	}
	return "LessThanOrEqual", [3]any{true, true, false}, false
}

// compare evaluates a comparison. Two properties that both look like date-times
// are compared as such; text that is compared with a constant is read as the constant's type.
func compare(operator string, left, right node) expression {
	kind, answers, equality := comparisons(operator)
	bothFromObject := left.literal == nil && right.literal == nil
	return func(s scope) (any, error) {
		a, err := left.evaluate(s)
		if err != nil {
			return nil, err
		}
		b, err := right.evaluate(s)
		if err != nil {
			return nil, err
		}
		if a == nil || b == nil {
			bothNull := a == nil && b == nil
			return equality && bothNull == (operator == "eq"), nil
		}
		if bothFromObject {
			a, b = bothInstants(a, b)
		}
		order, err := s.options.order(a, b)
		if err != nil {
			return nil, incompatible(edmTypeOf(a), edmTypeOf(b), kind)
		}
		return answers[order+1], nil
	}
}

// in is eq with any of the values.
func in(left expression, values []any) expression {
	return func(s scope) (any, error) {
		value, err := left(s)
		if err != nil {
			return nil, err
		}
		return s.options.contains(values, value)
	}
}

func inCollection(left, right expression) expression {
	return func(s scope) (any, error) {
		value, err := left(s)
		if err != nil {
			return nil, err
		}
		members, err := collection(right, s)
		if err != nil {
			return nil, err
		}
		return s.options.contains(members, value)
	}
}

func (o *Options) contains(members []any, value any) (any, error) {
	for _, member := range members {
		if value == nil || member == nil {
			if value == nil && member == nil {
				return true, nil
			}
			continue
		}
		order, err := o.order(value, member)
		if err != nil {
			return nil, incompatible(edmTypeOf(value), edmTypeOf(member), "Equal")
		}
		if order == 0 {
			return true, nil
		}
	}
	return false, nil
}

var errTypes = errors.New("types that cannot be compared")

// order is negative, zero or positive as a is less than, equal to or greater than
// b, neither being nil. It fails if their types have no order.
func (o *Options) order(a, b any) (int, error) {
	switch x := a.(type) {
	case string:
		return o.orderText(x, b)
	case bool:
		if y, ok := b.(bool); ok {
			return cmp.Compare(rank(x), rank(y)), nil
		}
		return 0, errTypes
	}
	if y, ok := b.(string); ok {
		order, err := o.orderText(y, a)
		return -order, err
	}
	return orderTyped(a, b)
}

// orderText compares text with a value, whose type decides how the text is read.
func (o *Options) orderText(a string, b any) (int, error) {
	switch y := b.(type) {
	case string:
		if o.CaseSensitive {
			return cmp.Compare(a, y), nil
		}
		return compareFold(a, y), nil
	case guid:
		return compareFold(a, string(y)), nil
	case enumeration:
		return compareFold(a, string(y)), nil
	case time.Time:
		instant, err := parseInstant(a)
		return instant.Compare(y), err
	case time.Duration:
		duration, err := parseDuration(a)
		return cmp.Compare(duration, y), err
	}
	return 0, errTypes
}

// orderTyped compares two values neither of which is text.
func orderTyped(a, b any) (int, error) {
	if x, ok := a.(time.Time); ok {
		if y, ok := b.(time.Time); ok {
			return x.Compare(y), nil
		}
		return 0, errTypes
	}
	x, ok := numberOf(a)
	if !ok {
		return 0, errTypes
	}
	y, ok := numberOf(b)
	if !ok {
		return 0, errTypes
	}
	if x.exact && y.exact {
		return cmp.Compare(x.integer, y.integer), nil
	}
	return cmp.Compare(x.float, y.float), nil
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bothInstants reads two texts as date-times if both are.
func bothInstants(a, b any) (any, any) {
	x, ok := instantOf(a)
	if !ok {
		return a, b
	}
	y, ok := instantOf(b)
	if !ok {
		return a, b
	}
	return x, y
}

// instantOf reads text of the shape that Graph writes date-times in.
func instantOf(value any) (time.Time, bool) {
	text, ok := value.(string)
	if !ok || len(text) < len("2006-01-02T15:04Z") || text[4] != '-' || text[10] != 'T' {
		return time.Time{}, false
	}
	t, err := parseInstant(text)
	return t, err == nil
}

// compareFold compares text by its characters in lower case, without making copies.
func compareFold(a, b string) int {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			if order := cmp.Compare(unicode.ToLower(x), unicode.ToLower(y)); order != 0 {
				return order
			}
		}
		a, b = a[n:], b[m:]
	}
	return cmp.Compare(len(a), len(b))
}

// edmTypeOf names a value's type in a message.
func edmTypeOf(value any) string {
	switch v := value.(type) {
	case string, enumeration:
		return edmString
	case bool:
		return edmBoolean
	case guid:
		return edmGUID
	case time.Time:
		return edmInstant
	case time.Duration:
		return edmDuration
	case []any:
		return "Collection"
	case map[string]any:
		return "Edm.ComplexType"
	default:
		if n, ok := numberOf(v); ok {
			return n.edmType()
		}
		return fmt.Sprintf("%T", v)
	}
}
