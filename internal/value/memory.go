// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Memory is what is known of an object beside its state: whose values they are.
// Values are named by their paths, of Graph's names with slashes between them.
type Memory struct {
	// Written are the values of mode Server that an apply of ours wrote, the
	// innermost ones. When the configuration holds one no more, it is cleared. An
	// import writes nothing.
	Written []string `json:"written,omitempty"`
	// Cleared are those that the last apply cleared. A replica may still show them.
	Cleared []string `json:"cleared,omitempty"`
	// Found are values that an object had when it was taken over, and of which the
	// configuration has said nothing since. They are left alone.
	Found []string `json:"found,omitempty"`
	// Foreign are the documents that Graph has written, and we never have. They
	// contain what Graph adds.
	Foreign []string `json:"foreign,omitempty"`
	// Hashes are salted hashes of write-only values that were sent last.
	Hashes map[string]string `json:"hashes,omitempty"`
}

// owns tells whether a value, or something inside it, was written by us.
func (m Memory) owns(name string) bool { return within(m.Written, name) }

// cleared tells whether a value, or something inside it, was cleared by us.
func (m Memory) cleared(name string) bool { return within(m.Cleared, name) }

func within(paths []string, name string) bool {
	return slices.ContainsFunc(paths, func(path string) bool { return path == name || strings.HasPrefix(path, name+"/") })
}

// After is what is known after an apply of a configuration. Planned and state are
// the object's. What failed half way may or may not have been cleared, so that
// nothing is forgotten then.
func (o *Object) After(m Memory, config, planned, state Tree, failed bool) Memory {
	next := Memory{Written: o.Managed.written(config, "", false)}
	if !failed {
		next.Hashes = o.hashes(m, config)
	} else {
		next.Hashes = m.Hashes
		next.Written = append(next.Written, m.Written...)
	}
	slices.Sort(next.Written)
	next.Written = slices.Compact(next.Written)
	for _, name := range m.Written {
		if !slices.Contains(next.Written, name) {
			next.Cleared = append(next.Cleared, name)
		}
	}
	for _, a := range o.Managed {
		if config[a.Name] != nil {
			continue
		}
		found := a.Takeable && IsUnknown(planned[a.Name]) && !a.Type.Same(Equivalent, a.Fallback, state[a.Name])
		if found || slices.Contains(m.Found, a.Name) {
			next.Found = append(next.Found, a.Name)
		}
	}
	for _, name := range m.Foreign {
		if a := o.Managed.Find(name); failed || a != nil && !a.Type.Same(Equivalent, config[name], state[name]) && a.Type.Same(Imported, config[name], state[name]) {
			next.Foreign = append(next.Foreign, name)
		}
	}
	return next
}

// written are the paths of the Server's values that a configuration holds. Inside
// tells that the object around is such a value.
func (as Attributes) written(config Tree, above string, inside bool) (all []string) {
	for _, a := range as {
		value, here := config[a.Name], join(above, a.Name)
		ours := inside || a.Mode == object.Server
		if value == nil || a.WriteOnly {
			continue
		}
		all = append(all, a.Type.written(value, here, ours)...)
	}
	return all
}

func (t *Type) written(v any, here string, inside bool) []string {
	members, isObject := v.(Tree)
	switch k := t.kind.(type) {
	case objectKind:
		if isObject {
			return k.attributes.written(members, here, inside)
		}
	case mapKind:
		if !inside {
			var all []string
			for key, element := range members {
				all = append(all, k.of.written(element, join(here, key), false)...)
			}
			return all
		}
	}
	if inside {
		return []string{here}
	}
	return nil
}

// join makes the path of a member. A slash in a name is written as "~1", as in a
// JSON pointer.
func join(above, name string) string {
	if strings.ContainsAny(name, "~/") { // which names hardly ever do, and every plan joins all of them
		name = strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
	}
	if above == "" {
		return name
	}
	return above + "/" + name
}
