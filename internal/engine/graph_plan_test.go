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
		"an empty body":                   {`{"id":"b1","path":"/boats",` + made + `}`, `{"path":"/boats","body":{}}`, `{"id":"b1","path":"/boats",` + made + `,"body":{}}`, ""},
		"no body after an empty one":      {`{"id":"b1","path":"/boats",` + made + `,"body":{}}`, `{"path":"/boats"}`, `{"id":"b1","path":"/boats",` + made + `}`, ""},
		"nothing new, within a limit":     {strings.Replace(boat, `"id"`, with+`,"output":{"is":"red"},"timeouts":{"create":null,"delete":null,"read":"1m","update":null},"id"`, 1), `{"path":"/boats","body":{"name":"a","size":1},"timeouts":{"read":"1m"},` + with + `}`, "", ""},
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

// TestPlansByPathThatFail say why, on the argument that is to blame.
func TestPlansByPathThatFail(t *testing.T) {
	t.Parallel()
	const boat = `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","port":"p"}}`
	for name, tt := range map[string]struct {
		state, config string
		notes         map[string]string
		at, says      string
	}{
		"a path that is none":         {"", `{"path":"boats"}`, nil, argPath, "Invalid path"},
		"a value without a path":      {"", `{"path":"/ships","response_export_values":{"a":"["}}`, nil, argExports, "Invalid path of a value"},
		"of another tenant":           {boat, `{"path":"/boats","body":{"name":"b"}}`, map[string]string{tenantKey: `"t2"`}, "", "is in another tenant"},
		"a removal in another tenant": {boat, "", map[string]string{tenantKey: `"t2"`}, "", "is in another tenant"},
		"a removal by a wrong path":   {`{"id":"b1","path":"boats"}`, "", nil, argPath, "Invalid path"},
		"what was not read after a move": {
			`{"id":"b1","path":"/boats"}`, `{"path":"/boats","body":{"name":"a"}}`,
			map[string]string{importedKey: "true"},
			"",
			"The object at /boats has not been read yet The state holds its id and nothing else, since it comes from a moved block. A plan that does not refresh would take every member for a change: plan without -refresh=false.",
		},
		"what is never cleared":        {boat, `{"path":"/boats","body":{"name":"a"}}`, map[string]string{memoryKey: `{"written":["port"]}`}, argBody, "port cannot be cleared"},
		"a member that is Terraform's": {"", `{"path":"/ships","body":{"timeouts":"x"}}`, nil, "", "Cannot make an object of the body"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, boats()).byPath(tt.state)
			for key, noted := range tt.notes {
				b.note(key, noted)
			}
			plan := b.plan(tt.config)
			if !failed(plan.Diagnostics) || !strings.Contains(plan.Diagnostics[0].Summary+" "+plan.Diagnostics[0].Detail, tt.says) || strings.Split(at(plan.Diagnostics[0]), `"`)[0] != tt.at || len(plan.Diagnostics) > 1 && tt.at != argBody {
				t.Errorf("said %s at %s", said(plan.Diagnostics), plan.Diagnostics[0].Attribute)
			}
		})
	}
}

// TestPlansByPathThatGoOn where there is nothing to fear: of what was read, and of what is
// removed.
func TestPlansByPathThatGoOn(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ state, config, notes string }{
		"an import that was read":        {firstBoat, `{"path":"/ships","body":{"name":"a","size":1}}`, "true"},
		"what was read and has no body":  {`{"id":"b1","path":"/ships"}`, `{"path":"/ships"}`, ""},
		"a removal after a move":         {`{"id":"b1","path":"/ships"}`, "", "true"},
		"a path that is not known after": {`{"id":"b1","path":"/ships"}`, `{"path":"${unknown}"}`, "true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil).byPath(tt.state)
			if tt.notes != "" {
				b.note(importedKey, tt.notes)
			}
			mentions(t, b.plan(tt.config).Diagnostics)
		})
	}
}

// TestPlansByPathOfWhatGraphHasWritten: what an import has found and the configuration says
// in part is no change.
func TestPlansByPathOfWhatGraphHasWritten(t *testing.T) {
	t.Parallel()
	const state = `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","crew":{"n":1,"more":2}}}`
	for name, tt := range map[string]struct{ foreign, config, want string }{
		"found":       {`["crew","name"]`, `{"path":"/boats","body":{"crew":{"n":1}}}`, state},
		"another":     {`["crew","name"]`, `{"path":"/boats","body":{"crew":{"n":2}}}`, strings.Replace(state, `"name":"a","crew":{"n":1,"more":2}`, `"crew":{"n":2}`, 1)},
		"ours":        {`["name"]`, `{"path":"/boats","body":{"crew":{"n":1}}}`, strings.Replace(state, `"name":"a","crew":{"n":1,"more":2}`, `"crew":{"n":1}`, 1)},
		"not written": {`["crew","name"]`, `{"path":"/boats"}`, strings.Replace(state, `,"body":{"name":"a","crew":{"n":1,"more":2}}`, ``, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil).byPath(state)
			b.note(memoryKey, `{"foreign":`+tt.foreign+`}`)
			plan := b.plan(tt.config)
			mentions(t, plan.Diagnostics)
			if diff := cmp.Diff(parse(t, tt.want), b.planned(plan)); diff != "" {
				t.Errorf("the plan (-want +got):\n%s", diff)
			}
		})
	}
}

