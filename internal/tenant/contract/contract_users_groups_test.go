// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestContractRefusals(t *testing.T) {
	t.Parallel()
	s := newService(t)
	alice, bob := s.user("alice"), s.user("bob")
	g := s.group("g", `,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/`+alice+`"]`)
	dyn := s.group("dyn", `,"groupTypes":["DynamicMembership"],"membershipRule":"user.department -eq \"x\"","membershipRuleProcessingState":"On"`)
	uni := s.must(201, "POST /v1.0/groups", `{"displayName":"uni","mailEnabled":true,"mailNickname":"uni","securityEnabled":false,"groupTypes":["Unified"]}`).text("id")
	var many []string
	for n := range 21 {
		many = append(many, fmt.Sprintf("%q", base+"/v1.0/users/"+s.user(fmt.Sprintf("m%d", n))))
	}
	u, gr := "POST /v1.0/users", "POST /v1.0/groups"
	cases := map[string]struct {
		line, body string
		headers    []string
		status     int
		code, says string
	}{
		"no token":                                {"GET /v1.0/users", "", []string{"Authorization: "}, 401, "InvalidAuthenticationToken", "empty"},
		"an expired token":                        {"GET /v1.0/users", "", []string{"Authorization: Bearer expired"}, 401, "InvalidAuthenticationToken", "expired"},
		"a role that does not allow it":           {u, userBody("x"), []string{"Authorization: Bearer User.Read.All"}, 403, "Authorization_RequestDenied", "Insufficient privileges"},
		"no roles":                                {"GET /v1.0/groups", "", []string{"Authorization: Bearer none"}, 403, "Authorization_RequestDenied", ""},
		"unknown version":                         {"GET /v2.0/users", "", nil, 400, "BadRequest", ""},
		"unknown segment":                         {"GET /v1.0/widgets", "", nil, 400, "BadRequest", "Resource not found for the segment 'widgets'"},
		"unknown user":                            {"GET /v1.0/users/nobody@" + domain, "", nil, 404, "Request_ResourceNotFound", "does not exist"},
		"unknown group":                           {"GET /v1.0/groups/bbbbbbbb-0000-4000-8000-000000000000", "", nil, 404, "Request_ResourceNotFound", ""},
		"a group id that is no GUID":              {"GET /v1.0/groups/foo", "", nil, 400, "Request_BadRequest", "Invalid object identifier 'foo'"},
		"malformed JSON":                          {u, `{"a":`, nil, 400, "BadRequest", ""},
		"JSON that is no object":                  {u, `[1]`, nil, 400, "BadRequest", ""},
		"two JSON documents":                      {u, `{}{}`, nil, 400, "BadRequest", ""},
		"no body":                                 {u, "", nil, 400, "", ""},
		"a method that is not":                    {"PUT /v1.0/users", `{}`, nil, 405, "Request_BadRequest", ""},
		"a body over 4 MB":                        {u, `{"displayName":"` + strings.Repeat("x", 4<<20) + `"}`, nil, 413, "", ""},
		"missing password":                        {u, strings.Replace(userBody("p1"), `"password":"`+password+`"`, "", 1), nil, 400, "Request_BadRequest", "passwordProfile"},
		"missing passwordProfile":                 {u, `{"accountEnabled":true,"displayName":"p","mailNickname":"p","userPrincipalName":"p@` + domain + `"}`, nil, 400, "Request_BadRequest", "passwordProfile"},
		"weak password":                           {u, strings.Replace(userBody("p2"), password, "abc", 1), nil, 400, "Request_BadRequest", "complexity"},
		"missing displayName":                     {u, strings.Replace(userBody("p3"), `"displayName":"p3",`, "", 1), nil, 400, "Request_BadRequest", "displayName"},
		"UPN of a foreign domain":                 {u, strings.Replace(userBody("p4"), domain, "other.example", 1), nil, 400, "Request_BadRequest", "userPrincipalName"},
		"unknown property of a user":              {u, userBody("p5", `,"colour":"red"`), nil, 400, "Request_BadRequest", "colour"},
		"unknown member of a complex property":    {u, userBody("p6", `,"employeeOrgData":{"colour":"red"}`), nil, 400, "Request_BadRequest", "colour"},
		"wrong JSON type":                         {u, userBody("p7", `,"department":7`), nil, 400, "", "department"},
		"text for a boolean":                      {u, strings.Replace(userBody("p8"), "true", `"true"`, 1), nil, 400, "", "accountEnabled"},
		"list for a text":                         {u, userBody("p9", `,"city":["a"]`), nil, 400, "", "city"},
		"text for a list":                         {u, userBody("p10", `,"businessPhones":"1"`), nil, 400, "", "businessPhones"},
		"empty text":                              {"PATCH /v1.0/users/" + alice, `{"department":""}`, nil, 400, "Request_BadRequest", "department"},
		"null for a list":                         {"PATCH /v1.0/users/" + alice, `{"businessPhones":null}`, nil, 400, "", "businessPhones"},
		"read-only property of a user":            {"PATCH /v1.0/users/" + alice, `{"createdDateTime":"2026-01-01T00:00:00Z"}`, nil, 400, "Request_BadRequest", "createdDateTime"},
		"null for a required property":            {"PATCH /v1.0/users/" + alice, `{"displayName":null}`, nil, 400, "", "displayName"},
		"UPN changed to a taken one":              {"PATCH /v1.0/users/" + alice, `{"userPrincipalName":"BOB@` + domain + `"}`, nil, 400, "Request_BadRequest", "userPrincipalName already exists"},
		"relation that the type lacks":            {gr, groupBody("q1", `,"widgets@odata.bind":["`+base+`/v1.0/users/`+alice+`"]`), nil, 400, "", ""},
		"relation bound to the wrong end":         {gr, groupBody("q2", `,"memberOf@odata.bind":["`+base+`/v1.0/groups/`+g+`"]`), nil, 400, "", ""},
		"more than 20 bound":                      {gr, groupBody("q3", `,"members@odata.bind":[`+strings.Join(many, ",")+`]`), nil, 400, "Request_BadRequest", ""},
		"the same bound twice":                    {gr, groupBody("q4", `,"members@odata.bind":[`+many[0]+","+many[0]+`]`), nil, 400, "Request_BadRequest", "duplicate"},
		"bound object missing":                    {gr, groupBody("q5", `,"members@odata.bind":["`+base+`/v1.0/users/bbbbbbbb-0000-4000-8000-000000000009"]`), nil, 404, "Request_ResourceNotFound", ""},
		"bind on a foreign host":                  {gr, groupBody("q6", `,"members@odata.bind":["https://evil.example/v1.0/users/`+alice+`"]`), nil, 400, "", ""},
		"bind that is no list":                    {gr, groupBody("q7", `,"members@odata.bind":{"a":1}`), nil, 400, "", ""},
		"bind by PATCH of one that is there":      {"PATCH /v1.0/groups/" + g, `{"members@odata.bind":["` + base + `/v1.0/users/` + bob + `","` + base + `/v1.0/users/` + alice + `"]}`, nil, 400, "Request_BadRequest", "already exist"},
		"mail-enabled security group":             {gr, `{"displayName":"q8","mailEnabled":true,"mailNickname":"q8","securityEnabled":true}`, nil, 400, "Request_BadRequest", "mail-enabled"},
		"neither kind of group":                   {gr, `{"displayName":"q9","mailEnabled":false,"mailNickname":"q9","securityEnabled":false}`, nil, 400, "Request_BadRequest", ""},
		"Unified without mail":                    {gr, groupBody("q10", `,"groupTypes":["Unified"]`), nil, 400, "Request_BadRequest", ""},
		"unknown group type":                      {gr, groupBody("q11", `,"groupTypes":["Odd"]`), nil, 400, "Request_BadRequest", ""},
		"dynamic without rule":                    {gr, groupBody("q12", `,"groupTypes":["DynamicMembership"]`), nil, 400, "Request_BadRequest", "membershipRule"},
		"rule without dynamic":                    {gr, groupBody("q13", `,"membershipRule":"x"`), nil, 400, "Request_BadRequest", ""},
		"dynamic and assignable to roles":         {gr, groupBody("q14", `,"isAssignableToRole":true,"groupTypes":["DynamicMembership"],"membershipRule":"x","membershipRuleProcessingState":"On"`), nil, 400, "Request_BadRequest", ""},
		"bad processing state":                    {gr, groupBody("q15", `,"groupTypes":["DynamicMembership"],"membershipRule":"x","membershipRuleProcessingState":"Sometimes"`), nil, 400, "Request_BadRequest", ""},
		"bad visibility":                          {gr, groupBody("q16", `,"visibility":"Odd"`), nil, 400, "Request_BadRequest", ""},
		"nickname with a blank":                   {gr, strings.Replace(groupBody("q17"), `"mailNickname":"q17"`, `"mailNickname":"q 17"`, 1), nil, 400, "Request_BadRequest", "mailNickname"},
		"nickname over 64 characters":             {gr, strings.Replace(groupBody("q18"), `"mailNickname":"q18"`, `"mailNickname":"`+strings.Repeat("n", 65)+`"`, 1), nil, 400, "Request_BadRequest", "mailNickname"},
		"second Unified nickname":                 {gr, `{"displayName":"o","mailEnabled":true,"mailNickname":"UNI","securityEnabled":false,"groupTypes":["Unified"]}`, nil, 400, "Request_BadRequest", ""},
		"role-assignable without the permission":  {gr, groupBody("q19", `,"isAssignableToRole":true`), []string{"Authorization: Bearer Group.ReadWrite.All"}, 403, "Authorization_RequestDenied", ""},
		"displayName over 256 characters":         {gr, strings.Replace(groupBody("q20"), `"displayName":"q20"`, `"displayName":"`+strings.Repeat("n", 257)+`"`, 1), nil, 400, "Request_BadRequest", ""},
		"create-only property of a group changed": {"PATCH /v1.0/groups/" + g, `{"isAssignableToRole":true}`, nil, 400, "Request_BadRequest", "isAssignableToRole"},
		"member added twice":                      {"POST /v1.0/groups/" + g + "/members/$ref", ref(alice), nil, 400, "Request_BadRequest", "already exist for the following modified properties: 'members'"},
		"member that does not exist":              {"POST /v1.0/groups/" + g + "/members/$ref", ref("bbbbbbbb-0000-4000-8000-000000000009"), nil, 404, "Request_ResourceNotFound", ""},
		"member of a group that is not":           {"POST /v1.0/groups/bbbbbbbb-0000-4000-8000-000000000009/members/$ref", ref(alice), nil, 404, "Request_ResourceNotFound", ""},
		"reference without @odata.id":             {"POST /v1.0/groups/" + g + "/members/$ref", `{}`, nil, 400, "", ""},
		"absent member removed":                   {"DELETE /v1.0/groups/" + g + "/members/" + bob + "/$ref", "", nil, 404, "Request_ResourceNotFound", ""},
		"member of a dynamic group added":         {"POST /v1.0/groups/" + dyn + "/members/$ref", ref(alice), nil, 400, "Request_BadRequest", "dynamic"},
		"member of a dynamic group bound":         {"PATCH /v1.0/groups/" + dyn, `{"members@odata.bind":["` + base + `/v1.0/users/` + alice + `"]}`, nil, 400, "Request_BadRequest", ""},
		"group as member of a Microsoft 365 one":  {"POST /v1.0/groups/" + uni + "/members/$ref", ref(g), nil, 400, "Request_BadRequest", ""},
		"group as an owner":                       {"POST /v1.0/groups/" + g + "/owners/$ref", ref(uni), nil, 400, "Request_BadRequest", ""},
		"group as manager":                        {"PUT /v1.0/users/" + alice + "/manager/$ref", ref(g), nil, 400, "Request_BadRequest", ""},
		"transitive members written":              {"POST /v1.0/groups/" + g + "/transitiveMembers/$ref", ref(bob), nil, 405, "", ""},
		"$top too large":                          {"GET /v1.0/users?$top=1000", "", nil, 400, "Request_UnsupportedQuery", "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive."},
		"$top of zero":                            {"GET /v1.0/users?$top=0", "", nil, 400, "", ""},
		"$top that is no number":                  {"GET /v1.0/users?$top=x", "", nil, 400, "", ""},
		"unknown option":                          {"GET /v1.0/users?$colour=red", "", nil, 400, "", ""},
		"a broken filter":                         {"GET /v1.0/users?$filter=displayName eq", "", nil, 400, "", ""},
		"unknown property in $filter":             {"GET /v1.0/users?$filter=colour eq 'red'", "", nil, 400, "", "colour"},
		"unknown property in $select":             {"GET /v1.0/users?$select=colour", "", nil, 400, "", "colour"},
		"unknown property in $orderby":            {"GET /v1.0/users?$orderby=colour", "", nil, 400, "", "colour"},
		"unknown relation in $expand":             {"GET /v1.0/users?$expand=colour", "", nil, 400, "", "colour"},
		"ne without the index":                    {"GET /v1.0/users?$filter=city ne 'x'", "", nil, 400, "Request_UnsupportedQuery", "ConsistencyLevel"},
		"ne with the header but no $count":        {"GET /v1.0/users?$filter=city ne 'x'", "", []string{eventual}, 400, "Request_UnsupportedQuery", ""},
		"endsWith without the index":              {"GET /v1.0/users?$filter=endsWith(mail,'x')", "", nil, 400, "Request_UnsupportedQuery", ""},
		"not without the index":                   {"GET /v1.0/users?$filter=not(startsWith(displayName,'x'))", "", nil, 400, "Request_UnsupportedQuery", ""},
		"$search without the index":               {`GET /v1.0/users?$search="displayName:x"`, "", nil, 400, "Request_UnsupportedQuery", "special request header"},
		"$orderby and $filter without the index":  {"GET /v1.0/users?$filter=startsWith(displayName,'a')&$orderby=displayName", "", nil, 400, "Request_UnsupportedQuery", ""},
		"/$count without the index":               {"GET /v1.0/users/$count", "", nil, 400, "Request_BadRequest", "$count is not currently supported."},
		"garbage as $skiptoken":                   {"GET /v1.0/users?$skiptoken=%00%ff", "", nil, 400, "", ""},
		"deletedItems without a cast":             {"GET /v1.0/directory/deletedItems", "", nil, 400, "", ""},
		"getByIds of more than 1000":              {"POST /v1.0/directoryObjects/getByIds", `{"ids":[` + strings.TrimSuffix(strings.Repeat(`"`+alice+`",`, 1001), ",") + `]}`, nil, 400, "", ""},
		"abstract type without @odata.type":       {"POST /v1.0/identity/conditionalAccess/namedLocations", `{"displayName":"x"}`, nil, 400, "", ""},
		"unknown enum member":                     {"POST /v1.0/identity/conditionalAccess/policies", `{"displayName":"x","state":"maybe","conditions":{}}`, nil, 400, "", ""},
	}
	t.Cleanup(func() {
		if n := s.store.Read().Len("/groups"); n != 3 {
			t.Errorf("refused requests made groups: %d", n)
		}
	})
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := s.send(tt.line, tt.body, tt.headers...)
			if got.status != tt.status || tt.code != "" && got.code() != tt.code || !strings.Contains(got.message(), tt.says) {
				body := tt.body
				if len(body) > 300 {
					body = body[:300] + "…"
				}
				t.Errorf("%s %s\nanswer %d %s\nwant %d %q with %q", tt.line, body, got.status, got.raw, tt.status, tt.code, tt.says)
			}
			if got.status >= 400 && got.status != 413 {
				checkEnvelope(t, got)
			}
		})
	}
}

