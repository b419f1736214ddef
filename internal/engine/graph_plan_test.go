// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestConfigurationsByPath are compared with Graph's metadata, as far as they are known.
func TestConfigurationsByPath(t *testing.T) {
	t.Parallel()
	const (
		wrong   = tfprotov6.DiagnosticSeverityError
		unknown = tfprotov6.DiagnosticSeverityWarning
	)
	for name, tt := range map[string]struct {
		config   string
		severity tfprotov6.DiagnosticSeverity
		// at is the argument with the fault, and "" if there is none.
		at, summary, detail string
	}{
		"nothing wrong":                  {`{"path":"/groups","api_version":"beta","method":"PUT","body":{"displayName":"a"},"body_write_only":{"description":"d"},"read_query":{"$expand":"owners"},"response_export_values":{"a":"id"},"timeouts":{"read":"1m"}}`, 0, "", "", ""},
		"without a body":                 {`{"path":"/groups"}`, 0, "", "", ""},
		"nothing is known":               {`{"path":"${unknown}","body":"${unknown}","body_write_only":"${unknown}","response_export_values":{"a":"${unknown}"}}`, 0, "", "", ""},
		"a version that is not known":    {`{"path":"groups","api_version":"${unknown}"}`, 0, "", "", ""},
		"a path that is none":            {`{"path":"groups"}`, wrong, argPath, "Invalid path", `The path must begin with a slash, below the version: "/groups".`},
		"a path that nobody knows":       {`{"path":"/boats/","api_version":"beta"}`, unknown, argPath, "Unknown path", "The metadata of Graph's beta, as this version of the provider has it, does not know /boats. It is sent as it is."},
		"a version that is none":         {`{"path":"/groups","api_version":"v2"}`, wrong, argVersion, "Invalid Attribute Value Match", `Attribute api_version value must be one of: ["v1.0" "beta"], got: "v2"`},
		"a method that is none":          {`{"path":"/groups","method":"POST"}`, wrong, argMethod, "Invalid Attribute Value Match", `Attribute method value must be one of: ["PATCH" "PUT"], got: "POST"`},
		"a body that is a text":          {`{"path":"/groups","body":"{}"}`, wrong, argBody, "Invalid body", "It must be an object, and is a string. Write it as { displayName = \"…\" }, or use jsondecode."},
		"a secret that is a list":        {`{"path":"/groups","body_write_only":["a"]}`, wrong, argSecret, "Invalid body", "It must be an object, and is a []interface {}. Write it as { displayName = \"…\" }, or use jsondecode."},
		"a value without a path":         {`{"path":"/groups","response_export_values":{"a":"["}}`, wrong, argExports, "Invalid path of a value", `"[" is no path of names: write displayName, appRoles[0].id, appRoles[*].id or "@odata.etag".`},
		"and one where nothing is known": {`{"path":"${unknown}","response_export_values":{"a":"["}}`, wrong, argExports, "Invalid path of a value", ""},
		"no values":                      {`{"path":"/groups","response_export_values":{}}`, wrong, argExports, "Invalid Attribute Value", "Attribute response_export_values map must contain at least 1 elements, got: 0"},
		"a reference to nothing":         {`{"path":"/groups/1/members/$ref","body":{}}`, wrong, argBody, "Missing reference", `A reference has one member in its body: "@odata.id" = "https://graph.microsoft.com/v1.0/directoryObjects/ID".`},
		"a reference":                    {`{"path":"/groups/1/members/$ref","body":{"@odata.id":"/users/1"}}`, 0, "", "", ""},
		"a reference that is not known":  {`{"path":"/groups/1/members/$ref","body":{"@odata.id":"${unknown}"}}`, 0, "", "", ""},
		"a member that nobody knows":     {`{"path":"/users","body":{"passwordProfile":{"passwordd":"x"}}}`, unknown, argBody, "Unknown member passwordProfile.passwordd", "Graph's metadata knows no property passwordd of microsoft.graph.passwordProfile. Did you mean password? Graph's own names are written here. It is sent as it is."},
		"one that is not stored":         {`{"path":"/users","body_write_only":{"passwordProfile":{"passwordd":"x"}}}`, unknown, argBody, "Unknown member passwordProfile.passwordd", "Graph's metadata knows no property passwordd"},
		"a member that Graph computes":   {`{"path":"/deviceAppManagement/mobileAppCategories","body":{"lastModifiedDateTime":"x"}}`, wrong, argBody, "Invalid member lastModifiedDateTime", "lastModifiedDateTime is read-only: Graph computes it."},
		"what the provider computes":     {`{"path":"/groups","output":{"a":"b"}}`, wrong, argOutput, "Invalid Configuration for Read-Only Attribute", ""},
		"an id":                          {`{"path":"/groups","id":"1"}`, wrong, argID, "Invalid Configuration for Read-Only Attribute", ""},
		"no path":                        {`{}`, wrong, argPath, "Missing Configuration for Required Attribute", ""},
		"a limit that is none":           {`{"path":"/groups","timeouts":{"read":"soon"}}`, wrong, "timeouts", "Invalid Attribute Value", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil).byPath("")
			diags := b.validate(tt.config)
			if tt.severity == 0 {
				mentions(t, diags)
				return
			}
			if !slices.ContainsFunc(diags, func(d *tfprotov6.Diagnostic) bool {
				return d.Severity == tt.severity && strings.Split(at(d), `"`)[0] == tt.at && strings.HasPrefix(d.Summary, tt.summary) && strings.HasPrefix(d.Detail, tt.detail)
			}) || len(diags) > 1 && tt.at != argPath && tt.at != argVersion {
				t.Errorf("said %s", said(diags))
			}
		})
	}
}

