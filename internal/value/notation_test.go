// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const (
	lower  = "3b463c07-e680-54c7-9d4b-c768c769a457"
	upper  = "3B463C07-E680-54C7-9D4B-C768C769A457"
	nought = "00000000-0000-0000-0000-000000000000"
)

// keyed is a map by ids, with an element that has one of the server's values.
func keyed() object.Map {
	return object.Map{Key: "appId", Attributes: []object.Attribute{
		{Name: "id", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "note", Mode: object.Optional, Type: object.String{}},
	}}
}

// TestWhatMeansNothing: what Graph may write for one and the same value.
func TestWhatMeansNothing(t *testing.T) {
	t.Parallel()
	inner := object.Object{Attributes: []object.Attribute{
		{Name: "templateId", Mode: object.Required, Type: object.String{}}, {Name: "note", Mode: object.Optional, Type: object.String{}},
	}}
	tests := map[string]struct {
		typ           object.Type
		graphs, wants string
	}{
		"the empty text is null":                     {object.String{}, `""`, `null`},
		"unless the type says otherwise":             {object.String{Empty: true}, `""`, `""`},
		"a word of an enum in another case":          {object.String{Enum: []string{"on", "off"}, Notation: strings.ToLower}, `"On"`, `"on"`},
		"another word":                               {object.String{Enum: []string{"on", "off"}, Notation: strings.ToLower}, `"Dimmed"`, `"Dimmed"`},
		"the empty text inside":                      {inner, `{"templateId":"t","note":""}`, `{"templateId":"t","note":null}`},
		"an object without what it must have":        {inner, `{"templateId":"","note":null}`, `null`},
		"but with something else":                    {inner, `{"templateId":"","note":"n"}`, `{"templateId":null,"note":"n"}`},
		"the empty text in a set":                    {object.Set{Of: object.String{}}, `["a",""]`, `["a"]`},
		"an id of noughts":                           {object.Reference{To: "x"}, `"` + nought + `"`, `null`},
		"an id of noughts, wrapped":                  {object.Wrapped{Property: "id", Of: object.Reference{To: "x"}}, `{"id":"` + nought + `"}`, `null`},
		"no words":                                   {object.Flags{}, `""`, `null`},
		"a number as text":                           {object.Int{}, `"15"`, `15`},
		"a text that is no number is left to encode": {object.Int{}, `"x"`, `"x"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(ours(t, tt.wants), compiledType(t, tt.typ).fromGraph(theirs(t, tt.graphs))); diff != "" {
				t.Errorf("fromGraph mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestACollectionThatNobodyCanConfigure: Graph shows no elements where nobody has named
// any, and as an argument that would be refused.
func TestACollectionThatNobodyCanConfigure(t *testing.T) {
	t.Parallel()
	text := object.String{}
	for name, tt := range map[string]struct {
		mode object.Mode
		typ  object.Type
		want string
	}{
		"a set":             {object.Server, object.Set{MinItems: 1, Of: text}, `null`},
		"a list":            {object.Optional, object.List{MinItems: 2, Of: text}, `null`},
		"of any length":     {object.Server, object.Set{Of: text}, `[]`},
		"that must be told": {object.Required, object.Set{MinItems: 1, Of: text}, `[]`},
		"of Graph's own":    {object.ReadOnly, object.List{MinItems: 1, Of: text}, `[]`},
		"with a default":    {object.Default([]any{"all"}), object.Set{MinItems: 1, Of: text}, `[]`},
	} {
		all, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: tt.mode, Type: tt.typ}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ours(t, tt.want), all[0].FromGraph(object.Body{"v": []any{}})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if few := all[0].FromGraph(object.Body{"v": []any{"x"}}); few == nil {
			t.Errorf("%s: an element is hidden", name)
		}
	}
}

// TestNullIsTheDefault of every kind that has one.
func TestNullIsTheDefault(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		typ      object.Type
		fallback any
		want     string
	}{
		"a text":     {object.String{}, "x", `"x"`},
		"a bool":     {object.Bool{}, true, `true`},
		"a number":   {object.Int{}, 3, `3`},
		"a time":     {object.Time{}, "2026-01-01T00:00:00Z", `"2026-01-01T00:00:00Z"`},
		"a date":     {object.Date{}, "2026-01-01", `"2026-01-01"`},
		"a duration": {object.Duration{}, "P1D", `"P1D"`},
		"base64":     {object.Base64{}, "aGk=", `"aGk="`},
		"an id":      {object.Reference{To: "x"}, lower, `"` + lower + `"`},
		"a document": {object.JSON{}, `{"a":1}`, `"{\"a\":1}"`},
		"a set":      {object.Set{Of: object.String{}}, []any{"a"}, `["a"]`},
		"of numbers": {object.Set{Of: object.Int{}}, []any{1}, `[1]`},
		"a list":     {object.List{Of: object.String{}}, []any{}, `[]`},
		"words":      {object.Flags{}, []any{"none"}, `["none"]`},
		"a map":      {keyed(), []any{}, `{}`},
		"wrapped":    {object.Wrapped{Property: "id", Of: object.String{}}, "x", `"x"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: object.Default(tt.fallback), Type: tt.typ}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(ours(t, tt.want), all[0].FromGraph(object.Body{"v": nil})); diff != "" {
				t.Errorf("FromGraph mismatch (-want +got):\n%s", diff)
			}
			o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{{Name: "v", Mode: object.Default(tt.fallback), Type: tt.typ}}})
			planned := o.Plan(nil, Tree{}, Memory{}).Next
			if diff := cmp.Diff(ours(t, tt.want), planned["v"]); diff != "" {
				t.Errorf("plan mismatch (-want +got):\n%s", diff)
			}
			if _, err := o.Managed.Encode(planned); err != nil {
				t.Errorf("the plan cannot be encoded: %v", err)
			}
		})
	}
}

