// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestAStaleReadDoesNotBecomeTheState: what follows from a change is read until the
// replica shows the change.
func TestAStaleReadDoesNotBecomeTheState(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), script{
		"PATCH /v1.0/widgets/w1": {{204, ""}},
		"GET /v1.0/widgets/w1":   {{200, `{"id":"w1","name":"a","alias":"old","mail":"old@x"}`}, {404, missing}, {200, `{"id":"w1","name":"a","alias":"new","mail":"new@x"}`}},
	})
	prior := parse(t, `{"id":"w1","name":"a","alias":"old","mail":"old@x","enabled":true,"tags":[]}`)
	plan := parse(t, `{"id":"w1","name":"a","alias":"new","mail":"?","enabled":true,"tags":[]}`)
	result, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan})
	if err != nil || result.State["mail"] != "new@x" {
		t.Errorf("the mail is %v: %v", result.State["mail"], err)
	}
}

// TestWhatIsShownAtOnceIsReadOnce after a change.
func TestWhatIsShownAtOnceIsReadOnce(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), script{"PATCH /v1.0/widgets/w1": {{204, ""}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"b","mail":"m@x","enabled":true,"tags":[]}`}}})
	plan := parse(t, `{"id":"w1","name":"b","mail":"?","enabled":true,"tags":[]}`)
	if _, err := s.Reconcile(t.Context(), parse(t, `{"id":"w1","name":"a","mail":"m@x","enabled":true,"tags":[]}`), Wanted{Plan: plan, Config: plan}); err != nil {
		t.Fatal(err)
	}
	if n := len(s.requests("GET")); n != 1 {
		t.Errorf("read %d times, want once", n)
	}
}

// TestWhatOthersSetIsNotWaitedFor: Exchange gives a mail address when it does, and
// another resource may have given an alias.
func TestWhatOthersSetIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		written []string
		asks    int
	}{"what we have never written": {nil, 1}, "what we have written": {[]string{"alias"}, 2}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(nil), script{"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","mail":"m@x","alias":"other"}`}, {200, `{"id":"w1","name":"a","alias":"ours"}`}}})
			prior := parse(t, `{"id":"w1","name":"a","mail":null,"alias":"ours","enabled":true,"tags":[]}`)
			if _, err := s.Refresh(t.Context(), prior, &value.Memory{Written: tt.written}); err != nil {
				t.Error(err)
			}
			if n := len(s.requests("GET")); n != tt.asks {
				t.Errorf("read %d times, want %d", n, tt.asks)
			}
		})
	}
}

func TestDeleting(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		young   bool
		answers []answer
		want    int // requests
		there   bool
	}{
		"an object that is gone":                      {false, []answer{{404, missing}}, 1, false},
		"a new object that a replica does not know":   {true, []answer{{404, missing}, {404, missing}, {204, ""}}, 3, true},
		"an object that every replica knows":          {true, []answer{{204, ""}}, 1, true},
		"an old object, whatever its replicas may do": {false, []answer{{204, ""}}, 1, true},
	}
	const id = "11111111-1111-4111-8111-111111111111"
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(nil), script{"DELETE /v1.0/widgets/" + id: tt.answers})
			state := value.Tree{"id": id}
			if tt.young {
				s.Recall(state, time.Now())
			}
			there, err := s.Delete(t.Context(), state)
			if err != nil || there != tt.there {
				t.Errorf("there is %v: %v", there, err)
			}
			if n := len(s.requests("DELETE")); n != tt.want {
				t.Errorf("%d requests, want %d", n, tt.want)
			}
		})
	}
}

