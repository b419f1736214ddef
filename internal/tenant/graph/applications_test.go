// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"testing"
	"time"
)

// certificateUntil is a certificate that ends at a time.
func certificateUntil(t testing.TB, end time.Time) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: end.AddDate(-1, 0, 0), NotAfter: end}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(der)
}

func TestCredentialsAreRefused(t *testing.T) {
	t.Parallel()
	end := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	certificate := certificateUntil(t, end)
	der, err := base64.StdEncoding.DecodeString(certificate)
	if err != nil {
		t.Fatal(err)
	}
	armoured := base64.StdEncoding.EncodeToString(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	key := `{"type":"AsymmetricX509Cert","usage":"Verify","key":"` + certificate + `"}`
	patch := func(status int, key, want string) step {
		return step{do: "PATCH /applications/{a}", body: `{"keyCredentials":[` + key + `]}`, status: status, want: want}
	}
	conversations(t, map[string][]step{
		"that are no keys or outlast their certificates": {
			{do: "POST /applications", body: `{"displayName":"A"}`, status: 201, save: "a"},
			patch(400, with(key, `{"key":"AQID"}`), refused("Request_BadRequest", "Key value is invalid certificate")),
			patch(400, with(key, `{"type":"Certificate"}`), ""),
			patch(400, with(key, `{"usage":"Read"}`), ""),
			patch(400, with(key, `{"endDateTime":"2028-01-01T00:00:00Z"}`), refused("KeyCredentialsInvalidEndDate", "Key credential end date is invalid.")),
			{do: "POST /applications/{a}/addPassword", body: `{"passwordCredential":{"startDateTime":"2026-08-05T00:00:00Z","endDateTime":"2026-08-04T00:00:00Z"}}`, status: 400},
			patch(204, with(key, `{"key":"`+armoured+`"}`), ""),
			{do: "GET /applications/{a}?$select=keyCredentials", status: 200, want: `{"keyCredentials":[{"key":"` + certificate + `","endDateTime":"2027-01-01T00:00:00Z"}]}`},
		},
	})
}

func TestObjectsAreTakenBackAsTheyWereGiven(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ path, body string }{
		{"/beta/groups", bodyOfGroup},
		{"/beta/users", bodyOfUser},
		{"/v1.0/applications", `{"displayName":"A"}`},
		{"/beta/applications", `{"displayName":"A"}`},
		{"/v1.0/directory/administrativeUnits", `{"displayName":"A"}`},
		{"/v1.0/oauth2PermissionGrants", `{"clientId":"` + callerID + `","consentType":"AllPrincipals","resourceId":"` + graphID + `","scope":"User.Read"}`},
		{"/v1.0/roleManagement/directory/roleDefinitions", `{"displayName":"R","isEnabled":true,"rolePermissions":[]}`},
	} {
		t.Run(tt.path, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			id, _ := decoded(t, s.send(t, "POST "+tt.path, tt.body).Body.Bytes())["id"].(string)
			whole := s.send(t, "GET "+tt.path+"/"+id, "").Body.String()
			if w := s.send(t, "PATCH "+tt.path+"/"+id, whole); w.Code != 204 {
				t.Errorf("%d %s\nfor %s", w.Code, w.Body, whole)
			}
		})
	}
}

func TestServicePrincipalsOfMicrosoft(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"come into a tenant by their application ids, and stay": {
			{do: "POST /servicePrincipals", body: `{"appId":"00000003-0000-0ff1-ce00-000000000000"}`, status: 201, save: "s", want: `{"displayName":"Office 365 SharePoint Online","appOwnerOrganizationId":"f8cdef31-a31e-4b4a-93e4-5f571e91255a"}`},
			{do: "POST /servicePrincipals", body: `{"appId":"00000003-0000-0ff1-ce00-000000000000"}`, status: 409},
			{do: "DELETE /servicePrincipals/{s}", status: 403},
		},
		"but not all ids are Microsoft's": {
			{do: "POST /servicePrincipals", body: `{"appId":"{absent}"}`, status: 400},
		},
	})
}

