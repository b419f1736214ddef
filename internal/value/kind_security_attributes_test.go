// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// marks are security attributes as somebody has written them.
func marks(t *testing.T, document string) securityAttributes {
	t.Helper()
	plain, ok := theirs(t, document).(map[string]any)
	if !ok {
		t.Fatalf("%s is no object", document)
	}
	return securityAttributes{Settings{Plain: plain}}
}

func TestSecurityAttributesAreSentWithTheirTypes(t *testing.T) {
	t.Parallel()
	const set = `"@odata.type":"#Microsoft.DirectoryServices.CustomSecurityAttributeValue"`
	tests := map[string]struct{ prior, next, want string }{
		"texts and truth values need none": {`{}`, `{"E":{"Date":"2022-10-01","On":false}}`, `{"E":{` + set + `,"Date":"2022-10-01","On":false}}`},
		"numbers and lists do":             {`{}`, `{"E":{"N":4,"C":[1,2],"P":["a"]}}`, `{"E":{` + set + `,"N":4,"N@odata.type":"#Int32","C":[1,2],"C@odata.type":"#Collection(Int32)","P":["a"],"P@odata.type":"#Collection(String)"}}`},
		"what goes is null, or empty":      {`{"E":{"N":4,"P":["a"]}}`, `{}`, `{"E":{` + set + `,"N":null,"P":[]}}`},
		"what stays is sent again":         {`{"E":{"A":"x","B":"y"}}`, `{"E":{"A":"z"}}`, `{"E":{` + set + `,"A":"z","B":null}}`},
		"names are the same in any case":   {`{"E":{"A":"x","B":"y"}}`, `{"e":{"a":"z"}}`, `{"E":{` + set + `,"a":"z","B":null}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent := securityAttributesKind{}.change(marks(t, tt.prior), marks(t, tt.next))
			encoded, err := json.Marshal(sent)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(theirs(t, tt.want), theirs(t, string(encoded))); diff != "" {
				t.Errorf("change mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSecurityAttributesOfOthersAreLeftAside(t *testing.T) {
	t.Parallel()
	k := compiledType(t, object.SecurityAttributes{})
	found := k.fromGraph(theirs(t, `{"E":{"@odata.type":"x","P@odata.type":"y","P":["b","a"],"N":4},"M":{"L":"low"},"Gone":{"X":null,"Y":[]}}`))
	if diff := cmp.Diff(marks(t, `{"E":{"P":["b","a"],"N":4},"M":{"L":"low"}}`).plain.Plain, found.(securityAttributes).plain.Plain); diff != "" {
		t.Errorf("fromGraph mismatch (-want +got):\n%s", diff)
	}
	ours := marks(t, `{"E":{"P":["a","b"]}}`)
	if !k.Same(Shown, ours, found) || k.Same(Equivalent, ours, found) {
		t.Error("what others have given is a difference to a refresh, or none to a plan")
	}
	if small := marks(t, `{"e":{"p":["a","b"]}}`); !k.Same(Shown, small, found) || !k.Same(Equivalent, small, ours) {
		t.Error("names in another case are a difference")
	}
	for _, other := range []string{`{"E":{"P":["a"]}}`, `{"E":{"P":["a","b","c"]}}`, `{"E":{"N":"4"}}`, `{"M":{"L":"high"}}`, `{"E":{"Q":true}}`} {
		if k.Same(Shown, marks(t, other), found) {
			t.Errorf("%s is the same as what Graph has", other)
		}
	}
	narrow, _ := k.spell(marks(t, `{"E":{"P":["z"],"Q":1}}`), found).(securityAttributes)
	if diff := cmp.Diff(marks(t, `{"E":{"P":["b","a"]}}`).plain.Plain, narrow.plain.Plain); diff != "" {
		t.Errorf("spell mismatch (-want +got):\n%s", diff)
	}
	small, _ := k.spell(marks(t, `{"e":{"p":["z"],"q":1}}`), found).(securityAttributes)
	if diff := cmp.Diff(marks(t, `{"e":{"p":["b","a"]}}`).plain.Plain, small.plain.Plain); diff != "" {
		t.Errorf("spell mismatch for names in another case (-want +got):\n%s", diff)
	}
	if k.fromGraph(theirs(t, `{"E":{"@odata.type":"x"}}`)) != nil {
		t.Error("a set without values is a value")
	}
}

func TestSecurityAttributesHaveValuesThatGraphKnows(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		`{"E":{"P":["a"],"N":4,"B":true,"T":"x","L":[1,2]}}`: true,
		`{"E":{"P":["a",1]}}`:                                false,
		`{"E":{"P":{"a":1}}}`:                                false,
		`{"E":{"P":[["a"]]}}`:                                false,
		`{"E":{"P":[true]}}`:                                 false,
		`{"Engineering":"project"}`:                          false,
	}
	for document, valid := range tests {
		if diags := (securityAttributesKind{}).check(t.Context(), marks(t, document), path.Root("attributes")); diags.HasError() == valid {
			t.Errorf("%s: %v, want an error: %t", document, diags, !valid)
		}
	}
}
