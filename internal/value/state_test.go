// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSettle(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		plan, reply, want string
		complete          bool
	}{
		"state is the plan":                   {`{"note":"a"}`, `{"note":"changed by the server"}`, `{"note":"a"}`, true},
		"unknown comes from the reply":        {`{"mail":"?"}`, `{"mail":"m"}`, `{"mail":"m"}`, true},
		"null in the reply is an answer":      {`{"mail":"?"}`, `{"mail":null}`, `{}`, true},
		"absence in the reply is none":        {`{"mail":"?"}`, `{}`, `{}`, false},
		"secrets are not stored":              {`{"secret":{"value":"s"}}`, `{}`, `{}`, true},
		"undeclared members are left out":     {`{"place":"?"}`, `{"place":{"city":"Bonn","planet":"Earth"}}`, `{"place":{"city":"Bonn","street":null}}`, true},
		"versions stay as they were planned":  {`{"secretVersion":3}`, `{}`, `{"secretVersion":3}`, true},
		"null is the default where one is":    {`{"enabled":"?"}`, `{"enabled":null}`, `{"enabled":true}`, true},
		"an unknown part asks for the whole":  {`{"place":{"city":"?","street":"s"}}`, `{"place":{"city":"Bonn","street":"s"}}`, `{"place":{"city":"Bonn","street":"s"}}`, true},
		"an empty collection is no reason to": {`{"tags":[]}`, `{}`, `{"tags":[]}`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, complete := widget(t).Settle(parse(t, tt.plan), graphs(t, tt.reply))
			if diff := cmp.Diff(parse(t, tt.want), withoutTopNulls(got)); diff != "" {
				t.Errorf("state mismatch (-want +got):\n%s", diff)
			}
			if complete != tt.complete {
				t.Errorf("complete = %v, want %v", complete, tt.complete)
			}
		})
	}
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ prior, reply, want string }{
		"drift shows":                          {`{"note":"a"}`, `{"note":"b"}`, `{"note":"b"}`},
		"a cleared value shows":                {`{"note":"a"}`, `{"note":null}`, `{}`},
		"an equal id keeps its spelling":       {`{"ownerId":"AB"}`, `{"ownerId":"ab"}`, `{"ownerId":"AB"}`},
		"an equal set keeps its order":         {`{"tags":["b","a"]}`, `{"tags":["a","b"]}`, `{"tags":["b","a"]}`},
		"null is the default where one is":     {`{}`, `{"enabled":null,"tags":null}`, `{"enabled":true,"tags":[]}`},
		"what Graph does not know stays":       {`{"id":"1","secretVersion":2}`, `{"id":"2"}`, `{"id":"1","secretVersion":2}`},
		"secrets never appear":                 {`{}`, `{"secret":{"value":"s"}}`, `{}`},
		"a volatile property is not for state": {`{}`, `{"changed":"2026-01-01T00:00:00Z"}`, `{}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := widget(t).Refresh(parse(t, tt.prior), graphs(t, tt.reply))
			want := parse(t, tt.want)
			for _, name := range []string{"enabled", "tags"} {
				if _, ok := want[name]; !ok {
					delete(got, name)
				}
			}
			if diff := cmp.Diff(want, withoutTopNulls(got)); diff != "" {
				t.Errorf("state mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func withoutTopNulls(t Tree) Tree {
	for name, value := range t {
		if value == nil {
			delete(t, name)
		}
	}
	return t
}
