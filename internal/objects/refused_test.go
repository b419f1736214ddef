// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/applications"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/conditionalaccess"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/directory"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestRefusedCombinations: what Graph refuses of several arguments is known at plan
// time, and nothing that it takes is forbidden.
func TestRefusedCombinations(t *testing.T) {
	t.Parallel()
	const timed, always = "timeBased", "everyTime"
	frequency := func(interval string, value, unit any) value.Tree {
		return policy(nil, map[string]any{"isEnabled": true, "frequencyInterval": interval, "value": value, "type": unit})
	}
	grants := func(operator string, controls ...any) value.Tree {
		return policy(map[string]any{"operator": operator, "builtInControls": controls}, nil)
	}
	risky := func(t value.Tree) value.Tree {
		t["conditions"].(value.Tree)["userRiskLevels"] = []any{"high"}
		return t
	}
	strong := func(t value.Tree) value.Tree {
		t["grantControls"].(value.Tree)["authenticationStrength"] = "00000000-0000-0000-0000-000000000004"
		return t
	}
	second := func(t value.Tree) value.Tree {
		t["sessionControls"].(value.Tree)["signInFrequency"].(value.Tree)["authenticationType"] = "secondaryAuthentication"
		return t
	}
	idle := func(t value.Tree) value.Tree {
		t["sessionControls"] = value.Tree{}
		return t
	}
	applicationless := func(t value.Tree) value.Tree {
		t["conditions"].(value.Tree)["applications"] = value.Tree{}
		return t
	}
	tests := map[string]struct {
		definition object.Definition
		config     value.Tree
		refused    bool
	}{
		"a public group with roles":        {identity.Group, value.Tree{"isAssignableToRole": true, "visibility": "Public"}, true},
		"a private one":                    {identity.Group, value.Tree{"isAssignableToRole": true, "visibility": "Private"}, false},
		"one that says nothing":            {identity.Group, value.Tree{"isAssignableToRole": true}, false},
		"roles without security":           {identity.Group, value.Tree{"isAssignableToRole": true, "securityEnabled": false, "mailEnabled": true, "mailNickname": "a", "groupTypes": []any{"Unified"}}, true},
		"a hidden security group":          {identity.Group, value.Tree{"visibility": "HiddenMembership"}, true},
		"a hidden Microsoft 365 group":     {identity.Group, value.Tree{"visibility": "HiddenMembership", "mailEnabled": true, "mailNickname": "a", "groupTypes": []any{"Unified"}}, false},
		"sign-in each time":                {conditionalaccess.Policy, frequency(always, nil, nil), false},
		"sign-in each time, each two":      {conditionalaccess.Policy, frequency(always, 2, nil), true},
		"sign-in each time, each so many":  {conditionalaccess.Policy, frequency(always, nil, "hours"), true},
		"sign-in each two hours":           {conditionalaccess.Policy, frequency(timed, 2, "hours"), false},
		"sign-in each two":                 {conditionalaccess.Policy, frequency(timed, 2, nil), true},
		"sign-in after some hours":         {conditionalaccess.Policy, frequency(timed, nil, "hours"), true},
		"second factor each two hours":     {conditionalaccess.Policy, second(frequency(timed, 2, "hours")), true},
		"second factor each time":          {conditionalaccess.Policy, second(frequency(always, nil, nil)), false},
		"no session control":               {conditionalaccess.Policy, idle(grants("OR", "mfa")), true},
		"no application":                   {conditionalaccess.Policy, applicationless(grants("OR", "mfa")), true},
		"no control":                       {conditionalaccess.Policy, grants("OR"), true},
		"a control":                        {conditionalaccess.Policy, grants("OR", "mfa"), false},
		"a strength and no control":        {conditionalaccess.Policy, strong(grants("OR")), false},
		"block":                            {conditionalaccess.Policy, grants("OR", "block"), false},
		"block and a control":              {conditionalaccess.Policy, grants("OR", "block", "mfa"), true},
		"block and a strength":             {conditionalaccess.Policy, strong(grants("OR", "block")), true},
		"mfa and a strength":               {conditionalaccess.Policy, strong(grants("OR", "mfa")), true},
		"another password":                 {conditionalaccess.Policy, risky(grants("AND", "passwordChange")), true},
		"another password with mfa":        {conditionalaccess.Policy, risky(grants("AND", "mfa", "passwordChange")), false},
		"another password with a strength": {conditionalaccess.Policy, strong(risky(grants("AND", "passwordChange"))), false},
		"another password or mfa":          {conditionalaccess.Policy, risky(grants("OR", "mfa", "passwordChange")), true},
		"another password without risk":    {conditionalaccess.Policy, grants("AND", "mfa", "passwordChange"), true},
		"a distribution list":              {identity.Group, value.Tree{"mailEnabled": true, "mailNickname": "a", "securityEnabled": false}, false},
		"a group that was dynamic":         {identity.Group, value.Tree{"membershipRuleProcessingState": "Paused"}, false},
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

// policy is a policy with grant controls and a frequency of sign-ins; both may be nil.
func policy(grants, frequency map[string]any) value.Tree {
	t := value.Tree{"conditions": value.Tree{"users": value.Tree{"includeUsers": []any{"All"}}, "applications": value.Tree{"includeApplications": []any{"All"}}}}
	if grants != nil {
		t["grantControls"] = value.Tree(grants)
	}
	if frequency != nil {
		t["sessionControls"] = value.Tree{"signInFrequency": value.Tree(frequency)}
	}
	return t
}

// TestFixed: what nobody can make is refused by the plan, and what is there already
// is not.
func TestFixed(t *testing.T) {
	t.Parallel()
	lists := value.Tree{"displayName": "A", "mailEnabled": true, "mailNickname": "a", "groupTypes": []any{}, "securityEnabled": true, "isAssignableToRole": false}
	network := value.Tree{"displayName": "A", "compliantNetwork": value.Tree{"isTrusted": true}}
	tests := map[string]struct {
		definition    object.Definition
		prior, config value.Tree
		refused       bool
	}{
		"a distribution list":                {identity.Group, nil, lists, true},
		"one that is there":                  {identity.Group, lists, lists, false},
		"one that is there, by another name": {identity.Group, lists, with(lists, "displayName", "B"), true},
		"a Microsoft 365 group":              {identity.Group, nil, with(lists, "groupTypes", []any{"Unified"}), false},
		"the compliant network":              {conditionalaccess.NamedLocation, nil, network, true},
		"trust in the one that is there":     {conditionalaccess.NamedLocation, network, with(network, "compliantNetwork", value.Tree{"isTrusted": false}), false},
		"a built-in role that changes":       {directory.DirectoryRoleDefinition, value.Tree{"displayName": "A", "isBuiltIn": true}, value.Tree{"displayName": "B"}, true},
		"a role of the tenant's own":         {directory.DirectoryRoleDefinition, value.Tree{"displayName": "A", "isBuiltIn": false}, value.Tree{"displayName": "B"}, false},
		"a built-in strength that changes":   {conditionalaccess.AuthenticationStrengthPolicy, value.Tree{"displayName": "A", "policyType": "builtIn"}, value.Tree{"displayName": "B"}, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compiled, err := value.Compile(tt.definition)
			if err != nil {
				t.Fatal(err)
			}
			if plan := compiled.Plan(tt.prior, tt.config, value.Memory{}); plan.Diagnostics.HasError() != tt.refused {
				t.Errorf("refused: %v, want %v: %v", !tt.refused, tt.refused, plan.Diagnostics)
			}
		})
	}
}

// TestHiddenMembershipReplaces: it is decided when the group is made.
func TestHiddenMembershipReplaces(t *testing.T) {
	t.Parallel()
	compiled, err := value.Compile(identity.Group)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		from, to string
		replaced bool
	}{{"Public", "HiddenMembership", true}, {"HiddenMembership", "Private", true}, {"Public", "Private", false}} {
		plan := compiled.Plan(value.Tree{"visibility": tt.from}, value.Tree{"visibility": tt.to}, value.Memory{})
		if slices.Contains(plan.Replaced, "visibility") != tt.replaced {
			t.Errorf("from %s to %s: replaced are %v", tt.from, tt.to, plan.Replaced)
		}
	}
}

// with is an object with another value of one attribute.
func with(t value.Tree, name string, v any) value.Tree {
	t = maps.Clone(t)
	t[name] = v
	return t
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
		{applications.FederatedIdentityCredential, "name", []string{"repo.main", "Prod-1_a", "a.b"}, []string{"ab", ".main", "two words"}},
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
		"203.0.113.0/33": true, "203.0.113.0/128": true, "2001:db8::/129": true, "203.0.113.0": true, "203.0.113/24": true, "203.0.113.1-203.0.113.9": false, "2001:db8::1-2001:db8::9": false, "203.0.113.1-": true,
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
