// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
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

// TestWhetherItPaysToList: a page counts for ten objects that are read by themselves.
func TestWhetherItPaysToList(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		costs costs
		pays  bool
	}{
		"the first page tells how large the collection is": {costs{}, true},
		"all pages are read": {costs{alone: 1000, pages: 1}, false},
		"one page is left, and few objects were not on any":   {costs{alone: 9, pages: 1, left: 1}, false},
		"one page is left, and ten objects were not on any":   {costs{alone: 10, pages: 1, left: 1}, true},
		"ten pages are left for few objects":                  {costs{alone: 99, pages: 1, left: 10}, false},
		"ten pages are left for many objects":                 {costs{alone: 100, pages: 1, left: 10}, true},
		"the last of ten pages, once the others were read":    {costs{alone: 100, pages: 10, left: 1}, true},
		"as many pages as are read at most":                   {costs{alone: 500, pages: 1, left: 50}, true},
		"a collection too large to hold, for however many":    {costs{alone: 100_000, pages: 1, left: 51}, false},
		"a listing that has failed is not asked for a second": {costs{alone: 100, pages: 1, left: 0}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if pays := tt.costs.paysToList(); pays != tt.pays {
				t.Errorf("it is %v, want %v", pays, tt.pays)
			}
		})
	}
}

// refresh reads an object as before a plan, and returns its name.
func (s *scripted) refresh(id string) any {
	s.t.Helper()
	found, err := s.Refresh(s.t.Context(), parse(s.t, `{"id":"`+id+`","name":"?"}`), nil)
	if err != nil {
		s.t.Errorf("%s: %v", id, err)
	}
	return found["name"]
}

// ofOne are the answers to reads of single widgets.
func ofOne(answers script, ids ...string) script {
	for _, id := range ids {
		answers["GET /v1.0/widgets/"+id] = []answer{{200, `{"id":"` + id + `","name":"alone"}`}}
	}
	return answers
}

const bothListed = `{"value":[{"id":"w2","name":"listed"},{"id":"w3","name":"listed"}]}`

// TestReadsAheadOfTheAsking: the first object is read by itself, and the others come
// from one listing, each once and as long as the run has changed nothing.
func TestReadsAheadOfTheAsking(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), ofOne(script{"GET /v1.0/widgets": {{200, bothListed}}, "PATCH /v1.0/widgets/w1": {{204, ""}}}, "w1", "w2", "w3", "w4"))
	for _, step := range []struct{ id, want, asks string }{
		{"w1", "alone", "GET /v1.0/widgets/w1"},
		{"w2", "listed", "GET /v1.0/widgets"},
		{"w3", "listed", ""},
		{"w4", "alone", "GET /v1.0/widgets/w4"}, // it is not in the listing
		{"w3", "alone", "GET /v1.0/widgets/w3"}, // who asks again wants to know it anew
		{"w2", "listed", "GET /v1.0/widgets"},
	} {
		before := len(s.requests(""))
		if got := s.refresh(step.id); got != step.want {
			t.Errorf("%s is %v, want it %s", step.id, got, step.want)
		}
		asked := s.requests("")[before:]
		if len(asked) != min(1, len(step.asks)) || len(asked) == 1 && asked[0] != step.asks {
			t.Errorf("for %s the requests are %v, want %q", step.id, asked, step.asks)
		}
	}
	prior, plan := parse(t, `{"id":"w1","name":"a"}`), parse(t, `{"id":"w1","name":"alone"}`)
	if _, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan}); err != nil {
		t.Fatal(err)
	}
	if got := s.refresh("w3"); got != "alone" {
		t.Errorf("after a change w3 is %v, want it read by itself", got)
	}
}

// TestIDsThatDifferInCaseAlone are of two objects, unless they are GUIDs: each is shown as it
// is, also where a page holds both.
func TestIDsThatDifferInCaseAlone(t *testing.T) {
	t.Parallel()
	const guid = "3b463c07-e680-54c7-9d4b-c768c769a457"
	s := follow(t, widget(nil), ofOne(script{"GET /v1.0/widgets": {{200, `{"value":[{"id":"low","name":"small"},{"id":"LOW","name":"capital"},{"id":"` + guid + `","name":"listed"}]}`}}}, "w1", "Low"))
	for _, step := range []struct{ id, want string }{{"w1", "alone"}, {"low", "small"}, {"LOW", "capital"}, {"Low", "alone"}, {strings.ToUpper(guid), "listed"}} {
		if got := s.refresh(step.id); got != step.want {
			t.Errorf("%s is %v, want it %s", step.id, got, step.want)
		}
	}
	if n := s.listings(); n != 1 {
		t.Errorf("listed %d times, want once", n)
	}
}