func TestSynchronization(t *testing.T) {
	t.Parallel()
	const at = "/servicePrincipals/{caller}/synchronization"
	roles := []string{"Authorization: Bearer app " + allRoles + " Synchronization.ReadWrite.All"}
	conversations(t, map[string][]step{
		"has secrets and jobs that run and pause": {
			{do: "GET " + at + "/secrets", headers: roles, status: 200, want: `{"value":[]}`},
			{do: "PUT " + at + "/secrets", body: `{"value":[{"key":"BaseAddress","value":"https://x.example"}]}`, headers: roles, status: 204},
			{do: "GET " + at, headers: roles, status: 200, want: `{"secrets":[{"key":"BaseAddress","value":"https://x.example"}]}`},
			{do: "PUT " + at + "/secrets", body: `{"value":[{"key":"SecretToken","value":"s"},{"key":"SyncNotificationSettings","value":"{}"}]}`, headers: roles, status: 204},
			{do: "GET " + at + "/secrets", headers: roles, status: 200, want: `{"value":[{"key":"BaseAddress","value":"https://x.example"},{"key":"SecretToken","value":"*"},{"key":"SyncNotificationSettings","value":"{}"}]}`},
			{do: "PUT " + at + "/secrets", body: `{"value":[{"key":"SyncNotificationSettings","value":""}]}`, headers: roles, status: 400},
			{do: "PUT " + at + "/secrets", body: `{"value":[{"key":"BaseAddress","value":""}]}`, headers: roles, status: 204},
			{do: "GET " + at + "/secrets", headers: roles, status: 200, want: `{"value":[{"key":"SecretToken","value":"*"},{"key":"SyncNotificationSettings","value":"{}"}]}`},
			{do: "POST " + at + "/jobs", body: `{"templateId":"dataBricks"}`, headers: roles, status: 201, save: "j", want: `{"schedule":{"state":"Disabled"}}`},
			{do: "POST " + at + "/jobs", body: `{}`, headers: roles, status: 400},
			{do: "POST " + at + "/jobs/{j}/start", headers: roles, status: 204},
			{do: "GET " + at + "/jobs/{j}", headers: roles, status: 200, want: `{"schedule":{"state":"Active"}}`},
			{do: "POST " + at + "/jobs/{j}/provisionOnDemand", body: `{"parameters":[]}`, headers: roles, status: 400},
			{
				do:   "POST " + at + "/jobs/{j}/provisionOnDemand",
				body: `{"parameters":[{"ruleId":"r","subjects":[{"objectId":"{admin}","objectTypeName":"User"}]}]}`, headers: roles, status: 200,
				want: `{"@odata.context":"https://graph.example/v1.0/$metadata#microsoft.graph.stringKeyStringValuePair","key":"{\"details\":{},\"result\":\"Success\"}"}`,
			},
			{do: "POST " + at + "/jobs/{j}/pause", headers: roles, status: 204},
			{do: "GET " + at + "/jobs/{j}/schema", headers: roles, status: 200, want: `{"id":"{j}","directories":[{"name":"Azure Active Directory"},{"name":"dataBricks"}],"synchronizationRules":[{"name":"USER_TO_USER"}]}`},
			{do: "PATCH " + at + "/jobs/{j}/schema", body: `{"synchronizationRules":[]}`, headers: roles, status: 405},
			{do: "PUT " + at + "/jobs/{j}/schema", body: `{"directories":[{"name":"Mine","objects":[{"name":"Group"}]}]}`, headers: roles, status: 204},
			{do: "GET " + at + "/jobs/{j}/schema", headers: roles, status: 200, want: `{"id":"{j}","directories":[{"name":"Mine","objects":[{"name":"Group"}]}],"synchronizationRules":[]}`},
			{do: "DELETE " + at + "/jobs/{j}/schema", headers: roles, status: 204},
			{do: "GET " + at + "/jobs/{j}/schema", headers: roles, status: 200, want: `{"id":"{j}","directories":[{"name":"Azure Active Directory"},{"name":"dataBricks"}],"synchronizationRules":[{"name":"USER_TO_USER"}]}`},
			{do: "GET " + at + "/jobs/{absent}/schema", headers: roles, status: 404},
			{do: "GET " + at + "/jobs", headers: []string{"Authorization: Bearer app Application.ReadWrite.All"}, status: 403},
			{do: "DELETE " + at + "/jobs/{j}", headers: roles, status: 204},
			{do: "GET " + at + "/jobs/{j}", headers: roles, status: 404},
		},
	})
}

