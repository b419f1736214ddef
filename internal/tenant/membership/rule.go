// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package membership reads and evaluates the rules of dynamic groups and dynamic
// administrative units, such as
//
//	(user.department -eq "Sales") -and -not (user.accountEnabled -eq false)
//
// Grammar, operators and properties are those of Microsoft's page "Rules for
// dynamic membership groups in Microsoft Entra ID". What the page leaves open, such
// as how absent values compare with order, is a guess and said to be one.
package membership

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// MaxLength is how many characters a rule may have.
const MaxLength = 3072

// The grammar, loosest binding first: "or", "and", "not", comparisons.
type (
	disjunction struct {
		Terms []*conjunction `parser:"@@ ( ( '-or' | 'or' ) @@ )*"`
	}
	conjunction struct {
		Terms []*negation `parser:"@@ ( ( '-and' | 'and' ) @@ )*"`
	}
	negation struct {
		Not     *negation `parser:"( '-not' | 'not' ) @@"`
		Operand *operand  `parser:"| @@"`
	}
	operand struct {
		Group   *disjunction `parser:"'(' @@ ')'"`
		Reports *string      `parser:"| 'Direct' 'Reports' 'for' @String"`
		Compare *comparison  `parser:"| @@"`
	}
	comparison struct {
		Property string       `parser:"@Name"`
		Operator string       `parser:"( @Operator"`
		Each     *disjunction `parser:"( '(' @@ ')'"`
		Right    *value       `parser:"| @@ ) )?"`
	}
	value struct {
		List   []*value `parser:"'[' @@ ( ',' @@ )* ']'"`
		Text   *string  `parser:"| @String"`
		Number *string  `parser:"| @Number"`
		Moment *moment  `parser:"| @@"`
		Word   *string  `parser:"| @( 'true' | 'false' | 'null' | Null )"`
	}
	moment struct {
		Sign string `parser:"'system.now' ( @( '-plus' | '-minus' )"`
		Span string `parser:"@Name )?"`
	}
)

// A Rule decides who is a member. It may be used concurrently.
type Rule struct{ root *disjunction }

var parser = sync.OnceValue(func() *participle.Parser[disjunction] {
	return participle.MustBuild[disjunction](
		participle.Lexer(lexer.MustSimple([]lexer.SimpleRule{
			{Name: "String", Pattern: "\"(?:[^\"`]|`.|\"\")*\"|'(?:[^'`]|`.|'')*'"},
			{Name: "Operator", Pattern: `-[A-Za-z]+`},
			{Name: "Number", Pattern: `-?\d+\b`},
			{Name: "Null", Pattern: `(?i)\$null\b`},
			{Name: "Name", Pattern: `[A-Za-z_][A-Za-z0-9_.]*`},
			{Name: "Mark", Pattern: `[()\[\],]`},
			{Name: "Space", Pattern: `\s+`},
		})),
		participle.Elide("Space"),
		participle.CaseInsensitive("Name", "Operator"),
		participle.UseLookahead(3),
	)
})

// Parse reads a rule about objects of a kind, "user" or "device". The error says
// what is wrong with it: its form, or a property or operator that there is not.
func Parse(kind, rule string) (*Rule, error) {
	if utf8.RuneCountInString(rule) > MaxLength {
		return nil, fmt.Errorf("the rule is longer than %d characters", MaxLength)
	}
	root, err := parser().ParseString("", rule)
	if err != nil {
		return nil, fmt.Errorf("the rule cannot be read: %w", err)
	}
	if err := checker(kind).all(root); err != nil {
		return nil, err
	}
	return &Rule{root}, nil
}

// checker judges what is in a rule by the kind of objects that it is about.
type checker string

func (c checker) all(d *disjunction) error {
	for _, term := range d.Terms {
		for _, n := range term.Terms {
			if err := c.negation(n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c checker) negation(n *negation) error {
	switch {
	case n.Not != nil:
		return c.negation(n.Not)
	case n.Operand.Group != nil:
		return c.all(n.Operand.Group)
	case n.Operand.Compare != nil:
		return c.comparison(n.Operand.Compare)
	}
	return nil
}

func (c checker) comparison(x *comparison) error {
	operator := strings.ToLower(x.Operator)
	prefix, name, _ := strings.Cut(x.Property, ".")
	if !strings.EqualFold(prefix, string(c)) {
		return fmt.Errorf("the rule names %q, which is no property of a %s", x.Property, c)
	}
	if _, known := propertyOf(string(c), name); !known {
		return fmt.Errorf("the rule names the property %q, which no %s has", x.Property, c)
	}
	_, known := operators[operator]
	switch {
	case operator == "-any" || operator == "-all":
		if x.Each == nil {
			return fmt.Errorf("the operator %s needs a condition in parentheses", x.Operator)
		}
		return nil // its properties are those of the elements
	case operator != "" && !known:
		return fmt.Errorf("the rule has the operator %q, which there is not", x.Operator)
	case operator != "" && x.Right == nil:
		return fmt.Errorf("the operator %s needs a value", x.Operator)
	}
	return nil
}
