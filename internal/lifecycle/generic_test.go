// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestGenericLife takes objects that no definition describes, and some that one does,
// through their lives by path and body.
func TestGenericLife(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		path, extra string
		body        string
		// changed is another body, and drift what somebody else writes.
		changed, drift string
		// without lacks a member of the first body.
		without string
	}{
		"a group": {
			path: "/groups", body: `{"displayName":"a","mailEnabled":false,"mailNickname":"a","securityEnabled":true,"description":"one"}`,
			changed: `{"displayName":"b","mailEnabled":false,"mailNickname":"a","securityEnabled":true,"description":"one"}`,
			drift:   `{"description":"theirs"}`, without: `{"displayName":"b","mailEnabled":false,"mailNickname":"a","securityEnabled":true}`,
		},
		"a named location of one of several types": {
			path:    "/identity/conditionalAccess/namedLocations",
			body:    `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ","isTrusted":true,"ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"203.0.113.0/24"}]}`,
			changed: `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ","isTrusted":false,"ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"203.0.113.0/25"}]}`,
			drift:   `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"theirs"}`,
		},
		"an application in beta": {
			path: "/applications", extra: `"api_version":"beta",`,
			body:    `{"displayName":"a","tags":["x","y"],"web":{"redirectUris":["https://a.example"],"implicitGrantSettings":{"enableIdTokenIssuance":true}}}`,
			changed: `{"displayName":"a","tags":["x"],"web":{"redirectUris":["https://a.example","https://b.example"],"implicitGrantSettings":{"enableIdTokenIssuance":false}}}`,
			drift:   `{"tags":["theirs"]}`, without: `{"displayName":"a","web":{"redirectUris":["https://a.example"]}}`,
		},
		"an administrative unit": {
			path: "/directory/administrativeUnits", body: `{"displayName":"a","description":"one","visibility":"HiddenMembership"}`,
			changed: `{"displayName":"b","description":"two","visibility":"HiddenMembership"}`, drift: `{"description":"theirs"}`, without: `{"displayName":"b","visibility":"HiddenMembership"}`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource("graph_resource")
			config := func(body string) string { return `{"path":"` + tt.path + `",` + tt.extra + `"body":` + body + `}` }
			version := "/v1.0"
			if tt.extra != "" {
				version = "/beta"
			}
			w.apply(r, config(tt.body))
			at := version + tt.path + "/" + r.ID()

			w.graph(http.MethodPatch, at, tt.drift)
			if run := w.start(); run.Refresh(t.Context(), r) == nil {
				if plan, _ := run.Plan(t.Context(), r); plan == nil || plan.Empty() {
					t.Error("the drift is not seen")
				}
			}
			w.apply(r, config(tt.body))
			w.apply(r, config(tt.changed))
			if tt.without != "" {
				w.apply(r, config(tt.without))
			}

			imported := w.resource("graph_resource")
			imported.Config = r.Config
			id := tt.path + "/" + r.ID()
			if tt.extra != "" {
				id = "beta:" + id
			}
			if diags := w.start().Import(t.Context(), imported, id); diags.HasError() {
				t.Fatal(diags)
			}
			w.settled(imported)
			byIdentity := w.resource("graph_resource")
			byIdentity.Config = r.Config
			if diags := w.start().ImportByIdentity(t.Context(), byIdentity, r.Identity); diags.HasError() {
				t.Fatal(diags)
			}
			w.settled(byIdentity)
			w.apply(imported, config(tt.body))

			w.destroy(imported)
			if _, err := w.Graph(t.Context(), http.MethodGet, at, ""); err == nil {
				t.Error("the object is there after its removal")
			}
		})
	}
}

// TestGenericRemovedMember: what we wrote is taken back with it, and what others have
// written is not.
func TestGenericRemovedMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	const bare = `{"path":"/applications","body":{"displayName":"a"}}`
	w.apply(r, `{"path":"/applications","body":{"displayName":"a","notes":"ours","web":{"homePageUrl":"https://a.example","logoutUrl":"https://a.example/out"}}}`)
	w.graph(http.MethodPatch, "/v1.0/applications/"+r.ID(), `{"description":"theirs"}`)
	w.apply(r, `{"path":"/applications","body":{"displayName":"a","notes":"ours","web":{"homePageUrl":"https://a.example"}}}`)
	app := w.graph(http.MethodGet, "/v1.0/applications/"+r.ID(), "")
	if web := app["web"].(map[string]any); web["logoutUrl"] != nil || web["homePageUrl"] != "https://a.example" {
		t.Errorf("web is %v", web)
	}
	w.apply(r, bare)
	app = w.graph(http.MethodGet, "/v1.0/applications/"+r.ID(), "")
	if app["notes"] != nil || app["description"] != "theirs" {
		t.Errorf("notes are %v, the description is %v", app["notes"], app["description"])
	}

	imported := w.resource("graph_resource")
	w.configure(imported, bare)
	if diags := w.start().Import(t.Context(), imported, "/applications/"+r.ID()); diags.HasError() {
		t.Fatal(diags)
	}
	w.settled(imported)
	w.apply(imported, `{"path":"/applications","body":{"displayName":"b"}}`)
	if app = w.graph(http.MethodGet, "/v1.0/applications/"+r.ID(), ""); app["description"] != "theirs" {
		t.Errorf("the description is %v", app["description"])
	}
}