func TestDeletedUsersFreeTheirNames(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"until they are restored": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{do: "DELETE /users/{ada}", status: 204},
			{do: "GET /directory/deletedItems/microsoft.graph.user?$filter=endswith(userPrincipalName,'Ada@contoso.example')&$count=true", headers: []string{"ConsistencyLevel: eventual"}, status: 200, want: `{"@odata.context":"https://graph.example/v1.0/$metadata#users","value":[{"id":"{ada}"}]}`},
			{do: "POST /users", body: bodyOfUser, status: 201, save: "other"},
			{do: "POST /directory/deletedItems/{ada}/restore", status: 400},
			{do: "DELETE /users/{other}", status: 204},
			{do: "POST /directory/deletedItems/{ada}/restore", status: 200, want: `{"userPrincipalName":"Ada@contoso.example"}`},
			{do: "GET /users/{ada}?$select=userPrincipalName,deletedDateTime", status: 200, want: `{"userPrincipalName":"Ada@contoso.example","deletedDateTime":null}`},
		},
	})
}

func TestApplications(t *testing.T) {
	t.Parallel()
	certificate := certificateUntil(t, time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))
	app := step{do: "POST /applications", body: `{"displayName":"App"}`, status: 201, save: "app"}
	role := `{"id":"60000000-0000-4000-8000-000000000001","displayName":"R","description":"R","value":"R","isEnabled":true,"allowedMemberTypes":["Application"]}`
	disabled := with(role, `{"isEnabled":false}`)
	scope := `{"id":"60000000-0000-4000-8000-000000000002","value":"S","isEnabled":true,"type":"User"}`
	conversations(t, map[string][]step{
		"have defaults, and merge their complex values": {
			{
				do: "POST /applications", body: `{"displayName":"App","web":{"homePageUrl":"https://a.example"}}`, status: 201, save: "app",
				want: `{"signInAudience":"AzureADMyOrg","publisherDomain":"contoso.example","identifierUris":[],"web":{"homePageUrl":"https://a.example","redirectUris":[]}}`,
			},
			{do: "PATCH /applications/{app}", body: `{"web":{"redirectUris":["https://a.example/x"]}}`, status: 204},
			{do: "GET /applications/{app}", status: 200, want: `{"web":{"homePageUrl":"https://a.example","redirectUris":["https://a.example/x"]}}`},
			{do: "PATCH /applications/{app}", body: `{"appId":"x"}`, status: 400},
			{do: "POST /applications", body: `{}`, status: 400},
		},
		"have unique identifiers": {
			{do: "POST /applications", body: `{"displayName":"A","identifierUris":["api://a","api://b"]}`, status: 201},
			app,
			{do: "PATCH /applications/{app}", body: `{"identifierUris":["api://c","API://B"]}`, status: 400},
			{do: "PATCH /applications/{app}", body: `{"identifierUris":["api://c"]}`, status: 204},
		},
		"tell a secret once": {
			app,
			{do: "POST /applications/{app}/addPassword", body: `{"passwordCredential":{"displayName":"x"}}`, status: 200, save: "key", want: `{"displayName":"x","startDateTime":"2026-08-04T10:17:05Z","endDateTime":"2028-08-04T10:17:05Z"}`},
			{do: "GET /applications/{app}", status: 200, want: `{"passwordCredentials":[{"keyId":"{key}","displayName":"x","secretText":null}]}`},
			{do: "PATCH /applications/{app}", body: `{"passwordCredentials":[{"keyId":"{key}","secretText":"other"}]}`, status: 400},
			{do: "PATCH /applications/{app}", body: `{"passwordCredentials":[{"keyId":"{key}"}]}`, status: 204},
			{do: "POST /applications/{app}/removePassword", body: `{"keyId":"{absent}"}`, status: 400},
			{do: "POST /applications/{app}/removePassword", body: `{"keyId":"{key}"}`, status: 204},
			{do: "GET /applications/{app}", status: 200, want: `{"passwordCredentials":[]}`},
			{do: "POST /applications/{absent}/addPassword", body: `{}`, status: 404},
		},
		"show public keys if they are selected": {
			app,
			{do: "PATCH /applications/{app}", body: `{"keyCredentials":[{"type":"AsymmetricX509Cert","usage":"Verify","key":"` + certificate + `"}]}`, status: 204},
			{do: "GET /applications/{app}", status: 200, want: `{"keyCredentials":[{"key":null,"usage":"Verify"}]}`},
			{do: "GET /applications/{app}?$select=keyCredentials", status: 200, want: `{"keyCredentials":[{"key":"` + certificate + `"}]}`},
			{do: "GET /applications?$select=keyCredentials", status: 200, want: `{"value":[{"keyCredentials":[{"key":null}]}]}`},
			{do: "POST /applications/{app}/addKey", body: `{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","key":"` + certificate + `"},"proof":"x","passwordCredential":null}`, status: 200, save: "key", want: `{"key":null}`},
			{do: "POST /applications/{app}/removeKey", body: `{"keyId":"{key}","proof":"x"}`, status: 204},
			{do: "GET /applications/{app}", status: 200, want: `{"keyCredentials":[{}]}`},
		},
		"disable roles and scopes before they go": {
			app,
			{do: "PATCH /applications/{app}", body: `{"appRoles":[` + role + `],"api":{"oauth2PermissionScopes":[` + scope + `]}}`, status: 204},
			{do: "PATCH /applications/{app}", body: `{"appRoles":[]}`, status: 400, want: refused("CannotDeleteOrUpdateEnabledEntitlement", "Permission (scope or role) cannot be deleted or updated unless disabled first.")},
			{do: "PATCH /applications/{app}", body: `{"api":{"oauth2PermissionScopes":[]}}`, status: 400},
			{do: "PATCH /applications/{app}", body: `{"appRoles":[` + with(role, `{"value":"X"}`) + `]}`, status: 400},
			{do: "PATCH /applications/{app}", body: `{"appRoles":[` + disabled + `]}`, status: 204},
			{do: "PATCH /applications/{app}", body: `{"appRoles":[]}`, status: 204},
		},
		"are made or changed by their unique name": {
			{do: "PATCH /applications(uniqueName='x')", body: `{"displayName":"App"}`, headers: []string{"Prefer: create-if-missing"}, status: 201, save: "app"},
			{do: "PATCH /applications(uniqueName='x')", body: `{"displayName":"New"}`, headers: []string{"Prefer: create-if-missing"}, status: 204},
			{do: "GET /applications(uniqueName='x')", status: 200, want: `{"id":"{app}","displayName":"New"}`},
		},
	})
}

