// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// linter collects the faults of one definition, each with the path of the
// attribute.
type linter struct {
	object.Definition
	known  known
	schema *model.Schema
	faults []string
}

func (l *linter) fault(path, format string, args ...any) {
	l.faults = append(l.faults, path+": "+fmt.Sprintf(format, args...))
}

// lint lists what is wrong with a definition.
func lint(t *testing.T, d object.Definition, known known) []string {
	t.Helper()
	address := d.Address()
	schema, err := model.Load(model.Version(address.API))
	if err != nil {
		t.Fatal(err)
	}
	l := &linter{Definition: d, known: known, schema: schema}
	typ, ok := schema.Type(address.Type)
	if !ok {
		l.fault("", "%s has no type %s", address.API, address.Type)
		return l.faults
	}
	l.checkPath(typ)
	l.checkWords()
	l.checkKey(typ)
	l.checkRequests()
	l.checkNeeds()
	l.checkRequired()
	l.checkRules(l.Rules, l.Attributes, "")
	l.checkInnerRules(l.Attributes, "")
	parameters := append(d.Parameters(), d.OwnKey())
	l.checkAttributes(typ, slices.DeleteFunc(slices.Clone(d.Attributes), func(a object.Attribute) bool { return slices.Contains(parameters, a.Name) && !a.Sent }), "", false)
	for _, v := range d.Variants {
		l.checkVariant(typ, v, "", false)
	}
	return l.faults
}

// checkPath: the path leads to the type, or for an element to its parent.
func (l *linter) checkPath(typ *model.Type) {
	if l.Answer() != nil {
		l.checkAnswer(typ)
		return
	}
	path, err := l.schema.Resolve(l.Address().Path)
	if err != nil {
		l.fault("", "path %s: %v", l.Address().Path, err)
		return
	}
	end := path[len(path)-1]
	if p := l.Part(); p != nil {
		l.checkPart(typ, end)
		return
	}
	if l.Element() == nil {
		if !typ.IsA(end.Type) {
			l.fault("", "path %s leads to %s", l.Address().Path, end.Type)
		}
		if l.IsDerived() != (typ.Name != end.Type) {
			l.fault("", "Derived must tell whether the path has other types too: it leads to %s", end.Type)
		}
		if end.Collection == (l.IsSingleton() || l.OnlyChild() != nil) {
			l.fault("", "the place must tell whether the path leads to one object, a Singleton or an OnlyChild")
		}
		if l.Resets() && l.OnlyChild().Put {
			l.fault("", "a child that is always there is never made, by PUT or otherwise")
		}
		return
	}
	parent, _ := l.schema.Type(end.Type)
	if property, ok := propertyAt(l.schema, parent, l.Element().Property); !ok || property.Type != l.Address().Type && !l.Element().Bare {
		l.fault("", "%s has no %s of %s", end.Type, l.Element().Property, l.Address().Type)
	}
	if e := l.Element(); (e.Add == "") != (e.Remove == "" && e.Companions == nil) || e.Disable != "" && e.Add != "" {
		l.fault("", "elements have both actions, or are sent with all others")
	}
	if l.Element().Companions != nil {
		l.checkCompanions(typ, parent)
	}
}

// checkCompanions: the elements and their companions have the properties that are named,
// and the action that adds them takes what is configured.
func (l *linter) checkCompanions(typ, parent *model.Type) {
	e := l.Element()
	if e.Remove != "" || strings.Contains(e.Property, "/") || len(e.Companions.Known) == 0 {
		l.fault("", "elements that go with their companions have no action that removes them, are in a property of the parent itself, and are known by a value")
	}
	for _, name := range append(slices.Sorted(maps.Keys(e.Companions.Known)), e.Companions.Shared) {
		if !hasProperty(typ, name) {
			l.fault("", "Companions: %s has no %s", typ.Name, name)
		}
	}
	for _, property := range e.Companions.Besides {
		other, _ := parent.Property(property)
		if companion, ok := l.schema.Type(other.Type); !ok || !other.Collection || !hasProperty(companion, e.Companions.Shared) || !hasProperty(companion, e.Key) {
			l.fault("", "Companions: %s has no collection %s of elements with the %s and the %s", parent.Name, property, e.Key, e.Companions.Shared)
		}
	}
	for _, a := range l.Attributes {
		if a.Mode != object.ReadOnly && !a.CreateOnly && !slices.Contains(l.Parameters(), a.Name) {
			l.fault("."+a.Name, "what an action adds with companions is not changed: the attribute must be CreateOnly")
		}
	}
}

