// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

import (
	"encoding/json"
	"fmt"
)

// Rule ties attributes to each other: whenever every condition of When holds,
// Then must hold too. Rules are checked against the configuration, with
// defaults filled in, and skipped while a value is unknown.
type Rule struct {
	// When is empty for what must always hold.
	When []Condition
	Then Condition
	// Or lists conditions of which any will do in place of Then.
	Or []Condition
	// Because gives Microsoft's reason, as a sentence.
	Because string
}

// String is the rule in sentences: "mail_nickname must be set when mail_enabled is
// true. It becomes the group's mail address.".
func (r Rule) String() string { return r.Sentences(func(condition string) string { return condition }) }

// Sentences is String, with each condition as mark writes it: the name of the
// attribute is its first word.
func (r Rule) Sentences(mark func(condition string) string) string {
	text := mark(r.Then.Demand())
	for _, c := range r.Or {
		text += ", or " + mark(c.Demand())
	}
	for i, c := range r.When {
		text += [...]string{" when ", " and "}[min(i, 1)] + mark(c.String())
	}
	return text + ". " + r.Because
}

// Condition is a statement about one attribute. A nested one is named with dots:
// "conditions.users".
type Condition struct {
	attribute string
	test      test
	value     any
	// property is the one of each element that is compared, for [One].
	property string
}

type test int

const (
	isEqual test = iota + 1
	contains
	lacks
	containsOnly
	isFilled
	isSet
	isNull
	containsOne
)

// Is holds when the attribute has the value.
func Is(attribute string, value any) Condition {
	return Condition{attribute: attribute, test: isEqual, value: value}
}

// Has holds when the collection contains the value.
func Has(attribute string, value any) Condition {
	return Condition{attribute: attribute, test: contains, value: value}
}

// Lacks holds when the collection does not contain the value.
func Lacks(attribute string, value any) Condition {
	return Condition{attribute: attribute, test: lacks, value: value}
}

// Only holds when the collection contains the value and no other one.
func Only(attribute string, value any) Condition {
	return Condition{attribute: attribute, test: containsOnly, value: value}
}

// Filled holds when the collection has elements.
func Filled(attribute string) Condition { return Condition{attribute: attribute, test: isFilled} }

// Given holds when the attribute is not null.
func Given(attribute string) Condition { return Condition{attribute: attribute, test: isSet} }

// Absent holds when the attribute is null.
func Absent(attribute string) Condition { return Condition{attribute: attribute, test: isNull} }

// One tells of a collection of objects in which exactly one has a value.
func One(attribute, property string, value any) Condition {
	return Condition{attribute: attribute, test: containsOne, value: value, property: property}
}

// AsksPresence tells of a condition that holds whatever the value is, if there is one
// or if there is none.
func (c Condition) AsksPresence() bool { return c.test == isSet || c.test == isNull }

// Property is what is compared of each element, where that is all that a condition
// asks of a collection; "" for others.
func (c Condition) Property() string { return c.property }

// Attribute is the Graph name of the attribute that the condition is about.
func (c Condition) Attribute() string { return c.attribute }

// Holds evaluates the condition for an attribute's value, as decoded JSON.
func (c Condition) Holds(value any) bool {
	switch c.test {
	case isEqual:
		return same(value, c.value)
	case contains:
		return member(value, c.value)
	case lacks:
		return !member(value, c.value)
	case containsOnly:
		return member(value, c.value) && count(value) == 1
	case containsOne:
		return c.matches(value) == 1
	case isFilled:
		return count(value) > 0
	case isSet:
		return value != nil
	default:
		return value == nil
	}
}

func member(collection, value any) bool {
	elements, _ := collection.([]any)
	for _, e := range elements {
		if same(e, value) {
			return true
		}
	}
	return false
}

// composite is an element of a collection that has members.
type composite interface{ At(name string) any }

// matches is how many elements of a collection have the value.
func (c Condition) matches(collection any) (n int) {
	elements, _ := collection.([]any)
	for _, e := range elements {
		if o, ok := e.(composite); ok && same(o.At(c.property), c.value) {
			n++
		}
	}
	return n
}

func count(collection any) int {
	elements, _ := collection.([]any)
	return len(elements)
}

// same compares a value of decoded JSON, where a number keeps its digits, with one
// of a definition.
func same(value, defined any) bool {
	n, isNumber := value.(json.Number)
	if whole, ok := defined.(int); ok && isNumber {
		i, err := n.Int64()
		return err == nil && i == int64(whole)
	}
	return value == defined
}

// String states the condition in Terraform's names: `visibility is "Public"`.
func (c Condition) String() string {
	statement, _ := c.test.wording()
	return c.sentence(statement)
}

// Demand states the condition as a duty: `visibility must be "Public"`.
func (c Condition) Demand() string {
	_, duty := c.test.wording()
	return c.sentence(duty)
}

func (c Condition) sentence(words string) string {
	if c.property != "" {
		return fmt.Sprintf("%s %s %s %#v", terraformPath(c.attribute), words, terraformPath(c.property), c.value)
	}
	if c.value == nil {
		return terraformPath(c.attribute) + " " + words
	}
	return fmt.Sprintf("%s %s %#v", terraformPath(c.attribute), words, c.value)
}

// wording is a test as a statement and as a duty.
func (t test) wording() (statement, duty string) {
	switch t {
	case isEqual:
		return "is", "must be"
	case contains:
		return "contains", "must contain"
	case lacks:
		return "does not contain", "must not contain"
	case containsOnly:
		return "contains only", "must contain only"
	case containsOne:
		return "has exactly one element with", "must have exactly one element with"
	case isFilled:
		return "is not empty", "must not be empty"
	case isSet:
		return "is set", "must be set"
	default:
		return "is not set", "must not be set"
	}
}