// TestWhatIsNotReadAhead, since no listing shows it or nobody wants it.
func TestWhatIsNotReadAhead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*object.Definition)
		alone  bool
		wrote  bool
		listed answer
		lists  int
	}{
		"what lists leave out":      {change: hidden, listed: answer{200, bothListed}},
		"where that is not so":      {alone: true, listed: answer{200, bothListed}},
		"what this run has changed": {wrote: true, listed: answer{200, bothListed}},
		"a list that is denied":     {listed: answer{403, denied}, lists: 1},
		"a list that is broken":     {listed: answer{200, `{}`}, lists: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(tt.change), ofOne(script{"GET /v1.0/widgets": {tt.listed}}, "w1", "w2", "w3"))
			if tt.alone {
				s.tenant.ReadAlone()
			}
			if tt.wrote {
				s.answers["PATCH /v1.0/widgets/w9"] = []answer{{204, ""}}
				if _, err := s.tenant.client.Do(t.Context(), graph.Request{Method: http.MethodPatch, Version: "v1.0", Path: "/widgets/w9", Body: object.Body{}}); err != nil {
					t.Fatal(err)
				}
			}
			for _, id := range []string{"w1", "w2", "w3"} {
				if got := s.refresh(id); got != "alone" {
					t.Errorf("%s is %v", id, got)
				}
			}
			if n := s.listings(); n != tt.lists {
				t.Errorf("listed %d times, want %d", n, tt.lists)
			}
		})
	}
}

// TestAWholeListingIsReadOnce: of a collection whose last page was read nothing is listed
// again, however many objects were not on it.
func TestAWholeListingIsReadOnce(t *testing.T) {
	t.Parallel()
	ids := []string{"w1", "w2"}
	for i := range 3 * pagePrice {
		ids = append(ids, fmt.Sprint("x", i))
	}
	s := follow(t, widget(nil), ofOne(script{"GET /v1.0/widgets": {{200, bothListed}}}, ids...))
	for _, id := range ids {
		s.refresh(id)
	}
	if n := s.listings(); n != 1 {
		t.Errorf("listed %d times, want once", n)
	}
}

// TestCollectionsAreReadAheadEachByItself: what is known of one stays while another one is
// read.
func TestCollectionsAreReadAheadEachByItself(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), ofOne(script{
		"GET /v1.0/widgets": {{200, bothListed}}, "GET /v1.0/gadgets": {{200, bothListed}}, "GET /v1.0/gadgets/w1": {{200, `{"id":"w1","name":"alone"}`}},
	}, "w1"))
	o, err := value.Compile(widget(func(d *object.Definition) {
		d.Name, d.Place = "gadget", object.Collection{API: object.V1, Path: "/gadgets", Type: "microsoft.graph.gadget"}
	}))
	if err != nil {
		t.Fatal(err)
	}
	other := &scripted{t: t, Collection: s.tenant.Collection(o)}
	for _, step := range []struct {
		of       *scripted
		id, want string
	}{{s, "w1", "alone"}, {other, "w1", "alone"}, {s, "w2", "listed"}, {other, "w2", "listed"}, {s, "w3", "listed"}, {other, "w3", "listed"}} {
		if got := step.of.refresh(step.id); got != step.want {
			t.Errorf("%s %s is %v, want it %s", step.of.Name, step.id, got, step.want)
		}
	}
}

// TestAListingIsGoodForTwoMinutes.
func TestAListingIsGoodForTwoMinutes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		age  time.Duration
		want string
	}{"before": {goodFor - time.Minute, "listed"}, "afterwards": {goodFor, "alone"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(nil), ofOne(script{"GET /v1.0/widgets": {{200, bothListed}}}, "w1", "w2", "w3"))
			s.refresh("w1")
			s.refresh("w2")
			for _, a := range s.tenant.aheads.known {
				a.since = a.since.Add(-tt.age)
			}
			if got := s.refresh("w3"); got != tt.want {
				t.Errorf("w3 is %v, want it %s", got, tt.want)
			}
		})
	}
}

// TestTheNextPageIsRead once it pays.
func TestTheNextPageIsRead(t *testing.T) {
	t.Parallel()
	var ids []string
	for i := range 12 {
		ids = append(ids, fmt.Sprint("x", i))
	}
	s := follow(t, widget(nil), ofOne(script{}, append(ids, "w1")...))
	s.answers["GET /v1.0/widgets"] = []answer{
		{200, `{"value":[{"id":"w2","name":"listed"}],"@odata.nextLink":"` + s.url + `/v1.0/widgets?$skiptoken=2"}`},
		{200, `{"value":[{"id":"x10","name":"listed"},{"id":"x11","name":"listed"}]}`},
	}
	s.refresh("w1")
	var names []any
	for _, id := range append([]string{"w2"}, ids...) {
		names = append(names, s.refresh(id))
	}
	want := append(append([]any{"listed"}, slices.Repeat([]any{"alone"}, 10)...), "listed", "listed")
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("they are (-want +got):\n%s", diff)
	}
}

