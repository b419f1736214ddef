// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// The grammar of $search. AND binds tighter than OR, and both are in upper case.
type (
	anySearch struct {
		Terms []*allSearch `parser:"@@ ( 'OR' @@ )*"`
	}
	allSearch struct {
		Terms []*searchTerm `parser:"@@ ( 'AND' @@ )*"`
	}
	searchTerm struct {
		Group  *anySearch `parser:"'(' @@ ')'"`
		Clause string     `parser:"| @Clause"`
		Word   string     `parser:"| @Word"`
	}
)

var searchParser = sync.OnceValue(func() *participle.Parser[anySearch] {
	tokens := lexer.MustSimple([]lexer.SimpleRule{
		{Name: "Clause", Pattern: `"(?:[^"\\]|\\.)*"`},
		{Name: "Word", Pattern: `[^\s()":]+`},
		{Name: "Mark", Pattern: `[()]`},
		{Name: "Space", Pattern: `\s+`},
	})
	return participle.MustBuild[anySearch](participle.Lexer(tokens), participle.Elide("Space"))
})

// A Search is a parsed $search.
type Search struct {
	text    string
	matches searchTest
	clauses []Clause
}

// searchTest tells whether an object is found.
type searchTest func(object map[string]any) bool

// A Clause is a part of a $search, such as "displayName:sales" in quotes.
type Clause struct {
	Property string // "" if the clause names none, which Graph's directory refuses
	Text     string
}

// ParseSearch parses a $search: clauses in double quotes, in which a backslash
// escapes quotes and backslashes, joined by AND, OR and parentheses; also single
// words without quotes. The error is an [*Error].
func ParseSearch(text string) (*Search, error) {
	if err := checkSize("$search", text); err != nil {
		return nil, err
	}
	tree, err := searchParser().ParseString("", text)
	if err != nil {
		return nil, grammarError("$search", text, err)
	}
	s := &Search{text: text}
	s.matches = s.any(tree)
	return s, nil
}

// String returns the search as it was parsed.
func (s *Search) String() string { return s.text }

// Clauses lists the clauses in the order of the text.
func (s *Search) Clauses() []Clause { return s.clauses }

// Properties are those that Match looks at.
func (s *Search) Properties() []string {
	var names []string
	for _, clause := range s.clauses {
		if clause.Property == "" {
			names = append(names, naming()...)
		} else {
			names = append(names, clause.Property)
		}
	}
	return names
}

// Match tells whether an object is found. As Graph documents for its directory,
// displayName and description are split into words, and every word of the clause
// must begin one of them, in any order; other properties must begin with the
// clause's text. Case never matters. Of a collection one member must match. A
// clause without property looks at the words of the properties that name things:
// displayName, name, description, mail and userPrincipalName.
func (s *Search) Match(object map[string]any) bool { return s.matches(object) }

func (s *Search) any(a *anySearch) searchTest {
	tests := make([]searchTest, len(a.Terms))
	for i, term := range a.Terms {
		tests[i] = s.all(term)
	}
	return func(object map[string]any) bool {
		return slices.ContainsFunc(tests, func(t searchTest) bool { return t(object) })
	}
}

func (s *Search) all(a *allSearch) searchTest {
	tests := make([]searchTest, len(a.Terms))
	for i, term := range a.Terms {
		tests[i] = s.term(term)
	}
	return func(object map[string]any) bool {
		return !slices.ContainsFunc(tests, func(t searchTest) bool { return !t(object) })
	}
}

func (s *Search) term(t *searchTerm) searchTest {
	if t.Group != nil {
		return s.any(t.Group)
	}
	clause := Clause{Text: t.Word}
	if t.Clause != "" {
		clause = parseClause(t.Clause)
	}
	s.clauses = append(s.clauses, clause)
	return clause.test()
}

// parseClause reads a clause with its quotes.
func parseClause(quoted string) Clause {
	var text strings.Builder
	escaped := false
	for _, r := range quoted[1 : len(quoted)-1] {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		text.WriteRune(r)
	}
	property, value, ok := strings.Cut(text.String(), ":")
	if !ok || !segmentPattern.MatchString(property) {
		return Clause{Text: text.String()}
	}
	return Clause{Property: property, Text: strings.TrimSpace(value)}
}

func (c Clause) test() searchTest {
	wanted := wordsOf(c.Text)
	if len(wanted) == 0 {
		wanted = []string{strings.ToLower(c.Text)}
	}
	matchesWords := func(text string) bool { return beginWords(wanted, indexOf(text)) }
	switch c.Property {
	case "displayName", "description":
		return func(object map[string]any) bool { return matchesText(object[c.Property], matchesWords) }
	case "":
		return func(object map[string]any) bool {
			return slices.ContainsFunc(naming(), func(name string) bool { return matchesText(object[name], matchesWords) })
		}
	}
	start := strings.ToLower(c.Text)
	begins := func(text string) bool { return strings.HasPrefix(strings.ToLower(text), start) }
	return func(object map[string]any) bool { return matchesText(object[c.Property], begins) }
}

// naming are the properties that name things.
func naming() []string {
	return []string{"displayName", "name", "description", "mail", "userPrincipalName"}
}

// matchesText tests a value, or the members of a collection, if it is text.
func matchesText(value any, test func(string) bool) bool {
	switch v := value.(type) {
	case string:
		return test(v)
	case []any:
		return slices.ContainsFunc(v, func(member any) bool { return matchesText(member, test) })
	}
	return false
}

// beginWords tells whether each wanted word is the beginning of a present one.
func beginWords(wanted, present []string) bool {
	for _, word := range wanted {
		begins := func(p string) bool { return strings.HasPrefix(p, word) }
		if !slices.ContainsFunc(present, begins) {
			return false
		}
	}
	return true
}

// indexOf splits text as Graph's index does: into words, and what words between
// blanks give when only symbols part them, so that helloworld finds hello-world.
func indexOf(text string) []string {
	words := wordsOf(text)
	for chunk := range strings.FieldsSeq(text) { // one of symbols alone gives "", which no word begins
		joined := strings.Join(strings.FieldsFunc(chunk, isSymbol), "")
		if len(joined) < len(chunk) {
			words = append(words, strings.ToLower(joined))
		}
	}
	return words
}

// wordsOf splits text at blanks and symbols, between letters and digits, and
// where lower case turns to upper case; the words are in lower case.
func wordsOf(text string) []string {
	var words []string
	start := -1 // of the current word, or -1
	var before rune
	for i, r := range text {
		if start >= 0 && (isSymbol(r) || partsWords(before, r)) {
			words = append(words, strings.ToLower(text[start:i]))
			start = -1
		}
		if start < 0 && !isSymbol(r) {
			start = i
		}
		before = r
	}
	if start >= 0 {
		words = append(words, strings.ToLower(text[start:]))
	}
	return words
}

func isSymbol(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

func partsWords(before, after rune) bool {
	return unicode.IsDigit(before) != unicode.IsDigit(after) || unicode.IsLower(before) && unicode.IsUpper(after)
}