func TestARefusedDeletionUndoesWhatPreparedIt(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status int
		want   []string
	}{
		"refused": {403, []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`, `PATCH /v1.0/widgets/w1 {"enabled":true}`}},
		"failed":  {400, []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`, `PATCH /v1.0/widgets/w1 {"enabled":true}`}},
		"gone":    {404, []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`}},
		"done":    {204, []string{`PATCH /v1.0/widgets/w1 {"enabled":false}`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) { d.Life.Delete.Withdrawn = object.Body{"enabled": false} }), script{
				"PATCH /v1.0/widgets/w1":  {{204, ""}},
				"GET /v1.0/widgets/w1":    {{200, `{"id":"w1","enabled":false}`}, {200, `{"id":"w1","enabled":true}`}},
				"DELETE /v1.0/widgets/w1": {{tt.status, denied}},
			})
			_, err := s.Delete(t.Context(), value.Tree{"id": "w1", "enabled": true})
			if (err != nil) != (tt.status == 403 || tt.status == 400) {
				t.Errorf("the error is %v", err)
			}
			if diff := cmp.Diff(tt.want, s.requests("PATCH")); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADeletionIsPreparedByActions(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state  value.Tree
		status int
		want   []string
	}{
		"done":    {value.Tree{"id": "w1", "tags": []any{"a"}}, 204, []string{`POST /v1.0/widgets/w1/tag {"tags":[]}`}},
		"refused": {value.Tree{"id": "w1", "tags": []any{"a"}}, 403, []string{`POST /v1.0/widgets/w1/tag {"tags":[]}`, `POST /v1.0/widgets/w1/tag {"tags":["a"]}`}},
		"empty":   {value.Tree{"id": "w1", "tags": []any{}}, 204, nil},
		"unknown": {value.Tree{"id": "w1"}, 204, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) {
				d.Life.Delete.Withdrawn = object.Body{"tags": []any{}}
				for i := range d.Attributes {
					if d.Attributes[i].Name == "tags" {
						d.Attributes[i].Action = &object.Action{Name: "tag"}
					}
				}
			}), script{
				"POST /v1.0/widgets/w1/tag": {{204, ""}},
				"DELETE /v1.0/widgets/w1":   {{tt.status, denied}},
			})
			_, err := s.Delete(t.Context(), tt.state)
			if (err != nil) != (tt.status == 403) {
				t.Errorf("the error is %v", err)
			}
			if diff := cmp.Diff(tt.want, s.requests("POST")); diff != "" {
				t.Errorf("actions mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestALostCreationIsFoundByWhatListsLeaveOut(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		note string
		want any
	}{"the same": {"n", "w1"}, "another": {"theirs", nil}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(hidden), script{
				"POST /v1.0/widgets":   {{lost, ""}},
				"GET /v1.0/widgets":    {{200, `{"value":[{"id":"w0","name":"a","note":null,"enabled":false,"tags":[]},{"id":"w1","name":"a","note":null,"enabled":true,"tags":[]}]}`}},
				"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","note":"` + tt.note + `","enabled":true,"tags":[]}`}},
			})
			result, err := s.create(`{"name":"a","note":"n","enabled":true,"tags":[],"id":"?"}`)
			if (err == nil) != (tt.want != nil) || result.State["id"] != tt.want {
				t.Errorf("the id is %v: %v", result.State["id"], err)
			}
		})
	}
}

func TestCreationsShareOneLookAtWhatWasThereBefore(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(func(d *object.Definition) { d.LookUp.Unique = false }), script{
		"GET /v1.0/widgets":  {{200, `{"value":[{"id":"w0","name":"a","enabled":true,"tags":[]}]}`}},
		"POST /v1.0/widgets": {{201, `{"id":"w1","name":"a","enabled":true,"tags":[]}`}},
	})
	for name, want := range map[string][]string{"a": {"w0"}, "b": nil, "c": nil} {
		result, err := s.create(`{"name":"` + name + `","enabled":true,"tags":[],"id":"?"}`)
		if err != nil || !cmp.Equal(result.Leftovers, want) {
			t.Errorf("%s: left over are %v, want %v: %v", name, result.Leftovers, want, err)
		}
	}
	if n := len(s.requests("GET")); n != 1 {
		t.Errorf("%d lists, want one", n)
	}
}

