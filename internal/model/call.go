// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import "strings"

// splitCall parts name(argument,…) in its name and arguments. A text that is not
// of this form, or that lacks a quote or a value, is all name.
func splitCall(text string) (name string, arguments []Argument) {
	name, rest, found := strings.Cut(text, "(")
	inner, closed := strings.CutSuffix(rest, ")")
	if !found || !closed || name == "" {
		return text, nil
	}
	if inner == "" {
		return name, nil
	}
	parts, ok := splitArguments(inner)
	if !ok {
		return text, nil
	}
	for _, part := range parts {
		a, ok := parseArgument(part)
		if !ok {
			return text, nil
		}
		arguments = append(arguments, a)
	}
	return name, arguments
}

// splitArguments splits at the commas outside of quotes and brackets.
func splitArguments(text string) (parts []string, ok bool) {
	quoted, depth, start := false, 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted // a quote within quotes is doubled, which comes to the same
		case quoted:
		case c == '[' || c == '{' || c == '(':
			depth++
		case c == ']' || c == '}' || c == ')':
			depth--
		case c == ',' && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:]), !quoted && depth == 0
}

// parseArgument reads name=value or a value alone, which may stand in quotes.
func parseArgument(text string) (Argument, bool) {
	var a Argument
	a.Value = strings.TrimSpace(text)
	if equals := strings.IndexByte(text, '='); equals > 0 && !strings.Contains(text[:equals], "'") {
		a.Name, a.Value = strings.TrimSpace(text[:equals]), strings.TrimSpace(text[equals+1:])
	}
	if a.Value == "" {
		return a, false
	}
	if inner, ok := strings.CutPrefix(a.Value, "'"); ok {
		inner, ok = strings.CutSuffix(inner, "'")
		if !ok {
			return a, false
		}
		a.Value = strings.ReplaceAll(inner, "''", "'")
	}
	return a, true
}
