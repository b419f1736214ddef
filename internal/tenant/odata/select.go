// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// ParseSelect parses a $select: properties separated by commas, each perhaps
// with a cast before it or a nested property after it, or "*".
// The error is an [*Error].
func ParseSelect(text string) ([]Path, error) {
	if err := checkSize("$select", text); err != nil {
		return nil, err
	}
	var paths []Path
	for _, item := range split(text, ',') {
		path, ok := parsePath(item.text, "*")
		if !ok {
			return nil, badTerm("$select", text, item)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// part is a piece of an option's text, without blanks around it.
type part struct {
	text   string
	offset int // bytes before it
}

// split divides text at a separator that is neither in quotes nor in parentheses.
func split(text string, separator byte) []part {
	var parts []part
	start, depth := 0, 0
	eachUnquoted(text, `'"`, func(i int, b byte) {
		switch {
		case b == '(':
			depth++
		case b == ')':
			depth--
		case b == separator && depth <= 0:
			parts = append(parts, trimmed(text, start, i))
			start = i + 1
		}
	})
	return append(parts, trimmed(text, start, len(text)))
}

func trimmed(text string, start, end int) part {
	left := strings.TrimLeft(text[start:end], " \t")
	return part{text: strings.TrimRight(left, " \t"), offset: end - len(left)}
}

var segmentPattern = regexp.MustCompile(`^[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*$`)

// parsePath splits a path; its last segment may also be one of those in special.
func parsePath(text string, special ...string) (Path, bool) {
	path := Path(strings.Split(text, "/"))
	last := len(path) - 1
	for i, segment := range path {
		if !segmentPattern.MatchString(segment) && (i < last || !slices.Contains(special, segment)) {
			return nil, false
		}
	}
	return path, true
}

// badTerm blames a part of $select or $expand.
func badTerm(option, whole string, item part) error {
	return &Error{
		Option: option, Position: characters(whole, item.offset), Token: item.text,
		Message: "Term '" + item.text + "' is not valid in a $select or $expand expression.",
	}
}

// Project returns what a $select leaves of an object. Like Graph it keeps the
// annotations ("@odata.type", and "members@odata.count" of what is selected) and
// nothing else that is not named, not even the id. Casts in a path are passed over:
// an object of another type does not have the property. What is selected but not
// there is left out; whether it is null or unknown is for the caller to say, and
// so is adding what was expanded.
//
// An empty selection is everything: then the object itself is returned. Otherwise
// the result is new but shares its values with the object where they are whole.
func Project(object map[string]any, selection []Path) map[string]any {
	if len(selection) == 0 {
		return object
	}
	kept := make(map[string]any, len(selection))
	nested := map[string][]Path{}
	for _, path := range selection {
		path = withoutCast(path)
		switch {
		case len(path) == 0:
		case path[0] == "*":
			maps.Copy(kept, object)
		case len(path) > 1:
			nested[path[0]] = append(nested[path[0]], path[1:])
		default:
			if value, ok := object[path[0]]; ok {
				kept[path[0]] = value
			}
		}
	}
	for name, paths := range nested {
		if value, ok := object[name]; ok && !holds(kept, name) {
			kept[name] = projectValue(value, paths)
		}
	}
	keepAnnotations(kept, object)
	return kept
}

func withoutCast(path Path) Path {
	for len(path) > 0 && isCast(path[0]) {
		path = path[1:]
	}
	return path
}

// projectValue projects an object or the objects of a collection.
func projectValue(value any, selection []Path) any {
	switch v := value.(type) {
	case map[string]any:
		return Project(v, selection)
	case []any:
		projected := make([]any, len(v))
		for i, member := range v {
			projected[i] = projectValue(member, selection)
		}
		return projected
	}
	return value
}

// keepAnnotations copies the annotations of an object and of its properties that are kept.
func keepAnnotations(kept, object map[string]any) {
	for name, value := range object {
		property, _, ok := strings.Cut(name, "@")
		if ok && (property == "" || holds(kept, property)) {
			kept[name] = value
		}
	}
}

func holds(object map[string]any, name string) bool {
	_, ok := object[name]
	return ok
}
