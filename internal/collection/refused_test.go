// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

const (
	broken = `{"error":{"code":"InternalServerError","message":"Something broke."}}`
	exists = `{"error":{"code":"Request_BadRequest","message":"One or more added object references already exist for the following modified properties: 'owners'."}}`
)

// crew is an object with links, a relation to one other object and an action.
func crew(bulk bool) object.Definition {
	return object.Definition{
		Name: "crew", Place: object.Collection{API: object.V1, Path: "/crews", Type: "microsoft.graph.crew"}, Life: &object.Life{},
		LookUp: object.LookUp{Key: "name", Unique: true},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "members", Mode: object.Links, Type: object.References{To: "user", Bulk: bulk}},
			{Name: "boss", Mode: object.Optional, Single: true, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.String{}}},
			{Name: "targets", Mode: object.Default([]any{}), Seen: object.Alone, Action: &object.Action{Name: "assign"}, Type: object.Set{Of: object.String{}}},
			{Name: "licence", Mode: object.Optional, Action: &object.Action{Name: "license", UpdateOnly: true}, Type: object.String{}},
		},
	}
}

func policyOfTenant() object.Definition {
	return object.Definition{
		Name: "policy", Place: object.Singleton{API: object.V1, Path: "/policies/thePolicy", Type: "microsoft.graph.policy"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "note", Mode: object.Server, Type: object.String{}}, {Name: "made", Mode: object.ReadOnly, Type: object.String{}}},
	}
}

