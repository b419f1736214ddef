// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// shape is a definition as Terraform sees it: its attributes, the id, and the
// version beside each write-only attribute.
type shape struct {
	object.Definition

	// managed are the attributes of the managed resource.
	managed []object.Attribute
	// virtual are names of attributes that Graph does not know.
	virtual map[string]bool
}

// idAttribute is the object's id. In state it is Graph's bare id, or the ids of
// all parents and the object's own, joined by "/".
var idAttribute = object.Attribute{
	Name: "id", Mode: object.ReadOnly, Type: object.String{},
	Doc: "Id of the object in Graph.",
}

func newShape(d object.Definition) shape {
	s := shape{Definition: d, virtual: map[string]bool{}}
	s.managed = append(s.managed, idAttribute)
	for _, a := range d.Attributes {
		if a.Volatile {
			continue
		}
		s.managed = append(s.managed, a)
		if object.IsWriteOnly(a.Mode) {
			s.managed = append(s.managed, versionOf(a))
			s.virtual[versionOf(a).Name] = true
		}
	}
	s.managed = append(s.managed, timeoutsAttribute)
	s.virtual[timeoutsAttribute.Name] = true
	for _, name := range d.Parameters() {
		s.virtual[name] = true
	}
	if d.Ref != "" {
		s.virtual[d.Ref] = true
	}
	s.virtual["id"] = true
	return s
}

// versionOf is the attribute that makes a write-only value be sent again.
func versionOf(a object.Attribute) object.Attribute {
	return object.Attribute{
		Name: a.Name + "Version", Mode: object.Optional, Type: object.Int{},
		Doc: "Any number. Change it to send `" + a.TerraformName() + "` again: Terraform does not store that value and so cannot see that it changed.",
	}
}

// selected are the properties that a read asks for.
func (s shape) selected(attributes []object.Attribute) string {
	names := []string{"id"}
	for _, a := range attributes {
		if !s.virtual[a.Name] && !object.IsWriteOnly(a.Mode) {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ",")
}

// collectionPath is the definition's path with its parameters filled in.
func (s shape) collectionPath(t tree) string {
	path := s.Path
	for _, name := range s.Parameters() {
		path = strings.Replace(path, "{"+name+"}", text(t[name]), 1)
	}
	return path
}

// stateID joins the ids of the parents and the object's own.
func (s shape) stateID(t tree, own string) string {
	var parts []string
	for _, name := range s.Parameters() {
		parts = append(parts, text(t[name]))
	}
	return strings.Join(append(parts, own), "/")
}

// ownID is the last part of the id in state.
func ownID(t tree) string {
	id := text(t["id"])
	return id[strings.LastIndex(id, "/")+1:]
}

// label is how messages call the object: by its name, or else by its id.
func (s shape) label(t tree) string {
	if name := text(t[s.ImportKey]); name != "" {
		return s.Title() + ` "` + name + `"`
	}
	if id := text(t["id"]); id != "" {
		return s.Title() + " " + id
	}
	return s.Title()
}

// text is v if that is a string, else "".
func text(v any) string {
	s, _ := v.(string)
	return s
}
