// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// asWrittenKind is a value in Graph's form. Objects in it are Trees.
type asWrittenKind struct {
	simple
	of meaning
	// collection: the value is a list, which Graph wants empty and never null.
	collection bool
}

func compileAsWritten(_ *compiler, t object.AsWritten, _ *Attribute) (kind, error) {
	schema, err := model.Load(model.Version(t.API))
	return asWrittenKind{of: meaning{schema, t.Of}, collection: t.Collection}, err
}

func (asWrittenKind) framework() attr.Type { return types.DynamicType }

func (asWrittenKind) decode(v tftypes.Value) (any, error) { return Document(v), nil }

func (asWrittenKind) encode(_ tftypes.Type, v any) (tftypes.Value, error)    { return Dynamic(v), nil }
func (asWrittenKind) check(context.Context, any, path.Path) diag.Diagnostics { return nil }

func (asWrittenKind) fromGraph(v any) any         { return Found(v) }
func (asWrittenKind) toGraph(prior, v any) any    { return written(prior, v) }
func (asWrittenKind) change(prior, plan any) any  { return written(prior, plan) }
func (asWrittenKind) key(any) string              { return "" } // one value has many notations
func (asWrittenKind) reveal(plan, config any) any { return merged(plan, config) }

func (k asWrittenKind) same(f forgiveness, a, b any) bool { return k.of.same(f, a, b) }
func (k asWrittenKind) spell(prior, found any) any        { return k.of.spell(prior, found) }

// keepsAdditions tells of kinds of which Graph may have more than somebody has written.
func (t *Type) keepsAdditions() bool {
	_, isSecurity := t.kind.(securityAttributesKind)
	collection, isMap := t.kind.(mapKind)
	return isSecurity || isMap && collection.Merged != nil || t.isAsWritten()
}

// AsFarAsWritten is a state with no more than a plan has of each value that Graph may have
// more of: what is there besides is nobody's to change.
func (o *Object) AsFarAsWritten(plan, state Tree) Tree {
	narrow := maps.Clone(state)
	for _, a := range o.Managed {
		if a.Type.keepsAdditions() && a.Mode != object.ReadOnly && plan[a.Name] != nil && !HasUnknown(plan[a.Name]) && state[a.Name] != nil {
			narrow[a.Name] = a.Type.spell(plan[a.Name], state[a.Name])
		}
	}
	return narrow
}

func (k asWrittenKind) emptied(*planner, any, place) any {
	if k.collection {
		return []any{}
	}
	return nil
}

// settle fills what is unknown at any depth.
func (k asWrittenKind) settle(plan, found any) any {
	members, ok := plan.(Tree)
	there, _ := found.(Tree)
	if !ok {
		return found
	}
	settled := make(Tree, len(members))
	for name, member := range members {
		if settled[name] = member; HasUnknown(member) {
			settled[name] = k.settle(member, there[name])
		}
	}
	return settled
}

// Found is a value of Graph's in Terraform's form.
func Found(v any) any {
	switch v := v.(type) {
	case object.Body:
		members := make(Tree, len(v))
		for name, member := range v {
			members[name] = Found(member)
		}
		return members
	case []any:
		elements := make([]any, len(v))
		for i, element := range v {
			elements[i] = Found(element)
		}
		return elements
	default:
		return v
	}
}

// written is a value in Graph's form: with nothing where prior had something.
func written(prior, v any) any {
	switch v := v.(type) {
	case Tree:
		before, _ := prior.(Tree)
		body := make(object.Body, len(v))
		for name, member := range v {
			body[name] = written(before[name], member)
		}
		for name, member := range before {
			_, stays := v[name]
			if stays || member == nil || strings.Contains(name, annotation) {
				continue
			}
			if body[name] = nil; isList(member) {
				body[name] = []any{}
			}
		}
		return body
	case []any:
		elements := make([]any, len(v))
		for i, element := range v {
			elements[i] = written(nil, element)
		}
		return elements
	case Unknown:
		return nil
	default:
		return v
	}
}