// registered begins a test with an application and its service principal.
func registered(steps ...step) []step {
	return append([]step{
		{do: "PATCH /applications(uniqueName='x')", body: `{"displayName":"App"}`, headers: []string{"Prefer: create-if-missing"}, status: 201, save: "app"},
	}, steps...)
}

func TestFederatedCredentials(t *testing.T) {
	t.Parallel()
	body := `{"name":"main","issuer":"https://i.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`
	path := "/applications/{app}/federatedIdentityCredentials"
	many := registered()
	for i := range 20 {
		many = append(many, step{do: "POST " + path, body: with(body, fmt.Sprintf(`{"name":"name%d","subject":"s%d"}`, i, i)), status: 201})
	}
	conversations(t, map[string][]step{
		"are addressed by id or name": registered(
			step{do: "POST " + path, body: body, status: 201, save: "c", want: `{"description":null,"name":"main"}`},
			step{do: "GET " + path + "/{c}", status: 200, want: `{"id":"{c}"}`},
			step{do: "GET " + path + "/main", status: 200, want: `{"id":"{c}"}`},
			step{do: "PATCH " + path + "/main", body: `{"subject":"t"}`, status: 204},
			step{do: "PATCH " + path + "/main", body: `{"name":"other"}`, status: 400},
			step{do: "GET " + path + "(name='main')", status: 200, want: `{"subject":"t"}`},
			step{do: "PATCH " + path + "(name='new')", body: with(body, `{"name":"-"}`), headers: []string{"Prefer: create-if-missing"}, status: 201, want: `{"name":"new"}`},
			step{do: "GET /applications/{app}?$expand=federatedIdentityCredentials", status: 200, want: `{"federatedIdentityCredentials":[{"name":"main"},{"name":"new"}]}`},
			step{do: "GET " + path + "?$filter=name eq 'new'", status: 200, want: `{"value":[{"name":"new"}]}`},
			step{do: "DELETE " + path + "/{c}", status: 204},
			step{do: "GET " + path + "/{c}", status: 404},
		),
		"are unique": registered(
			step{do: "POST " + path, body: body, status: 201},
			step{do: "POST " + path, body: with(body, `{"subject":"t"}`), status: 409, want: refused("Request_MultipleObjectsWithSameKeyValue", "FederatedIdentityCredential with name main already exists.")},
			step{do: "POST " + path, body: with(body, `{"name":"other"}`), status: 409},
			step{do: "POST " + path, body: with(body, `{"name":"Main","subject":"t"}`), status: 409},
			step{do: "POST " + path, body: with(body, `{"name":"other","issuer":"https://j.example"}`), status: 201},
			step{do: "POST " + path, body: with(body, `{"name":"third","subject":"t"}`), status: 201},
		),
		"have limits": append(many,
			step{do: "POST " + path, body: with(body, `{"name":"name20","subject":"s20"}`), status: 400}),
		"are refused if they are wrong": registered(
			step{do: "POST " + path, body: with(body, `{"name":"a b c"}`), status: 400},
			step{do: "POST " + path, body: with(body, `{"name":"ab"}`), status: 400},
			step{do: "POST " + path, body: with(body, `{"issuer":"nothing"}`), status: 400},
			step{do: "POST " + path, body: with(body, `{"subject":""}`), status: 400},
			step{do: "POST " + path, body: with(body, `{"audiences":["a","b"]}`), status: 400},
			step{do: "POST " + path, body: with(body, `{"audiences":[]}`), status: 400},
		),
	})
}

