// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// nobody is the value before of an object that is new.
type nobody struct{}

// TestActionsThatAreDue: a new object has nothing, and what is sent with it needs no action
// of its own.
func TestActionsThatAreDue(t *testing.T) {
	t.Parallel()
	set := object.Action{Name: "set"}
	words := object.Action{Names: map[string]string{"on": "start", "off": "stop"}}
	later := object.Action{Name: "set", UpdateOnly: true}
	for name, tt := range map[string]struct {
		action      object.Action
		typ         object.Type
		prior, next any
		want        bool
	}{
		"a text of a new object":            {set, object.String{}, nobody{}, "a", true},
		"no text of a new object":           {set, object.String{}, nobody{}, nil, false},
		"elements of a new object":          {set, object.List{Of: object.String{}}, nobody{}, []any{"a"}, true},
		"no elements of a new object":       {set, object.List{Of: object.String{}}, nobody{}, []any{}, false},
		"what is sent with the new object":  {later, object.String{}, nobody{}, "a", false},
		"another text":                      {set, object.String{}, "a", "b", true},
		"the same text":                     {set, object.String{}, "a", "a", false},
		"no elements where there were some": {set, object.List{Of: object.String{}}, []any{"a"}, []any{}, true},
		"what means none to others":         {set, object.String{}, nobody{}, "off", true},
		"a word of a new object":            {words, object.String{}, nobody{}, "on", true},
		"the word that it has":              {words, object.String{}, nobody{}, "off", false},
		"another word":                      {words, object.String{}, "on", "off", true},
		"what was sent with it is changed":  {later, object.String{}, "a", "b", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var removal object.Removal
			if _, isText := tt.typ.(object.String); isText {
				removal.With = "off"
			}
			s := follow(t, widget(func(d *object.Definition) {
				d.Attributes = append(d.Attributes, object.Attribute{Name: "lent", Mode: object.Optional, Action: &tt.action, Type: tt.typ, Removal: removal})
			}), nil)
			prior := value.Tree{}
			if _, isNew := tt.prior.(nobody); !isNew {
				prior = value.Tree{"id": "w1", "lent": tt.prior}
			}
			if got := actionDue(s.Managed.Find("lent"), prior, value.Tree{"lent": tt.next}); got != tt.want {
				t.Errorf("due: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestActionsOfWords: each value has an action of its own, which needs no parameter.
func TestActionsOfWords(t *testing.T) {
	t.Parallel()
	d := widget(func(d *object.Definition) {
		d.Attributes = append(d.Attributes, object.Attribute{
			Name: "lent", Mode: object.Server, Type: object.String{}, Action: &object.Action{Names: map[string]string{"on": "start", "off": "stop"}}, Removal: object.Removal{With: "off"},
		})
	})
	for name, tt := range map[string]struct {
		prior, plan string
		want        []string
	}{
		"a new object":             {"", `{"id":"?","name":"a","lent":"on"}`, []string{"POST /v1.0/widgets/w1/start"}},
		"a new object as it is":    {"", `{"id":"?","name":"a","lent":"off"}`, nil},
		"a change":                 {`{"id":"w1","name":"a","lent":"on"}`, `{"id":"w1","name":"a","lent":"off"}`, []string{"POST /v1.0/widgets/w1/stop"}},
		"what is not known yet":    {`{"id":"w1","name":"a","lent":"on"}`, `{"id":"w1","name":"a","lent":"?"}`, nil},
		"an object as it is to be": {`{"id":"w1","name":"a","lent":"on"}`, `{"id":"w1","name":"a","lent":"on"}`, nil},
	} {
		s := follow(t, d, script{
			"POST /v1.0/widgets": {{201, `{"id":"w1"}`}}, "POST /v1.0/widgets/w1/start": {{204, ""}}, "POST /v1.0/widgets/w1/stop": {{204, ""}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","lent":"on"}`}},
		})
		var prior value.Tree
		if tt.prior != "" {
			prior = parse(t, tt.prior)
		}
		plan := parse(t, tt.plan)
		if _, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tt.want, s.requests("POST /v1.0/widgets/")); diff != "" {
			t.Errorf("%s: actions mismatch (-want +got):\n%s", name, diff)
		}
	}
}
