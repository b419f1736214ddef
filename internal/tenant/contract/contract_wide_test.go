// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
)

func (s service) application(name string, more ...string) (id, appID string) {
	s.Helper()
	a := s.must(201, "POST /v1.0/applications", fmt.Sprintf(`{"displayName":%q%s}`, name, strings.Join(more, "")))
	return a.text("id"), a.text("appId")
}

func (s service) principal(appID string) string {
	s.Helper()
	return s.must(201, "POST /v1.0/servicePrincipals", `{"appId":"`+appID+`"}`).text("id")
}

// expect reports instead of ending the test.
func (s service) expect(status int, code, line, body string, headers ...string) answer {
	s.Helper()
	a := s.send(line, body, headers...)
	if a.status != status || code != "" && a.code() != code {
		if len(body) > 400 {
			body = body[:400]
		}
		raw := a.raw
		if len(raw) > 400 {
			raw = raw[:400]
		}
		s.Errorf("%s %s: %d %s, want %d %s", line, body, a.status, raw, status, code)
	}
	return a
}

func TestContractApplications(t *testing.T) {
	t.Parallel()
	s := newService(t)
	role := "cccccccc-0000-4000-8000-000000000001"
	id, appID := s.application("app", `,"identifierUris":["api://one"],"appRoles":[{"id":"`+role+`","value":"R","displayName":"R","description":"R","isEnabled":true,"allowedMemberTypes":["Application","User"]}]`)
	p := "/v1.0/applications/" + id
	if got := s.must(200, "GET /v1.0/applications(appId='"+appID+"')", "").text("id"); got != id {
		t.Error("appId key")
	}
	got := s.must(200, "GET "+p, "")
	if got.text("signInAudience") != "AzureADMyOrg" || got.body["api"] == nil || got.body["web"] == nil || got.body["publicClient"] == nil {
		t.Errorf("defaults: %s", got.raw)
	}
	s.expect(404, "Request_ResourceNotFound", "GET /v1.0/applications(appId='cccccccc-0000-4000-8000-000000000009')", "")
	s.expect(400, "Request_BadRequest", "POST /v1.0/applications", `{}`)
	s.expect(400, "Request_BadRequest", "PATCH "+p, `{"appId":"cccccccc-0000-4000-8000-000000000009"}`)
	s.expect(400, "Request_BadRequest", "POST /v1.0/applications", `{"displayName":"b","identifierUris":["api://ONE"]}`)
	s.expect(400, "Request_BadRequest", "POST /v1.0/applications", `{"displayName":"b","signInAudience":"Odd"}`)
	s.expect(400, "CannotDeleteOrUpdateEnabledEntitlement", "PATCH "+p, `{"appRoles":[]}`)
	disabled := `{"appRoles":[{"id":"` + role + `","value":"R","displayName":"R","description":"R","isEnabled":false,"allowedMemberTypes":["Application","User"]}]}`
	// merge one level
	s.expect(204, "", "PATCH "+p, `{"web":{"homePageUrl":"https://a.example","redirectUris":["https://a.example/x"]}}`)
	s.expect(204, "", "PATCH "+p, `{"web":{"logoutUrl":"https://a.example/out"}}`)
	if got := s.must(200, "GET "+p, ""); !strings.Contains(got.raw, "https://a.example/x") {
		t.Errorf("web does not merge: %s", got.raw)
	}
	// secrets
	pw := s.expect(200, "", "POST "+p+"/addPassword", `{"passwordCredential":{"displayName":"d"}}`)
	secret, key := pw.text("secretText"), pw.text("keyId")
	if secret == "" || key == "" || pw.text("hint") == "" || pw.text("endDateTime") == "" {
		t.Errorf("addPassword: keys missing")
	}
	for _, path := range []string{p, p + "?$select=passwordCredentials", "/beta/applications/" + id, p + "/passwordCredentials", "/v1.0/directoryObjects/" + id} {
		if a := s.send("GET "+path, ""); secret != "" && strings.Contains(a.raw, secret) {
			t.Errorf("%s shows the secret", path)
		}
	}
	if got := s.must(200, "GET "+p, ""); !strings.Contains(got.raw, key) {
		t.Error("the credential is not listed")
	}
	// PATCH that keeps the entry leaves the secret usable
	creds, _ := s.must(200, "GET "+p+"?$select=passwordCredentials", "").body["passwordCredentials"].([]any)
	encoded, _ := json.Marshal(map[string]any{"passwordCredentials": creds})
	s.expect(204, "", "PATCH "+p, string(encoded))
	stored, _ := s.store.Read().Get("/applications", id)
	if secret != "" && !strings.Contains(fmt.Sprint(stored["passwordCredentials"]), secret) {
		t.Error("a PATCH with the credentials as read loses the secret")
	}
	s.expect(400, "", "POST "+p+"/removePassword", `{"keyId":"cccccccc-0000-4000-8000-000000000009"}`)
	s.expect(204, "", "POST "+p+"/removePassword", `{"keyId":"`+key+`"}`)
	// service principal
	sp := s.principal(appID)
	s.expect(409, "Request_MultipleObjectsWithSameKeyValue", "POST /v1.0/servicePrincipals", `{"appId":"`+appID+`"}`)
	s.expect(400, "Request_BadRequest", "POST /v1.0/servicePrincipals", `{"appId":"cccccccc-0000-4000-8000-000000000009"}`)
	s.expect(400, "Request_BadRequest", "POST /v1.0/servicePrincipals", `{}`)
	if got := s.must(200, "GET /v1.0/servicePrincipals(appId='"+appID+"')", ""); got.text("id") != sp || !strings.Contains(got.raw, role) || got.text("displayName") != "app" {
		t.Errorf("service principal: %s", got.raw)
	}
	s.expect(204, "", "PATCH "+p, `{"displayName":"renamed"}`)
	if got := s.must(200, "GET /v1.0/servicePrincipals/"+sp, ""); got.text("appDisplayName") != "renamed" {
		t.Errorf("appDisplayName does not follow: %s", got.text("appDisplayName"))
	}
	// grants
	grant := `{"principalId":"` + callerID + `","resourceId":"` + sp + `","appRoleId":"` + role + `"}`
	made := s.expect(201, "", "POST /v1.0/servicePrincipals/"+sp+"/appRoleAssignedTo", grant)
	if made.text("resourceDisplayName") == "" || made.text("principalType") != "ServicePrincipal" || made.text("principalDisplayName") != "caller" {
		t.Errorf("grant: %s", made.raw)
	}
	s.expect(400, "", "POST /v1.0/servicePrincipals/"+sp+"/appRoleAssignedTo", grant)
	s.expect(400, "", "POST /v1.0/servicePrincipals/"+sp+"/appRoleAssignedTo", strings.Replace(grant, role, "cccccccc-0000-4000-8000-000000000077", 1))
	if got := s.expect(200, "", "GET /v1.0/servicePrincipals/"+callerID+"/appRoleAssignments", "").names("id"); got != made.text("id") {
		t.Errorf("seen from the principal: %q", got)
	}
	s.expect(405, "", "PATCH /v1.0/servicePrincipals/"+sp+"/appRoleAssignedTo/"+made.text("id"), `{}`)
	s.expect(200, "", "GET /v1.0/servicePrincipals/"+sp+"/appRoleAssignedTo/"+made.text("id"), "")
	s.expect(204, "", "DELETE /v1.0/servicePrincipals/"+sp+"/appRoleAssignedTo/"+made.text("id"), "")
	if got := s.expect(200, "", "GET /v1.0/servicePrincipals/"+callerID+"/appRoleAssignments", "").names("id"); got != "" {
		t.Errorf("seen from the principal after removal: %q", got)
	}
	g := s.expect(201, "", "POST /v1.0/oauth2PermissionGrants", `{"clientId":"`+callerID+`","consentType":"AllPrincipals","resourceId":"`+sp+`","scope":"a b"}`)
	s.expect(409, "", "POST /v1.0/oauth2PermissionGrants", `{"clientId":"`+callerID+`","consentType":"AllPrincipals","resourceId":"`+sp+`","scope":"c"}`)
	s.expect(400, "", "POST /v1.0/oauth2PermissionGrants", `{"clientId":"`+callerID+`","consentType":"Principal","resourceId":"`+sp+`","scope":"c"}`)
	s.expect(204, "", "PATCH /v1.0/oauth2PermissionGrants/"+g.text("id"), `{"scope":"a"}`)
	s.expect(400, "", "PATCH /v1.0/oauth2PermissionGrants/"+g.text("id"), `{"clientId":"`+sp+`"}`)
	// federated credentials
	fic := func(name, subject string) string {
		return fmt.Sprintf(`{"name":%q,"issuer":"https://i.example","subject":%q,"audiences":["api://AzureADTokenExchange"]}`, name, subject)
	}
	f := s.expect(201, "", "POST "+p+"/federatedIdentityCredentials", fic("one", "s1"))
	s.expect(409, "Request_MultipleObjectsWithSameKeyValue", "POST "+p+"/federatedIdentityCredentials", fic("one", "s2"))
	s.expect(409, "", "POST "+p+"/federatedIdentityCredentials", fic("two", "s1"))
	s.expect(400, "", "POST "+p+"/federatedIdentityCredentials", strings.Replace(fic("three", "s3"), `["api://AzureADTokenExchange"]`, `["a","b"]`, 1))
	s.expect(400, "", "POST "+p+"/federatedIdentityCredentials", fic("x", "s4"))
	s.expect(400, "", "POST "+p+"/federatedIdentityCredentials", fic("with blank", "s5"))
	s.expect(200, "", "GET "+p+"/federatedIdentityCredentials/"+f.text("id"), "")
	s.expect(200, "", "GET "+p+"/federatedIdentityCredentials/one", "")
	s.expect(200, "", "GET "+p+"/federatedIdentityCredentials(name='one')", "")
	s.expect(204, "", "PATCH "+p+"/federatedIdentityCredentials/"+f.text("id"), `{"subject":"s9"}`)
	s.expect(400, "", "PATCH "+p+"/federatedIdentityCredentials/"+f.text("id"), `{"name":"other"}`)
	s.expect(201, "", "PATCH "+p+"/federatedIdentityCredentials(name='four')", strings.Replace(fic("four", "s10"), `"name":"four",`, "", 1), "Prefer: create-if-missing")
	for n := range 18 {
		s.expect(201, "", "POST "+p+"/federatedIdentityCredentials", fic(fmt.Sprintf("many%d", n), fmt.Sprintf("m%d", n)))
	}
	s.expect(400, "", "POST "+p+"/federatedIdentityCredentials", fic("manymore", "mm"))
	// deletion
	s.expect(204, "", "PATCH "+p, disabled)
	s.expect(204, "", "PATCH "+p, `{"appRoles":[]}`)
	s.expect(204, "", "DELETE "+p, "")
	s.expect(404, "", "GET /v1.0/servicePrincipals/"+sp, "")
	s.expect(400, "Request_BadRequest", "POST /v1.0/applications", `{"displayName":"c","identifierUris":["api://one"]}`)
	s.expect(200, "", "POST /v1.0/directory/deletedItems/"+id+"/restore", "")
	s.expect(200, "", "GET "+p+"/federatedIdentityCredentials/one", "")
	s.expect(404, "", "GET /v1.0/servicePrincipals/"+sp, "")
}