// TestGenericOutput: what is named is shown, and kept current.
func TestGenericOutput(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	const config = `{"path":"/applications","body":{"displayName":"a","appRoles":[{"id":"6d1ae9a1-5a7e-4d3c-9e0b-0f5b4b8f8a11","value":"r","displayName":"r","description":"r","allowedMemberTypes":["User"],"isEnabled":true}]},
		"response_export_values":{"client":"appId","roles":"appRoles[*].value","audience":"signInAudience","none":"notes"}}`
	w.apply(r, config)
	app := w.graph(http.MethodGet, "/v1.0/applications/"+r.ID(), "")
	want := map[string]any{"client": app["appId"], "roles": []any{"r"}, "audience": app["signInAudience"], "none": nil}
	if diff := cmp.Diff(want, r.Attributes()["output"]); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
	w.graph(http.MethodPatch, "/v1.0/applications/"+r.ID(), `{"notes":"theirs"}`)
	w.plan(r)
	if output := r.Attributes()["output"].(map[string]any); output["none"] != "theirs" {
		t.Errorf("after a refresh the output is %v", output)
	}
}

// TestGenericSecret: what is not stored is sent with the rest, sent again when it
// changes, and stands nowhere.
func TestGenericSecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	config := func(password string) string {
		return `{"path":"/users","body":{"displayName":"Ada","userPrincipalName":"ada@contoso.onmicrosoft.com","mailNickname":"ada","accountEnabled":true,"passwordProfile":{"forceChangePasswordNextSignIn":false}},
			"body_write_only":{"passwordProfile":{"password":"` + password + `"},"employeeId":"canary-id"}}`
	}
	w.apply(r, config("canary-First-1"))
	if user := w.graph(http.MethodGet, "/v1.0/users/"+r.ID()+"?$select=employeeId", ""); user["employeeId"] != "canary-id" {
		t.Errorf("the employee id is %v", user["employeeId"])
	}
	changes := &changesSent{next: w.Transport}
	w.configure(r, config("canary-Second-1"))
	for range 2 { // the second time there is nothing to do
		run, err := w.Start(t.Context(), changes)
		if err != nil {
			t.Fatal(err)
		}
		if diags, _ := run.Apply(t.Context(), r); diags.HasError() {
			t.Fatal(diags)
		}
	}
	if sent := changes.all(); len(sent) != 1 || !strings.Contains(sent[0], "canary-Second-1") {
		t.Errorf("sent: %d changes, the new password with one of them: %v", len(sent), len(sent) == 1)
	}
	run, err := w.Start(t.Context(), changes)
	if err != nil {
		t.Fatal(err)
	}
	w.configure(r, strings.Replace(config("canary-Second-1"), "Ada", "Ada Lovelace", 1))
	if diags, _ := run.Apply(t.Context(), r); diags.HasError() {
		t.Fatal(diags)
	}
	if sent := changes.all(); len(sent) != 2 || strings.Contains(sent[1], "canary") {
		t.Errorf("sent: %d changes, the last one with the password: %v", len(sent), len(sent) == 2)
	}
	state, err := json.Marshal(r.Attributes())
	if err != nil {
		t.Fatal(err)
	}
	if kept := string(state) + string(r.Private); strings.Contains(kept, "canary") {
		t.Errorf("the secret is kept: %s", kept)
	}
}

