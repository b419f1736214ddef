// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// asWritten compiles a value of a type of v1.0.
func asWritten(t *testing.T, of string) *Type {
	t.Helper()
	attributes, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: object.Server, Type: object.AsWritten{API: object.V1, Of: of}}})
	if err != nil {
		t.Fatal(err)
	}
	return attributes[0].Type
}

// document reads a value in Graph's form.
func readDocument(t *testing.T, text string) any {
	t.Helper()
	v, err := ParseJSON(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return Found(v)
}

func TestAsWrittenComparesByMeaning(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		of, written, shown string
		differs            bool
	}{
		"ids in any case":                      {"Edm.String", `"9F3F0B4B-4C5B-4F4E-8C0E-0A1B2C3D4E5F"`, `"9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f"`, false},
		"text as it stands":                    {"Edm.String", `"1"`, `"1.0"`, true},
		"times with and without a fraction":    {"Edm.DateTimeOffset", `"2026-01-02T03:04:05.25Z"`, `"2026-01-02T03:04:05Z"`, false},
		"times in another zone":                {"Edm.DateTimeOffset", `"2026-01-02T04:04:05+01:00"`, `"2026-01-02T03:04:05Z"`, false},
		"other times":                          {"Edm.DateTimeOffset", `"2026-01-02T03:04:05Z"`, `"2026-01-02T03:04:06Z"`, true},
		"lengths of time":                      {"Edm.Duration", `"PT24H"`, `"P1D"`, false},
		"times of the day":                     {"Edm.TimeOfDay", `"08:00:00"`, `"08:00:00.0000000"`, false},
		"binary content":                       {"Edm.Binary", `"YQ=="`, `"YQ"`, false},
		"numbers in any notation":              {"Edm.Double", `1.50`, `1.5`, false},
		"numbers written as text":              {"Edm.Int32", `"7"`, `7`, false},
		"members of an enum in any case":       {"microsoft.graph.conditionalAccessPolicyState", `"Enabled"`, `"enabled"`, false},
		"other members of an enum":             {"microsoft.graph.conditionalAccessPolicyState", `"enabled"`, `"disabled"`, true},
		"flags in any order":                   {"microsoft.graph.authenticationMethodModes", `"sms,password"`, `"password, SMS"`, false},
		"nothing in three forms":               {"Edm.String", `""`, `null`, false},
		"an empty list":                        {"Edm.String", `[]`, `null`, false},
		"collections in any order":             {"Edm.String", `["a","b"]`, `["b","a"]`, false},
		"collections of another length":        {"Edm.String", `["a"]`, `["a","b"]`, true},
		"members that Graph adds":              {"microsoft.graph.passwordProfile", `{"forceChangePasswordNextSignIn":true}`, `{"forceChangePasswordNextSignIn":true,"forceChangePasswordNextSignInWithMfa":false}`, false},
		"members that are missing":             {"microsoft.graph.passwordProfile", `{"forceChangePasswordNextSignIn":true}`, `{}`, true},
		"annotations that Graph leaves out":    {"microsoft.graph.passwordProfile", `{"@odata.type":"#microsoft.graph.passwordProfile","forceChangePasswordNextSignIn":true}`, `{"forceChangePasswordNextSignIn":true}`, false},
		"types of members":                     {"microsoft.graph.signInActivity", `{"lastSignInDateTime":"2026-01-02T03:04:05Z"}`, `{"lastSignInDateTime":"2026-01-02T03:04:05.000Z"}`, false},
		"members of the type that is named":    {"microsoft.graph.namedLocation", `{"@odata.type":"#microsoft.graph.countryNamedLocation","countryLookupMethod":"ClientIpAddress"}`, `{"@odata.type":"#microsoft.graph.countryNamedLocation","countryLookupMethod":"clientIpAddress"}`, false},
		"addresses below any host and version": {"", `["https://graph.microsoft.com/v1.0/users/A"]`, `["/users/a"]`, false},
		"other addresses":                      {"", `"/users/a"`, `"/users/b"`, true},
		"what the metadata does not know":      {"microsoft.graph.nobody", `{"n":1,"t":"2026-01-02T03:04:05Z"}`, `{"n":1.0,"t":"2026-01-02T03:04:05.0Z","x":1}`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			typ := asWritten(t, tt.of)
			if got := typ.Same(Shown, readDocument(t, tt.written), readDocument(t, tt.shown)); got == tt.differs {
				t.Errorf("%s and %s are the same: %v", tt.written, tt.shown, got)
			}
		})
	}
}