func TestContractOwnedByLimitsAnApplication(t *testing.T) {
	t.Parallel()
	s := newService(t)
	foreign, _ := s.application("foreign")
	if got := s.must(200, "GET /v1.0/applications/"+foreign+"/owners", "").names("id"); got != "" {
		t.Errorf("owners of an application made with ReadWrite.All: %q", got)
	}
	by := "Authorization: Bearer Application.ReadWrite.OwnedBy"
	own := s.must(201, "POST /v1.0/applications", `{"displayName":"own"}`, by).text("id")
	s.expect(204, "", "PATCH /v1.0/applications/"+own, `{"displayName":"x"}`, by)
	s.expect(403, "Authorization_RequestDenied", "PATCH /v1.0/applications/"+foreign, `{"displayName":"x"}`, by)
	s.expect(403, "", "DELETE /v1.0/applications/"+foreign, "", by)
	s.expect(403, "", "POST /v1.0/applications/"+foreign+"/addPassword", `{}`, by)
	s.expect(403, "", "POST /v1.0/applications/"+foreign+"/federatedIdentityCredentials", `{"name":"abc","issuer":"https://i","subject":"s","audiences":["a"]}`, by)
	s.expect(403, "", "POST /v1.0/applications/"+foreign+"/owners/$ref", ref(callerID), by)
	s.expect(200, "", "POST /v1.0/applications/"+own+"/addPassword", `{}`, by)
	if got := s.must(200, "GET /v1.0/applications/"+own+"/owners", "").names("id"); got != callerID {
		t.Errorf("owners %q", got)
	}
}