func TestServicePrincipals(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	w := s.send(t, "POST /v1.0/applications", `{"displayName":"App","identifierUris":["api://a"],"appRoles":[]}`)
	app := decoded(t, w.Body.Bytes())
	appID, _ := app["appId"].(string)
	principal := `{"appId":"` + appID + `"}`
	if w := s.send(t, "POST /v1.0/servicePrincipals", `{"appId":"`+absentID+`"}`); w.Code != 400 {
		t.Errorf("of no application: %d", w.Code)
	}
	w = s.send(t, "POST /v1.0/servicePrincipals", principal)
	if w.Code != 201 {
		t.Fatalf("create: %d %s", w.Code, w.Body)
	}
	id, _ := decoded(t, w.Body.Bytes())["id"].(string)
	if w := s.send(t, "POST /v1.0/servicePrincipals", principal); w.Code != 409 {
		t.Errorf("a second one: %d", w.Code)
	}
	appPath := "/v1.0/applications/" + app["id"].(string)
	s.send(t, "PATCH "+appPath, `{"displayName":"New","appRoles":[{"id":"60000000-0000-4000-8000-000000000001","displayName":"R","description":"R","value":"R","isEnabled":true,"allowedMemberTypes":["User"]}]}`)
	got := decoded(t, s.send(t, "GET /v1.0/servicePrincipals(appId='"+appID+"')", "").Body.Bytes())
	if got["displayName"] != "New" || got["appDisplayName"] != "New" || len(got["appRoles"].([]any)) != 1 {
		t.Errorf("it does not follow its application: %v", got)
	}
	s.send(t, "DELETE "+appPath, "")
	if w := s.send(t, "GET /v1.0/servicePrincipals/"+id, ""); w.Code != 404 {
		t.Errorf("it outlives its application: %d", w.Code)
	}
	if w := s.send(t, "GET /v1.0/directory/deletedItems/"+id, ""); w.Code != 200 {
		t.Errorf("it is not among the deleted items: %d", w.Code)
	}
	if w := s.send(t, "POST /v1.0/directory/deletedItems/"+app["id"].(string)+"/restore", ""); w.Code != 200 {
		t.Errorf("restore of the application: %d %s", w.Code, w.Body)
	}
	if w := s.send(t, "GET /v1.0/servicePrincipals/"+id, ""); w.Code != 404 {
		t.Errorf("it came back with its application: %d", w.Code)
	}
}

func TestWhoRegistersWithOwnedByOwns(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	token := "Authorization: Bearer app Application.ReadWrite.OwnedBy"
	app := decoded(t, s.send(t, "POST /v1.0/applications", `{"displayName":"App"}`, token).Body.Bytes())
	path := "/v1.0/applications/" + app["id"].(string)
	if w := s.send(t, "POST "+path+"/addPassword", `{}`, token); w.Code != 200 {
		t.Errorf("addPassword: %d %s", w.Code, w.Body)
	}
	principal := decoded(t, s.send(t, "POST /v1.0/servicePrincipals", `{"appId":"`+app["appId"].(string)+`"}`, token).Body.Bytes())
	if w := s.send(t, "DELETE /v1.0/servicePrincipals/"+principal["id"].(string), "", token); w.Code != 204 {
		t.Errorf("delete of the service principal: %d %s", w.Code, w.Body)
	}
	if w := s.send(t, "DELETE "+path, "", token); w.Code != 204 {
		t.Errorf("delete: %d %s", w.Code, w.Body)
	}
}

