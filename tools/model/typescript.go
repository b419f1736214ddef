// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/scanner"
)

// A declaration is an interface or a type that is a union of string literals.
// Names are as in the source; a name in a namespace has its prefix.
type declaration struct {
	name    string
	extends string
	fields  []field
	members []string // of a union; nil for an interface
}

// A field is one property of an interface with the comment before it.
type field struct {
	name    string
	typ     tsType
	comment string
}

// A tsType is the type of a field.
type tsType struct {
	name     string // primitive, or that of a declaration: qualified as far as the source does
	array    bool
	nullable bool
}

// declarations is what a .d.ts file declares.
type declarations struct {
	list []declaration
	root string // the prefix that leads from a namespace to declarations outside of any
}

// readDeclarations parses the part of TypeScript that Microsoft's packages of
// Graph types use: interfaces, unions of strings and namespaces.
func readDeclarations(source io.Reader) (*declarations, error) {
	p := &tsParser{}
	p.scanner.Init(source)
	p.scanner.Mode = scanner.ScanIdents | scanner.ScanStrings | scanner.ScanComments
	p.scanner.Error = func(s *scanner.Scanner, message string) { p.fail(message) }
	p.next()
	for p.token != scanner.EOF && p.err == nil {
		p.statement("")
	}
	if p.err == nil && len(p.found.list) == 0 {
		p.fail("nothing is declared")
	}
	return &p.found, p.err
}

// tsParser reads one token ahead. Its first error ends the work: from then on
// every token is the end of the file.
type tsParser struct {
	scanner scanner.Scanner
	token   rune
	text    string
	comment string // that stood before the token
	found   declarations
	err     error
}

func (p *tsParser) fail(message string) {
	if p.err == nil {
		p.err = fmt.Errorf("line %d: %s", p.scanner.Pos().Line, message)
	}
	p.token = scanner.EOF
}

// next moves on by one token and gathers the comments on the way.
func (p *tsParser) next() {
	p.comment = ""
	for p.err == nil {
		token := p.scanner.Scan()
		if token != scanner.Comment {
			p.token, p.text = token, p.scanner.TokenText()
			break
		}
		p.comment += " " + commentText(p.scanner.TokenText())
	}
	if p.err != nil {
		p.token = scanner.EOF
	}
}

// commentText strips the marks of a comment and joins its lines.
func commentText(comment string) string {
	lines := strings.Split(strings.TrimSuffix(comment, "*/"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.TrimLeft(line, "/* \t"))
	}
	return strings.TrimSpace(strings.Join(lines, " "))
}

// accept moves past the given token if it is next.
func (p *tsParser) accept(text string) bool {
	if p.token == scanner.EOF || p.text != text {
		return false
	}
	p.next()
	return true
}

func (p *tsParser) expect(text string) {
	if !p.accept(text) {
		p.fail(fmt.Sprintf("want %q, found %q", text, p.text))
	}
}

func (p *tsParser) identifier() string {
	if p.token != scanner.Ident {
		p.fail(fmt.Sprintf("want a name, found %q", p.text))
		return ""
	}
	name := p.text
	p.next()
	return name
}

// qualified reads names joined by dots.
func (p *tsParser) qualified() string {
	name := p.identifier()
	for p.accept(".") {
		name += "." + p.identifier()
	}
	return name
}

// statement reads one declaration; within a namespace prefix is its name and a dot.
func (p *tsParser) statement(prefix string) {
	p.accept("export")
	switch word := p.identifier(); word {
	case "as":
		p.expect("namespace")
		p.found.root = p.identifier()
		p.expect(";")
	case "namespace":
		name := p.qualified()
		p.expect("{")
		for p.token != scanner.EOF && p.text != "}" {
			p.statement(prefix + name + ".")
		}
		p.expect("}")
	case "type":
		p.alias(prefix)
	case "interface":
		p.iface(prefix)
	default:
		p.fail(fmt.Sprintf("cannot read a declaration that begins with %q", word))
	}
}

// alias reads a union of strings, or undefined where the source knows no member.
// NullableOption, the one generic type, is understood by fieldType and passed over here.
func (p *tsParser) alias(prefix string) {
	d := declaration{name: prefix + p.identifier(), members: []string{}}
	if p.text == "<" {
		for p.token != scanner.EOF && p.text != ";" {
			p.next()
		}
		p.expect(";")
		return
	}
	p.expect("=")
	p.accept("|")
	for more := !p.accept("undefined"); more; more = p.accept("|") {
		d.members = append(d.members, p.literal())
	}
	p.expect(";")
	p.found.list = append(p.found.list, d)
}

func (p *tsParser) literal() string {
	value, err := strconv.Unquote(p.text)
	if err != nil {
		p.fail(fmt.Sprintf("want a string, found %q", p.text))
	}
	p.next()
	return value
}

func (p *tsParser) iface(prefix string) {
	d := declaration{name: prefix + p.identifier()}
	if p.accept("extends") {
		d.extends = p.qualified()
	}
	p.expect("{")
	for p.token != scanner.EOF && p.text != "}" {
		f := field{comment: strings.TrimSpace(p.comment)}
		f.name = p.fieldName()
		p.accept("?")
		p.expect(":")
		f.typ = p.fieldType()
		p.expect(";")
		d.fields = append(d.fields, f)
	}
	p.expect("}")
	p.found.list = append(p.found.list, d)
}

// fieldName reads a name, which may be in quotes.
func (p *tsParser) fieldName() string {
	if name, err := strconv.Unquote(p.text); err == nil && p.token == scanner.String {
		p.next()
		return name
	}
	return p.identifier()
}

// fieldType reads T, T[] and NullableOption<T>.
func (p *tsParser) fieldType() tsType {
	name := p.qualified()
	if name == "NullableOption" && p.accept("<") {
		t := p.fieldType()
		p.expect(">")
		t.nullable = true
		return t
	}
	t := tsType{name: name}
	if p.accept("[") {
		p.expect("]")
		t.array = true
	}
	return t
}