// TestWhatTerraformHasIsNotLeftOver: an object that a run before this one has made, half
// an hour ago, and that is in the state.
func TestWhatTerraformHasIsNotLeftOver(t *testing.T) {
	t.Parallel()
	const ours, left = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
	item := func(id string) string { return `{"id":"` + id + `","name":"a","enabled":true,"tags":[]}` }
	s := follow(t, widget(func(d *object.Definition) { d.LookUp.Unique = false }), script{
		"GET /v1.0/widgets": {{200, `{"value":[` + item(ours) + `,` + item(left) + `]}`}}, "POST /v1.0/widgets": {{201, item("w2")}},
	})
	s.Recall(value.Tree{"id": ours}, time.Now().Add(-leftBehind/2))
	s.Recall(value.Tree{"id": left}, time.Now().Add(-leftBehind-time.Minute))
	result, err := s.create(`{"name":"a","enabled":true,"tags":[],"id":"?"}`)
	if want := []string{left}; err != nil || !cmp.Equal(result.Leftovers, want) {
		t.Errorf("left over are %v, want %v: %v", result.Leftovers, want, err)
	}
}

// TestNothingWasBeforeBelowANewParent: what the run has just made is not looked
// through for what an earlier run left over.
func TestNothingWasBeforeBelowANewParent(t *testing.T) {
	t.Parallel()
	s := follow(t, object.Definition{
		Name: "child", Life: &object.Life{}, LookUp: object.LookUp{Key: "name"},
		Place: object.Collection{API: object.V1, Path: "/widgets/{widgetId}/children"},
		Attributes: []object.Attribute{
			{Name: "widgetId", Mode: object.Required, Type: object.String{}},
			{Name: "name", Mode: object.Required, Type: object.String{}},
		},
	}, script{
		"POST /v1.0/widgets":             {{201, `{"id":"W1","name":"a"}`}},
		"POST /v1.0/widgets/w1/children": {{201, `{"id":"c1","name":"b"}`}},
		"GET /v1.0/widgets/w2/children":  {{200, `{"value":[{"id":"c0","name":"b"}]}`}},
		"POST /v1.0/widgets/w2/children": {{201, `{"id":"c2","name":"b"}`}},
	})
	o, err := value.Compile(objecttest.Widget())
	if err != nil {
		t.Fatal(err)
	}
	parent := parse(t, `{"id":"?","name":"a"}`)
	if _, err := s.tenant.Collection(o).Reconcile(t.Context(), nil, Wanted{Plan: parent, Config: parent}); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{"w1": nil, "w2": {"c0"}} {
		result, err := s.create(`{"id":"?","widgetId":"` + id + `","name":"b"}`)
		if err != nil || !cmp.Equal(result.Leftovers, want) {
			t.Errorf("%s: left over are %v, want %v: %v", id, result.Leftovers, want, err)
		}
	}
	if diff := cmp.Diff([]string{"GET /v1.0/widgets/w2/children"}, s.requests("GET")); diff != "" {
		t.Errorf("reads mismatch (-want +got):\n%s", diff)
	}
}

// TestAReplacementKeepsWhatHasNoAttribute: PUT takes away what it does not hold.
func TestAReplacementKeepsWhatHasNoAttribute(t *testing.T) {
	t.Parallel()
	const read, refused = "GET /v1.0/widgets/w1", `{"error":{"code":"Forbidden","message":"No."}}`
	for name, tt := range map[string]struct {
		found answer
		want  []string
	}{
		"what others have set": {answer{200, `{"id":"w1","rank":{"priority":3},"locked":null}`}, []string{`PUT /v1.0/widgets/w1 {"enabled":true,"name":"b","rank":{"priority":3},"tags":[]}`}},
		"what nobody has set":  {answer{200, `{"id":"w1","rank":null,"locked":null}`}, []string{`PUT /v1.0/widgets/w1 {"enabled":true,"name":"b","tags":[]}`}},
		"what cannot be read":  {answer{403, refused}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) {
				d.Life.Replaces, d.Life.Carried = true, []string{"rank", "locked"}
			}), script{read: {tt.found}, "PUT /v1.0/widgets/w1": {{204, ""}}})
			prior := parse(t, `{"id":"w1","name":"a","enabled":true,"tags":[]}`)
			plan := parse(t, `{"id":"w1","name":"b","enabled":true,"tags":[]}`)
			result, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan})
			if (err == nil) != (tt.want != nil) || err != nil && result.Stage != Untouched {
				t.Errorf("stage %v: %v", result.Stage, err)
			}
			if diff := cmp.Diff(tt.want, s.requests("PUT")); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestChangesOfOneParentExcludeEachOther: of both versions of Graph, and the
