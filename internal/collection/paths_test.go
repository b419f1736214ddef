// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestWhatAChangeLocks: the object, and the one that it is below; what is changed by
// the parent has no lock of its own.
func TestWhatAChangeLocks(t *testing.T) {
	t.Parallel()
	below := crew(false)
	below.Place = object.Collection{API: object.V1, Path: "/Ships/{shipId}/crews", Type: "microsoft.graph.crew"}
	below.Attributes = append(below.Attributes, object.Attribute{Name: "shipId", Mode: object.Required, CreateOnly: true, Type: object.String{}})
	for name, tt := range map[string]struct {
		definition object.Definition
		state      string
		want       []string
	}{
		"an object":       {crew(false), `{"id":"C1"}`, []string{"/crews/c1"}},
		"a new object":    {crew(false), `{"name":"a"}`, nil},
		"one below":       {below, `{"id":"S1/C1","shipId":"S1"}`, []string{"/ships/s1", "/ships/s1/crews/c1"}},
		"a new one below": {below, `{"shipId":"S1"}`, []string{"/ships/s1"}},
		"an element":      {secretOfApp(), `{"id":"a1/k","appId":"a1"}`, []string{"/apps/a1"}},
		"a link":          {membership(), `{"id":"g/m","groupId":"g","memberId":"m"}`, []string{"/groups/g"}},
	} {
		if diff := cmp.Diff(tt.want, follow(t, tt.definition, nil).lockPaths(parse(t, tt.state))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestIDsAtTheEndOfAddresses, which are written in several ways.
func TestIDsAtTheEndOfAddresses(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/teams/1": "1", "/teams('1')": "1", "/teams('1')?a=/b": "1", "/teams/a%20b": "a b", "/teams/100%zz": "100%zz", "": "",
		"https://graph.microsoft.com/v1.0/teams/1/operations('2')": "2",
	} {
		if got := idAt(address); got != want {
			t.Errorf("%s ends with %q, want %q", address, got, want)
		}
	}
}

// TestWhatALookUpAsksFor: the key, once, and no size of the page that nobody knows.
func TestWhatALookUpAsksFor(t *testing.T) {
	t.Parallel()
	s := follow(t, crew(false), script{"GET /v1.0/crews": {{200, `{"value":[{"id":"c1","name":"a"}]}`}}})
	for name, tt := range map[string]struct {
		attributes []string
		want       string
	}{"with the key": {[]string{"name", "licence"}, "id,name,licence"}, "without it": {[]string{"licence"}, "id,name,licence"}, "alone": {nil, "id,name"}} {
		var wanted value.Attributes
		for _, attribute := range tt.attributes {
			wanted = append(wanted, s.Managed.Find(attribute))
		}
		if found, err := s.Find(t.Context(), nil, "A", wanted); err != nil || found["id"] != "c1" {
			t.Fatalf("%s: found %v: %v", name, found, err)
		}
		query := s.queries[len(s.queries)-1]
		if query.Get("$select") != tt.want || query.Has("$top") {
			t.Errorf("%s: asked for %v, want %s", name, query, tt.want)
		}
	}
	if _, _, err := s.List(t.Context(), Query{}, s.Managed.Listed()); err != nil || s.queries[len(s.queries)-1].Has("$top") {
		t.Errorf("a list asks for %v: %v", s.queries[len(s.queries)-1], err)
	}
}

// TestHowOftenAnObjectIsLookedFor: one that is missing, once, unless it is young.
func TestHowOftenAnObjectIsLookedFor(t *testing.T) {
	t.Parallel()
	const id = "11111111-1111-4111-8111-111111111111"
	for name, tt := range map[string]struct {
		young bool
		asks  int
	}{"an old one": {false, 1}, "a young one": {true, 2}} {
		s := follow(t, crew(false), script{"GET /v1.0/crews/" + id: {{404, missing}, {200, `{"id":"` + id + `","name":"a"}`}}})
		if tt.young {
			s.tenant.fresh.note(time.Now(), id)
		}
		found, err := s.Get(t.Context(), parse(t, `{"id":"`+id+`"}`), value.Attributes{s.Managed.Find("name")})
		if s.queries[0].Get("$select") != "id,name" || tt.young && found["name"] != "a" {
			t.Errorf("%s: found %v, asked for %v", name, found, s.queries[0])
		}
		if n := len(s.requests("GET")); n != tt.asks || errors.Is(err, ErrGone) == tt.young {
			t.Errorf("%s: %d requests, want %d: %v", name, n, tt.asks, err)
		}
	}
}

// TestWhatTheRemovalOfAnElementMeans: a bad request is no failure where the parent does
// not have the element; another refusal is one.
func TestWhatTheRemovalOfAnElementMeans(t *testing.T) {
	t.Parallel()
	const with, without = `{"secrets":[{"keyId":"k","name":"n"}]}`, `{"secrets":[]}`
	for name, tt := range map[string]struct {
		answer answer
		parent string
		there  bool
		fails  bool
		looks  bool
	}{
		"done":                          {answer{204, ""}, with, true, false, false},
		"a bad request of one that was": {answer{400, broken}, without, false, false, true},
		"a bad request of one that is":  {answer{400, broken}, with, true, true, true},
		"a refusal of one that was":     {answer{403, denied}, without, true, true, false},
	} {
		s := follow(t, secretOfApp(), script{"POST /v1.0/apps/a1/remove": {tt.answer}, "GET /v1.0/apps/a1": {{200, tt.parent}}})
		there, err := s.Delete(t.Context(), parse(t, `{"id":"a1/k","appId":"a1"}`))
		if there != tt.there || (err != nil) != tt.fails {
			t.Errorf("%s: there %v: %v", name, there, err)
		}
		if sent := s.requests("POST"); len(sent) != 1 || sent[0] != `POST /v1.0/apps/a1/remove {"keyId":"k"}` || (len(s.requests("GET")) > 0) != tt.looks {
			t.Errorf("%s: sent %v, and looked %d times", name, sent, len(s.requests("GET")))
		}
	}
}

// TestWithdrawingWaitsUntilGraphShowsIt, and tells of which type the object is.
func TestWithdrawingWaitsUntilGraphShowsIt(t *testing.T) {
	t.Parallel()
	d := objecttest.Gadget()
	d.Life.Delete.Withdrawn = object.Body{"name": "gone"}
	shows := func(name string) answer {
		return answer{200, `{"@odata.type":"#microsoft.graph.smallGadget","id":"g1","name":"` + name + `","length":1}`}
	}
	s := follow(t, d, script{"PATCH /v1.0/gadgets/g1": {{204, ""}}, "GET /v1.0/gadgets/g1": {shows("g"), {200, `{"id":"g1","name":"gone","length":1}`}}, "DELETE /v1.0/gadgets/g1": {{204, ""}}})
	if _, err := s.Delete(t.Context(), parse(t, `{"id":"g1","name":"g","small":{"length":1},"roles":{},"targets":[]}`)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`PATCH /v1.0/gadgets/g1 {"@odata.type":"#microsoft.graph.smallGadget","name":"gone"}`}, s.requests("PATCH")); diff != "" {
		t.Errorf("changes mismatch (-want +got):\n%s", diff)
	}
	if n := len(s.requests("GET")); n != 2 {
		t.Errorf("%d looks, want 2", n)
	}
}

// numbered is a list of objects with an error in the place of some.
func numbered(n int, wrong ...int) iter.Seq2[object.Body, error] {
	return func(yield func(object.Body, error) bool) {
		for i := range n {
			var err error
			for _, w := range wrong {
				if i == w {
					err = fmt.Errorf("error %d", i)
				}
			}
			if !yield(object.Body{"id": i}, err) {
				return
			}
		}
	}
}

// TestSeveralKeepTheirOrder, and errors stand where they came.
func TestSeveralKeepTheirOrder(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, AtOnce - 1, AtOnce, AtOnce + 1, 2*AtOnce + 3} {
		var got []string
		for made, err := range Several(t.Context(), numbered(n, 1), func(_ context.Context, found object.Body) (string, error) {
			if found["id"] == 2 {
				return "", errors.New("made 2")
			}
			return fmt.Sprint(found["id"]), nil
		}) {
			if err != nil {
				made = err.Error()
			}
			got = append(got, made)
		}
		var want []string
		for i := range n {
			want = append(want, map[int]string{1: "error 1", 2: "made 2"}[i])
			if want[i] == "" {
				want[i] = fmt.Sprint(i)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", n, diff)
		}
	}
}

// TestSeveralAreReadWhenTheyAreWanted, and what is read at once knows when that ends.
func TestSeveralAreReadWhenTheyAreWanted(t *testing.T) {
	t.Parallel()
	var reads atomic.Int32
	var held context.Context
	for made, err := range Several(t.Context(), numbered(3*AtOnce), func(ctx context.Context, found object.Body) (any, error) {
		reads.Add(1)
		if found["id"] == 0 {
			held = ctx
		}
		return found["id"], ctx.Err()
	}) {
		if err != nil {
			t.Error(err)
		}
		if made == AtOnce {
			break
		}
	}
	if n := reads.Load(); n != 2*AtOnce || held.Err() == nil {
		t.Errorf("%d were read, want %d, and the context ended with %v", n, 2*AtOnce, held.Err())
	}
}

// TestOnlyOne: of a collection that always holds one object, that; it may be empty in a
// tenant without the service.
func TestOnlyOne(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]any{`{"value":[{"id":"c1"},{"id":"c2"}]}`: "c1", `{"value":[]}`: nil} {
		s := follow(t, crew(false), script{"GET /v1.0/crews": {{200, list}}})
		found, err := s.Only(t.Context(), s.Readable)
		if found["id"] != want || (err == nil) != (want != nil) {
			t.Errorf("%s: found %v: %v", list, found, err)
		}
		if fault := said(err, `No crew has the path "/crews".`); err != nil && fault != "" {
			t.Errorf("the error is %v, with %s", err, fault)
		}
		if diff := cmp.Diff([]string{"GET /v1.0/crews?$expand=boss&$select=id,name,targets,licence"}, s.asked()); diff != "" {
			t.Errorf("requests mismatch (-want +got):\n%s", diff)
		}
	}
}