// TestPagesAreAsLargeAsTheyMayBe where that is known.
func TestPagesAreAsLargeAsTheyMayBe(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lookUp object.LookUp
		want   string
	}{
		"as documented":    {object.LookUp{PageSize: 100}, "100"},
		"in the directory": {object.LookUp{Advanced: true}, "999"},
		"nobody knows":     {object.LookUp{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) { tt.lookUp.Key, d.LookUp = d.LookUp.Key, tt.lookUp }), ofOne(script{"GET /v1.0/widgets": {{200, bothListed}}}, "w1"))
			s.refresh("w1")
			if got := s.refresh("w2"); got != "listed" {
				t.Fatalf("it is %v", got)
			}
			if got := s.queries[1].Get("$top"); got != tt.want {
				t.Errorf("$top is %q, want %q", got, tt.want)
			}
		})
	}
}

// TestHowManyPagesAreLeft: the directory tells, and of others it is a guess.
func TestHowManyPagesAreLeft(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		advanced bool
		known    costs
		count    string
		want     int
	}{
		"as many as were read":       {false, costs{}, "", 1},
		"as many as were read later": {false, costs{pages: 3, left: 9}, "", 4},
		"one less than before":       {true, costs{pages: 2, left: 3}, "", 2},
		"at least the next":          {true, costs{pages: 2, left: 1}, "", 1},
		"one that is full":           {true, costs{}, "1000", 1},
		"one and one object":         {true, costs{}, "1001", 2},
		"fewer than it said":         {true, costs{}, "0", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) { d.LookUp.Advanced = tt.advanced }), script{"GET /v1.0/widgets": {{200, `{"@odata.count":` + tt.count + `,"value":[]}`}}})
			request, _ := s.request(Query{}, s.Managed)
			if got, err := s.pagesLeft(t.Context(), request, 1, tt.known); err != nil || got != tt.want {
				t.Errorf("%d are left, want %d: %v", got, tt.want, err)
			}
			if asked := len(s.requests("GET")); asked != min(1, len(tt.count)) {
				t.Errorf("asked %d times", asked)
			}
		})
	}
	s := follow(t, widget(func(d *object.Definition) { d.LookUp.Advanced = true }), nil)
	s.refused = 1
	request, _ := s.request(Query{}, s.Managed)
	if _, err := s.pagesLeft(t.Context(), request, 1, costs{}); said(err, "Insufficient privileges") != "" {
		t.Errorf("a count that is refused: %v", err)
	}
}

// TestLinksAndElementsShareTheReadingOfTheirParent, and no other.
func TestLinksAndElementsShareTheReadingOfTheirParent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		definition    object.Definition
		first, second string
		request       string
		answer        string
	}{
		"links":    {membership(), `{"id":"g/m1","groupId":"g","memberId":"m1"}`, `{"id":"g/m2","groupId":"g","memberId":"m2"}`, "GET /v1.0/groups/g/members", `{"value":[{"id":"m1"},{"id":"m2"}]}`},
		"elements": {secretOfApp(), `{"id":"a1/k","appId":"a1"}`, `{"id":"a1/l","appId":"a1"}`, "GET /v1.0/apps/a1", `{"secrets":[{"keyId":"k","name":"n"},{"keyId":"l","name":"o"}]}`},
	} {
		s := follow(t, tt.definition, script{tt.request: {{200, tt.answer}}})
		for _, state := range []string{tt.first, tt.second} {
			if _, err := s.Refresh(t.Context(), parse(t, state), nil); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := len(s.requests("")); n != 1 {
			t.Errorf("%s: asked %v", name, s.requests(""))
		}
	}
}

// TestReadsTravelTogether until the run changes something, unless nobody wants that.
func TestReadsTravelTogether(t *testing.T) {
	t.Parallel()
	s, alone := follow(t, widget(nil), script{"PATCH /v1.0/widgets/w1": {{204, ""}}}), follow(t, widget(nil), nil)
	alone.tenant.ReadAlone()
	if !s.tenant.together(graph.Request{}).Together || alone.tenant.together(graph.Request{}).Together {
		t.Error("reads travel together where they should not, or do not where they should")
	}
	if _, err := s.endpoint(value.Tree{}).update(t.Context(), "w1", object.Body{"name": "b"}); err != nil {
		t.Fatal(err)
	}
	if s.tenant.together(graph.Request{}).Together {
		t.Error("a read after a change waits for others")
	}
}