func TestContractPermissionsHoldOnEveryWay(t *testing.T) {
	t.Parallel()
	s := newService(t)
	alice := s.user("alice")
	g := s.group("g", `,"members@odata.bind":["`+base+`/v1.0/users/`+alice+`"]`)
	app, _ := s.application("app")
	for _, tt := range []struct{ roles, line, body string }{
		{"Group.ReadWrite.All", "DELETE /v1.0/groups/" + g + "/members/" + alice, ""},
		{"Group.ReadWrite.All", "PATCH /v1.0/directoryObjects/" + alice, `{"displayName":"x"}`},
		{"Group.ReadWrite.All", "DELETE /v1.0/directoryObjects/" + alice, ""},
		{"User.ReadWrite.All", "DELETE /v1.0/directoryObjects/" + g, ""},
		{"User.ReadWrite.All", "POST /v1.0/groups/" + g + "/members/$ref", ref(callerID)},
		{"User.Read.All", "GET /v1.0/applications/" + app, ""},
		{"User.Read.All", "POST /v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/applications"}]}`},
		{"GroupMember.ReadWrite.All", "PATCH /v1.0/groups/" + g, `{"displayName":"x"}`},
		{"Group.Create", "PATCH /v1.0/groups/" + g, `{"displayName":"x"}`},
		{"Application.ReadWrite.All", "POST /v1.0/servicePrincipals/" + callerID + "/appRoleAssignments", `{"principalId":"` + callerID + `","resourceId":"` + callerID + `","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
		{"User.ReadWrite.All", "POST /v1.0/directoryObjects/getByIds", `{"ids":["` + g + `"]}`},
		{"Policy.ReadWrite.ConditionalAccess", "POST /v1.0/policies/claimsMappingPolicies", `{"displayName":"x","definition":["{}"]}`},
		{"User.Read.All", "GET /v1.0/roleManagement/directory/roleAssignments", ""},
		{"User.Read.All", "GET /beta/deviceManagement/configurationPolicies", ""},
		{"User.Read.All", "GET /v1.0/oauth2PermissionGrants", ""},
	} {
		a := s.send(tt.line, tt.body, "Authorization: Bearer "+tt.roles)
		refused := a.status == 403 || strings.Contains(a.raw, `"status":403`)
		onlyIDs := strings.Contains(tt.line, "getByIds") && a.names("displayName") == "<nil>"
		if !refused && !onlyIDs {
			t.Errorf("%s may %s: %d %.300s", tt.roles, tt.line, a.status, a.raw)
		}
	}
	s.expect(201, "", "POST /v1.0/groups", groupBody("created"), "Authorization: Bearer Group.Create")
	s.expect(204, "", "POST /v1.0/groups/"+g+"/members/$ref", ref(callerID), "Authorization: Bearer GroupMember.ReadWrite.All")
}

