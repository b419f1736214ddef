// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func TestWhatIsGone(t *testing.T) {
	t.Parallel()
	const state = `{"id":"w1","name":"new","enabled":true,"tags":[]}`
	tests := map[string]struct {
		recent  *value.Memory
		answers []answer
		gone    bool
		name    any
	}{
		"what settled replicas do not know":     {nil, []answer{{404, missing}}, true, nil},
		"what no replica knows for long":        {&value.Memory{}, []answer{{404, missing}}, true, nil},
		"not what one replica does not know":    {&value.Memory{}, []answer{{404, missing}, {200, `{"id":"w1","name":"new"}`}}, false, "new"},
		"not what was seen, if in an old state": {&value.Memory{}, []answer{{200, `{"id":"w1","name":"old"}`}, {404, missing}}, false, "old"},
		"not what is seen again at last":        {&value.Memory{}, []answer{{200, `{"id":"w1","name":"old"}`}, {404, missing}, {200, `{"id":"w1","name":"new"}`}}, false, "new"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(nil), script{"GET /v1.0/widgets/w1": tt.answers})
			found, err := s.Refresh(t.Context(), parse(t, state), tt.recent)
			if errors.Is(err, ErrGone) != tt.gone || !tt.gone && err != nil {
				t.Fatalf("the error is %v, gone is wanted: %v", err, tt.gone)
			}
			if found["name"] != tt.name {
				t.Errorf("the name is %v, want %v", found["name"], tt.name)
			}
			if n := len(s.requests("GET")); tt.recent == nil && n != 1 {
				t.Errorf("read %d times", n)
			}
		})
	}
}

func TestARelationThatIsMissingIsNoSignThatTheObjectIsGone(t *testing.T) {
	t.Parallel()
	const ids = `{"value":[{"id":"o"}]}`
	for name, tt := range map[string]struct {
		answers []answer
		fails   bool
	}{
		"for a moment": {[]answer{{404, missing}, {200, ids}}, false},
		"for long":     {[]answer{{404, missing}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, objecttest.Gadget(), script{
				"GET /v1.0/gadgets/g1":        {{200, `{"@odata.type":"#microsoft.graph.smallGadget","id":"g1","name":"g","length":1}`}},
				"GET /v1.0/gadgets/g1/owners": tt.answers,
			})
			found, err := s.Refresh(t.Context(), parse(t, `{"id":"g1","name":"g","owners":["o"]}`), nil)
			if errors.Is(err, ErrGone) || (err != nil) != tt.fails {
				t.Fatalf("the error is %v", err)
			}
			if !tt.fails && !cmp.Equal(found["owners"], []any{"o"}) {
				t.Errorf("the owners are %v", found["owners"])
			}
		})
	}
}

// TestALinkIsGoneWithItsParentOnly: a replica that does not know the relation says
// nothing about the link.
func TestALinkIsGoneWithItsParentOnly(t *testing.T) {
	t.Parallel()
	membership := object.Definition{
		Name: "membership", Life: &object.Life{},
		Place: object.Relation{API: object.V1, Path: "/groups/{groupId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"},
		Attributes: []object.Attribute{
			{Name: "groupId", Mode: object.Required, Type: object.String{}}, {Name: "memberId", Mode: object.Required, Type: object.String{}},
		},
	}
	const group, members = "GET /v1.0/groups/g", "GET /v1.0/groups/g/members"
	for name, tt := range map[string]struct {
		script      script
		gone, fails bool
	}{
		"the parent is gone":           {script{group: {{404, missing}}, members: {{404, missing}}}, true, true},
		"the link is gone":             {script{group: {{200, `{"id":"g"}`}}, members: {{200, `{"value":[]}`}}}, true, true},
		"a replica does not know it":   {script{group: {{200, `{"id":"g"}`}}, members: {{404, missing}, {404, missing}, {200, `{"value":[{"id":"m"}]}`}}}, false, false},
		"no replica knows it":          {script{group: {{200, `{"id":"g"}`}}, members: {{404, missing}}}, false, true},
		"it may not be read again":     {script{group: {{200, `{"id":"g"}`}}, members: {{404, missing}, {403, denied}}}, false, true},
		"nobody may read the parent":   {script{group: {{403, denied}}, members: {{404, missing}}}, false, true},
		"the relation may not be read": {script{members: {{403, denied}}}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, membership, tt.script)
			found, err := s.Refresh(t.Context(), parse(t, `{"id":"g/m","groupId":"g","memberId":"m"}`), nil)
			if errors.Is(err, ErrGone) != tt.gone || (err != nil) != tt.fails || (found["id"] == "m") == tt.fails {
				t.Errorf("found %v: %v", found, err)
			}
			if n := len(s.requests(members)); !tt.fails && n != len(tt.script[members])+2 {
				t.Errorf("the relation was read %d times", n)
			}
			for _, request := range s.asked() {
				if strings.HasPrefix(request, group) && !strings.HasPrefix(request, members) && request != group+"?$select=id" {
					t.Errorf("the parent is asked for more than its id: %s", request)
				}
			}
		})
	}
}

