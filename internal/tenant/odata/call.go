// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"fmt"
	"slices"
	"strings"
)

// path compiles a property, a function call or a lambda, which the grammar does not tell apart.
func (c *compiler) path(p *pathAST) (node, error) {
	last := len(p.Segments) - 1
	for i, s := range p.Segments {
		if s.Call != nil && i < last || s.Name == "$count" && (i == 0 || i < last) {
			return node{}, syntaxError("$filter", c.text, s.Pos.Offset, s.Name)
		}
	}
	call := p.Segments[last]
	switch {
	case call.Call == nil:
		return c.property(p.Segments)
	case last == 0:
		return c.function(call)
	}
	return c.lambda(p.Segments[:last], call)
}

// property compiles a path without calls.
func (c *compiler) property(segments []*segment) (node, error) {
	path, own, variable := c.absolute(segments)
	if len(path) == 0 {
		return node{evaluate: func(s scope) (any, error) { return s.object, nil }}, nil
	}
	named, err := c.rename(path)
	if err != nil {
		return node{}, err
	}
	if variable == noVariable {
		return node{evaluate: fromObject(named), path: named}, nil
	}
	return node{evaluate: fromVariable(variable, named[own:]), path: named}, nil
}

const noVariable = -1

// absolute gives the path from the object to a property, after how many of its
// segments the evaluation begins, and at which range variable, counted from the
// innermost.
func (c *compiler) absolute(segments []*segment) (path Path, own, variable int) {
	variable = c.declared(segments[0].Name)
	switch {
	case variable != noVariable:
		path = slices.Clone(c.variables[len(c.variables)-1-variable].collection)
		own, segments = len(path), segments[1:]
	case segments[0].Name == "$it":
		segments = segments[1:]
	}
	for _, s := range segments {
		path = append(path, s.Name)
	}
	return path, own, variable
}

// declared finds a range variable by its name.
func (c *compiler) declared(name string) int {
	for i, v := range slices.Backward(c.variables) {
		if v.name == name {
			return len(c.variables) - 1 - i
		}
	}
	return noVariable
}

// lambda compiles any or all of a collection.
func (c *compiler) lambda(segments []*segment, call *segment) (node, error) {
	collection, err := c.property(segments)
	if err != nil {
		return node{}, err
	}
	operator := strings.ToLower(call.Name)
	body := call.Call.Lambda
	switch {
	case operator != "any" && operator != "all", call.Call.List != nil, body == nil && operator == "all":
		return node{}, c.unknownFunction(call)
	case collection.path == nil:
		return node{}, syntaxError("$filter", c.text, call.Pos.Offset, call.Name)
	}
	c.use(collection.path, operator)
	if body == nil {
		return node{evaluate: notEmpty(collection.evaluate), edmType: edmBoolean}, nil
	}
	if c.declared(body.Variable) != noVariable {
		return node{}, optionError("$filter", "The range variable '%s' has already been declared.", body.Variable)
	}
	path, _, _ := c.absolute(segments)
	c.variables = append(c.variables, rangeVariable{name: body.Variable, collection: path})
	condition, err := c.condition(body.Body)
	c.variables = c.variables[:len(c.variables)-1]
	return node{evaluate: quantified(operator, collection.evaluate, condition), edmType: edmBoolean}, err
}

// condition compiles what must be a truth value.
func (c *compiler) condition(d *disjunction) (expression, error) {
	n, err := c.disjunction(d)
	if err != nil {
		return nil, err
	}
	return c.boolean(n, "")
}

// function compiles a call of one of the functions that Graph knows.
func (c *compiler) function(call *segment) (node, error) {
	name := strings.ToLower(call.Name)
	if call.Call.Lambda != nil {
		return node{}, c.unknownFunction(call)
	}
	arguments, err := c.arguments(call.Call.List)
	if err != nil {
		return node{}, err
	}
	switch name {
	case "isof":
		return c.isOf(call, arguments)
	case "startswith", "endswith", "contains":
		return c.textTest(call, name, arguments)
	case "tolower", "toupper":
		return c.caseChange(call, name, arguments)
	}
	return node{}, c.unknownFunction(call)
}

func (c *compiler) arguments(list []*disjunction) ([]node, error) {
	nodes := make([]node, len(list))
	for i, argument := range list {
		var err error
		if nodes[i], err = c.disjunction(argument); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func (c *compiler) textTest(call *segment, name string, arguments []node) (node, error) {
	if len(arguments) != 2 || !mayBeText(arguments[0]) || !mayBeText(arguments[1]) {
		return node{}, c.badArguments(call)
	}
	c.useCompared(arguments[0], name, arguments[1])
	c.useCompared(arguments[1], name, arguments[0])
	return node{evaluate: textTest(name, arguments[0].evaluate, arguments[1].evaluate), edmType: edmBoolean}, nil
}

func (c *compiler) caseChange(call *segment, name string, arguments []node) (node, error) {
	if len(arguments) != 1 || !mayBeText(arguments[0]) {
		return node{}, c.badArguments(call)
	}
	argument := arguments[0]
	if argument.path != nil {
		c.use(argument.path, name)
	}
	return node{evaluate: caseChange(name, argument.evaluate), edmType: edmString, path: argument.path}, nil
}

// isOf compiles isof(type) and isof(path,type), the type with or without quotes.
func (c *compiler) isOf(call *segment, arguments []node) (node, error) {
	if len(arguments) < 1 || len(arguments) > 2 {
		return node{}, c.badArguments(call)
	}
	qualified, ok := typeName(arguments[len(arguments)-1])
	if !ok {
		return node{}, c.badArguments(call)
	}
	subject := node{evaluate: func(s scope) (any, error) { return s.object, nil }}
	if len(arguments) == 2 {
		subject = arguments[0]
	}
	c.use(subject.path, "isof", Literal{Type: edmString, Text: qualified})
	return node{evaluate: isOf(subject.evaluate, qualified), edmType: edmBoolean}, nil
}

// typeName reads the type in an isof.
func typeName(n node) (string, bool) {
	switch {
	case n.literal != nil && n.literal.Type == edmString:
		return n.literal.Text, isCast(n.literal.Text)
	case len(n.path) == 1:
		return n.path[0], isCast(n.path[0])
	}
	return "", false
}

// mayBeText refuses the constants that a function of text cannot take.
func mayBeText(n node) bool { return n.edmType == edmString || n.edmType == "" }

func (c *compiler) unknownFunction(call *segment) error {
	return &Error{
		Option: "$filter", Position: characters(c.text, call.Pos.Offset), Token: call.Name,
		Message: fmt.Sprintf("An unknown function with name '%s' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.", call.Name),
	}
}

func (c *compiler) badArguments(call *segment) error {
	return &Error{
		Option: "$filter", Position: characters(c.text, call.Pos.Offset), Token: call.Name,
		Message: fmt.Sprintf("No function signature for the function with name '%s' matches the specified arguments.", call.Name),
	}
}
