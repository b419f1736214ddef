// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	// MaxLength is how many bytes a query string or one of its options may have:
	// more than fits into the address of a request.
	MaxLength = 32 << 10
	// MaxDepth is how deep parentheses may be nested in one option.
	MaxDepth = 100
)

// An Error tells why a query option cannot be parsed or applied. Graph answers
// it with 400 and its text, which is in the wording of Microsoft's OData libraries.
type Error struct {
	Option   string // the option to blame, as "$filter"; empty if the query string as a whole is
	Position int    // characters of the option's value before Token; -1 if the value as a whole is to blame
	Token    string // the offending part of the value; empty at its end
	Message  string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// characters counts those before a byte offset.
func characters(text string, offset int) int { return utf8.RuneCountInString(text[:offset]) }

// syntaxError blames the token at a byte offset of text. The message counts the
// characters up to the token's end, as Microsoft's lexer does, which has read
// the token by then.
func syntaxError(option, text string, offset int, token string) *Error {
	start := characters(text, offset)
	end := start + utf8.RuneCountInString(token)
	return &Error{
		Option: option, Position: start, Token: token,
		Message: fmt.Sprintf("Syntax error at position %d in '%s'.", end, text),
	}
}

// optionError blames an option as a whole.
func optionError(option, format string, args ...any) *Error {
	return &Error{Option: option, Position: -1, Message: fmt.Sprintf(format, args...)}
}

// checkSize refuses texts that are too long or too deeply nested to parse.
func checkSize(option, text string) error {
	if len(text) > MaxLength {
		return optionError(option, "The value of %s is longer than the %d bytes allowed.", option, MaxLength)
	}
	depth, deepest := 0, 0
	eachUnquoted(text, quotesOf(option), func(_ int, b byte) {
		switch b {
		case '(':
			depth++
			deepest = max(deepest, depth)
		case ')':
			depth--
		}
	})
	if deepest > MaxDepth {
		return optionError(option, "The recursion limit of %d has been exceeded in %s.", MaxDepth, option)
	}
	return nil
}

// quotesOf lists the characters that may enclose text in an option.
func quotesOf(option string) string {
	switch option {
	case "$filter":
		return "'"
	case "$search":
		return `"`
	}
	return `'"`
}

// eachUnquoted visits the bytes that are not in quotes, in order. A backslash
// escapes the next byte between double quotes; a single quote is escaped by another.
func eachUnquoted(text, quotes string, visit func(i int, b byte)) {
	var quote byte // that the text is in, or 0
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case quote == '"' && b == '\\':
			i++
		case quote == b:
			quote = 0
		case quote != 0:
		case strings.IndexByte(quotes, b) >= 0:
			quote = b
		default:
			visit(i, b)
		}
	}
}
