// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"strings"
	"testing"
)

func TestDirectoryExtensions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	call := func(status int, request, body string) map[string]any {
		t.Helper()
		w := s.send(t, request, body)
		if w.Code != status {
			t.Fatalf("%s %s: status %d, want %d\n%s", request, body, w.Code, status, w.Body)
		}
		if w.Body.Len() == 0 {
			return nil
		}
		return decoded(t, w.Body.Bytes())
	}
	application := call(201, "POST /v1.0/applications", `{"displayName":"A"}`)
	path := "/v1.0/applications/" + application["id"].(string) + "/extensionProperties"
	body := `{"name":"level","dataType":"Integer","targetObjects":["User"]}`
	extension := call(201, "POST "+path, body)
	name := "extension_" + strings.ReplaceAll(application["appId"].(string), "-", "") + "_level"
	if extension["name"] != name {
		t.Errorf("name %v, want %s", extension["name"], name)
	}
	call(409, "POST "+path, body)
	call(400, "POST "+path, `{"name":"x","dataType":"Text","targetObjects":["User"]}`)
	call(400, "POST "+path, `{"name":"x","dataType":"String","targetObjects":["Person"]}`)
	call(204, "PATCH /v1.0/users/"+adminID, `{"`+name+`":3}`)
	wrong := call(400, "PATCH /v1.0/users/"+adminID, `{"`+name+`":"three"}`)
	if message, _ := wrong["error"].(map[string]any)["message"].(string); !strings.Contains(message, name) {
		t.Errorf("a value of another type is refused without its name: %s", message)
	}
	call(400, "PATCH /v1.0/users/"+adminID, `{"extension_0123456789abcdef0123456789abcdef_level":3}`)
	call(400, "POST /v1.0/groups", with(bodyOfGroup, `{"`+name+`":3}`))
	if user := call(200, "GET /v1.0/users/"+adminID+"?$select="+name, ""); user[name] != 3.0 {
		t.Errorf("user has %v", user)
	}
	if found := call(200, "GET /v1.0/users?$filter="+name+" eq 3", ""); len(found["value"].([]any)) != 1 {
		t.Errorf("filter finds %v", found)
	}
	if all := call(200, "POST /v1.0/directoryObjects/getAvailableExtensionProperties", `{"isSyncedFromOnPremises":false}`); len(all["value"].([]any)) != 1 {
		t.Errorf("available are %v", all)
	}
}

func TestSchemaExtensions(t *testing.T) {
	t.Parallel()
	schema := `{"id":"contoso_courses","description":"d","targetTypes":["Group"],"properties":[{"name":"courseId","type":"Integer"},{"name":"name","type":"String"}]}`
	conversations(t, map[string][]step{
		"are complex properties of the objects that they are for": {
			{do: "POST /schemaExtensions", body: schema, status: 201, save: "s", want: `{"id":"contoso_courses","status":"InDevelopment","owner":"caller"}`},
			{do: "POST /groups", body: with(bodyOfGroup, `{"contoso_courses":{"courseId":7,"name":"N"}}`), status: 201, save: "g"},
			{do: "PATCH /groups/{g}", body: `{"contoso_courses":{"courseId":8}}`, status: 204},
			{do: "GET /groups/{g}?$select=contoso_courses", status: 200, want: `{"contoso_courses":{"courseId":8,"name":"N"}}`},
			{do: "PATCH /groups/{g}", body: `{"contoso_courses":{"name":null}}`, status: 204},
			{do: "GET /groups/{g}?$select=contoso_courses", status: 200, want: `{"contoso_courses":{"courseId":8}}`},
			{do: "PATCH /groups/{g}", body: `{"contoso_courses":{"courseId":"8"}}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"contoso_courses":[8]}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"contoso_courses":{"room":8}}`, status: 400},
			{do: "PATCH /users/{admin}", body: `{"contoso_courses":{"courseId":8}}`, status: 400},
			{do: "PATCH /schemaExtensions/contoso_courses", body: `{"status":"Available"}`, status: 204},
			{do: "PATCH /schemaExtensions/contoso_courses", body: `{"status":"InDevelopment"}`, status: 400},
			{do: "DELETE /schemaExtensions/contoso_courses", status: 400},
		},
		"get a name of their own where the id has no domain": {
			{do: "POST /schemaExtensions", body: strings.Replace(schema, "contoso_", "", 1), status: 201, save: "s"},
			{do: "GET /schemaExtensions/{s}", status: 200, want: `{"id":"{s}"}`},
			{do: "GET /schemaExtensions/courses", status: 404},
			{do: "POST /schemaExtensions", body: strings.Replace(schema, "contoso_courses", "contoso", 1), status: 201, save: "t"},
			{do: "GET /schemaExtensions/contoso", status: 404},
			{do: "GET /schemaExtensions/{t}", status: 200},
			{do: "DELETE /schemaExtensions/{s}", status: 204},
		},
	})
}

