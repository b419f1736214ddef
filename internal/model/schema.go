// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"archive/zip"
	"bytes"
	"cmp"
	_ "embed" // the compiled model
	"encoding/gob"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:generate ../../tools/model/fetch.sh ../../build/graph
//go:generate go run ../../tools/model -v1 ../../build/graph/v1.0.csdl -beta ../../build/graph/beta.d.ts -out graph.zip

// compiled is a zip archive with one file for each version, named as the version,
// which holds its Contents as a gob.
//
//go:embed graph.zip
var compiled []byte

// A Version is a version of Microsoft Graph, named as in its URLs.
type Version string

// The versions of Microsoft Graph.
const (
	V1   Version = "v1.0"
	Beta Version = "beta"
)

// Load gives the schema of a version. It is read on the first call and kept.
func Load(v Version) (*Schema, error) {
	switch v {
	case V1:
		return loadV1()
	case Beta:
		return loadBeta()
	}
	return nil, fmt.Errorf("no version %q of Microsoft Graph: use %q or %q", v, V1, Beta)
}

var (
	loadV1   = sync.OnceValues(func() (*Schema, error) { return read(V1) })
	loadBeta = sync.OnceValues(func() (*Schema, error) { return read(Beta) })
)

// read decodes a version and indexes it.
func read(v Version) (*Schema, error) {
	archive, err := zip.NewReader(bytes.NewReader(compiled), int64(len(compiled)))
	if err != nil {
		return nil, fmt.Errorf("reading the compiled model: %w", err)
	}
	file, err := archive.Open(string(v))
	if err != nil {
		return nil, fmt.Errorf("reading the compiled model: %w", err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	var contents Contents
	if err := gob.NewDecoder(file).Decode(&contents); err != nil {
		return nil, fmt.Errorf("reading the compiled model of %s: %w", v, err)
	}
	return New(v, contents)
}

// Contents is what a schema is made of.
type Contents struct {
	Types      []Type
	Operations []Operation
	Roots      []Root
}

// A Schema is all that is known of one version of Microsoft Graph. It never
// changes and may be used concurrently.
type Schema struct {
	version    Version
	types      map[string]*Type
	roots      map[string]Root
	operations map[string][]*Operation // by name without namespace, in lower case
	folded     map[string]string       // names of types and roots by their lower case
}

// New indexes contents, which it takes over. It returns an error if a type
// extends one that is not there.
func New(v Version, contents Contents) (*Schema, error) {
	s := &Schema{
		version:    v,
		types:      make(map[string]*Type, len(contents.Types)),
		roots:      make(map[string]Root, len(contents.Roots)),
		operations: map[string][]*Operation{},
		folded:     make(map[string]string, len(contents.Types)+len(contents.Roots)),
	}
	for i := range contents.Types {
		t := &contents.Types[i]
		s.types[t.Name] = t
		s.folded[strings.ToLower(t.Name)] = t.Name
	}
	for i := range contents.Types {
		t := &contents.Types[i]
		if t.Base == "" {
			continue
		}
		if t.base = s.types[t.Base]; t.base == nil {
			return nil, fmt.Errorf("%s extends %s, which is not in the model of %s", t.Name, t.Base, v)
		}
		t.base.derived = append(t.base.derived, t)
	}
	for _, r := range contents.Roots {
		s.roots[r.Name] = r
		s.folded[strings.ToLower(r.Name)] = r.Name
	}
	for i := range contents.Operations {
		o := &contents.Operations[i]
		name := strings.ToLower(unqualified(o.Name))
		s.operations[name] = append(s.operations[name], o)
	}
	return s, nil
}

// Version tells which version of Microsoft Graph the schema is of.
func (s *Schema) Version() Version { return s.version }

// Type finds a type by its exact, qualified name; a "#" before it, as in
// @odata.type, is passed over.
func (s *Schema) Type(name string) (*Type, bool) {
	t, ok := s.types[strings.TrimPrefix(name, "#")]
	return t, ok
}

// Types lists all types in order of name.
func (s *Schema) Types() []*Type {
	all := make([]*Type, 0, len(s.types))
	for _, t := range s.types {
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *Type) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Root finds an entity set or a singleton by its exact name.
func (s *Schema) Root(name string) (Root, bool) {
	r, ok := s.roots[name]
	return r, ok
}

// Roots lists all entity sets and singletons in order of name.
func (s *Schema) Roots() []Root {
	all := make([]Root, 0, len(s.roots))
	for _, r := range s.roots {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Root) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// AllOperations lists all actions and functions in order of name and of the type that they are
// bound to, and those that differ in their parameters alone in the order of the metadata.
func (s *Schema) AllOperations() []*Operation {
	var all []*Operation
	for _, operations := range s.operations {
		all = append(all, operations...)
	}
	slices.SortStableFunc(all, func(a, b *Operation) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Bound, b.Bound))
	})
	return all
}

// Operations finds the actions and functions of a name, qualified or not and in
// any case, that can be called on an object or a collection of a type: those bound
// to the type itself before those bound to the types it extends. There is more
// than one where a function takes different sets of parameters.
func (s *Schema) Operations(name string, bound *Type, collection bool) []*Operation {
	var found []*Operation
	candidates := s.operations[strings.ToLower(unqualified(name))]
	for ; bound != nil; bound = bound.base {
		for _, o := range candidates {
			if o.Bound == bound.Name && o.BoundCollection == collection && named(o, name) {
				found = append(found, o)
			}
		}
	}
	return found
}

// named tells whether a name, which may lack the namespace, is the operation's.
func named(o *Operation, name string) bool {
	return !strings.Contains(name, ".") || strings.EqualFold(name, o.Name)
}

// namespace is that of nearly all types, with its dot.
const namespace = "microsoft.graph."

// unqualified is what follows the last dot of a name.
func unqualified(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
