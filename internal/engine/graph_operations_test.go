// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

const (
	firstBoat  = `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","size":1}}`
	boatShown  = `{"@odata.context":"c","id":"b1","name":"a","size":1,"colour":"red","createdDateTime":"2026-01-01T00:00:00Z"}`
	absentBody = `{"error":{"code":"Request_ResourceNotFound","message":"Resource does not exist."}}`
)

// TestLifeByPath: an object that no definition knows is made, read, changed and removed.
func TestLifeByPath(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/boats": {{201, boatShown}}, "PATCH /v1.0/boats/b1": {{204, ""}}, "DELETE /v1.0/boats/b1": {{204, ""}},
		"GET /v1.0/boats/b1": {{200, boatShown}, {200, strings.Replace(boatShown, `"a"`, `"b"`, 1)}, {404, absentBody}},
	})
	b := h.byPath("")
	mentions(t, b.apply(`{"path":"/boats","body":{"name":"a","size":1},"read_query":{"$expand":"crew"},"timeouts":{"read":"1m"}}`))
	const rest = `"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","read_query":{"$expand":"crew"}`
	b.shows(`{` + rest + `,"body":{"name":"a","size":1},"timeouts":{"create":null,"delete":null,"read":"1m","update":null}}`)
	if !b.isJustWritten() || b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{"/boats/b1", "t1"} || b.noted(secretKey) != "" {
		t.Errorf("after the creation %s, in tenant %s, of %v", b.noted(writtenKey), b.noted(tenantKey), b.identified())
	}
	if diff := cmp.Diff(value.Memory{Written: []string{"name", "size"}}, b.memory()); diff != "" {
		t.Errorf("known after the creation (-want +got):\n%s", diff)
	}
	mentions(t, b.refresh())
	if h.queries[1].Get("$expand") != "crew" || h.queries[1].Get("$select") != "id,name,size" {
		t.Errorf("it is read with %v", h.queries[1])
	}
	b.note(writtenKey, `"2020-01-01T00:00:00Z"`)
	mentions(t, b.apply(`{"path":"/boats","body":{"name":"b","size":1},"read_query":{"$expand":"crew"}}`))
	b.shows(`{` + rest + `,"body":{"name":"b","size":1}}`)
	if !b.isJustWritten() {
		t.Errorf("after the change %s", b.noted(writtenKey))
	}
	mentions(t, b.apply(""))
	if b.values() != nil {
		t.Errorf("after its removal it is %v", b.values())
	}
	h.sent(`POST /v1.0/boats {"name":"a","size":1}`, `PATCH /v1.0/boats/b1 {"name":"b"}`)
	if !slices.Contains(h.requests(), "DELETE /v1.0/boats/b1") {
		t.Errorf("the requests are %v", h.requests())
	}
}