func TestAppRoleAssignments(t *testing.T) {
	t.Parallel()
	body := `{"principalId":"{caller}","resourceId":"{graph}","appRoleId":"{role}"}`
	held, given := "/servicePrincipals/{caller}/appRoleAssignments", "/servicePrincipals/{graph}/appRoleAssignedTo"
	both := func(want string) []step {
		return []step{{do: "GET " + held, status: 200, want: want}, {do: "GET " + given, status: 200, want: want}}
	}
	one := `{"value":[{"id":"{a}","principalDisplayName":"Terraform","principalType":"ServicePrincipal","resourceDisplayName":"Microsoft Graph"}]}`
	tests := map[string][]step{
		"are refused": {
			{do: "POST " + given, body: with(body, `{"principalId":"{absent}"}`), status: 404},
			{do: "POST " + given, body: with(body, `{"appRoleId":"{absent}"}`), status: 400},
			{do: "POST " + held, body: with(body, `{"principalId":"{admin}"}`), status: 400},
			{do: "POST " + held, body: `{"principalId":"{caller}"}`, status: 400},
		},
		"are held by groups and users": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST /groups/{g}/appRoleAssignments", body: with(body, `{"principalId":"{g}","appRoleId":"00000000-0000-0000-0000-000000000000"}`), status: 201, save: "a", want: `{"principalType":"Group"}`},
			{do: "GET " + given, status: 200, want: `{"value":[{"id":"{a}"}]}`},
		},
		"go with their principal for good": {
			{do: "POST " + given, body: body, status: 201},
			{do: "DELETE /servicePrincipals/{caller}", status: 204},
			{do: "GET " + given, status: 200, want: `{"value":[{}]}`},
			{do: "DELETE /directory/deletedItems/{caller}", status: 204},
			{do: "GET " + given, status: 200, want: `{"value":[]}`},
		},
	}
	for i, ends := range [][2]string{{held, given}, {given, held}} {
		steps := append([]step{{do: "POST " + ends[0], body: body, status: 201, save: "a"}}, both(one)...)
		steps = append(steps,
			step{do: "POST " + ends[1], body: body, status: 400},
			step{do: "PATCH " + ends[0] + "/{a}", body: `{}`, status: 405},
			step{do: "DELETE " + ends[1] + "/{a}", status: 204})
		tests[fmt.Sprintf("are one object at both ends, written at %d", i)] = append(steps, both(`{"value":[]}`)...)
	}
	conversations(t, tests)
}

func TestDelegatedGrants(t *testing.T) {
	t.Parallel()
	body := `{"clientId":"{caller}","consentType":"AllPrincipals","resourceId":"{graph}","scope":"User.Read"}`
	conversations(t, map[string][]step{
		"are one per client, resource and person": {
			{do: "POST /oauth2PermissionGrants", body: body, status: 201, save: "a"},
			{do: "POST /oauth2PermissionGrants", body: body, status: 409},
			{do: "POST /oauth2PermissionGrants", body: with(body, `{"consentType":"Principal","principalId":"{admin}"}`), status: 201},
			{do: "PATCH /oauth2PermissionGrants/{a}", body: `{"scope":"User.Read Group.Read.All"}`, status: 204},
			{do: "PATCH /oauth2PermissionGrants/{a}", body: `{"clientId":"{graph}"}`, status: 400},
			{do: "GET /oauth2PermissionGrants?$filter=clientId eq '{caller}' and consentType eq 'AllPrincipals'", status: 200, want: `{"value":[{"id":"{a}","scope":"User.Read Group.Read.All"}]}`},
			{do: "DELETE /oauth2PermissionGrants/{a}", status: 204},
		},
		"are refused": {
			{do: "POST /oauth2PermissionGrants", body: with(body, `{"consentType":"Everybody"}`), status: 400},
			{do: "POST /oauth2PermissionGrants", body: with(body, `{"consentType":"Principal"}`), status: 400},
			{do: "POST /oauth2PermissionGrants", body: with(body, `{"clientId":"{absent}"}`), status: 404},
		},
	})
}
