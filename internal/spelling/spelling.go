// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package spelling finds the name that somebody probably meant.
package spelling

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// shortest is the length, in letters, from which on a name can be told by most of its
// letters: shorter ones differ by chance.
const shortest = 3

// Same tells whether two names differ in case, and in what separates words, at most.
func Same(a, b string) bool { return bare(a) == bare(b) }

// bare is a name without case and without what separates words.
func bare(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(name))
}

// Nearest is the known name that differs least from one: in case or separators only, or
// by an end that is missing, or by one letter in ten. Two neighbours that have changed
// places count for one. It is "" if none is near.
func Nearest(known []string, name string) string {
	given := bare(name)
	if len(known) == 0 {
		return ""
	}
	if i := slices.IndexFunc(known, func(k string) bool { return Same(k, name) }); i >= 0 {
		return known[i]
	}
	if len([]rune(given)) < shortest {
		return ""
	}
	if i := slices.IndexFunc(known, func(k string) bool { return len(given) > shortest && strings.HasPrefix(bare(k), given) }); i >= 0 {
		return known[i]
	}
	best := slices.MinFunc(known, func(a, b string) int { return cmp.Compare(distance(bare(a), given), distance(bare(b), given)) })
	if distance(bare(best), given) > max(1, len(given)/10) {
		return ""
	}
	return best
}

// distance is the number of letters that are put in, left out or changed. The same
// letters in another order, but for two of them, are one change.
func distance(a, b string) int {
	n := levenshtein.Distance(a, b, nil)
	if n == 2 && letters(a) == letters(b) {
		return 1
	}
	return n
}

// letters are those of a name, in order.
func letters(name string) string {
	all := []rune(name)
	slices.Sort(all)
	return string(all)
}
