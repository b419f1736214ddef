// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/membership"
)

var now = time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC)

func ada() membership.Candidate {
	return membership.Candidate{Kind: "user", Now: now, Manager: "m1", Groups: []string{"g1"}, Object: map[string]any{
		"id": "u1", "department": "Sales", "displayName": "Ada \"A\" Lovelace", "accountEnabled": true, "jobTitle": nil,
		"proxyAddresses": []any{"SMTP:ada@contoso.com", "smtp:al@contoso.com"}, "businessPhones": []any{"+44 1"}, "employeeHireDate": "2026-08-01T00:00:00Z",
		"onPremisesExtensionAttributes": map[string]any{"extensionAttribute3": "x"}, "extension_ab_cost": "42", "extension_ab_level": json.Number("3"), "extension_ab_remote": true,
		"assignedPlans": []any{map[string]any{"servicePlanId": "p1", "capabilityStatus": "Enabled"}},
	}}
}

func TestRules(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]bool{
		`user.department -eq "sales"`:                                                          true,
		`(user.department -ne "Sales")`:                                                        false,
		`user.department -eq "Sales" -and user.jobTitle -eq null`:                              true,
		`user.department -eq "x" -or user.jobTitle -eq ""`:                                     true,
		`user.department -eq "x" or user.accountEnabled -eq true`:                              true,
		`-not (user.accountEnabled -eq true)`:                                                  false,
		`not (user.department -in ["x","y"])`:                                                  true,
		`user.department -notIn ['sales']`:                                                     false,
		"user.displayName -contains \"`\"A`\"\"":                                               true,
		`user.displayName -startsWith "ADA"`:                                                   true,
		`user.displayName -notStartsWith "Ada"`:                                                false,
		`user.displayName -match "^ada.*lace$"`:                                                true,
		`user.displayName -notMatch "da"`:                                                      false,
		`user.jobTitle -contains "x"`:                                                          false,
		`user.jobTitle -notContains "x"`:                                                       true,
		`user.proxyAddresses -contains "smtp:AL@contoso.com"`:                                  true,
		`user.proxyAddresses -any (_ -startsWith "smtp:al")`:                                   true,
		`user.proxyAddresses -all (_ -contains "@contoso")`:                                    true,
		`user.proxyAddresses -all (_ -contains "al@")`:                                         false,
		`user.otherMails -any (_ -contains "x")`:                                               false,
		`user.telephoneNumber -startsWith "+44"`:                                               true,
		`user.extensionAttribute3 -eq "X"`:                                                     true,
		`user.extension_ab_cost -eq "42"`:                                                      true,
		`Direct Reports for "m1"`:                                                              true,
		`Direct Reports for "m2"`:                                                              false,
		`user.memberOf -any (group.objectId -in ['g1', 'g2'])`:                                 true,
		`user.employeeHireDate -ge system.now -minus p7d`:                                      true,
		`user.employeeHireDate -le system.now -minus p7d`:                                      false,
		`user.employeeHireDate -ge system.now -minus p1d`:                                      false,
		`user.employeeHireDate -le system.now -plus p1d`:                                       true,
		`user.extension_ab_cost -eq 42`:                                                        true,
		`user.extension_ab_cost -eq 41`:                                                        false,
		`user.extension_ab_level -eq 3`:                                                        true,
		`user.extension_ab_level -eq 4`:                                                        false,
		`user.extension_ab_remote -eq "TRUE"`:                                                  true,
		`user.objectId -ne $null`:                                                              true,
		`user.jobTitle -eq $NULL`:                                                              true,
		`user.objectId -ne null`:                                                               true,
		`user.accountEnabled`:                                                                  true,
		`user.department -eq "x" -and user.department -eq "y" -or user.department -eq "Sales"`: true,
		`user.assignedPlans -any (assignedPlan.servicePlanId -eq "p1" -and assignedPlan.capabilityStatus -eq "Enabled")`: true,
		`user.displayName -startsWith "Bob"`:                  false,
		`user.displayName -match "bob"`:                       false,
		`user.jobTitle -contains ""`:                          false,
		`user.displayName -contains """A"""`:                  true,
		`user.employeeHireDate -ge system.now`:                false,
		`user.extensionAttribute3 -ge "X"`:                    true,
		`user.extensionAttribute3 -le "X"`:                    true,
		`user.extensionAttribute3 -le "w"`:                    false,
		`user.extensionAttribute3 -ge "y"`:                    false,
		`user.jobTitle -le "x"`:                               false,
		`user.employeeHireDate -ge "tomorrow"`:                false,
		`user.extensionAttribute3 -ge "2026-01-01T00:00:00Z"`: true,
		`user.proxyAddresses -contains "smtp:al"`:             false,
	} {
		parsed, err := membership.Parse("user", rule)
		if err != nil {
			t.Errorf("%s: %v", rule, err)
			continue
		}
		if got := parsed.Match(ada()); got != want {
			t.Errorf("%s: %v, want %v", rule, got, want)
		}
	}
}