// TestWhatIsSentByPath: where an object is made, changed and removed, and what the requests
// hold.
func TestWhatIsSentByPath(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state, config string
		answers       map[string][]answer
		want          []string
		// shows is the state then, and has the identity.
		shows, has string
		// says is what is said of an object that is there already.
		says []string
	}{
		"below another object": {
			"", `{"path":"/teams/t%2F1/channels","body":{"displayName":"c"}}`,
			map[string][]answer{"POST /v1.0/teams/t/1/channels": {{201, `{"id":"c1","displayName":"c"}`}}},
			[]string{`POST /v1.0/teams/t/1/channels {"displayName":"c"}`},
			`{"id":"c1","path":"/teams/t%2F1/channels","api_version":"v1.0","method":"PATCH","body":{"displayName":"c"}}`, "/teams/t%2F1/channels/c1", nil,
		},
		"in beta": {
			"", `{"path":"/boats","api_version":"beta","body":{"name":"a"}}`,
			map[string][]answer{"POST /beta/boats": {{201, boatShown}}},
			[]string{`POST /beta/boats {"name":"a"}`},
			`{"id":"b1","path":"/boats","api_version":"beta","method":"PATCH","body":{"name":"a"}}`, "beta:/boats/b1", nil,
		},
		"with what is not stored": {
			"", `{"path":"/boats","body":{"name":"a","engine":{"power":1}},"body_write_only":{"engine":{"key":"k"},"pin":"p"}}`,
			map[string][]answer{"POST /v1.0/boats": {{201, `{"id":"b1","name":"a","engine":{"power":1}}`}}},
			[]string{`POST /v1.0/boats {"engine":{"key":"k","power":1},"name":"a","pin":"p"}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","engine":{"power":1}}}`, "/boats/b1", nil,
		},
		"with a name of its type": {
			"", `{"path":"/boats","body":{"@odata.type":"#microsoft.graph.sailingBoat","name":"a"}}`,
			map[string][]answer{"POST /v1.0/boats": {{201, boatShown}}},
			[]string{`POST /v1.0/boats {"@odata.type":"#microsoft.graph.sailingBoat","name":"a"}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"@odata.type":"#microsoft.graph.sailingBoat","name":"a"}}`, "/boats/b1", nil,
		},
		"which Graph writes otherwise": {
			"", `{"path":"/boats","body":{"name":"a"}}`,
			map[string][]answer{"POST /v1.0/boats": {{201, `{"id":"b1","name":"A."}`}}, "GET /v1.0/boats/b1": {{200, `{"id":"b1","name":"A."}`}}},
			[]string{`POST /v1.0/boats {"name":"a"}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a"}}`, "/boats/b1", nil,
		},
		"by an id that is chosen": {
			"", `{"path":"/boats","body":{"id":"b1","name":"a"}}`,
			map[string][]answer{"GET /v1.0/boats/b1": {{404, absentBody}, {200, boatShown}}, "POST /v1.0/boats": {{201, boatShown}}},
			[]string{`POST /v1.0/boats {"id":"b1","name":"a"}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"id":"b1","name":"a"}}`, "/boats/b1", nil,
		},
		"there already": {
			"", `{"path":"/groups/g%2F1","body":{"displayName":"b"}}`,
			map[string][]answer{"GET /v1.0/groups/g/1": {{200, `{"id":"g/1","displayName":"a"}`}, {200, `{"id":"g/1","displayName":"b"}`}}, "PATCH /v1.0/groups/g/1": {{204, ""}}},
			[]string{`PATCH /v1.0/groups/g/1 {"displayName":"b"}`},
			`{"id":"g/1","path":"/groups/g%2F1","api_version":"v1.0","method":"PATCH","body":{"displayName":"b"}}`, "/groups/g%2F1",
			[]string{`The graph resource "b" was there before`, "These arguments had other values: displayName."},
		},
		"of which there is one": {
			"", `{"path":"/policies/authorizationPolicy","body":{"description":"b"}}`,
			map[string][]answer{"GET /v1.0/policies/authorizationPolicy": {{200, `{"id":"x","description":"a"}`}, {200, `{"id":"x","description":"b"}`}}, "PATCH /v1.0/policies/authorizationPolicy": {{204, ""}}},
			[]string{`PATCH /v1.0/policies/authorizationPolicy {"description":"b"}`},
			`{"id":"authorizationPolicy","path":"/policies/authorizationPolicy","api_version":"v1.0","method":"PATCH","body":{"description":"b"}}`, "/policies/authorizationPolicy", nil,
		},
		"a reference": {
			"", `{"path":"/groups/g1/members/$ref","body":{"@odata.id":"https://graph.microsoft.com/v1.0/users/u1"}}`,
			map[string][]answer{"POST /v1.0/groups/g1/members/$ref": {{204, ""}}, "GET /v1.0/groups/g1/members": {{200, `{"value":[]}`}, {200, `{"value":[{"id":"u1"}]}`}}},
			[]string{`POST /v1.0/groups/g1/members/$ref {"@odata.id":"URL/v1.0/users/u1"}`},
			`{"id":"u1","path":"/groups/g1/members/$ref","api_version":"v1.0","method":"PATCH","body":{"@odata.id":"https://graph.microsoft.com/v1.0/users/u1"}}`, "/groups/g1/members/u1/$ref", nil,
		},
		"a reference of which nothing is shown": {
			"", `{"path":"/groups/g1/members/$ref","body":{"@odata.id":"/users/u1"},"response_export_values":{"n":"displayName"}}`,
			map[string][]answer{"POST /v1.0/groups/g1/members/$ref": {{204, ""}}, "GET /v1.0/groups/g1/members": {{200, `{"value":[]}`}, {200, `{"value":[{"id":"u1"}]}`}}},
			[]string{`POST /v1.0/groups/g1/members/$ref {"@odata.id":"URL/v1.0/users/u1"}`},
			`{"id":"u1","path":"/groups/g1/members/$ref","api_version":"v1.0","method":"PATCH","body":{"@odata.id":"/users/u1"},"response_export_values":{"n":"displayName"}}`, "/groups/g1/members/u1/$ref", nil,
		},
		"changed as a whole": {
			strings.Replace(firstBoat, "PATCH", "PUT", 1), `{"path":"/boats","method":"PUT","body":{"name":"b","size":1}}`,
			map[string][]answer{"PUT /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, strings.Replace(boatShown, `"a"`, `"b"`, 1)}}},
			[]string{`PUT /v1.0/boats/b1 {"name":"b","size":1}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PUT","body":{"name":"b","size":1}}`, "/boats/b1", nil,
		},
		"without a member that is ours": {
			firstBoat, `{"path":"/boats","body":{"name":"a"}}`,
			map[string][]answer{"PATCH /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, `{"id":"b1","name":"a","size":null}`}}},
			[]string{`PATCH /v1.0/boats/b1 {"size":null}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a"}}`, "/boats/b1", nil,
		},
		"with null": {
			firstBoat, `{"path":"/boats","body":{"name":"a","size":null}}`,
			map[string][]answer{"PATCH /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, `{"id":"b1","name":"a","size":null}`}}},
			[]string{`PATCH /v1.0/boats/b1 {"size":null}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","size":null}}`, "/boats/b1", nil,
		},
		"with one member more": {
			firstBoat, `{"path":"/boats","body":{"name":"a","size":1,"flag":"CH"}}`,
			map[string][]answer{"PATCH /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, `{"id":"b1","name":"a","size":1,"flag":"CH"}`}}},
			[]string{`PATCH /v1.0/boats/b1 {"flag":"CH"}`},
			`{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","size":1,"flag":"CH"}}`, "/boats/b1", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, tt.answers).byPath(tt.state)
			if tt.state != "" {
				b.note(memoryKey, `{"written":["name","size"]}`)
			}
			mentions(t, b.apply(tt.config), tt.says...)
			if taken := b.noted(takenKey) != ""; taken != (len(tt.says) > 0) {
				t.Errorf("it is noted as taken: %t", taken)
			}
			for i, want := range tt.want {
				tt.want[i] = strings.ReplaceAll(want, "URL", b.url)
			}
			b.sent(tt.want...)
			b.shows(tt.shows)
			if b.identified() != [2]string{tt.has, "t1"} {
				t.Errorf("the identity is %v, want %s", b.identified(), tt.has)
			}
		})
	}
}

// TestReadsByPath: what was found of what is written stands in the body, and the rest does
// not.
func TestReadsByPath(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state, path, shown string
		want               string
	}{
		"as it was":                     {firstBoat, "/v1.0/boats/b1", boatShown, firstBoat},
		"another value":                 {firstBoat, "/v1.0/boats/b1", `{"id":"b1","name":"theirs","size":2}`, `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"theirs","size":2}}`},
		"a value that is gone":          {firstBoat, "/v1.0/boats/b1", `{"id":"b1","name":"a"}`, `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","size":null}}`},
		"nothing is written":            {`{"id":"b1","path":"/boats"}`, "/v1.0/boats/b1", boatShown, `{"id":"b1","path":"/boats"}`},
		"the version in the state":      {`{"id":"b1","path":"/boats","api_version":"beta","body":{"name":"x"}}`, "/beta/boats/b1", boatShown, `{"id":"b1","path":"/boats","api_version":"beta","body":{"name":"a"}}`},
		"what is not compared":          {`{"id":"b1","path":"/boats","body":{"@odata.type":"#microsoft.graph.boat","crew@odata.bind":["x"],"name":"x"}}`, "/v1.0/boats/b1", boatShown, `{"id":"b1","path":"/boats","body":{"@odata.type":"#microsoft.graph.boat","crew@odata.bind":["x"],"name":"a"}}`},
		"an id that is written":         {`{"id":"b1","path":"/boats","body":{"id":"b1","name":"x"}}`, "/v1.0/boats/b1", boatShown, `{"id":"b1","path":"/boats","body":{"id":"b1","name":"a"}}`},
		"below another object":          {`{"id":"c1","path":"/teams/t1/channels","body":{"displayName":"x"}}`, "/v1.0/teams/t1/channels/c1", `{"id":"c1","displayName":"c"}`, `{"id":"c1","path":"/teams/t1/channels","body":{"displayName":"c"}}`},
		"an id with a slash":            {`{"id":"c/1","path":"/teams/t1/channels","body":{"displayName":"x"}}`, "/v1.0/teams/t1/channels/c/1", `{"id":"c/1","displayName":"c"}`, `{"id":"c/1","path":"/teams/t1/channels","body":{"displayName":"c"}}`},
		"by both ids":                   {`{"id":"c1","path":"/teams/t1/channels/c1","body":{"id":"c1","displayName":"x"}}`, "/v1.0/teams/t1/channels/c1", `{"id":"c1","displayName":"c"}`, `{"id":"c1","path":"/teams/t1/channels/c1","body":{"id":"c1","displayName":"c"}}`},
		"by the id in the path":         {`{"id":"g1","path":"/groups/g1","body":{"displayName":"x"}}`, "/v1.0/groups/g1", `{"id":"g1","displayName":"a"}`, `{"id":"g1","path":"/groups/g1","body":{"displayName":"a"}}`},
		"of which there is one":         {`{"id":"authorizationPolicy","path":"/policies/authorizationPolicy","body":{"description":"x"}}`, "/v1.0/policies/authorizationPolicy", `{"id":"p","description":"a"}`, `{"id":"authorizationPolicy","path":"/policies/authorizationPolicy","body":{"description":"a"}}`},
		"what is shown":                 {`{"id":"b1","path":"/boats","body":{"name":"a"},"response_export_values":{"is":"colour","was":"past","etag":"\"@odata.context\""},"output":{"is":"blue"}}`, "/v1.0/boats/b1", boatShown, `{"id":"b1","path":"/boats","body":{"name":"a"},"response_export_values":{"is":"colour","was":"past","etag":"\"@odata.context\""},"output":{"is":"red","was":null,"etag":"c"}}`},
		"what is shown no more":         {`{"id":"b1","path":"/boats","body":{"name":"a"},"output":{"is":"blue"}}`, "/v1.0/boats/b1", boatShown, `{"id":"b1","path":"/boats","body":{"name":"a"}}`},
		"an object in another notation": {`{"id":"b1","path":"/boats","body":{"size":"1","crew":{"n":1}}}`, "/v1.0/boats/b1", `{"id":"b1","size":1,"crew":{"n":1,"more":2}}`, `{"id":"b1","path":"/boats","body":{"size":"1","crew":{"n":1}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"GET " + tt.path: {{200, tt.shown}}}).byPath(tt.state)
			mentions(t, b.refresh())
			b.shows(tt.want)
			if b.noted(tenantKey) != `"t1"` || b.identified()[1] != "t1" {
				t.Errorf("in tenant %s, of %v", b.noted(tenantKey), b.identified())
			}
		})
	}
}

// TestReadsByPathThatFail say why, and leave the state as it was.
func TestReadsByPathThatFail(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state, tenant string
		answer        answer
		// at is the attribute, "" for none.
		at   string
		says []string
	}{
		"refused":            {`{"id":"b1","path":"/boats","body":{"name":"a"},"response_export_values":{"is":"colour"},"output":{"is":"red"}}`, "", answer{403, denied}, "", []string{"Cannot read", "Authorization_RequestDenied"}},
		"of another tenant":  {firstBoat, "t2", answer{200, boatShown}, "", []string{"is in another tenant", "tenant t2"}},
		"with a wrong path":  {`{"id":"b1","path":"boats"}`, "", answer{200, boatShown}, argPath, []string{"Invalid path", "The path must begin with a slash, below the version: \"/groups\"."}},
		"with a wrong value": {`{"id":"b1","path":"/boats","response_export_values":{"a":"["}}`, "", answer{200, boatShown}, argExports, []string{"Invalid path of a value", `"[" is no path of names`}},
		"that cannot be made": {
			`{"id":"b1","path":"/boats","body":{"timeouts":"x"}}`, "",
			answer{200, boatShown},
			"",
			[]string{"Cannot make an object of the body", "another attribute is called timeouts in Terraform", "\n\nThis is a bug of the provider; please report it."},
		},
		"an import with a wrong path": {`{"id":"b1","path":"boats"}`, "", answer{200, boatShown}, argPath, []string{"Invalid path"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"GET /v1.0/boats/b1": {tt.answer}}).byPath(tt.state)
			if strings.Contains(name, "import") {
				b.note(importedKey, "true")
			}
			if tt.tenant != "" {
				b.note(tenantKey, `"`+tt.tenant+`"`)
			}
			diags := b.refresh()
			mentions(t, diags, tt.says...)
			if len(diags) != 1 || !failed(diags) || at(diags[0]) != tt.at {
				t.Errorf("said %s", said(diags))
			}
			b.shows(tt.state)
			if asked := len(b.requests()) > 0; asked != (tt.answer.status == 403) {
				t.Errorf("the requests are %v", b.requests())
			}
			if name == "refused" && b.noted(tenantKey) != `"t1"` {
				t.Errorf("the tenant is noted as %s", b.noted(tenantKey))
			}
		})
	}
}

// at is the argument that a diagnostic is on, or "".
func at(d *tfprotov6.Diagnostic) string {
	if d.Attribute == nil || len(d.Attribute.Steps()) == 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(d.Attribute.String(), `AttributeName("`), `")`)
}

// TestReadsByPathForgetWhatIsGone, and so does a change of the tenant's.
func TestReadsByPathForgetWhatIsGone(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"GET /v1.0/boats/b1": {{404, absentBody}}}).byPath(firstBoat)
	mentions(t, b.refresh())
	if b.values() != nil {
		t.Errorf("the state is %v", b.values())
	}
	if b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{"/boats/b1", "t1"} {
		t.Errorf("in tenant %s, of %v", b.noted(tenantKey), b.identified())
	}
}

// TestReadsByPathAfterAWrite look again while a replica is behind.
func TestReadsByPathAfterAWrite(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"GET /v1.0/boats/b1": {{404, absentBody}, {200, boatShown}}}).byPath(firstBoat)
	b.note(writtenKey, justNow())
	mentions(t, b.refresh())
	b.shows(firstBoat)
	if noted := b.noted(writtenKey); noted != "" {
		t.Errorf("what a read has shown is noted as written %s", noted)
	}
}

// TestAnIdentityByPathMayChange: after a move, OpenTofu tells that of the typed resource.
func TestAnIdentityByPathMayChange(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"GET /v1.0/boats/b1": {{200, boatShown}}}).byPath(firstBoat)
	b.identity = b.identityOf("b1", "t1")
	mentions(t, b.refresh())
	if b.identified() != [2]string{"/boats/b1", "t1"} {
		t.Errorf("it is %v", b.identified())
	}
}

// TestRemovalsByPath: what Graph refuses, and what is not ours to remove, stays.
func TestRemovalsByPath(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state, key, noted string
		answers           map[string][]answer
		says              []string
		fails             bool
		asks              int
	}{
		"gone already":          {firstBoat, "", "", map[string][]answer{"DELETE /v1.0/boats/b1": {{404, absentBody}}}, nil, false, 1},
		"refused":               {firstBoat, "", "", map[string][]answer{"DELETE /v1.0/boats/b1": {{403, denied}}}, []string{"Cannot delete", "Authorization_RequestDenied"}, true, 1},
		"there before":          {firstBoat, takenKey, "true", nil, []string{"The graph resource b1 stays in the tenant", "It was there when Terraform was told of it"}, false, 0},
		"of another tenant":     {firstBoat, tenantKey, `"t2"`, nil, []string{"is in another tenant"}, true, 0},
		"used by another":       {firstBoat, "", "", map[string][]answer{"DELETE /v1.0/boats/b1": {{409, `{"error":{"code":"Conflict","message":"It is in use."}}`}}}, []string{"Cannot delete", "It is in use."}, true, 1},
		"of which there is one": {`{"id":"authorizationPolicy","path":"/policies/authorizationPolicy"}`, "", "", nil, []string{"stays as it is", "Every tenant has it"}, false, 0},
		"with a wrong path":     {`{"id":"b1","path":"boats"}`, "", "", nil, []string{"Invalid path"}, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, tt.answers).byPath(tt.state)
			if tt.key != "" {
				b.note(tt.key, tt.noted)
			}
			diags := b.remove()
			mentions(t, diags, tt.says...)
			if failed(diags) != tt.fails || b.values() == nil == tt.fails {
				t.Errorf("said %s\nthe state is %v", said(diags), b.values())
			}
			if n := len(b.requests()); n != tt.asks {
				t.Errorf("the requests are %v", b.requests())
			}
		})
	}
}

// TestChangesByPathThatFail keep the state, and know what may have been written.
func TestChangesByPathThatFail(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"PATCH /v1.0/boats/b1": {{403, denied}}}).byPath(firstBoat)
	b.note(memoryKey, `{"written":["name"]}`)
	diags := b.apply(`{"path":"/boats","body":{"name":"b","size":1,"flag":"CH"},"body_write_only":{"pin":"1"}}`)
	if !failed(diags) {
		t.Errorf("said %s", said(diags))
	}
	mentions(t, diags, "Cannot update graph resource", "Authorization_RequestDenied")
	b.shows(firstBoat)
	if diff := cmp.Diff([]string{"flag", "name", "size"}, b.memory().Written); diff != "" {
		t.Errorf("known afterwards (-want +got):\n%s", diff)
	}
	if !b.isJustWritten() || b.noted(secretKey) != "" {
		t.Errorf("written %s, and of what is not stored %s", b.noted(writtenKey), b.noted(secretKey))
	}
}

// TestCreationsByPathThatFail leave nothing, or the object with its id.
func TestCreationsByPathThatFail(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answers map[string][]answer
		id      any
		says    []string
	}{
		"refused":         {map[string][]answer{"POST /v1.0/boats": {{403, denied}}}, nil, []string{"Cannot create graph resource", "Authorization_RequestDenied"}},
		"made and hidden": {map[string][]answer{"POST /v1.0/boats": {{201, `{"id":"b1"}`}}, "GET /v1.0/boats/b1": {{403, denied}}}, "b1", []string{"Cannot read graph resource", "after creating it"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, tt.answers).byPath("")
			diags := b.apply(`{"path":"/boats","body":{"name":"a"},"body_write_only":{"pin":"1"},"response_export_values":{"colour":"colour"}}`)
			mentions(t, diags, tt.says...)
			if !failed(diags) || b.values()["id"] != tt.id || (b.noted(secretKey) != "") != (tt.id != nil) || b.hasIdentity() != (tt.id != nil) {
				t.Errorf("said %s\nthe state is %v", said(diags), b.values())
			}
		})
	}
}

// TestImportsByPath: the body is all that somebody could have written of what Graph shows.
func TestImportsByPath(t *testing.T) {
	t.Parallel()
	const guid = "9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f"
	for name, tt := range map[string]struct {
		id      string
		answers map[string][]answer
		want    string
		foreign []string
	}{
		"an object": {
			"/groups/g%2F1",
			map[string][]answer{"GET /v1.0/groups/g/1": {{200, `{"@odata.context":"c","id":"g/1","displayName":"a","createdDateTime":"2026-01-01T00:00:00Z","description":null,"visibility":"Private"}`}}},
			`{"id":"g/1","path":"/groups","api_version":"v1.0","method":"PATCH","body":{"displayName":"a","visibility":"Private"}}`,
			[]string{"displayName", "visibility"},
		},
		"in beta": {
			"beta:/boats/" + guid,
			map[string][]answer{"GET /beta/boats/" + guid: {{200, `{"id":"` + guid + `","name":"a"}`}}},
			`{"id":"` + guid + `","path":"/boats","api_version":"beta","method":"PATCH","body":{"name":"a"}}`,
			[]string{"name"},
		},
		"of which there is one": {
			"/policies/authorizationPolicy",
			map[string][]answer{"GET /v1.0/policies/authorizationPolicy": {{200, `{"id":"x","description":"d"}`}}},
			`{"id":"authorizationPolicy","path":"/policies/authorizationPolicy","api_version":"v1.0","method":"PATCH","body":{"description":"d"}}`,
			[]string{"description"},
		},
		"a reference": {
			"/groups/g1/members/u1/$ref",
			map[string][]answer{"GET /v1.0/groups/g1/members": {{200, `{"value":[{"id":"u1"}]}`}}},
			`{"id":"u1","path":"/groups/g1/members/$ref","api_version":"v1.0","method":"PATCH","body":{"@odata.id":"/directoryObjects/u1"}}`,
			[]string{"@odata.id"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, tt.answers).byPath("")
			mentions(t, b.imports(tt.id))
			b.shows(tt.want)
			if b.noted(importedKey) != "" || b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{tt.id, "t1"} {
				t.Errorf("imported is %s, in tenant %s, of %v", b.noted(importedKey), b.noted(tenantKey), b.identified())
			}
			if diff := cmp.Diff(value.Memory{Foreign: tt.foreign}, b.memory()); diff != "" {
				t.Errorf("known afterwards (-want +got):\n%s", diff)
			}
		})
	}
}

// TestIdentitiesByPathOfAnotherTenant: the object is neither read nor changed nor removed.
func TestIdentitiesByPathOfAnotherTenant(t *testing.T) {
	t.Parallel()
	for name, operate := range map[string]func(*block) []*tfprotov6.Diagnostic{
		"read":    (*block).refresh,
		"removal": (*block).remove,
		"plan": func(b *block) []*tfprotov6.Diagnostic {
			return b.plan(`{"path":"/boats","body":{"name":"b","size":1}}`).Diagnostics
		},
		"change": func(b *block) []*tfprotov6.Diagnostic {
			plan := b.plan(`{"path":"/boats","body":{"name":"b","size":1}}`)
			b.identity = b.identityOf("/boats/b1", "t2")
			return b.execute(`{"path":"/boats","body":{"name":"b","size":1}}`, plan)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil).byPath(firstBoat)
			if name != "change" {
				b.identity = b.identityOf("/boats/b1", "t2")
			}
			diags := operate(b)
			mentions(t, diags, "is in another tenant", "tenant t2")
			if len(diags) != 1 || len(b.requests()) > 0 {
				t.Errorf("asked %v, said %s", b.requests(), said(diags))
			}
			b.shows(firstBoat)
		})
	}
}

// hasIdentity tells whether there is an identity that is not null.
func (b *block) hasIdentity() bool {
	b.t.Helper()
	if b.identity == nil || b.identity.IdentityData == nil {
		return false
	}
	v, err := b.identity.IdentityData.Unmarshal(identitySchema().ValueType())
	if err != nil {
		b.t.Fatal(err)
	}
	return !v.IsNull()
}

// TestCreationsByPathBelowAnotherObject that fail are of an object without an id.
func TestCreationsByPathBelowAnotherObject(t *testing.T) {
	t.Parallel()
	diags := serve(t, map[string][]answer{"POST /v1.0/teams/t1/channels": {{403, denied}}}).byPath("").apply(`{"path":"/teams/t1/channels","body":{"description":"a"}}`)
	if len(diags) != 1 || diags[0].Summary != "Cannot create graph resource" {
		t.Errorf("said %s", said(diags))
	}
}

// TestAppliesByPathOfWhatIsNoObject, which a plan has not seen yet.
func TestAppliesByPathOfWhatIsNoObject(t *testing.T) {
	t.Parallel()
	for _, state := range []string{"", firstBoat} {
		b := serve(t, nil).byPath(state)
		const config = `{"path":"boats","api_version":"v1.0","method":"PATCH"}`
		b.identity = b.identityOf("/boats/b1", "t1")
		diags := b.execute(config, &tfprotov6.PlanResourceChangeResponse{PlannedState: b.dynamic(b.encode(strings.Replace(config, "{", `{"id":"b1",`, 1)))})
		if len(diags) != 1 || diags[0].Summary != "Invalid path" || len(b.requests()) > 0 {
			t.Errorf("asked %v, said %s", b.requests(), said(diags))
		}
	}
}

// TestOperationsByPathWithoutAProvider say so, and do nothing.
func TestOperationsByPathWithoutAProvider(t *testing.T) {
	t.Parallel()
	g := &graphResource{}
	var (
		created  resource.CreateResponse
		read     resource.ReadResponse
		updated  resource.UpdateResponse
		deleted  resource.DeleteResponse
		imported resource.ImportStateResponse
	)
	g.Create(t.Context(), resource.CreateRequest{}, &created)
	g.Read(t.Context(), resource.ReadRequest{}, &read)
	g.Update(t.Context(), resource.UpdateRequest{}, &updated)
	g.Delete(t.Context(), resource.DeleteRequest{}, &deleted)
	g.ImportState(t.Context(), resource.ImportStateRequest{}, &imported)
	for name, diags := range map[string]diag.Diagnostics{"creation": created.Diagnostics, "read": read.Diagnostics, "change": updated.Diagnostics, "removal": deleted.Diagnostics, "import": imported.Diagnostics} {
		if len(diags) != 1 || diags[0].Summary() != "Provider not configured" {
			t.Errorf("the %s says %v", name, diags)
		}
	}
}