// TestWhatThisRunHasMadeIsYoung: a replica that does not know it yet is asked again.
func TestWhatThisRunHasMadeIsYoung(t *testing.T) {
	t.Parallel()
	const id = "11111111-1111-4111-8111-111111111111"
	shown := answer{200, strings.Replace(theirs, "w1", id, 1)}
	for name, tt := range map[string]struct {
		definition object.Definition
		plan       string
		answers    script
	}{
		"made":     {widget(nil), `{"id":"?","name":"a","enabled":true,"tags":[],"alias":null,"mail":null}`, script{"POST /v1.0/widgets": {{201, shown.body}}}},
		"restored": {widget(restorable), `{"id":"?","name":"a","kind":"k","restoreDeleted":true}`, script{"GET /v1.0/bin": {{200, `{"value":[{"id":"` + id + `","name":"a","kind":"k"}]}`}}, "POST /v1.0/bin/" + id + "/restore": {{200, "{}"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.answers["GET /v1.0/widgets/"+id], tt.answers["PATCH /v1.0/widgets/"+id] = []answer{shown}, []answer{{204, ""}}
			s := follow(t, tt.definition, tt.answers)
			if _, err := s.create(tt.plan); err != nil {
				t.Fatal(err)
			}
			s.answers["GET /v1.0/widgets/"+id] = []answer{{404, missing}, shown}
			if found, err := s.Get(t.Context(), value.Tree{"id": id}, s.Managed); err != nil || found["name"] != "a" {
				t.Errorf("found %v: %v", found, err)
			}
		})
	}
}

// TestObjectsThatNameThemselves: a link, and what has a chosen id; nobody looks for
// others like them.
func TestObjectsThatNameThemselves(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		definition object.Definition
		plan, want string
	}{
		"an object":         {crew(false), `{"id":"?","name":"a"}`, ""},
		"a chosen id":       {chosen(object.FromBody, false), `{"id":"c1","name":"a"}`, "c1"},
		"a link":            {membership(), `{"id":"?","groupId":"g","memberId":"m"}`, "m"},
		"an element":        {secretOfApp(), `{"id":"?","appId":"a1"}`, ""},
		"one by its value":  {ownElement(), `{"id":"?","appId":"a1","name":"n"}`, "n"},
		"one that is shown": {roleOfApp(), `{"id":"?","appId":"a1","roleId":"r"}`, "r"},
		"the only child":    {badge(false), `{"id":"?","widgetId":"w1"}`, "w1"},
	} {
		if got := follow(t, tt.definition, nil).ownKey(parse(t, tt.plan)); got != tt.want {
			t.Errorf("%s names itself %q, want %q", name, got, tt.want)
		}
	}
	keyed := chosen(object.FromBody, false)
	keyed.LookUp = object.LookUp{Key: "name"}
	s := follow(t, keyed, script{"POST /v1.0/widgets": {{201, `{"id":"c1","name":"a"}`}}})
	if _, err := s.create(`{"id":"c1","name":"a"}`); err != nil || len(s.requests("GET")) > 0 {
		t.Errorf("looked for %v: %v", s.requests("GET"), err)
	}
}

// TestWhereOperationsAre: by the path of the address that Graph names, in its own host.
func TestWhereOperationsAre(t *testing.T) {
	t.Parallel()
	s := follow(t, crew(false), nil)
	e := entity{tenant: s.tenant, version: "v1.0"}
	for location, want := range map[string]string{
		"/teams/1/operations/2": "v1.0 /teams/1/operations/2", "teams('1')/operations('2')": "v1.0 /teams('1')/operations('2')",
		"/beta/teams/1": "beta /teams/1", s.url + "/v1.0/teams/1": "v1.0 /teams/1", strings.ToUpper(s.url[:5]) + s.url[5:] + "/beta/teams/1": "beta /teams/1",
		"https://elsewhere.example/v1.0/teams/1": "", "https://%zz/": "",
	} {
		request, err := e.requestAt(location)
		if got := strings.TrimSpace(request.Version + " " + request.Path); got != want || (err == nil) != (want != "") {
			t.Errorf("%s is %q, want %q: %v", location, got, want, err)
		}
	}
}

// TestAWaitForAnOperationEnds with the context.
func TestAWaitForAnOperationEnds(t *testing.T) {
	t.Parallel()
	s := follow(t, crew(false), script{"GET /v1.0/operations/1": {{200, `{"status":"running"}`}}})
	ctx, cancel := context.WithCancel(t.Context())
	s.tenant.lag.Pause = time.Hour
	time.AfterFunc(10*time.Millisecond, cancel)
	if id, err := (entity{tenant: s.tenant, version: "v1.0"}).await(ctx, "/operations/1"); !errors.Is(err, context.Canceled) || id != "" {
		t.Errorf("ended with %q: %v", id, err)
	}
}

// TestHowManyObjectsAPageHas: as many as are wanted, or as the service gives at most.
func TestHowManyObjectsAPageHas(t *testing.T) {
	t.Parallel()
	advanced := func(d *object.Definition) { d.LookUp.Advanced = true }
	unknown := func(d *object.Definition) { d.LookUp.PageSize = 0 }
	derived := func(d *object.Definition) {
		place, _ := d.Place.(object.Collection)
		place.Derived = true
		d.Place = place
	}
	for name, tt := range map[string]struct {
		change func(*object.Definition)
		limit  int
		here   bool
		want   int
	}{
		"all":                             {nil, 0, false, 0},
		"a few":                           {nil, 5, false, 5},
		"more than a page":                {nil, 500, false, 100},
		"a few that are chosen here":      {nil, 5, true, 0},
		"a few of a type":                 {derived, 5, false, 0},
		"a few of an unknown size":        {unknown, 5, false, 0},
		"all of the directory":            {advanced, 0, false, 999},
		"a few of the directory":          {advanced, 5, false, 5},
		"a few of it that are chosen":     {advanced, 5, true, 999},
		"more of the directory than that": {advanced, 5000, false, 999},
	} {
		if got := follow(t, widget(tt.change), nil).pageSize(Query{Limit: tt.limit}, tt.here); got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
}

// TestWhatConditionsNeed is asked for too, once.
func TestWhatConditionsNeed(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), nil)
	for name, tt := range map[string]struct{ condition, want string }{
		"what is there": {"name", "name"}, "what is not": {"note", "name note"}, "what nobody knows": {"age", "name"},
	} {
		var got []string
		for _, a := range s.withConditions(Query{Conditions: []Condition{{Name: tt.condition}}}, value.Attributes{s.Managed.Find("name")}) {
			got = append(got, a.Name)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", name, got, tt.want)
		}
	}
}