// parent's own.
func TestChangesOfOneParentExcludeEachOther(t *testing.T) {
	t.Parallel()
	child := func(api object.API, path string) *Collection {
		o, err := value.Compile(object.Definition{Name: "child", Life: &object.Life{}, Place: object.Collection{API: api, Path: path}, Attributes: []object.Attribute{
			{Name: "widgetId", Mode: object.Required, Type: object.String{}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		return (&Tenant{}).Collection(o)
	}
	o, err := value.Compile(objecttest.Widget())
	if err != nil {
		t.Fatal(err)
	}
	parent := (&Tenant{}).Collection(o)
	below := value.Tree{"widgetId": "W1", "id": "W1/c"}
	want := parent.lockPaths(value.Tree{"id": "w1"})[0]
	for _, c := range []*Collection{child(object.V1, "/widgets/{widgetId}/children"), child(object.Beta, "/widgets/{widgetId}/parts")} {
		if paths := c.lockPaths(below); len(paths) != 2 || paths[0] != want || !strings.HasPrefix(paths[1], want) {
			t.Errorf("the locks are %v, want first %s", paths, want)
		}
	}
}

func TestAConnectionThatFailsIsNoSignThatAnObjectIsGone(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(nil), script{"GET /v1.0/widgets/w1": {{lost, ""}}})
	if _, err := s.Refresh(t.Context(), value.Tree{"id": "w1"}, nil); err == nil || errors.Is(err, ErrGone) {
		t.Errorf("the error is %v", err)
	}
}

// TestAbsentLinks: to remove a link that is not there is done, whether the service
// answers with 404 or with 400. Another bad request is a failure.
func TestAbsentLinks(t *testing.T) {
	t.Parallel()
	d := object.Definition{
		Name: "widget_member", Life: &object.Life{},
		Place:      object.Relation{API: object.V1, Path: "/widgets/{widgetId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"},
		Attributes: []object.Attribute{{Name: "widgetId", Mode: object.Required, Type: object.String{}}, {Name: "memberId", Mode: object.Required, Type: object.String{}}},
	}
	refused := func(message string) string {
		return `{"error":{"code":"Request_BadRequest","message":"` + message + `"}}`
	}
	for name, tt := range map[string]struct {
		answer       answer
		there, fails bool
	}{
		"removed":             {answer{204, ""}, true, false},
		"absent, not found":   {answer{404, missing}, false, false},
		"absent, bad request": {answer{400, refused("One or more removed object references do not exist for the following modified properties: 'members'.")}, false, false},
		"another bad request": {answer{400, refused("The group must have at least one owner.")}, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, d, script{
				"DELETE /v1.0/widgets/w1/members/m1/$ref": {tt.answer},
				"GET /v1.0/widgets/w1/members":            {{200, `{"value":[]}`}},
			})
			there, err := s.Delete(t.Context(), value.Tree{"id": "w1/m1", "widgetId": "w1", "memberId": "m1"})
			if there != tt.there || (err != nil) != tt.fails {
				t.Errorf("there is %v: %v", there, err)
			}
		})
	}
}

// TestADeletionAsksNothingFirst where nothing has to be changed before it.
func TestADeletionAsksNothingFirst(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]object.Definition{"its own id": crew(false), "a chosen id": chosen(object.FromPath, false)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const item = "DELETE /v1.0/widgets/c1"
			s := follow(t, d, script{item: {{204, ""}}, "DELETE /v1.0/crews/c1": {{204, ""}}})
			if there, err := s.Delete(t.Context(), parse(t, `{"id":"c1","name":"a"}`)); err != nil || !there {
				t.Errorf("there: %v, %v", there, err)
			}
			if asked := s.requests(""); len(asked) != 1 {
				t.Errorf("Graph was asked %v", asked)
			}
		})
	}
}