// checkAnswer: each path leads to one object of the type, and has a parameter of its own,
// which is the id or an attribute. What is told cannot be managed.
func (l *linter) checkAnswer(typ *model.Type) {
	a, parameters := l.Answer(), l.Parameters()
	if len(a.Paths) == 0 || len(parameters) != len(a.Paths) || l.IsManaged() {
		l.fault("", "an answer has paths with one parameter each, and no Life")
		return
	}
	for i, at := range a.Paths {
		path, err := l.schema.Resolve(at)
		if err != nil {
			l.fault("", "path %s: %v", at, err)
			continue
		}
		if end := path[len(path)-1]; end.Type != typ.Name || end.Collection {
			l.fault("", "path %s leads to %s", at, end.Type)
		}
		if _, ok := l.Attribute(parameters[i]); !ok && parameters[i] != "id" {
			l.fault("", "path %s: its parameter is no attribute", at)
		}
		if place := "{" + parameters[i] + "}"; !strings.Contains(at, "/"+place) && !strings.Contains(at, "'"+place+"'") {
			l.fault("", "path %s: an argument of a function stands between quotes", at)
		}
	}
}

// checkPart: the path leads to the object, and the property to the type.
func (l *linter) checkPart(typ *model.Type, end model.Segment) {
	property := l.Part().Property
	if strings.HasPrefix(property, "{") { // one of several, of like types
		return
	}
	if list := l.Part().List; list != "" {
		a, declared := l.Attribute(list)
		collection, _ := a.Type.(object.Map)
		if !declared || property != "" || collection.Merged == nil || len(l.Attributes) != len(l.Parameters())+1 {
			l.fault("", "List: all of the part is the attribute %s, a Map that is Merged", list)
		}
	}
	whole, _ := l.schema.Type(end.Type)
	if property == "" && !typ.IsA(end.Type) {
		l.fault("", "path %s leads to %s", l.Address().Path, end.Type)
	}
	if p, ok := whole.Property(property); property != "" && (!ok || p.Type != typ.Name) {
		l.fault("", "%s has no %s of %s", end.Type, property, typ.Name)
	}
	for _, a := range l.Attributes {
		if a.Mode == object.Server && !l.IsAlwaysThere() {
			l.fault("."+a.Name, "a part decides about all that it sets, so that a destroy knows what to empty: its mode cannot be Server")
		}
	}
}

// propertyAt is a property, or with a slash one inside it.
func propertyAt(schema *model.Schema, typ *model.Type, path string) (model.Property, bool) {
	top, inner, nested := strings.Cut(path, "/")
	property, ok := typ.Property(top)
	if !ok || !nested {
		return property, ok
	}
	within, ok := schema.Type(property.Type)
	if !ok {
		return model.Property{}, false
	}
	return propertyAt(schema, within, inner)
}

func (l *linter) checkWords() {
	if !strings.HasSuffix(l.Doc, ".") {
		l.fault("", "the documentation must be sentences")
	}
	l.checkQuoted("", l.Doc)
	l.checkNames(l.Attributes, "")
	for _, name := range append([]string{l.LookUp.Key, l.life().Create.Adopt, l.life().Create.Upsert, l.life().Ready.Attribute()}, l.LookUp.Filterable...) {
		if _, ok := l.Attribute(name); name != "" && !ok {
			l.fault("", "a word speaks of an attribute that is missing: %s", name)
		}
	}
	for _, name := range slices.Concat(l.LookUp.Scopes...) {
		if !slices.Contains(l.LookUp.Filterable, name) {
			l.fault("", "Scopes speaks of what is not Filterable: %s", name)
		}
	}
	key := "id"
	if c, _ := l.Place.(object.Collection); c.Shown != "" {
		key = c.Shown
	}
	id, chosen := l.Attribute(key)
	switch source := l.life().Create.ID; {
	case chosen != source.IsChosen():
		l.fault("", "an attribute id is for ids that are chosen, and those need one")
	case chosen && (id.Mode != object.Required || !id.CreateOnly || (key != "id") != (len(l.Parameters()) > 0)):
		l.fault("."+key, "a chosen id is Required and CreateOnly, and Shown by another name if the object has a parent")
	}
	if l.LookUp.Unique && l.LookUp.Key == "" {
		l.fault("", "Unique speaks of a Key that is missing")
	}
	for _, a := range l.Attributes {
		if l.IsAlwaysThere() && a.Mode != object.Server && a.Mode != object.ReadOnly && a.Mode != object.Required && a.Name != "id" && !slices.Contains(l.Parameters(), a.Name) {
			l.fault("."+a.Name, "a singleton, or an object that is always there, exists before Terraform does, so that what can be left out must stay as it is: its mode must be Server")
		}
		for _, name := range a.Follows {
			if _, ok := l.Attribute(name); !ok {
				l.fault("."+a.Name, "follows an attribute that is missing: %s", name)
			}
		}
	}
}

