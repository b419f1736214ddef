// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// numbered puts n groups into the store, named g00 and so on.
func numbered(t testing.TB, s *server, n int) {
	t.Helper()
	for i := range n {
		insert(t, s.store, "/groups", store.Object{
			"id": fmt.Sprintf("50000000-0000-4000-8000-%012d", i), "displayName": fmt.Sprintf("g%02d", i), "description": nil,
			"mailNickname": fmt.Sprintf("nick%d", i%3), "groupTypes": []any{}, "securityEnabled": i%2 == 0, "mailEnabled": false,
		})
	}
}

// page is a page of a list.
type page struct {
	Count    *int             `json:"@odata.count"`
	NextLink string           `json:"@odata.nextLink"`
	Value    []map[string]any `json:"value"`
}

func (s *server) page(t testing.TB, request string, headers ...string) page {
	t.Helper()
	w := s.send(t, request, "", headers...)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d, %s", request, w.Code, w.Body)
	}
	var p page
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPagesLeadThroughTheWholeList(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		query   string
		headers []string
		pages   []int
		first   string
	}{
		"without a size pages have 100":        {"", nil, []int{100, 100, 50}, "g00"},
		"of a given size":                      {"?$top=120", nil, []int{120, 120, 10}, "g00"},
		"of the largest size":                  {"?$top=999", nil, []int{250}, "g00"},
		"that fit exactly":                     {"?$top=125", nil, []int{125, 125}, "g00"},
		"with a selection":                     {"?$top=200&$select=displayName", nil, []int{200, 50}, "g00"},
		"with a filter":                        {"?$top=100&$filter=securityEnabled eq true", nil, []int{100, 25}, "g00"},
		"with a filter that few match":         {"?$top=3&$filter=displayName in ('g07','g249','g100')", nil, []int{3}, "g07"},
		"in another order":                     {"?$top=200&$orderby=displayName desc", nil, []int{200, 50}, "g99"},
		"with a filter and an order, advanced": {"?$top=60&$filter=securityEnabled eq true&$orderby=displayName&$count=true", []string{"ConsistencyLevel: eventual"}, []int{60, 60, 5}, "g00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			numbered(t, s, 250)
			seen := map[any]bool{}
			var pages []int
			for request := "/v1.0/groups" + tt.query; request != ""; {
				p := s.page(t, "GET "+request, tt.headers...)
				pages = append(pages, len(p.Value))
				for _, group := range p.Value {
					if len(seen) == 0 && group["displayName"] != tt.first {
						t.Errorf("the first one is %v, want %s", group["displayName"], tt.first)
					}
					if _, has := group["id"]; strings.Contains(tt.query, "$select") && has {
						t.Error("the selection is lost")
					}
					seen[group["displayName"]] = true
				}
				if p.NextLink != "" && !strings.HasPrefix(p.NextLink, baseURL+"/v1.0/groups?") {
					t.Fatalf("nextLink %q", p.NextLink)
				}
				request = strings.TrimPrefix(p.NextLink, baseURL)
			}
			if diff := cmp.Diff(tt.pages, pages); diff != "" {
				t.Errorf("sizes of pages (-want +got):\n%s", diff)
			}
			total := 0
			for _, size := range tt.pages {
				total += size
			}
			if len(seen) != total {
				t.Errorf("%d different objects, want %d", len(seen), total)
			}
		})
	}
}

func TestPagesAreNotDisturbedByDeletions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	numbered(t, s, 30)
	first := s.page(t, "GET /v1.0/groups?$top=10")
	for _, group := range first.Value {
		s.send(t, "DELETE /v1.0/groups/"+group["id"].(string), "")
	}
	second := s.page(t, "GET "+strings.TrimPrefix(first.NextLink, baseURL))
	if second.Value[0]["displayName"] != "g10" {
		t.Errorf("the second page begins with %v", second.Value[0]["displayName"])
	}
}

