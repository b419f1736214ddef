// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Notion is a notion of "the same": which differences between two values mean
// nothing. Every kind compares what it is in its own file; what is compared, and
// how strictly, stands here.
type Notion int

// The notions, from the strictest.
const (
	// Equivalent values mean the same to Graph: ids in any case, sets in any order,
	// times, durations and numbers in any notation. The plan asks, to keep the
	// spelling of the state, and a change asks what has to be sent.
	Equivalent Notion = iota
	// Imported is what a document holds that Graph has written, and that somebody has
	// configured since: Graph may have added members to it, and left out annotations.
	// The plan asks.
	Imported
	// Shown is what Graph shows of a value that we have sent: beside that, tokens may
	// stand for secrets, and null for an object with nothing in it. A refresh asks, to
	// keep the spelling of the state.
	Shown
	// Written is what Graph shows of a value that we have just written: what the plan
	// leaves to Graph does not count. The read after a write asks, which looks again
	// until a replica shows it.
	Written
	// Held is what an object holds of a value that it was sent: beside that, Graph
	// and the provider set members which nobody can configure, or nobody has. The search
	// for an object whose creation got no answer asks.
	Held
)

// forgiveness is what a notion forgives beside notation.
type forgiveness struct {
	// additions are members that Graph has added to a document.
	additions bool
	// tokens stand in a document of Graph's for the secrets in ours.
	tokens bool
	// nothing is null of Graph's for an object with nothing in it.
	nothing bool
	// unknowns are values that the plan leaves to Graph.
	unknowns bool
	// computed are members that nobody can configure.
	computed bool
	// left are members that were left to Graph.
	left bool
}

// forgives is the table of the notions.
func (n Notion) forgives() forgiveness {
	return [...]forgiveness{
		Equivalent: {},
		Imported:   {additions: true},
		Shown:      {additions: true, tokens: true, nothing: true},
		Written:    {additions: true, tokens: true, nothing: true, computed: true, unknowns: true},
		Held:       {additions: true, tokens: true, nothing: true, computed: true, left: true},
	}[n]
}

// Same tells whether two values are the same to a notion. Where one of them is
// Graph's, that is b.
func (t *Type) Same(n Notion, a, b any) bool { return t.same(n.forgives(), a, b) }

// same guards the kinds against null and what is not known.
func (t *Type) same(f forgiveness, a, b any) bool {
	switch {
	case f.unknowns && IsUnknown(a):
		return true
	case t.isAsWritten():
		return t.kind.same(f, a, b) // which knows several forms of nothing
	case t.isNone(a) || t.isNone(b):
		return t.isNone(a) && t.isNone(b) || f.nothing && b == nil && t.isEmpty(a)
	case IsUnknown(a) || IsUnknown(b):
		return IsUnknown(a) && IsUnknown(b)
	default:
		return t.kind.same(f, a, b)
	}
}

func (t *Type) isAsWritten() bool {
	_, ok := t.kind.(asWrittenKind)
	return ok
}

// sameMembers compares two objects.
func sameMembers(attributes Attributes, f forgiveness, a, b any) bool {
	x, okX := a.(Tree)
	y, okY := b.(Tree)
	if !okX || !okY {
		return false
	}
	for _, attribute := range attributes {
		if f.computed && attribute.Mode == object.ReadOnly || f.left && attribute.Mode == object.Server && x[attribute.Name] == nil {
			continue
		}
		if !attribute.Type.same(f, x[attribute.Name], y[attribute.Name]) {
			return false
		}
	}
	return true
}

// sameMultiset compares two collections without an order.
func sameMultiset(of *Type, f forgiveness, a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	left := of.index(x)
	return !slices.ContainsFunc(y, func(element any) bool {
		_, ok := left.take(f, element)
		return !ok
	})
}

// index finds elements of a collection that are the same as others, each once.
type index struct {
	of       *Type
	elements []any
	taken    []bool
	// places are where elements are, by their keys.
	places map[string][]int
}