// checkNames: a name is no word that Terraform keeps for itself.
func (l *linter) checkNames(attributes []object.Attribute, at string) {
	for _, a := range attributes {
		if at == "" && slices.Contains([]string{"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"}, a.TerraformName()) {
			l.fault("."+a.Name, "%s is a word of Terraform's: Rename it", a.TerraformName())
		}
		if a.Rename == object.SnakeCase(a.Name) {
			l.fault(at+"."+a.Name, "Rename says what the name says already")
		}
		l.checkNames(object.Members(a.Type), at+"."+a.Name)
	}
}

// life is that of the definition, or the common one.
func (l *linter) life() object.Life {
	if l.Life == nil {
		return object.Life{}
	}
	return *l.Life
}

// checkRules checks the rules of a type with the attributes.
func (l *linter) checkRules(rules []object.Rule, attributes []object.Attribute, at string) {
	for _, rule := range rules {
		for _, c := range slices.Concat(rule.When, []object.Condition{rule.Then}, rule.Or) {
			name := c.Attribute()
			if c.Property() != "" {
				name += "." + c.Property()
			}
			if !has(attributes, name) {
				l.fault(at, "a rule speaks of %s, which is no attribute", name)
			}
		}
		if !strings.HasSuffix(rule.Because, ".") {
			l.fault(at, "the rule about %s gives no reason", rule.Then.Attribute())
		}
	}
}

// checkInnerRules checks the rules of the types that attributes have.
func (l *linter) checkInnerRules(attributes []object.Attribute, at string) {
	for _, a := range attributes {
		here := at + "." + a.Name
		if t, ok := elementType(a.Type).(object.Object); ok {
			l.checkRules(t.Rules, t.Attributes, here)
		}
		l.checkInnerRules(object.Members(a.Type), here)
	}
}

// elementType is the type of a collection's elements, or the type itself.
func elementType(t object.Type) object.Type {
	switch t := t.(type) {
	case object.Set:
		return elementType(t.Of)
	case object.List:
		return elementType(t.Of)
	default:
		return t
	}
}

// has tells whether there is an attribute of a name or, with dots, a path.
func has(attributes []object.Attribute, name string) bool {
	for _, part := range strings.Split(name, ".") {
		i := slices.IndexFunc(attributes, func(a object.Attribute) bool { return a.Name == part })
		if i < 0 {
			return false
		}
		attributes = object.Members(attributes[i].Type)
	}
	return true
}

// checkAttributes: inside tells of elements of a collection.
func (l *linter) checkAttributes(typ *model.Type, attributes []object.Attribute, at string, inside bool) {
	for _, a := range attributes {
		path := at + "." + a.Name
		if !strings.HasSuffix(a.Doc, ".") {
			l.fault(path, "the documentation must be a sentence")
		}
		l.checkQuoted(path, a.Doc)
		l.checkMode(a, path, inside)
		l.checkDefault(a, path)
		if l.holdsSecrets(a, path) {
			continue // Graph gets the secrets within the settings
		}
		property, ok := l.property(typ, a)
		if !ok && at == "" && (object.IsWriteOnly(a.Mode) || a.Seen == object.InReply) {
			property, ok = l.inRequest(a)
		}
		if !ok {
			l.fault(path, "%s has no such property", typ.Name)
			continue
		}
		if property.ReadOnly && a.Mode != object.ReadOnly {
			l.fault(path, "Graph computes this property")
		}
		if a.Mode == object.Optional && l.isNeverNull(property) {
			l.fault(path, "Graph shows false, 0 or the first word of the enumeration where it has no value: the mode must be a Default, or Server")
		}
		property.ReadOnly = a.Mode == object.ReadOnly
		l.checkType(property, a.Type, path, inside)
	}
}