func TestContractUpsertByAlternateKey(t *testing.T) {
	t.Parallel()
	s := newService(t)
	create := "Prefer: create-if-missing"
	a := s.expect(201, "", "PATCH /v1.0/groups(uniqueName='u1')", groupBody("u1"), create)
	if a.text("uniqueName") != "u1" {
		t.Errorf("upsert: %s", a.raw)
	}
	s.expect(204, "", "PATCH /v1.0/groups(uniqueName='u1')", `{"description":"d"}`, create)
	s.expect(200, "", "GET /v1.0/groups(uniqueName='u1')", "")
	s.expect(404, "Request_ResourceNotFound", "PATCH /v1.0/groups(uniqueName='u2')", groupBody("u2"))
	s.expect(201, "", "PATCH /v1.0/applications(uniqueName='a1')", `{"displayName":"a1"}`, create)
	s.expect(404, "", "PATCH /v1.0/applications(appId='cccccccc-0000-4000-8000-000000000009')", `{"displayName":"a1"}`, create)
	_, appID := s.application("b")
	s.expect(201, "", "PATCH /v1.0/servicePrincipals(appId='"+appID+"')", `{}`, create)
	s.expect(204, "", "PATCH /v1.0/servicePrincipals(appId='"+appID+"')", `{"notes":"n"}`, create)
}

