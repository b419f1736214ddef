// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"fmt"
	"strings"
)

// scope is where an expression is evaluated.
type scope struct {
	options  *Options
	object   map[string]any
	variable *variable
}

// variable is the current value of a lambda's range variable.
type variable struct {
	value any
	outer *variable
}

// expression yields null as nil, a Boolean as bool, and otherwise a JSON value or
// a constant. Booleans and JSON values need no allocation.
type expression func(scope) (any, error)

// node is a part of a filter during compilation.
type node struct {
	evaluate expression
	edmType  string   // what it is sure to yield; "" if that is known only from the object, or null
	literal  *Literal // if it is a constant, and then
	value    any      // what it yields
	path     Path     // if it is the value of a property
}

// compiler turns the tree of a filter into functions and notes the uses of properties.
type compiler struct {
	text      string
	rename    func(Path) (Path, error)
	variables []rangeVariable // innermost last
	negations int
	uses      []Use
}

// rangeVariable is a name that a lambda declares for the members of a collection.
type rangeVariable struct {
	name       string
	collection Path // from the object to the members, as it was written
}

func (c *compiler) use(path Path, operator string, literals ...Literal) {
	c.uses = append(c.uses, Use{Path: path, Operator: operator, Literals: literals, Negated: c.negations > 0})
}

func (c *compiler) disjunction(d *disjunction) (node, error) {
	return logical(c, d.Terms, c.conjunction, "Or", or)
}

func (c *compiler) conjunction(a *conjunction) (node, error) {
	return logical(c, a.Terms, c.equality, "And", and)
}

// logical joins the terms of "or" or "and"; a single term stays what it is.
func logical[T any](c *compiler, terms []T, compile func(T) (node, error), kind string, join func([]expression) expression) (node, error) {
	if len(terms) == 1 {
		return compile(terms[0])
	}
	operands := make([]expression, len(terms))
	for i, term := range terms {
		operand, err := compile(term)
		if err != nil {
			return node{}, err
		}
		if operands[i], err = c.boolean(operand, kind); err != nil {
			return node{}, err
		}
	}
	return node{evaluate: join(operands), edmType: edmBoolean}, nil
}

func (c *compiler) equality(e *equality) (node, error) {
	left, err := c.relation(e.Left)
	if err != nil {
		return node{}, err
	}
	for _, rest := range e.Rest {
		right, err := c.relation(rest.Right)
		if err != nil {
			return node{}, err
		}
		left = c.comparison(rest.Operator, left, right)
	}
	return left, nil
}

func (c *compiler) relation(r *relation) (node, error) {
	left, err := c.negation(r.Left)
	if err != nil {
		return node{}, err
	}
	for _, rest := range r.Rest {
		right, err := c.negation(rest.Right)
		if err != nil {
			return node{}, err
		}
		left = c.comparison(rest.Operator, left, right)
	}
	return left, nil
}

func (c *compiler) negation(n *negation) (node, error) {
	if len(n.Nots) == 0 {
		return c.membership(n.Operand)
	}
	c.negations++
	defer func() { c.negations-- }()
	operand, err := c.membership(n.Operand)
	if err != nil {
		return node{}, err
	}
	truth, err := c.boolean(operand, "Not")
	if err != nil {
		return node{}, err
	}
	if len(n.Nots)%2 == 1 {
		truth = not(truth)
	}
	return node{evaluate: truth, edmType: edmBoolean}, nil
}

func (c *compiler) membership(m *membership) (node, error) {
	left, err := c.operand(m.Left)
	switch {
	case err != nil:
		return node{}, err
	case m.In != nil && m.In.Path != nil:
		return c.inCollection(left, m.In.Path)
	case m.In != nil:
		return c.inList(left, m.In.Literals)
	case m.Has != nil:
		return c.has(left, m.Has)
	}
	return left, nil
}

func (c *compiler) inList(left node, items []*literalAST) (node, error) {
	literals := make([]Literal, len(items))
	values := make([]any, len(items))
	for i, item := range items {
		constant, err := c.constant(item)
		if err != nil {
			return node{}, err
		}
		literals[i], values[i] = *constant.literal, constant.value
	}
	if left.path != nil {
		c.use(left.path, "in", literals...)
	}
	return node{evaluate: in(left.evaluate, values), edmType: edmBoolean}, nil
}

func (c *compiler) inCollection(left node, path *pathAST) (node, error) {
	right, err := c.path(path)
	if err != nil {
		return node{}, err
	}
	var literals []Literal
	if left.literal != nil {
		literals = append(literals, *left.literal)
	}
	for _, side := range []node{left, right} {
		if side.path != nil {
			c.use(side.path, "in", literals...)
		}
	}
	return node{evaluate: inCollection(left.evaluate, right.evaluate), edmType: edmBoolean}, nil
}

func (c *compiler) has(left node, item *literalAST) (node, error) {
	right, err := c.constant(item)
	if err != nil {
		return node{}, err
	}
	if left.path != nil {
		c.use(left.path, "has", *right.literal)
	}
	return node{evaluate: has(left.evaluate, right.literal.Text), edmType: edmBoolean}, nil
}

func (c *compiler) operand(o *operand) (node, error) {
	switch {
	case o.Group != nil:
		return c.disjunction(o.Group)
	case o.Literal != nil:
		return c.constant(o.Literal)
	}
	return c.path(o.Path)
}

func (c *compiler) constant(l *literalAST) (node, error) {
	literal := l.literal()
	value, err := literal.value()
	if err != nil || l.Prefixed != "" && literal.Type != edmDuration && !isCast(literal.Type) {
		return node{}, &Error{
			Option: "$filter", Position: characters(c.text, l.Pos.Offset), Token: literal.Text,
			Message: fmt.Sprintf("Unrecognized '%s' literal '%s' at '%d' in '%s'.", literal.Type, literal.Text, characters(c.text, l.Pos.Offset), c.text),
		}
	}
	constant := func(scope) (any, error) { return value, nil }
	return node{evaluate: constant, edmType: literal.Type, literal: &literal, value: value}, nil
}

// boolean makes sure that a node is a truth value; kind is the operator that
// wants it, "" for the filter itself.
func (c *compiler) boolean(n node, kind string) (expression, error) {
	if n.path != nil {
		c.use(n.path, "")
	}
	switch n.edmType {
	case edmBoolean:
		return n.evaluate, nil
	case "":
		return truthOnly(n.evaluate, kind), nil
	}
	return nil, notBoolean(n.edmType, kind)
}

// mirrored gives the operator that says the same with its sides exchanged.
func mirrored(operator string) string {
	switch operator {
	case "gt":
		return "lt"
	case "ge":
		return "le"
	case "lt":
		return "gt"
	case "le":
		return "ge"
	}
	return operator
}

func (c *compiler) comparison(operator string, left, right node) node {
	operator = strings.ToLower(operator)
	c.useCompared(left, operator, right)
	c.useCompared(right, mirrored(operator), left)
	return node{evaluate: compare(operator, left, right), edmType: edmBoolean}
}

func (c *compiler) useCompared(side node, operator string, other node) {
	switch {
	case side.path == nil:
	case other.literal == nil:
		c.use(side.path, operator)
	default:
		c.use(side.path, operator, *other.literal)
	}
}
