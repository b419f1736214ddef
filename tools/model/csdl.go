// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// The csdl types hold those parts of a metadata document that the model keeps.
type (
	csdlDocument struct {
		XMLName xml.Name     `xml:"Edmx"`
		Schemas []csdlSchema `xml:"DataServices>Schema"`
	}
	csdlSchema struct {
		Namespace    string          `xml:",attr"`
		Alias        string          `xml:",attr"`
		EntityTypes  []csdlType      `xml:"EntityType"`
		ComplexTypes []csdlType      `xml:"ComplexType"`
		EnumTypes    []csdlEnum      `xml:"EnumType"`
		Actions      []csdlOperation `xml:"Action"`
		Functions    []csdlOperation `xml:"Function"`
		EntitySets   []csdlRoot      `xml:"EntityContainer>EntitySet"`
		Singletons   []csdlRoot      `xml:"EntityContainer>Singleton"`
		Annotations  []csdlTarget    `xml:"Annotations"`
	}
	csdlType struct {
		Name        string           `xml:",attr"`
		BaseType    string           `xml:",attr"`
		Abstract    bool             `xml:",attr"`
		OpenType    bool             `xml:",attr"`
		HasStream   bool             `xml:",attr"`
		Key         []csdlRef        `xml:"Key>PropertyRef"`
		Properties  []csdlProperty   `xml:"Property"`
		Navigations []csdlProperty   `xml:"NavigationProperty"`
		Annotations []csdlAnnotation `xml:"Annotation"`
	}
	csdlRef struct {
		Name string `xml:",attr"`
	}
	csdlProperty struct {
		Name           string           `xml:",attr"`
		Type           string           `xml:",attr"`
		Nullable       string           `xml:",attr"`
		ContainsTarget bool             `xml:",attr"`
		Annotations    []csdlAnnotation `xml:"Annotation"`
	}
	csdlEnum struct {
		Name    string    `xml:",attr"`
		IsFlags bool      `xml:",attr"`
		Members []csdlRef `xml:"Member"`
	}
	csdlOperation struct {
		Name         string         `xml:",attr"`
		IsBound      bool           `xml:",attr"`
		IsComposable bool           `xml:",attr"`
		Parameters   []csdlProperty `xml:"Parameter"`
		ReturnType   *csdlProperty  `xml:"ReturnType"`
	}
	csdlRoot struct {
		Name       string `xml:",attr"`
		EntityType string `xml:",attr"`
		Type       string `xml:",attr"`
	}
	csdlTarget struct {
		Target      string           `xml:",attr"`
		Annotations []csdlAnnotation `xml:"Annotation"`
	}
	csdlAnnotation struct {
		Term         string      `xml:",attr"`
		Bool         string      `xml:",attr"`
		String       string      `xml:",attr"`
		EnumMember   string      `xml:"EnumMember"`
		Record       []csdlValue `xml:"Record>PropertyValue"`
		AlternateKey []struct {
			Properties []csdlValue `xml:"PropertyValue>Collection>Record>PropertyValue"`
		} `xml:"Collection>Record"`
	}
	csdlValue struct {
		Property     string `xml:",attr"`
		Bool         string `xml:",attr"`
		PropertyPath string `xml:",attr"`
	}
)

// csdlReader turns a metadata document into the model's form.
type csdlReader struct {
	*document
	aliases map[string]string // of namespaces
	targets map[string][]csdlAnnotation
	twice   []string // types that are declared again
}

// readCSDL reads a metadata document, as Graph serves it at /$metadata.
func readCSDL(source io.Reader) (*document, error) {
	var parsed csdlDocument
	if err := xml.NewDecoder(source).Decode(&parsed); err != nil {
		return nil, fmt.Errorf("not a metadata document: %w", err)
	}
	r := &csdlReader{document: newDocument(), aliases: map[string]string{}, targets: map[string][]csdlAnnotation{}}
	for _, schema := range parsed.Schemas {
		r.aliases[schema.Alias] = schema.Namespace
		for _, a := range schema.Annotations {
			r.targets[a.Target] = append(r.targets[a.Target], a.Annotations...)
		}
	}
	for _, schema := range parsed.Schemas {
		r.addSchema(schema)
	}
	if len(r.twice) > 0 {
		return nil, fmt.Errorf("declared twice: %s", strings.Join(r.twice, ", "))
	}
	return r.document, nil
}

func (r *csdlReader) addSchema(schema csdlSchema) {
	for _, t := range schema.EntityTypes {
		r.addType(schema.Namespace, model.Entity, t)
	}
	for _, t := range schema.ComplexTypes {
		r.addType(schema.Namespace, model.Complex, t)
	}
	for _, e := range schema.EnumTypes {
		t := &model.Type{Name: schema.Namespace + "." + e.Name, Kind: model.Enum, Flags: e.IsFlags}
		for _, m := range e.Members {
			t.Members = append(t.Members, m.Name)
		}
		r.declare(t)
	}
	for _, o := range schema.Actions {
		r.addOperation(schema.Namespace, true, o)
	}
	for _, o := range schema.Functions {
		r.addOperation(schema.Namespace, false, o)
	}
	for _, root := range schema.EntitySets {
		r.addRoot(root.Name, root.EntityType, true)
	}
	for _, root := range schema.Singletons {
		r.addRoot(root.Name, root.Type, false)
	}
}