func TestListQueries(t *testing.T) {
	t.Parallel()
	advanced := []string{"ConsistencyLevel: eventual"}
	for name, tt := range map[string]struct {
		query   string
		headers []string
		status  int
		want    []string
	}{
		"equality":                                     {"$filter=displayName eq 'G01'", nil, 200, []string{"g01"}},
		"beginning and connective":                     {"$filter=startswith(displayName,'g0') and securityEnabled eq false and displayName ge 'g05'", nil, 200, []string{"g05", "g07", "g09"}},
		"names in any case":                            {"$filter=DISPLAYNAME eq 'g01'", nil, 200, []string{"g01"}},
		"one of":                                       {"$filter=displayName in ('g02','g03')", nil, 200, []string{"g02", "g03"}},
		"any of a collection":                          {"$filter=groupTypes/any(t:t eq 'Unified')", nil, 200, nil},
		"inequality needs the index":                   {"$filter=displayName ne 'g01'", nil, 400, nil},
		"ends need the index":                          {"$filter=endswith(displayName,'1')", nil, 400, nil},
		"negation needs the index":                     {"$filter=not startswith(displayName,'g0')", nil, 400, nil},
		"the index needs $count too":                   {"$filter=displayName ne 'g01'", advanced, 400, nil},
		"ends by the index":                            {"$filter=endswith(displayName,'1')&$count=true", advanced, 200, []string{"g01", "g11"}},
		"unknown property":                             {"$filter=colour eq 'red'", nil, 400, nil},
		"unknown property by the index":                {"$filter=colour eq 'red'&$count=true", advanced, 400, nil},
		"unknown property in an order":                 {"$orderby=colour", nil, 400, nil},
		"unknown property in a selection":              {"$select=colour", nil, 400, nil},
		"unknown relation in an expansion":             {"$expand=colour", nil, 400, nil},
		"broken filter":                                {"$filter=displayName eq", nil, 400, nil},
		"unknown option":                               {"$fetch=1", nil, 400, nil},
		"types that cannot be compared":                {"$filter=securityEnabled gt 'x'", nil, 400, nil},
		"an order that needs the index":                {"$orderby=createdDateTime", nil, 400, nil},
		"a filter with an order needs the index":       {"$filter=securityEnabled eq true&$orderby=displayName", nil, 400, nil},
		"descending":                                   {"$top=2&$orderby=displayName desc", nil, 200, []string{"g11", "g10"}},
		"search needs the index":                       {`$search="displayName:g01"`, nil, 400, nil},
		"search":                                       {`$search="displayName:g01"`, advanced, 200, []string{"g01"}},
		"more than a page may have":                    {"$top=1000", nil, 400, nil},
		"less than a page may have":                    {"$top=0", nil, 400, nil},
		"no number":                                    {"$top=x", nil, 400, nil},
		"skipping is not for the directory":            {"$skip=2", nil, 400, nil},
		"a token that nobody made":                     {"$skiptoken=!!", nil, 400, nil},
		"a token of another kind":                      {"$skiptoken=LTE", nil, 400, nil},
		"a token too large":                            {"$skiptoken=OTk5OTk5OTk5OTk5OTk5OTk5OTk5", nil, 400, nil},
		"of users by what only the index has is other": {"$filter=theme eq 'x'", nil, 200, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			numbered(t, s, 12)
			w := s.send(t, "GET /v1.0/groups?"+tt.query, "", tt.headers...)
			if w.Code != tt.status {
				t.Fatalf("status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if tt.status != 200 {
				return
			}
			var got []string
			for _, group := range s.page(t, "GET /v1.0/groups?"+tt.query, tt.headers...).Value {
				got = append(got, group["displayName"].(string))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	numbered(t, s, 250)
	advanced := "ConsistencyLevel: eventual"
	if p := s.page(t, "GET /v1.0/groups?$count=true"); p.Count != nil {
		t.Error("it counts without the header")
	}
	p := s.page(t, "GET /v1.0/groups?$count=true&$filter=securityEnabled eq true", advanced)
	if p.Count == nil || *p.Count != 125 {
		t.Errorf("count %v, want 125", p.Count)
	}
	if next := s.page(t, "GET "+strings.TrimPrefix(p.NextLink, baseURL), advanced); next.Count != nil || len(next.Value) != 25 {
		t.Error("the second page counts again or is of another length")
	}
	if w := s.send(t, "GET /v1.0/groups/$count", ""); w.Code != 400 {
		t.Errorf("/$count without the header: %d", w.Code)
	}
	w := s.send(t, "GET /v1.0/groups/$count?$filter=displayName eq 'g01'", "", advanced)
	if w.Body.String() != "1" || w.Header().Get("Content-Type") != "text/plain" {
		t.Errorf("/$count answers %q as %s", w.Body, w.Header().Get("Content-Type"))
	}
	if w := s.send(t, "POST /v1.0/groups/$count", "{}", advanced); w.Code != 405 {
		t.Errorf("POST of /$count: %d", w.Code)
	}
}

func TestUsersAreFilteredByTheirIndex(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	if w := s.send(t, "GET /v1.0/users?$filter=companyName eq 'x'", ""); w.Code != 400 || !strings.Contains(w.Body.String(), "Request_UnsupportedQuery") {
		t.Errorf("a property of the index: %d %s", w.Code, w.Body)
	}
	if w := s.send(t, "GET /v1.0/users?$filter=companyName eq 'x'&$count=true", "", "ConsistencyLevel: eventual"); w.Code != 200 {
		t.Errorf("by the index: %d %s", w.Code, w.Body)
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	const group = "50000000-0000-4000-8000-000000000000"
	for name, tt := range map[string]struct {
		roles, request, body string
		status               int
	}{
		"nothing without a role":                           {"", "GET /v1.0/users", "", 403},
		"reading with a role that reads":                   {"User.Read.All", "GET /v1.0/users", "", 200},
		"no writing with a role that reads":                {"User.Read.All", "POST /v1.0/users", bodyOfUser, 403},
		"writing with a role that writes":                  {"User.ReadWrite.All", "POST /v1.0/users", bodyOfUser, 201},
		"not the roles of another collection":              {"User.ReadWrite.All", "GET /v1.0/groups", "", 403},
		"creation with its own role":                       {"Group.Create", "POST /v1.0/groups", bodyOfGroup, 201},
		"no change with the role of creation":              {"Group.Create", "PATCH /v1.0/groups/" + group, `{"description":"x"}`, 403},
		"no reading with the role of creation":             {"Group.Create", "GET /v1.0/groups", "", 403},
		"members with their own role":                      {"GroupMember.ReadWrite.All", "POST /v1.0/groups/" + group + "/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/` + adminID + `"}`, 204},
		"no owners with the role of members":               {"GroupMember.ReadWrite.All", "POST /v1.0/groups/" + group + "/owners/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/` + adminID + `"}`, 403},
		"no deletion through a membership":                 {"Group.ReadWrite.All", "DELETE /v1.0/groups/" + group + "/members/" + adminID, "", 403},
		"no deletion as directory object":                  {"User.ReadWrite.All", "DELETE /v1.0/directoryObjects/" + group, "", 403},
		"asking by POST is reading":                        {"User.Read.All", "POST /v1.0/users/" + adminID + "/getMemberGroups", `{}`, 200},
		"groups for roles need the role for roles":         {"Group.ReadWrite.All", "POST /v1.0/groups", with(bodyOfGroup, `{"isAssignableToRole":true}`), 403},
		"groups for roles with it":                         {"Group.ReadWrite.All RoleManagement.ReadWrite.Directory", "POST /v1.0/groups", with(bodyOfGroup, `{"isAssignableToRole":true}`), 201},
		"not what another application owns":                {"Application.ReadWrite.OwnedBy", "PATCH /v1.0/servicePrincipals/" + graphID, `{"notes":"x"}`, 403},
		"no action on what another application owns":       {"Application.ReadWrite.OwnedBy", "POST /v1.0/servicePrincipals/" + graphID + "/addPassword", `{}`, 403},
		"no credentials for what another one owns":         {"Application.ReadWrite.OwnedBy", "POST /v1.0/servicePrincipals/" + graphID + "/owners/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/` + adminID + `"}`, 403},
		"the owners of what another one owns":              {"Application.ReadWrite.OwnedBy Application.Read.All", "GET /v1.0/servicePrincipals/" + graphID + "/owners", "", 200},
		"roles of what another one owns are no credential": {"Application.ReadWrite.OwnedBy AppRoleAssignment.ReadWrite.All Application.Read.All", "POST /v1.0/servicePrincipals/" + graphID + "/appRoleAssignedTo", `{}`, 400},
		"refusal comes before the search":                  {"", "GET /v1.0/users/" + absentID, "", 403},
		"collections of which nothing is said are closed":  {"", "GET /v1.0/contracts", "", 403},
		"who writes the directory reads it":                {"Directory.ReadWrite.All", "GET /v1.0/subscribedSkus", "", 200},
		"who writes the directory deletes no users":        {"Directory.ReadWrite.All", "DELETE /v1.0/users/" + adminID, "", 403},
		"users are deleted with the permission for it":     {"User.DeleteRestore.All", "DELETE /v1.0/users/" + adminID, "", 204},
		"who assigns licences needs nothing else":          {"LicenseAssignment.ReadWrite.All", "POST /v1.0/users/" + adminID + "/assignLicense", `{}`, 200},
		"members with the least that Microsoft lists":      {"GroupMember.ReadBasic.All", "GET /v1.0/groups/" + group + "/members", "", 200},
		"what is for members opens no groups":              {"GroupMember.ReadBasic.All", "GET /v1.0/groups/" + group + "/owners", "", 403},
		"a collection that only the list knows":            {"Directory.Read.All", "GET /v1.0/contracts", "", 200},
		"and not with another permission":                  {"User.Read.All", "GET /v1.0/contracts", "", 403},
		"telephones by their own permission":               {"UserAuthMethod-Phone.ReadWrite.All", "POST /v1.0/users/" + adminID + "/authentication/phoneMethods", `{"phoneNumber":"+1 5555550100","phoneType":"mobile"}`, 201},
		"no telephones to who reads them":                  {"UserAuthMethod-Phone.Read.All", "POST /v1.0/users/" + adminID + "/authentication/phoneMethods", `{"phoneNumber":"+1 5555550100","phoneType":"mobile"}`, 403},
		"no names with the permission for telephones":      {"User-Phone.ReadWrite.All", "PATCH /v1.0/users/" + adminID, `{"displayName":"x"}`, 403},
		"no policies with what is read beside them":        {"Policy.Read.All Application.Read.All", "POST /v1.0/identity/conditionalAccess/policies", `{}`, 403},
		"no roles from who manages applications":           {"Application.ReadWrite.All Directory.Read.All", "POST /v1.0/servicePrincipals/" + graphID + "/appRoleAssignedTo", `{}`, 403},
		"definitions of attributes have their own":         {"Directory.ReadWrite.All", "GET /v1.0/directory/attributeSets", "", 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			numbered(t, s, 1)
			if strings.HasPrefix(tt.request, "DELETE") && strings.Contains(tt.request, "members") {
				err := s.store.Update(func(tx *store.Tx) error {
					return tx.Link(store.RefTo("/groups", group), "members", store.RefTo("/users", adminID))
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			w := s.send(t, tt.request, tt.body, "Authorization: Bearer app "+tt.roles)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if w.Code == 403 && !strings.Contains(w.Body.String(), `"code":"Authorization_RequestDenied"`) {
				t.Errorf("403 with %s", w.Body)
			}
		})
	}
}

func TestTokensAreRefused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ header, message string }{
		"none":              {"", "Access token is empty."},
		"of another scheme": {"Basic abc", "Access token is empty."},
		"that Verify knows": {"Bearer garbage", "IDX14100: JWT is not well formed."},
		"of another tenant": {"Bearer foreign", "Access token validation failure. Invalid issuer."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newServer(t).send(t, "GET /v1.0/users", "", "Authorization: "+tt.header)
			if w.Code != 401 || !strings.Contains(w.Body.String(), tt.message) || !strings.Contains(w.Body.String(), "InvalidAuthenticationToken") {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Bearer ") {
				t.Errorf("WWW-Authenticate: %q", w.Header().Get("WWW-Authenticate"))
			}
		})
	}
}

func TestEnvelope(t *testing.T) {
	t.Parallel()
	w := newServer(t).send(t, "GET /v1.0/users/"+absentID, "", "client-request-id: mine")
	var got struct {
		Error struct {
			Code, Message string
			InnerError    map[string]string
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"date": "2026-08-04T10:17:05", "request-id": w.Header().Get("request-id"), "client-request-id": "mine"}
	if diff := cmp.Diff(want, got.Error.InnerError); diff != "" {
		t.Errorf("innerError (-want +got):\n%s", diff)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "client-request-id": "mine", "Cache-Control": "no-cache"} {
		if w.Header().Get(name) != value {
			t.Errorf("%s: %q, want %q", name, w.Header().Get(name), value)
		}
	}
}

func TestBadRequests(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		request, body string
		status        int
		code          string
	}{
		"unknown version":                {"GET /v2.0/users", "", 400, "BadRequest"},
		"unknown segment":                {"GET /v1.0/widgets", "", 400, "BadRequest"},
		"unknown segment inside":         {"GET /v1.0/groups/" + absentID + "/widgets", "", 400, "BadRequest"},
		"empty segment":                  {"GET /v1.0/groups//members", "", 400, "BadRequest"},
		"operation nobody wrote":         {"POST /v1.0/users/" + adminID + "/exportPersonalData", "{}", 501, "notSupported"},
		"malformed JSON":                 {"POST /v1.0/users", `{"a":`, 400, "BadRequest"},
		"JSON that is no object":         {"POST /v1.0/users", `[]`, 400, "BadRequest"},
		"null":                           {"POST /v1.0/users", `null`, 400, "BadRequest"},
		"more than one object":           {"POST /v1.0/users", `{}{}`, 400, "BadRequest"},
		"no body":                        {"POST /v1.0/users", "", 400, "Request_BadRequest"},
		"a giant body":                   {"POST /v1.0/users", `{"a":"` + strings.Repeat("x", 4<<20) + `"}`, 413, "RequestEntityTooLarge"},
		"wrong method on a collection":   {"DELETE /v1.0/users", "", 405, "Request_BadRequest"},
		"PATCH of a collection":          {"PATCH /v1.0/users", "{}", 405, "Request_BadRequest"},
		"POST of an object":              {"POST /v1.0/users/" + adminID, "{}", 405, "Request_BadRequest"},
		"PUT of an object":               {"PUT /v1.0/users/" + adminID, "{}", 405, "Request_BadRequest"},
		"method nobody knows":            {"BREW /v1.0/users", "", 405, "Request_BadRequest"},
		"contained in what is not there": {"GET /v1.0/applications/" + absentID + "/federatedIdentityCredentials", "", 404, "Request_ResourceNotFound"},
		"created in what is not there":   {"POST /v1.0/applications/" + absentID + "/federatedIdentityCredentials", "{}", 404, "Request_ResourceNotFound"},
		"singleton that is not seeded":   {"GET /v1.0/policies/featureRolloutPolicies/x", "", 404, "Request_ResourceNotFound"},
		"singletons stay":                {"DELETE /v1.0/policies/authorizationPolicy", "", 405, "Request_BadRequest"},
		"media":                          {"GET /v1.0/users/" + adminID + "/photo/$value", "", 404, "ImageNotFound"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newServer(t).send(t, tt.request, tt.body)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), `"code":"`+tt.code+`"`) {
				t.Errorf("status %d, want %d with %s: %s", w.Code, tt.status, tt.code, w.Body)
			}
		})
	}
}

func TestOneOfManyGetsAUniqueName(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	statuses := make([]int, 16)
	var all sync.WaitGroup
	for i := range statuses {
		all.Go(func() { statuses[i] = s.send(t, "POST /v1.0/users", bodyOfUser).Code })
		all.Go(func() { s.send(t, "GET /v1.0/users?$top=999", "") })
	}
	all.Wait()
	slices.Sort(statuses)
	if statuses[0] != 201 || statuses[1] != 400 {
		t.Errorf("statuses %v", statuses)
	}
}

// TestBatchesThatAreNone: each request says which it is, what it does and where.
func TestBatchesThatAreNone(t *testing.T) {
	t.Parallel()
	const whole = `{"id":"1","method":"GET","url":"/groups"}`
	steps := []step{{do: "POST /$batch", body: `{"requests":[` + whole + `]}`, status: 200, want: `{"responses":[{"id":"1","status":200}]}`}}
	for _, requests := range []string{
		"", with(whole, `{"id":"-"}`), with(whole, `{"method":"-"}`), with(whole, `{"url":"-"}`), whole + "," + whole, with(whole, `{"url":"/$batch"}`), with(whole, `{"dependsOn":["2"]}`),
		with(whole, `{"method":"POST","body":{"displayName":"X"}}`), with(whole, `{"dependsOn":["2"]}`) + "," + with(whole, `{"id":"2"}`),
	} {
		steps = append(steps, step{do: "POST /$batch", body: `{"requests":[` + requests + `]}`, status: 400})
	}
	converse(t, steps)
}

// TestWhatIsMissingIsNamedAsItWasAskedFor, in capitals too.
func TestWhatIsMissingIsNamedAsItWasAskedFor(t *testing.T) {
	t.Parallel()
	const asked = "AAAAAAAA-0000-4000-8000-00000000000A"
	converse(t, []step{{
		do: "GET /groups/" + asked, status: 404,
		want: refused("Request_ResourceNotFound", "Resource '"+asked+"' does not exist or one of its queried reference-property objects are not present."),
	}})
}

// TestDeletedUsersAreCalledByTheirIDs, so that their names are free.
func TestDeletedUsersAreCalledByTheirIDs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := decoded(t, s.send(t, "POST /v1.0/users", bodyOfUser).Body.Bytes())["id"].(string)
	s.send(t, "DELETE /v1.0/users/"+id, "")
	deleted := decoded(t, s.send(t, "GET /v1.0/directory/deletedItems/"+id+"/microsoft.graph.user", "").Body.Bytes())
	if want := strings.ReplaceAll(id, "-", "") + "Ada@contoso.example"; deleted["userPrincipalName"] != want {
		t.Errorf("it is called %v, want %s", deleted["userPrincipalName"], want)
	}
}

func TestBatch(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"answers each part by itself": {
			{
				do: "POST /$batch", status: 200, body: `{"requests":[
				{"id":"1","method":"GET","url":"/users/{admin}?$select=id"},
				{"id":"2","method":"GET","url":"/groups?$search=\"displayName:ops\"","headers":{"consistencylevel":"eventual"}},
				{"id":"3","method":"POST","url":"/groups","headers":{"Content-Type":"application/json"},"body":` + bodyOfGroup + `},
				{"id":"4","method":"GET","url":"/groups/{absent}"},
				{"id":"5","method":"DELETE","url":"/users/{admin}","dependsOn":["4"]},
				{"id":"6","method":"GET","url":"/groups/$count","headers":{"ConsistencyLevel":"eventual"},"dependsOn":["3"]},
				{"id":"7","method":"DELETE","url":"users/{admin}"}]}`,
				want: `{"responses":[{"id":"1","status":200,"body":{"id":"{admin}"}},{"id":"2","status":200,"body":{"value":[]}},
				{"id":"3","status":201,"body":{"displayName":"Sales"}},{"id":"4","status":404,"body":{"error":{"code":"Request_ResourceNotFound"}}},
				{"id":"5","status":424,"body":{"error":{"code":"FailedDependency"}}},{"id":"6","status":200,"body":"MQ=="},{"id":"7","status":204,"body":"-"}]}`,
			},
			{do: "GET /users/{admin}", status: 404},
		},
		"is refused as a whole if it is malformed": {
			{do: "POST /$batch", body: `{}`, status: 400},
			{do: "POST /$batch", body: `{"requests":{}}`, status: 400},
			{do: "POST /$batch", body: `{"requests":[` + strings.TrimSuffix(strings.Repeat(`{"id":"1","method":"GET","url":"/users"},`, 21), ",") + `]}`, status: 400},
			{do: "POST /$batch", body: `{"requests":[{"id":"a","method":"GET","url":"/users"},{"id":"A","method":"GET","url":"/users"}]}`, status: 400},
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"GET"}]}`, status: 400},
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"GET","url":"/users","dependsOn":["2"]}]}`, status: 400},
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"POST","url":"/groups","body":{}}]}`, status: 400},
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"POST","url":"/$batch"}]}`, status: 400},
			{do: "GET /$batch", status: 405},
			{do: "POST /$batch", body: `{}`, headers: []string{"Authorization: Bearer garbage"}, status: 401},
		},
		"refuses a method that is none in its part": {
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"G T","url":"/users"}]}`, status: 200, want: `{"responses":[{"status":400}]}`},
		},
	})
}

