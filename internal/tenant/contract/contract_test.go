// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	tenantID = "aaaaaaaa-0000-4000-8000-000000000000"
	domain   = "contoso.onmicrosoft.com"
	callerID = "aaaaaaaa-0000-4000-8000-000000000001"
	base     = "https://graph.localhost"
	password = "Xw9-contract-test"

	userAdministrator   = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	groupsAdministrator = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
)

// adminRoles are what the token "admin" carries; other tokens are lists of
// roles with commas, "user" is a person's, and "" carries none.
const adminRoles = "User.ReadWrite.All,Group.ReadWrite.All,Application.ReadWrite.All,AppRoleAssignment.ReadWrite.All," +
	"RoleManagement.ReadWrite.Directory,Directory.ReadWrite.All,AdministrativeUnit.ReadWrite.All,Policy.Read.All," +
	"Policy.ReadWrite.ConditionalAccess,DelegatedPermissionGrant.ReadWrite.All,Domain.ReadWrite.All," +
	"Organization.Read.All,AuthenticationContext.ReadWrite.All,Policy.ReadWrite.Authorization,DeviceManagementConfiguration.ReadWrite.All,EntitlementManagement.ReadWrite.All,User.DeleteRestore.All," +
	"DeviceManagementApps.ReadWrite.All,DeviceManagementRBAC.ReadWrite.All,DeviceManagementServiceConfig.ReadWrite.All,Policy.ReadWrite.AuthenticationMethod,Policy.ReadWrite.FeatureRollout"

func verify(bearer string) (graph.Caller, error) {
	caller := graph.Caller{AppID: "aaaaaaaa-0000-4000-8000-000000000002", ObjectID: callerID, TenantID: tenantID, AppOnly: true}
	switch bearer {
	case "expired":
		return caller, errors.New("Access token has expired or is not yet valid.") //nolint:revive // Graph's words
	case "admin":
		bearer = adminRoles
	case "user":
		caller.AppOnly = false
	}
	caller.Roles = strings.Split(bearer, ",")
	return caller, nil
}

type service struct {
	testing.TB
	handler http.Handler
	store   *store.Store
	// ahead is how far its clock has been put forward.
	ahead *atomic.Int64
}

// pass puts the clock forward.
func (s service) pass(d time.Duration) { s.ahead.Add(int64(d)) }

func newService(tb testing.TB) service {
	tb.Helper()
	s := graph.NewStore()
	for path, object := range map[store.Location]store.Object{
		"/domains":           {"id": domain, "isVerified": true, "isInitial": true, "isDefault": true},
		"/servicePrincipals": {"id": callerID, "appId": "aaaaaaaa-0000-4000-8000-000000000002", "displayName": "caller", "accountEnabled": true},
	} {
		if err := s.Insert(path, object); err != nil {
			tb.Fatal(err)
		}
	}
	if err := s.Update(graph.Seed); err != nil {
		tb.Fatal(err)
	}
	for _, role := range []string{userAdministrator, groupsAdministrator} {
		if err := s.Update(func(tx *store.Tx) error { return graph.AssignRole(tx, callerID, role) }); err != nil {
			tb.Fatal(err)
		}
	}
	ahead := &atomic.Int64{}
	handler := graph.New(graph.Options{
		Store: s, BaseURL: base, TenantID: tenantID, Verify: verify,
		Now: func() time.Time { return time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC).Add(time.Duration(ahead.Load())) },
	})
	return service{tb, handler, s, ahead}
}

type answer struct {
	status int
	header http.Header
	raw    string
	body   map[string]any
}

// send makes a request. Line is "METHOD path"; headers are "Name: value".
func (s service) send(line, body string, headers ...string) answer {
	s.Helper()
	method, path, _ := strings.Cut(line, " ")
	request := httptest.NewRequest(method, base+strings.ReplaceAll(path, " ", "%20"), strings.NewReader(body))
	request.Header.Set("Authorization", "Bearer admin")
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, request)
	a := answer{status: recorder.Code, header: recorder.Header(), raw: recorder.Body.String()}
	decoder := json.NewDecoder(bytes.NewReader(recorder.Body.Bytes()))
	decoder.UseNumber()
	_ = decoder.Decode(&a.body) // not all answers are JSON
	return a
}

// must is send where another status than the wanted one ends the test.
func (s service) must(status int, line, body string, headers ...string) answer {
	s.Helper()
	a := s.send(line, body, headers...)
	if a.status != status {
		s.Fatalf("%s %s: status %d, want %d\n%s", line, body, a.status, status, a.raw)
	}
	return a
}

func (a answer) text(property string) string { v, _ := a.body[property].(string); return v }

func (a answer) code() string {
	e, _ := a.body["error"].(map[string]any)
	code, _ := e["code"].(string)
	return code
}

func (a answer) message() string {
	e, _ := a.body["error"].(map[string]any)
	m, _ := e["message"].(string)
	return m
}

// ids are those of a list, in order.
func (a answer) names(property string) string {
	var all []string
	values, _ := a.body["value"].([]any)
	for _, v := range values {
		o, _ := v.(map[string]any)
		all = append(all, fmt.Sprint(o[property]))
	}
	return strings.Join(all, " ")
}

func userBody(name string, more ...string) string {
	return fmt.Sprintf(`{"accountEnabled":true,"displayName":%q,"mailNickname":%q,"userPrincipalName":"%s@%s","passwordProfile":{"password":%q}%s}`,
		name, name, name, domain, password, strings.Join(more, ""))
}

func groupBody(name string, more ...string) string {
	return fmt.Sprintf(`{"displayName":%q,"mailEnabled":false,"mailNickname":%q,"securityEnabled":true%s}`, name, name, strings.Join(more, ""))
}

func (s service) user(name string) string {
	s.Helper()
	return s.must(201, "POST /v1.0/users", userBody(name)).text("id")
}

func (s service) group(name string, more ...string) string {
	s.Helper()
	return s.must(201, "POST /v1.0/groups", groupBody(name, more...)).text("id")
}

const eventual = "ConsistencyLevel: eventual"

func ref(id string) string {
	return `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/` + id + `"}`
}
