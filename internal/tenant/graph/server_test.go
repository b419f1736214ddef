// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	baseURL  = "https://graph.example"
	tenantID = "10000000-0000-4000-8000-000000000000"
	adminID  = "20000000-0000-4000-8000-000000000001"
	// callerID is the service principal of the caller, graphID that of Microsoft Graph.
	callerID = "30000000-0000-4000-8000-000000000001"
	graphID  = "30000000-0000-4000-8000-000000000002"
	absentID = "99999999-0000-4000-8000-000000000000"
	roleID   = "40000000-0000-4000-8000-000000000001"
)

// allRoles opens all collections that the permissions table speaks of.
const allRoles = "User.ReadWrite.All Group.ReadWrite.All Application.ReadWrite.All AppRoleAssignment.ReadWrite.All Directory.ReadWrite.All " +
	"DelegatedPermissionGrant.ReadWrite.All AdministrativeUnit.ReadWrite.All RoleManagement.ReadWrite.Directory AuthenticationContext.ReadWrite.All " +
	"Policy.ReadWrite.ConditionalAccess Policy.ReadWrite.Authorization Policy.ReadWrite.ApplicationConfiguration Domain.ReadWrite.All " +
	"DeviceManagementConfiguration.ReadWrite.All DeviceManagementScripts.ReadWrite.All DeviceManagementRBAC.ReadWrite.All " +
	"EntitlementManagement.ReadWrite.All Policy.ReadWrite.CrossTenantAccess User.Invite.All Policy.Read.All Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.ExternalIdentities " +
	"Policy.ReadWrite.PermissionGrant Policy.ReadWrite.DeviceConfiguration IdentityUserFlow.ReadWrite.All APIConnectors.ReadWrite.All IdentityProvider.ReadWrite.All " +
	"CustomSecAttributeDefinition.ReadWrite.All Agreement.ReadWrite.All Organization.ReadWrite.All PrivilegedAccess.ReadWrite.AzureADGroup " +
	"LifecycleWorkflows.ReadWrite.All AccessReview.ReadWrite.All DeviceManagementApps.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All TeamMember.ReadWrite.All Policy.ReadWrite.AccessReview"

// server is a Graph whose tokens say what they are: "app Role Role", or "user".
type server struct {
	handler http.Handler
	store   *store.Store
	now     time.Time
}

func newServer(t testing.TB) *server {
	t.Helper()
	s := graph.NewStore()
	if err := s.Update(graph.Seed); err != nil {
		t.Fatal(err)
	}
	for path, object := range map[store.Location]store.Object{
		"/domains":      {"id": "contoso.example", "isInitial": true, "isDefault": true, "isVerified": true},
		"/users":        {"id": adminID, "userPrincipalName": "admin@contoso.example", "displayName": "Admin"},
		"/organization": {"id": tenantID, "displayName": "Contoso"},
	} {
		insert(t, s, path, object)
	}
	insert(t, s, "/servicePrincipals", store.Object{"id": callerID, "appId": "caller", "displayName": "Terraform"})
	insert(t, s, "/servicePrincipals", store.Object{
		"id": graphID, "appId": "00000003-0000-0000-c000-000000000000", "displayName": "Microsoft Graph",
		"appRoles": []any{store.Object{"id": roleID, "value": "User.Read.All", "isEnabled": true}},
	})
	for _, role := range []string{"fe930be7-5e62-47db-91af-98c3a49a38b1", "fdd7a751-b60b-444a-984c-02652fe8fa1c"} { // of users and of groups
		insert(t, s, "/roleManagement/directory/roleAssignments", store.Object{
			"id": "caller-" + role, "principalId": callerID, "roleDefinitionId": role, "directoryScopeId": "/", "appScopeId": nil, "condition": nil,
		})
	}
	return serverOver(t, s)
}

// serverOver serves what a store holds.
func serverOver(t testing.TB, s *store.Store) *server {
	t.Helper()
	made := &server{store: s, now: time.Date(2026, 8, 4, 10, 17, 5, 0, time.UTC)}
	made.handler = graph.New(graph.Options{Store: s, BaseURL: baseURL, TenantID: tenantID, Verify: verify, Now: func() time.Time { return made.now }})
	return made
}

func insert(t testing.TB, s *store.Store, path store.Location, object store.Object) {
	t.Helper()
	if err := s.Insert(path, object); err != nil {
		t.Fatalf("insert into %s: %v", path, err)
	}
}

func verify(bearer string) (graph.Caller, error) {
	kind, roles, _ := strings.Cut(bearer, " ")
	switch kind {
	case "app":
		return graph.Caller{AppID: "caller", ObjectID: callerID, TenantID: tenantID, Roles: strings.Fields(roles), AppOnly: true}, nil
	case "user":
		return graph.Caller{ObjectID: adminID, TenantID: tenantID}, nil
	case "foreign":
		return graph.Caller{ObjectID: adminID, TenantID: absentID}, nil
	}
	return graph.Caller{}, errors.New("IDX14100: JWT is not well formed.") //nolint:revive // Graph's words
}

