// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// The grammar of $filter, loosest binding first. As in OData's table of
// precedence "not" binds tighter than any comparison and "in" and "has" tighter
// still.
type (
	disjunction struct {
		Terms []*conjunction `parser:"@@ ( 'or' @@ )*"`
	}
	conjunction struct {
		Terms []*equality `parser:"@@ ( 'and' @@ )*"`
	}
	equality struct {
		Left *relation       `parser:"@@"`
		Rest []*equalityRest `parser:"@@*"`
	}
	equalityRest struct {
		Operator string    `parser:"@( 'eq' | 'ne' )"`
		Right    *relation `parser:"@@"`
	}
	relation struct {
		Left *negation       `parser:"@@"`
		Rest []*relationRest `parser:"@@*"`
	}
	relationRest struct {
		Operator string    `parser:"@( 'gt' | 'ge' | 'lt' | 'le' )"`
		Right    *negation `parser:"@@"`
	}
	negation struct {
		Nots    []string    `parser:"@'not'*"`
		Operand *membership `parser:"@@"`
	}
	membership struct {
		Left *operand    `parser:"@@"`
		In   *membersOf  `parser:"( 'in' @@"`
		Has  *literalAST `parser:"| 'has' @@ )?"`
	}
	membersOf struct {
		Literals []*literalAST `parser:"'(' @@ ( ',' @@ )* ')'"`
		Path     *pathAST      `parser:"| @@"`
	}
	operand struct {
		Group   *disjunction `parser:"'(' @@ ')'"`
		Literal *literalAST  `parser:"| @@"`
		Path    *pathAST     `parser:"| @@"`
	}
	pathAST struct {
		Pos      lexer.Position
		Segments []*segment `parser:"@@ ( '/' @@ )*"`
	}
	segment struct {
		Pos  lexer.Position
		Name string     `parser:"@Name"`
		Call *arguments `parser:"@@?"`
	}
	arguments struct {
		Open   string         `parser:"@'('"`
		Lambda *lambda        `parser:"( @@"`
		List   []*disjunction `parser:"| @@ ( ',' @@ )* )? ')'"`
	}
	lambda struct {
		Variable string       `parser:"@Name ':'"`
		Body     *disjunction `parser:"@@"`
	}
	literalAST struct {
		Pos      lexer.Position
		Text     string `parser:"@String"`
		Prefixed string `parser:"| @Prefixed"`
		GUID     string `parser:"| @Guid"`
		Instant  string `parser:"| @Instant"`
		Date     string `parser:"| @Date"`
		Number   string `parser:"| @Number"`
		Word     string `parser:"| @( 'true' | 'false' | 'null' )"`
	}
)

var filterParser = sync.OnceValue(func() *participle.Parser[disjunction] {
	tokens := lexer.MustSimple([]lexer.SimpleRule{
		{Name: "Guid", Pattern: `[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b`},
		{Name: "Instant", Pattern: `\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?`},
		{Name: "Date", Pattern: `\d{4}-\d\d-\d\d\b`},
		{Name: "Number", Pattern: `[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`},
		{Name: "String", Pattern: `'(?:[^']|'')*'`},
		{Name: "Prefixed", Pattern: `[\p{L}_][\p{L}\p{Nd}_.]*'(?:[^']|'')*'`},
		{Name: "Name", Pattern: `[\p{L}_$][\p{L}\p{Nd}_]*(?:\.[\p{L}_][\p{L}\p{Nd}_]*)*`},
		{Name: "Mark", Pattern: `[(),:/]`},
		{Name: "Space", Pattern: `\s+`},
	})
	return participle.MustBuild[disjunction](
		participle.Lexer(tokens),
		participle.Elide("Space"),
		participle.CaseInsensitive("Name"),
		// Two tokens tell the variable of a lambda, "x:", from an expression.
		participle.UseLookahead(2),
	)
})

// parseFilterText makes the tree of a filter's text.
func parseFilterText(text string) (*disjunction, error) {
	if err := checkSize("$filter", text); err != nil {
		return nil, err
	}
	tree, err := filterParser().ParseString("", text)
	if err != nil {
		return nil, grammarError("$filter", text, err)
	}
	return tree, nil
}

// grammarError turns participle's error into one in OData's words.
func grammarError(option, text string, err error) error {
	var unexpected *participle.UnexpectedTokenError
	if errors.As(err, &unexpected) {
		token := unexpected.Unexpected
		if token.EOF() {
			return syntaxError(option, text, len(text), "")
		}
		return syntaxError(option, text, token.Pos.Offset, token.Value)
	}
	var at participle.Error
	if !errors.As(err, &at) {
		return optionError(option, "Syntax error in '%s': %v", text, err)
	}
	return lexicalError(option, text, at.Position().Offset)
}

// lexicalError blames the character at a byte offset, with which no token can begin.
func lexicalError(option, text string, offset int) *Error {
	rest := text[offset:]
	position := characters(text, offset)
	if quotesOf(option) == rest[:1] {
		return &Error{
			Option: option, Position: position, Token: rest,
			Message: fmt.Sprintf("There is an unterminated string literal at position %d in '%s'.", utf8.RuneCountInString(text), text),
		}
	}
	char, _ := utf8.DecodeRuneInString(rest)
	return &Error{
		Option: option, Position: position, Token: string(char),
		Message: fmt.Sprintf("Syntax error: character '%c' is not valid at position %d in '%s'.", char, position, text),
	}
}

// literal reads what the lexer found.
func (l *literalAST) literal() Literal {
	switch {
	case l.Prefixed != "":
		name, quoted, _ := strings.Cut(l.Prefixed, "'")
		text := unquote("'" + quoted)
		if strings.EqualFold(name, "duration") {
			return Literal{Type: edmDuration, Text: text}
		}
		return Literal{Type: name, Text: text}
	case l.GUID != "":
		return Literal{Type: edmGUID, Text: l.GUID}
	case l.Instant != "":
		return Literal{Type: edmInstant, Text: l.Instant}
	case l.Date != "":
		return Literal{Type: edmDate, Text: l.Date}
	case l.Number != "":
		return numberLiteral(l.Number)
	case strings.EqualFold(l.Word, "null"):
		return Literal{Text: "null"}
	case l.Word != "":
		return Literal{Type: edmBoolean, Text: strings.ToLower(l.Word)}
	}
	return Literal{Type: edmString, Text: unquote(l.Text)}
}

// numberLiteral types a number by its size.
func numberLiteral(text string) Literal {
	n, err := parseNumber(text)
	if err != nil {
		return Literal{Type: edmDouble, Text: text} // out of range, which its value reports
	}
	return Literal{Type: n.edmType(), Text: text}
}

// unquote takes off the quotes of a string literal and undoubles those inside.
func unquote(quoted string) string {
	return strings.ReplaceAll(quoted[1:len(quoted)-1], "''", "'")
}
