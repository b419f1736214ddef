// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// shape is a definition as Terraform sees it: its attributes, the id, the
// version beside each write-only attribute, and a nested attribute for each
// variant.
type shape struct {
	object.Definition

	// session is nil while Terraform only validates.
	session *Session
	// managed are the attributes of the managed resource.
	managed []object.Attribute
	// virtual are names of attributes that Graph does not know.
	virtual map[string]bool
	// variants are the names of the attributes that stand for variants.
	variants map[string]bool
}

// idAttribute is the object's id. In state it is Graph's bare id, or the ids of
// all parents and the object's own, joined by "/".
var idAttribute = object.Attribute{
	Name: "id", Mode: object.ReadOnly, Type: object.String{},
	Doc: "Id of the object in Graph.",
}

// Arguments that some definitions have and Graph does not know.
var (
	permanentlyDelete = object.Attribute{
		Name: "permanentlyDelete", Mode: object.Default(false), Type: object.Bool{},
		Doc: "Whether a destroy removes the object for good. Otherwise it can be restored for 30 days.",
	}
	restoreDeleted = object.Attribute{
		Name: "restoreDeleted", Mode: object.Default(false), Type: object.Bool{},
		Doc: "Whether to bring back a deleted object of the same name, if one can still be restored, instead of making a new one. It keeps its id and is changed to what is configured. Of several it is the one that was deleted last.",
	}
	useExisting = object.Attribute{
		Name: "useExisting", Mode: object.Default(false), Type: object.Bool{},
		Doc: "Whether an object that exists already is taken over and changed, instead of an error. A destroy then leaves it in place.",
	}
)

func newShape(d object.Definition) shape {
	s := shape{Definition: d, virtual: map[string]bool{}, variants: map[string]bool{}}
	s.add(idAttribute, true)
	for _, a := range d.Attributes {
		if a.Volatile {
			continue
		}
		s.add(a, false)
		if object.IsWriteOnly(a.Mode) {
			s.add(versionOf(a), true)
		}
	}
	for _, v := range d.Variants {
		s.add(v.Attribute(), false)
		s.variants[v.Name] = true
	}
	if d.Bin != "" {
		s.add(permanentlyDelete, true)
		s.add(restoreDeleted, true)
	}
	if d.Adopt != "" {
		s.add(useExisting, true)
	}
	s.add(timeoutsAttribute, true)
	for _, name := range d.Parameters() {
		a, _ := d.Attribute(name)
		s.virtual[name] = !a.Sent
	}
	if d.Ref != "" {
		s.virtual[d.Ref] = true
	}
	return s
}

func (s *shape) add(a object.Attribute, virtual bool) {
	s.managed = append(s.managed, a)
	s.virtual[a.Name] = virtual
}

// readable are the attributes of the data sources: the id and all that Graph
// returns.
func (s shape) readable() []object.Attribute {
	all := []object.Attribute{idAttribute}
	for _, a := range s.Attributes {
		if !object.IsWriteOnly(a.Mode) && a.Mode != object.Relation && !a.Once {
			all = append(all, a)
		}
	}
	for _, v := range s.Variants {
		all = append(all, v.Attribute())
	}
	return all
}

// versionOf is the attribute that makes a write-only value be sent again.
func versionOf(a object.Attribute) object.Attribute {
	return object.Attribute{
		Name: a.Name + "Version", Mode: object.Optional, Type: object.Int{},
		Doc: "Any number. Change it to send `" + a.TerraformName() + "` again: Terraform does not store that value and so cannot see that it changed.",
	}
}

// selection makes a read return the attributes. Graph cannot select properties
// of derived types, so that there it returns all.
func (s shape) selection(attributes []object.Attribute) url.Values {
	names, expanded := []string{"id"}, []string{}
	for _, a := range attributes {
		switch {
		case s.virtual[a.Name] || s.variants[a.Name] || object.IsWriteOnly(a.Mode) || a.Mode == object.Relation || a.Once || a.Name == "id":
		case a.Expand:
			expanded = append(expanded, expansion(a))
		default:
			names = append(names, a.Name)
		}
	}
	options := url.Values{}
	if !s.Derived && len(s.Variants) == 0 {
		options.Set("$select", strings.Join(names, ","))
	}
	if len(expanded) > 0 {
		options.Set("$expand", strings.Join(expanded, ","))
	}
	return options
}

// expansion asks for a navigation property, and for those inside it.
func expansion(a object.Attribute) string {
	var inner []string
	for _, member := range object.Members(a.Type) {
		if member.Expand {
			inner = append(inner, expansion(member))
		}
	}
	if len(inner) == 0 {
		return a.Name
	}
	return a.Name + "($expand=" + strings.Join(inner, ",") + ")"
}

// isOurs tells whether a member of the collection is of the definition's type.
func (s shape) isOurs(candidate object.Body) bool {
	kind := strings.TrimPrefix(text(candidate[kindProperty]), "#")
	return !s.Derived || kind == "" || kind == s.Type
}

// value is an attribute's value in Graph's reply as it stands in state.
func (s shape) value(a object.Attribute, reply object.Body) any {
	if s.variants[a.Name] {
		return chosenFromGraph(s.Variants, reply)[a.Name]
	}
	return fromGraph(a, reply[a.Name])
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