// boats is a definition of objects that are managed by path here.
func boats() object.Definition {
	return object.Definition{
		Name: "boat", Place: object.Collection{API: object.V1, Path: "/boats", Type: "microsoft.graph.boat"}, LookUp: object.LookUp{Key: "name"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "hull", Mode: object.Server, Type: object.String{}, CreateOnly: true},
			{Name: "port", Mode: object.Server, Type: object.String{}, Removal: object.NeverCleared("Every boat has one.")},
		},
	}
}

// TestPlansByPath: what a configuration makes of an object, and whether it is another one
// then.
func TestPlansByPath(t *testing.T) {
	t.Parallel()
	const (
		made = `"api_version":"v1.0","method":"PATCH"`
		boat = `{"id":"b1","path":"/boats",` + made + `,"body":{"name":"a","size":1}}`
		with = `"response_export_values":{"is":"colour"}`
	)
	for name, tt := range map[string]struct {
		state, config string
		// want is empty where the plan is the state.
		want     string
		replaced string
	}{
		"a creation":                      {"", `{"path":"/boats","body":{"name":"a"}}`, `{"id":"${unknown}","path":"/boats",` + made + `,"body":{"name":"a"}}`, ""},
		"of which something is shown":     {"", `{"path":"/boats",` + with + `}`, `{"id":"${unknown}","output":"${unknown}","path":"/boats",` + made + `,` + with + `}`, ""},
		"with what is not stored":         {"", `{"path":"/boats","body_write_only":{"pin":"1"}}`, `{"id":"${unknown}","output":"${unknown}","path":"/boats",` + made + `}`, ""},
		"with what is not known":          {"", `{"path":"/boats","body_write_only":"${unknown}"}`, `{"id":"${unknown}","output":"${unknown}","path":"/boats",` + made + `}`, ""},
		"by an id that is chosen":         {"", `{"path":"/boats","body":{"id":"b7"}}`, `{"id":"b7","path":"/boats",` + made + `,"body":{"id":"b7"}}`, ""},
		"by an id that is not known":      {"", `{"path":"/boats","body":{"id":"${unknown}"}}`, `{"id":"${unknown}","path":"/boats",` + made + `,"body":{"id":"${unknown}"}}`, ""},
		"by the id in the path":           {"", `{"path":"/groups/g%2F1"}`, `{"id":"g/1","path":"/groups/g%2F1",` + made + `}`, ""},
		"of which there is one":           {"", `{"path":"/policies/authorizationPolicy"}`, `{"id":"${unknown}","path":"/policies/authorizationPolicy",` + made + `}`, ""},
		"a reference":                     {"", `{"path":"/groups/g1/members/$ref","body":{"@odata.id":"/users/u1"}}`, `{"id":"${unknown}","path":"/groups/g1/members/$ref",` + made + `,"body":{"@odata.id":"/users/u1"}}`, ""},
		"a path that is not known":        {"", `{"path":"${unknown}","body":{"name":"a"}}`, `{"id":"${unknown}","output":"${unknown}","path":"${unknown}",` + made + `,"body":{"name":"a"}}`, ""},
		"and one of an object":            {boat, `{"path":"${unknown}","body":{"name":"a","size":1}}`, `{"id":"${unknown}","output":"${unknown}","path":"${unknown}",` + made + `,"body":{"name":"a","size":1}}`, argPath},
		"nothing new":                     {boat, `{"path":"/boats","body":{"name":"a","size":1}}`, "", ""},
		"another notation":                {boat, `{"path":"/boats","body":{"size":1.0,"name":"a"}}`, "", ""},
		"another value":                   {boat, `{"path":"/boats","body":{"name":"b","size":1}}`, `{"id":"b1","path":"/boats",` + made + `,"body":{"name":"b","size":1}}`, ""},
		"a value that is not known":       {boat, `{"path":"/boats","body":{"name":"${unknown}","size":1}}`, `{"id":"b1","path":"/boats",` + made + `,"body":{"name":"${unknown}","size":1}}`, ""},
		"a member less":                   {boat, `{"path":"/boats","body":{"name":"a"}}`, `{"id":"b1","path":"/boats",` + made + `,"body":{"name":"a"}}`, ""},
		"no body":                         {boat, `{"path":"/boats"}`, `{"id":"b1","path":"/boats",` + made + `}`, ""},
		"other values to show":            {strings.Replace(boat, `"id"`, `"output":{"is":"red"},"id"`, 1), `{"path":"/boats","body":{"name":"a","size":1},` + with + `}`, `{"id":"b1","output":"${unknown}","path":"/boats",` + made + `,"body":{"name":"a","size":1},` + with + `}`, ""},
		"another value, and one to show":  {strings.Replace(boat, `"id"`, with+`,"output":{"is":"red"},"id"`, 1), `{"path":"/boats","body":{"name":"b","size":1},` + with + `}`, `{"id":"b1","output":"${unknown}","path":"/boats",` + made + `,"body":{"name":"b","size":1},` + with + `}`, ""},
		"nothing new, and one to show":    {strings.Replace(boat, `"id"`, with+`,"output":{"is":"red"},"id"`, 1), `{"path":"/boats","body":{"name":"a","size":1},` + with + `}`, "", ""},
		"another question, and a value":   {strings.Replace(boat, `"id"`, with+`,"output":{"is":"red"},"id"`, 1), `{"path":"/boats","body":{"name":"a","size":1},"read_query":{"$expand":"crew"},` + with + `}`, `{"id":"b1","output":"${unknown}","path":"/boats",` + made + `,"body":{"name":"a","size":1},"read_query":{"$expand":"crew"},` + with + `}`, ""},
		"another version, and a value":    {strings.Replace(boat, `"id"`, with+`,"output":{"is":"red"},"id"`, 1), `{"path":"/boats","api_version":"beta","body":{"name":"a","size":1},` + with + `}`, `{"id":"b1","output":"${unknown}","path":"/boats","api_version":"beta","method":"PATCH","body":{"name":"a","size":1},` + with + `}`, ""},
		"another method, and a value":     {strings.Replace(boat, `"id"`, with+`,"output":{"is":"red"},"id"`, 1), `{"path":"/boats","method":"PUT","body":{"name":"a","size":1},` + with + `}`, `{"id":"b1","output":{"is":"red"},"path":"/boats","api_version":"v1.0","method":"PUT","body":{"name":"a","size":1},` + with + `}`, ""},
		"another version":                 {boat, `{"path":"/boats","api_version":"beta","body":{"name":"a","size":1}}`, `{"id":"b1","path":"/boats","api_version":"beta","method":"PATCH","body":{"name":"a","size":1}}`, ""},
		"another limit":                   {boat, `{"path":"/boats","body":{"name":"a","size":1},"timeouts":{"read":"1m"}}`, `{"id":"b1","path":"/boats",` + made + `,"body":{"name":"a","size":1},"timeouts":{"create":null,"delete":null,"read":"1m","update":null}}`, ""},
		"another path":                    {boat, `{"path":"/ships","body":{"name":"a","size":1}}`, `{"id":"${unknown}","path":"/ships",` + made + `,"body":{"name":"a","size":1}}`, argPath},
		"the path in other letters":       {boat, `{"path":"/Boats","body":{"name":"a","size":1}}`, `{"id":"b1","path":"/Boats",` + made + `,"body":{"name":"a","size":1}}`, ""},
		"another object by its id":        {`{"id":"g1","path":"/groups/g1",` + made + `}`, `{"path":"/groups/g2"}`, `{"id":"g2","path":"/groups/g2",` + made + `}`, argPath},
		"the same object by its id":       {`{"id":"g1","path":"/groups",` + made + `}`, `{"path":"/groups/G1"}`, `{"id":"g1","path":"/groups/G1",` + made + `}`, ""},
		"and by its collection again":     {`{"id":"g1","path":"/groups/g1",` + made + `}`, `{"path":"/groups"}`, `{"id":"g1","path":"/groups",` + made + `}`, ""},
		"what it refers to":               {`{"id":"u1","path":"/groups/g1/members",` + made + `}`, `{"path":"/groups/g1/members/$ref","body":{"@odata.id":"/users/u1"}}`, `{"id":"${unknown}","path":"/groups/g1/members/$ref",` + made + `,"body":{"@odata.id":"/users/u1"}}`, argPath},
		"a reference to another":          {`{"id":"u1","path":"/groups/g1/members/$ref",` + made + `,"body":{"@odata.id":"/users/u1"}}`, `{"path":"/groups/g1/members/$ref","body":{"@odata.id":"/users/u2"}}`, `{"id":"u1","path":"/groups/g1/members/$ref",` + made + `,"body":{"@odata.id":"/users/u2"}}`, argBody},
		"a reference by another path":     {`{"id":"u1","path":"/groups/g1/members/$ref",` + made + `,"body":{"@odata.id":"/users/u1"}}`, `{"path":"/groups/g1/members/$ref","body":{"@odata.id":"/directoryObjects/u1"}}`, "", ""},
		"what is fixed at creation":       {`{"id":"b1","path":"/boats",` + made + `,"body":{"hull":"wood"}}`, `{"path":"/boats","body":{"hull":"steel"}}`, `{"id":"b1","path":"/boats",` + made + `,"body":{"hull":"steel"}}`, argBody},
		"a secret that was never sent":    {boat, `{"path":"/boats","body":{"name":"a","size":1},"body_write_only":{"pin":"1"}}`, `{"id":"b1","output":"${unknown}","path":"/boats",` + made + `,"body":{"name":"a","size":1}}`, ""},
		"a secret that is not known":      {boat, `{"path":"/boats","body":{"name":"a","size":1},"body_write_only":"${unknown}"}`, `{"id":"b1","output":"${unknown}","path":"/boats",` + made + `,"body":{"name":"a","size":1}}`, ""},
		"a state whose path is no longer": {`{"id":"b1","path":"boats",` + made + `}`, `{"path":"/boats"}`, `{"id":"${unknown}","path":"/boats",` + made + `}`, argPath},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, boats()).byPath(tt.state)
			if tt.state != "" {
				b.note(memoryKey, `{"written":["name","size","hull","port"]}`)
			}
			plan := b.plan(tt.config)
			if failed(plan.Diagnostics) {
				t.Fatal(said(plan.Diagnostics))
			}
			want := tt.want
			if want == "" {
				want = tt.state
			}
			all, _ := withUnknown(parse(t, want)).(value.Tree)
			if diff := cmp.Diff(all, b.planned(plan)); diff != "" {
				t.Errorf("the plan (-want +got):\n%s", diff)
			}
			var replaced []string
			for _, attribute := range plan.RequiresReplace {
				replaced = append(replaced, strings.Trim(strings.TrimPrefix(attribute.String(), "AttributeName"), `()"`))
			}
			if strings.Join(replaced, " ") != tt.replaced {
				t.Errorf("%v make it another object, want %s", replaced, tt.replaced)
			}
		})
	}
}