func secretOfApp() object.Definition {
	return object.Definition{
		Name: "secret", Life: &object.Life{},
		Place: object.Element{
			API: object.V1, Path: "/apps/{appId}", Type: "microsoft.graph.secret", Property: "secrets", Key: "keyId", Add: "add", Remove: "remove",
			AddBody:    func(body object.Body) object.Body { return object.Body{"secret": body} },
			RemoveBody: func(id string) object.Body { return object.Body{"keyId": id} },
		},
		Attributes: []object.Attribute{
			{Name: "appId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "name", Mode: object.Optional, Type: object.String{}},
		},
	}
}

func membership() object.Definition {
	return object.Definition{
		Name: "membership", Life: &object.Life{},
		Place: object.Relation{API: object.V1, Path: "/groups/{groupId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"},
		Attributes: []object.Attribute{
			{Name: "groupId", Mode: object.Required, Type: object.String{}}, {Name: "memberId", Mode: object.Required, Type: object.String{}},
		},
	}
}

// TestEachRequestRefused: whatever Graph refuses fails the operation with its words,
// nothing is reported as done, and nothing is sent twice.
func TestEachRequestRefused(t *testing.T) {
	t.Parallel()
	create := func(plan string) func(*scripted) (any, error) {
		return func(s *scripted) (any, error) { r, err := s.create(plan); return r.Stage, err }
	}
	update := func(prior, plan string) func(*scripted) (any, error) {
		return func(s *scripted) (any, error) {
			next := parse(s.t, plan)
			r, err := s.Reconcile(s.t.Context(), parse(s.t, prior), Wanted{Plan: next, Config: next})
			return r.Stage, err
		}
	}
	remove := func(state string) func(*scripted) (any, error) {
		return func(s *scripted) (any, error) { return s.Delete(s.t.Context(), parse(s.t, state)) }
	}
	refresh := func(state string) func(*scripted) (any, error) {
		return func(s *scripted) (any, error) { return s.Refresh(s.t.Context(), parse(s.t, state), nil) }
	}
	const (
		plan  = `{"id":"?","name":"a","members":null,"targets":[]}`
		prior = `{"id":"c1","name":"a","members":["m1"],"boss":"b1","targets":["t"]}`
		item  = "/v1.0/crews/c1"
	)
	var none object.Body
	tests := map[string]struct {
		definition object.Definition
		operation  func(*scripted) (any, error)
		refused    string // the request
		before     script
		want       any
	}{
		"creation":               {crew(false), create(plan), "POST /v1.0/crews", nil, Untouched},
		"change":                 {crew(false), update(prior, strings.Replace(prior, `"a"`, `"b"`, 1)), "PATCH " + item, nil, Untouched},
		"deletion":               {crew(false), remove(prior), "DELETE " + item, nil, true},
		"read":                   {crew(false), refresh(`{"id":"c1","name":"a"}`), "GET " + item, nil, none},
		"read of links":          {crew(false), refresh(prior), "GET " + item + "/members", script{"GET " + item: {{200, `{"id":"c1","name":"a"}`}}}, none},
		"link":                   {crew(false), update(prior, strings.Replace(prior, `"m1"`, `"m1","m2"`, 1)), "POST " + item + "/members/$ref", nil, Started},
		"links at once":          {crew(true), update(prior, strings.Replace(prior, `"m1"`, `"m1","m2","m3"`, 1)), "PATCH " + item, script{"POST " + item + "/members/$ref": {{500, broken}}}, Started},
		"unlinking":              {crew(false), update(prior, strings.Replace(prior, `"m1"`, ``, 1)), "DELETE " + item + "/members/m1/$ref", nil, Started},
		"reference":              {crew(false), update(prior, strings.Replace(prior, `"b1"`, `"b2"`, 1)), "PUT " + item + "/boss/$ref", nil, Started},
		"removal of a reference": {crew(false), update(prior, strings.Replace(prior, `"b1"`, `null`, 1)), "DELETE " + item + "/boss/$ref", nil, Started},
		"action":                 {crew(false), update(prior, strings.Replace(prior, `"t"`, `"u"`, 1)), "POST " + item + "/assign", nil, Started},
		"action of a new object": {crew(false), create(`{"id":"?","name":"a","targets":["t"]}`), "POST " + item + "/assign", script{"POST /v1.0/crews": {{201, `{"id":"c1","name":"a"}`}}, "GET " + item: {{200, `{"id":"c1","name":"a"}`}}}, Started},
		"links of a new object":  {crew(false), create(`{"id":"?","name":"a","members":["m1"],"targets":[]}`), "GET " + item + "/members", script{"POST /v1.0/crews": {{201, `{"id":"c1","name":"a"}`}}, "GET " + item: {{200, `{"id":"c1","name":"a"}`}}}, Started},
		"first read of the only": {policyOfTenant(), create(`{"id":"?","note":"n","made":"?"}`), "GET /v1.0/policies/thePolicy", nil, Untouched},
		"change of the only":     {policyOfTenant(), create(`{"id":"?","note":"n","made":"?"}`), "PATCH /v1.0/policies/thePolicy", script{"GET /v1.0/policies/thePolicy": {{200, `{"note":"o","made":"m"}`}}}, Untouched},
		"later change of it":     {policyOfTenant(), update(`{"id":"thePolicy","note":"o"}`, `{"id":"thePolicy","note":"n"}`), "PATCH /v1.0/policies/thePolicy", nil, Untouched},
		"read of the only":       {policyOfTenant(), refresh(`{"id":"thePolicy"}`), "GET /v1.0/policies/thePolicy", nil, none},
		"new element":            {secretOfApp(), create(`{"id":"?","appId":"a1","name":"n"}`), "POST /v1.0/apps/a1/add", script{"GET /v1.0/apps/a1": {{200, `{"secrets":[]}`}}}, Untouched},
		"change of an element":   {secretOfApp(), update(`{"id":"a1/k","appId":"a1","name":"n"}`, `{"id":"a1/k","appId":"a1","name":"o"}`), "POST /v1.0/apps/a1/add", nil, Untouched},
		"removal of an element":  {secretOfApp(), remove(`{"id":"a1/k","appId":"a1"}`), "POST /v1.0/apps/a1/remove", nil, true},
		"read of an element":     {secretOfApp(), refresh(`{"id":"a1/k","appId":"a1"}`), "GET /v1.0/apps/a1", nil, none},
		"new membership":         {membership(), create(`{"id":"?","groupId":"g","memberId":"m"}`), "POST /v1.0/groups/g/members/$ref", nil, Untouched},
		"end of a membership":    {membership(), remove(`{"id":"g/m","groupId":"g","memberId":"m"}`), "DELETE /v1.0/groups/g/members/m/$ref", nil, true},
		"look-up by a key":       {crew(false), func(s *scripted) (any, error) { return s.Find(s.t.Context(), nil, "a", s.Readable) }, "GET /v1.0/crews", nil, none},
		"list":                   {crew(false), func(s *scripted) (any, error) { f, _, err := s.List(s.t.Context(), Query{}, s.Readable); return f, err }, "GET /v1.0/crews", nil, []object.Body(nil)},
		"list of elements": {secretOfApp(), func(s *scripted) (any, error) {
			f, _, err := s.List(s.t.Context(), Query{At: value.Tree{"appId": "a1"}}, s.Readable)
			return f, err
		}, "GET /v1.0/apps/a1", nil, []object.Body(nil)},
		"the only one of a list":  {crew(false), func(s *scripted) (any, error) { return s.Only(s.t.Context(), s.Readable) }, "GET /v1.0/crews", nil, none},
		"links of an import":      {crew(false), func(s *scripted) (any, error) { return s.ShortLinks(s.t.Context(), parse(s.t, prior), object.Body{}) }, "GET " + item + "/members", nil, map[string][]any(nil)},
		"purge":                   {widget(restorable), func(s *scripted) (any, error) { return nil, s.Purge(s.t.Context(), parse(s.t, `{"id":"w1"}`), true) }, "DELETE /v1.0/bin/w1", nil, nil},
		"search of what to adopt": {widget(adoptable), create(adopting), "GET /v1.0/widgets", nil, Untouched},
		"search of a key":         {widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), create(`{"id":"?","name":"a"}`), "GET /v1.0/widgets(name='a')", nil, Untouched},
		"creation by a key":       {widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), create(`{"id":"?","name":"a"}`), "PATCH /v1.0/widgets(name='a')", script{"GET /v1.0/widgets(name='a')": {{404, missing}}}, Untouched},
		"search of a chosen id":   {chosen(object.FromPath, false), create(`{"id":"c1","name":"a"}`), "GET /v1.0/widgets/c1", nil, Untouched},
		"creation of a chosen id": {chosen(object.FromPath, false), create(`{"id":"c1","name":"a"}`), "PATCH /v1.0/widgets/c1", script{"GET /v1.0/widgets/c1": {{404, missing}}}, Untouched},
		"look into the bin":       {widget(restorable), create(`{"id":"?","name":"a","restoreDeleted":true}`), "GET /v1.0/bin", nil, Untouched},
		"restore":                 {widget(restorable), create(`{"id":"?","name":"a","restoreDeleted":true}`), "POST /v1.0/bin/w1/restore", script{"GET /v1.0/bin": {{200, `{"value":[{"id":"w1","name":"a"}]}`}}}, Untouched},
	}
	// A 500 does not tell whether Graph acted: a change may have been made, and what does
	// no harm twice is sent again.
	begun := []string{"change", "change of the only", "later change of it", "change of an element"}
	twice := []string{"link", "action", "action of a new object", "restore", "change of an element", "removal of an element"}
	for name, tt := range tests {
		for status, refusal := range map[int]string{403: denied, 400: broken, 500: broken} {
			t.Run(name+", "+http.StatusText(status), func(t *testing.T) {
				t.Parallel()
				answers := script{
					"POST " + item + "/members/$ref": {{204, ""}}, "GET " + item + "/members": {{200, `{"value":[]}`}},
				}
				for request, list := range tt.before {
					answers[request] = list
				}
				answers[tt.refused] = []answer{{status, refusal}}
				s := follow(t, tt.definition, answers)
				got, err := tt.operation(s)
				var refused *graph.Error
				if !errors.As(err, &refused) || refused.Status != status || errors.Is(err, ErrGone) {
					t.Fatalf("the error is %v, want Graph's refusal with %d", err, status)
				}
				want, sent := tt.want, 1
				if status == http.StatusInternalServerError {
					switch {
					case slices.Contains(twice, name):
						sent = 2
					case !strings.HasPrefix(tt.refused, "POST") && name != "links at once":
						sent = 4
					}
					if slices.Contains(begun, name) {
						want = Started
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("what is reported (-want +got):\n%s", diff)
				}
				if changes := s.requests(tt.refused); len(changes) != sent && !strings.HasPrefix(tt.refused, "GET") {
					t.Errorf("it was sent %d times: %v", len(changes), changes)
				}
			})
		}
	}
}

