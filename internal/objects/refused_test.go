// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/conditionalaccess"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/directory"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestRefusedCombinations: what Graph refuses of several arguments is known at plan
// time, and nothing that it takes is forbidden.
func TestRefusedCombinations(t *testing.T) {
	t.Parallel()
	frequency := func(interval string, value, unit any) value.Tree {
		return policy(map[string]any{"isEnabled": true, "frequencyInterval": interval, "value": value, "type": unit})
	}
	tests := map[string]struct {
		definition object.Definition
		config     value.Tree
		refused    bool
	}{
		"a public group with roles":       {identity.Group, value.Tree{"isAssignableToRole": true, "visibility": "Public"}, true},
		"a private one":                   {identity.Group, value.Tree{"isAssignableToRole": true, "visibility": "Private"}, false},
		"one that says nothing":           {identity.Group, value.Tree{"isAssignableToRole": true}, false},
		"roles without security":          {identity.Group, value.Tree{"isAssignableToRole": true, "securityEnabled": false, "mailEnabled": true, "mailNickname": "a", "groupTypes": []any{"Unified"}}, true},
		"a hidden security group":         {identity.Group, value.Tree{"visibility": "HiddenMembership"}, true},
		"a hidden Microsoft 365 group":    {identity.Group, value.Tree{"visibility": "HiddenMembership", "mailEnabled": true, "mailNickname": "a", "groupTypes": []any{"Unified"}}, false},
		"sign-in each time":               {conditionalaccess.Policy, frequency("everyTime", nil, nil), false},
		"sign-in each time, each two":     {conditionalaccess.Policy, frequency("everyTime", 2, nil), true},
		"sign-in each time, each so many": {conditionalaccess.Policy, frequency("everyTime", nil, "hours"), true},
		"sign-in each two hours":          {conditionalaccess.Policy, frequency("timeBased", 2, "hours"), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compiled, err := value.Compile(tt.definition)
			if err != nil {
				t.Fatal(err)
			}
			if found := compiled.Faults(tt.config); found.HasError() != tt.refused {
				t.Errorf("refused: %v, want %v: %v", found.HasError(), tt.refused, found)
			}
		})
	}
}

// policy is a policy with a frequency of sign-ins.
func policy(frequency map[string]any) value.Tree {
	return value.Tree{
		"conditions":      value.Tree{"users": value.Tree{"includeUsers": []any{"All"}}},
		"sessionControls": value.Tree{"signInFrequency": value.Tree(frequency)},
	}
}

// TestRefusedTexts: the same for the characters of one argument.
func TestRefusedTexts(t *testing.T) {
	t.Parallel()
	const id = "/fdd7a751-b60b-444a-984c-02652fe8fa1c"
	tests := []struct {
		definition object.Definition
		name       string
		good, bad  []string
	}{
		{
			identity.User, "userPrincipalName",
			[]string{"o'brien@contoso.com", "x#y@contoso.com", "a!b^c~d@contoso.com", "Mixed.CASE@contoso.com"},
			[]string{"ada", "jürgen@contoso.com", "ada+news@contoso.com", "slash/ed@contoso.com", "a b@contoso.com"},
		},
		{identity.User, "mailNickname", []string{"ada", "o'brien", "a+b", "a/b`c"}, []string{"jürgen", "a b", "a@b", "a;b", `a\b`, "a[b"}},
		{
			directory.DirectoryRoleAssignment, "directoryScopeId",
			[]string{"/", id, "/administrativeUnits" + id, "/attributeSets/Engineering"},
			[]string{id[1:], "/administrativeUnits" + id + "/", "/directory/administrativeUnits" + id, "/a b"},
		},
	}
	for _, tt := range tests {
		compiled, err := value.Compile(tt.definition)
		if err != nil {
			t.Fatal(err)
		}
		for refused, texts := range map[bool][]string{false: tt.good, true: tt.bad} {
			for _, text := range texts {
				if isRefused(t, compiled.Managed.Find(tt.name), text) != refused {
					t.Errorf("%s %q: refused %v, want %v", tt.name, text, !refused, refused)
				}
			}
		}
	}
}

func TestRefusedRanges(t *testing.T) {
	t.Parallel()
	set, ok := conditionalaccess.NamedLocation.Variants[0].Attributes[0].Type.(object.Set)
	wrapped, isWrapped := set.Of.(object.Wrapped)
	if !ok || !isWrapped {
		t.Fatal("the ranges stand elsewhere")
	}
	ranges, err := value.CompileAttributes([]object.Attribute{{Name: "range", Mode: object.Required, Type: wrapped.Of}})
	if err != nil {
		t.Fatal(err)
	}
	for text, refused := range map[string]bool{
		"203.0.113.0/24": false, "203.0.113.7/32": false, "2001:db8::/32": false, "2001:db8::1/128": false, "::ffff:203.0.113.0/120": false,
		"203.0.113.0/33": true, "203.0.113.0/128": true, "2001:db8::/129": true, "203.0.113.0": true, "203.0.113/24": true,
	} {
		if isRefused(t, ranges[0], text) != refused {
			t.Errorf("%s: refused %v, want %v", text, !refused, refused)
		}
	}
}

// isRefused checks a text as a value of the attribute.
func isRefused(t *testing.T, a *value.Attribute, text string) bool {
	t.Helper()
	req := validator.StringRequest{ConfigValue: types.StringValue(text)}
	for _, check := range a.Checks() {
		var resp validator.StringResponse
		if check.ValidateString(t.Context(), req, &resp); resp.Diagnostics.HasError() {
			return true
		}
	}
	return false
}
