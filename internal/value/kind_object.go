// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// objectKind is a complex type.
type objectKind struct {
	attributes Attributes
	// graphs is the @odata.type that Graph wants with the value, or "".
	graphs string
	// merges: a change is sent in parts.
	merges bool
	// listedBy is the property by which the members are known that Graph shows as
	// elements of a list, or "".
	listedBy string
	// constant are properties that are sent with every value.
	constant object.Body
	rules    []object.Rule
}

func compileObject(c *compiler, t object.Object, outer *Attribute) (kind, error) {
	attributes, err := c.attributes(t.Attributes, outer)
	return objectKind{attributes: attributes, graphs: t.Kind, merges: t.Merges, listedBy: t.ListedBy, constant: t.Constant, rules: t.Rules}, err
}

func (k objectKind) members() Attributes { return k.attributes }
func (objectKind) isCollection() bool    { return false }
func (k objectKind) framework() attr.Type {
	return types.ObjectType{AttrTypes: k.attributes.framework()}
}

func (k objectKind) decode(v tftypes.Value) (any, error) { return k.attributes.Decode(v) }

func (k objectKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	members, ok := v.(Tree)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	return k.attributes.encode(typ, members)
}

func (k objectKind) toGraph(prior, v any) any {
	members, _ := v.(Tree)
	before, _ := prior.(Tree)
	return k.list(k.body(before, members))
}

// list is a body in the form that Graph has of it: its members are elements of a list
// where they are known by a property.
func (k objectKind) list(body object.Body) any {
	if k.listedBy == "" {
		return body
	}
	elements := []any{}
	for _, a := range k.attributes {
		if element, ok := body[a.Name].(object.Body); ok {
			element[k.listedBy] = a.Name
			elements = append(elements, element)
		}
	}
	return elements
}

// gather is the body that was listed. What has not the form that is expected is none.
func (k objectKind) gather(v any) (body object.Body, ok bool) {
	if k.listedBy == "" {
		body, ok = v.(object.Body)
		return body, ok
	}
	elements, ok := v.([]any)
	body = make(object.Body, len(elements))
	for _, e := range elements {
		element, _ := e.(object.Body)
		body[Text(element[k.listedBy])] = element
	}
	return body, ok
}

// body is the value with all of its members that are not null. Those that were not
// null before are null explicitly, since Graph does not miss what is left out.
func (k objectKind) body(before, members Tree) object.Body {
	body := object.Body{}
	maps.Copy(body, k.constant)
	if k.graphs != "" {
		body[KindProperty] = "#" + k.graphs
	}
	for _, a := range k.attributes {
		value := a.Type.replacement(before[a.Name], members[a.Name])
		if a.isPart() && (value != nil || before[a.Name] != nil) {
			body[a.Name] = value
		}
	}
	return body
}

// isPart tells whether a nested attribute is sent to Graph.
func (a *Attribute) isPart() bool { return a.Mode != object.ReadOnly && !a.Virtual }

func (k objectKind) fromGraph(v any) any {
	body, ok := k.gather(v)
	if !ok {
		return v
	}
	members := k.attributes.fromGraph(body)
	if k.attributes.isNothing(members) {
		return nil
	}
	return members
}

// isNothing tells of an object that nobody could configure, since it has not what
// it must have, nor anything else: policies of the settings catalog without a
// template have a reference to the template "".
func (as Attributes) isNothing(members Tree) bool {
	demanding := false
	for _, a := range as {
		if members[a.Name] != nil {
			return false
		}
		demanding = demanding || a.Mode == object.Required
	}
	return demanding
}

func (k objectKind) key(v any) string {
	members, _ := v.(Tree)
	var b strings.Builder
	for _, a := range k.attributes {
		if a.Mode != object.ReadOnly {
			fmt.Fprintf(&b, "%q", a.Type.key(members[a.Name]))
		}
	}
	return b.String()
}

func (k objectKind) same(f forgiveness, a, b any) bool { return sameMembers(k.attributes, f, a, b) }

func (k objectKind) complete(v any) any {
	if members, ok := v.(Tree); ok {
		return k.attributes.complete(members)
	}
	return v
}

func (k objectKind) walk(v any, at path.Path, visit visitor) {
	if members, ok := v.(Tree); ok {
		k.attributes.walk(members, at, visit)
	}
}

func (k objectKind) plan(p *planner, prior, config any, at place) any {
	before, _ := prior.(Tree)
	given, ok := config.(Tree)
	if !ok {
		return config
	}
	return k.attributes.plan(p, before, given, at)
}

func (k objectKind) emptied(p *planner, prior any, at place) any {
	before, ok := prior.(Tree)
	if !ok {
		return nil
	}
	return k.attributes.emptied(p, before, at)
}

func (k objectKind) settle(plan, found any) any { return k.attributes.settle(plan, found) }
func (k objectKind) spell(prior, found any) any { return k.attributes.spell(prior, found) }

func (k objectKind) reveal(plan, config any) any {
	members, planned := plan.(Tree)
	given, configured := config.(Tree)
	if !planned || !configured {
		return plan
	}
	return k.attributes.reveal(members, given)
}

func (k objectKind) replaces(prior, next any) bool {
	before, hadMembers := prior.(Tree)
	after, hasMembers := next.(Tree)
	return hadMembers && hasMembers && k.attributes.replace(before, after)
}

// change is the members that differ, of a type that merges.
func (k objectKind) change(prior, plan any) any {
	if !k.merges {
		return k.toGraph(prior, plan)
	}
	return k.difference(prior, plan)
}

func (k objectKind) difference(prior, plan any) any {
	before, hadMembers := prior.(Tree)
	after, hasMembers := plan.(Tree)
	if !hadMembers || !hasMembers {
		return k.toGraph(prior, plan)
	}
	change := object.Body{}
	maps.Copy(change, k.constant)
	for _, a := range k.attributes {
		if a.isPart() && a.isChanged(before, after) {
			change[a.Name] = a.Type.change(before[a.Name], after[a.Name])
		}
	}
	if k.graphs != "" {
		change[KindProperty] = "#" + k.graphs
	}
	return k.list(change)
}

// isChanged tells whether an attribute has to be sent. A write-only value is sent
// when its version changes.
func (a *Attribute) isChanged(before, after Tree) bool {
	if a.WriteOnly && a.Version != nil {
		return after[a.Name] != nil && !a.Version.Type.Same(Equivalent, before[a.Version.Name], after[a.Version.Name])
	}
	return !IsUnknown(after[a.Name]) && !a.Type.Same(Equivalent, before[a.Name], after[a.Name])
}

func (k objectKind) disable(prior, plan any) (any, bool) {
	before, hadMembers := prior.(Tree)
	after, hasMembers := plan.(Tree)
	if !hadMembers || !hasMembers {
		return prior, false // what is removed as a whole is Graph's to judge
	}
	return k.attributes.disable(before, after)
}