// TestTheThirdPageIsRead when the objects on none of the two before have cost as much as
// the two that may be left.
func TestTheThirdPageIsRead(t *testing.T) {
	t.Parallel()
	var ids []string
	for i := range 2*pagePrice + 1 {
		ids = append(ids, fmt.Sprint("x", i))
	}
	s := follow(t, widget(nil), ofOne(script{}, append(ids, "w1")...))
	next := `"@odata.nextLink":"` + s.url + `/v1.0/widgets?$skiptoken=`
	s.answers["GET /v1.0/widgets"] = []answer{
		{200, `{"value":[{"id":"w2","name":"listed"}],` + next + `2"}`},
		{200, `{"value":[{"id":"w3","name":"listed"}],` + next + `3"}`},
		{200, `{"value":[{"id":"x20","name":"listed"}]}`},
	}
	s.refresh("w1")
	for i, id := range ids {
		want := "alone"
		if i == len(ids)-1 {
			want = "listed"
		}
		if got := s.refresh(id); got != want {
			t.Errorf("%s is %v, want it %s", id, got, want)
		}
		if n := s.listings(); n != 1+i/pagePrice {
			t.Errorf("when %s is read %d pages are", id, n)
		}
	}
}

// TestChildrenAreReadAhead at the path of their parent.
func TestChildrenAreReadAhead(t *testing.T) {
	t.Parallel()
	d := widget(func(d *object.Definition) {
		d.Place = object.Collection{API: object.V1, Path: "/racks/{rackId}/widgets", Type: "microsoft.graph.widget"}
		d.Attributes = append(d.Attributes, object.Attribute{Name: "rackId", Mode: object.Required, Type: object.String{}})
	})
	s := follow(t, d, script{"GET /v1.0/racks/r1/widgets/w1": {{200, `{"id":"w1"}`}}, "GET /v1.0/racks/r2/widgets/w2": {{200, `{"id":"w2"}`}}, "GET /v1.0/racks/r1/widgets": {{200, bothListed}}})
	for _, id := range []string{"r1/w1", "r2/w2", "r1/w2"} {
		parent, _, _ := strings.Cut(id, "/")
		if _, err := s.Refresh(t.Context(), parse(t, `{"id":"`+id+`","rackId":"`+parent+`"}`), nil); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	if asked := s.requests(""); asked[len(asked)-1] != "GET /v1.0/racks/r1/widgets" {
		t.Errorf("Graph was asked %v", asked)
	}
}

// TestAPageThatFailsIsTheLast, whichever it is.
func TestAPageThatFailsIsTheLast(t *testing.T) {
	t.Parallel()
	var ids []string
	for i := range 3 * pagePrice {
		ids = append(ids, fmt.Sprint("x", i))
	}
	s := follow(t, widget(nil), ofOne(script{}, append(ids, "w1")...))
	s.answers["GET /v1.0/widgets"] = []answer{{200, `{"value":[],"@odata.nextLink":"` + s.url + `/v1.0/widgets?$skiptoken=2"}`}, {403, denied}}
	s.refresh("w1")
	for _, id := range ids {
		s.refresh(id)
	}
	if n := s.listings(); n != 2 {
		t.Errorf("%d pages were read, want 2", n)
	}
}

// TestAListingThatWasStopped says nothing about the collection: who is not stopped lists it.
func TestAListingThatWasStopped(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), ofOne(script{"GET /v1.0/widgets": {{200, bothListed}}}, "w1", "w3"))
	s.refresh("w1")
	ctx, stop := context.WithCancel(t.Context())
	s.heard = func(string) { stop() }
	s.answers["GET /v1.0/widgets"] = []answer{{lost, ""}, {200, bothListed}}
	if found, err := s.Refresh(ctx, parse(t, `{"id":"w2"}`), nil); err == nil {
		t.Errorf("after the stop %v was found", found)
	}
	s.heard = nil
	if got := s.refresh("w3"); got != "listed" {
		t.Errorf("w3 is %v", got)
	}
	unlock, err := s.tenant.client.Lock(t.Context(), "reading ahead of widget /widgets "+s.Selection(s.Managed).Encode())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if found, err := s.Refresh(ctx, parse(t, `{"id":"w9"}`), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("who waits for a listing finds %v: %v", found, err)
	}
}

