// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCreateBody(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ plan, config, want string }{
		"null is left out":            {`{"name":"a","note":null}`, `{}`, `{"name":"a"}`},
		"unknown is left to Graph":    {`{"name":"a","alias":"?","mail":"?"}`, `{}`, `{"name":"a"}`},
		"empty collections are sent":  {`{"tags":[]}`, `{}`, `{"tags":[]}`},
		"false is sent":               {`{"enabled":false}`, `{}`, `{"enabled":false}`},
		"secrets come from config":    {`{"secret":null}`, `{"secret":{"value":"s","hint":null}}`, `{"secret":{"value":"s"}}`},
		"versions are not Graph's":    {`{"secretVersion":1,"id":"?"}`, `{}`, `{}`},
		"nulls inside are left out":   {`{"place":{"city":"Bonn","street":null}}`, `{}`, `{"place":{"city":"Bonn"}}`},
		"numbers keep their notation": {`{"size":9007199254740993}`, `{}`, `{"size":9007199254740993}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := widget(t).CreateBody(parse(t, tt.plan), parse(t, tt.config))
			if diff := cmp.Diff(graphs(t, tt.want), got); diff != "" {
				t.Errorf("create body mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPatchBody(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ prior, plan, config, want string }{
		"equal sends nothing":            {`{"note":"a"}`, `{"note":"a"}`, `{}`, `{}`},
		"a change is sent":               {`{"note":"a","name":"n"}`, `{"note":"b","name":"n"}`, `{}`, `{"note":"b"}`},
		"null clears":                    {`{"note":"a"}`, `{"note":null}`, `{}`, `{"note":null}`},
		"null where null was is nothing": {`{"note":null}`, `{"note":null}`, `{}`, `{}`},
		"an emptied collection is sent":  {`{"tags":["a"]}`, `{"tags":[]}`, `{}`, `{"tags":[]}`},
		"order of a set means nothing":   {`{"tags":["a","b"]}`, `{"tags":["b","a"]}`, `{}`, `{}`},
		"case of an id means nothing":    {`{"ownerId":"AB"}`, `{"ownerId":"ab"}`, `{}`, `{}`},
		"complex value goes whole":       {`{"place":{"city":"Bonn","street":"x"}}`, `{"place":{"city":"Köln","street":"x"}}`, `{}`, `{"place":{"city":"Köln","street":"x"}}`},
		"unknown is not sent":            {`{"alias":"a","mail":"m"}`, `{"alias":"?","mail":"?"}`, `{}`, `{}`},
		"secret stays without a version": {`{"secretVersion":1}`, `{"secretVersion":1}`, `{"secret":{"value":"s"}}`, `{}`},
		"new version sends the secret":   {`{"secretVersion":1}`, `{"secretVersion":2}`, `{"secret":{"value":"s"}}`, `{"secret":{"value":"s"}}`},
		"read-only is never sent":        {`{"mail":"a"}`, `{"mail":"b"}`, `{}`, `{}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := widget(t).PatchBody(parse(t, tt.prior), parse(t, tt.plan), parse(t, tt.config))
			if diff := cmp.Diff(graphs(t, tt.want), got); diff != "" {
				t.Errorf("patch mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
