// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// deepest ends the compilation of a type that contains itself.
const deepest = 16

// compiler makes attributes of a definition.
type compiler struct {
	kinds map[reflect.Type]maker
	// keeps: every tenant has the object and a value of each of its settings.
	keeps bool
	depth int
	// finder may be nil.
	finder Finder
}

// Finder tells how the id of an object is found, by the name of its kind or of several
// kinds as [object.Reference] has it, in a sentence. It is empty where nothing finds it.
type Finder func(kinds string) string

func (c *compiler) found(kinds string) string {
	if c.finder == nil {
		return ""
	}
	return c.finder(kinds)
}

// maker compiles one type of an attribute. The attribute tells what holds for
// everything nested in the type.
type maker func(c *compiler, t object.Type, outer *Attribute) (kind, error)

// newCompiler holds the table of all kinds. A type that is not in it cannot be
// compiled.
func newCompiler() *compiler {
	c := &compiler{kinds: map[reflect.Type]maker{}}
	enter(c, compileString)
	enter(c, compileBool)
	enter(c, compileInt)
	enter(c, compileTime)
	enter(c, compileDate)
	enter(c, compileDuration)
	enter(c, compileBase64)
	enter(c, compileJSON)
	enter(c, compileSettings)
	enter(c, compileSecurityAttributes)
	enter(c, compileTexts)
	enter(c, compileReference)
	enter(c, compileFlags)
	enter(c, compileSet)
	enter(c, compileList)
	enter(c, compileReferences)
	enter(c, compileMap)
	enter(c, compileObject)
	enter(c, compileWrapped)
	enter(c, compileOneOf)
	enter(c, compileAsWritten)
	return c
}

// enter puts a kind into the table.
func enter[T object.Type](c *compiler, compile func(*compiler, T, *Attribute) (kind, error)) {
	c.kinds[reflect.TypeFor[T]()] = func(c *compiler, t object.Type, outer *Attribute) (kind, error) {
		typed, ok := t.(T)
		if !ok {
			return nil, fmt.Errorf("%T is entered as another type", t)
		}
		return compile(c, typed, outer)
	}
}

// compile makes a type of the language usable.
func (c *compiler) compile(t object.Type, outer *Attribute) (*Type, error) {
	compile, ok := c.kinds[reflect.TypeOf(t)]
	if !ok {
		return nil, fmt.Errorf("there is no kind for the type %T", t)
	}
	if c.depth++; c.depth > deepest {
		return nil, errors.New("the type contains itself")
	}
	defer func() { c.depth-- }()
	k, err := compile(c, t, outer)
	if err != nil {
		return nil, err
	}
	if _, isSet := k.(setKind); isSet && outer.WriteOnly {
		return nil, errors.New("sets cannot be write-only, nor hold what is")
	}
	return &Type{kind: k, terraform: k.framework().TerraformType(context.Background())}, nil
}

// CompileAttributes compiles attributes that belong to no object, such as the
// arguments of a data source.
func CompileAttributes(all []object.Attribute) (Attributes, error) {
	return newCompiler().attributes(all, &Attribute{})
}

// attributes compiles what is nested in an attribute. All faults are reported.
func (c *compiler) attributes(all []object.Attribute, outer *Attribute) (Attributes, error) {
	if len(all) == 0 {
		return nil, nil
	}
	var faults []error
	compiled := make(Attributes, 0, len(all))
	for _, a := range all {
		one, err := c.attribute(a, outer)
		faults = append(faults, err)
		compiled = append(compiled, one)
		if err == nil && one.WriteOnly && !outer.WriteOnly {
			one.Version, err = c.version(a, outer)
			faults = append(faults, err)
			compiled = append(compiled, one.Version)
		}
	}
	return compiled, errors.Join(append(faults, compiled.sameNames())...)
}

// sameNames are the attributes of which another has the name in Terraform.
func (as Attributes) sameNames() error {
	var faults []error
	seen := map[string]bool{}
	for _, a := range as {
		if a == nil || a.Key == "" {
			continue // at fault itself
		}
		if seen[a.Key] {
			faults = append(faults, fmt.Errorf("%s: another attribute is called %s in Terraform", a.Name, a.Key))
		}
		seen[a.Key] = true
	}
	return errors.Join(faults...)
}

// attribute compiles one attribute, with what the one around it hands down.
func (c *compiler) attribute(a object.Attribute, outer *Attribute) (*Attribute, error) {
	if a.Mode == nil {
		return nil, fmt.Errorf("%s: the mode is missing", a.Name)
	}
	a.Sensitive = a.Sensitive || outer.Sensitive
	a.CreateOnly = a.CreateOnly || outer.CreateOnly
	compiled := &Attribute{Attribute: a, Key: a.TerraformName(), WriteOnly: object.IsWriteOnly(a.Mode) || outer.WriteOnly}
	var err error
	if compiled.Type, err = c.compile(a.Type, compiled); err != nil {
		return nil, fmt.Errorf("%s: %w", a.Name, err)
	}
	_, chooses := a.Type.(object.OneOf) // there is always one of the types
	if c.keeps && a.Removal.IsZero() && (chooses || len(compiled.Members()) == 0 || compiled.IsCollection()) {
		compiled.Removal = object.NeverCleared("It is always there, and no value of it stands for none.")
	}
	if fallback, ok := object.DefaultOf(a.Mode); ok {
		compiled.Fallback = compiled.Type.fromGraph(jsonValue(fallback))
	}
	return compiled, nil
}

// version compiles the attribute beside one that is write-only.
func (c *compiler) version(a object.Attribute, outer *Attribute) (*Attribute, error) {
	version, err := c.attribute(versionOf(a), outer)
	if err == nil {
		version.Virtual = true
	}
	return version, err
}

// jsonValue is a default of a definition as decoded JSON.
func jsonValue(v any) any {
	switch v := v.(type) {
	case int:
		return json.Number(strconv.Itoa(v))
	case []any:
		all := make([]any, len(v))
		for i, element := range v {
			all[i] = jsonValue(element)
		}
		return all
	default:
		return v
	}
}