func (r *csdlReader) addType(namespace string, kind model.Kind, c csdlType) {
	t := &model.Type{
		Name:     namespace + "." + c.Name,
		Kind:     kind,
		Base:     r.qualified(c.BaseType),
		Abstract: c.Abstract,
		Open:     c.OpenType,
		Stream:   c.HasStream,
	}
	for _, ref := range c.Key {
		t.Key = append(t.Key, ref.Name)
	}
	annotations := append(c.Annotations, r.targets[t.Name]...)
	t.AlternateKeys = alternateKeys(annotations)
	t.Refuses = refused(annotations)
	for _, p := range c.Properties {
		t.Properties = append(t.Properties, r.property(t.Name, p))
	}
	for _, n := range c.Navigations {
		t.Navigations = append(t.Navigations, r.navigation(t.Name, n))
	}
	r.declare(t)
}

func (r *csdlReader) declare(t *model.Type) {
	if r.types[t.Name] != nil {
		r.twice = append(r.twice, t.Name)
	}
	r.types[t.Name] = t
}

func (r *csdlReader) property(owner string, c csdlProperty) model.Property {
	p := model.Property{Name: c.Name, Nullable: c.Nullable != "false"}
	p.Type, p.Collection = r.typeOf(c.Type)
	for _, a := range append(c.Annotations, r.targets[owner+"/"+c.Name]...) {
		switch strings.TrimPrefix(a.Term, "Org.OData.Core.V1.") {
		case "Computed":
			p.ReadOnly = p.ReadOnly || a.Bool != "false"
		case "Permissions":
			p.ReadOnly = p.ReadOnly || strings.HasSuffix(a.EnumMember, "/Read")
		case "Immutable":
			p.Immutable = a.Bool != "false"
		case "Description":
			p.DocumentedReadOnly = saysReadOnly(a.String)
		}
	}
	return p
}

func (r *csdlReader) navigation(owner string, c csdlProperty) model.Navigation {
	n := model.Navigation{
		Name:      c.Name,
		Nullable:  c.Nullable != "false",
		Contained: c.ContainsTarget,
		Refuses:   refused(append(c.Annotations, r.targets[owner+"/"+c.Name]...)),
	}
	n.Type, n.Collection = r.typeOf(c.Type)
	return n
}

// addOperation keeps bound operations only: Graph has no others.
func (r *csdlReader) addOperation(namespace string, action bool, c csdlOperation) {
	if !c.IsBound || len(c.Parameters) == 0 {
		return
	}
	o := &model.Operation{Name: namespace + "." + c.Name, Action: action, Composable: c.IsComposable}
	o.Bound, o.BoundCollection = r.typeOf(c.Parameters[0].Type)
	for _, c := range c.Parameters[1:] {
		p := model.Parameter{Name: c.Name, Nullable: c.Nullable != "false"}
		p.Type, p.Collection = r.typeOf(c.Type)
		for _, a := range c.Annotations {
			p.Optional = p.Optional || a.Term == "Org.OData.Core.V1.OptionalParameter"
		}
		o.Parameters = append(o.Parameters, p)
	}
	if c.ReturnType != nil {
		o.Returns, o.ReturnsCollection = r.typeOf(c.ReturnType.Type)
	}
	r.operations = append(r.operations, o)
}

func (r *csdlReader) addRoot(name, typeName string, collection bool) {
	r.roots[name] = model.Root{
		Name:       name,
		Type:       r.qualified(typeName),
		Collection: collection,
		Refuses:    refused(r.targets["microsoft.graph.GraphService/"+name]),
	}
}

// typeOf splits Collection(x).
func (r *csdlReader) typeOf(name string) (element string, collection bool) {
	inner, collection := strings.CutPrefix(name, "Collection(")
	return r.qualified(strings.TrimSuffix(inner, ")")), collection
}

// qualified puts the namespace in the place of its alias.
func (r *csdlReader) qualified(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return name
	}
	if namespace, ok := r.aliases[name[:dot]]; ok {
		return namespace + name[dot:]
	}
	return name
}

func alternateKeys(annotations []csdlAnnotation) [][]string {
	var keys [][]string
	for _, a := range annotations {
		if a.Term != "Org.OData.Core.V1.AlternateKeys" {
			continue
		}
		for _, record := range a.AlternateKey {
			var key []string
			for _, v := range record.Properties {
				if v.PropertyPath != "" {
					key = append(key, v.PropertyPath)
				}
			}
			keys = append(keys, key)
		}
	}
	return keys
}

// capabilities names, for each annotation, what its "false" takes away.
var capabilities = map[string]model.Capabilities{
	"InsertRestrictions/Insertable": model.Insert,
	"ReadRestrictions/Readable":     model.Read,
	"UpdateRestrictions/Updatable":  model.Update,
	"DeleteRestrictions/Deletable":  model.Delete,
	"FilterRestrictions/Filterable": model.Filter,
	"SortRestrictions/Sortable":     model.Sort,
	"SearchRestrictions/Searchable": model.Search,
	"ExpandRestrictions/Expandable": model.Expand,
	"SelectSupport/Supported":       model.Select,
	"CountRestrictions/Countable":   model.Count,
	"SkipSupported":                 model.Skip,
	"TopSupported":                  model.Top,
}

// refused collects the capabilities that annotations deny.
func refused(annotations []csdlAnnotation) model.Capabilities {
	var set model.Capabilities
	for _, a := range annotations {
		term := strings.TrimPrefix(a.Term, "Org.OData.Capabilities.V1.")
		if a.Bool == "false" {
			set |= capabilities[term]
		}
		for _, v := range a.Record {
			if v.Bool == "false" {
				set |= capabilities[term+"/"+v.Property]
			}
		}
	}
	return set
}

// readOnlySentence finds the sentence "Read-only" in its spellings; sentences
// that add a condition do not match.
var readOnlySentence = regexp.MustCompile(`(?i)(^|[.)'] *|this property is )read[- ]?only *([.,;]|$)`)

// saysReadOnly tells whether a description calls its property read-only.
func saysReadOnly(description string) bool { return readOnlySentence.MatchString(description) }
