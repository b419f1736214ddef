// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/xml"
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// The elements of OData's metadata document, as far as the tenant has something
// to say in them.
type (
	edmx struct {
		XMLName xml.Name     `xml:"http://docs.oasis-open.org/odata/ns/edmx Edmx"`
		Version string       `xml:"Version,attr"`
		Schemas []*edmSchema `xml:"http://docs.oasis-open.org/odata/ns/edmx DataServices>Schema"`
	}
	edmSchema struct {
		XMLName    xml.Name       `xml:"http://docs.oasis-open.org/odata/ns/edm Schema"`
		Namespace  string         `xml:"Namespace,attr"`
		Enums      []edmEnum      `xml:"EnumType"`
		Entities   []edmType      `xml:"EntityType"`
		Complexes  []edmType      `xml:"ComplexType"`
		Actions    []edmOperation `xml:"Action"`
		Functions  []edmOperation `xml:"Function"`
		Containers []edmContainer `xml:"EntityContainer"`
	}
	edmEnum struct {
		Name    string      `xml:"Name,attr"`
		Flags   bool        `xml:"IsFlags,attr,omitempty"`
		Members []edmMember `xml:"Member"`
	}
	edmMember struct {
		Name string `xml:"Name,attr"`
	}
	edmType struct {
		Name        string        `xml:"Name,attr"`
		Base        string        `xml:"BaseType,attr,omitempty"`
		Abstract    bool          `xml:"Abstract,attr,omitempty"`
		Open        bool          `xml:"OpenType,attr,omitempty"`
		Stream      bool          `xml:"HasStream,attr,omitempty"`
		Key         *edmKey       `xml:"Key"`
		Properties  []edmProperty `xml:"Property"`
		Navigations []edmProperty `xml:"NavigationProperty"`
	}
	edmKey struct {
		Properties []edmMember `xml:"PropertyRef"`
	}
	edmProperty struct {
		Name      string `xml:"Name,attr"`
		Type      string `xml:"Type,attr"`
		Nullable  string `xml:"Nullable,attr,omitempty"`
		Contained bool   `xml:"ContainsTarget,attr,omitempty"`
	}
	edmOperation struct {
		Name       string        `xml:"Name,attr"`
		Bound      bool          `xml:"IsBound,attr"`
		Composable bool          `xml:"IsComposable,attr,omitempty"`
		Parameters []edmProperty `xml:"Parameter"`
		Returns    *edmReturn    `xml:"ReturnType"`
	}
	edmReturn struct {
		Type string `xml:"Type,attr"`
	}
	edmContainer struct {
		Name       string    `xml:"Name,attr"`
		Sets       []edmRoot `xml:"EntitySet"`
		Singletons []edmRoot `xml:"Singleton"`
	}
	edmRoot struct {
		Name   string `xml:"Name,attr"`
		Entity string `xml:"EntityType,attr,omitempty"`
		Type   string `xml:"Type,attr,omitempty"`
	}
)

// document answers with the metadata document of a version.
func document(schema *model.Schema) (reply, error) {
	d := edmx{Version: "4.0"}
	namespaces := map[string]*edmSchema{}
	in := func(qualified string) (*edmSchema, string) {
		dot := strings.LastIndexByte(qualified, '.')
		s := namespaces[qualified[:dot]]
		if s == nil {
			s = &edmSchema{Namespace: qualified[:dot]}
			namespaces[s.Namespace] = s
			d.Schemas = append(d.Schemas, s)
		}
		return s, qualified[dot+1:]
	}
	for _, typ := range schema.Types() {
		s, name := in(typ.Name)
		switch typ.Kind {
		case model.Enum:
			s.Enums = append(s.Enums, edmEnum{Name: name, Flags: typ.Flags, Members: members(typ.Members)})
		case model.Entity:
			s.Entities = append(s.Entities, described(typ, name))
		case model.Complex:
			s.Complexes = append(s.Complexes, described(typ, name))
		}
	}
	for _, operation := range schema.AllOperations() {
		s, name := in(operation.Name)
		if operation.Action {
			s.Actions = append(s.Actions, called(operation, name))
		} else {
			s.Functions = append(s.Functions, called(operation, name))
		}
	}
	graph, _ := in(directoryObject)
	graph.Containers = []edmContainer{container(schema)}
	content, err := xml.Marshal(d)
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: media{append([]byte(xml.Header), content...), "application/xml"}}, nil
}

func members(names []string) []edmMember {
	all := make([]edmMember, len(names))
	for i, name := range names {
		all[i] = edmMember{name}
	}
	return all
}

func described(typ *model.Type, name string) edmType {
	t := edmType{Name: name, Base: typ.Base, Abstract: typ.Abstract, Open: typ.Open, Stream: typ.Stream}
	if len(typ.Key) > 0 {
		t.Key = &edmKey{members(typ.Key)}
	}
	for _, p := range typ.Properties {
		property := edmProperty{Name: p.Name, Type: edmName(p.Type, p.Collection)}
		if !p.Nullable {
			property.Nullable = "false"
		}
		t.Properties = append(t.Properties, property)
	}
	for _, n := range typ.Navigations {
		t.Navigations = append(t.Navigations, edmProperty{Name: n.Name, Type: edmName(n.Type, n.Collection), Contained: n.Contained})
	}
	return t
}

func edmName(name string, collection bool) string {
	if collection {
		return "Collection(" + name + ")"
	}
	return name
}

func called(operation *model.Operation, name string) edmOperation {
	o := edmOperation{Name: name, Bound: true, Composable: operation.Composable}
	o.Parameters = []edmProperty{{Name: "bindingParameter", Type: edmName(operation.Bound, operation.BoundCollection)}}
	for _, p := range operation.Parameters {
		o.Parameters = append(o.Parameters, edmProperty{Name: p.Name, Type: edmName(p.Type, p.Collection)})
	}
	if operation.Returns != "" {
		o.Returns = &edmReturn{edmName(operation.Returns, operation.ReturnsCollection)}
	}
	return o
}

func container(schema *model.Schema) edmContainer {
	c := edmContainer{Name: "GraphService"}
	for _, root := range schema.Roots() {
		if root.Collection {
			c.Sets = append(c.Sets, edmRoot{Name: root.Name, Entity: root.Type})
		} else {
			c.Singletons = append(c.Singletons, edmRoot{Name: root.Name, Type: root.Type})
		}
	}
	return c
}

// service answers with the service document, which lists where paths begin.
func (c *call) service() (reply, error) {
	values := []any{}
	for _, root := range c.schema.Roots() {
		kind := "Singleton"
		if root.Collection {
			kind = "EntitySet"
		}
		values = append(values, store.Object{"name": root.Name, "kind": kind, "url": root.Name})
	}
	return reply{status: http.StatusOK, body: store.Object{"@odata.context": c.base() + "/" + c.version + "/$metadata", "value": values}}, nil
}