// TestSearchesByAKey, where there is one that Graph compares.
func TestSearchesByAKey(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		unfiltered bool
		by, want   string
	}{"by a key": {false, "name", "name eq 'a''b'"}, "by none": {false, "", ""}, "unfiltered": {true, "name", ""}} {
		s := follow(t, widget(func(d *object.Definition) { d.LookUp.Unfiltered = tt.unfiltered }), nil)
		if got := s.search(nil, tt.by, "a'b", url.Values{}).Query.Get("$filter"); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestAnObjectByAKeyIsMadeIfItIsMissing, which Graph has to be told.
func TestAnObjectByAKeyIsMadeIfItIsMissing(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), script{
		"GET /v1.0/widgets(name='a')": {{404, missing}}, "PATCH /v1.0/widgets(name='a')": {{201, theirs}}, "GET /v1.0/widgets/w1": {{200, theirs}},
	})
	if _, err := s.create(`{"id":"?","name":"a"}`); err != nil {
		t.Fatal(err)
	}
	for i, request := range s.seen {
		if prefers := s.headers[i].Get("Prefer") == "create-if-missing"; prefers != strings.HasPrefix(request, "PATCH /v1.0/widgets(name='a')") {
			t.Errorf("%s says create-if-missing: %v", request, prefers)
		}
	}
}