// TestSpelling: a refresh keeps the spelling of what means the same, also beside
// what has changed.
func TestSpelling(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		typ                  object.Type
		prior, graphs, wants string
	}{
		"an id in an object": {
			object.Object{Attributes: []object.Attribute{{Name: "id", Mode: object.Optional, Type: object.Reference{To: "x"}}, {Name: "n", Mode: object.Optional, Type: object.Int{}}}},
			`{"id":"` + upper + `","n":1}`, `{"id":"` + lower + `","n":2}`, `{"id":"` + upper + `","n":2}`,
		},
		"an id in a set": {object.Set{Of: object.Reference{To: "x"}}, `["` + upper + `"]`, `["` + lower + `","` + nought[:35] + `1"]`, `["` + upper + `","` + nought[:35] + `1"]`},
		"an id that is a key": {
			keyed(), `{"` + upper + `":{"id":"1","note":"a"}}`, `[{"appId":"` + lower + `","id":"1","note":"b"},{"appId":"x","id":"2"}]`,
			`{"` + upper + `":{"id":"1","note":"b"},"x":{"id":"2","note":null}}`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			typ := compiledType(t, tt.typ)
			if diff := cmp.Diff(ours(t, tt.wants), typ.spell(ours(t, tt.prior), typ.fromGraph(theirs(t, tt.graphs)))); diff != "" {
				t.Errorf("spell mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSettleAtEveryDepth: what is planned stays, and what is unknown is filled in.
func TestSettleAtEveryDepth(t *testing.T) {
	t.Parallel()
	nested := object.Object{Attributes: []object.Attribute{
		{Name: "home", Mode: object.Optional, Type: object.String{}},
		{Name: "made", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "roles", Mode: object.Optional, Type: keyed()},
	}}
	typ := compiledType(t, nested)
	plan := ours(t, `{"home":"ours","made":"?","roles":{"`+upper+`":{"id":"?","note":"ours"}}}`)
	found := typ.fromGraph(theirs(t, `{"home":"stale","made":"m","roles":[{"appId":"`+lower+`","id":"7","note":"stale"}]}`))
	want := ours(t, `{"home":"ours","made":"m","roles":{"`+upper+`":{"id":"7","note":"ours"}}}`)
	if diff := cmp.Diff(want, typ.settle(plan, found)); diff != "" {
		t.Errorf("settle mismatch (-want +got):\n%s", diff)
	}
	want = ours(t, `{"home":"ours","made":null,"roles":{"`+upper+`":{"id":null,"note":"ours"}}}`)
	if diff := cmp.Diff(want, typ.settle(plan, typ.fromGraph(theirs(t, `{}`)))); diff != "" {
		t.Errorf("settle without an answer (-want +got):\n%s", diff)
	}
}

// TestDocuments: which differences between documents mean nothing.
func TestDocuments(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		known, graphs string
		same, shown   bool
	}{
		"order of members":      {`{"a":1,"b":2}`, `{"b":2,"a":1}`, true, true},
		"more members":          {`{"a":1}`, `{"a":1,"b":2}`, false, true},
		"fewer members":         {`{"a":1,"b":2}`, `{"a":1}`, false, false},
		"null and nothing":      {`{"a":1,"b":null}`, `{"a":1}`, true, true},
		"[] and nothing":        {`{"a":1,"b":[]}`, `{"a":1}`, true, true},
		"nothing and \"\"":      {`{"a":1}`, `{"a":1,"b":""}`, true, true},
		"the case of an id":     {`{"a":"` + upper + `"}`, `{"a":"` + lower + `"}`, true, true},
		"the case of a word":    {`{"a":"X"}`, `{"a":"x"}`, false, false},
		"digits of a time":      {`{"a":"2026-01-01T00:00:00Z"}`, `{"a":"2026-01-01T00:00:00.0000000Z"}`, true, true},
		"another time":          {`{"a":"2026-01-01T00:00:00Z"}`, `{"a":"2026-01-01T00:00:01Z"}`, false, false},
		"a number as text":      {`{"a":15}`, `{"a":"15"}`, true, true},
		"digits of a number":    {`{"a":15.0}`, `{"a":15}`, true, true},
		"another number":        {`{"a":15}`, `{"a":16}`, false, false},
		"a bool is no text":     {`{"a":true}`, `{"a":false}`, false, false},
		"the # of a type":       {`{"@odata.type":"graph.a"}`, `{"@odata.type":"#graph.a"}`, true, true},
		"another type":          {`{"@odata.type":"#graph.a"}`, `{"@odata.type":"#graph.b"}`, false, false},
		"the order of elements": {`[1,2]`, `[2,1]`, false, false},
		"more elements":         {`[1]`, `[1,2]`, false, false},
		"an object is no list":  {`{}`, `[1]`, false, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			typ := compiledType(t, object.JSON{})
			if got := typ.Same(Equivalent, tt.known, tt.graphs); got != tt.same {
				t.Errorf("the same: %v, want %v", got, tt.same)
			}
			if got := typ.Same(Shown, tt.known, tt.graphs); got != tt.shown {
				t.Errorf("shown: %v, want %v", got, tt.shown)
			}
		})
	}
}

// TestReplacedTypesAreSentWhole: null where there was a value, and what nobody says
// as it was.
func TestReplacedTypesAreSentWhole(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{
		{Name: "name", Mode: object.Optional, Type: object.String{}},
		{Name: "rules", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "a", Mode: object.Server, Type: object.Bool{}},
			{Name: "b", Mode: object.Server, Type: object.Bool{}},
			{Name: "c", Mode: object.Optional, Type: object.String{}},
			{Name: "d", Mode: object.Optional, Type: object.String{}},
			{Name: "inner", Mode: object.Optional, Type: object.Object{Merges: true, Attributes: []object.Attribute{{Name: "e", Mode: object.Optional, Type: object.String{}}, {Name: "f", Mode: object.Optional, Type: object.String{}}}}},
		}}},
	}})
	prior := parse(t, `{"name":"n","rules":{"a":true,"b":false,"c":"was","d":null,"inner":{"e":"1","f":"2"}}}`)
	plan := parse(t, `{"name":null,"rules":{"a":false,"b":"?","c":null,"d":null,"inner":{"e":"1","f":null}}}`)
	const rules = `"rules":{"a":false,"b":false,"c":null,"inner":{"e":"1","f":null}}`
	if diff := cmp.Diff(graphs(t, `{"name":null,`+rules+`}`), o.PatchBody(prior, plan, Tree{})); diff != "" {
		t.Errorf("patch mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(graphs(t, `{"name":null,`+rules+`}`), o.ReplaceBody(prior, plan, Tree{})); diff != "" {
		t.Errorf("replacement mismatch (-want +got):\n%s", diff)
	}
}