// TestARemovalByPostThatNobodyHears is asked for once more, and then what is not there any
// more was removed, without waiting for a replica.
func TestARemovalByPostThatNobodyHears(t *testing.T) {
	t.Parallel()
	const element, asked, order = "POST /v1.0/apps/a1/remove", "POST /v1.0/requests", "POST /v1.0/policies/p/drop"
	none := script{"GET /v1.0/apps/a1": {{200, `{"id":"a1","secrets":[]}`}}, "GET /v1.0/widgets/w1": {{404, missing}}}
	ordered := membership()
	ordered.Place = object.Relation{API: object.V1, Path: "/groups/{groupId}/policies", Type: "microsoft.graph.policy", Target: "memberId", Targets: "/policies", Add: "take", Remove: "drop", Parameter: "groupId"}
	for name, tt := range map[string]struct {
		definition object.Definition
		request    string
		state      string
		second     answer
		fails      string
	}{
		"an element":               {secretOfApp(), element, `{"id":"a1/k","appId":"a1"}`, answer{400, broken}, ""},
		"an element, lost twice":   {secretOfApp(), element, `{"id":"a1/k","appId":"a1"}`, answer{lost, ""}, "may have taken effect"},
		"an element, refused":      {secretOfApp(), element, `{"id":"a1/k","appId":"a1"}`, answer{403, denied}, "Insufficient privileges"},
		"by a request":             {lent(nil), asked, `{"id":"w1","name":"a","size":1}`, answer{400, broken}, ""},
		"by a request, not at all": {lent(nil), asked, `{"id":"w1","name":"a","size":1}`, answer{201, `{"id":"r1","status":"Done"}`}, ""},
		"by an order":              {ordered, order, `{"id":"g/p","groupId":"g","memberId":"p"}`, answer{404, missing}, ""},
		"by an order, refused":     {ordered, order, `{"id":"g/p","groupId":"g","memberId":"p"}`, answer{403, denied}, "Insufficient privileges"},
	} {
		answers := maps.Clone(none)
		answers[tt.request] = []answer{{lost, ""}, tt.second}
		s := follow(t, tt.definition, answers)
		state := parse(t, tt.state)
		s.Recall(state, time.Now())
		_, err := s.Delete(t.Context(), state)
		if fault := said(err, tt.fails); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
		if n := len(s.requests(tt.request)); n != 2 {
			t.Errorf("%s: asked for %d times", name, n)
		}
	}
}

// TestAttributesOfRefusals: what fails beside the object's own request names the
// attribute that it is about.
func TestAttributesOfRefusals(t *testing.T) {
	t.Parallel()
	const prior = `{"id":"c1","name":"a","members":["m1"],"boss":"b1","targets":["t"]}`
	for name, tt := range map[string]struct{ plan, refused string }{
		"members": {`{"id":"c1","name":"a","members":["m2"],"boss":"b1","targets":["t"]}`, "POST /v1.0/crews/c1/members/$ref"},
		"boss":    {`{"id":"c1","name":"a","members":["m1"],"boss":null,"targets":["t"]}`, "DELETE /v1.0/crews/c1/boss/$ref"},
		"targets": {`{"id":"c1","name":"a","members":["m1"],"boss":"b1","targets":[]}`, "POST /v1.0/crews/c1/assign"},
	} {
		s := follow(t, crew(false), script{tt.refused: {{403, denied}}})
		plan := parse(t, tt.plan)
		_, err := s.Reconcile(t.Context(), parse(t, prior), Wanted{Plan: plan, Config: plan})
		var about *AttributeError
		if !errors.As(err, &about) || about.Name != name || !strings.Contains(err.Error(), "Insufficient privileges") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// TestRequestsOfLinks: what is sent to make the links, the reference and the value of
// an action what the plan says, and in which order.
func TestRequestsOfLinks(t *testing.T) {
	t.Parallel()
	const item = "/v1.0/crews/c1"
	many := make([]string, mostBound+2)
	for i := range many {
		many[i] = `"m` + string(rune('a'+i)) + `"`
	}
	tests := map[string]struct {
		bulk        bool
		prior, plan string
		answers     script
		want        []string // their beginnings
	}{
		"nothing changes":           {false, `"members":["A","b"],"boss":"B1","targets":["t"]`, `"members":["B","a"],"boss":"B1","targets":["t"]`, nil, nil},
		"links before they are cut": {false, `"members":["a"]`, `"members":["b"]`, script{"POST " + item + "/members/$ref": {{204, ""}}, "DELETE " + item + "/members/a/$ref": {{204, ""}}}, []string{"POST " + item + "/members/$ref", "DELETE " + item + "/members/a/$ref"}},
		"two that come":             {false, `"members":[]`, `"members":["a","b"]`, script{"POST " + item + "/members/$ref": {{204, ""}}}, []string{"POST " + item + "/members/$ref", "POST " + item + "/members/$ref"}},
		"one that was gone":         {false, `"members":["a"]`, `"members":[]`, script{"DELETE " + item + "/members/a/$ref": {{400, strings.Replace(exists, "added object references already exist", "removed object references do not exist", 1)}}}, []string{"DELETE " + item + "/members/a/$ref"}},
		"a reference not known":     {false, `"boss":"a"`, `"boss":"?"`, nil, nil},
		"an action not known":       {false, `"targets":["a"]`, `"targets":"?"`, nil, nil},
		"one that is there":         {false, `"members":[]`, `"members":["b"]`, script{"POST " + item + "/members/$ref": {{400, exists}}}, []string{"POST " + item + "/members/$ref"}},
		"two that go":               {false, `"members":["a","b"]`, `"members":[]`, script{"DELETE " + item + "/members/a/$ref": {{204, ""}}, "DELETE " + item + "/members/b/$ref": {{404, missing}}}, []string{"DELETE " + item + "/members/a/$ref", "DELETE " + item + "/members/b/$ref"}},
		"one that is gone":          {false, `"members":["a"]`, `"members":[]`, script{"DELETE " + item + "/members/a/$ref": {{404, missing}}}, []string{"DELETE " + item + "/members/a/$ref"}},
		"twenty at once":            {true, `"members":[]`, `"members":[` + strings.Join(many, ",") + `]`, script{"PATCH " + item: {{204, ""}}}, []string{"PATCH " + item, "PATCH " + item}},
		"and the last one alone":    {true, `"members":[]`, `"members":[` + strings.Join(many[:mostBound+1], ",") + `]`, script{"PATCH " + item: {{204, ""}}, "POST " + item + "/members/$ref": {{204, ""}}}, []string{"PATCH " + item, "POST " + item + "/members/$ref"}},
		"some that are there":       {true, `"members":[]`, `"members":["a","b"]`, script{"PATCH " + item: {{400, exists}}, "POST " + item + "/members/$ref": {{400, exists}, {204, ""}}}, []string{"PATCH " + item, "POST " + item + "/members/$ref", "POST " + item + "/members/$ref"}},
		"a lost answer":             {true, `"members":[]`, `"members":["a","b"]`, script{"PATCH " + item: {{lost, ""}}, "POST " + item + "/members/$ref": {{204, ""}}}, nil},
		"unmanaged links":           {false, `"members":["a"]`, `"members":null`, nil, nil},
		"links not known":           {false, `"members":["a"]`, `"members":"?"`, nil, nil},
		"the first links":           {false, `"members":null`, `"members":["a","b"]`, script{"GET " + item + "/members": {{200, `{"value":[{"id":"A"}]}`}}, "POST " + item + "/members/$ref": {{204, ""}}}, []string{"GET " + item + "/members", "POST " + item + "/members/$ref"}},
		"another reference":         {false, `"boss":"a"`, `"boss":"b"`, script{"PUT " + item + "/boss/$ref": {{204, ""}}}, []string{"PUT " + item + "/boss/$ref"}},
		"no reference":              {false, `"boss":"a"`, `"boss":null`, script{"DELETE " + item + "/boss/$ref": {{204, ""}}}, []string{"DELETE " + item + "/boss/$ref"}},
		"a reference that is gone":  {false, `"boss":"a"`, `"boss":null`, script{"DELETE " + item + "/boss/$ref": {{404, missing}}}, []string{"DELETE " + item + "/boss/$ref"}},
		"an action":                 {false, `"targets":["a"]`, `"targets":[]`, script{"POST " + item + "/assign": {{204, ""}}}, []string{"POST " + item + `/assign {"targets":[]}`}},
		"an action whose value is":  {false, `"licence":"a"`, `"licence":"b"`, script{"POST " + item + "/license": {{204, ""}}}, []string{"POST " + item + `/license {"licence":"b"}`}},
		"an action, lost once":      {false, `"targets":["a"]`, `"targets":["b"]`, script{"POST " + item + "/assign": {{lost, ""}, {204, ""}}}, []string{"POST " + item + `/assign {"targets":["b"]}`, "POST " + item + `/assign {"targets":["b"]}`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, crew(tt.bulk), tt.answers)
			prior, plan := parse(t, `{"id":"c1","name":"a",`+tt.prior+`}`), parse(t, `{"id":"c1","name":"a",`+tt.plan+`}`)
			for name, v := range prior {
				if _, said := plan[name]; !said {
					plan[name] = v
				}
			}
			result, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan})
			unknown := strings.HasSuffix(name, "not known")
			if !unknown && (err != nil || result.Stage != Done) {
				t.Fatalf("the stage is %v: %v", result.Stage, err)
			}
			if name == "a lost answer" {
				if n := len(s.requests("POST")); n != 2 {
					t.Errorf("%d links are sent one by one, want 2", n)
				}
				return
			}
			var sent []string
			for _, request := range s.requests("") {
				if !unknown || !strings.HasPrefix(request, "GET") {
					sent = append(sent, request)
				}
			}
			if len(sent) != len(tt.want) {
				t.Fatalf("sent %v, want %v", sent, tt.want)
			}
			for i, want := range tt.want {
				if made := strings.HasPrefix(want, "PATCH") || strings.HasSuffix(want, "/members/$ref") && strings.HasPrefix(want, "POST"); made && !strings.Contains(sent[i], s.url+"/v1.0/directoryObjects/") {
					t.Errorf("request %d names no object: %s", i, sent[i])
				}
				if !strings.HasPrefix(sent[i], want) {
					t.Errorf("request %d is %s, want %s", i, sent[i], want)
				}
			}
		})
	}
}

