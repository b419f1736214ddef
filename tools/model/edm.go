// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"regexp"
	"slices"
)

// edmTypes finds the type that TypeScript's string, number and any stand for.
type edmTypes struct {
	reference *document
	// byName holds, by property name, how often the reference gives such
	// properties each primitive type.
	byName map[string]map[string]int
}

func newEdmTypes(reference *document) edmTypes {
	e := edmTypes{reference: reference, byName: map[string]map[string]int{}}
	for _, t := range reference.types {
		for _, p := range t.Properties {
			if e.byName[p.Name] == nil {
				e.byName[p.Name] = map[string]int{}
			}
			e.byName[p.Name][p.Type]++
		}
	}
	return e
}

// candidates are the types that each primitive type of TypeScript may stand for;
// the first one is the answer where nothing else is.
var candidates = map[string][]string{
	"boolean": {"Edm.Boolean"},
	"string": {
		"Edm.String", "Edm.DateTimeOffset", "Edm.Guid", "Edm.Duration",
		"Edm.Binary", "Edm.Date", "Edm.TimeOfDay",
	},
	"number": {
		"Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Single",
		"Edm.Int16", "Edm.Byte", "Edm.Decimal",
	},
	"any": {"Edm.Stream", jsonType, "microsoft.graph.security.stream"},
}

// jsonType is the type of values that may be any JSON. Packages do not declare it.
const jsonType = "microsoft.graph.Json"

// A hint is a word in the name or the comment of a field that gives its type away.
type hint struct {
	primitive string // of TypeScript
	words     *regexp.Regexp
	edm       string
}

// commentHints are surer than what other properties of the name are: Intune's
// descriptions give the bounds of a number, which are those of its type.
var commentHints = []hint{
	{"number", regexp.MustCompile(`E\+308`), "Edm.Double"},
	{"number", regexp.MustCompile(`E\+38`), "Edm.Single"},
	{"number", regexp.MustCompile(`E\+18|9223372036854775807`), "Edm.Int64"},
	{"number", regexp.MustCompile(`-2147483648|2147483647`), "Edm.Int32"},
	{"string", regexp.MustCompile(`(?i)ISO ?8601 (format for )?duration|duration in ISO ?8601`), "Edm.Duration"},
	{"string", regexp.MustCompile(`(?i)\bbyte array`), "Edm.Binary"},
	{"string", regexp.MustCompile(`(?i)^(the )?(\S+ )*time of (the )?day`), "Edm.TimeOfDay"},
	{"string", regexp.MustCompile(`Timestamp type represents`), "Edm.DateTimeOffset"},
}

// nameHints serve for names that the reference does not have.
var nameHints = []hint{
	{"number", regexp.MustCompile(`(?i)percent|score|latitude|longitude|altitude|average|rate$`), "Edm.Double"},
	{"number", regexp.MustCompile(`(Bytes?|Size)$`), "Edm.Int64"},
	{"string", regexp.MustCompile(`DateTime(InUTC|Utc|UTC)?$`), "Edm.DateTimeOffset"},
	{"string", regexp.MustCompile(`(^d|D)ate$`), "Edm.Date"},
	{"string", regexp.MustCompile(`(^d|D)uration$`), "Edm.Duration"},
	{"string", regexp.MustCompile(`^trustedRootCertificate$`), "Edm.Binary"},
	{"any", regexp.MustCompile(`(?i)value|data|properties|body|layout`), jsonType},
}

// of gives the type that a field of a primitive type has in the model.
func (e edmTypes) of(owner string, f field) (string, bool) {
	options, primitive := candidates[f.typ.name]
	if !primitive {
		return "", false
	}
	if known, ok := e.reference.property(owner, f.name); ok && slices.Contains(options, known.Type) {
		return known.Type, true
	}
	if edm, ok := match(commentHints, f.typ.name, f.comment); ok {
		return edm, true
	}
	if edm, ok := e.mostCommon(f.name, options); ok {
		return edm, true
	}
	if edm, ok := match(nameHints, f.typ.name, f.name); ok {
		return edm, true
	}
	return options[0], true
}

func match(hints []hint, primitive, text string) (string, bool) {
	for _, h := range hints {
		if h.primitive == primitive && h.words.MatchString(text) {
			return h.edm, true
		}
	}
	return "", false
}

// mostCommon gives the type that properties of a name have most often in the reference.
func (e edmTypes) mostCommon(name string, options []string) (string, bool) {
	best := ""
	for _, edm := range options {
		if e.byName[name][edm] > e.byName[name][best] {
			best = edm
		}
	}
	return best, best != ""
}