// TestChangesEndWithTheirTimeOnly: Ctrl-C does not take the answer to a change away, and the
// operation's time limit does.
func TestChangesEndWithTheirTimeOnly(t *testing.T) {
	t.Parallel()
	deadline := time.Now().Add(time.Hour)
	limited, cancel := context.WithDeadline(t.Context(), deadline)
	free, done := uncancelled(limited)
	defer done()
	if at, ok := free.Deadline(); !ok || !at.Equal(deadline) {
		t.Errorf("the limit is %v, want %v", at, deadline)
	}
	cancel()
	if free.Err() != nil {
		t.Errorf("it has ended with what it was made of: %v", free.Err())
	}
	unlimited, end := uncancelled(t.Context())
	if at, ok := unlimited.Deadline(); ok || unlimited.Err() != nil {
		t.Errorf("without a limit it ends at %v, %v", at, unlimited.Err())
	}
	if end(); unlimited.Err() == nil {
		t.Error("it does not end when it is done")
	}
}

// TestTheDeletionOfWhatAChangeWouldMake: where a change makes the object, one that is gone
// is not changed before its deletion.
func TestTheDeletionOfWhatAChangeWouldMake(t *testing.T) {
	t.Parallel()
	const shown = `{"id":"c1","name":"a","enabled":true}`
	for name, tt := range map[string]struct {
		first answer
		want  []string
		fails bool
	}{
		"there":           {answer{200, shown}, []string{`PATCH /v1.0/widgets/c1 {"enabled":false}`, "DELETE /v1.0/widgets/c1"}, false},
		"gone":            {answer{404, missing}, nil, false},
		"nobody can tell": {answer{403, denied}, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			withdrawn := func(d *object.Definition) {
				d.Life.Create.ID, d.Life.Delete.Withdrawn = object.FromPath, object.Body{"enabled": false}
			}
			s := follow(t, widget(withdrawn), script{
				"GET /v1.0/widgets/c1":    {tt.first, {200, `{"id":"c1","name":"a","enabled":false}`}},
				"PATCH /v1.0/widgets/c1":  {{204, ""}},
				"DELETE /v1.0/widgets/c1": {{204, ""}},
			})
			_, err := s.Delete(t.Context(), value.Tree{"id": "c1", "enabled": true})
			if (err != nil) != tt.fails {
				t.Errorf("the error is %v", err)
			}
			if diff := cmp.Diff(tt.want, slices.Concat(s.requests("PATCH"), s.requests("DELETE"))); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNothingIsSaidOfALongCollection, nor of one that cannot be read to its end.
func TestNothingIsSaidOfALongCollection(t *testing.T) {
	t.Parallel()
	page := func(objects int) string {
		all := []string{`{"id":"w0","name":"a","enabled":true,"tags":[]}`}
		for i := 1; i < objects-1; i++ {
			all = append(all, fmt.Sprintf(`{"id":"x%d","name":"x"}`, i))
		}
		if objects > 1 {
			all = append(all, strings.Replace(all[0], "w0", "w9", 1))
		}
		return `{"value":[` + strings.Join(all, ",") + `]}`
	}
	for name, tt := range map[string]struct {
		pages []answer
		want  []string
	}{
		"as long as may be":   {[]answer{{200, page(mostListed)}}, []string{"w0", "w9"}},
		"longer":              {[]answer{{200, page(mostListed + 1)}}, nil},
		"not read to its end": {[]answer{{200, strings.Replace(page(1), "{", `{"@odata.nextLink":"HOST/v1.0/widgets?$skiptoken=2",`, 1)}, {403, denied}}, nil},
		"read to its end":     {[]answer{{200, strings.Replace(page(1), "{", `{"@odata.nextLink":"HOST/v1.0/widgets?$skiptoken=2",`, 1)}, {200, page(1)}}, []string{"w0", "w0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) { d.LookUp.Unique = false }), script{"POST /v1.0/widgets": {{201, `{"id":"w1"}`}}})
			for _, page := range tt.pages {
				s.answers["GET /v1.0/widgets"] = append(s.answers["GET /v1.0/widgets"], answer{page.status, strings.ReplaceAll(page.body, "HOST", s.url)})
			}
			for range 2 {
				result, err := s.create(`{"id":"?","name":"a","enabled":true,"tags":[]}`)
				if err != nil || !cmp.Equal(result.Leftovers, tt.want) {
					t.Errorf("left over are %v, want %v: %v", result.Leftovers, tt.want, err)
				}
			}
			if n := len(s.requests("GET")); n != len(tt.pages) {
				t.Errorf("%d pages were read, want %d", n, len(tt.pages))
			}
		})
	}
}

// TestWhatIsNotLookedThroughForLeftovers: what has a name of its own, or no value.
func TestWhatIsNotLookedThroughForLeftovers(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*object.Definition)
		plan   string
		looks  int
	}{
		"an object with a name that others may have": {func(d *object.Definition) { d.LookUp.Unique = false }, `{"id":"?","name":"a"}`, 1},
		"one whose name is its own":                  {nil, `{"id":"?","name":"a"}`, 0},
		"one without a name":                         {func(d *object.Definition) { d.LookUp = object.LookUp{} }, `{"id":"?","name":"a"}`, 0},
		"one without a value":                        {func(d *object.Definition) { d.LookUp.Unique = false }, `{"id":"?","name":null}`, 0},
	} {
		s := follow(t, widget(tt.change), script{"GET /v1.0/widgets": {{200, `{"value":[]}`}}, "POST /v1.0/widgets": {{201, `{"id":"w1"}`}}})
		if _, err := s.create(tt.plan); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(s.requests("GET")); n != tt.looks {
			t.Errorf("%s: %d looks, want %d", name, n, tt.looks)
		}
	}
}

// TestEachCollectionIsLookedThroughOnce for what is left over, elements too, and anew where
// somebody stopped that.
func TestEachCollectionIsLookedThroughOnce(t *testing.T) {
	t.Parallel()
	s := follow(t, secretOfApp(), script{
		"GET /v1.0/apps/a1": {{200, `{"secrets":[{"keyId":"k1","name":"n"}]}`}}, "GET /v1.0/apps/a2": {{200, `{"secrets":[{"keyId":"k2","name":"n"}]}`}},
		"POST /v1.0/apps/a1/add": {{200, `{"keyId":"k3"}`}}, "POST /v1.0/apps/a2/add": {{200, `{"keyId":"k4"}`}},
	})
	for range 2 {
		for app, want := range map[string]string{"a1": "k1", "a2": "k2"} {
			result, err := s.create(`{"id":"?","appId":"` + app + `","name":"n"}`)
			if err != nil || !cmp.Equal(result.Leftovers, []string{want}) {
				t.Errorf("%s: left over are %v: %v", app, result.Leftovers, err)
			}
		}
	}
	if n := len(s.requests("GET")); n != 2 {
		t.Errorf("the parents were read %d times, want once each", n)
	}
	stopped := follow(t, widget(func(d *object.Definition) { d.LookUp.Unique = false }), script{"GET /v1.0/widgets": {{lost, ""}}, "POST /v1.0/widgets": {{201, `{"id":"w1"}`}}})
	ctx, stop := context.WithCancel(t.Context())
	stopped.heard = func(string) { stop() }
	plan := parse(t, `{"id":"?","name":"a"}`)
	if _, err := stopped.Reconcile(ctx, nil, Wanted{Plan: plan, Config: plan}); !errors.Is(err, context.Canceled) {
		t.Errorf("it was not stopped: %v", err)
	}
	stopped.script("GET /v1.0/widgets", answer{200, listed})
	if result, err := stopped.create(`{"id":"?","name":"a"}`); err != nil || !cmp.Equal(result.Leftovers, []string{"w1"}) {
		t.Errorf("left over are %v: %v", result.Leftovers, err)
	}
}

// TestHowOldWhatIsLeftOverMayBe: an hour, by Graph's clock.
func TestHowOldWhatIsLeftOverMayBe(t *testing.T) {
	t.Parallel()
	for age, want := range map[time.Duration][]string{leftBehind: {"w0"}, leftBehind + clockSkew + time.Minute: nil} {
		for _, property := range []string{"createdDateTime", "startDateTime"} {
			created := time.Now().Add(-age).UTC().Format(time.RFC3339)
			s := follow(t, widget(func(d *object.Definition) { d.LookUp.Unique = false }), script{
				"GET /v1.0/widgets": {{200, `{"value":[{"id":"w0","name":"a","` + property + `":"` + created + `"}]}`}}, "POST /v1.0/widgets": {{201, `{"id":"w1"}`}},
			})
			if result, err := s.create(`{"id":"?","name":"a"}`); err != nil || !cmp.Equal(result.Leftovers, want) {
				t.Errorf("of an age of %s: left over are %v, want %v: %v", age, result.Leftovers, want, err)
			}
		}
	}
}

// TestWhatIsMadeIsRememberedBesideTheRest, by its id and by what else names it.
func TestWhatIsMadeIsRememberedBesideTheRest(t *testing.T) {
	t.Parallel()
	const first, second, third = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"
	s := follow(t, widget(nil), script{"POST /v1.0/widgets": {
		{201, `{"id":"` + first + `","mail":"` + third + `","name":"` + third[:34] + `44"}`}, {201, `{"id":"` + second + `"}`},
	}})
	for range 2 {
		if _, err := s.create(`{"id":"?","name":"a","mail":null}`); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []string{first, second, third} {
		if !s.tenant.fresh.named(time.Hour, strings.ToUpper(id)) {
			t.Errorf("%s is not young", id)
		}
	}
	if s.tenant.fresh.named(time.Hour, third[:34]+"44") {
		t.Error("a name counts as an id")
	}
	for _, id := range []string{first, second} {
		if !s.tenant.before.isNew("/widgets/" + strings.ToUpper(id) + "/children") {
			t.Errorf("something was below %s before it was made", id)
		}
	}
	if s.tenant.before.isNew("/widgets/" + third + "/children") {
		t.Error("what was not made is new")
	}
}

// TestIDsThatAreRemembered have a GUID in them, with or without hyphens.
func TestIDsThatAreRemembered(t *testing.T) {
	t.Parallel()
	const guid, plain = "11111111-1111-4111-8111-11111111111a", "1111111111114111811111111111111a"
	for id, want := range map[string]bool{
		guid: true, "T_" + guid: true, guid + "_Limit": true, "scim." + plain: true, plain: true, "scim.x." + strings.ToUpper(plain): true,
		"abcd": false, plain[1:]: false, plain + "aa": false, "z" + plain[1:]: false, "": false, "x-" + guid: false,
	} {
		var f fresh
		if f.note(time.Now(), id); f.named(time.Hour, id) != want {
			t.Errorf("%q is remembered: %v, want %v", id, !want, want)
		}
	}
}

// TestAnIDIsFoundInAnAddress in either form of OData's, and in no other text.
func TestAnIDIsFoundInAnAddress(t *testing.T) {
	t.Parallel()
	const guid = "11111111-1111-4111-8111-11111111111a"
	var f fresh
	f.note(time.Now(), guid)
	for named, want := range map[string]bool{
		"/widgets/" + guid + "/parts": true, "https://graph.example/v1.0/widgets/" + strings.ToUpper(guid): true,
		"https://graph.example/beta/widgets('" + strings.ToUpper(guid) + "')": true, "about " + guid: false, "/widgets": false,
	} {
		if got := f.named(time.Hour, object.Body{"@odata.id": named}); got != want {
			t.Errorf("%q names a young object: %v, want %v", named, got, want)
		}
	}
}

// TestTheDeletionOfAPart empties it, with the actions that it has. That its object is gone
// is no failure.
func TestTheDeletionOfAPart(t *testing.T) {
	t.Parallel()
	const item = "/v1.0/widgets/w1"
	d := label("label")
	d.Attributes = append(d.Attributes, object.Attribute{Name: "lent", Mode: object.Default([]any{}), Action: &object.Action{Name: "lend"}, Type: object.Set{Of: object.String{}}})
	for name, tt := range map[string]struct {
		patch, lend answer
		there       bool
		fails       string
		actions     int
	}{
		"done":                   {answer{204, ""}, answer{204, ""}, true, "", 1},
		"gone":                   {answer{404, missing}, answer{}, false, "", 0},
		"gone before the action": {answer{204, ""}, answer{404, missing}, false, "", 1},
		"refused":                {answer{403, denied}, answer{}, true, "Insufficient privileges", 0},
		"the action refused":     {answer{204, ""}, answer{403, denied}, true, "Insufficient privileges", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, d, script{"PATCH " + item: {tt.patch}, "POST " + item + "/lend": {tt.lend}})
			there, err := s.Delete(t.Context(), parse(t, `{"id":"w1","widgetId":"w1","text":"a","color":"red","lent":["l"]}`))
			if fault := said(err, tt.fails); fault != "" || there != tt.there {
				t.Errorf("there %v, want %v: %s", there, tt.there, fault)
			}
			want := append([]string{"PATCH " + item + ` {"label":{"color":null,"text":null}}`}, slices.Repeat([]string{"POST " + item + `/lend {"lent":[]}`}, tt.actions)...)
			if diff := cmp.Diff(want, s.requests("")); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLooksBeforeADeletion: an object that a change would make is looked for first, again
// if it is young; any other is not.
func TestLooksBeforeADeletion(t *testing.T) {
	t.Parallel()
	const id = "11111111-1111-4111-8111-111111111111"
	shown := func(enabled string) answer {
		return answer{200, `{"id":"` + id + `","name":"a","enabled":` + enabled + `}`}
	}
	for name, tt := range map[string]struct {
		source object.IDSource
		young  bool
		reads  []answer
		there  bool
		asks   int
	}{
		"one that has its id from Graph":           {object.FromReply, false, []answer{shown("false")}, true, 1},
		"one that a change makes":                  {object.FromPath, false, []answer{shown("true"), shown("false")}, true, 2},
		"one that is gone":                         {object.FromPath, false, []answer{{404, missing}}, false, 1},
		"one that a replica does not know":         {object.FromPath, true, []answer{{404, missing}, {404, missing}, shown("true"), shown("false")}, true, 4},
		"one that no replica knows, however young": {object.FromPath, true, []answer{{404, missing}}, false, -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) {
				d.Life.Create.ID, d.Life.Delete.Withdrawn = tt.source, object.Body{"enabled": false}
			}), script{"GET /v1.0/widgets/" + id: tt.reads, "PATCH /v1.0/widgets/" + id: {{204, ""}}, "DELETE /v1.0/widgets/" + id: {{204, ""}}})
			if tt.young {
				s.Recall(value.Tree{"id": id}, time.Now())
			}
			there, err := s.Delete(t.Context(), value.Tree{"id": id, "enabled": true})
			if err != nil || there != tt.there {
				t.Errorf("there %v, want %v: %v", there, tt.there, err)
			}
			if n := len(s.requests("GET")); n != tt.asks && tt.asks >= 0 {
				t.Errorf("%d looks, want %d", n, tt.asks)
			}
			if changed := len(s.requests("PATCH")) + len(s.requests("DELETE")); (changed == 2) != tt.there {
				t.Errorf("there were %d changes", changed)
			}
		})
	}
}