// TestWhatIsMissingForALink is no success: only what is to go may be missing.
func TestWhatIsMissingForALink(t *testing.T) {
	t.Parallel()
	const item = "/v1.0/crews/c1"
	for request, plan := range map[string]string{
		"POST " + item + "/members/$ref": `{"id":"c1","name":"a","members":["m"],"boss":"b","targets":[]}`, "PUT " + item + "/boss/$ref": `{"id":"c1","name":"a","members":[],"boss":"c","targets":[]}`,
		"POST " + item + "/assign": `{"id":"c1","name":"a","members":[],"boss":"b","targets":["t"]}`,
	} {
		s := follow(t, crew(false), script{request: {{404, missing}}})
		next := parse(t, plan)
		result, err := s.Reconcile(t.Context(), parse(t, `{"id":"c1","name":"a","members":[],"boss":"b","targets":[]}`), Wanted{Plan: next, Config: next})
		if said(err, "does not exist") != "" || result.Stage != Started {
			t.Errorf("%s: stage %v: %v", request, result.Stage, err)
		}
	}
}

// TestLinksOfAnImport are those that fit on a page; that there are none is known, too.
func TestLinksOfAnImport(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]map[string][]any{
		`{"value":[{"id":"a"},{"id":"b"}]}`: {"members": {"a", "b"}},
		`{"value":[]}`:                      {"members": {}},
		`{"value":[{"id":"a"}],"@odata.nextLink":"https://graph.example/v1.0/crews/c1/members?$skiptoken=2"}`: {},
	} {
		s := follow(t, crew(false), script{"GET /v1.0/crews/c1/members": {{200, answer}}})
		got, err := s.ShortLinks(t.Context(), value.Tree{"id": "c1"}, object.Body{"id": "c1"})
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("links of %s mismatch (-want +got):\n%s", answer, diff)
		}
	}
}

