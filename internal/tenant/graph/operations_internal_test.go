// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

func TestTextsOfArgumentsAreOfTypes(t *testing.T) {
	t.Parallel()
	schema, err := model.Load(model.V1)
	if err != nil {
		t.Fatal(err)
	}
	c := &call{schema: schema, version: "v1.0"}
	tests := []struct {
		typ        string
		collection bool
		text       string
		valid      bool
	}{
		{"Edm.String", false, "12", true},
		{"Edm.String", false, "[a", true},
		{"Edm.Boolean", false, "true", true},
		{"Edm.Boolean", false, "yes", false},
		{"Edm.Int32", false, "12", true},
		{"Edm.Int32", false, "1.5", false},
		{"Edm.Int32", false, "twelve", false},
		{"Edm.Double", false, "1.5", true},
		{"Edm.Guid", false, "8adf8e6e-67b2-4cf2-a259-e3dc5476c621", true},
		{"Edm.Guid", false, "8adf", false},
		{"Edm.DateTimeOffset", false, "2025-01-01T00:00:00Z", true},
		{"Edm.DateTimeOffset", false, "yesterday", false},
		{"Edm.String", true, "['a','b']", true},
		{"Edm.String", true, `["a"]`, true},
		{"Edm.String", true, "a", false},
		{"Edm.String", true, "[1]", false},
		{"Edm.Int32", true, "[1,2]", true},
		{"Edm.Int32", true, "['a']", false},
		{"Edm.Guid", false, "null", true},
	}
	for _, tt := range tests {
		p := model.Parameter{Name: "p", Type: tt.typ, Collection: tt.collection}
		err := c.validateProperty(model.Property{Name: p.Name, Type: p.Type, Collection: p.Collection, Nullable: true}, valueOf(p, tt.text))
		if (err == nil) != tt.valid {
			t.Errorf("%s of %s (a list: %t): %v, want it valid: %t", tt.text, tt.typ, tt.collection, err, tt.valid)
		}
	}
}
