// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"maps"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// createBody is what Graph is sent to create the planned object. Null is left
// out: on create, absent and null are the same to Graph.
func (s shape) createBody(plan, config tree) object.Body {
	body := object.Body{}
	for _, a := range s.managed {
		value := plan[a.Name]
		if object.IsWriteOnly(a.Mode) {
			value = config[a.Name]
		}
		if sent := toGraph(a.Type, value); s.isSent(a) && (a.Action == nil || a.Action.UpdateOnly) && sent != nil {
			s.put(body, a, sent)
		}
	}
	if kind := s.kind(plan); kind != "" {
		body[kindProperty] = "#" + kind
	}
	return body
}

// patchBody is what Graph is sent to change the object from prior to plan: only
// what differs, null only where there was a value.
func (s shape) patchBody(prior, plan, config tree) object.Body {
	body := object.Body{}
	for _, a := range s.managed {
		switch {
		case !s.isSent(a) || a.Action != nil:
		case object.IsWriteOnly(a.Mode):
			version := versionOf(a)
			if config[a.Name] != nil && !equivalent(version.Type, prior[version.Name], plan[version.Name]) {
				body[a.Name] = toGraph(a.Type, config[a.Name])
			}
		case isUnknown(plan[a.Name]):
		case !equivalent(a.Type, prior[a.Name], plan[a.Name]):
			s.put(body, a, s.changeOf(a, prior[a.Name], plan[a.Name]))
		}
	}
	if len(body) == 0 {
		return body
	}
	if s.Replaces || s.Element != nil {
		return s.createBody(plan, config)
	}
	if kind := s.kind(plan); kind != "" {
		body[kindProperty] = "#" + kind
	}
	return body
}

// kind is the type that Graph wants to be told with every write, or "".
func (s shape) kind(plan tree) string {
	for _, v := range s.Variants {
		if plan[v.Name] != nil {
			return v.Type
		}
	}
	if s.Derived {
		return s.Type
	}
	return ""
}

// isSent tells whether an attribute is part of the object's body.
func (s shape) isSent(a object.Attribute) bool {
	return !s.virtual[a.Name] && a.Mode != object.ReadOnly && a.Mode != object.Relation && !a.Single
}

// put adds a value to a body. The members of a variant are the object's own.
func (s shape) put(body object.Body, a object.Attribute, value any) {
	if members, ok := value.(object.Body); ok && s.variants[a.Name] {
		maps.Copy(body, members)
		return
	}
	body[a.Name] = value
}

// changeOf is the part of a value that has to be sent: of a type that merges,
// and of a variant, the members that differ; otherwise all of it.
func (s shape) changeOf(a object.Attribute, prior, plan any) any {
	t, isObject := a.Type.(object.Object)
	before, hadMembers := prior.(tree)
	after, hasMembers := plan.(tree)
	if !isObject || !hadMembers || !hasMembers || !t.Merges && !s.variants[a.Name] {
		return toGraph(a.Type, plan)
	}
	change := object.Body{}
	for _, member := range t.Attributes {
		if member.Mode != object.ReadOnly && !equivalent(member.Type, before[member.Name], after[member.Name]) {
			change[member.Name] = s.changeOf(member, before[member.Name], after[member.Name])
		}
	}
	if t.Kind != "" {
		change[kindProperty] = "#" + t.Kind
	}
	return change
}
