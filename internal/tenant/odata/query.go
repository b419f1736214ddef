// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A Query holds the query options of one request, or of one expanded property.
type Query struct {
	Filter     *Filter    // nil if there is none
	Select     []Path     // empty if there is none
	Expand     []Expand   // in the order of the request
	OrderBy    []OrderKey // most significant first
	Search     *Search    // nil if there is none
	Top        *int       // nil if there is none; never negative
	Skip       *int       // nil if there is none; never negative
	Count      bool       // $count=true
	SkipToken  string     // opaque
	DeltaToken string     // opaque
	Custom     url.Values // options that are not OData's, as they came
}

// ParseQuery parses what follows the question mark of an address, still URL
// encoded: [net/http]'s r.URL.RawQuery. As in forms a plus sign is a blank and %2B
// is a plus sign; a semicolon is nothing special. (url.ParseQuery refuses
// semicolons, which separate the options of an expanded property.)
//
// The names of OData's options may be in any case and, as Graph allows, without
// their dollar sign. $format is ignored. An option that OData knows but
// Graph does not, or none knows, is an error if it has a dollar sign; so is one
// that is given twice, or has no value. The error is an [*Error].
func ParseQuery(raw string) (*Query, error) {
	if len(raw) > MaxLength {
		return nil, optionError("", "The query string is longer than the %d bytes allowed.", MaxLength)
	}
	q := &Query{Custom: url.Values{}}
	seen := map[string]bool{}
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		name, value, err := unescape(pair)
		if err != nil {
			return nil, err
		}
		option, ok := systemOption(name)
		if !ok {
			q.Custom.Add(name, value)
			continue
		}
		if err := checkOnce(seen, option, value); err != nil {
			return nil, err
		}
		if err := q.set(option, value); err != nil {
			return nil, err
		}
	}
	return q, nil
}

func unescape(pair string) (name, value string, err error) {
	name, value, _ = strings.Cut(pair, "=")
	if name, err = url.QueryUnescape(name); err == nil {
		value, err = url.QueryUnescape(value)
	}
	if err != nil {
		return "", "", optionError("", "The query string cannot be decoded: %v.", err)
	}
	return name, value, nil
}

// systemOption gives OData's spelling of an option of OData, and false for others.
func systemOption(name string) (string, bool) {
	lower := strings.ToLower(name)
	if lower == "$id" {
		return "", false // an address, which belongs to references
	}
	if strings.HasPrefix(lower, "$") {
		return lower, true
	}
	known := []string{
		"filter", "select", "expand", "orderby", "search", "top", "skip", "count",
		"skiptoken", "deltatoken", "format",
	}
	return "$" + lower, slices.Contains(known, lower)
}

// checkOnce refuses an option without value and one that has been seen.
func checkOnce(seen map[string]bool, option, value string) error {
	if seen[option] {
		return optionError(option, "Query option '%s' was specified more than once, but it must be specified at most once.", option)
	}
	seen[option] = true
	if strings.TrimSpace(value) == "" && option != "$format" {
		return optionError(option, "The value for OData query '%s' cannot be empty.", option)
	}
	return nil
}

// set sets one of OData's options.
func (q *Query) set(option, value string) (err error) {
	switch option {
	case "$filter":
		q.Filter, err = ParseFilter(value)
	case "$select":
		q.Select, err = ParseSelect(value)
	case "$expand":
		q.Expand, err = ParseExpand(value)
	case "$orderby":
		q.OrderBy, err = ParseOrderBy(value)
	case "$search":
		q.Search, err = ParseSearch(value)
	case "$top":
		q.Top, err = parseNatural(option, value)
	case "$skip":
		q.Skip, err = parseNatural(option, value)
	case "$count":
		q.Count, err = parseCount(value)
	case "$skiptoken":
		q.SkipToken = value
	case "$deltatoken":
		q.DeltaToken = value
	case "$format":
	default:
		err = optionError(option, "The query parameter '%s' is not supported.", option)
	}
	return err
}

// parseNatural parses a non-negative 32-bit integer.
func parseNatural(option, value string) (*int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 0 || n > math.MaxInt32 {
		return nil, optionError(option, "Invalid value '%s' for %s query option found. The %s query option requires a non-negative integer value.", value, option, option)
	}
	return &n, nil
}

func parseCount(value string) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, optionError("$count", "Invalid value '%s' for $count query option found. Valid values are 'true', 'false'.", value)
}
