// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"math"
	"strings"
)

// AllLevels is the value of [Expand.Levels] for $levels=max.
const AllLevels = math.MaxInt32

// An Expand is one property of a $expand with its own query options.
type Expand struct {
	// Path is the relation, or "*" for all; a last segment "$ref" or "$count" asks for
	// references or for the number only, and a cast for the members of one type.
	Path Path
	// Levels is how often the relation is followed; 1 unless $levels says otherwise.
	Levels int
	Query
}

// ParseExpand parses a $expand: relations separated by commas, each perhaps with
// options in parentheses that are separated by semicolons, as in
// "members($select=id;$top=3),owners". Of the options of a request it refuses
// $skiptoken, $deltatoken, $format and custom ones there. The error is an [*Error].
func ParseExpand(text string) ([]Expand, error) {
	if err := checkSize("$expand", text); err != nil {
		return nil, err
	}
	var expands []Expand
	for _, item := range split(text, ',') {
		expand, err := parseExpandItem(text, item)
		if err != nil {
			return nil, err
		}
		expands = append(expands, expand)
	}
	return expands, nil
}

func parseExpandItem(whole string, item part) (Expand, error) {
	name, options, nested := strings.Cut(item.text, "(")
	path, ok := parsePath(strings.TrimSpace(name), "*", "$ref", "$count")
	if !ok {
		return Expand{}, badTerm("$expand", whole, item)
	}
	expand := Expand{Path: path, Levels: 1}
	if !nested {
		return expand, nil
	}
	options, closed := strings.CutSuffix(options, ")")
	if !closed || strings.TrimSpace(options) == "" {
		return Expand{}, badTerm("$expand", whole, item)
	}
	seen := map[string]bool{}
	for _, assignment := range split(options, ';') {
		assignment.offset += item.offset + len(name) + len("(")
		if err := expand.setNested(seen, whole, assignment); err != nil {
			return Expand{}, err
		}
	}
	return expand, nil
}

// setNested sets one of the options of an expanded property.
func (e *Expand) setNested(seen map[string]bool, whole string, assignment part) error {
	name, value, ok := strings.Cut(assignment.text, "=")
	if !ok {
		return badTerm("$expand", whole, assignment)
	}
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	option, ok := systemOption(name)
	ok = ok || option == "$levels" // which only an expanded property has
	if !ok || option == "$skiptoken" || option == "$deltatoken" || option == "$format" {
		return badTerm("$expand", whole, assignment)
	}
	if err := checkOnce(seen, option, value); err != nil {
		return err
	}
	if option == "$levels" {
		return e.setLevels(value)
	}
	return e.set(option, value)
}

func (e *Expand) setLevels(value string) error {
	if strings.EqualFold(value, "max") {
		e.Levels = AllLevels
		return nil
	}
	levels, err := parseNatural("$levels", value)
	if err != nil {
		return err
	}
	e.Levels = *levels
	return nil
}