func (t *Type) index(elements []any) *index {
	i := &index{of: t, places: make(map[string][]int, len(elements))}
	for _, element := range elements {
		i.add(element)
	}
	return i
}

func (i *index) add(element any) {
	key := i.of.key(element)
	i.places[key] = append(i.places[key], len(i.elements))
	i.elements, i.taken = append(i.elements, element), append(i.taken, false)
}

// find tells where an element is that was not taken, and is the same as one of Graph's.
func (i *index) find(f forgiveness, v any) (place int, ok bool) {
	for _, place := range i.places[i.of.key(v)] {
		if !i.taken[place] && i.of.same(f, i.elements[place], v) {
			return place, true
		}
	}
	return 0, false
}

// take takes such an element out of the index.
func (i *index) take(f forgiveness, v any) (place int, ok bool) {
	if place, ok = i.find(f, v); ok {
		i.taken[place] = true
	}
	return place, ok
}

// Agrees tells whether Graph shows what we have last stored, as far as we have written
// it: what others fill in, such as Exchange a mail address or another resource the
// manager of a user, comes when it comes. A read asks that is made soon after a write.
func (o *Object) Agrees(m Memory, prior, state Tree) bool {
	return o.Managed.agrees(m, "", false, prior, state)
}

func (as Attributes) agrees(m Memory, above string, inside bool, prior, state Tree) bool {
	for _, a := range as {
		here, servers := join(above, a.Name), inside || a.Mode == object.Server
		if a.Mode == object.ReadOnly || servers && !m.owns(here) && !m.cleared(here) {
			continue
		}
		if !a.Type.agrees(m, here, servers, prior[a.Name], state[a.Name]) {
			return false
		}
	}
	return true
}

// agrees looks into objects and maps as deep as the memory does. An object that is null
// holds nothing of ours.
func (t *Type) agrees(m Memory, here string, inside bool, prior, state any) bool {
	if t.Same(Equivalent, prior, state) {
		return true
	}
	before, wasObject := prior.(Tree)
	after, isObject := state.(Tree)
	switch k := t.kind.(type) {
	case objectKind:
		return (wasObject || prior == nil) && (isObject || state == nil) && k.attributes.agrees(m, here, inside, before, after)
	case mapKind:
		return !inside && wasObject && isObject && k.agrees(m, here, before, after)
	default:
		return false
	}
}

// Shows tells whether an object shows what a change from prior to plan has written.
func (o *Object) Shows(prior, plan Tree, found object.Body) bool {
	for _, a := range o.Managed {
		isSent := !a.Virtual && !a.WriteOnly && a.Mode != object.ReadOnly && a.Mode != object.Links
		if isSent && a.tells(found) && !a.Type.shows(prior[a.Name], plan[a.Name], a.FromGraph(found)) {
			return false
		}
	}
	return true
}

// shows looks into an object that was there before: what was not changed in it may be
// changed by others.
func (t *Type) shows(prior, plan, found any) bool {
	if t.Same(Equivalent, prior, plan) || t.Same(Written, plan, found) {
		return true
	}
	k, isObject := t.kind.(objectKind)
	before, wasThere := prior.(Tree)
	after, stays := plan.(Tree)
	shown, isThere := found.(Tree)
	if !isObject || !wasThere || !stays || !isThere {
		return false
	}
	return !slices.ContainsFunc(k.attributes, func(a *Attribute) bool {
		return !a.Type.shows(before[a.Name], after[a.Name], shown[a.Name])
	})
}

// Changed are the names, in Terraform's form, of what differs between two states
// and is sent.
func (o *Object) Changed(prior, next Tree) (names []string) {
	for _, a := range o.Managed {
		if !a.Virtual && !a.WriteOnly && a.Mode != object.ReadOnly && !a.Type.Same(Written, next[a.Name], prior[a.Name]) {
			names = append(names, a.Key)
		}
	}
	return names
}

// Hold tells whether an object has every value of these attributes that Graph was
// sent and returns.
func (as Attributes) Hold(candidate, sent object.Body) bool {
	for _, a := range as {
		if a.tells(sent) && !a.WriteOnly && a.Seen != object.InReply && !a.Type.Same(Held, a.FromGraph(sent), a.FromGraph(candidate)) {
			return false
		}
	}
	return true
}