func TestContractBatch(t *testing.T) {
	t.Parallel()
	s := newService(t)
	parts := func(p ...string) string { return `{"requests":[` + strings.Join(p, ",") + `]}` }
	get := `{"id":"1","method":"GET","url":"/groups?$select=id"}`
	a := s.expect(200, "", "POST /v1.0/$batch", parts(get,
		`{"id":"2","method":"POST","url":"/groups","headers":{"content-type":"application/json"},"body":`+groupBody("b")+`}`,
		`{"id":"3","method":"GET","url":"/groups/foo"}`,
		`{"id":"4","method":"GET","url":"/users","dependsOn":["3"]}`,
		`{"id":"5","method":"GET","url":"/groups/$count","headers":{"ConsistencyLevel":"eventual"}}`))
	responses, _ := a.body["responses"].([]any)
	status := map[string]string{}
	for _, r := range responses {
		o, _ := r.(map[string]any)
		status[fmt.Sprint(o["id"])] = fmt.Sprint(o["status"])
	}
	if fmt.Sprint(status) != "map[1:200 2:201 3:400 4:424 5:200]" {
		t.Errorf("statuses %v\n%s", status, a.raw)
	}
	for name, body := range map[string]string{
		"empty": parts(), "none": `{}`, "twice the same id": parts(get, get), "no url": parts(`{"id":"1","method":"GET"}`),
		"body without type": parts(`{"id":"1","method":"POST","url":"/groups","body":{}}`),
		"unknown dependsOn": parts(`{"id":"1","method":"GET","url":"/groups","dependsOn":["9"]}`),
		"21":                parts(strings.Split(strings.TrimSuffix(strings.Repeat(get+"|", 21), "|"), "|")...),
		"requests no list":  `{"requests":{}}`, "id a number": parts(`{"id":1,"method":"GET","url":"/groups"}`),
	} {
		if a := s.send("POST /v1.0/$batch", body); a.status != 400 {
			t.Errorf("%s: %d %s", name, a.status, a.raw)
		}
	}
	for _, url := range []string{"", "//", "https://evil.example/v1.0/users", "?", "/v1.0/users", "/../v1.0/users", "/users/%zz", "\\u0000"} {
		a := s.send("POST /v1.0/$batch", parts(`{"id":"1","method":"GET","url":"`+url+`"}`))
		if a.status >= 500 {
			t.Errorf("url %q: %d %s", url, a.status, a.raw)
		}
	}
	s.expect(401, "InvalidAuthenticationToken", "POST /v1.0/$batch", parts(get), "Authorization: Bearer expired")
}

func TestContractAdministrativeUnitsAndRoles(t *testing.T) {
	t.Parallel()
	s := newService(t)
	alice := s.user("alice")
	au := s.must(201, "POST /v1.0/directory/administrativeUnits", `{"displayName":"au"}`).text("id")
	p := "/v1.0/directory/administrativeUnits/" + au
	s.expect(204, "", "POST "+p+"/members/$ref", ref(alice))
	s.expect(400, "", "POST "+p+"/members/$ref", ref(alice))
	inside := s.expect(201, "", "POST "+p+"/members", strings.Replace(groupBody("in"), "{", `{"@odata.type":"#microsoft.graph.group",`, 1))
	if got := s.expect(200, "", "GET "+p+"/members", "").names("id"); got != alice+" "+inside.text("id") {
		t.Errorf("members %q", got)
	}
	s.expect(200, "", "GET /beta/administrativeUnits/"+au, "")
	s.expect(204, "", "PATCH "+p, `{"description":"d"}`)
	s.expect(400, "", "PATCH "+p, `{"isMemberManagementRestricted":true}`)
	def := s.expect(201, "", "POST /v1.0/roleManagement/directory/roleDefinitions", `{"displayName":"r","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/basic/update"]}]}`)
	assignment := fmt.Sprintf(`{"principalId":%q,"roleDefinitionId":%q,"directoryScopeId":"/"}`, alice, def.text("id"))
	ra := s.expect(201, "", "POST /v1.0/roleManagement/directory/roleAssignments", assignment)
	s.expect(400, "", "POST /v1.0/roleManagement/directory/roleAssignments", fmt.Sprintf(`{"principalId":%q,"roleDefinitionId":%q}`, alice, def.text("id")))
	if a := s.send("POST /v1.0/roleManagement/directory/roleAssignments", assignment); a.status != 400 && a.status != 409 {
		t.Errorf("second assignment: %d", a.status)
	}
	s.expect(405, "", "PATCH /v1.0/roleManagement/directory/roleAssignments/"+ra.text("id"), `{}`)
	s.expect(400, "", "DELETE /v1.0/roleManagement/directory/roleDefinitions/"+def.text("id"), "")
	if got := s.expect(200, "", "GET /v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '"+alice+"'&$expand=principal", ""); got.names("id") != ra.text("id") || !strings.Contains(got.raw, `"displayName":"alice"`) {
		t.Errorf("assignments: %s", got.raw)
	}
	s.expect(204, "", "DELETE /v1.0/roleManagement/directory/roleAssignments/"+ra.text("id"), "")
	s.expect(204, "", "DELETE /v1.0/roleManagement/directory/roleDefinitions/"+def.text("id"), "")
	plain := s.group("plain")
	s.expect(400, "", "POST /v1.0/roleManagement/directory/roleAssignments", fmt.Sprintf(`{"principalId":%q,"roleDefinitionId":%q,"directoryScopeId":"/"}`, plain, def.text("id")))
	s.expect(204, "", "DELETE "+p, "")
	s.expect(200, "", "GET /v1.0/groups/"+inside.text("id"), "")
}

