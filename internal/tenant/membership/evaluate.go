// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Candidate is an object of which a rule is to tell whether it is a member.
type Candidate struct {
	// Kind is "user" or "device".
	Kind string
	// Object holds the properties as Graph has them.
	Object map[string]any
	// Manager is the id of a user's manager, Groups are those that the object is a
	// member of; rules about them are false without.
	Manager string
	Groups  []string
	// Now is the time for rules about dates.
	Now time.Time
}

// Match tells whether the object is a member.
func (r *Rule) Match(c Candidate) bool {
	return c.any(r.root, nil)
}

// element is what a condition about the elements of a list looks at, or nil.
type element struct{ value any }

func (c Candidate) any(d *disjunction, of *element) bool {
	return slices.ContainsFunc(d.Terms, func(term *conjunction) bool {
		return !slices.ContainsFunc(term.Terms, func(n *negation) bool { return !c.holds(n, of) })
	})
}

func (c Candidate) holds(n *negation, of *element) bool {
	switch {
	case n.Not != nil:
		return !c.holds(n.Not, of)
	case n.Operand.Group != nil:
		return c.any(n.Operand.Group, of)
	case n.Operand.Reports != nil:
		return c.Manager != "" && strings.EqualFold(c.Manager, unquoted(*n.Operand.Reports))
	}
	x := n.Operand.Compare
	left := c.left(x, of)
	switch operator := strings.ToLower(x.Operator); operator {
	case "":
		return left == true
	case "-any", "-all":
		return c.elements(x, left, operator == "-all")
	default:
		return operators[operator](left, c.right(x.Right))
	}
}

// elements tells whether a condition holds for one or for all values of a list. As
// in logic, all of none is true; whether Entra thinks so is a guess.
func (c Candidate) elements(x *comparison, left any, all bool) bool {
	values, _ := left.([]any)
	return slices.ContainsFunc(values, func(value any) bool { return c.any(x.Each, &element{value}) != all }) != all
}

// left is the value that is compared: a property's, a list's element, or a member of it.
func (c Candidate) left(x *comparison, of *element) any {
	prefix, name, dotted := strings.Cut(x.Property, ".")
	switch {
	case of != nil && x.Property == "_":
		return of.value
	case of != nil && dotted:
		members, _ := of.value.(map[string]any)
		return members[name]
	case !strings.EqualFold(prefix, c.Kind):
		return nil
	case strings.EqualFold(name, "memberOf"):
		groups := make([]any, len(c.Groups))
		for i, id := range c.Groups {
			groups[i] = map[string]any{"objectId": id}
		}
		return groups
	}
	return valueOf(c.Kind, name, c.Object)
}

// right is the value that a rule compares with.
func (c Candidate) right(v *value) any {
	switch {
	case v.Text != nil:
		return unquoted(*v.Text)
	case v.Number != nil:
		return *v.Number
	case v.Moment != nil:
		return v.Moment.at(c.Now).Format(time.RFC3339)
	case v.Word != nil:
		return map[string]any{"true": true, "false": false, "null": nil, "$null": nil}[strings.ToLower(*v.Word)]
	}
	values := make([]any, len(v.List))
	for i, each := range v.List {
		values[i] = c.right(each)
	}
	return values
}

// at is the moment by a clock. Spans are days, as in p10d.
func (m *moment) at(now time.Time) time.Time {
	days, err := strconv.Atoi(strings.Trim(strings.ToLower(m.Span), "pd"))
	if err != nil {
		return now
	}
	if strings.EqualFold(m.Sign, "-minus") {
		days = -days
	}
	return now.AddDate(0, 0, days)
}

// unquoted is a text without its quotes; a backtick escapes what follows it, and a
// quote may be doubled.
func unquoted(text string) string {
	quote := text[:1]
	var plain strings.Builder
	for i := 1; i < len(text)-1; i++ {
		if text[i] == '`' || text[i:i+1] == quote {
			i++
		}
		plain.WriteByte(text[i])
	}
	return plain.String()
}

// operators compare without case. Those that deny are true of absent values.
var operators = map[string]func(left, right any) bool{
	"-eq":            equal,
	"-ne":            not(equal),
	"-startswith":    texts(strings.HasPrefix),
	"-notstartswith": not(texts(strings.HasPrefix)),
	"-contains":      contains,
	"-notcontains":   not(contains),
	"-match":         texts(matches),
	"-notmatch":      not(texts(matches)),
	"-in":            in,
	"-notin":         not(in),
	"-le":            func(left, right any) bool { return compare(left, right, func(order int) bool { return order <= 0 }) },
	"-ge":            func(left, right any) bool { return compare(left, right, func(order int) bool { return order >= 0 }) },
}

func not(operator func(left, right any) bool) func(left, right any) bool {
	return func(left, right any) bool { return !operator(left, right) }
}

// word is a value as it is compared. Nothing and an empty text are the same.
func word(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return strings.ToLower(value)
	case json.Number:
		return value.String()
	}
	return strings.ToLower(fmt.Sprint(value))
}

func equal(left, right any) bool { return word(left) == word(right) }

func texts(operator func(text, other string) bool) func(left, right any) bool {
	return func(left, right any) bool { return left != nil && operator(word(left), word(right)) }
}

// contains: a list has an element, or a text has a part.
func contains(left, right any) bool {
	if values, ok := left.([]any); ok {
		return in(right, values)
	}
	return left != nil && strings.Contains(word(left), word(right))
}

func in(left, right any) bool {
	values, _ := right.([]any)
	return slices.ContainsFunc(values, func(value any) bool { return equal(left, value) })
}

// matches finds a regular expression; one that cannot be read matches nothing.
func matches(text, pattern string) bool {
	found, err := regexp.MatchString(pattern, text)
	return err == nil && found
}

// compare puts moments in order. Nothing comes neither before nor after anything.
func compare(left, right any, ordered func(int) bool) bool {
	if left == nil {
		return false
	}
	first, err := time.Parse(time.RFC3339, strings.ToUpper(word(left)))
	second, other := time.Parse(time.RFC3339, strings.ToUpper(word(right)))
	if err == nil && other == nil {
		return ordered(first.Compare(second))
	}
	return ordered(strings.Compare(word(left), word(right)))
}