// TestLinksOfAnObjectThatIsGone: where a relation is not found, the object tells whether it
// is there itself.
func TestLinksOfAnObjectThatIsGone(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		object answer
		gone   bool
	}{
		"it is gone":     {answer{404, missing}, true},
		"it is there":    {answer{200, `{"id":"c1"}`}, false},
		"nobody may ask": {answer{403, denied}, false},
	} {
		s := follow(t, crew(false), script{"GET /v1.0/crews/c1/members": {{404, missing}}, "GET /v1.0/crews/c1": {tt.object}})
		_, err := s.ShortLinks(t.Context(), value.Tree{"id": "c1"}, object.Body{"id": "c1"})
		if !graph.IsNotFound(err) || errors.Is(err, ErrGone) != tt.gone {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNewObjectsHaveNothingYet: actions are called for what is not empty, and not for
// what was sent with the object.
func TestNewObjectsHaveNothingYet(t *testing.T) {
	t.Parallel()
	for plan, want := range map[string][]string{
		`{"id":"?","name":"a","targets":[]}`:                  nil,
		`{"id":"?","name":"a","targets":["t"]}`:               {`POST /v1.0/crews/c1/assign {"targets":["t"]}`},
		`{"id":"?","name":"a","targets":[],"licence":"l"}`:    nil,
		`{"id":"?","name":"a","targets":null,"members":null}`: nil,
	} {
		s := follow(t, crew(false), script{"POST /v1.0/crews": {{201, `{"id":"c1","name":"a"}`}}, "POST /v1.0/crews/c1/assign": {{204, ""}}})
		result, err := s.create(plan)
		if err != nil || result.Stage != Done || result.State["id"] != "c1" {
			t.Errorf("%s: %v, %v", plan, result, err)
		}
		if diff := cmp.Diff(want, s.requests("POST /v1.0/crews/")); diff != "" {
			t.Errorf("actions mismatch (-want +got):\n%s", diff)
		}
	}
}

// TestTheOnlyObject is read first, and changed only where it differs.
func TestTheOnlyObject(t *testing.T) {
	t.Parallel()
	const path = "/v1.0/policies/thePolicy"
	for name, tt := range map[string]struct {
		answers script
		want    []string
	}{
		"as it shall be": {script{"GET " + path: {{200, `{"note":"n","made":"m"}`}}}, nil},
		"otherwise":      {script{"GET " + path: {{200, `{"note":"o","made":"m"}`}, {200, `{"note":"n","made":"m"}`}}, "PATCH " + path: {{204, ""}}}, []string{"PATCH " + path + ` {"note":"n"}`}},
	} {
		s := follow(t, policyOfTenant(), tt.answers)
		result, err := s.create(`{"id":"?","note":"n","made":"?"}`)
		if err != nil || result.State["id"] != "thePolicy" || result.State["made"] != "m" {
			t.Errorf("%s: %v, %v", name, result, err)
		}
		if diff := cmp.Diff(tt.want, s.requests("PATCH")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	s := follow(t, policyOfTenant(), nil)
	if there, err := s.Delete(t.Context(), parse(t, `{"id":"thePolicy"}`)); err == nil || !there || len(s.requests("")) > 0 {
		t.Errorf("it is deleted: %v, %v", there, err)
	}
}

// TestTwoElementsOfOneParent: each is found by its own key, and one that a request
// for its removal does not find is gone.
func TestTwoElementsOfOneParent(t *testing.T) {
	t.Parallel()
	const parent = "GET /v1.0/apps/a1"
	held := `{"secrets":[{"keyId":"k1","name":"one"},{"keyId":"k2","name":"two"}]}`
	s := follow(t, secretOfApp(), script{parent: {{200, held}}, "POST /v1.0/apps/a1/add": {{200, `{"keyId":"k3","name":"three"}`}}, "POST /v1.0/apps/a1/remove": {{400, broken}}})
	for id, name := range map[string]string{"a1/k1": "one", "a1/K2": "two"} {
		found, err := s.Refresh(t.Context(), parse(t, `{"id":"`+id+`","appId":"a1"}`), nil)
		if err != nil || found["name"] != name {
			t.Errorf("%s: %v, %v", id, found, err)
		}
	}
	if _, err := s.Refresh(t.Context(), parse(t, `{"id":"a1/k9","appId":"a1"}`), nil); !errors.Is(err, ErrGone) {
		t.Errorf("one that is not there: %v", err)
	}
	if there, err := s.Delete(t.Context(), parse(t, `{"id":"a1/k9","appId":"a1"}`)); there || err != nil {
		t.Errorf("one that is gone is there: %v, %v", there, err)
	}
	if there, err := s.Delete(t.Context(), parse(t, `{"id":"a1/k1","appId":"a1"}`)); !there || err == nil {
		t.Errorf("one that is there: %v, %v", there, err)
	}
	result, err := s.create(`{"id":"?","appId":"a1","name":"three"}`)
	if err != nil || result.State["id"] != "a1/k3" {
		t.Errorf("a new one: %v, %v", result.State["id"], err)
	}
	found, _, err := s.List(t.Context(), Query{At: value.Tree{"appId": "a1"}}, s.Readable)
	if err != nil || !cmp.Equal(s.IDs(found), []string{"k1", "k2"}) {
		t.Errorf("listed: %v, %v", found, err)
	}
}

// TestALostElementIsNotLookedFor: nobody can tell what Graph has called it.
func TestALostElementIsNotLookedFor(t *testing.T) {
	t.Parallel()
	s := follow(t, secretOfApp(), script{"GET /v1.0/apps/a1": {{200, `{"secrets":[]}`}}, "POST /v1.0/apps/a1/add": {{lost, ""}}})
	if result, err := s.create(`{"id":"?","appId":"a1","name":"n"}`); !IsAmbiguous(err) || result.State != nil {
		t.Errorf("%v, %v", result, err)
	}
	if n := len(s.requests("POST")); n != 1 || len(s.requests("")) != 2 {
		t.Errorf("Graph was asked %v", s.asked())
	}
}

// ownElement is an element that is known by one of its values.
func ownElement() object.Definition {
	d := secretOfApp()
	e, _ := d.Place.(object.Element)
	e.Key = "name"
	d.Place = e
	return d
}

// chosenAndMade is an object with a chosen id of which Graph tells something.
func chosenAndMade() object.Definition {
	d := chosen(object.FromBody, false)
	d.Attributes = append(d.Attributes, object.Attribute{Name: "made", Mode: object.ReadOnly, Type: object.String{}})
	return d
}

// TestLostCreations: each is sent once, and the object is looked for by what is known
// of it.
func TestLostCreations(t *testing.T) {
	t.Parallel()
	const list = "GET /v1.0/widgets"
	item := func(id, more string) string {
		return `{"id":"` + id + `","name":"a","enabled":true,"tags":[]` + more + `}`
	}
	tests := map[string]struct {
		definition object.Definition
		plan       string
		answers    script
		id         any
		says       string
	}{
		"one of this minute":     {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + item("w1", `,"createdDateTime":"`+time.Now().UTC().Format(time.RFC3339)+`"`) + `]}`}}}, "w1", ""},
		"a chosen id, with more": {chosenAndMade(), `{"id":"c1","name":"a","made":"?"}`, script{"POST /v1.0/widgets": {{lost, ""}}, "GET /v1.0/widgets/c1": {{200, `{"id":"c1","name":"a","made":"m"}`}}}, "c1", ""},
		"the only child":         {badge(true), `{"id":"?","widgetId":"w1","name":"a"}`, script{"PUT /v1.0/widgets/w1/badge": {{lost, ""}}, "GET /v1.0/widgets/w1/badge": {{404, missing}, {200, `{"widgetId":"w1","name":"a"}`}}}, "w1", ""},
		"an element of its own":  {ownElement(), `{"id":"?","appId":"a1","name":"n"}`, script{"POST /v1.0/apps/a1/add": {{lost, ""}}, "GET /v1.0/apps/a1": {{200, `{"secrets":[{"name":"n"}]}`}}}, "a1/n", ""},
		"one is found":           {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + item("w1", "") + `]}`}}, "GET /v1.0/widgets/w1": {{200, item("w1", "")}}}, "w1", ""},
		"one of which it tells":  {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[],"mail":"?"}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + item("w1", `,"mail":"m"`) + `]}`}}}, "w1", ""},
		"after a while":          {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[]}`}, {200, `{"value":[` + item("w1", "") + `]}`}}, "GET /v1.0/widgets/w1": {{200, item("w1", "")}}}, "w1", ""},
		"none is found":          {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[]}`}}}, nil, ""},
		"another one":            {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + strings.Replace(item("w1", ""), "true", "false", 1) + `]}`}}}, nil, ""},
		"one from before":        {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + item("w1", `,"createdDateTime":"2020-01-01T00:00:00Z"`) + `]}`}}}, nil, ""},
		"two":                    {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + item("w1", "") + `,` + item("w2", "") + `]}`}}}, nil, "several objects like it: w1, w2"},
		"the list is missing":    {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{404, missing}}}, nil, ""},
		"the list is refused":    {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{403, denied}}}, nil, "looking for the object"},
		"the object is refused":  {widget(hidden), `{"id":"?","name":"a","enabled":true,"tags":[]}`, script{"POST /v1.0/widgets": {{lost, ""}}, list: {{200, `{"value":[` + item("w1", "") + `]}`}}, "GET /v1.0/widgets/w1": {{403, denied}}}, nil, "looking for the object"},
		"a link":                 {membership(), `{"id":"?","groupId":"g","memberId":"m"}`, script{"POST /v1.0/groups/g/members/$ref": {{lost, ""}}, "GET /v1.0/groups/g/members": {{200, `{"value":[{"id":"m"}]}`}}}, "g/m", ""},
		"a link, after a while":  {membership(), `{"id":"?","groupId":"g","memberId":"m"}`, script{"POST /v1.0/groups/g/members/$ref": {{lost, ""}}, "GET /v1.0/groups/g/members": {{200, `{"value":[]}`}, {200, `{"value":[]}`}, {200, `{"value":[{"id":"m"}]}`}}}, "g/m", ""},
		"a link that is not":     {membership(), `{"id":"?","groupId":"g","memberId":"m"}`, script{"POST /v1.0/groups/g/members/$ref": {{lost, ""}}, "GET /v1.0/groups/g/members": {{200, `{"value":[]}`}}}, nil, ""},
		"a link, refused":        {membership(), `{"id":"?","groupId":"g","memberId":"m"}`, script{"POST /v1.0/groups/g/members/$ref": {{lost, ""}}, "GET /v1.0/groups/g/members": {{403, denied}}}, nil, "looking for the object"},
		"a chosen id":            {chosen(object.FromBody, false), `{"id":"c1","name":"a"}`, script{"POST /v1.0/widgets": {{lost, ""}}, "GET /v1.0/widgets/c1": {{200, `{"id":"c1","name":"a"}`}}}, "c1", ""},
		"a chosen id, not there": {chosen(object.FromBody, false), `{"id":"c1","name":"a"}`, script{"POST /v1.0/widgets": {{lost, ""}}, "GET /v1.0/widgets/c1": {{404, missing}}}, nil, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, tt.definition, tt.answers)
			result, err := s.create(tt.plan)
			if (err == nil) != (tt.id != nil) || result.State["id"] != tt.id {
				t.Fatalf("the id is %v: %v", result.State["id"], err)
			}
			if err != nil && (!IsAmbiguous(err) || !strings.Contains(err.Error(), tt.says)) {
				t.Errorf("the error is %v, want the lost answer, and %q", err, tt.says)
			}
			if err != nil && tt.says == "" && strings.Contains(err.Error(), "looking for the object") {
				t.Errorf("the error %v tells of a search that found nothing", err)
			}
			if n := len(s.requests("POST")) + len(s.requests("PUT")); n != 1 && name != "the only child" {
				t.Errorf("sent %d times", n)
			}
			if n := len(s.requests("GET")); n != 1 && slices.Contains([]string{"a chosen id", "a chosen id, with more", "a link", "one of this minute", "one of which it tells", "an element of its own"}, name) {
				t.Errorf("Graph was asked %v for what its first answer told", s.asked())
			}
			if n := len(s.requests("GET")); !slices.Contains([]string{"after a while", "none is found", "another one", "one from before", "the list is missing", "a link that is not", "a link, after a while", "a chosen id, not there"}, name) && n > 2 {
				t.Errorf("Graph was asked %d times for what its first answer told", n)
			}
		})
	}
}