// TestGenericSecretThatIsNotKnown: what is not stored and not known when the plan is made,
// as a value of an ephemeral resource is, is planned as a change, and sent if it is one.
func TestGenericSecretThatIsNotKnown(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		given string
		sent  int
	}{"another": {"canary-2", 1}, "the same": {"canary-1", 0}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource("graph_resource")
			w.apply(r, `{"path":"/directory/administrativeUnits","body":{"displayName":"a"},"body_write_only":{"description":"canary-1"}}`)
			known := maps.Clone(r.Config)
			known["body_write_only"] = map[string]any{"description": tt.given}
			r.Config = maps.Clone(known)
			r.Config["body_write_only"] = terraform.Unknown{}
			changes := &changesSent{next: w.Transport}
			run, err := w.Start(t.Context(), changes)
			if err != nil {
				t.Fatal(err)
			}
			plan, diags := run.Plan(t.Context(), r)
			if diags.HasError() || plan.Empty() {
				t.Fatalf("the plan is empty, though nobody knows what will be sent: %s", diags)
			}
			r.Config = known
			if diags, _ := run.ApplyPlan(t.Context(), r, plan); diags.HasError() {
				t.Fatal(diags)
			}
			if sent := changes.all(); len(sent) != tt.sent {
				t.Errorf("%d changes were sent, want %d", len(sent), tt.sent)
			}
			w.settled(r)
		})
	}
}

// TestGenericReplacement: an object that Graph changes by PUT is sent whole, also what stays.
func TestGenericReplacement(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	config := func(name string) string {
		return `{"path":"/directory/administrativeUnits","method":"PUT","body":{"displayName":"` + name + `","description":"one"}}`
	}
	w.apply(r, config("a"))
	changes := &changesSent{next: w.Transport}
	run, err := w.Start(t.Context(), changes)
	if err != nil {
		t.Fatal(err)
	}
	w.configure(r, config("b"))
	_, _ = run.Apply(t.Context(), r) // units are changed by PATCH alone: what is asked of Graph counts here
	if sent := changes.all(); len(sent) != 1 || changes.methods[0] != http.MethodPut || !strings.Contains(sent[0], `"displayName":"b"`) || !strings.Contains(sent[0], `"description":"one"`) {
		t.Errorf("sent %v by %v", sent, changes.methods)
	}
}

// TestGenericSingle: an object of which there is one is changed, and stays.
func TestGenericSingle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/policies/authorizationPolicy"
	before := w.graph(http.MethodGet, "/v1.0"+path, "")
	r := w.resource("graph_resource")
	w.apply(r, `{"path":"/policies/authorizationPolicy","body":{"defaultUserRolePermissions":{"allowedToCreateApps":false}}}`)
	want := maps.Clone(before["defaultUserRolePermissions"].(map[string]any))
	want["allowedToCreateApps"] = false
	if diff := cmp.Diff(any(want), w.graph(http.MethodGet, "/v1.0"+path, "")["defaultUserRolePermissions"]); diff != "" {
		t.Errorf("the permissions (-want +got):\n%s", diff)
	}
	imported := w.resource("graph_resource")
	imported.Config = r.Config
	if diags := w.start().Import(t.Context(), imported, path); diags.HasError() {
		t.Fatal(diags)
	}
	w.settled(imported)
	empty := w.resource("graph_resource")
	for _, body := range []string{``, `,"body":{}`, ``} { // nothing is what nothing was
		w.apply(empty, `{"path":"/policies/authorizationPolicy"`+body+`}`)
	}
	if diags, _ := w.start().Destroy(t.Context(), r); diags.HasError() || !r.Gone() {
		t.Errorf("destroy: %s", diags)
	}
}

// TestGenericReference: a link is made, found missing, and removed.
func TestGenericReference(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	group := w.graph(http.MethodPost, "/v1.0/groups", `{"displayName":"g","mailEnabled":false,"mailNickname":"g","securityEnabled":true}`)["id"].(string)
	user := w.graph(http.MethodPost, "/v1.0/users", `{"userPrincipalName":"ada@contoso.onmicrosoft.com","displayName":"Ada","mailNickname":"ada","accountEnabled":true,"passwordProfile":{"password":"First-Pass-1"}}`)["id"].(string)
	r := w.resource("graph_resource")
	config := `{"path":"/groups/` + group + `/members/$ref","body":{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/` + user + `"}}`
	w.apply(r, config)
	if r.ID() != user {
		t.Errorf("the id is %s, want %s", r.ID(), user)
	}
	imported := w.resource("graph_resource")
	imported.Config = r.Config
	if diags := w.start().Import(t.Context(), imported, "/groups/"+group+"/members/"+user+"/$ref"); diags.HasError() {
		t.Fatal(diags)
	}
	w.settled(imported)
	other := w.graph(http.MethodPost, "/v1.0/groups", `{"displayName":"h","mailEnabled":false,"mailNickname":"h","securityEnabled":true}`)["id"].(string)
	w.apply(r, strings.Replace(config, user, other, 1))
	if members := w.graph(http.MethodGet, "/v1.0/groups/"+group+"/members", "")["value"].([]any); len(members) != 1 || members[0].(map[string]any)["id"] != other || r.ID() != other {
		t.Errorf("the members are %v, and the id is %s, want %s", members, r.ID(), other)
	}
	w.destroy(r)
	if members := w.graph(http.MethodGet, "/v1.0/groups/"+group+"/members", "")["value"].([]any); len(members) != 0 {
		t.Errorf("the group has %d members", len(members))
	}
	w.graph(http.MethodGet, "/v1.0/users/"+user, "") // the user is there
}

