// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// An inference turns the declarations of a package into the model's form. What
// TypeScript cannot say it takes from the reference, the metadata document of the
// other version, or from rules.
type inference struct {
	*document
	reference *document
	source    *declarations
	names     map[string]string // in the model, by name in the source
	edm       edmTypes
}

// infer reads what a .d.ts file declares. The reference may be empty.
func infer(source *declarations, reference *document) (*document, error) {
	i := &inference{
		document:  newDocument(),
		reference: reference,
		source:    source,
		edm:       newEdmTypes(reference),
	}
	i.nameTypes()
	source.list = slices.DeleteFunc(source.list, func(d declaration) bool {
		return slices.Contains(inEffectAsInV1, i.names[d.name]) && reference.exists(i.names[d.name])
	})
	for _, d := range source.list {
		if err := i.addType(d); err != nil {
			return nil, err
		}
	}
	i.copyRoots()
	i.adoptTypes()
	if err := i.checkBases(); err != nil {
		return nil, err
	}
	i.tellKinds()
	for _, d := range source.list {
		if err := i.addFields(d); err != nil {
			return nil, err
		}
	}
	i.dropRepeated()
	i.tellContainment()
	i.copyTraits()
	i.operations = slices.Clone(reference.operations)
	return i.document, nil
}

// addType makes the type of a declaration, still without its kind and fields.
func (i *inference) addType(d declaration) error {
	t := &model.Type{Name: i.names[d.name], Members: d.members}
	if d.extends != "" {
		base, err := i.resolve(d, d.extends)
		if err != nil {
			return err
		}
		t.Base = base
	}
	i.types[t.Name] = t
	return nil
}

// inEffectAsInV1 are types that beta's metadata called entity types for a time,
// although bodies hold them as the complex values that v1.0 says they are.
var inEffectAsInV1 = []string{
	"microsoft.graph.customSecurityAttributeExemption",
	"microsoft.graph.customSecurityAttributeStringValueExemption",
	"microsoft.graph.keyCredentialConfiguration",
	"microsoft.graph.passwordCredentialConfiguration",
}

// nameTypes gives each declaration its name in the model: the package writes
// microsoft.graph.security.alert as SecurityNamespace.Alert.
func (i *inference) nameTypes() {
	spelling := map[string]string{}
	for name := range i.reference.types {
		spelling[strings.ToLower(name)] = name
	}
	i.names = map[string]string{}
	for _, d := range i.source.list {
		space, name := cutLast(d.name)
		qualified := "microsoft.graph."
		for part := range strings.SplitSeq(space, ".") {
			if part != "" {
				qualified += lowerFirst(strings.TrimSuffix(part, "Namespace")) + "."
			}
		}
		qualified += lowerFirst(name)
		if spelt, ok := spelling[strings.ToLower(qualified)]; ok {
			qualified = spelt
		}
		i.names[d.name] = qualified
	}
}

// tellKinds tells entities from complex types. In each namespace the package
// lists all entity types in order of name and then, starting again at A, all
// complex types. In a namespace with one run only, it is of entities if any type
// of it extends microsoft.graph.entity.
func (i *inference) tellKinds() {
	previous := map[string]string{} // name, by namespace
	second := map[string]bool{}     // namespaces whose second run has begun
	keyed := map[string]bool{}      // namespaces with a type that extends entity
	for _, d := range i.source.list {
		t, space := i.types[i.names[d.name]], namespace(d.name)
		if d.members != nil {
			t.Kind = model.Enum
			continue
		}
		second[space] = second[space] || strings.ToUpper(d.name) < previous[space]
		previous[space] = strings.ToUpper(d.name)
		keyed[space] = keyed[space] || i.isA(t.Name, "microsoft.graph.entity")
		t.Kind = model.Entity
		if second[space] {
			t.Kind = model.Complex
		}
	}
	for _, d := range i.source.list {
		t, space := i.types[i.names[d.name]], namespace(d.name)
		if t.Kind == model.Entity && !second[space] && !keyed[space] {
			t.Kind = model.Complex
		}
	}
}

// resolve finds the type that a name stands for within a declaration: one of the
// same namespace, or else one named in full.
func (i *inference) resolve(within declaration, name string) (string, error) {
	name, absolute := strings.CutPrefix(name, i.source.root+".")
	if space := namespace(within.name); space != "" && !absolute {
		if qualified, ok := i.names[space+"."+name]; ok {
			return qualified, nil
		}
	}
	if qualified, ok := i.names[name]; ok {
		return qualified, nil
	}
	return "", fmt.Errorf("%s refers to %s, which is not declared", within.name, name)
}