// TestWhoWaitsForALockMayBeStopped, and then nothing is asked and nothing is kept locked.
func TestWhoWaitsForALockMayBeStopped(t *testing.T) {
	t.Parallel()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	below := widget(func(d *object.Definition) {
		d.Place = object.Collection{API: object.V1, Path: "/racks/{rackId}/widgets", Type: "microsoft.graph.widget"}
		d.Attributes = append(d.Attributes, object.Attribute{Name: "rackId", Mode: object.Required, Type: object.String{}})
	})
	const item = `{"id":"r1/w1","rackId":"r1","name":"a","enabled":true,"tags":[]}`
	plan := parse(t, strings.Replace(item, `"a"`, `"b"`, 1))
	for name, tt := range map[string]struct {
		definition object.Definition
		lock       string
		operation  func(*scripted) error
	}{
		"a creation": {below, "/racks/r1", func(s *scripted) error {
			result, err := s.Reconcile(stopped, nil, Wanted{Plan: parse(t, `{"rackId":"r1","name":"a"}`)})
			if result.Stage != Untouched || result.State != nil {
				t.Errorf("what was not made is known as %+v", result)
			}
			return err
		}},
		"a look for what is left over": {widget(func(d *object.Definition) { d.LookUp.Unique = false }), "what was before in /widgets widget", func(s *scripted) error {
			_, err := s.Reconcile(stopped, nil, Wanted{Plan: parse(t, `{"name":"a"}`)})
			return err
		}},
		"a change": {below, "/racks/r1/widgets/w1", func(s *scripted) error {
			_, err := s.Reconcile(stopped, parse(t, item), Wanted{Plan: plan, Config: plan})
			return err
		}},
		"a deletion": {below, "/racks/r1", func(s *scripted) error {
			there, err := s.Delete(stopped, parse(t, item))
			if there {
				t.Error("what nobody has looked at is there")
			}
			return err
		}},
		"a read of a link": {membership(), "listing of /groups/g/members", func(s *scripted) error {
			_, err := s.Refresh(stopped, parse(t, `{"id":"g/m","groupId":"g","memberId":"m"}`), nil)
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, tt.definition, nil)
			unlock, err := s.tenant.client.Lock(t.Context(), tt.lock)
			if err != nil {
				t.Fatal(err)
			}
			for range 20 { // for a lock that is free and a stop are equals
				if err := tt.operation(s); !errors.Is(err, context.Canceled) {
					t.Errorf("the error is %v", err)
				}
			}
			unlock()
			for _, path := range []string{"/racks/r1", "/racks/r1/widgets/w1"} {
				again, err := s.tenant.client.Lock(t.Context(), path)
				if err != nil {
					t.Fatal(err)
				}
				again()
			}
			if asked := s.requests(""); len(asked) > 0 {
				t.Errorf("Graph was asked %v", asked)
			}
		})
	}
}

