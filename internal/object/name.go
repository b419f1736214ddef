// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

import (
	"strings"
	"unicode"
)

// SnakeCase turns one of Graph's names into Terraform's form: displayName
// becomes display_name, and a run of capitals is one word, as in
// onPremisesSIDHistory, on_premises_sid_history.
func SnakeCase(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && startsWord(runes, i) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// startsWord tells whether the capital at i begins a word: after a small
// letter or digit, or as the last capital of a run.
func startsWord(runes []rune, i int) bool {
	if !unicode.IsUpper(runes[i-1]) {
		return true
	}
	return i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

// terraformPath is a property's name, or its path with dots, in Terraform's form.
func terraformPath(name string) string {
	parts := strings.Split(name, ".")
	for i, part := range parts {
		parts[i] = SnakeCase(part)
	}
	return strings.Join(parts, ".")
}
