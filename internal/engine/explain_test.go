// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lostAnswer is the failure of a request whose answer has not come.
func lostAnswer(t *testing.T) error {
	t.Helper()
	h := serve(t, map[string][]answer{"POST /v1.0/x": {{lost, ""}}})
	_, err := h.session.Client.Do(t.Context(), graph.Request{Method: http.MethodPost, Version: "v1.0", Path: "/x"})
	if !collection.IsAmbiguous(err) {
		t.Fatalf("the failure is %v", err)
	}
	return err
}

// TestExplanations say what Graph answered and what helps, or what the failure was.
func TestExplanations(t *testing.T) {
	t.Parallel()
	refused := &graph.Error{Method: http.MethodPost, Path: "/v1.0/x", Status: http.StatusForbidden, Code: "Denied", Message: "No."}
	helps := func(answer *graph.Error, needs Needs) string {
		return fmt.Sprint(answer.Code, needs.Permissions, needs.Licence)
	}
	for name, tt := range map[string]struct {
		advise func(*graph.Error, Needs) string
		err    error
		want   string
	}{
		"a refusal with advice":  {helps, fmt.Errorf("after all: %w", refused), refused.Detail() + "\n\nDenied[A.Read B.Read]"},
		"a refusal without any":  {func(*graph.Error, Needs) string { return "" }, refused, refused.Detail()},
		"without anyone to ask":  {nil, refused, refused.Detail()},
		"no answer, since none":  {helps, errors.New("no route to host"), "no route to host"},
		"an answer that is lost": {helps, lostAnswer(t), "\n\nThe change may have taken effect nevertheless: see in the tenant before you try again."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := (&Session{Advise: tt.advise}).Explain(tt.err, "A.Read", "B.Read")
			want := tt.want
			if strings.HasPrefix(want, "\n") {
				want = tt.err.Error() + want
			}
			if got != want {
				t.Errorf("said:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestRemedies follow from what failed, and are only given where they help.
func TestRemedies(t *testing.T) {
	t.Parallel()
	const linked = "One or more added object references already exist for the following modified properties: 'members'."
	answer := func(status int, message string) error {
		return &graph.Error{Method: http.MethodPost, Path: "/v1.0/x", Status: status, Message: message}
	}
	tests := map[string]struct {
		object object.Definition
		verb   string
		known  value.Tree
		err    error
		want   string // "" for none
	}{
		"a lost answer":                       {crew(), "create", nil, lostAnswer(t), "The change may have taken effect nevertheless"},
		"an interruption":                     {crew(), "create", nil, fmt.Errorf("reading: %w", context.Canceled), "The operation was interrupted. Apply again to continue."},
		"a list that ran out of time":         {crew(), "list", nil, context.DeadlineExceeded, "The operation ran out of time. Run it again."},
		"a removal that ran out of time":      {crew(), "delete", nil, context.DeadlineExceeded, `delete = "1h"`},
		"a purge that ran out of time":        {crew(), "permanently delete", nil, context.DeadlineExceeded, "The operation ran out of time. Run it again."},
		"what is only read, out of time":      {company(), "read", nil, context.DeadlineExceeded, "The operation ran out of time. Run it again."},
		"another failure":                     {crew(), "create", nil, errors.New("no route to host"), ""},
		"a missing parent":                    {part(), "create", nil, answer(404, "Resource does not exist."), "One of the objects named does not exist"},
		"a missing object that has no parent": {crew(), "create", nil, answer(404, "Resource does not exist."), ""},
		"a part that is refused":              {part(), "create", nil, answer(403, "No."), ""},
		"a link that is there":                {membership(), "create", value.Tree{"crewId": "c1", "memberId": "m1"}, answer(400, linked), "terraform import ADDRESS 'c1/m1'"},
		"a link to what is not known":         {membership(), "create", value.Tree{"crewId": "c1"}, answer(400, linked), "terraform import ADDRESS 'CREW_ID/MEMBER_ID'"},
		"a conflict":                          {crew(), "create", value.Tree{"name": "a"}, answer(409, "Conflict."), "terraform import ADDRESS 'name=a'"},
		"a conflict of what has no name yet":  {crew(), "create", nil, answer(409, "Conflict."), "terraform import ADDRESS 'ID'"},
		"a conflict of a change":              {crew(), "update", value.Tree{"name": "a"}, answer(409, "Conflict."), ""},
		"bad values that are no conflict":     {crew(), "create", value.Tree{"name": "a"}, answer(400, "Invalid value."), ""},
		"words of a conflict that are none":   {crew(), "create", value.Tree{"name": "a"}, answer(403, "It is in the list of what must not already exist."), ""},
		"a removal of what is in use":         {crew(), "delete", nil, answer(400, "It is in use by a policy."), "Something in the tenant still uses it."},
		"a conflict of what is in use":        {crew(), "delete", nil, answer(409, "It is referenced by a policy."), "create_before_destroy = true"},
		"a fault that speaks of use":          {crew(), "delete", nil, answer(500, "The backend is in use."), ""},
		"a redirection that speaks of use":    {crew(), "delete", nil, answer(399, "The backend is in use."), ""},
		"a reference of a change":             {crew(), "update", nil, answer(400, "One of its queried reference-property objects is not present."), "Something that is referred to is not in this tenant"},
		"the same words of a read":            {crew(), "read", nil, answer(404, "One of its queried reference-property objects is not present."), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var answer *graph.Error
			errors.As(tt.err, &answer)
			got := (kind{Object: compiled(t, tt.object)}).remedy(tt.verb, tt.known, tt.err, answer)
			if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("said %q, want %q", got, tt.want)
			}
		})
	}
}

// TestWhatConflicts: which object is in the way, and which ways there are to it.
func TestWhatConflicts(t *testing.T) {
	t.Parallel()
	const other, adopts, restores = "11111111-1111-4111-8111-111111111111", `With "use_existing = true"`, `with "restore_deleted = true"`
	conflict := func(details ...graph.ErrorDetail) *graph.Error {
		return &graph.Error{Status: http.StatusConflict, Message: "It exists.", Details: details}
	}
	adopting := toolDefinition(func(d *object.Definition) { d.Life.Create.Adopt = "name" })
	tests := map[string]struct {
		object object.Definition
		known  value.Tree
		answer *graph.Error
		id     string
		ways   []string
	}{
		"by its name":                {toolDefinition(nil), value.Tree{"name": "a"}, conflict(), "'name=a'", nil},
		"by its id":                  {toolDefinition(nil), value.Tree{"name": "a"}, conflict(graph.ErrorDetail{Code: "ConflictingObjects", Target: other}), "'" + other + "'", nil},
		"by a detail of other kind":  {toolDefinition(nil), value.Tree{"name": "a"}, conflict(graph.ErrorDetail{Code: "PropertyConflict", Target: other}), "'name=a'", nil},
		"by a detail that is no id":  {toolDefinition(nil), value.Tree{"name": "a"}, conflict(graph.ErrorDetail{Code: "ConflictingObjects", Target: "name"}), "'name=a'", nil},
		"by nothing":                 {toolDefinition(nil), value.Tree{}, conflict(), "'ID'", nil},
		"one to take over":           {adopting, value.Tree{"name": "a"}, conflict(), "'name=a'", []string{adopts}},
		"one that is to be":          {adopting, value.Tree{"name": "a", "useExisting": true}, conflict(), "'name=a'", nil},
		"one that may be in the bin": {crew(), value.Tree{"name": "a"}, conflict(), "'name=a'", []string{restores}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := (kind{Object: compiled(t, tt.object)}).takenOver(tt.known, tt.answer, tt.answer)
			if !strings.Contains(got, "terraform import ADDRESS "+tt.id) {
				t.Errorf("said %q, want the id %s", got, tt.id)
			}
			var ways []string
			for _, way := range []string{adopts, restores} {
				if strings.Contains(got, way) {
					ways = append(ways, way)
				}
			}
			if diff := cmp.Diff(tt.ways, ways); diff != "" {
				t.Errorf("ways mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestConflictsOfWhatHasNoName: the object that is in the way is looked for, where
// neither the name nor the answer tells.
func TestConflictsOfWhatHasNoName(t *testing.T) {
	t.Parallel()
	const (
		conflict = `{"error":{"code":"Conflict","message":"It already exists."}}`
		refusal  = `{"error":{"code":"Bad","message":"Invalid value."}}`
		told     = `{"error":{"code":"Conflict","message":"It exists.","details":[{"code":"ConflictingObjects","target":"11111111-1111-4111-8111-111111111111"}]}}`
		two      = `{"value":[{"id":"g1","who":"w","forWhat":"f"},{"id":"g2","who":"w","forWhat":"g"}]}`
	)
	for name, tt := range map[string]struct {
		answer answer
		listed answer
		looks  bool
		says   string
	}{
		"a conflict":                       {answer{409, conflict}, answer{200, two}, true, "Graph keeps one grant for each combination of who, for_what. If another resource of this configuration is that one, put into it what both shall hold. Else import it with the resource's address:\n  terraform import ADDRESS 'g1'"},
		"a conflict that names the object": {answer{409, told}, answer{200, two}, false, "terraform import ADDRESS '11111111-1111-4111-8111-111111111111'"},
		"a conflict with nobody":           {answer{409, conflict}, answer{200, `{"value":[]}`}, true, "terraform import ADDRESS 'ID'"},
		"a list that is refused":           {answer{409, conflict}, answer{403, denied}, true, "terraform import ADDRESS 'ID'"},
		"another refusal":                  {answer{400, refusal}, answer{200, two}, false, "Invalid value."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"POST /v1.0/grants": {tt.answer}, "GET /v1.0/grants": {tt.listed}}, nameless()).block("grant", "")
			diags := b.apply(`{"who":"w","forWhat":"f"}`)
			if len(diags) != 1 || diags[0].Summary != "Cannot create grant" {
				t.Errorf("said %s", said(diags))
			}
			mentions(t, diags, tt.says)
			if looked := strings.Contains(strings.Join(b.requests(), " "), "GET /v1.0/grants"); looked != tt.looks {
				t.Errorf("looked: %v", looked)
			}
		})
	}
}

// TestWhatIsSearchedForConflicts: what has a name is told by that.
func TestWhatIsSearchedForConflicts(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"POST /v1.0/widgets": {{409, `{"error":{"code":"Conflict","message":"It already exists."}}`}}}).block("widget", "")
	mentions(t, b.apply(`{"name":"a","kind":"k","secret":{"value":"s"}}`), "terraform import ADDRESS 'name=a'")
	if asked := b.requests(); len(asked) != 1 {
		t.Errorf("asked %v", asked)
	}
}

// TestARefusedLinkIsToldOnItsArgument, whatever the words of the refusal.
func TestARefusedLinkIsToldOnItsArgument(t *testing.T) {
	t.Parallel()
	b := answering(t, map[string][]answer{"POST /v1.0/crews/c1/members/$ref": {{403, denied}}}).block("crew", firstCrew)
	diags := b.apply(`{"name":"a","members":["m1"]}`)
	if len(diags) != 1 || diags[0].Attribute.String() != `AttributeName("members")` {
		t.Errorf("said %s", said(diags))
	}
}

// TestFindsOfCreations: what was there before is told, but not of what this creation has
// made itself.
func TestFindsOfCreations(t *testing.T) {
	t.Parallel()
	m := &managed{kind: kind{Object: compiled(t, crew())}}
	state := value.Tree{"id": "c1", "name": "a"}
	for name, tt := range map[string]struct {
		result collection.Result
		want   []string
	}{
		"nothing":                 {collection.Result{State: state}, nil},
		"others like it":          {collection.Result{State: state, Leftovers: []string{"c2", "c3"}}, []string{"It has the id c2, c3 and every value"}},
		"its own former self":     {collection.Result{State: state, Changed: []string{"open"}}, nil},
		"one that is as it was":   {collection.Result{State: state, Taken: true}, nil},
		"one that has changed":    {collection.Result{State: state, Taken: true, Changed: []string{"open", "motto"}}, []string{"These arguments had other values: open, motto."}},
		"one and another like it": {collection.Result{State: state, Taken: true, Changed: []string{"open"}, Leftovers: []string{"c2"}}, []string{"the id c2", "other values: open."}},
	} {
		diags := m.found(tt.result)
		if len(diags) != len(tt.want) || diags.HasError() {
			t.Errorf("%s: said %v", name, diags)
			continue
		}
		for i, words := range tt.want {
			if !strings.Contains(diags[i].Detail(), words) {
				t.Errorf("%s: said %v, want %q", name, diags[i], words)
			}
		}
	}
}

// TestBlame: what a refusal is about, by what it says itself, by the names in its words,
// or by an id in them.
func TestBlame(t *testing.T) {
	t.Parallel()
	const id, second = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
	d := object.Definition{
		Name: "tour", Place: object.Collection{API: object.V1, Path: "/tours", Type: "microsoft.graph.tour"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "guideId", Mode: object.Optional, Type: object.Reference{To: "user"}},
			{Name: "route", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
				{Name: "startId", Mode: object.Optional, Type: object.Reference{To: "place"}},
				{Name: "lengthInKilometres", Mode: object.Optional, Type: object.Int{}},
			}}},
			{Name: "guests", Mode: object.Optional, Type: object.Set{Of: object.Reference{To: "user"}}},
			{Name: "stops", Mode: object.Optional, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
				{Name: "stopId", Mode: object.Optional, Type: object.Reference{To: "place"}}, {Name: "durationInMinutes", Mode: object.Optional, Type: object.Int{}},
			}}}},
			{Name: "title", Mode: object.Optional, Type: object.String{}},
		},
	}
	known := value.Tree{
		"id": second, "guideId": id, "route": value.Tree{"startId": "33333333" + id[8:]}, "guests": []any{"44444444" + id[8:], "55555555" + id[8:]},
		"stops": []any{value.Tree{"stopId": "66666666" + id[8:]}}, "title": "not",
	}
	answer := func(status int, message string) error { return &graph.Error{Status: status, Message: message} }
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"an id":                          {answer(404, "Resource '"+strings.ToUpper(id)+"' does not exist."), "guideId"},
		"an id inside of a value":        {answer(400, "No place 33333333"+id[8:]), "route.startId"},
		"an id in a set":                 {answer(400, "No user 55555555"+id[8:]), "guests"},
		"an id of an element":            {answer(400, "No place 66666666"+id[8:]), ""},
		"the object's own id":            {answer(404, "Resource '"+second+"' does not exist."), ""},
		"a word that is a value":         {answer(400, "This is not possible."), ""},
		"a property":                     {answer(400, "Invalid value specified for property 'title' of resource 'Tour'."), "title"},
		"a property of a value":          {answer(400, "Invalid value specified for property 'lengthInKilometres' of resource 'Route'."), "route.lengthInKilometres"},
		"a property of an element":       {answer(400, "Invalid value specified for property 'durationInMinutes' of resource 'Stop'."), "stops"},
		"an id in a refusal":             {answer(403, "Not for "+id), ""},
		"an id in what is no refusal":    {errors.New("not for " + id), ""},
		"an id in an error of the other": {answer(500, "Not for "+id), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := (kind{Object: compiled(t, d)}).blamed(known, tt.err); got != tt.want {
				t.Errorf("blamed is %q, want %q", got, tt.want)
			}
		})
	}
}