// TestAStopAfterACreation does not lose the object: what is to follow is left, and the
// object is known.
func TestAStopAfterACreation(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	s := follow(t, widget(func(d *object.Definition) { d.LookUp.Unique = false }), script{"GET /v1.0/widgets": {{200, listed}}, "POST /v1.0/widgets": {{201, `{"id":"w9"}`}}})
	unlock, err := s.tenant.client.Lock(t.Context(), "/widgets/w9")
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	s.heard = func(request string) {
		if strings.HasPrefix(request, "POST") {
			stop()
		}
	}
	plan := parse(t, `{"id":"?","name":"a","note":"theirs","enabled":false,"tags":["x"],"mail":"?"}`)
	result, err := s.Reconcile(ctx, nil, Wanted{Plan: plan, Config: plan})
	if !errors.Is(err, context.Canceled) || result.Stage != Started || result.State["id"] != "w9" || !cmp.Equal(result.Leftovers, []string{"w1"}) {
		t.Errorf("%+v, %v", result, err)
	}
}

// TestAStopBeforeARequest keeps it from being sent, also again.
func TestAStopBeforeARequest(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), script{"POST /v1.0/widgets": {{404, missing}}})
	stopped, stop := context.WithCancelCause(t.Context())
	reason := errors.New("no more")
	s.tenant.lag.Missing = time.Hour
	const id = "11111111-1111-4111-8111-111111111111"
	s.tenant.fresh.note(time.Now(), id)
	s.heard = func(string) { stop(reason) }
	for sent := range 2 {
		plan := parse(t, `{"id":"?","name":"a","ownerId":"`+id+`"}`)
		if _, err := s.Reconcile(stopped, nil, Wanted{Plan: plan, Config: plan}); !errors.Is(err, reason) || len(s.requests("POST")) != 1 {
			t.Errorf("attempt %d: %v, after %v", sent, err, s.requests("POST"))
		}
	}
}