// TestAnElementIsGoneWithItsParentOnly, in the same way.
func TestAnElementIsGoneWithItsParentOnly(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answers []answer
		name    any
		gone    bool
	}{
		"a replica does not know it": {[]answer{{404, missing}, {200, `{"id":"a1"}`}, {200, `{"secrets":[{"keyId":"k","name":"n"}]}`}}, "n", false},
		"the parent is gone":         {[]answer{{404, missing}}, nil, true},
	} {
		s := follow(t, secretOfApp(), script{"GET /v1.0/apps/a1": tt.answers})
		found, err := s.Refresh(t.Context(), parse(t, `{"id":"a1/k","appId":"a1"}`), nil)
		if found["name"] != tt.name || errors.Is(err, ErrGone) != tt.gone || (err != nil) != tt.gone {
			t.Errorf("%s: found %v: %v", name, found, err)
		}
	}
}

// TestAnObjectOfAListIsGoneWithItsParentOnly, too.
func TestAnObjectOfAListIsGoneWithItsParentOnly(t *testing.T) {
	t.Parallel()
	s := follow(t, lent(lentBelow), script{
		"GET /v1.0/shelves/s1/widgets": {{404, missing}, {200, `{"value":[{"id":"w1","name":"a"}]}`}}, "GET /v1.0/shelves/s1": {{200, `{"id":"s1"}`}},
	})
	if found, err := s.Refresh(t.Context(), parse(t, `{"id":"s1/w1","shelfId":"s1","name":"a"}`), nil); err != nil || found["name"] != "a" {
		t.Errorf("found %v: %v", found, err)
	}
}

func TestAnObjectOfAnUnknownTypeIsNamed(t *testing.T) {
	t.Parallel()
	const (
		stranger = `{"@odata.type":"#microsoft.graph.hugeGadget","id":"g1","name":"g"}`
		another  = `{"@odata.type":"#microsoft.graph.flatGadget","id":"g3","name":"g"}`
	)
	s := follow(t, objecttest.Gadget(), script{
		"GET /v1.0/gadgets/g1": {{200, stranger}},
		"GET /v1.0/gadgets":    {{200, `{"value":[` + stranger + `,` + another + `,` + stranger + `,{"@odata.type":"#microsoft.graph.smallGadget","id":"g2","name":"g"}]}`}},
	})
	if _, err := s.Refresh(t.Context(), parse(t, `{"id":"g1","name":"g"}`), nil); err == nil || !strings.Contains(err.Error(), "microsoft.graph.hugeGadget") {
		t.Errorf("the error is %v, want one that names the type", err)
	}
	var unknown *KindError
	if found, err := s.Get(t.Context(), parse(t, `{"id":"g1","name":"g"}`), s.Readable); !errors.As(err, &unknown) || found["id"] != "g1" {
		t.Errorf("got %v: %v", found, err)
	}
	found, strangers, err := s.List(t.Context(), Query{}, s.Readable)
	if err != nil || len(found) != 1 || found[0]["id"] != "g2" || !cmp.Equal(strangers, []string{"microsoft.graph.flatGadget", "microsoft.graph.hugeGadget"}) {
		t.Errorf("the list has %v and the strangers %v: %v", found, strangers, err)
	}
}

func TestALookUpComparesTheKeyItself(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), script{"GET /v1.0/widgets": {{200, `{"value":[{"id":"w0","name":"other"},{"id":"w1","name":"A"}]}`}}})
	found, err := s.Find(t.Context(), nil, "a", s.Readable)
	if err != nil || found["id"] != "w1" {
		t.Errorf("found %v: %v", found, err)
	}
	var none *LookupError
	if _, err := s.Find(t.Context(), nil, "b", s.Readable); !errors.As(err, &none) || err.Error() != `No widget has the name "b".` {
		t.Errorf("the error is %v, want that there is none", err)
	}
}