// send sends a request; headers are lines such as "Prefer: x".
func (s *server) send(t testing.TB, request, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	method, target, _ := strings.Cut(request, " ")
	target = strings.ReplaceAll(target, " ", "%20")
	r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer app "+allRoles)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// step is a request and what its answer must hold.
type step struct {
	// do is method and path after /v1.0, unless the path says the version. The
	// ids of earlier answers stand for their names in braces. INSERT puts an object
	// that no request makes into the store.
	do, body string
	headers  []string
	// status is zero where the record alone says what is right.
	status int
	// want is JSON that must be in the answer: of objects every member given, "-"
	// for one that must not be there, and of arrays every element.
	want string
	// save names the answer's id, {NAME} in capitals, and its texts, {name/displayName}.
	save string
	// after is how much later than the step before this one comes.
	after time.Duration
}

// converse goes through the steps of one test in a tenant of its own.
func converse(t *testing.T, steps []step) {
	t.Helper()
	newServer(t).converse(t, steps)
}

func (s *server) converse(t *testing.T, steps []step) {
	t.Helper()
	all := newRecord(t, s)
	names := []string{"{admin}", adminID, "{caller}", callerID, "{graph}", graphID, "{absent}", absentID, "{role}", roleID, "{old}", "50000000-0000-4000-8000-000000000001"}
	for i, st := range steps {
		fill := strings.NewReplacer(names...).Replace
		do := fill(st.do)
		if path, ok := strings.CutPrefix(do, "INSERT "); ok {
			insert(t, s.store, graph.Locate(path), decoded(t, []byte(fill(st.body))))
			continue
		}
		do = strings.Replace(do, " "+baseURL, " ", 1)
		if method, path, _ := strings.Cut(do, " "); !strings.HasPrefix(path, "/v1.0/") && !strings.HasPrefix(path, "/beta/") {
			do = method + " /v1.0" + path
		}
		s.now = s.now.Add(st.after)
		w := s.send(t, do, fill(st.body), st.headers...)
		where := fmt.Sprintf("step %d, %s %s", i+1, do, st.body)
		if st.status != 0 && w.Code != st.status {
			t.Fatalf("%s: status %d, want %d\n%s", where, w.Code, st.status, w.Body)
		}
		var got any
		if strings.Contains(w.Header().Get("Content-Type"), "json") {
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatalf("%s: %v in %s", where, err, w.Body)
			}
		} else {
			got = w.Body.String()
		}
		all.answer(t, do, fill(st.body), w.Code, got)
		if st.want != "" {
			var want any
			if err := json.Unmarshal([]byte(fill(st.want)), &want); err != nil {
				t.Fatalf("%s: %v in %s", where, err, st.want)
			}
			if diff := cmp.Diff(want, narrow(got, want)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", where, diff)
			}
		}
		if object, ok := got.(map[string]any); ok && st.save != "" {
			id, _ := object["id"].(string)
			if id == "" {
				id, _ = object["keyId"].(string)
			}
			names = append(names, "{"+st.save+"}", id, "{"+strings.ToUpper(st.save)+"}", strings.ToUpper(id))
			for name, value := range object {
				if value, ok := value.(string); ok {
					names = append(names, "{"+st.save+"/"+name+"}", value)
				}
			}
		}
	}
	all.check(t, s)
}

// checkAnswer compares a JSON answer with what it must hold.
func checkAnswer(t testing.TB, where string, body []byte, want string) {
	t.Helper()
	if want == "" {
		return
	}
	var got, expected any
	if err := errors.Join(json.Unmarshal(body, &got), json.Unmarshal([]byte(want), &expected)); err != nil {
		t.Fatalf("%s: %v in %s or %s", where, err, body, want)
	}
	if diff := cmp.Diff(expected, narrow(got, expected)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", where, diff)
	}
}

// narrow leaves of an answer what the expectation speaks of.
func narrow(got, want any) any {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return got
		}
		kept := map[string]any{}
		for name, expected := range want {
			value, has := object[name]
			switch {
			case has:
				kept[name] = narrow(value, expected)
			case expected == "-":
				kept[name] = "-"
			}
		}
		return kept
	case []any:
		elements, ok := got.([]any)
		if !ok {
			return got
		}
		kept := make([]any, len(elements))
		for i, element := range elements {
			kept[i] = element
			if i < len(want) {
				kept[i] = narrow(element, want[i])
			}
		}
		return kept
	}
	return got
}

// conversations runs each test in parallel.
func conversations(t *testing.T, tests map[string][]step) {
	t.Helper()
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			converse(t, steps)
		})
	}
}

// refused is what an error's envelope must hold.
func refused(code, message string) string {
	return fmt.Sprintf(`{"error":{"code":%q,"message":%q}}`, code, message)
}

const (
	bodyOfUser  = `{"accountEnabled":true,"displayName":"Ada","mailNickname":"ada","userPrincipalName":"Ada@contoso.example","passwordProfile":{"password":"Xy12345678"}}`
	bodyOfGroup = `{"displayName":"Sales","mailEnabled":false,"mailNickname":"sales","securityEnabled":true}`
)

// userNamed and groupNamed are bodies like those above.
func userNamed(name string) string {
	return strings.NewReplacer("Ada@", name+"@", `"Ada"`, `"`+name+`"`).Replace(bodyOfUser)
}

func groupNamed(name string) string { return strings.Replace(bodyOfGroup, "Sales", name, 1) }

// with adds members to a JSON object, or replaces them.
func with(object, members string) string {
	var all, more map[string]json.RawMessage
	if json.Unmarshal([]byte(object), &all) != nil || json.Unmarshal([]byte(members), &more) != nil {
		panic("bad JSON in a test: " + members)
	}
	for name, value := range more {
		if string(value) == `"-"` {
			delete(all, name)
			continue
		}
		all[name] = value
	}
	merged, _ := json.Marshal(all)
	return string(merged)
}

func decoded(t testing.TB, body []byte) map[string]any {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal(body, &object); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return object
}
