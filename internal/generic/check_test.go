// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestFaults: what the metadata knows of a body is told where it stands, and what Graph
// cannot take is told as that.
func TestFaults(t *testing.T) {
	t.Parallel()
	noProperty := func(name string) string {
		return fmt.Sprintf("%[1]s: Graph's metadata knows no property %[1]s of microsoft.graph.authenticationStrengthPolicy.", name)
	}
	for name, tt := range map[string]struct {
		path string
		body value.Tree
		want []string
	}{
		"nothing":                      {"/groups", value.Tree{"displayName": "a", "id": "1", "members@odata.bind": []any{"x"}, "owners": []any{value.Tree{"displayName": "o"}}}, nil},
		"a path that is not known":     {"/somethingNew", value.Tree{"any": "thing"}, nil},
		"Terraform's spelling":         {"/groups", value.Tree{"display_name": "a"}, []string{"display_name: Graph's metadata knows no property display_name of microsoft.graph.group. Did you mean displayName? Graph's own names are written here."}},
		"another property":             {"/policies/authenticationStrengthPolicies", value.Tree{"zzz": "a"}, []string{noProperty("zzz")}},
		"any property of an open type": {"/groups", value.Tree{"zzz": "a"}, nil},
		"what Graph computes":          {"/deviceAppManagement/mobileAppCategories", value.Tree{"lastModifiedDateTime": "x", "id": "1"}, []string{"lastModifiedDateTime: wrong: lastModifiedDateTime is read-only: Graph computes it."}},
		"what Graph computes inside":   {"/deviceAppManagement/mobileApps", value.Tree{"categories": []any{value.Tree{"lastModifiedDateTime": "x"}}}, nil},
		"a word of another enum":       {"/identity/conditionalAccess/policies", value.Tree{"state": "on"}, []string{`state: Graph's metadata knows no "on" here. It knows: enabled, disabled, enabledForReportingButNotEnforced.`}},
		"a word in other letters":      {"/identity/conditionalAccess/policies", value.Tree{"state": "ENABLED"}, nil},
		"inside of an object":          {"/users", value.Tree{"passwordProfile": value.Tree{"passwordd": "x"}}, []string{"passwordProfile/passwordd: Graph's metadata knows no property passwordd of microsoft.graph.passwordProfile. Did you mean password? Graph's own names are written here."}},
		"behind what it leads to":      {"/users", value.Tree{"manager": value.Tree{"@odata.type": "#microsoft.graph.moonUser"}}, []string{"manager/@odata.type: Graph's metadata knows no type microsoft.graph.moonUser."}},
		"inside of a list":             {"/applications", value.Tree{"appRoles": []any{value.Tree{"value": "a"}, value.Tree{"valuee": "b"}}}, []string{"appRoles/valuee: Graph's metadata knows no property valuee of microsoft.graph.appRole. Did you mean value? Graph's own names are written here."}},
		"read-only inside":             {"/applications", value.Tree{"appRoles": []any{value.Tree{"origin": "a"}}}, nil},
		"several words":                {"/identityProtection/riskyUsers", value.Tree{"riskState": "none, dismissd"}, []string{`riskState: Graph's metadata knows no "dismissd" here. It knows: none, confirmedSafe, remediated, dismissed, atRisk, confirmedCompromised, unknownFutureValue.`}},
		"a type that is not known":     {"/identity/conditionalAccess/namedLocations", value.Tree{"@odata.type": "#microsoft.graph.moonLocation", "x": 1}, []string{"@odata.type: Graph's metadata knows no type microsoft.graph.moonLocation."}},
		"a type of something else":     {"/identity/conditionalAccess/namedLocations", value.Tree{"@odata.type": "#microsoft.graph.passwordProfile", "x": 1}, []string{"@odata.type: wrong: microsoft.graph.passwordProfile is no microsoft.graph.namedLocation."}},
		"a derived type":               {"/identity/conditionalAccess/namedLocations", value.Tree{"@odata.type": "#microsoft.graph.ipNamedLocation", "isTrusted": true, "isTrustd": true}, []string{"isTrustd: Graph's metadata knows no property isTrustd of microsoft.graph.ipNamedLocation. Did you mean isTrusted? Graph's own names are written here."}},
		"one of several types":         {"/identity/conditionalAccess/namedLocations", value.Tree{"countriesAndRegions": []any{"CH"}}, nil},
		"in the order of the names":    {"/policies/authenticationStrengthPolicies", value.Tree{"zzb": 1, "zza": 1, "zzc": 1}, []string{noProperty("zza"), noProperty("zzb"), noProperty("zzc")}},
		"a text where an object is":    {"/users", value.Tree{"passwordProfile": "x"}, nil},
		"no text where words stand":    {"/identity/conditionalAccess/policies", value.Tree{"state": value.Tree{"x": 1}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := generic.Find(tt.path, object.V1)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range generic.Faults(p, tt.body) {
				wrong := ""
				if f.Wrong {
					wrong = "wrong: "
				}
				got = append(got, fmt.Sprintf("%s: %s%s", strings.Join(f.At, "/"), wrong, f.Text))
			}
			if len(got) != len(tt.want) {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			for i, want := range tt.want {
				if got[i] != want {
					t.Errorf("got %q, want %q", got[i], want)
				}
			}
		})
	}
}

// TestWhatAnImportTakes: what somebody could have written, at every depth.
func TestWhatAnImportTakes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		path        string
		found, want value.Tree
	}{
		"what Graph computes inside":          {"/applications", value.Tree{"appId": "1", "displayName": "a", "appRoles": []any{value.Tree{"origin": "Application", "value": "r"}}}, value.Tree{"displayName": "a", "appRoles": []any{value.Tree{"value": "r"}}}},
		"an element that is empty without it": {"/applications", value.Tree{"appRoles": []any{value.Tree{"origin": "Application"}, value.Tree{"value": "r"}}}, value.Tree{"appRoles": []any{value.Tree{"value": "r"}}}},
		"what is empty without it":            {"/applications", value.Tree{"displayName": "a", "tags": []any{}, "certification": value.Tree{"isCertifiedByMicrosoft": true}}, value.Tree{"displayName": "a"}},
		"what leads to other objects":         {"/applications", value.Tree{"displayName": "a", "owners": []any{value.Tree{"id": "1"}}}, value.Tree{"displayName": "a"}},
		"a property that is not known":        {"/applications", value.Tree{"newThing": "a"}, value.Tree{"newThing": "a"}},
		"an object of which nothing is known": {"/somethingNew", value.Tree{"id": "1", "@odata.context": "c", "a": value.Tree{"b": nil, "c": "d"}}, value.Tree{"a": value.Tree{"c": "d"}}},
		"the type of the collection":          {"/groups", value.Tree{"@odata.type": "#microsoft.graph.group", "displayName": "a"}, value.Tree{"displayName": "a"}},
		"a type where none is known":          {"/somethingNew", value.Tree{"@odata.type": "#microsoft.graph.group", "displayName": "a"}, value.Tree{"displayName": "a"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := generic.Find(tt.path, object.V1)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, generic.Writable(p, tt.found)); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