// TestDefaultWindows: how long a run looks again for what is missing, and for what is old.
func TestDefaultWindows(t *testing.T) {
	t.Parallel()
	o, err := value.Compile(widget(nil))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		look  func(n int) (object.Body, error)
		want  time.Duration
		looks int
		shown bool
	}{
		"missing": {func(int) (object.Body, error) { return nil, ErrGone }, time.Minute, 31, false},
		"old":     {func(int) (object.Body, error) { return object.Body{}, nil }, 14 * time.Second, 8, true},
		"missing, then old": {func(n int) (object.Body, error) {
			if n <= 4 {
				return nil, ErrGone
			}
			return object.Body{}, nil
		}, 22 * time.Second, 12, true},
		"old, and slowly read": {func(int) (object.Body, error) {
			time.Sleep(time.Minute)
			return object.Body{}, nil
		}, 3*time.Minute + 4*time.Second, leastLooks, true},
		"missing, then old, and slowly read": {func(n int) (object.Body, error) {
			time.Sleep(time.Minute)
			if n == 1 {
				return nil, ErrGone
			}
			return object.Body{}, nil
		}, 4*time.Minute + 6*time.Second, 1 + leastLooks, true},
		"old, then missing": {func(n int) (object.Body, error) {
			if n == 1 {
				return object.Body{}, nil
			}
			return nil, ErrGone
		}, 14 * time.Second, 8, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			r, looks, begun := NewTenant(nil, DefaultLag(), nil).Reader(o), 0, time.Now()
			found, err := r.settled(t.Context(), "it", func() (object.Body, error) {
				looks++
				return tt.look(looks)
			}, func(object.Body) bool { return false })
			if took := time.Since(begun); took != tt.want || looks != tt.looks {
				t.Errorf("%s: it took %s and %d looks, want %s and %d", name, took, looks, tt.want, tt.looks)
			}
			if (found != nil) != tt.shown || errors.Is(err, ErrGone) == tt.shown {
				t.Errorf("%s: found %v, %v", name, found, err)
			}
		})
	}
}

