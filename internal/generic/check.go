// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/spelling"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Fault is something in a body that does not fit Graph's metadata.
type Fault struct {
	// At is where it stands, from the top of the body.
	At []string
	// Text says what is wrong, in sentences.
	Text string
	// Wrong is set where Graph cannot take it. The metadata of this version may lack what
	// is new in Graph, so that of the rest somebody is only told.
	Wrong bool
}

// Faults compare a body with Graph's metadata.
func Faults(p Place, body value.Tree) []Fault {
	schema, err := model.Load(model.Version(p.API))
	if err != nil {
		return nil
	}
	t, ok := schema.Type(p.Type)
	if !ok {
		return nil
	}
	c := checker{schema: schema}
	c.object(t, body, nil)
	slices.SortFunc(c.faults, func(a, b Fault) int { return slices.Compare(a.At, b.At) })
	return c.faults
}

type checker struct {
	schema *model.Schema
	faults []Fault
}

func (c *checker) add(at []string, wrong bool, format string, words ...any) {
	c.faults = append(c.faults, Fault{At: slices.Clone(at), Text: fmt.Sprintf(format, words...), Wrong: wrong})
}

// object compares the members of an object, which may name its own type.
func (c *checker) object(t *model.Type, members value.Tree, at []string) {
	if kind, ok := members[value.KindProperty].(string); ok {
		named, known := c.schema.Type(kind)
		switch {
		case !known:
			c.add(append(at, value.KindProperty), false, "Graph's metadata knows no type %s.", strings.TrimPrefix(kind, "#"))
			return
		case !named.IsA(t.Name):
			c.add(append(at, value.KindProperty), true, "%s is no %s.", named.Name, t.Name)
			return
		}
		t = named
	}
	for name, v := range members {
		c.member(t, name, v, append(slices.Clone(at), name))
	}
}

func (c *checker) member(t *model.Type, name string, v any, at []string) {
	if strings.Contains(name, "@") {
		return
	}
	p, isProperty := t.Property(name)
	n, leads := t.Navigation(name)
	switch {
	case p.ReadOnly && len(at) == 1:
		c.add(at, true, "%s is read-only: Graph computes it.", name)
	case isProperty:
		c.values(p.Type, v, at)
	case leads:
		c.values(n.Type, v, at)
	default:
		meant, hint := spelling.Nearest(propertyNames(t), name), ""
		if meant != "" {
			hint = fmt.Sprintf(" Did you mean %s? Graph's own names are written here.", meant)
		}
		if spelling.Same(meant, name) || !t.Open && len(t.Derived()) == 0 {
			c.add(at, false, "Graph's metadata knows no property %s of %s.%s", name, t.Name, hint)
		}
	}
}

// values compares a value, or all elements.
func (c *checker) values(of string, v any, at []string) {
	t, ok := c.schema.Type(of)
	if !ok {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			c.values(of, element, at)
		}
	case value.Tree:
		if t.Kind != model.Enum {
			c.object(t, v, at)
		}
	case string:
		if t.Kind == model.Enum {
			c.words(t, v, at)
		}
	}
}

// words compares the words of an enum.
func (c *checker) words(t *model.Type, text string, at []string) {
	for word := range strings.SplitSeq(text, ",") {
		word = strings.TrimSpace(word)
		if !slices.ContainsFunc(t.Members, func(member string) bool { return strings.EqualFold(member, word) }) {
			c.add(at, false, "Graph's metadata knows no %q here. It knows: %s.", word, strings.Join(t.Members, ", "))
		}
	}
}

// propertyNames are the names of all properties that a type has.
func propertyNames(t *model.Type) []string {
	var names []string
	for _, p := range t.AllProperties() {
		names = append(names, p.Name)
	}
	return names
}

// Writable are the members of an object that somebody could have written: without what
// Graph computes, and without what is null.
func Writable(p Place, found value.Tree) value.Tree {
	schema, err := model.Load(model.Version(p.API))
	if err != nil {
		return nil
	}
	t, _ := schema.Type(p.Type)
	members := writable(schema, t, found)
	delete(members, "id")
	return members
}

func writable(schema *model.Schema, t *model.Type, found value.Tree) value.Tree {
	kind := value.Text(found[value.KindProperty])
	named, isNamed := schema.Type(kind)
	derived := isNamed && t != nil && named.Name != t.Name
	if isNamed {
		t = named
	}
	kept := value.Tree{}
	if derived {
		kept[value.KindProperty] = "#" + t.Name
	}
	for name, v := range found {
		if strings.Contains(name, "@") {
			continue
		}
		if of, ok := canWrite(t, name); ok {
			if v = writableValue(schema, of, v); v != nil {
				kept[name] = v
			}
		}
	}
	return kept
}

// canWrite tells whether a property can be written, and its type. What the metadata
// does not know may be.
func canWrite(t *model.Type, name string) (of string, ok bool) {
	if _, leads := t.Navigation(name); leads {
		return "", false
	}
	p, _ := t.Property(name)
	return p.Type, !p.ReadOnly && !p.DocumentedReadOnly
}

func writableValue(schema *model.Schema, of string, v any) any {
	t, _ := schema.Type(of)
	switch v := v.(type) {
	case value.Tree:
		if members := writable(schema, t, v); len(members) > 0 {
			return members
		}
		return nil
	case []any:
		all := make([]any, 0, len(v))
		for _, element := range v {
			if element = writableValue(schema, of, element); element != nil {
				all = append(all, element)
			}
		}
		if len(all) == 0 {
			return nil
		}
		return all
	default:
		return v
	}
}