func isList(v any) bool {
	_, ok := v.([]any)
	return ok
}

// merged is a value with the members that only another one has.
func merged(v, other any) any {
	members, ok := v.(Tree)
	more, both := other.(Tree)
	if !ok || !both {
		return v
	}
	all := maps.Clone(members)
	for name, member := range more {
		if known, has := all[name]; has {
			all[name] = merged(known, member)
			continue
		}
		all[name] = member
	}
	return all
}

// Merged is an object with the members of another one, at any depth. Where both have
// a value that is no object, the first one's counts.
func Merged(t, other Tree) Tree {
	all, _ := merged(t, other).(Tree)
	return all
}

// meaning is what Graph's metadata says of a value: the name of its type, or of that of
// its elements.
type meaning struct {
	schema *model.Schema
	name   string
}

// typ is nil for a primitive value, and for what the metadata does not know.
func (m meaning) typ() *model.Type {
	t, _ := m.schema.Type(m.name)
	return t
}

// member is the meaning of a member of an object, which may name its own type.
func (m meaning) member(of Tree, name string) meaning {
	t := m.typ()
	if named, ok := m.schema.Type(Text(of[KindProperty])); ok {
		t = named
	}
	if t == nil {
		return meaning{schema: m.schema}
	}
	if p, ok := t.Property(name); ok {
		return meaning{m.schema, p.Type}
	}
	n, _ := t.Navigation(name)
	return meaning{m.schema, n.Type}
}

// same compares two values, of which b is Graph's if members that Graph adds are
// forgiven. Collections have their order for who writes them, and none for Graph.
func (m meaning) same(f forgiveness, a, b any) bool {
	switch {
	case f.unknowns && IsUnknown(a):
		return true
	case IsUnknown(a) || IsUnknown(b):
		return IsUnknown(a) && IsUnknown(b)
	case isNothing(a) || isNothing(b):
		return isNothing(a) && isNothing(b)
	}
	switch x := a.(type) {
	case Tree:
		y, ok := b.(Tree)
		return ok && m.sameMembers(f, x, y)
	case []any:
		y, ok := b.([]any)
		return ok && len(x) == len(y) && m.sameElements(f, x, y)
	default:
		return a == b || isSimple(b) && m.sameWord(f, fmt.Sprint(a), fmt.Sprint(b))
	}
}

func isSimple(v any) bool {
	switch v.(type) {
	case Tree, []any:
		return false
	default:
		return true
	}
}

func (m meaning) sameMembers(f forgiveness, a, b Tree) bool {
	for name, value := range a {
		other, shown := b[name]
		switch {
		case f.additions && !shown && strings.Contains(name, annotation):
			continue
		case f.tokens && isToken(b) && (name == "value" || name == valueState):
			continue
		case name == KindProperty:
			value, other = strings.TrimPrefix(Text(value), "#"), strings.TrimPrefix(Text(other), "#")
		}
		if !m.member(a, name).same(f, value, other) {
			return false
		}
	}
	for name, value := range b {
		if _, ok := a[name]; !ok && !f.additions && !isNothing(value) {
			return false
		}
	}
	return true
}