// TestHowLongAnObjectIsYoung by default: ten minutes.
func TestHowLongAnObjectIsYoung(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), nil)
	r := NewTenant(s.tenant.client, DefaultLag(), nil).Reader(s.Object)
	for age, want := range map[time.Duration]bool{9 * time.Minute: true, 11 * time.Minute: false} {
		state := value.Tree{"id": "11111111-1111-4111-8111-111111111111"}
		if r.Recall(state, time.Now().Add(-age)); r.isYoung(state) != want {
			t.Errorf("after %s it is young: %v", age, !want)
		}
	}
}

// TestAStopWhileAnObjectSettles ends that, with what was said last.
func TestAStopWhileAnObjectSettles(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), nil)
	s.tenant.lag.Pause, s.tenant.lag.Missing = time.Minute, time.Hour
	ctx, stop := context.WithCancel(t.Context())
	found, err := s.settled(ctx, "it", func() (object.Body, error) { stop(); return nil, ErrGone }, nil)
	if found != nil || !errors.Is(err, context.Canceled) || !errors.Is(err, ErrGone) {
		t.Errorf("found %v: %v", found, err)
	}
}

// TestHowOperationsEnd: by whichever word, in whichever case.
func TestHowOperationsEnd(t *testing.T) {
	t.Parallel()
	for status, tt := range map[string]struct{ more, id, fails string }{
		"succeeded": {`,"resourceLocation":"/things('1')"`, "1", ""}, "Completed": {`,"targetResourceId":"2"`, "2", ""}, "completed": {`,"targetResourceLocation":"/things/3"`, "3", ""},
		"failed": {`,"error":{"message":"No room."}`, "", "the operation /operations/1 has ended as failed: No room."}, "Cancelled": {"", "", "has ended as cancelled: Graph gives no reason"},
		"skipped": {`,"statusDetail":"Not today."`, "", "has ended as skipped: Not today."}, "succeeded ": {"", "", "nothing stands in the script"},
		"resourceId": {`,"status":"succeeded","resourceId":"4"`, "4", ""},
	} {
		s := follow(t, crew(false), script{"GET /v1.0/operations/1": {{200, `{"status":"running"}`}, {200, `{"status":"` + status + `"` + tt.more + `}`}, {418, `{"error":{"message":"nothing stands in the script"}}`}}})
		id, err := (entity{tenant: s.tenant, version: "v1.0"}).await(t.Context(), "/operations/1")
		if fault := said(err, tt.fails); fault != "" || id != tt.id {
			t.Errorf("%s: it has made %q, want %q: %s", status, id, tt.id, fault)
		}
		if err != nil && strings.TrimSpace(status) == status && len(s.requests("GET")) != 2 {
			t.Errorf("%s: asked %d times", status, len(s.requests("GET")))
		}
	}
}
