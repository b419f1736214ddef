// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// document is all that the server's store holds, as JSON.
func (s *server) document(t *testing.T) string {
	t.Helper()
	text, err := json.MarshalIndent(s.store.Snapshot(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// restarted is a server over what another one has written to a file.
func (s *server) restarted(t *testing.T) *server {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(s.document(t)))
	decoder.UseNumber()
	again, err := graph.ReadStore(decoder, func(name string) error { return fmt.Errorf("%s is no member of a store", name) })
	if err != nil {
		t.Fatalf("the state cannot be started from: %v", err)
	}
	return serverOver(t, again)
}

// must sends a request that succeeds, and returns the id in its answer.
func (s *server) must(t *testing.T, request, body string) string {
	t.Helper()
	w := s.send(t, request, body)
	if w.Code >= http.StatusBadRequest {
		t.Fatalf("%s: status %d: %s", request, w.Code, w.Body)
	}
	if w.Body.Len() == 0 || !strings.Contains(w.Header().Get("Content-Type"), "json") {
		return ""
	}
	id, _ := decoded(t, w.Body.Bytes())["id"].(string)
	return id
}

// team makes a team whose owner is the administrator.
func (s *server) team(t *testing.T) string {
	t.Helper()
	group := s.must(t, "POST /v1.0/groups", with(bodyOfGroup, `{"groupTypes":["Unified"],"mailEnabled":true,"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/`+adminID+`"]}`))
	s.must(t, "POST /v1.0/groups/"+group+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+adminID+`"}`)
	s.must(t, "PUT /v1.0/groups/"+group+"/team", "{}")
	return group
}

func TestAnInvitedGuestIsAUserAfterARestart(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.must(t, "POST /v1.0/invitations", `{"invitedUserEmailAddress":"guest@other.example","inviteRedirectUrl":"https://a.example"}`)
	guest := s.store.Read().List("/invitations")[0]["id"].(string)
	group := s.must(t, "POST /v1.0/groups", bodyOfGroup)
	s = s.restarted(t)
	s.must(t, "POST /v1.0/groups/"+group+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/`+guest+`"}`)
	w := s.send(t, "GET /v1.0/groups/"+group+"/members", "")
	checkAnswer(t, "members", w.Body.Bytes(), `{"value":[{"@odata.type":"#microsoft.graph.user","mail":"guest@other.example"}]}`)
}

func TestWhatHasTheIDOfAnotherTakesNothingOfItAway(t *testing.T) {
	t.Parallel()
	t.Run("a team and its group", func(t *testing.T) {
		t.Parallel()
		s := newServer(t)
		group := s.team(t)
		if err := s.store.Update(func(tx *store.Tx) error { return tx.Remove("/teams", group) }); err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, "members", s.send(t, "GET /v1.0/groups/"+group+"/members", "").Body.Bytes(), `{"value":[{"id":"`+adminID+`"}]}`)
	})
	t.Run("an invitation and its guest", func(t *testing.T) {
		t.Parallel()
		s := newServer(t)
		s.must(t, "POST /v1.0/invitations", `{"invitedUserEmailAddress":"guest@other.example","inviteRedirectUrl":"https://a.example"}`)
		guest := s.store.Read().List("/invitations")[0]["id"].(string)
		group := s.must(t, "POST /v1.0/groups", bodyOfGroup)
		s.must(t, "POST /v1.0/groups/"+group+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+guest+`"}`)
		s.must(t, "DELETE /v1.0/invitations/"+guest, "")
		checkAnswer(t, "members", s.send(t, "GET /v1.0/groups/"+group+"/members", "").Body.Bytes(), `{"value":[{"id":"`+guest+`"}]}`)
	})
}

// TestARefusedRequestLeavesNothingBehind: those that are refused after they have begun
// to change something.
func TestARefusedRequestLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	const template = "/beta/deviceManagement/groupPolicyConfigurations"
	tests := map[string]struct {
		// prepare makes what the request is about, whose id stands for {id}.
		prepare, body string
		request, sent string
		status        int
	}{
		"a policy set that holds an unknown kind of item": {
			"POST /beta/deviceAppManagement/policySets", `{"displayName":"P","items":[{"@odata.type":"#microsoft.graph.mobileAppPolicySetItem","payloadId":"a"}]}`,
			"POST /beta/deviceAppManagement/policySets/{id}/update", `{"assignments":[],"addedPolicySetItems":[{"@odata.type":"#microsoft.graph.group"}]}`, 400,
		},
		"definition values of which one is wrong": {
			"POST " + template, `{"displayName":"T"}`,
			"POST " + template + "/{id}/updateDefinitionValues", `{"added":[{"enabled":true},{"enabled":"yes"}]}`, 400,
		},
		"a team without a name": {
			"", "", "POST /v1.0/teams", `{"template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')","displayName":"T","isArchived":"x","members":[{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":["owner"],"user@odata.bind":"https://graph.microsoft.com/v1.0/users('` + adminID + `')"}]}`, 400,
		},
		"an application of a template that cannot be had twice": {
			"", "", "POST /v1.0/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", `{"displayName":"` + strings.Repeat("x", 300) + `"}`, 400,
		},
		"several devices of which one is wrong": {
			"", "", "POST /v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import", `{"importedWindowsAutopilotDeviceIdentities":[{"serialNumber":"1"},{"serialNumber":2}]}`, 400,
		},
		"an object that holds the same part twice": {
			"", "", "POST /beta/deviceManagement/groupPolicyConfigurations", `{"displayName":"T","definitionValues":[{"id":"a","enabled":true},{"id":"a","enabled":false}]}`, 400,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			id := ""
			if tt.prepare != "" {
				id = s.must(t, tt.prepare, tt.body)
			}
			before := s.document(t)
			w := s.send(t, strings.ReplaceAll(tt.request, "{id}", id), tt.sent)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if diff := cmp.Diff(before, s.document(t)); diff != "" {
				t.Errorf("what has changed (-before +after):\n%s", diff)
			}
		})
	}
}