// TestRestores: of several the one that was deleted last comes back, and whether it
// is back only the object tells where no answer does.
func TestRestores(t *testing.T) {
	t.Parallel()
	const (
		plan  = `{"restoreDeleted":true,"name":"a","note":"?","enabled":"?","tags":"?","alias":"?","mail":"?","id":"?","kind":"k"}`
		reply = "POST /v1.0/bin/w1/restore"
	)
	bin := func(all string) answer { return answer{200, `{"value":[` + all + `]}`} }
	one := `{"id":"w1","name":"A","kind":"k","deletedDateTime":"2026-01-02T00:00:00Z"}`
	made := script{"POST /v1.0/widgets": {{201, strings.Replace(theirs, "w1", "w9", 1)}}}
	tests := map[string]struct {
		bin     answer
		answers script
		id      any
		fails   bool
	}{
		"one":                       {bin(one), script{reply: {{200, "{}"}}}, "w1", false},
		"the last one":              {bin(`{"id":"w0","name":"a","kind":"k","deletedDateTime":"2026-01-01T00:00:00Z"},` + one + `,{"id":"w2","name":"a","kind":"k","deletedDateTime":"2025-01-01T00:00:00Z"}`), script{reply: {{200, "{}"}}}, "w1", false},
		"not another name":          {bin(strings.Replace(one, `"A"`, `"b"`, 1)), made, "w9", false},
		"nor another fixed value":   {bin(strings.Replace(one, `"k"`, `"z"`, 1)), made, "w9", false},
		"none":                      {bin(""), made, "w9", false},
		"by the name with its id":   {bin(strings.Replace(one, `"A"`, `"w1a"`, 1)), script{reply: {{200, "{}"}}}, "w1", false},
		"one that is back":          {bin(one), script{reply: {{404, missing}}}, "w1", false},
		"a lost answer":             {bin(one), script{reply: {{lost, ""}, {200, "{}"}}}, "w1", false},
		"two lost answers":          {bin(one), script{reply: {{lost, ""}}}, "w1", false},
		"two lost, and not back":    {bin(one), script{reply: {{lost, ""}}, "GET /v1.0/widgets/w1": {{404, missing}}}, nil, true},
		"two lost, and not read":    {bin(one), script{reply: {{lost, ""}}, "GET /v1.0/widgets/w1": {{403, denied}}}, nil, true},
		"not told to":               {bin(one), made, "w9", false},
		"found by nobody as of now": {bin(one), script{reply: {{200, "{}"}}, "GET /v1.0/widgets/w1": {{404, missing}}}, "w1", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answers := script{"GET /v1.0/bin": {tt.bin}, "GET /v1.0/widgets/w1": {{200, theirs}}, "GET /v1.0/widgets/w9": {{200, strings.Replace(theirs, "w1", "w9", 1)}}}
			for request, list := range tt.answers {
				answers[request] = list
			}
			s := follow(t, widget(restorable), answers)
			wanted := plan
			if name == "not told to" {
				wanted = strings.Replace(plan, `"restoreDeleted":true`, `"restoreDeleted":false`, 1)
			}
			result, err := s.create(wanted)
			if (err != nil) != tt.fails || result.State["id"] != tt.id {
				t.Errorf("the id is %v: %v", result.State["id"], err)
			}
		})
	}
	directory := follow(t, widget(func(d *object.Definition) { d.Life.Delete.Bin = "/directory/deletedItems" }), nil)
	if got := directory.binOfType(); got != "/directory/deletedItems/microsoft.graph.widget" {
		t.Errorf("the bin of the type is %s", got)
	}
}

