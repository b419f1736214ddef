// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"
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
		_, err := s.Get(t.Context(), parse(t, `{"id":"`+id+`"}`), value.Attributes{s.Managed.Find("name")})
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
		looks  int
	}{
		"done":                          {answer{204, ""}, with, true, false, 0},
		"a bad request of one that was": {answer{400, broken}, without, false, false, 1},
		"a bad request of one that is":  {answer{400, broken}, with, true, true, 1},
		"a refusal of one that was":     {answer{403, denied}, without, true, true, 0},
	} {
		s := follow(t, secretOfApp(), script{"POST /v1.0/apps/a1/remove": {tt.answer}, "GET /v1.0/apps/a1": {{200, tt.parent}}})
		there, err := s.Delete(t.Context(), parse(t, `{"id":"a1/k","appId":"a1"}`))
		if there != tt.there || (err != nil) != tt.fails {
			t.Errorf("%s: there %v: %v", name, there, err)
		}
		if sent := s.requests("POST"); len(sent) != 1 || sent[0] != `POST /v1.0/apps/a1/remove {"keyId":"k"}` || len(s.requests("GET")) != tt.looks {
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
	s := follow(t, d, script{"PATCH /v1.0/gadgets/g1": {{204, ""}}, "GET /v1.0/gadgets/g1": {shows("g"), shows("gone")}, "DELETE /v1.0/gadgets/g1": {{204, ""}}})
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
		if err != nil && !strings.Contains(err.Error(), "crew") {
			t.Errorf("the error %v does not say of what", err)
		}
	}
}