// isNeverNull tells of properties that always have a value.
func (l *linter) isNeverNull(p model.Property) bool {
	typ, _ := l.schema.Type(p.Type)
	enum := typ != nil && typ.Kind == model.Enum
	return !p.Nullable && !p.Collection && (enum || p.Type == "Edm.Boolean" || strings.HasPrefix(p.Type, "Edm.Int"))
}

// holdsSecrets tells of an attribute with the secrets of another one's settings.
func (l *linter) holdsSecrets(a object.Attribute, path string) bool {
	_, texts := a.Type.(object.Texts)
	named := slices.ContainsFunc(l.Attributes, func(other object.Attribute) bool {
		switch t := other.Type.(type) {
		case object.JSON:
			return t.Secrets == a.Name
		case object.Settings:
			return t.Secrets == a.Name
		}
		return false
	})
	if named != (a.Mode == object.WriteOnlyHashed) || named && !texts {
		l.fault(path, "WriteOnlyHashed is for Texts that Settings or a JSON document name as their Secrets")
	}
	return named
}

// property is the property, or the navigation, that an attribute stands for. Of derived
// types Graph shows some navigations without being asked, since it lets nobody select.
func (l *linter) property(typ *model.Type, a object.Attribute) (model.Property, bool) {
	if e := l.Element(); e != nil && e.Bare && a.Name == e.Key {
		return model.Property{Name: a.Name, Type: "Edm.String"}, true
	} else if e != nil && e.Shown != "" && a.Name == e.Shown {
		return typ.Property(e.Key)
	}
	if p, ok := typ.Property(a.Name); ok {
		return p, true
	}
	if l.Answer() != nil {
		return l.derived(a.Name)
	}
	n, ok := typ.Navigation(a.Name)
	_, wrapped := a.Type.(object.Wrapped)
	return model.Property{Name: n.Name, Type: n.Type, Collection: n.Collection}, ok && (a.Seen == object.Expanded || a.Mode == object.Links || wrapped || object.IsWriteOnly(a.Mode) || l.IsDerived())
}

// derived is the property of a type that is derived from that of an answer, or the name of
// that type.
func (l *linter) derived(name string) (model.Property, bool) {
	if name == value.KindProperty {
		return model.Property{Name: name, Type: "Edm.String"}, true
	}
	for _, typ := range l.schema.Types() {
		if p, ok := typ.Property(name); ok && typ.IsA(l.Address().Type) {
			return p, true
		}
	}
	return model.Property{}, false
}

func (l *linter) checkMode(a object.Attribute, path string, inside bool) {
	_, references := a.Type.(object.References)
	_, hasDefault := object.DefaultOf(a.Mode)
	switch {
	case a.Mode == nil:
		l.fault(path, "the mode is missing")
	case isHex(a.Type) && a.Mode != object.ReadOnly:
		l.fault(path, "Hex is for values of Graph's own")
	case a.CreateOnly && a.Mode == object.ReadOnly:
		l.fault(path, "CreateOnly means nothing for a value of Graph's own")
	case a.Volatile && a.Mode != object.ReadOnly:
		l.fault(path, "Volatile is for values of Graph's own")
	case a.Seen == object.InReply && a.Mode != object.ReadOnly:
		l.fault(path, "InReply is for values of Graph's own")
	case (a.Mode == object.Links) != references && a.Mode != object.ReadOnly:
		l.fault(path, "Links are of type References, and nothing else is")
	case inside && (a.Mode == object.Server || a.Mode == object.ReadOnly && l.IsManaged() && !a.Volatile):
		l.fault(path, "elements of a set or list cannot have values of the server's")
	case inside && a.Mode == object.Optional && isCollection(a.Type):
		l.fault(path, "Graph returns [] for a collection that is left out of an element: its mode must be Default([]any{})")
	case a.Bound != "" && !a.Single && a.Mode != object.Links && a.BoundAs == "":
		l.fault(path, "what is Bound is a relation, or has one that it is BoundAs")
	case a.BoundAs != "" && (a.Bound == "" || a.Single || a.Mode != object.Required || !a.CreateOnly):
		l.fault(path, "BoundAs is for an id that is Bound, Required and CreateOnly")
	case a.Single && a.Bound != "" && a.Seen != object.Alone:
		l.fault(path, "a Single relation that is Bound is read by itself, Alone")
	case a.Single && (a.Bound == "" && a.Seen != object.Expanded || !slices.Contains([]object.Mode{object.Optional, object.Server, object.Required}, a.Mode)):
		l.fault(path, "a Single relation is configured, and seen by $expand")
	case a.Action != nil && (a.Mode == object.ReadOnly || object.IsWriteOnly(a.Mode)):
		l.fault(path, "an Action is for values that are configured and read")
	case hasDefault && object.Members(a.Type) != nil && !isCollection(a.Type):
		l.fault(path, "an object has no default")
	}
}

