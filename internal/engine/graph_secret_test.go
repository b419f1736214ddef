// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestVersionsOfWhatIsNotStored: it is sent when it is another than was sent last.
func TestVersionsOfWhatIsNotStored(t *testing.T) {
	t.Parallel()
	sent := secretState{Hash: value.Hash(value.Tree{"pin": "1"})}
	for name, tt := range map[string]struct {
		state secretState
		given graphArguments
		want  any
	}{
		"the same":               {sent, graphArguments{secret: value.Tree{"pin": "1"}}, sent.Hash},
		"another":                {sent, graphArguments{secret: value.Tree{"pin": "2"}}, "another than " + sent.Hash},
		"none any more":          {sent, graphArguments{}, sent.Hash},
		"an empty one":           {sent, graphArguments{secret: value.Tree{}}, sent.Hash},
		"not known":              {sent, graphArguments{secretUnknown: true}, value.Unknown{}},
		"the first":              {secretState{}, graphArguments{secret: value.Tree{"pin": "1"}}, "another than "},
		"none":                   {secretState{}, graphArguments{}, nil},
		"not known in part only": {secretState{}, graphArguments{secret: value.Tree{"pin": "1"}, secretUnknown: true}, value.Unknown{}},
	} {
		if got := tt.state.wanted(tt.given); got != tt.want {
			t.Errorf("%s: the version is %v, want %v", name, got, tt.want)
		}
	}
}

// TestWhatIsNotedOfASecret is a salted hash, which stays while the secret does.
func TestWhatIsNotedOfASecret(t *testing.T) {
	t.Parallel()
	known := value.Hash(value.Tree{"pin": "1"})
	for name, tt := range map[string]struct {
		hash         string
		given        value.Tree
		is           value.Tree
		same, absent bool
	}{
		"the first":     {"", value.Tree{"pin": "1"}, value.Tree{"pin": "1"}, false, false},
		"the same":      {known, value.Tree{"pin": "1"}, value.Tree{"pin": "1"}, true, false},
		"another":       {known, value.Tree{"pin": "2"}, value.Tree{"pin": "2"}, false, false},
		"none any more": {known, nil, value.Tree{"pin": "1"}, true, false},
		"none":          {"", nil, nil, false, true},
		"an empty one":  {"", value.Tree{}, nil, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := private{}
			secretState{Hash: tt.hash}.noteSecret(p, graphArguments{secret: tt.given})
			if tt.absent {
				if len(p) > 0 {
					t.Errorf("noted is %v", p)
				}
				return
			}
			noted := secretsOf(p)
			if !value.IsHashOf(noted.Hash, tt.is) || (noted.Hash == tt.hash) != tt.same {
				t.Errorf("noted is %s", p[secretKey])
			}
		})
	}
}

// TestSecretsByPath are sent when they are made and when they change, and stand nowhere.
func TestSecretsByPath(t *testing.T) {
	t.Parallel()
	const shows = `{"id":"b1","name":"a","engine":{"power":1}}`
	h := serve(t, map[string][]answer{"POST /v1.0/boats": {{201, shows}}, "PATCH /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, shows}, {200, strings.Replace(shows, `"a"`, `"b"`, 1)}, {200, shows}}})
	b := h.byPath("")
	config := func(key string) string {
		return `{"path":"/boats","body":{"name":"a","engine":{"power":1}},"body_write_only":{"engine":{"key":"` + key + `"}}}`
	}
	const state = `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PATCH","body":{"name":"a","engine":{"power":1}}}`
	mentions(t, b.apply(config("canary-1")))
	b.shows(state)
	first := b.noted(secretKey)
	if plan := b.plan(config("canary-1")); b.planned(plan)[argOutput] != nil {
		t.Errorf("the same secret is planned to be sent: %v", b.planned(plan))
	}
	mentions(t, b.refresh())
	if b.noted(secretKey) != first {
		t.Errorf("after a read %s is noted, want %s", b.noted(secretKey), first)
	}
	mentions(t, b.apply(strings.Replace(config("canary-1"), `"a"`, `"b"`, 1)))
	if b.noted(secretKey) != first {
		t.Errorf("after a change of something else %s is noted, want %s", b.noted(secretKey), first)
	}
	mentions(t, b.apply(config("canary-1")))
	mentions(t, b.apply(config("canary-2")))
	b.shows(state)
	second := b.noted(secretKey)
	mentions(t, b.apply(`{"path":"/boats","body":{"name":"a","engine":{"power":1}}}`))
	if second == first || b.noted(secretKey) != second {
		t.Errorf("noted is %s, then %s", second, b.noted(secretKey))
	}
	h.sent(`POST /v1.0/boats {"engine":{"key":"canary-1","power":1},"name":"a"}`, `PATCH /v1.0/boats/b1 {"name":"b"}`, `PATCH /v1.0/boats/b1 {"name":"a"}`, `PATCH /v1.0/boats/b1 {"engine":{"key":"canary-2","power":1}}`)
	document, _ := json.Marshal(b.values())
	if kept := string(document) + string(b.private); strings.Contains(kept, "canary") {
		t.Errorf("it is kept: %s", kept)
	}
}
