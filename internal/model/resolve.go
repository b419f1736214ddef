// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// A SegmentKind tells what a segment of a path stands for.
type SegmentKind uint8

// The kinds of segments.
const (
	RootSegment         SegmentKind = iota + 1 // an entity set or a singleton
	NavigationSegment                          // a navigation property
	PropertySegment                            // a property
	KeySegment                                 // an entity of a collection, by its key
	AlternateKeySegment                        // an entity of a collection, by other properties
	CastSegment                                // only what is of a derived type
	OperationSegment                           // an action or a function
	CountSegment                               // $count
	RefSegment                                 // $ref
	ValueSegment                               // $value
)

// A Path is a resolved path, segment by segment. A key in parentheses is a segment
// of its own: applications(appId='…') are two.
type Path []Segment

// A Segment is one step of a path.
type Segment struct {
	Kind SegmentKind
	// Name as the model spells it; empty for keys.
	Name string
	// Arguments hold the properties and values of a key, or the parameters of a function.
	Arguments []Argument
	// Operation is set for OperationSegment.
	Operation *Operation
	// Type is what the path leads to up to and with this segment, or empty for nothing.
	Type       string
	Collection bool
}

// An Argument is a named value in a path, without its quotes.
type Argument struct{ Name, Value string }

// A PathError says why a path leads nowhere, in the words of Graph's answer, which
// has status 400 and code BadRequest.
type PathError struct {
	// Segment is the part of the path that is to blame, decoded.
	Segment string
	Message string
}

func (e *PathError) Error() string { return e.Message }

func notFound(segment string) error {
	return &PathError{Segment: segment, Message: fmt.Sprintf("Resource not found for the segment '%s'.", segment)}
}

// Resolve follows a path from the service root, such as /groups/{id}/members/$ref.
// It takes the path of a URL as it was sent, with its escapes, but without the
// version and the query. As Graph does, it takes names in any case; what follows a
// collection is a key only if it names neither an operation nor a cast. The path
// "/" has no segments.
//
// The error is a [*PathError]. Two forms are not understood: the addressing of
// files by colons, as in /drive/root:/a.txt, and properties that an open type does
// not declare.
func (s *Schema) Resolve(path string) (Path, error) {
	r := resolver{schema: s}
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if path == "" {
		return nil, nil
	}
	for raw := range strings.SplitSeq(path, "/") {
		text, err := url.PathUnescape(raw)
		if err != nil {
			return nil, &PathError{Segment: raw, Message: "Bad Request - Error in query syntax."}
		}
		if err := r.step(text); err != nil {
			return nil, err
		}
	}
	return r.path, nil
}

// A resolver stands at the end of what is resolved so far.
type resolver struct {
	schema     *Schema
	path       Path
	typ        *Type // nil at a primitive value
	collection bool
	ended      bool // nothing may follow
}

// step goes one segment on.
func (r *resolver) step(text string) error {
	if text == "" {
		return &PathError{Message: "Empty segment encountered in request URL. Please make sure that a valid request URL is specified."}
	}
	name, arguments := splitCall(text)
	switch {
	case r.ended:
	case len(r.path) == 0 && r.root(name), r.member(name):
		return r.keyed(text, arguments)
	case r.option(text), r.cast(text), r.operation(name, arguments), r.key(text):
		return nil
	}
	return notFound(text)
}

// add moves to what a segment leads to.
func (r *resolver) add(s Segment) bool {
	r.typ, r.collection = r.schema.types[s.Type], s.Collection
	r.path = append(r.path, s)
	return true
}

// The following methods try to read the next segment as one thing each and tell
// whether it is that.

func (r *resolver) root(name string) bool {
	root, ok := r.schema.roots[r.schema.folded[strings.ToLower(name)]]
	return ok && r.add(Segment{Kind: RootSegment, Name: root.Name, Type: root.Type, Collection: root.Collection})
}

// member reads a property of either kind; a collection has none.
func (r *resolver) member(name string) bool {
	if r.collection {
		return false
	}
	for t := r.typ; t != nil; t = t.base {
		for _, n := range t.Navigations {
			if strings.EqualFold(n.Name, name) {
				return r.add(Segment{Kind: NavigationSegment, Name: n.Name, Type: n.Type, Collection: n.Collection})
			}
		}
		for _, p := range t.Properties {
			if strings.EqualFold(p.Name, name) {
				return r.add(Segment{Kind: PropertySegment, Name: p.Name, Type: p.Type, Collection: p.Collection})
			}
		}
	}
	return false
}