// TestDocumentsAreAsRecorded: what the metadata say of some types and operations, and
// where paths begin.
func TestDocumentsAreAsRecorded(t *testing.T) {
	t.Parallel()
	described := regexp.MustCompile(`<(EntityType|ComplexType|EnumType) Name="(entity|directoryObject|group|passwordProfile|conditionalAccessPolicy|accessPackageCatalogState|authenticationMethodModes|profilePhoto|openTypeExtension)"[^>]*>.*?</(EntityType|ComplexType|EnumType)>|` +
		`<(Action|Function) Name="(assignLicense|checkMemberGroups|delta|reminderView)".*?</(Action|Function)>|<EntityContainer.*</EntityContainer>`)
	s := newServer(t)
	var text strings.Builder
	for _, version := range []string{"v1.0", "beta"} {
		document := s.send(t, "GET /"+version+"/$metadata", "").Body.String()
		for _, part := range described.FindAllString(document, -1) {
			text.WriteString(strings.ReplaceAll(part, "><", ">\n<") + "\n")
		}
	}
	compareWithFile(t, filepath.Join("testdata", "metadata.txt"), text.String())
}

// TestPartsOfABatchGoThroughWhatStandsAroundThem.
func TestPartsOfABatchGoThroughWhatStandsAroundThem(t *testing.T) {
	t.Parallel()
	var paths []string
	s := newServer(t)
	s.handler = graph.New(graph.Options{Store: s.store, BaseURL: baseURL, TenantID: tenantID, Verify: verify, Around: func(parts http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			paths = append(paths, r.URL.Path)
			parts.ServeHTTP(w, r)
		})
	}})
	w := s.send(t, "POST /v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/users"}]}`)
	checkAnswer(t, "a batch", w.Body.Bytes(), `{"responses":[{"id":"1","status":200}]}`)
	s.send(t, "GET /v1.0/groups", "")
	if diff := cmp.Diff([]string{"/v1.0/users"}, paths); diff != "" {
		t.Errorf("the parts (-want +got):\n%s", diff)
	}
	if date, err := http.ParseTime(w.Header().Get("Date")); err != nil || time.Since(date).Abs() > time.Hour {
		t.Errorf("without a clock of its own, its time is %s: %v", w.Header().Get("Date"), err)
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, version := range []string{"v1.0", "beta"} {
		w := s.send(t, "GET /"+version+"/$metadata", "", "Authorization: ")
		var document struct {
			Schemas []struct {
				Namespace string `xml:"Namespace,attr"`
				Entities  []struct {
					Name string `xml:"Name,attr"`
					Key  []struct {
						Name string `xml:"Name,attr"`
					} `xml:"Key>PropertyRef"`
				} `xml:"EntityType"`
				Singletons []struct {
					Name string `xml:"Name,attr"`
					Type string `xml:"Type,attr"`
				} `xml:"EntityContainer>Singleton"`
			} `xml:"DataServices>Schema"`
		}
		if err := xml.Unmarshal(w.Body.Bytes(), &document); err != nil || w.Header().Get("Content-Type") != "application/xml" {
			t.Fatalf("%s: %v, %s", version, err, w.Header().Get("Content-Type"))
		}
		names := map[string]bool{}
		for _, schema := range document.Schemas {
			for _, entity := range schema.Entities {
				names[schema.Namespace+"."+entity.Name] = true
				for _, key := range entity.Key {
					names[entity.Name+"/"+key.Name] = true
				}
			}
			for _, single := range schema.Singletons {
				names[single.Name+": "+single.Type] = true
			}
		}
		if !names["microsoft.graph.user"] || !names["microsoft.graph.conditionalAccessPolicy"] || !names["deviceManagement: microsoft.graph.deviceManagement"] || !names["entity/id"] {
			t.Errorf("%s describes only %d entities", version, len(names))
		}
	}
	w := s.send(t, "GET /v1.0/", "")
	if !strings.Contains(w.Body.String(), `{"kind":"EntitySet","name":"users","url":"users"}`) {
		t.Errorf("the service document lacks users: %s", w.Body)
	}
}

func TestDeltaComesInPages(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	numbered(t, s, 5)
	var pages []int
	link := "/v1.0/groups/delta?$select=displayName"
	for link != "" {
		w := s.send(t, "GET "+link, "", "Prefer: odata.maxpagesize=2")
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", link, w.Code, w.Body)
		}
		answer := decoded(t, w.Body.Bytes())
		pages = append(pages, len(answer["value"].([]any)))
		next, _ := answer["@odata.nextLink"].(string)
		if len(pages) == 1 {
			s.send(t, "PATCH /v1.0/groups/50000000-0000-4000-8000-000000000000", `{"displayName":"changed meanwhile"}`)
		}
		link = strings.TrimPrefix(next, baseURL)
		if last, ok := answer["@odata.deltaLink"].(string); ok {
			changes := decoded(t, s.send(t, "GET "+strings.TrimPrefix(last, baseURL), "").Body.Bytes())
			pages = append(pages, len(changes["value"].([]any)))
		}
	}
	if diff := cmp.Diff([]int{2, 2, 1, 1}, pages); diff != "" {
		t.Errorf("objects on the pages, and changes since the first one (-want +got):\n%s", diff)
	}
}

// TestDeltaPagesHaveASize, whatever a client wishes for.
func TestDeltaPagesHaveASize(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	numbered(t, s, 5)
	for preference, want := range map[string]int{
		"odata.maxpagesize=2": 2, "respond-async, odata.maxpagesize=3": 3, "odata.maxpagesize=0": 5, "odata.maxpagesize=-1": 5, "odata.maxpagesize=x": 5, "maxpagesize=2": 5,
	} {
		answer := decoded(t, s.send(t, "GET /v1.0/groups/delta?$select=displayName", "", "Prefer: "+preference).Body.Bytes())
		if got, _ := answer["value"].([]any); len(got) != want {
			t.Errorf("%s: %d objects, want %d", preference, len(got), want)
		}
	}
}

func TestDeltaTellsWhatHasChanged(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	numbered(t, s, 3)
	delta := func(request string) (names []string, link string) {
		t.Helper()
		w := s.send(t, "GET "+request, "")
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", request, w.Code, w.Body)
		}
		answer := decoded(t, w.Body.Bytes())
		for _, value := range answer["value"].([]any) {
			object := value.(map[string]any)
			if object["@removed"] != nil {
				names = append(names, "removed")
				continue
			}
			names = append(names, object["displayName"].(string))
		}
		link, _ = answer["@odata.deltaLink"].(string)
		return names, strings.TrimPrefix(link, baseURL)
	}
	check := func(what string, got []string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	all, link := delta("/v1.0/groups/delta?$select=displayName")
	check("at first", all, "g00", "g01", "g02")
	none, _ := delta("/v1.0/groups/delta?$deltatoken=latest")
	check("from now on", none)
	s.send(t, "PATCH /v1.0/groups/50000000-0000-4000-8000-000000000000", `{"displayName":"new"}`)
	s.send(t, "DELETE /v1.0/groups/50000000-0000-4000-8000-000000000002", "")
	s.send(t, "DELETE /v1.0/users/"+adminID, "")
	changed, link := delta(link)
	check("after changes", changed, "new", "removed")
	none, _ = delta(link)
	check("when nothing has happened", none)
	if w := s.send(t, "GET /v1.0/groups/delta?$deltatoken=nothing", ""); w.Code != http.StatusGone {
		t.Errorf("a token that nobody made: %d", w.Code)
	}
}

// Graph's users report these two answers, from POST /groups and from sendMail.
func TestABodySaysThatItIsJSON(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		contentType string
		body        string
		status      int
		code        string
	}{
		"JSON":                   {"application/json", bodyOfGroup, http.StatusCreated, ""},
		"JSON with parameters":   {"application/json; charset=utf-8; odata.metadata=minimal", bodyOfGroup, http.StatusCreated, ""},
		"JSON in capitals":       {"Application/JSON", bodyOfGroup, http.StatusCreated, ""},
		"nothing":                {"", bodyOfGroup, http.StatusBadRequest, "BadRequest"},
		"a form":                 {"application/x-www-form-urlencoded", bodyOfGroup, http.StatusUnsupportedMediaType, "RequestBodyRead"},
		"text":                   {"text/plain", bodyOfGroup, http.StatusUnsupportedMediaType, "RequestBodyRead"},
		"JSON without an end":    {"application/json; charset", bodyOfGroup, http.StatusUnsupportedMediaType, "RequestBodyRead"},
		"what is no type":        {";", bodyOfGroup, http.StatusUnsupportedMediaType, "RequestBodyRead"},
		"nothing, and no body":   {"", "", http.StatusBadRequest, "Request_BadRequest"},
		"JSON, and what is none": {"application/json", "{", http.StatusBadRequest, "BadRequest"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newServer(t).send(t, "POST /v1.0/groups", tt.body, "Content-Type: "+tt.contentType)
			var answer struct{ Error struct{ Code string } }
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			if w.Code != tt.status || answer.Error.Code != tt.code {
				t.Errorf("status %d and code %q, want %d and %q: %s", w.Code, answer.Error.Code, tt.status, tt.code, w.Body)
			}
		})
	}
}
