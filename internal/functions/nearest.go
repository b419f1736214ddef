// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// unknownName is the error of a name that is not on a list, with the one that was
// probably meant.
func unknownName(kind, name string, known []string) error {
	if near := nearest(known, name); near != "" {
		return fmt.Errorf("there is no %s %q. Did you mean %q?", kind, name, near)
	}
	return fmt.Errorf("there is no %s %q", kind, name)
}

// nearest is the name that differs least from one: only in case, or by an end that is
// missing, or by few letters; "" if none is near.
func nearest(known []string, name string) string {
	if name == "" || len(known) == 0 {
		return ""
	}
	lower := strings.ToLower(name)
	for _, alike := range []func(string) bool{
		func(k string) bool { return k == lower },
		func(k string) bool { return len(lower) > 3 && strings.HasPrefix(k, lower) },
	} {
		if i := slices.IndexFunc(known, func(k string) bool { return alike(strings.ToLower(k)) }); i >= 0 {
			return known[i]
		}
	}
	distance := func(k string) int { return levenshtein.Distance(strings.ToLower(k), lower, nil) }
	best := slices.MinFunc(known, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	if distance(best) > max(1, len(lower)/5) {
		return ""
	}
	return best
}