// TestPurging: what was there until now may not wait in the bin at once.
func TestPurging(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		there   bool
		answers []answer
		want    int
	}{
		"one that waits":           {true, []answer{{204, ""}}, 1},
		"one that comes late":      {true, []answer{{404, missing}, {404, missing}, {204, ""}}, 3},
		"one that was gone before": {false, []answer{{404, missing}, {204, ""}}, 1},
	} {
		s := follow(t, widget(restorable), script{"DELETE /v1.0/bin/w%2F1": tt.answers})
		if err := s.Purge(t.Context(), parse(t, `{"id":"w/1"}`), tt.there); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(s.requests("DELETE")); n != tt.want {
			t.Errorf("%s: %d requests, want %d", name, n, tt.want)
		}
	}
}

// TestWhatGraphKeeps is no failure where a definition says why.
func TestWhatGraphKeeps(t *testing.T) {
	t.Parallel()
	kept := widget(func(d *object.Definition) {
		d.Life.Delete.Kept = func(message string) (string, bool) { return "It is built in.", strings.Contains(message, "privileges") }
	})
	done := follow(t, kept, script{"DELETE /v1.0/widgets/w1": {{204, ""}}})
	if there, err := done.Delete(t.Context(), parse(t, `{"id":"w1"}`)); !there || err != nil {
		t.Errorf("what Graph does not keep: there %v: %v", there, err)
	}
	for body, want := range map[string]bool{denied: true, broken: false} {
		s := follow(t, kept, script{"DELETE /v1.0/widgets/w1": {{403, body}}})
		there, err := s.Delete(t.Context(), parse(t, `{"id":"w1"}`))
		var why *KeptError
		if !there || err == nil || errors.As(err, &why) != want {
			t.Errorf("there %v: %v", there, err)
		}
		if want && !strings.HasSuffix(why.Error(), "privileges to complete the operation.\n\nIt is built in.") {
			t.Errorf("the error is %q", why.Error())
		}
	}
}

// TestWhatGraphNeverDeletes is taken out of use where there is a way, and no request
// asks for its deletion.
func TestWhatGraphNeverDeletes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		retired object.Body
		answer  answer
		there   bool
		says    string
		sent    []string
	}{
		"nothing to do": {nil, answer{}, true, "Graph deletes none.", nil},
		"retired":       {object.Body{"enabled": false}, answer{204, ""}, true, "Graph deletes none.", []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`}},
		"refused":       {object.Body{"enabled": false}, answer{403, denied}, true, "Insufficient privileges", []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`}},
		"gone":          {object.Body{"enabled": false}, answer{404, denied}, false, "", []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) {
				d.Life.Delete.Never, d.Life.Delete.Retired = "Graph deletes none.", tt.retired
			}), script{"PATCH /v1.0/widgets/w1": {tt.answer}})
			there, err := s.Delete(t.Context(), parse(t, `{"id":"w1","name":"a","enabled":true}`))
			if there != tt.there || (err != nil) != (tt.says != "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("there %v: %v", there, err)
			}
			if diff := cmp.Diff(tt.sent, append(s.requests("PATCH"), s.requests("DELETE")...)); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWithdrawingBeforeADeletion: what has the value already is deleted at once, that