// TestWhatIsWrittenIsComparedExactly: what Graph may leave out or add, a configuration may not.
func TestWhatIsWrittenIsComparedExactly(t *testing.T) {
	t.Parallel()
	typ := asWritten(t, "microsoft.graph.namedLocation")
	const whole = `{"@odata.type":"#microsoft.graph.ipNamedLocation","isTrusted":true}`
	for other, same := range map[string]bool{
		whole: true, `{"@odata.type":"microsoft.graph.ipNamedLocation","isTrusted":true}`: true, `{"isTrusted":true}`: false,
		`{"@odata.type":"#microsoft.graph.ipNamedLocation","isTrusted":true,"displayName":"a"}`: false,
	} {
		for _, pair := range [][2]string{{whole, other}, {other, whole}} {
			if got := typ.Same(Equivalent, readDocument(t, pair[0]), readDocument(t, pair[1])); got != same {
				t.Errorf("%s and %s are the same: %v", pair[0], pair[1], got)
			}
		}
	}
}

func TestAsWrittenShowsWhatWasWritten(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ written, found, want string }{
		"in its spelling":                 {`{"a":"X","b":1}`, `{"a":"X","b":1.0,"c":2}`, `{"a":"X","b":1}`},
		"and what is different":           {`{"a":"X","b":1}`, `{"a":"Y","b":1.0,"c":2}`, `{"a":"Y","b":1}`},
		"and what is missing":             {`{"a":"X"}`, `{"c":2}`, `{"a":null}`},
		"elements in their place":         {`[{"a":1},{"a":2}]`, `[{"a":2,"id":"2"},{"a":3,"id":"3"}]`, `[{"a":2},{"a":3}]`},
		"and in their notation":           {`[{"a":1},{"a":2},{"a":5}]`, `[{"a":2.0},{"a":1.0},{"a":3}]`, `[{"a":1},{"a":2},{"a":3}]`},
		"annotations which are not there": {`{"@odata.type":"#x","a":1}`, `{"a":2}`, `{"@odata.type":"#x","a":2}`},
		"inside of objects":               {`{"o":{"a":1}}`, `{"o":{"a":2,"b":3}}`, `{"o":{"a":2}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := asWritten(t, "").spell(readDocument(t, tt.written), readDocument(t, tt.found))
			if diff := cmp.Diff(readDocument(t, tt.want), got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAsWrittenSendsNullForWhatIsRemoved(t *testing.T) {
	t.Parallel()
	got := asWritten(t, "").change(readDocument(t, `{"a":1,"b":{"c":2,"d":3},"l":[1]}`), readDocument(t, `{"b":{"c":2}}`))
	want, _ := ParseJSON(`{"a":null,"b":{"c":2,"d":null},"l":[]}`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestADocumentIsWhatTerraformHolds(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`{"a":[1,"b",true,null,{"c":12345678901234567890}],"d":{}}`, `[]`, `"x"`, `1.5`} {
		want := readDocument(t, text)
		if diff := cmp.Diff(want, Document(Dynamic(want))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	unknown := Tree{"a": Unknown{}}
	if diff := cmp.Diff(unknown, Document(Dynamic(unknown))); diff != "" {
		t.Error(diff)
	}
	set := tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{tftypes.NewValue(tftypes.String, "a")})
	if diff := cmp.Diff([]any{"a"}, Document(set)); diff != "" {
		t.Error(diff)
	}
}