func TestContractConditionalAccess(t *testing.T) {
	t.Parallel()
	s := newService(t)
	locations := "/v1.0/identity/conditionalAccess/namedLocations"
	ip := s.expect(201, "", "POST "+locations, `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ","isTrusted":true,"ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"192.0.2.0/24"}]}`)
	if ip.text("@odata.type") != "#microsoft.graph.ipNamedLocation" || ip.text("createdDateTime") == "" {
		t.Errorf("created: %s", ip.raw)
	}
	one := locations + "/" + ip.text("id")
	s.expect(400, "", "POST "+locations, `{"@odata.type":"#microsoft.graph.namedLocation","displayName":"x"}`)
	s.expect(400, "", "POST "+locations, `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"x"}`)
	s.expect(201, "", "POST "+locations, `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"x","ipRanges":[{"cidrAddress":"192.0.2.0/24"}]}`)
	s.expect(400, "", "POST "+locations, `{"@odata.type":"#microsoft.graph.user","displayName":"x"}`)
	s.expect(204, "", "PATCH "+one, `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ2"}`)
	s.expect(400, "", "PATCH "+one, `{"displayName":"HQ3"}`)
	s.expect(400, "", "PATCH "+one, `{"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"HQ3"}`)
	s.expect(400, "", "DELETE "+one, "")
	a := s.expect(404, "ResourceNotFound", "GET "+locations+"/cccccccc-0000-4000-8000-000000000009", "")
	if !strings.Contains(a.message(), "NamedLocation with id cccccccc-0000-4000-8000-000000000009 does not exist in the directory") {
		t.Errorf("message %q", a.message())
	}
	policy := func(extra string) string {
		return `{"displayName":"p","state":"disabled","conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"clientAppTypes":["all"],"locations":{"includeLocations":["` + ip.text("id") + `"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}` + extra + `}`
	}
	policies := "/v1.0/identity/conditionalAccess/policies"
	p := s.expect(201, "", "POST "+policies, policy(""))
	if v, has := p.body["sessionControls"]; !has || v != nil {
		t.Errorf("sessionControls is not an explicit null: %s", p.raw)
	}
	if conditions, _ := p.body["conditions"].(map[string]any); conditions["platforms"] != nil || conditions["clientAppTypes"] == nil {
		t.Errorf("conditions: %s", p.raw)
	}
	if !strings.Contains(p.raw, `"excludeUsers":[]`) {
		t.Errorf("unset lists are not []: %s", p.raw)
	}
	b := s.expect(400, "BadRequest", "POST "+policies, strings.Replace(policy(""), ip.text("id"), "cccccccc-0000-4000-8000-000000000009", 1))
	if !strings.HasPrefix(b.message(), "1040:") {
		t.Errorf("message %q", b.message())
	}
	s.expect(400, "BadRequest", "POST "+policies, `{"displayName":"p","state":"disabled","conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"clientAppTypes":["all"]}}`)
	s.expect(400, "BadRequest", "POST "+policies, strings.Replace(policy(""), `"disabled"`, `"odd"`, 1))
	c := s.expect(400, "BadRequest", "POST "+policies, policy(`,"colour":1`))
	if !strings.HasPrefix(c.message(), "1007:") {
		t.Errorf("message %q", c.message())
	}
	s.expect(204, "", "PATCH "+policies+"/"+p.text("id"), `{"grantControls":null,"sessionControls":{"signInFrequency":{"isEnabled":true,"type":"hours","value":4}}}`)
	got := s.expect(200, "", "GET "+policies+"/"+p.text("id"), "")
	if got.body["grantControls"] != nil || got.body["sessionControls"] == nil {
		t.Errorf("patched: %s", got.raw)
	}
	s.expect(204, "", "PATCH "+one, `{"@odata.type":"#microsoft.graph.ipNamedLocation","isTrusted":false}`)
	s.expect(400, "", "DELETE "+one, "")
	s.expect(204, "", "DELETE "+policies+"/"+p.text("id"), "")
	s.expect(204, "", "DELETE "+one, "")
	contexts := "/v1.0/identity/conditionalAccess/authenticationContextClassReferences"
	s.expect(201, "", "PATCH "+contexts+"/c1", `{"displayName":"C","description":"d","isAvailable":true}`)
	s.expect(204, "", "PATCH "+contexts+"/c1", `{"displayName":"C2"}`)
	s.expect(400, "", "DELETE "+contexts+"/c1", "")
	s.expect(204, "", "PATCH "+contexts+"/c1", `{"isAvailable":false}`)
	s.expect(204, "", "DELETE "+contexts+"/c1", "")
	s.expect(400, "", "PATCH "+contexts+"/x1", `{"displayName":"C","description":"d","isAvailable":true}`)
}

