// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

// parse decodes JSON as the engine does. The text "?" stands for a value that
// is not known yet.
func parse(t *testing.T, text string) Tree {
	t.Helper()
	v, err := ParseJSON(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return terraform(v).(Tree)
}

// terraform is decoded JSON in Terraform's form.
func terraform(v any) any {
	switch v := v.(type) {
	case string:
		if v == "?" {
			return Unknown{}
		}
	case map[string]any:
		t := Tree{}
		for name, member := range v {
			t[name] = terraform(member)
		}
		return t
	case []any:
		for i, element := range v {
			v[i] = terraform(element)
		}
	}
	return v
}

// graphs decodes JSON in Graph's form.
func graphs(t *testing.T, text string) object.Body {
	t.Helper()
	v, err := ParseJSON(text)
	body, ok := v.(object.Body)
	if err != nil || !ok {
		t.Fatalf("%s: %v", text, err)
	}
	return body
}

// compiled is a definition for tests.
func compiled(t *testing.T, d object.Definition) *Object {
	t.Helper()
	o, err := Compile(d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// compiledType is a type for tests.
func compiledType(t *testing.T, typ object.Type) *Type {
	t.Helper()
	all, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: object.Optional, Type: typ}})
	if err != nil {
		t.Fatal(err)
	}
	return all[0].Type
}

func widget(t *testing.T) *Object {
	t.Helper()
	return compiled(t, objecttest.Widget())
}

func gadget(t *testing.T) *Object {
	t.Helper()
	return compiled(t, objecttest.Gadget())
}