func isHex(t object.Type) bool {
	binary, _ := t.(object.Base64)
	return binary.Hex
}

func isCollection(t object.Type) bool {
	switch t := t.(type) {
	case object.Set, object.List, object.Map, object.References:
		return true
	case object.Object:
		return t.ListedBy != ""
	}
	return false
}

func (l *linter) checkType(property model.Property, declared object.Type, path string, inside bool) {
	_, isJSON := declared.(object.JSON)
	settings, isSettings := declared.(object.Settings)
	if isCollection(declared) != property.Collection && !isJSON && (!isSettings || settings.One == property.Collection) {
		l.fault(path, "Graph disagrees on whether it is a collection")
		return
	}
	published, structured := l.schema.Type(property.Type)
	switch t := declared.(type) {
	case object.Set:
		l.checkElement(property, t.Of, path)
	case object.List:
		l.checkElement(property, t.Of, path)
	case object.Map:
		l.checkMap(property, t, path, inside)
	case object.Object:
		if !structured {
			l.fault(path, "Graph has %s", property.Type)
			return
		}
		if t.ListedBy != "" {
			l.checkListed(property, t, path)
			return
		}
		if kind, ok := l.schema.Type(t.Kind); ok {
			if !kind.IsA(published.Name) {
				l.fault(path, "%s is no kind of %s", t.Kind, published.Name)
			}
			published = kind
		}
		l.checkConstants(published, t, path)
		l.checkAttributes(published, t.Attributes, path, inside)
	case object.OneOf:
		if !structured {
			l.fault(path, "Graph has %s", property.Type)
			return
		}
		for _, v := range t.Variants {
			l.checkVariant(published, v, path, inside)
		}
	case object.Wrapped:
		if !structured {
			l.fault(path, "Graph has %s", property.Type)
		}
	case object.References:
		l.checkReference(t.To, path)
	case object.JSON:
	case object.SecurityAttributes:
		if property.Type != "microsoft.graph.customSecurityAttributeValue" {
			l.fault(path, "Graph has %s", property.Type)
		}
	case object.Settings:
		if _, err := l.schema.Resolve(t.Definitions); err != nil {
			l.fault(path, "Definitions: %v", err)
		}
	case object.Reference:
		l.checkReference(t.To, path)
		l.checkSimple(property, declared, path)
	default:
		l.checkSimple(property, declared, path)
	}
}

// checkListed: the members are elements of the collection.
func (l *linter) checkListed(property model.Property, t object.Object, path string) {
	if published, _ := l.schema.Type(property.Type); !hasProperty(published, t.ListedBy) {
		l.fault(path, "%s has no %s", property.Type, t.ListedBy)
	}
	property.Collection = false
	for _, a := range t.Attributes {
		if !strings.HasSuffix(a.Doc, ".") {
			l.fault(path+"."+a.Name, "the documentation must be a sentence")
		}
		l.checkQuoted(path+"."+a.Name, a.Doc)
		l.checkMode(a, path+"."+a.Name, false)
		l.checkType(property, a.Type, path+"."+a.Name, false)
	}
}

// checkConstants: what is sent beside the attributes are properties of the type too.
func (l *linter) checkConstants(typ *model.Type, t object.Object, path string) {
	for name := range t.Constant {
		if !hasProperty(typ, name) || has(t.Attributes, name) {
			l.fault(path, "the constant %s is no property of %s, or an attribute", name, typ.Name)
		}
	}
}