func TestContractIntuneAndGeneric(t *testing.T) {
	t.Parallel()
	s := newService(t)
	f := "/beta/deviceManagement/assignmentFilters"
	made := s.expect(201, "", "POST "+f, `{"displayName":"f","platform":"windows10AndLater","rule":"(device.osVersion -eq \"1\")"}`)
	if !strings.Contains(made.raw, `"roleScopeTags":["0"]`) {
		t.Errorf("filter: %s", made.raw)
	}
	s.expect(400, "BadRequest", "PATCH "+f+"/"+made.text("id"), `{"platform":"iOS"}`)
	a := s.send("PATCH "+f+"/"+made.text("id"), `{"displayName":"g"}`)
	if a.status/100 != 2 {
		t.Errorf("PATCH filter: %d %s", a.status, a.raw)
	}
	nested := s.expect(404, "ResourceNotFound", "GET "+f+"/cccccccc-0000-4000-8000-000000000009", "")
	if !strings.HasPrefix(nested.message(), "{\r\n") {
		t.Errorf("message is not nested JSON: %q", nested.message())
	}
	c := "/v1.0/deviceManagement/deviceCompliancePolicies"
	s.expect(400, "", "POST "+c, `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"c"}`)
	cp := s.expect(201, "", "POST "+c, `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"c","scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":0}]}]}`)
	s.expect(400, "", "PATCH "+c+"/"+cp.text("id"), `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","scheduledActionsForRule":[]}`)
	up := s.expect(200, "", "PATCH "+c+"/"+cp.text("id"), `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"d"}`)
	if up.text("displayName") != "d" {
		t.Errorf("PATCH answers %s", up.raw)
	}
	ex := s.expect(200, "", "GET "+c+"/"+cp.text("id")+"?$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)", "")
	if !strings.Contains(ex.raw, `"actionType":"block"`) {
		t.Errorf("expanded: %s", ex.raw)
	}
	g := s.group("g")
	as := s.send("POST "+c+"/"+cp.text("id")+"/assign", `{"assignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"`+g+`"}}]}`)
	if as.status/100 != 2 {
		t.Errorf("assign: %d %s", as.status, as.raw)
	}
	if got := s.expect(200, "", "GET "+c+"/"+cp.text("id")+"/assignments", "").names("id"); got != cp.text("id")+"_"+g {
		t.Errorf("assignments %q", got)
	}
	s.send("POST "+c+"/"+cp.text("id")+"/assign", `{"assignments":[]}`)
	if got := s.expect(200, "", "GET "+c+"/"+cp.text("id")+"/assignments", "").names("id"); got != "" {
		t.Errorf("assignments after assigning none %q", got)
	}
	var settings []string
	for n := range 30 {
		settings = append(settings, fmt.Sprintf(`{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d%d","simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":%d}}}`, n, n))
	}
	catalog := `{"name":"n","platforms":"windows10","technologies":"mdm","settings":[` + strings.Join(settings, ",") + `]}`
	sc := s.expect(201, "", "POST /beta/deviceManagement/configurationPolicies", catalog)
	one := "/beta/deviceManagement/configurationPolicies/" + sc.text("id")
	page := s.expect(200, "", "GET "+one+"/settings", "")
	if n := len(strings.Fields(page.names("id"))); n != 25 || page.text("@odata.nextLink") == "" {
		t.Errorf("first page of settings has %d, next %q", n, page.text("@odata.nextLink"))
	}
	if got := s.must(200, "GET "+one, ""); got.body["settingCount"] != json.Number("30") {
		t.Errorf("settingCount %v", got.body["settingCount"])
	}
	put := s.send("PUT "+one, strings.Replace(`{"name":"n2","platforms":"windows10","technologies":"mdm","settings":[X]}`, "X", settings[0], 1))
	if put.status/100 != 2 {
		t.Errorf("PUT: %d %s", put.status, put.raw)
	}
	if got := s.must(200, "GET "+one+"/settings", ""); len(strings.Fields(got.names("id"))) != 1 {
		t.Errorf("settings after PUT: %s", got.raw)
	}
	// singletons and actions nobody wrote code for
	if got := s.send("GET /v1.0/policies/authorizationPolicy", ""); got.status != 200 { // a singleton always exists
		t.Errorf("authorizationPolicy: %d %s", got.status, got.raw)
	}
	s.expect(204, "", "PATCH /v1.0/policies/authorizationPolicy", `{"allowInvitesFrom":"everyone"}`)
	if got := s.expect(200, "", "GET /v1.0/policies/authorizationPolicy", "").text("allowInvitesFrom"); got != "everyone" {
		t.Errorf("allowInvitesFrom %q", got)
	}
	s.expect(405, "", "DELETE /v1.0/policies/authorizationPolicy", "")
	s.expect(400, "", "PATCH /v1.0/policies/authorizationPolicy", `{"allowInvitesFrom":"nobodyever"}`)
	s.expect(200, "", "GET /v1.0/organization", "")
	s.expect(200, "", "GET /v1.0/directoryRoles", "")
	s.expect(200, "", "GET /v1.0/subscribedSkus", "")
}