// FixedAttributes are those which an object has from its creation on: together they
// tell apart what has no name.
func (o *Object) FixedAttributes() (fixed Attributes) {
	for _, a := range o.Managed {
		if a.CreateOnly {
			fixed = append(fixed, a)
		}
	}
	return fixed
}

// FixedAlike tells whether an object has what is fixed at creation as it was to be
// sent, as far as it shows that. It is asked of deleted objects: one that differs
// there is another object.
func (o *Object) FixedAlike(candidate, sent object.Body) bool {
	for _, a := range o.Managed {
		if a.CreateOnly && a.tells(sent) && a.tells(candidate) && !a.Type.Same(Shown, a.FromGraph(sent), a.FromGraph(candidate)) {
			return false
		}
	}
	return true
}

// tells tells whether a body holds the attribute at all.
func (a *Attribute) tells(body object.Body) bool {
	name := a.Name
	if a.Variant {
		name = KindProperty
	}
	_, ok := body[name]
	return ok
}

// Contains tells whether one value in Graph's form has all of another: objects may
// have more names, lists have as many elements. Null counts as absent.
func Contains(v, part any) bool { return document{additions: true}.same(part, v) }

// document compares values in Graph's form, of whose meaning nothing is known but
// what Graph does to all of them.
type document struct {
	// additions: Graph may have added members to an object, and left out annotations.
	additions bool
	// tokens: Graph may show tokens in the place of secrets. In the place of one that is
	// not given here, they are additions.
	tokens bool
}

// same forgives the case of ids, the digits of times, numbers that are written as
// text, a # in front of a type's name, and the difference between null, nothing and
// an empty list or text.
func (d document) same(known, graphs any) bool {
	switch known := known.(type) {
	case map[string]any:
		members, ok := graphs.(map[string]any)
		return ok && d.sameMembers(known, members)
	case []any:
		elements, ok := graphs.([]any)
		if !ok && graphs != nil || len(elements) != len(known) {
			return false
		}
		for i := range known {
			if !d.same(known[i], elements[i]) {
				return false
			}
		}
		return true
	case nil:
		return isNothing(graphs)
	default:
		return known == graphs || isNothing(known) && isNothing(graphs) || sameWord(fmt.Sprint(known), fmt.Sprint(graphs))
	}
}

func (d document) sameMembers(known, graphs map[string]any) bool {
	for name, value := range known {
		other, shown := graphs[name]
		switch {
		case d.additions && !shown && strings.Contains(name, annotation):
			continue
		case isToken(graphs) && (name == "value" || name == valueState) && (d.tokens || d.additions && isNothing(known["value"])):
			continue
		case name == KindProperty:
			value, other = strings.TrimPrefix(Text(value), "#"), strings.TrimPrefix(Text(other), "#")
		}
		if !d.same(value, other) {
			return false
		}
	}
	for name, value := range graphs {
		if _, ok := known[name]; !ok && !d.additions && !isNothing(value) {
			return false
		}
	}
	return true
}

// annotation is part of the names that say something about a value and are none of
// its members: its type, where Graph shows it only if it is not the declared one, and
// the context of what has been exported.
const annotation = "@odata."

// valueState tells what a setting of Intune shows of its value.
const valueState = "valueState"

// isToken tells of a setting of Intune whose value is a secret: Graph shows a token in
// its place.
func isToken(setting map[string]any) bool { return setting[valueState] == "encryptedValueToken" }

func isNothing(v any) bool {
	list, isList := v.([]any)
	return v == nil || v == "" || isList && len(list) == 0
}

func sameWord(a, b string) bool {
	switch {
	case IsGUID(a):
		return strings.EqualFold(a, b)
	case timePattern.MatchString(a):
		return sameInstant(a, b)
	default:
		x, okX := new(big.Rat).SetString(a)
		y, okY := new(big.Rat).SetString(b)
		return okX && okY && x.Cmp(y) == 0
	}
}