func hasProperty(typ *model.Type, name string) bool {
	_, ok := typ.Property(name)
	return ok
}

func (l *linter) checkElement(property model.Property, of object.Type, path string) {
	property.Collection = false
	l.checkType(property, of, path, true)
}

func (l *linter) checkMap(property model.Property, t object.Map, path string, inside bool) {
	published, ok := l.schema.Type(property.Type)
	if !ok {
		l.fault(path, "Graph has %s", property.Type)
		return
	}
	for _, name := range []string{t.Key, t.ID, t.Disable} {
		if _, ok := published.Property(name); name != "" && !ok {
			l.fault(path, "%s has no %s", published.Name, name)
		}
	}
	if t.Merged != nil {
		i := slices.IndexFunc(t.Attributes, func(a object.Attribute) bool { return a.Name == t.Merged.Property })
		if i < 0 || t.Attributes[i].Mode != object.Required && t.Attributes[i].Mode != object.WriteOnlyAtCreate {
			l.fault(path, "Merged: each element needs a %s, so that it is there at all", t.Merged.Property)
		}
	}
	l.checkAttributes(published, t.Attributes, path, inside)
}

func (l *linter) checkVariant(base *model.Type, v object.Variant, at string, inside bool) {
	path := at + "." + v.Name
	typ, ok := l.schema.Type(v.Type)
	if !ok || !typ.IsA(base.Name) {
		l.fault(path, "%s is no kind of %s", v.Type, base.Name)
		return
	}
	if v.Doc == "" {
		l.fault(path, "the documentation must be a sentence")
	}
	l.checkAttributes(typ, v.Attributes, path, inside)
}

// checkSimple compares types without structure. An enum's members must all be
// there.
func (l *linter) checkSimple(property model.Property, declared object.Type, path string) {
	published, isEnum := l.schema.Type(property.Type)
	if isEnum {
		l.checkEnum(property, published, declared, path)
		return
	}
	allowed := map[string][]string{
		"object.Bool": {"Edm.Boolean"}, "object.Int": {"Edm.Int32", "Edm.Int64", "Edm.Int16", "Edm.Double"}, "object.Time": {"Edm.DateTimeOffset"},
		"object.Date": {"Edm.Date"}, "object.Duration": {"Edm.Duration"}, "object.Base64": {"Edm.Binary"},
		"object.String": {"Edm.String", "Edm.Guid", "Edm.TimeOfDay"}, "object.Reference": {"Edm.String", "Edm.Guid"}, "object.Flags": {"Edm.String"},
	}[fmt.Sprintf("%T", declared)]
	if !slices.Contains(allowed, property.Type) {
		l.fault(path, "Graph has %s", property.Type)
	}
	if text, ok := declared.(object.String); ok && text.Closed {
		l.fault(path, "Closed is for an enum of Graph's")
	}
}

// checkEnum does not ask for unknownFutureValue: Graph answers it to clients
// that have not said they know later members, and takes it from nobody.
func (l *linter) checkEnum(property model.Property, published *model.Type, declared object.Type, path string) {
	var members []string
	var closed bool
	switch t := declared.(type) {
	case object.String:
		members, closed = t.Enum, t.Closed
	case object.Flags:
		members, closed = t.Enum, t.Closed
	default:
		l.fault(path, "Graph has %s", published.Name)
		return
	}
	known := slices.DeleteFunc(slices.Sorted(slices.Values(published.Members)), func(member string) bool { return member == "unknownFutureValue" })
	if len(members) == 0 && (property.ReadOnly || published.Flags) {
		return // Graph's value may be several members, joined
	}
	if grows := slices.Contains(published.Members, "unknownFutureValue"); closed == grows && !property.ReadOnly {
		l.fault(path, "Closed must tell whether Graph's enum %s can grow", published.Name)
	}
	if !slices.Equal(slices.Sorted(slices.Values(members)), known) {
		l.fault(path, "Graph's enum %s has the members %v", published.Name, published.Members)
	}
}

func mentions(faults []string, part string) bool {
	return slices.ContainsFunc(faults, func(fault string) bool { return strings.Contains(fault, part) })
}