// TestChangesOfWhatGraphHasWritten send what was configured, and leave the rest.
func TestChangesOfWhatGraphHasWritten(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{
		"PATCH /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, `{"id":"b1","name":"a","crew":{"n":2,"more":2}}`}},
	}).byPath(`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","crew":{"n":1,"more":2}}}`)
	b.note(memoryKey, `{"foreign":["crew","name"]}`)
	mentions(t, b.apply(`{"path":"/boats","body":{"crew":{"n":2}}}`))
	b.sent(`PATCH /v1.0/boats/b1 {"crew":{"n":2}}`)
	b.shows(`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"crew":{"n":2}}}`)
	if diff := cmp.Diff(value.Memory{Written: []string{"crew"}}, b.memory()); diff != "" {
		t.Errorf("known afterwards (-want +got):\n%s", diff)
	}
}

// TestPlansByPathTellOfTypedResources of the same objects, if anything is to change.
func TestPlansByPathTellOfTypedResources(t *testing.T) {
	t.Parallel()
	const title = "There is a resource for these objects"
	sailing := boats()
	sailing.Name, sailing.Place = "sailing_boat", object.Collection{API: object.V1, Path: "/boats", Type: "microsoft.graph.sailingBoat", Derived: true}
	shown := boats()
	shown.Name, shown.Place, shown.Life = "ship", object.Collection{API: object.V1, Path: "/ships", Type: "microsoft.graph.ship"}, nil
	for name, tt := range map[string]struct{ state, config, want string }{
		"a creation":           {"", `{"path":"/boats","body":{"name":"a"}}`, "microsoft365_boat manages what is at /boats: with arguments"},
		"of one of its types":  {"", `{"path":"/boats","body":{"@odata.type":"#microsoft.graph.sailingBoat"}}`, "microsoft365_sailing_boat manages what is at /boats: with arguments"},
		"of a type of nobody":  {"", `{"path":"/boats","body":{"@odata.type":"#microsoft.graph.motorBoat"}}`, ""},
		"what is only shown":   {"", `{"path":"/ships","body":{"name":"a"}}`, ""},
		"what nobody knows":    {"", `{"path":"/rafts","body":{"name":"a"}}`, ""},
		"a change":             {firstBoat, `{"path":"/boats","body":{"name":"b","size":1}}`, "microsoft365_boat manages what is at /boats: with arguments"},
		"nothing to be done":   {firstBoat, `{"path":"/boats","body":{"name":"a","size":1}}`, ""},
		"a removal":            {firstBoat, "", ""},
		"another way of doing": {firstBoat, `{"path":"/boats","method":"PUT","body":{"name":"a","size":1}}`, "microsoft365_boat manages what is at /boats: with arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := serve(t, nil, boats(), sailing, shown).byPath(tt.state).plan(tt.config).Diagnostics
			if tt.want == "" {
				mentions(t, diags)
				return
			}
			if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning || diags[0].Summary != title || at(diags[0]) != argPath || !strings.HasPrefix(diags[0].Detail, tt.want) {
				t.Errorf("said %s", said(diags))
			}
		})
	}
}

// TestPlansByPathCompareThePermissions of what is to be done with the token's.
func TestPlansByPathCompareThePermissions(t *testing.T) {
	t.Parallel()
	const group = `{"id":"g1","path":"/groups","api_version":"v1.0","method":"PATCH","body":{"displayName":"a"}}`
	for name, tt := range map[string]struct {
		state, config string
		warns         bool
	}{
		"a creation":         {"", `{"path":"/groups","body":{"displayName":"a"}}`, true},
		"a change":           {group, `{"path":"/groups","body":{"displayName":"b"}}`, true},
		"a removal":          {group, "", true},
		"nothing to be done": {group, `{"path":"/groups","body":{"displayName":"a"}}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil)
			h.session.Granted = []string{}
			diags := h.byPath(tt.state).plan(tt.config).Diagnostics
			if warned := len(diags) == 1 && strings.HasPrefix(diags[0].Summary, "Missing permissions for graph resource"); warned != tt.warns || !warned && len(diags) > 0 {
				t.Errorf("said %s", said(diags))
			}
		})
	}
}