// sameElements finds an element of Graph's for each.
func (m meaning) sameElements(f forgiveness, a, b []any) bool {
	if !f.additions {
		return slices.EqualFunc(a, b, func(x, y any) bool { return m.same(f, x, y) })
	}
	left := slices.Clone(b)
	for _, element := range a {
		i := slices.IndexFunc(left, func(candidate any) bool { return m.same(f, element, candidate) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

// sameWord compares two texts, numbers or truth values in any notation of their type.
func (m meaning) sameWord(f forgiveness, a, b string) bool {
	if t := m.typ(); t != nil && t.Kind == model.Enum {
		return sameFlags(a, b, t.Flags)
	}
	switch m.name {
	case "Edm.DateTimeOffset":
		return sameInstant(a, b) || f.additions && sameSecond(a, b)
	case "Edm.Duration":
		return sameDuration(a, b)
	case "Edm.TimeOfDay":
		return withoutFraction(a) == withoutFraction(b)
	case "Edm.Binary", "Edm.Stream":
		x, errX := decodeBase64(a)
		y, errY := decodeBase64(b)
		return errX == nil && errY == nil && string(x) == string(y)
	case "Edm.String":
		return a == b || IsGUID(a) && strings.EqualFold(a, b)
	default:
		return sameWord(a, b) || strings.Contains(a, "/") && below(a) == below(b)
	}
}

// below is the path of one of Graph's addresses, which has a host and a version or
// has none. Ids in it are in any case.
func below(s string) string {
	for _, version := range []object.API{object.V1, object.Beta} {
		if _, host, ok := strings.Cut(s, "://"); ok {
			if _, path, ok := strings.Cut(host, "/"+string(version)+"/"); ok {
				s = path
			}
		}
	}
	return strings.ToLower(strings.Trim(s, "/"))
}

// sameFlags compares members of an enum, in any order where there can be several.
func sameFlags(a, b string, several bool) bool {
	if !several {
		return strings.EqualFold(a, b)
	}
	words := func(s string) []string {
		all := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ',' || r == ' ' })
		slices.Sort(all)
		return slices.Compact(all)
	}
	return slices.Equal(words(a), words(b))
}

// sameSecond compares a time with the one that Graph shows, which some services cut to
// whole seconds.
func sameSecond(a, graphs string) bool {
	x, errX := time.Parse(time.RFC3339Nano, a)
	y, errY := time.Parse(time.RFC3339Nano, graphs)
	return errX == nil && errY == nil && y.Nanosecond() == 0 && x.Truncate(time.Second).Equal(y)
}

// withoutFraction is a time of day, "08:00:00.0000000", without zeros at its end.
func withoutFraction(s string) string {
	if strings.Contains(s, ".") {
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// spell is what was found of what was written before, in its spelling.
func (m meaning) spell(prior, found any) any {
	if m.same(Shown.forgives(), prior, found) {
		return prior
	}
	switch before := prior.(type) {
	case Tree:
		if now, ok := found.(Tree); ok {
			return m.spellMembers(before, now)
		}
	case []any:
		if now, ok := found.([]any); ok {
			return m.spellElements(before, now)
		}
	}
	return found
}

func (m meaning) spellMembers(prior, found Tree) Tree {
	spelled := make(Tree, len(prior))
	for name, before := range prior {
		now, shown := found[name]
		if spelled[name] = before; shown || !strings.Contains(name, annotation) {
			spelled[name] = m.member(prior, name).spell(before, now)
		}
	}
	return spelled
}

// spellElements keeps the elements that are as they were, in their place, and shows of
// others what is written of elements here.
func (m meaning) spellElements(prior, found []any) []any {
	names := map[string]bool{}
	for _, element := range prior {
		members, _ := element.(Tree)
		for name := range members {
			names[name] = true
		}
	}
	left, spelled := slices.Clone(found), []any{}
	for _, element := range prior {
		i := slices.IndexFunc(left, func(candidate any) bool { return m.same(Shown.forgives(), element, candidate) })
		if i >= 0 {
			spelled, left = append(spelled, element), slices.Delete(left, i, i+1)
		}
	}
	for _, element := range left {
		spelled = append(spelled, only(names, element))
	}
	return spelled
}

// only is an object with these members; all of them, if there are no names.
func only(names map[string]bool, v any) any {
	members, ok := v.(Tree)
	if !ok || len(names) == 0 {
		return v
	}
	kept := maps.Clone(members)
	maps.DeleteFunc(kept, func(name string, _ any) bool { return !names[name] })
	return kept
}