// option reads the segments that begin with a dollar sign and end a path.
func (r *resolver) option(text string) bool {
	if len(r.path) == 0 {
		return false
	}
	last := r.path[len(r.path)-1]
	isEntity := r.typ != nil && r.typ.Kind == Entity
	switch {
	case text == "$count" && r.collection:
		r.add(Segment{Kind: CountSegment, Name: text, Type: "Edm.Int32"})
	case text == "$ref" && isEntity:
		r.add(Segment{Kind: RefSegment, Name: text, Type: last.Type, Collection: last.Collection})
	case text == "$value" && !r.collection && r.hasValue():
		r.add(Segment{Kind: ValueSegment, Name: text, Type: last.Type})
	default:
		return false
	}
	r.ended = true
	return true
}

// hasValue tells whether $value may follow: after primitive values, members of
// enums and media.
func (r *resolver) hasValue() bool {
	return r.typ == nil || r.typ.Kind == Enum || r.typ.Stream
}

// cast reads the name of a type related to the present one; "graph" is the alias
// of the namespace microsoft.graph.
func (r *resolver) cast(text string) bool {
	if r.typ == nil {
		return false
	}
	name := strings.ToLower(text)
	if rest, ok := strings.CutPrefix(name, "graph."); ok {
		name = namespace + rest
	}
	t, ok := r.schema.types[r.schema.folded[name]]
	if !ok || !t.IsA(r.typ.Name) && !r.typ.IsA(t.Name) {
		return false
	}
	return r.add(Segment{Kind: CastSegment, Name: t.Name, Type: t.Name, Collection: r.collection})
}

// operation reads an action, or the function whose parameters are given. A function
// without parentheses may have its parameters in the query.
func (r *resolver) operation(name string, arguments []Argument) bool {
	var found *Operation
	for _, o := range r.schema.Operations(name, r.typ, r.collection) {
		if o.takes(arguments) {
			found = o
			break
		}
		if found == nil && len(arguments) == 0 {
			found = o
		}
	}
	if found == nil {
		return false
	}
	r.ended = !found.Composable
	return r.add(Segment{
		Kind: OperationSegment, Name: unqualified(found.Name), Arguments: arguments, Operation: found,
		Type: found.Returns, Collection: found.ReturnsCollection,
	})
}

// takes tells whether the arguments are the operation's. Those of an action are in
// the body and not in the path.
func (o *Operation) takes(arguments []Argument) bool {
	if o.Action {
		return len(arguments) == 0
	}
	given := 0
	for _, p := range o.Parameters {
		i := slices.IndexFunc(arguments, func(a Argument) bool { return strings.EqualFold(a.Name, p.Name) })
		if i < 0 && !p.Optional {
			return false
		}
		if i >= 0 {
			given++
		}
	}
	return given == len(arguments)
}

// key reads a segment after a collection of entities that is nothing else. A name
// in Microsoft's namespace is no key but a cast that does not exist.
func (r *resolver) key(text string) bool {
	if name, arguments := splitCall(text); r.collection && len(arguments) > 0 && len(r.schema.Operations(name, r.typ, true)) > 0 {
		return false // a function that takes others
	}
	if !r.collection || r.typ == nil || strings.HasPrefix(text, "$") || strings.HasPrefix(strings.ToLower(text), namespace) {
		return false
	}
	names := r.typ.KeyProperties()
	return len(names) == 1 &&
		r.add(Segment{Kind: KeySegment, Arguments: []Argument{{Name: names[0], Value: text}}, Type: r.typ.Name})
}

// keyed reads the parentheses after an entity set or a navigation property: the
// key of an entity or the values of an alternate key.
func (r *resolver) keyed(text string, arguments []Argument) error {
	if len(arguments) == 0 {
		return nil
	}
	if !r.collection || r.typ == nil || r.typ.Kind != Entity {
		return notFound(text)
	}
	keyNames := r.typ.KeyProperties()
	if len(arguments) == 1 && arguments[0].Name == "" && len(keyNames) == 1 {
		arguments[0].Name = keyNames[0]
	}
	if spell(arguments, keyNames) {
		r.add(Segment{Kind: KeySegment, Arguments: arguments, Type: r.typ.Name})
		return nil
	}
	for t := r.typ; t != nil; t = t.base {
		for _, names := range t.AlternateKeys {
			if spell(arguments, names) {
				r.add(Segment{Kind: AlternateKeySegment, Arguments: arguments, Type: r.typ.Name})
				return nil
			}
		}
	}
	return &PathError{Segment: text, Message: fmt.Sprintf(
		"The key in the request URI is not valid for resource '%[1]s'. Ensure that the names and number of key properties match the declared key properties for the resource '%[1]s'.",
		r.typ.Name)}
}

// spell tells whether the arguments have just these names and if so spells them alike.
func spell(arguments []Argument, names []string) bool {
	if len(arguments) != len(names) {
		return false
	}
	spelt := make([]string, len(arguments))
	for i, a := range arguments {
		j := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, a.Name) })
		if j < 0 || slices.Contains(spelt[:i], names[j]) {
			return false
		}
		spelt[i] = names[j]
	}
	for i, name := range spelt {
		arguments[i].Name = name
	}
	return true
}