func TestContractOneOfManyWinsAName(t *testing.T) {
	t.Parallel()
	s := newService(t)
	var all sync.WaitGroup
	var mu sync.Mutex
	statuses := map[int]int{}
	g := s.group("g")
	alice := s.user("al")
	for range 16 {
		all.Go(func() {
			for _, r := range [][2]string{{"POST /v1.0/users", userBody("same")}, {"POST /v1.0/groups/" + g + "/members/$ref", ref(alice)}, {"PATCH /v1.0/groups/" + g, `{"description":"d"}`}, {"GET /v1.0/groups?$expand=members", ""}} {
				a := s.send(r[0], r[1])
				mu.Lock()
				statuses[a.status]++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if fmt.Sprint(statuses) != "map[200:16 201:1 204:17 400:30]" {
		t.Errorf("statuses %v", statuses)
	}
}

func TestContractCyclesEnd(t *testing.T) {
	t.Parallel()
	s := newService(t)
	a, b := s.group("a"), s.group("b")
	s.must(204, "POST /v1.0/groups/"+a+"/members/$ref", ref(b))
	s.must(204, "POST /v1.0/groups/"+b+"/members/$ref", ref(a))
	if got := s.must(200, "GET /v1.0/groups/"+a+"/transitiveMembers", ""); got.status != 200 {
		t.Error(got.raw)
	}
	if got := s.send("GET /v1.0/groups/"+a+"?$expand=members($expand=members($expand=members))", ""); got.status >= 500 {
		t.Error(got.raw)
	}
	x := s.user("x")
	s.must(204, "PUT /v1.0/users/"+x+"/manager/$ref", ref(s.user("y")))
	if got := s.send("GET /v1.0/users/"+x+"?$expand=manager($levels=max)&$count=true", "", eventual); got.status != 200 {
		t.Errorf("%d %s", got.status, got.raw)
	}
}