// TestWhatIsShownAheadIsAnswer enough to whoever gets an object, unless it is of a type
// that nobody knows, or older than what was written.
func TestWhatIsShownAheadIsAnswer(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), ofOne(script{"GET /v1.0/widgets": {{200, bothListed}}}, "w1", "w3"))
	for id, want := range map[string]string{"w1": "alone", "w2": "listed"} {
		if id == "w2" {
			_, _ = s.Get(t.Context(), value.Tree{"id": "w1"}, s.Managed)
		}
		found, err := s.Get(t.Context(), value.Tree{"id": id}, s.Managed)
		if err != nil || found["name"] != want && id == "w2" {
			t.Errorf("%s is %v: %v", id, found, err)
		}
	}
	found, err := s.Refresh(t.Context(), parse(t, `{"id":"w3","name":"alone"}`), &value.Memory{Written: []string{"name"}})
	if err != nil || found["name"] != "alone" {
		t.Errorf("what was written lately is %v: %v", found, err)
	}
	const small = `{"@odata.type":"#microsoft.graph.smallGadget","id":"g1","name":"g"}`
	strange := follow(t, objecttest.Gadget(), script{
		"GET /v1.0/gadgets/g1": {{200, small}}, "GET /v1.0/gadgets": {{200, `{"value":[{"@odata.type":"#microsoft.graph.hugeGadget","id":"g2","name":"g"}]}`}},
	})
	for id, fails := range map[string]string{"g1": "", "g2": "microsoft.graph.hugeGadget"} {
		if id == "g2" {
			_, _ = strange.Get(t.Context(), value.Tree{"id": "g1"}, strange.Managed)
		}
		_, err := strange.Get(t.Context(), value.Tree{"id": id}, strange.Managed)
		if fault := said(err, fails); fault != "" && id == "g2" {
			t.Error(fault)
		}
	}
	if asked := strange.requests("GET /v1.0/gadgets/g2"); len(asked) > 0 {
		t.Errorf("what a list has shown is read: %v", asked)
	}
	again := follow(t, objecttest.Gadget(), strange.answers)
	again.answers["GET /v1.0/gadgets/g2"] = []answer{{200, strings.Replace(small, "g1", "g2", 1)}}
	for _, id := range []string{"g1", "g2"} { // of which the list shows another type, as it may have been
		if found, err := again.Refresh(t.Context(), value.Tree{"id": id}, nil); err != nil || value.KindOf(found) != "microsoft.graph.smallGadget" {
			t.Errorf("%s is %v: %v", id, found, err)
		}
	}
}

// TestLinksOfWhatIsShownAhead are read, and what Graph refuses there is not asked twice.
func TestLinksOfWhatIsShownAhead(t *testing.T) {
	t.Parallel()
	d := crew(false)
	d.Attributes = d.Attributes[:2]
	for name, tt := range map[string]struct {
		members answer
		want    any
		fails   string
	}{
		"some":    {answer{200, `{"value":[{"id":"m"}]}`}, []any{"m"}, ""},
		"refused": {answer{403, denied}, nil, "Insufficient privileges"},
	} {
		for _, recent := range []*value.Memory{nil, {Written: []string{"name"}}} {
			s := follow(t, d, script{
				"GET /v1.0/crews/c1": {{200, `{"id":"c1","name":"a"}`}}, "GET /v1.0/crews": {{200, `{"value":[{"id":"c2","name":"a"}]}`}},
				"GET /v1.0/crews/c2/members": {tt.members},
			})
			if _, err := s.Refresh(t.Context(), parse(t, `{"id":"c1","name":"a"}`), nil); err != nil {
				t.Fatal(err)
			}
			found, err := s.Refresh(t.Context(), parse(t, `{"id":"c2","name":"a","members":["m"]}`), recent)
			if fault := said(err, tt.fails); fault != "" || !cmp.Equal(found["members"], tt.want) {
				t.Errorf("%s: found %v: %s", name, found, fault)
			}
			if n := len(s.requests("GET")); n != 3 {
				t.Errorf("%s: asked %v", name, s.requests(""))
			}
		}
	}
}

// TestARunBeginsWithItself: what was changed before it, by whoever shares the client,
// keeps nothing from travelling together.
func TestARunBeginsWithItself(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), script{"PATCH /v1.0/widgets/w9": {{204, ""}}})
	if _, err := s.tenant.client.Do(t.Context(), graph.Request{Method: http.MethodPatch, Version: "v1.0", Path: "/widgets/w9", Body: object.Body{}}); err != nil {
		t.Fatal(err)
	}
	if !NewTenant(s.tenant.client, Lag{}, nil).together(graph.Request{}).Together {
		t.Error("a read of the second run waits for nobody")
	}
}