// addFields makes the fields of an interface navigation properties where their
// type is an entity type, and properties otherwise.
func (i *inference) addFields(d declaration) error {
	t := i.types[i.names[d.name]]
	for _, f := range d.fields {
		if edm, ok := i.edm.of(t.Name, f); ok {
			t.Properties = append(t.Properties, i.property(t, f, edm))
			continue
		}
		target, err := i.resolve(d, f.typ.name)
		if err != nil {
			return err
		}
		if i.types[target].Kind == model.Entity {
			t.Navigations = append(t.Navigations, model.Navigation{
				Name:       f.name,
				Type:       target,
				Collection: f.typ.array,
				Nullable:   f.typ.nullable,
			})
		} else {
			t.Properties = append(t.Properties, i.property(t, f, target))
		}
	}
	return nil
}

// adoptTypes takes the types over that the package does not declare: it calls some
// any, and it is older than the reference. What v1.0 has, beta has too, but for a
// few types that have another name there.
func (i *inference) adoptTypes() {
	for name, t := range i.reference.types {
		if !i.exists(name) {
			adopted := *t
			adopted.Properties = slices.Clone(t.Properties)
			adopted.Navigations = slices.Clone(t.Navigations)
			i.types[name] = &adopted
		}
	}
	if !i.exists(jsonType) {
		i.types[jsonType] = &model.Type{Name: jsonType, Kind: model.Complex}
	}
}

func (i *inference) property(t *model.Type, f field, typeName string) model.Property {
	known, _ := i.reference.property(t.Name, f.name)
	return model.Property{
		Name:       f.name,
		Type:       typeName,
		Collection: f.typ.array,
		Nullable:   f.typ.nullable,
		// The generator of Intune's descriptions writes this sentence for Core.Computed.
		ReadOnly:           known.ReadOnly || strings.Contains(f.comment, "This property is read-only."),
		Immutable:          known.Immutable,
		DocumentedReadOnly: saysReadOnly(f.comment),
	}
}

// dropRepeated removes properties that a base type has too: the package repeats
// some keys.
func (i *inference) dropRepeated() {
	for _, t := range i.types {
		t.Properties = slices.DeleteFunc(t.Properties, func(p model.Property) bool {
			_, inherited := i.document.property(t.Base, p.Name)
			return inherited
		})
	}
}

// tellContainment tells contained entities from linked ones. Where the reference
// does not know, a rule decides that holds for five in six of v1.0's: a navigation
// of an entity contains its target unless that is a directory object, or is single
// and a member of some collection, such as roleDefinition.
func (i *inference) tellContainment() {
	members := map[string]bool{}
	for _, t := range i.types {
		for _, n := range t.Navigations {
			members[n.Type] = members[n.Type] || n.Collection
		}
	}
	for _, t := range i.types {
		for j := range t.Navigations {
			n := &t.Navigations[j]
			if known, ok := i.reference.navigation(t.Name, n.Name); ok {
				n.Contained, n.Refuses = known.Contained, known.Refuses
				continue
			}
			n.Contained = t.Kind == model.Entity && (n.Collection || !members[n.Type]) &&
				!i.isA(n.Type, "microsoft.graph.directoryObject")
		}
	}
}

// copyTraits takes from the reference what the package does not say of a type.
// Of types that the reference does not have, those that declare nothing and are
// extended are taken to be abstract, which is right for nine in ten.
func (i *inference) copyTraits() {
	extended := map[string]bool{}
	for _, t := range i.types {
		extended[t.Base] = true
	}
	for _, t := range i.types {
		if known, ok := i.reference.types[t.Name]; ok {
			t.Abstract, t.Open, t.Stream, t.Flags = known.Abstract, known.Open, known.Stream, known.Flags
			t.Key, t.AlternateKeys, t.Refuses = known.Key, known.AlternateKeys, known.Refuses
			continue
		}
		t.Abstract = t.Kind != model.Enum && extended[t.Name] && len(t.Properties)+len(t.Navigations) == 0
		if t.Kind == model.Entity && slices.ContainsFunc(t.Properties, func(p model.Property) bool { return p.Name == "id" }) {
			t.Key = []string{"id"}
		}
	}
}

// copyRoots takes over the entity sets and singletons of types that the package declares.
func (i *inference) copyRoots() {
	for name, root := range i.reference.roots {
		if i.exists(root.Type) {
			i.roots[name] = root
		}
	}
}

// namespace is what stands before the last dot of a name, if there is one.
func namespace(name string) string {
	space, _ := cutLast(name)
	return space
}

func cutLast(name string) (space, last string) {
	dot := strings.LastIndexByte(name, '.')
	return name[:max(dot, 0)], name[dot+1:]
}

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}