// hidden makes the note a property that lists leave out.
func hidden(d *object.Definition) { d.Attributes[1].Seen = object.Alone }

func TestWhatListsLeaveOutIsReadFromTheObject(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(hidden), script{
		"GET /v1.0/widgets":    {{200, `{"value":[{"id":"w1","name":"a","note":null}]}`}},
		"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","note":"n"}`}},
	})
	found, err := s.Find(t.Context(), nil, "a", s.Readable)
	if err != nil || found["note"] != "n" {
		t.Errorf("found %v: %v", found, err)
	}
}

func TestElementsOfOneParentShareItsReading(t *testing.T) {
	t.Parallel()
	d := object.Definition{
		Name: "secret", Life: &object.Life{},
		Place:      object.Element{API: object.V1, Path: "/apps/{appId}", Type: "microsoft.graph.secret", Property: "secrets", Key: "keyId", Add: "addSecret", Remove: "removeSecret"},
		Attributes: []object.Attribute{{Name: "appId", Mode: object.Required, Type: object.String{}, CreateOnly: true}},
	}
	s := follow(t, d, script{"GET /v1.0/apps/a": {{200, `{"secrets":[{"keyId":"k1"},{"keyId":"k2"}]}`}}})
	for _, id := range []string{"a/k1", "a/k2", "a/k1"} {
		if _, err := s.Refresh(t.Context(), parse(t, `{"id":"`+id+`","appId":"a"}`), nil); err != nil {
			t.Error(err)
		}
	}
	if n := len(s.requests("GET")); n != 1 {
		t.Errorf("the parent was read %d times, want once", n)
	}
}

func TestTheEndOfPatienceShowsTheLastAnswer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	failure := errors.New("the replica does not know it")
	err := (&waits{lag: Lag{Pause: time.Millisecond}}).again(ctx, "the group", time.Hour, func() (bool, error) { return false, failure })
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, failure) {
		t.Errorf("the error is %v, want both", err)
	}
}

// TestTheEndOfPatienceWithoutAnAnswer says no more than that.
func TestTheEndOfPatienceWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	for _, err := range []error{nil, context.Canceled, fmt.Errorf("asking: %w", context.Canceled)} {
		if got := lastAnswer(context.Canceled, err); got != context.Canceled { //nolint:errorlint // nothing is to stand beside it
			t.Errorf("after %v it says %v", err, got)
		}
	}
}

// TestAnswersThatAreNoObject are errors: nulls in the place of all values would be a
// difference in each plan, and in a data source a lie.
func TestAnswersThatAreNoObject(t *testing.T) {
	t.Parallel()
	policy := object.Definition{Name: "policy", Place: object.Singleton{API: object.V1, Path: "/policies/thePolicy", Type: "microsoft.graph.policy"}, Attributes: []object.Attribute{{Name: "name", Mode: object.Optional, Type: object.String{}}}}
	for name, tt := range map[string]struct {
		definition object.Definition
		path, body string
		says       string
	}{
		"nothing":                 {widget(nil), "/v1.0/widgets/w1", ``, "nothing in the place of an object"},
		"an empty object":         {widget(nil), "/v1.0/widgets/w1", `{}`, "nothing in the place of an object"},
		"a list":                  {widget(nil), "/v1.0/widgets/w1", `{"value":[{"id":"w1","name":"a"}]}`, "a list in the place of an object"},
		"a list without OData":    {widget(nil), "/v1.0/widgets/w1", `[{"id":"w1"}]`, "array"},
		"a text":                  {widget(nil), "/v1.0/widgets/w1", `"w1"`, "string"},
		"an object without an id": {widget(nil), "/v1.0/widgets/w1", `{"name":"a"}`, "without the id"},
		"an object with a list":   {widget(nil), "/v1.0/widgets/w1", `{"id":"w1","value":[]}`, ""},
		"a list for a singleton":  {policy, "/v1.0/policies/thePolicy", `{"value":[]}`, "a list in the place of an object"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, tt.definition, script{"GET " + tt.path: {{200, tt.body}}})
			found, err := s.Get(t.Context(), parse(t, `{"id":"w1"}`), s.Readable)
			if tt.says == "" {
				if err != nil || found["id"] != "w1" {
					t.Errorf("%v, the error is %v", found, err)
				}
				return
			}
			if found != nil || errors.Is(err, ErrGone) || err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v, the error is %v", found, err)
			}
		})
	}
}