func checkEnvelope(t *testing.T, a answer) {
	t.Helper()
	e, _ := a.body["error"].(map[string]any)
	inner, _ := e["innerError"].(map[string]any)
	if inner["date"] != "2026-08-04T10:00:00" || inner["request-id"] != a.header.Get("request-id") || inner["client-request-id"] != a.header.Get("client-request-id") {
		t.Errorf("envelope %s", a.raw)
	}
	if a.header.Get("Content-Type") != "application/json" {
		t.Errorf("content type %q", a.header.Get("Content-Type"))
	}
	if a.status == http.StatusUnauthorized && !strings.HasPrefix(a.header.Get("WWW-Authenticate"), "Bearer ") {
		t.Error("no challenge")
	}
}

func TestContractUserLife(t *testing.T) {
	t.Parallel()
	s := newService(t)
	made := s.must(201, "POST /v1.0/users", userBody("alice", `,"department":"Sales"`))
	id := made.text("id")
	if strings.Contains(made.raw, password) {
		t.Error("the password is in the answer")
	}
	if !strings.HasSuffix(made.text("@odata.context"), "/v1.0/$metadata#users/$entity") || made.header.Get("OData-Version") != "4.0" {
		t.Errorf("context %q, version %q", made.text("@odata.context"), made.header.Get("OData-Version"))
	}
	wantKeys(t, s.must(200, "GET /v1.0/users/"+id, "").body, "@odata.context businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName")
	for _, path := range []string{"/users/ALICE@" + domain, "/users('" + id + "')", "/users('alice@" + domain + "')", "/Users/" + strings.ToUpper(id), "/directoryObjects/" + id} {
		if got := s.must(200, "GET /v1.0"+path, "").text("id"); got != id {
			t.Errorf("%s: id %s", path, got)
		}
	}
	got := s.must(200, "GET /v1.0/users/"+id+"?$select=id,department,accountEnabled,userType,passwordProfile,employeeId", "")
	if got.body["accountEnabled"] != true || got.text("department") != "Sales" || got.text("userType") != "Member" {
		t.Errorf("selected: %s", got.raw)
	}
	if v, has := got.body["employeeId"]; !has || v != nil {
		t.Errorf("employeeId is not null but %v", v)
	}
	if beta := s.must(200, "GET /beta/users/"+id, ""); beta.body["accountEnabled"] != true {
		t.Errorf("beta leaves out accountEnabled: %s", beta.raw)
	}
	for _, path := range []string{"/passwordProfile", "?$select=passwordProfile", "/passwordProfile/password"} {
		if a := s.send("GET /v1.0/users/"+id+path, ""); strings.Contains(a.raw, password) {
			t.Errorf("the password can be read at %s", path)
		}
	}
	if a := s.must(204, "PATCH /v1.0/users/"+id, `{"department":null,"city":"Bern","businessPhones":["+41 1"]}`); a.raw != "" {
		t.Errorf("PATCH answers %s", a.raw)
	}
	got = s.must(200, "GET /v1.0/users/"+id+"?$select=department,city,businessPhones", "")
	if got.body["department"] != nil || got.text("city") != "Bern" {
		t.Errorf("changed: %s", got.raw)
	}
	if a := s.must(200, "PATCH /v1.0/users/"+id, `{"city":"Basel"}`, "Prefer: return=representation"); a.text("displayName") != "alice" {
		t.Errorf("representation: %s", a.raw)
	}
	s.must(204, "PATCH /v1.0/users/"+id, `{"employeeOrgData":{"division":"d","costCenter":"c"}}`)
	s.must(204, "PATCH /v1.0/users/"+id, `{"employeeOrgData":{"division":"e"}}`)
	got = s.must(200, "GET /v1.0/users/"+id+"?$select=employeeOrgData", "")
	if data, _ := got.body["employeeOrgData"].(map[string]any); data["division"] != "e" || data["costCenter"] != "c" {
		t.Errorf("employeeOrgData does not merge: %s", got.raw)
	}
	conflict := s.must(400, "POST /v1.0/users", strings.Replace(userBody("x"), "x@", "ALICE@", 1))
	if !strings.Contains(conflict.raw, "ObjectConflict") || !strings.Contains(conflict.raw, "User_"+id) {
		t.Errorf("conflict: %s", conflict.raw)
	}
	s.must(204, "PATCH /v1.0/users/alice@"+domain, `{"userPrincipalName":"anna@`+domain+`","mail":"anna@`+domain+`"}`)
	s.must(404, "GET /v1.0/users/alice@"+domain, "")
	s.must(200, "GET /v1.0/users/anna@"+domain, "")
	got = s.must(200, "GET /v1.0/users/"+id+"?$select=proxyAddresses,identities", "")
	if !strings.Contains(got.raw, "SMTP:anna@") {
		t.Errorf("mail adds no proxyAddress: %s", got.raw)
	}
	if strings.Contains(got.raw, "alice@") {
		t.Errorf("identities keeps the old name: %s", got.raw)
	}
	s.must(204, "DELETE /v1.0/users/"+id, "")
	s.must(404, "DELETE /v1.0/users/"+id, "")
	s.must(404, "GET /v1.0/users/"+id, "")
	s.must(404, "GET /v1.0/users/anna@"+domain, "")
	if list := s.must(200, "GET /v1.0/directory/deletedItems/microsoft.graph.user?$select=id,deletedDateTime", ""); list.names("id") != id || strings.Contains(list.raw, "null") {
		t.Errorf("deleted items: %s", list.raw)
	}
	if list := s.must(200, "GET /v1.0/directory/deletedItems/microsoft.graph.group", ""); list.names("id") != "" {
		t.Errorf("deleted groups: %s", list.raw)
	}
	s.must(201, "POST /v1.0/users", userBody("anna"))
	s.must(400, "POST /v1.0/directory/deletedItems/"+id+"/restore", "")
	s.must(204, "DELETE /v1.0/users/anna@"+domain, "")
	s.must(200, "POST /v1.0/directory/deletedItems/"+id+"/restore", "")
	if got := s.must(200, "GET /v1.0/users/"+id+"?$select=deletedDateTime,city", ""); got.body["deletedDateTime"] != nil || got.text("city") != "Basel" {
		t.Errorf("restored: %s", got.raw)
	}
	s.must(204, "DELETE /v1.0/users/"+id, "")
	s.must(204, "DELETE /v1.0/directory/deletedItems/"+id, "")
	s.must(404, "GET /v1.0/directory/deletedItems/"+id, "")
	s.must(404, "POST /v1.0/directory/deletedItems/"+id+"/restore", "")
}

