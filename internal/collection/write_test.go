// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"testing"

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
		"a word of a new object":            {words, object.String{}, nobody{}, "on", true},
		"the word that it has":              {words, object.String{}, nobody{}, "off", false},
		"another word":                      {words, object.String{}, "on", "off", true},
		"what was sent with it is changed":  {later, object.String{}, "a", "b", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var removal any
			if tt.action.Names != nil {
				removal = "off"
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