// TestReadersSeeNoHalfOfARequest: while assignments, a manager and a PUT are replaced
// again and again, each is always there.
func TestReadersSeeNoHalfOfARequest(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	user := s.must(t, "POST /v1.0/users", bodyOfUser)
	s.must(t, "PUT /v1.0/users/"+user+"/manager/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+adminID+`"}`)
	policy := s.must(t, "POST /v1.0/deviceManagement/deviceConfigurations", `{"@odata.type":"#microsoft.graph.windows10GeneralConfiguration","displayName":"P"}`)
	groups := [2]string{s.must(t, "POST /v1.0/groups", bodyOfGroup), s.must(t, "POST /v1.0/groups", bodyOfGroup)}
	assign := func(n int) string {
		const target = `{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":%q}}`
		return fmt.Sprintf(`{"assignments":[`+target+`,`+target+`]}`, groups[n%2], groups[(n+1)%2])
	}
	s.must(t, "POST /v1.0/deviceManagement/deviceConfigurations/"+policy+"/assign", assign(0))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				if w := s.send(t, "GET /v1.0/users/"+user+"/manager", ""); w.Code != http.StatusOK {
					t.Errorf("the manager: status %d", w.Code)
					return
				}
				var answer struct{ Value []any }
				if err := json.Unmarshal(s.send(t, "GET /v1.0/deviceManagement/deviceConfigurations/"+policy+"/assignments", "").Body.Bytes(), &answer); err != nil || len(answer.Value) != 2 {
					t.Errorf("%d assignments, %v", len(answer.Value), err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for n := range 40 {
		s.must(t, "POST /v1.0/deviceManagement/deviceConfigurations/"+policy+"/assign", assign(n))
		s.must(t, "PUT /v1.0/users/"+user+"/manager/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+adminID+`"}`)
	}
	close(done)
	readers.Wait()
}

// whileChanging has a reader look at the tenant again and again while a request is
// repeated, and once more after it.
func whileChanging(times int, change func(n int), look func() bool) {
	done := make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() {
		for changing := true; changing; {
			select {
			case <-done:
				changing = false
			default:
			}
			if !look() {
				return
			}
		}
	})
	for n := range times {
		change(n)
	}
	close(done)
	reader.Wait()
}

// TestReadersSeeNoHalfOfAPut: a policy that is replaced together with its settings is
// always of one piece.
func TestReadersSeeNoHalfOfAPut(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	body := func(n int) string {
		setting := fmt.Sprintf(`{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d%d"}}`, n)
		return fmt.Sprintf(`{"name":"d%d","platforms":"windows10","technologies":"mdm","settings":[%s,%s]}`, n, setting, setting)
	}
	const policies = "/beta/deviceManagement/configurationPolicies"
	policy := policies + "/" + s.must(t, "POST "+policies, body(0))
	whileChanging(40, func(n int) { s.must(t, "PUT "+policy, body(n)) }, func() bool {
		var answer struct {
			Name     string
			Settings []struct {
				SettingInstance struct{ SettingDefinitionID string }
			}
		}
		w := s.send(t, "GET "+policy+"?$expand=settings", "")
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK {
			t.Errorf("the policy: status %d, %v", w.Code, err)
			return false
		}
		whole := len(answer.Settings) == 2
		for _, setting := range answer.Settings {
			whole = whole && setting.SettingInstance.SettingDefinitionID == answer.Name
		}
		if !whole {
			t.Errorf("a part of a change was seen: %s", w.Body)
		}
		return whole
	})
}

// TestReadersSeeNoHalfOfWhatIsMadeWhenAskedFor: the policies about a group come into
// being by a request that reads: both at once, each with its rules and its assignment.
func TestReadersSeeNoHalfOfWhatIsMadeWhenAskedFor(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const policies = "/policies/roleManagementPolicies"
	prepare := func(int) {
		group := s.must(t, "POST /v1.0/groups", bodyOfGroup)
		s.must(t, "GET /v1.0"+policies+"?$filter=scopeId%20eq%20'"+group+"'%20and%20scopeType%20eq%20'Group'", "")
	}
	prepare(0)
	rules := func(id string) int {
		var answer struct{ Value []any }
		if err := json.Unmarshal(s.send(t, "GET /v1.0"+policies+"/"+id+"/rules", "").Body.Bytes(), &answer); err != nil {
			t.Errorf("the rules of %s: %v", id, err)
		}
		return len(answer.Value)
	}
	want, seen := 0, map[string]bool{}
	whileChanging(20, prepare, func() bool {
		now := s.store.Read()
		made, assigned := now.List(policies), now.List("/policies/roleManagementPolicyAssignments")
		whole := len(made)%2 == 0 && len(assigned) == len(made)
		for _, policy := range made {
			id := policy["id"].(string)
			if seen[id] {
				continue
			}
			seen[id] = true
			got := rules(id)
			if want == 0 {
				want = got
			}
			whole = whole && got > 0 && got == want
		}
		if !whole {
			t.Errorf("%d policies with %d assignments are seen, and not all %d rules of each", len(made), len(assigned), want)
		}
		return whole
	})
	if len(seen) != 42 {
		t.Errorf("%d policies were seen, want 42", len(seen))
	}
}