func wantKeys(t *testing.T, object map[string]any, want string) {
	t.Helper()
	var keys []string
	for k := range object {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("properties %s\nwant %s", got, want)
	}
}

func TestContractGroupMembership(t *testing.T) {
	t.Parallel()
	s := newService(t)
	alice, bob := s.user("alice"), s.user("bob")
	inner := s.group("inner", `,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/`+alice+`"]`)
	outer := s.group("outer")
	members := "/v1.0/groups/" + outer + "/members"
	s.must(204, "POST "+members+"/$ref", ref(inner))
	s.must(204, "POST "+members+"/$ref", `{"@odata.id":"`+base+`/v1.0/users/bob@`+domain+`"}`)
	s.must(204, "POST "+members+"/$ref", ref(callerID))
	list := s.must(200, "GET "+members, "")
	if list.names("id") != inner+" "+bob+" "+callerID || !strings.Contains(list.raw, `"@odata.type":"#microsoft.graph.group"`) {
		t.Errorf("members: %s", list.raw)
	}
	for path, want := range map[string]string{
		members + "/microsoft.graph.user": bob,
		members + "/graph.group":          inner,
		members + "/$ref":                 "<nil> <nil> <nil>",
		"/v1.0/groups/" + outer + "/transitiveMembers/microsoft.graph.user":  bob + " " + alice,
		"/v1.0/users/" + alice + "/memberOf":                                 inner,
		"/v1.0/users/alice@" + domain + "/transitiveMemberOf":                inner + " " + outer,
		"/v1.0/users/" + alice + "/memberOf?$select=id":                      inner,
		"/v1.0/users/" + alice + "/transitiveMemberOf/microsoft.graph.group": inner + " " + outer,
		"/v1.0/groups/" + inner + "/memberOf":                                outer,
		"/v1.0/groups/" + outer + "/owners":                                  "",
		members + "?$select=id&$top=1":                                       inner,
		"/beta/groups/" + outer + "/members?$filter=id eq '" + bob + "'":     bob,
	} {
		if got := s.must(200, "GET "+path, "").names("id"); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if n := s.must(200, "GET "+members+"/$count", "", eventual); n.raw != "3" || !strings.HasPrefix(n.header.Get("Content-Type"), "text/plain") {
		t.Errorf("count: %q %q", n.raw, n.header.Get("Content-Type"))
	}
	checked := s.must(200, "POST /v1.0/users/"+alice+"/checkMemberGroups", `{"groupIds":["`+outer+`","bbbbbbbb-0000-4000-8000-000000000000"]}`)
	if !strings.Contains(checked.raw, outer) || strings.Contains(checked.raw, "bbbbbbbb") {
		t.Errorf("checkMemberGroups: %s", checked.raw)
	}
	if got := s.must(200, "POST /v1.0/users/"+alice+"/getMemberGroups", `{"securityEnabledOnly":false}`); !strings.Contains(got.raw, outer) {
		t.Errorf("getMemberGroups: %s", got.raw)
	}
	got := s.must(200, "POST /v1.0/directoryObjects/getByIds", `{"ids":["`+alice+`","`+inner+`","bbbbbbbb-0000-4000-8000-000000000000"],"types":["user"]}`)
	if got.names("id") != alice {
		t.Errorf("getByIds: %s", got.raw)
	}
	s.must(204, "PATCH /v1.0/groups/"+outer, `{"members@odata.bind":["`+base+`/v1.0/directoryObjects/`+alice+`"]}`)
	s.must(204, "DELETE "+members+"/"+bob+"/$ref", "")
	s.must(200, "GET /v1.0/users/"+bob, "")
	s.must(204, "DELETE "+members+"/"+alice, "") // without /$ref the user goes
	s.must(404, "GET /v1.0/users/"+alice, "")
	if got := s.must(200, "GET "+members, "").names("id"); got != inner+" "+callerID {
		t.Errorf("members of which one is deleted: %q", got)
	}
	s.must(200, "POST /v1.0/directory/deletedItems/"+alice+"/restore", "")
	if got := s.must(200, "GET "+members, "").names("id"); !strings.Contains(got, alice) {
		t.Errorf("a restored member is not back: %q", got)
	}
	owners := "/v1.0/groups/" + outer + "/owners"
	s.must(204, "POST "+owners+"/$ref", ref(alice))
	s.must(204, "POST "+owners+"/$ref", ref(callerID))
	s.must(400, "DELETE "+owners+"/"+alice+"/$ref", "")
	s.must(204, "POST "+owners+"/$ref", ref(bob))
	s.must(204, "DELETE "+owners+"/"+alice+"/$ref", "")
	expanded := s.must(200, "GET /v1.0/groups/"+outer+"?$expand=members($select=id),owners", "")
	if m, _ := expanded.body["members"].([]any); len(m) != 3 {
		t.Errorf("expanded: %s", expanded.raw)
	}
	s.must(204, "PUT /v1.0/users/"+alice+"/manager/$ref", ref(bob))
	if got := s.must(200, "GET /v1.0/users/"+alice+"/manager", "").text("id"); got != bob {
		t.Errorf("manager %q", got)
	}
	if got := s.must(200, "GET /v1.0/users/"+bob+"/directReports", "").names("id"); got != alice {
		t.Errorf("direct reports %q", got)
	}
	if got := s.must(200, "GET /v1.0/users/"+alice+"?$expand=manager($select=id)", ""); !strings.Contains(got.raw, bob) {
		t.Errorf("expanded manager: %s", got.raw)
	}
	s.must(204, "DELETE /v1.0/users/"+alice+"/manager/$ref", "")
	s.must(404, "GET /v1.0/users/"+alice+"/manager", "")
	s.must(404, "DELETE /v1.0/users/"+alice+"/manager/$ref", "")
}

func TestContractOwnerOfANewGroup(t *testing.T) {
	t.Parallel()
	s := newService(t)
	if got := s.must(200, "GET /v1.0/groups/"+s.group("a")+"/owners", "").names("id"); got != "" {
		t.Errorf("made app-only it has the owner %s", got)
	}
	alice := s.user("alice")
	g := s.group("b", `,"owners@odata.bind":["`+base+`/v1.0/users/`+alice+`"]`)
	if got := s.must(200, "GET /v1.0/groups/"+g+"/owners", "").names("id"); got != alice {
		t.Errorf("owners %q", got)
	}
}

func TestContractPagesJoinToTheWholeList(t *testing.T) {
	t.Parallel()
	s := newService(t)
	var want []string
	for n := range 250 {
		want = append(want, s.group(fmt.Sprintf("g%03d", n)))
	}
	for _, query := range []string{"", "?$top=7", "?$top=999", "?$top=50&$select=id", "?$count=true&$top=60", "?$filter=securityEnabled eq true&$top=33", "?$orderby=displayName&$top=99"} {
		var got []string
		link, counts := base+"/v1.0/groups"+query, 0
		for pages := 0; link != "" && pages < 300; pages++ {
			page := s.must(200, "GET "+strings.TrimPrefix(link, base), "", eventual)
			if _, has := page.body["@odata.count"]; has {
				counts++
				if page.body["@odata.count"] != json.Number("250") {
					t.Errorf("%s: count %v", query, page.body["@odata.count"])
				}
			}
			got = append(got, strings.Fields(page.names("id"))...)
			link = page.text("@odata.nextLink")
			if link != "" && !strings.HasPrefix(link, base+"/v1.0/groups?") {
				t.Fatalf("next link %s", link)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d groups, want %d in order", query, len(got), len(want))
		}
		if wantCounts := strings.Count(query, "$count"); counts != wantCounts {
			t.Errorf("%q: %d pages have a count, want %d", query, counts, wantCounts)
		}
	}
	if page := s.must(200, "GET /v1.0/groups?$count=true", ""); page.body["@odata.count"] != nil {
		t.Error("$count without the header is not ignored")
	}
	if page := s.must(200, "GET /v1.0/groups", ""); len(strings.Fields(page.names("id"))) != 100 {
		t.Error("a page has not 100 groups by default")
	}
}

func TestContractQueries(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, name := range []string{"bert", "anna", "carl", "o''hara"} {
		body := userBody(strings.ReplaceAll(name, "'", ""), `,"city":"C-`+strings.ReplaceAll(name, "''", "'")+`"`)
		s.must(201, "POST /v1.0/users", body)
	}
	for _, q := range []struct{ query, want string }{
		{"$filter=userPrincipalName eq 'ANNA@" + domain + "'", "anna"},
		{"$filter=displayName in ('anna','carl')", "anna carl"},
		{"$filter=startsWith(displayName,'b') or displayName eq 'carl'", "bert carl"},
		{"$filter=city eq 'C-o''hara'", "ohara"},
		{"$filter=accountEnabled eq true and city eq 'C-anna'", "anna"},
		{"$orderby=displayName", "anna bert carl ohara"},
		{"$orderby=displayName desc", "ohara carl bert anna"},
		{"$count=true&$filter=city ne 'C-anna'&$orderby=city", "bert carl ohara"},
		{"$count=true&$filter=not(startsWith(displayName,'a'))", "bert carl ohara"},
		{"$count=true&$filter=endsWith(userPrincipalName,'" + domain + "')", "bert anna carl ohara"},
		{"$count=true&$filter=employeeId eq null", "bert anna carl ohara"},
		{`$search="displayName:bert"`, "bert"},
		{"$filter=identities/any(i:i/issuerAssignedId eq 'anna@" + domain + "' and i/issuer eq '" + domain + "')", "anna"},
		{"$select=displayName&$top=2", "bert anna"},
	} {
		if got := s.must(200, "GET /v1.0/users?"+q.query, "", eventual).names("displayName"); got != q.want {
			t.Errorf("%s: %q, want %q", q.query, got, q.want)
		}
	}
	if got := s.must(200, "GET /v1.0/users/$count?$filter=startsWith(displayName,'a')", "", eventual).raw; got != "1" {
		t.Errorf("count %q", got)
	}
	list := s.must(200, "GET /v1.0/users?$select=id,displayName", "")
	if !strings.HasSuffix(list.text("@odata.context"), "/v1.0/$metadata#users(id,displayName)") {
		t.Errorf("context %q", list.text("@odata.context"))
	}
	if got := s.must(200, "GET /v1.0/users?$select=id", ""); strings.Contains(got.raw, "displayName") {
		t.Errorf("$select=id shows more: %s", got.raw)
	}
}

func TestContractHeaders(t *testing.T) {
	t.Parallel()
	s := newService(t)
	a := s.must(200, "GET /v1.0/groups", "", "client-request-id: 7")
	if a.header.Get("client-request-id") != "7" || a.header.Get("request-id") == "" {
		t.Errorf("ids %v", a.header)
	}
	if a.header.Get("Date") != "Tue, 04 Aug 2026 10:00:00 GMT" {
		t.Errorf("date %q", a.header.Get("Date"))
	}
	want := "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
	if got := a.header.Get("Content-Type"); got != want {
		t.Errorf("content type %q", got)
	}
	if a := s.must(200, "GET /v1.0/groups", ""); a.header.Get("client-request-id") != a.header.Get("request-id") {
		t.Error("client-request-id is not the request id")
	}
}

func FuzzContractRequests(f *testing.F) {
	for _, seed := range [][3]string{
		{"GET", "/v1.0/users?$filter=a eq 'b'", ""},
		{"POST", "/v1.0/groups", `{"members@odata.bind":[1,null,{}]}`},
		{"PATCH", "/beta/users('a')", `{"passwordProfile":null}`},
		{"POST", "/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/me"}]}`},
		{"POST", "/v1.0/groups/x/members/$ref", `{"@odata.id":"://"}`},
		{"DELETE", "/v1.0/directory/deletedItems/x", ""},
		{"PUT", "/v1.0/users/x/manager/$ref", `{"@odata.id":5}`},
		{"POST", "/v1.0/identity/conditionalAccess/namedLocations", `{"@odata.type":7}`},
		{"GET", "/v1.0/groups?$expand=members($levels=max;$select=id)&$orderby=a/b desc&$skiptoken=AA", ""},
		{"PATCH", "/v1.0/applications(appId='x')", `{"web":{"redirectUris":[{}]}}`},
		{"GET", "/v1.0/me/memberOf/$count", ""},
		{"POST", "/beta/deviceManagement/configurationPolicies", `{"settings":[{"settingInstance":null}]}`},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	s := newService(f)
	s.group("one")
	f.Fuzz(func(t *testing.T, method, target, body string) {
		request, err := http.NewRequest(method, base+target, strings.NewReader(body))
		if err != nil {
			t.Skip()
		}
		request.Header.Set("Authorization", "Bearer admin")
		request.Header.Set("Content-Type", "application/json")
		recorder := httptest.NewRecorder()
		s.handler.ServeHTTP(recorder, request)
		if recorder.Code >= 500 && recorder.Code != http.StatusNotImplemented {
			t.Errorf("%s %s %s: %d %s", method, target, body, recorder.Code, recorder.Body)
		}
	})
}