func TestApplicationsAreRefused(t *testing.T) {
	t.Parallel()
	role := `{"id":"50000000-0000-4000-8000-000000000001","value":"Read","displayName":"R","description":"R","isEnabled":true,"allowedMemberTypes":["User"]}`
	other := strings.Replace(role, "0001", "0002", 1)
	tests := map[string]struct{ members, code, message string }{
		"with an identifier of others": {
			`{"identifierUris":["https://fabrikam.example/x"]}`, "HostNameNotOnVerifiedDomain",
			"Values of identifierUris property must use a verified domain of the organization or its subdomain: 'https://fabrikam.example/x'",
		},
		"with an identifier that is no URI": {`{"identifierUris":["x"]}`, "Request_BadRequest", "Invalid value specified for property 'identifierUris' of resource 'Application'."},
		"for personal accounts with old tokens": {
			`{"signInAudience":"AzureADandPersonalMicrosoftAccount"}`, "Request_BadRequest", "Property api.requestedAccessTokenVersion is invalid.",
		},
		"with a role listed twice":        {`{"appRoles":[` + role + `,` + role + `]}`, "Request_BadRequest", "Request contains a property with duplicate values."},
		"with a value listed twice":       {`{"appRoles":[` + role + `,` + other + `]}`, "Request_BadRequest", "Request contains a property with duplicate values."},
		"with a role for nobody":          {`{"appRoles":[` + strings.Replace(role, `"User"`, "", 1) + `]}`, "Request_BadRequest", "Invalid value specified for property 'allowedMemberTypes' of resource 'Application'."},
		"with a claim that there is not":  {`{"groupMembershipClaims":"Groups"}`, "Request_BadRequest", "Invalid value specified for property 'groupMembershipClaims' of resource 'Application'."},
		"with an unknown encryption key":  {`{"tokenEncryptionKeyId":"50000000-0000-4000-8000-000000000001"}`, "Request_BadRequest", "No KeyCredential found with the configured TokenEncryptionKeyId."},
		"with a property of the services": {`{"publisherDomain":"contoso.example"}`, "Request_BadRequest", "Property 'publisherDomain' is read-only and cannot be set."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			converse(t, []step{{do: "POST /applications", body: with(`{"displayName":"A"}`, tt.members), status: 400, want: refused(tt.code, tt.message)}})
		})
	}
}

func TestApplicationsAreCompleted(t *testing.T) {
	t.Parallel()
	role := `{"id":"50000000-0000-4000-8000-000000000001","displayName":"R","description":"R","isEnabled":true,"allowedMemberTypes":["User"]}`
	conversations(t, map[string][]step{
		"with the members of complex values that were not sent": {
			{
				do:     "POST /applications",
				body:   `{"displayName":"A","appRoles":[` + role + `],"identifierUris":["https://app.contoso.example"],"info":{"supportUrl":""},"optionalClaims":{"idToken":[{"name":"email"}]},"web":{"implicitGrantSettings":{"enableIdTokenIssuance":true}}}`,
				status: 201, save: "a",
				want: `{"appRoles":[{"value":null,"origin":"Application"}],"info":{"supportUrl":null},"optionalClaims":{"accessToken":[],"idToken":[{"name":"email","essential":false,"source":null,"additionalProperties":[]}]},
				"web":{"implicitGrantSettings":{"enableIdTokenIssuance":true,"enableAccessTokenIssuance":false}}}`,
			},
			{do: "PATCH /applications/{a}", body: `{"web":{"implicitGrantSettings":{"enableAccessTokenIssuance":true}}}`, status: 204},
			{do: "GET /applications/{a}?$select=web", status: 200, want: `{"web":{"implicitGrantSettings":{"enableIdTokenIssuance":true,"enableAccessTokenIssuance":true}}}`},
		},
	})
}

func TestServicePrincipalsFollowTheirApplications(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	post := func(path, body string) map[string]any {
		t.Helper()
		w := s.send(t, "POST /v1.0"+path, body)
		if w.Code != 201 {
			t.Fatalf("POST %s: %d %s", path, w.Code, w.Body)
		}
		return decoded(t, w.Body.Bytes())
	}
	application := post("/applications", `{"displayName":"A","web":{"redirectUris":["https://a.example/back"],"homePageUrl":"https://a.example"}}`)
	principal := post("/servicePrincipals", `{"appId":"`+application["appId"].(string)+`"}`)
	expect := func(wantHome, wantReply string) {
		t.Helper()
		got := decoded(t, s.send(t, "GET /v1.0/servicePrincipals/"+principal["id"].(string), "").Body.Bytes())
		if got["homepage"] != wantHome || got["replyUrls"].([]any)[0] != wantReply {
			t.Errorf("homepage %v, replyUrls %v; want %s, %s", got["homepage"], got["replyUrls"], wantHome, wantReply)
		}
	}
	expect("https://a.example", "https://a.example/back")
	change := func(path, body string) {
		t.Helper()
		if w := s.send(t, "PATCH /v1.0"+path, body); w.Code != 204 {
			t.Fatalf("PATCH %s: %d %s", path, w.Code, w.Body)
		}
	}
	change("/servicePrincipals/"+principal["id"].(string), `{"homepage":"https://own.example"}`)
	change("/applications/"+application["id"].(string), `{"web":{"redirectUris":["https://b.example/back"],"homePageUrl":"https://b.example"}}`)
	expect("https://own.example", "https://b.example/back")
}

func TestFlexibleFederatedCredentials(t *testing.T) {
	t.Parallel()
	credential := `{"name":"flexible","issuer":"https://i.example","audiences":["api://AzureADTokenExchange"],"claimsMatchingExpression":{"languageVersion":1,"value":"claims['sub'] matches 'x'"}}`
	conversations(t, map[string][]step{
		"match by an expression in place of a subject": {
			{do: "POST /applications", body: `{"displayName":"A"}`, status: 201, save: "a"},
			{do: "POST /beta/applications/{a}/federatedIdentityCredentials", body: credential, status: 201},
			{do: "POST /beta/applications/{a}/federatedIdentityCredentials", body: with(credential, `{"name":"both","subject":"s"}`), status: 400},
			{do: "POST /applications/{a}/federatedIdentityCredentials", body: with(credential, `{"name":"neither","claimsMatchingExpression":"-"}`), status: 400},
		},
	})
}