// TestGenericMember: an object that was there before is changed, and stays.
func TestGenericMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.graph(http.MethodPost, "/v1.0/applications", `{"displayName":"theirs","notes":"theirs"}`)["id"].(string)
	r := w.resource("graph_resource")
	w.apply(r, `{"path":"/applications/`+id+`","body":{"displayName":"ours"}}`)
	if app := w.graph(http.MethodGet, "/v1.0/applications/"+id, ""); app["displayName"] != "ours" || app["notes"] != "theirs" {
		t.Errorf("the application is %v", app)
	}
	if diags, _ := w.start().Destroy(t.Context(), r); diags.HasError() || len(diags) == 0 {
		t.Errorf("a destroy says %s; want a warning", diags)
	}
	w.graph(http.MethodGet, "/v1.0/applications/"+id, "")
}

// TestGenericConfigurationIsChecked tells what is wrong before anything is sent.
func TestGenericConfigurationIsChecked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		config, says string
		warns        bool
	}{
		"a path without a slash":      {`{"path":"groups"}`, "must begin with a slash", false},
		"a path with a query":         {`{"path":"/groups?$top=1"}`, "no query", false},
		"a path with a version":       {`{"path":"/v1.0/groups"}`, "below the version", false},
		"the path of an action":       {`{"path":"/users/1/revokeSignInSessions"}`, "microsoft365_graph_action", false},
		"a path that leads upwards":   {`{"path":"/groups/../users"}`, "upwards", false},
		"an unknown path":             {`{"path":"/nothing"}`, "does not know /nothing", true},
		"an unknown property":         {`{"path":"/groups","body":{"display_name":"a"}}`, "Did you mean displayName", true},
		"an unknown word":             {`{"path":"/identity/conditionalAccess/policies","body":{"state":"on"}}`, "enabledForReportingButNotEnforced", true},
		"a type of another object":    {`{"path":"/identity/conditionalAccess/namedLocations","body":{"@odata.type":"#microsoft.graph.group"}}`, "is no microsoft.graph.namedLocation", false},
		"a body that is no object":    {`{"path":"/groups","body":["a"]}`, "must be an object", false},
		"a reference to nothing":      {`{"path":"/groups/1/members/$ref","body":{}}`, "@odata.id", false},
		"a path of a value":           {`{"path":"/groups","response_export_values":{"a":"b..c"}}`, "is no path of names", false},
		"a method that is not there":  {`{"path":"/groups","method":"POST"}`, "PUT", false},
		"a version that is not there": {`{"path":"/groups","api_version":"v2"}`, "v1.0", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource("graph_resource")
			w.configure(r, tt.config)
			diags := w.start().Validate(t.Context(), r)
			if !strings.Contains(diags.String(), tt.says) || diags.HasError() == tt.warns {
				t.Errorf("got %s; want %q", diags, tt.says)
			}
		})
	}
}

// TestGenericTellsOfTyped names the resource for the same objects.
func TestGenericTellsOfTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for body, want := range map[string]string{
		`{"path":"/groups","body":{"displayName":"a"}}`:                                    "microsoft365_group ",
		`{"path":"/identity/conditionalAccess/namedLocations","body":{"displayName":"a"}}`: "microsoft365_named_location ",
		`{"path":"/groups/1/conversations","body":{"topic":"a"}}`:                          "",
	} {
		r := w.resource("graph_resource")
		w.configure(r, body)
		_, diags := w.start().Plan(t.Context(), r)
		if got := diags.String(); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %s", body, got)
		}
	}
}

// changesSent keeps the bodies of requests that change something.
type changesSent struct {
	next   http.RoundTripper
	mu     sync.Mutex
	bodies []string
	// methods are theirs.
	methods []string
}

func (c *changesSent) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Method != http.MethodGet && !strings.HasSuffix(request.URL.Path, "/$batch") {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		request.Body = io.NopCloser(bytes.NewReader(body))
		c.mu.Lock()
		c.bodies, c.methods = append(c.bodies, string(body)), append(c.methods, request.Method)
		c.mu.Unlock()
	}
	return c.next.RoundTrip(request)
}

func (c *changesSent) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bodies
}
