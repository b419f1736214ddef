// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Export is a path into an object: names with dots between them, each with an index in
// brackets behind it, or [*] for all elements. A name that has dots itself stands in
// double quotes: `appRoles[*].id`, `"@odata.etag"`.
type Export []step

// step goes to a member, to an element, or to all elements.
type step struct {
	name string
	// index is the element's; each tells of all of them. Both count without a name only.
	index int
	each  bool
}

var stepForm = regexp.MustCompile(`^(?:"([^"]+)"|([^."\[\]]+)|\[(\d+|\*)\])`)

// ParseExport reads a path.
func ParseExport(path string) (Export, error) {
	var e Export
	rest := path
	for rest != "" {
		found := stepForm.FindStringSubmatch(rest)
		if found == nil {
			return nil, fmt.Errorf("%q is no path of names: write displayName, appRoles[0].id, appRoles[*].id or \"@odata.etag\"", path)
		}
		rest = strings.TrimPrefix(rest[len(found[0]):], ".")
		switch {
		case found[3] == "*":
			e = append(e, step{each: true})
		case found[3] != "":
			index, err := strconv.Atoi(found[3])
			if err != nil {
				return nil, fmt.Errorf("the index in %q: %w", path, err)
			}
			e = append(e, step{index: index})
		default:
			e = append(e, step{name: found[1] + found[2]})
		}
	}
	if len(e) == 0 || e[0].name == "" || strings.HasSuffix(path, ".") {
		return nil, fmt.Errorf("%q does not begin with the name of a property and end with a name or an index", path)
	}
	return e, nil
}

// Property is the one that the path begins with.
func (e Export) Property() string { return e[0].name }

// Of is what the path leads to, or nil.
func (e Export) Of(v any) any {
	if len(e) == 0 {
		return v
	}
	switch first := e[0]; {
	case first.name != "":
		members, _ := v.(value.Tree)
		return e[1:].Of(members[first.name])
	case first.each:
		elements, ok := v.([]any)
		if !ok {
			return nil
		}
		all := make([]any, len(elements))
		for i, element := range elements {
			all[i] = e[1:].Of(element)
		}
		return all
	default:
		if elements, _ := v.([]any); first.index < len(elements) {
			return e[1:].Of(elements[first.index])
		}
		return nil
	}
}