// TestRulesOfOtherKinds: a rule about users chooses no device, whatever it is called.
func TestRulesOfOtherKinds(t *testing.T) {
	t.Parallel()
	device := ada()
	device.Kind = "device"
	for rule, want := range map[string]bool{`user.department -eq "Sales"`: false, `user.memberOf -any (group.objectId -in ['g1'])`: false} {
		parsed, err := membership.Parse("user", rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := parsed.Match(device); got != want {
			t.Errorf("%s: %v, want %v", rule, got, want)
		}
	}
}

// TestAUserWithoutAManager reports to nobody, whatever a rule calls nobody.
func TestAUserWithoutAManager(t *testing.T) {
	t.Parallel()
	bob := ada()
	bob.Manager = ""
	for _, rule := range []string{`Direct Reports for "m1"`, `Direct Reports for ""`} {
		if parsed, err := membership.Parse("user", rule); err == nil && parsed.Match(bob) {
			t.Errorf("%s chooses a user without a manager", rule)
		}
	}
}

// TestAUserWithoutTelephoneNumbers has none that a rule could look at.
func TestAUserWithoutTelephoneNumbers(t *testing.T) {
	t.Parallel()
	bob := ada()
	bob.Object["businessPhones"] = []any{}
	for rule, want := range map[string]bool{`user.telephoneNumber -eq null`: true, `user.telephoneNumber -startsWith "+44"`: false} {
		parsed, err := membership.Parse("user", rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := parsed.Match(bob); got != want {
			t.Errorf("%s: %v, want %v", rule, got, want)
		}
	}
}

// TestLongRules may have 3,072 characters, of however many bytes.
func TestLongRules(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rule  string
		sound bool
	}{
		"as long as one may be": {`user.department -eq "` + strings.Repeat("x", 3072-22) + `"`, true},
		"of characters abroad":  {`user.department -eq "` + strings.Repeat("ü", 3072-22) + `"`, true},
		"longer":                {`user.department -eq "` + strings.Repeat("x", 3072-21) + `"`, false},
	} {
		if _, err := membership.Parse("user", tt.rule); (err == nil) != tt.sound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRulesThatThereAreNot(t *testing.T) {
	t.Parallel()
	for _, rule := range []string{
		``, `user.department` + ` -eq`, `user.department "Sales"`, `user.department -equals "Sales"`, `user.depart -eq "Sales"`,
		`(user.department -eq "Sales"`, `device.displayName -eq "x"`, `department -eq "x"`, `user.proxyAddresses -any "x"`, `user.department -eq "Sales" -and`,
		`user.department -eq -and user.accountEnabled`, `(user.depart -eq "Sales")`, `-not (user.depart -eq "Sales")`, `user.department -eq "Sales" -or user.depart -eq "Sales"`,
	} {
		if _, err := membership.Parse("user", rule); err == nil {
			t.Errorf("%q is taken for a rule", rule)
		}
	}
}