// it is gone does not matter, and the failure to undo it is told beside the refusal.
func TestWithdrawingBeforeADeletion(t *testing.T) {
	t.Parallel()
	shows := answer{200, `{"id":"w1","name":"a","enabled":false}`}
	tests := map[string]struct {
		state   string
		changes []answer
		status  int
		says    []string
		deleted bool
	}{
		"refused":                      {`true`, []answer{{403, denied}}, 204, []string{"Insufficient privileges"}, false},
		"gone":                         {`true`, []answer{{404, denied}}, 404, nil, true},
		"the undoing refused":          {`true`, []answer{{204, ""}, {400, broken}}, 403, []string{"Insufficient privileges", "undoing what prepared the deletion"}, true},
		"the look at it refused":       {`true`, []answer{{204, ""}}, 204, []string{"Insufficient privileges"}, false},
		"nothing to withdraw, refused": {`false`, nil, 403, []string{"Insufficient privileges"}, true},
		"nothing to withdraw":          {`false`, nil, 204, nil, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) { d.Life.Delete.Withdrawn = object.Body{"enabled": false} }), script{
				"PATCH /v1.0/widgets/w1": tt.changes, "GET /v1.0/widgets/w1": {shows}, "DELETE /v1.0/widgets/w1": {{tt.status, denied}},
			})
			if name == "the look at it refused" {
				s.refused = 2
			}
			there, err := s.Delete(t.Context(), parse(t, `{"id":"w1","name":"a","enabled":`+tt.state+`}`))
			if there != (tt.deleted && tt.status != 404) {
				t.Errorf("there is %v", there)
			}
			if (err != nil) != (len(tt.says) > 0) {
				t.Fatalf("the error is %v", err)
			}
			for _, words := range tt.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("the error %v does not say %q", err, words)
				}
			}
			if deleted := len(s.requests("DELETE")) == 1; deleted != tt.deleted || len(s.requests("PATCH")) != len(tt.changes) {
				t.Errorf("deleted %v, after the changes %v", deleted, s.requests("PATCH"))
			}
		})
	}
}

// TestARefusedChangeUndoesWhatPreparedIt: a role that could not be removed stays
// enabled for those who have it.
func TestARefusedChangeUndoesWhatPreparedIt(t *testing.T) {
	t.Parallel()
	role := func(enabled string) string {
		return `PATCH /v1.0/gadgets/g1 {"@odata.type":"#microsoft.graph.smallGadget","roles":[{"displayName":"a","id":"1","isEnabled":` + enabled + `,"value":"A"}]}`
	}
	const none = `PATCH /v1.0/gadgets/g1 {"@odata.type":"#microsoft.graph.smallGadget","roles":[]}`
	for name, tt := range map[string]struct {
		answers []answer
		want    []string
		says    string
		stage   Stage
	}{
		"done":                    {[]answer{{204, ""}}, []string{role("false"), none}, "", Done},
		"refused":                 {[]answer{{204, ""}, {403, denied}, {204, ""}}, []string{role("false"), none, role("true")}, "Insufficient privileges", Started},
		"refused, as the undoing": {[]answer{{204, ""}, {403, denied}, {400, broken}}, []string{role("false"), none, role("true")}, "undoing what prepared the change", Started},
		"refused from the start":  {[]answer{{403, denied}}, []string{role("false")}, "Insufficient privileges", Untouched},
		"broken, perhaps done":    {[]answer{{204, ""}, {500, broken}}, []string{role("false"), none, none, none, none}, "Something broke", Started},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, objecttest.Gadget(), script{"PATCH /v1.0/gadgets/g1": tt.answers})
			prior := parse(t, `{"id":"g1","name":"g","small":{"length":1},"roles":{"A":{"id":"1","displayName":"a","isEnabled":true}},"targets":[]}`)
			plan := parse(t, `{"id":"g1","name":"g","small":{"length":1},"roles":{},"targets":[]}`)
			result, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan})
			if (err != nil) != (tt.says != "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("stage %v: %v", result.Stage, err)
			}
			if result.Stage != tt.stage {
				t.Errorf("the stage is %v, want %v", result.Stage, tt.stage)
			}
			if diff := cmp.Diff(tt.want, s.requests("PATCH")); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatAReplicaSaysOfANewObject is repeated only where something is that young,
// and only for the words of a replica.
func TestWhatAReplicaSaysOfANewObject(t *testing.T) {
	t.Parallel()
	const young = "22222222-2222-4222-8222-222222222222"
	for name, tt := range map[string]struct {
		noted, owner string
		refusal      answer
		want         int
	}{
		"a young one":             {young, young, answer{400, missing}, 2},
		"in another case":         {strings.ToUpper("abcdef12") + young[8:], "abcdef12" + young[8:], answer{400, missing}, 2},
		"not a young one":         {"", young, answer{400, missing}, 1},
		"another young one":       {young, "33333333" + young[8:], answer{400, missing}, 1},
		"what no replica says":    {young, young, answer{400, broken}, 1},
		"a refusal of permission": {young, young, answer{403, denied}, 1},
		"not found":               {young, young, answer{404, broken}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(nil), script{"POST /v1.0/widgets": {tt.refusal, {201, `{"id":"w1","name":"a","enabled":true,"tags":[],"alias":null,"mail":null}`}}})
			s.tenant.fresh.note(time.Now(), tt.noted)
			_, err := s.create(`{"id":"?","name":"a","enabled":true,"tags":[],"ownerId":"` + tt.owner + `"}`)
			if (err == nil) != (tt.want > 1) {
				t.Errorf("the error is %v", err)
			}
			if n := len(s.requests("POST")); n != tt.want {
				t.Errorf("sent %d times, want %d", n, tt.want)
			}
		})
	}
	var f fresh
	f.note(time.Now(), young, "no id")
	for name, tt := range map[string]struct {
		v    any
		want bool
	}{
		"a path": {"/groups/" + young + "/members", true}, "a text": {young, true}, "another": {"x", false}, "no id": {"no id", false},
		"a list": {[]any{"x", young}, true}, "a list of others": {[]any{"x", 1}, false}, "texts": {[]string{"x", "a/" + young}, true}, "other texts": {[]string{"x"}, false},
		"a tree": {value.Tree{"a": value.Tree{"b": young}}, true}, "another tree": {value.Tree{"a": "x"}, false},
		"a body": {object.Body{"a": []any{object.Body{"b": young}}}, true}, "another body": {object.Body{"a": true}, false}, "a number": {3, false},
	} {
		if f.named(time.Hour, tt.v) != tt.want {
			t.Errorf("%s names a young object: %v", name, !tt.want)
		}
	}
	if f.named(0, young) || f.named(time.Hour) {
		t.Error("what is older than its time, or nothing, is young")
	}
}
