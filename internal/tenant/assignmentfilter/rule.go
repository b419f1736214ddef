// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package assignmentfilter reads the rules of Intune's assignment filters, such as
//
//	(device.manufacturer -eq "Microsoft") and (device.model -startsWith "Surface")
//
// Properties and operators are those of Microsoft's page about the properties and
// operators of filters. Nothing evaluates a rule here: which devices there are is not
// known.
package assignmentfilter

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

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
		Not        *negation    `parser:"( '-not' | 'not' ) @@"`
		Group      *disjunction `parser:"| '(' @@ ')'"`
		Comparison *comparison  `parser:"| @@"`
	}
	comparison struct {
		Property string   `parser:"@Name"`
		Operator string   `parser:"@Operator"`
		List     []string `parser:"( '[' @( String | Number ) ( ',' @( String | Number ) )* ']'"`
		Value    *string  `parser:"| @( String | Number | 'true' | 'false' | 'null' | Null ) )"`
	}
)

var parser = sync.OnceValue(func() *participle.Parser[disjunction] {
	return participle.MustBuild[disjunction](
		participle.Lexer(lexer.MustSimple([]lexer.SimpleRule{
			{Name: "String", Pattern: `"[^"]*"|'[^']*'`},
			{Name: "Operator", Pattern: `-[A-Za-z]+`},
			{Name: "Number", Pattern: `\d+(\.\d+)*`},
			{Name: "Null", Pattern: `(?i)\$null\b`},
			{Name: "Name", Pattern: `[A-Za-z_][A-Za-z0-9_.]*`},
			{Name: "Mark", Pattern: `[()\[\],]`},
			{Name: "Space", Pattern: `\s+`},
		})),
		participle.Elide("Space"),
		participle.CaseInsensitive("Name", "Operator"),
		participle.UseLookahead(2),
	)
})

// Kind is what a filter is about: managed devices, or apps on devices that need not be
// managed.
type Kind string

// The kinds of filters, in the words of Graph's assignmentFilterManagementType.
const (
	Devices Kind = "devices"
	Apps    Kind = "apps"
)

// properties are those that a rule of a kind may name, in lower case.
var properties = map[Kind][]string{
	Devices: {
		"device.cpuarchitecture", "device.devicecategory", "device.devicename", "device.deviceownership", "device.devicetrusttype",
		"device.enrollmentprofilename", "device.isrooted", "device.managementtype", "device.manufacturer", "device.model",
		"device.operatingsystemsku", "device.operatingsystemversion", "device.osversion",
	},
	Apps: {"app.appversion", "app.devicemanagementtype", "app.devicemanufacturer", "app.devicemodel", "app.osversion"},
}

// operators tell whether they take a list.
var operators = map[string]bool{
	"-eq": false, "-ne": false, "-contains": false, "-notcontains": false, "-startswith": false, "-notstartswith": false, "-endswith": false,
	"-notendswith": false, "-gt": false, "-ge": false, "-lt": false, "-le": false, "-in": true, "-notin": true,
}

// Check tells what is wrong with a rule of a kind: its form, or a property or operator
// that there is not.
func Check(kind Kind, rule string) error {
	switch {
	case strings.TrimSpace(rule) == "":
		return errors.New("the rule is empty")
	case len(rule) > MaxLength:
		return fmt.Errorf("the rule is longer than %d characters", MaxLength)
	}
	root, err := parser().ParseString("", rule)
	if err != nil {
		return fmt.Errorf("the rule cannot be read: %w", err)
	}
	return kind.check(root)
}

func (k Kind) check(d *disjunction) error {
	for _, term := range d.Terms {
		for _, n := range term.Terms {
			if err := k.negation(n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k Kind) negation(n *negation) error {
	switch {
	case n.Not != nil:
		return k.negation(n.Not)
	case n.Group != nil:
		return k.check(n.Group)
	}
	x := n.Comparison
	list, known := operators[strings.ToLower(x.Operator)]
	switch {
	case !slices.Contains(properties[k], strings.ToLower(x.Property)):
		return fmt.Errorf("the rule names %q, which is no property of a filter for %s", x.Property, k)
	case !known:
		return fmt.Errorf("the rule has the operator %q, which there is not", x.Operator)
	case list != (x.Value == nil):
		return fmt.Errorf("the operator %s takes a list in brackets exactly if it is -in or -notIn", x.Operator)
	}
	return nil
}
