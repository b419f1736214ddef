// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// sequence sends requests that build on each other: what an earlier one has made is
// an operand of the later ones.
type sequence struct {
	*testing.T
	server *server
	ids    []string
}

// moves are what a sequence is made of. {a} and {b} stand for objects that are there,
// or were.
var moves = []struct{ do, body string }{
	{"POST /v1.0/groups", bodyOfGroup},
	{"POST /v1.0/groups", with(bodyOfGroup, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{a}"],"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/{b}"]}`)},
	{"POST /v1.0/users", bodyOfUser},
	{"POST /v1.0/applications", `{"displayName":"App","identifierUris":["api://{a}"]}`},
	{"POST /v1.0/servicePrincipals", `{"appId":"{a}"}`},
	{"POST /v1.0/directory/administrativeUnits", `{"displayName":"Unit"}`},
	{"POST /v1.0/invitations", `{"invitedUserEmailAddress":"guest@example.com","inviteRedirectUrl":"https://example.com"}`},
	{"POST /v1.0/groups/{a}/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{b}"}`},
	{"DELETE /v1.0/groups/{a}/members/{b}/$ref", ""},
	{"POST /v1.0/groups/{a}/owners/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{b}"}`},
	{"POST /v1.0/directory/administrativeUnits/{a}/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/groups/{b}"}`},
	{"PUT /v1.0/users/{a}/manager/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{b}"}`},
	{"DELETE /v1.0/users/{a}/manager/$ref", ""},
	{"PATCH /v1.0/groups/{a}", `{"displayName":"Renamed","description":null,"id":"{b}"}`},
	{"PATCH /v1.0/groups/{a}", `{"description":"changed","uniqueName":"{b}"}`},
	{"DELETE /v1.0/groups/{a}", ""},
	{"DELETE /v1.0/users/{a}", ""},
	{"DELETE /v1.0/applications/{a}", ""},
	{"DELETE /v1.0/servicePrincipals/{a}", ""},
	{"DELETE /v1.0/directory/administrativeUnits/{a}", ""},
	{"POST /v1.0/directory/deletedItems/{a}/restore", ""},
	{"DELETE /v1.0/directory/deletedItems/{a}", ""},
	{"POST /v1.0/applications/{a}/addPassword", `{}`},
	{"POST /v1.0/servicePrincipals/{a}/appRoleAssignedTo", `{"principalId":"{b}","resourceId":"{a}","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
	{"PUT /v1.0/groups/{a}/team", `{}`},
	{"GET /v1.0/groups/{a}?$expand=members($expand=memberOf),owners", ""},
	{"GET /v1.0/users/{a}?$expand=manager($levels=max)", ""},
	{"GET /v1.0/groups/{a}/transitiveMembers?$top=1", ""},
	{"GET /v1.0/users/{a}/memberOf", ""},
	{"GET /v1.0/groups/delta?$top=2", ""},
}

// move makes the move that three bytes say.
func (s *sequence) move(what, a, b byte) {
	s.Helper()
	m := moves[int(what)%len(moves)]
	operands := strings.NewReplacer("{a}", s.ids[int(a)%len(s.ids)], "{b}", s.ids[int(b)%len(s.ids)])
	do := operands.Replace(m.do)
	w := s.server.send(s, do, operands.Replace(m.body))
	if w.Code < http.StatusOK || w.Code >= http.StatusInternalServerError {
		s.Errorf("%s: status %d, %s", do, w.Code, w.Body)
	}
	var made struct{ ID, AppID string }
	if w.Code == http.StatusCreated && json.Unmarshal(w.Body.Bytes(), &made) == nil {
		for _, id := range []string{made.ID, made.AppID} {
			if id != "" {
				s.ids = append(s.ids, id)
			}
		}
	}
}

// FuzzSequence makes moves one after another. Whatever they are, none fails, what
// answers is what is there, and a tenant can always start again from where it is.
func FuzzSequence(f *testing.F) {
	f.Add([]byte{0, 0, 0, 2, 0, 0, 7, 1, 2, 15, 1, 0, 20, 1, 0, 25, 1, 0, 8, 1, 2})           // a group with a member goes, and comes back
	f.Add([]byte{2, 0, 0, 2, 0, 0, 11, 1, 2, 11, 2, 1, 26, 1, 0, 16, 2, 0, 26, 1, 0})         // managers of each other
	f.Add([]byte{3, 0, 0, 4, 2, 0, 22, 1, 0, 17, 1, 0, 21, 1, 0, 18, 3, 0, 20, 1, 0})         // an application goes before its principal
	f.Add([]byte{0, 0, 0, 0, 0, 0, 7, 1, 2, 7, 2, 1, 27, 1, 0, 15, 1, 0, 21, 1, 0, 25, 2, 0}) // groups in each other
	f.Add([]byte{6, 0, 0, 5, 0, 0, 10, 2, 1, 24, 1, 0, 19, 2, 0, 28, 1, 0})
	start := newServer(f).store
	f.Fuzz(func(t *testing.T, program []byte) {
		s := &sequence{T: t, server: serverOver(t, start.Clone()), ids: []string{adminID}}
		for i := 0; i+2 < len(program) && i < 3*40; i += 3 {
			s.move(program[i], program[i+1], program[i+2])
		}
		again := s.server.restarted(t)
		for group := range s.server.store.Read().All("/groups") {
			path := fmt.Sprintf("/v1.0/groups/%s/members", group["id"])
			before, after := s.server.send(t, "GET "+path, ""), again.send(t, "GET "+path, "")
			if before.Code != http.StatusOK || before.Body.String() != after.Body.String() {
				t.Errorf("%s: status %d, %s\nafter a new start: %s", path, before.Code, before.Body, after.Body)
			}
		}
	})
}

// What goes while a list is read moves nothing from one page to another, and a list
// that has to be sorted is sorted once.
func TestPagesHoldWhileObjectsGo(t *testing.T) {
	t.Parallel()
	for name, query := range map[string]string{"of a relation": "/groups/{id}/members?$top=10", "in an order": "/groups?$top=10&$orderby=displayName desc&$filter=startswith(displayName,'g')&$count=true"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			numbered(t, s, 35)
			owner := "50000000-0000-4000-8000-000000000000"
			member := func(i int) string { return fmt.Sprintf("50000000-0000-4000-8000-%012d", i) }
			for i := 1; i < 35; i++ {
				s.send(t, "POST /v1.0/groups/"+owner+"/members/$ref", fmt.Sprintf(`{"@odata.id":"https://graph.microsoft.com/v1.0/groups/%s"}`, member(i)))
			}
			seen := map[any]int{}
			for request, number := "/v1.0"+strings.ReplaceAll(query, "{id}", owner), 0; request != ""; number++ {
				p := s.page(t, "GET "+request, "ConsistencyLevel: eventual")
				for _, one := range p.Value {
					seen[one["id"]]++
				}
				if number == 0 { // half of what was seen goes, and one that was not
					for i, one := range p.Value {
						if i%2 == 0 {
							s.send(t, fmt.Sprintf("DELETE /v1.0/groups/%s", one["id"]), "")
						}
					}
					s.send(t, "DELETE /v1.0/groups/"+member(17), "")
				}
				request = strings.TrimPrefix(p.NextLink, baseURL)
			}
			for i := 1; i < 35; i++ {
				if want := map[bool]int{true: 0, false: 1}[i == 17]; seen[member(i)] != want {
					t.Errorf("group %d was seen %d times, want %d", i, seen[member(i)], want)
				}
			}
		})
	}
}

func TestExpansionsHaveLimits(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	ids := []string{adminID}
	for i := range 4 {
		w := s.send(t, "POST /v1.0/users", strings.ReplaceAll(bodyOfUser, "@", fmt.Sprintf("%d@", i)))
		var made struct{ ID string }
		if err := json.Unmarshal(w.Body.Bytes(), &made); err != nil || made.ID == "" {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		s.send(t, fmt.Sprintf("PUT /v1.0/users/%s/manager/$ref", ids[i]), fmt.Sprintf(`{"@odata.id":"https://graph.microsoft.com/v1.0/users/%s"}`, made.ID))
		ids = append(ids, made.ID)
	}
	deep := func(levels int) string {
		return strings.Repeat("($expand=memberOf", levels) + strings.Repeat(")", levels)
	}
	for request, want := range map[string]int{
		"memberOf" + deep(2):                          http.StatusOK,
		"memberOf" + deep(3):                          http.StatusBadRequest,
		"memberOf" + deep(18):                         http.StatusBadRequest,
		"memberOf($levels=2)":                         http.StatusBadRequest,
		"memberOf/$ref":                               http.StatusBadRequest,
		"memberOf/$count":                             http.StatusBadRequest,
		"memberOf/microsoft.graph.group":              http.StatusOK,
		"manager($levels=max;$select=id)":             http.StatusOK,
		"manager($levels=2;$select=id),directReports": http.StatusOK,
	} {
		if w := s.send(t, "GET /v1.0/users/"+adminID+"?$expand="+request, ""); w.Code != want {
			t.Errorf("$expand=%s has status %d, want %d: %s", request, w.Code, want, w.Body)
		}
	}
	chain := func(levels string) (found []string) {
		w := s.send(t, "GET /v1.0/users/"+adminID+"?$expand=manager($levels="+levels+";$select=id)", "")
		var one map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		for one, _ = one["manager"].(map[string]any); one != nil; one, _ = one["manager"].(map[string]any) {
			found = append(found, fmt.Sprint(one["id"]))
		}
		return found
	}
	for levels, want := range map[string][]string{"1": ids[1:2], "2": ids[1:3], "max": ids[1:]} {
		if got := chain(levels); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("managers of %s levels are %v, want %v", levels, got, want)
		}
	}
	// Managers of each other end somewhere.
	s.send(t, fmt.Sprintf("PUT /v1.0/users/%s/manager/$ref", ids[4]), fmt.Sprintf(`{"@odata.id":"https://graph.microsoft.com/v1.0/users/%s"}`, ids[0]))
	if got := chain("max"); len(got) > 5 {
		t.Errorf("managers in a circle are %v", got)
	}
}
