// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import "strings"

func fromObject(path Path) expression {
	if len(path) == 1 && !isCast(path[0]) {
		name := path[0]
		return func(s scope) (any, error) { return s.options.property(s.object, name), nil }
	}
	return func(s scope) (any, error) { return s.options.walk(s.object, path) }
}

func fromVariable(depth int, path Path) expression {
	return func(s scope) (any, error) {
		v := s.variable
		for range depth {
			v = v.outer
		}
		return s.options.walk(v.value, path)
	}
}

// or is true if one operand is, else null if one is, else false.
func or(operands []expression) expression {
	return func(s scope) (any, error) {
		var result any = false
		for _, operand := range operands {
			value, err := operand(s)
			switch {
			case err != nil:
				return nil, err
			case value == true:
				return true, nil
			case value == nil:
				result = nil
			}
		}
		return result, nil
	}
}

// and is false if one operand is, else null if one is, else true.
func and(operands []expression) expression {
	return func(s scope) (any, error) {
		var result any = true
		for _, operand := range operands {
			value, err := operand(s)
			switch {
			case err != nil:
				return nil, err
			case value == false:
				return false, nil
			case value == nil:
				result = nil
			}
		}
		return result, nil
	}
}

// not leaves null as it is.
func not(operand expression) expression {
	return func(s scope) (any, error) {
		value, err := operand(s)
		if truth, ok := value.(bool); ok {
			return !truth, err
		}
		return nil, err
	}
}

// truthOnly refuses what is neither Boolean nor null.
func truthOnly(operand expression, kind string) expression {
	return func(s scope) (any, error) {
		value, err := operand(s)
		if err != nil {
			return nil, err
		}
		switch value.(type) {
		case nil, bool:
			return value, nil
		}
		return nil, notBoolean(edmTypeOf(value), kind)
	}
}

func notBoolean(edmType, kind string) error {
	switch kind {
	case "":
		return optionError("$filter", "The $filter expression must evaluate to a single boolean value.")
	case "Not":
		return optionError("$filter", "A unary operator with an incompatible type was detected. Found operand type '%s' for operator kind 'Not'.", edmType)
	}
	return incompatible(edmType, edmBoolean, kind)
}

func incompatible(left, right, kind string) error {
	return optionError("$filter", "A binary operator with incompatible types was detected. Found operand types '%s' and '%s' for operator kind '%s'.", left, right, kind)
}

// has is true if each flag is among the members of an enum value.
func has(left expression, flags string) expression {
	wanted := splitFlags(flags)
	return func(s scope) (any, error) {
		value, err := left(s)
		if value == nil || err != nil {
			return nil, err
		}
		text, ok := value.(string)
		if !ok {
			return nil, incompatible(edmTypeOf(value), edmString, "Has")
		}
		present := splitFlags(text)
		for _, flag := range wanted {
			if !present.contains(flag) {
				return false, nil
			}
		}
		return true, nil
	}
}

// flagNames are the members of a flags value, which may be in any order.
type flagNames []string

func splitFlags(text string) flagNames {
	names := strings.Split(text, ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

func (f flagNames) contains(name string) bool {
	for _, member := range f {
		if strings.EqualFold(member, name) {
			return true
		}
	}
	return false
}

// collection evaluates an expression to the members of a collection, none for null.
func collection(e expression, s scope) ([]any, error) {
	value, err := e(s)
	if err != nil {
		return nil, err
	}
	switch v := value.(type) {
	case nil:
		return nil, nil
	case []any:
		return v, nil
	}
	return nil, optionError("$filter", "Any/All may only be used following a collection.")
}

func notEmpty(members expression) expression {
	return func(s scope) (any, error) {
		found, err := collection(members, s)
		return len(found) > 0, err
	}
}

// quantified evaluates any or all. A condition that is null for a member is not met.
func quantified(operator string, members, condition expression) expression {
	decisive := operator == "any"
	return func(s scope) (any, error) {
		found, err := collection(members, s)
		if err != nil {
			return nil, err
		}
		current := &variable{outer: s.variable}
		s.variable = current
		for _, current.value = range found {
			met, err := condition(s)
			if err != nil {
				return nil, err
			}
			if (met == true) == decisive {
				return decisive, nil
			}
		}
		return !decisive, nil
	}
}

func isOf(subject expression, qualified string) expression {
	return func(s scope) (any, error) {
		value, err := subject(s)
		if err != nil {
			return nil, err
		}
		object, ok := value.(map[string]any)
		return ok && s.options.isA(object, qualified), nil
	}
}

func textTest(name string, left, right expression) expression {
	test := strings.HasPrefix
	switch name {
	case "endswith":
		test = strings.HasSuffix
	case "contains":
		test = strings.Contains
	}
	return func(s scope) (any, error) {
		a, ok, err := text(left, s, name)
		if !ok {
			return nil, err
		}
		b, ok, err := text(right, s, name)
		if !ok {
			return nil, err
		}
		if s.options.CaseSensitive {
			return test(a, b), nil
		}
		return test(strings.ToLower(a), strings.ToLower(b)), nil
	}
}

func caseChange(name string, argument expression) expression {
	change := strings.ToLower
	if name == "toupper" {
		change = strings.ToUpper
	}
	return func(s scope) (any, error) {
		value, ok, err := text(argument, s, name)
		if !ok {
			return nil, err
		}
		return change(value), nil
	}
}

// text evaluates an argument that must be text, or null: then it is not ok but no error.
func text(argument expression, s scope, function string) (value string, ok bool, err error) {
	found, err := argument(s)
	if found == nil || err != nil {
		return "", false, err
	}
	if value, ok = found.(string); ok {
		return value, true, nil
	}
	return "", false, optionError("$filter", "No function signature for the function with name '%s' matches the specified arguments.", function)
}
