// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// crate has an attribute of every mode, each with a text.
func crate(t *testing.T) *Object {
	t.Helper()
	text := object.String{}
	return compiled(t, object.Definition{
		Name: "crate", Place: object.Collection{API: object.V1, Path: "/crates", Type: "microsoft.graph.crate"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: text},
			{Name: "note", Mode: object.Optional, Rename: "remark", Type: text},
			{Name: "fixed", Mode: object.Optional, CreateOnly: true, Type: text},
			{Name: "alias", Mode: object.Server, Type: text},
			{Name: "mail", Mode: object.ReadOnly, Type: text},
			{Name: "secret", Mode: object.WriteOnly, Type: text},
			{Name: "links", Mode: object.Links, Type: object.References{To: "user"}},
			{Name: "doc", Mode: object.Optional, Type: object.JSON{}},
			{Name: "web", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
				{Name: "home", Mode: object.Optional, Type: text}, {Name: "uris", Mode: object.Server, Type: object.Set{Of: text}},
			}}},
			{Name: "api", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
				{Name: "version", Mode: object.Optional, Type: text}, {Name: "scopes", Mode: object.Optional, Type: object.Set{Of: text}},
			}}},
			{Name: "roles", Mode: object.Optional, Type: object.Map{Key: "value", Attributes: []object.Attribute{
				{Name: "title", Mode: object.Required, Type: text}, {Name: "kind", Mode: object.Server, Type: text},
			}}},
			{Name: "items", Mode: object.Optional, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
				{Name: "key", Mode: object.Required, Type: text}, {Name: "made", Mode: object.ReadOnly, Type: text},
			}}}},
		},
		Variants: []object.Variant{
			{Name: "big", Type: "graph.big", Attributes: []object.Attribute{{Name: "weight", Mode: object.Optional, Type: object.Int{}}}},
			{Name: "small", Type: "graph.small", Attributes: []object.Attribute{{Name: "length", Mode: object.Optional, Type: object.Int{}}}},
		},
	})
}

// TestWhichDifferencesCount: each reader of two objects has its own notion of what
// is the same.
func TestWhichDifferencesCount(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		prior, next string
		changed     []string
	}{
		"nothing":             {`{"name":"a"}`, `{"name":"a"}`, nil},
		"a value":             {`{"name":"a"}`, `{"name":"b"}`, []string{"name"}},
		"by another name":     {`{"note":"a"}`, `{}`, []string{"remark"}},
		"what others fill":    {`{}`, `{"mail":"m"}`, nil},
		"a server's value":    {`{}`, `{"alias":"a"}`, []string{"alias"}},
		"links":               {`{"links":["a"]}`, `{"links":["b"]}`, []string{"links"}},
		"an argument of ours": {`{"timeouts":{"create":"1m"}}`, `{"timeouts":{"create":"2m"}}`, nil},
		"a secret":            {`{"secret":"a"}`, `{"secret":"b"}`, nil},
		"not known yet":       {`{"alias":"a"}`, `{"alias":"?"}`, nil},
		"two of them":         {`{"name":"a","fixed":"f"}`, `{"name":"b","fixed":"g"}`, []string{"name", "fixed"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal(t, "changed", tt.changed, crate(t).Changed(parse(t, tt.prior), parse(t, tt.next)))
		})
	}
}

// TestWhetherOurValuesAreShown: what somebody else has changed is no sign of a replica
// that is behind.
func TestWhetherOurValuesAreShown(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		written     []string
		prior, next string
		want        bool
	}{
		"nothing":                                {nil, `{"name":"a"}`, `{"name":"a"}`, true},
		"a value":                                {nil, `{"name":"a"}`, `{"name":"b"}`, false},
		"one that was removed":                   {nil, `{}`, `{"note":"a"}`, false},
		"what others fill":                       {nil, `{}`, `{"mail":"m"}`, true},
		"links":                                  {nil, `{"links":["a"]}`, `{"links":["b"]}`, false},
		"a server's value that we have written":  {[]string{"alias"}, `{"alias":"a"}`, `{"alias":"b"}`, false},
		"a server's value that we have not":      {nil, `{"alias":"a"}`, `{"alias":"b"}`, true},
		"a value within":                         {[]string{"web/uris"}, `{"web":{"home":"h","uris":["a"]}}`, `{"web":{"home":"h","uris":["b"]}}`, false},
		"another's value within":                 {nil, `{"web":{"home":"h","uris":["a"]}}`, `{"web":{"home":"h","uris":["b"]}}`, true},
		"another's value in what was not there":  {nil, `{}`, `{"web":{"uris":["b"]}}`, true},
		"another's value that was all there was": {nil, `{"web":{"uris":["b"]}}`, `{}`, true},
		"ours beside another's":                  {nil, `{"web":{"home":"h","uris":["a"]}}`, `{"web":{"home":"g","uris":["b"]}}`, false},
		"ours in a server's object":              {[]string{"api/version"}, `{"api":{"version":"1"}}`, `{"api":{"version":"2"}}`, false},
		"another's in a server's object":         {[]string{"api/version"}, `{"api":{"version":"1"}}`, `{"api":{"version":"1","scopes":["s"]}}`, true},
		"an element":                             {nil, `{"roles":{"r":{"title":"a"}}}`, `{"roles":{"r":{"title":"b"}}}`, false},
		"another's value in an element":          {nil, `{"roles":{"r":{"title":"a"}}}`, `{"roles":{"r":{"title":"a","kind":"k"}}}`, true},
		"ours in an element":                     {[]string{"roles/r/kind"}, `{"roles":{"r":{"title":"a","kind":"j"}}}`, `{"roles":{"r":{"title":"a","kind":"k"}}}`, false},
		"another element":                        {nil, `{"roles":{"r":{"title":"a"}}}`, `{"roles":{"s":{"title":"a"}}}`, false},
		"one element more":                       {nil, `{"roles":{"r":{"title":"a"}}}`, `{"roles":{"r":{"title":"a"},"s":{"title":"a"}}}`, false},
		"no elements any more":                   {nil, `{"roles":{"r":{"title":"a"}}}`, `{}`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := crate(t).Agrees(Memory{Written: tt.written}, parse(t, tt.prior), parse(t, tt.next)); got != tt.want {
				t.Errorf("agrees: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestWhetherAClearedValueIsGone: what an apply has cleared is ours until the next one, so
// that a replica which shows it still is behind.
func TestWhetherAClearedValueIsGone(t *testing.T) {
	t.Parallel()
	o := crate(t)
	with, without := parse(t, `{"web":{"home":"h","uris":["u"]}}`), parse(t, `{"web":{"home":"h","uris":[]}}`)
	config := parse(t, `{"web":{"home":"h"}}`)
	memory := o.After(Memory{}, with, with, with, false)
	if !o.Agrees(o.After(Memory{}, config, without, without, false), without, with) {
		t.Error("what others have set is waited for")
	}
	for name, failed := range map[string]bool{"cleared": false, "half cleared": true} {
		if o.Agrees(o.After(memory, config, without, without, failed), without, with) {
			t.Errorf("what was %s counts for what others have set", name)
		}
	}
	cleared := o.After(memory, config, without, without, false)
	if later := o.After(cleared, config, without, without, false); !o.Agrees(later, without, with) || later.Cleared != nil {
		t.Errorf("%v is remembered after another apply", later)
	}
}

// TestAnObjectWithNothingInIt is null where Graph shows it, and sent where it is new: only
// what has a type or a constant means something by being there.
func TestAnObjectWithNothingInIt(t *testing.T) {
	t.Parallel()
	inner := object.Object{Attributes: []object.Attribute{{Name: "home", Mode: object.Optional, Type: object.String{}}}}
	outer := object.Object{Attributes: []object.Attribute{{Name: "web", Mode: object.Optional, Type: inner}}}
	typed, constant := inner, inner
	typed.Kind, constant.Constant = "graph.web", object.Body{"form": "none"}
	for name, tt := range map[string]struct {
		typ   object.Type
		ours  string
		shown bool
	}{
		"nothing":             {inner, `{"home":null}`, true},
		"nothing in nothing":  {outer, `{"web":{"home":null}}`, true},
		"something":           {inner, `{"home":"h"}`, false},
		"something in it":     {outer, `{"web":{"home":"h"}}`, false},
		"nothing of a type":   {typed, `{"home":null}`, false},
		"a constant":          {constant, `{"home":null}`, false},
		"an element":          {object.Set{Of: outer}, `[{"web":{"home":null}}]`, false},
		"no elements":         {object.Set{Of: inner}, `[]`, false},
		"a text with nothing": {object.String{}, `""`, false},
	} {
		typ, configured := compiledType(t, tt.typ), ours(t, tt.ours)
		for _, n := range []Notion{Shown, Written, Held} {
			if got := typ.Same(n, configured, nil); got != tt.shown {
				t.Errorf("%s: null is the same (notion %d): %v, want %v", name, n, got, tt.shown)
			}
		}
		if typ.Same(Equivalent, configured, nil) || typ.Same(Equivalent, nil, configured) || typ.Same(Shown, nil, configured) {
			t.Errorf("%s: it need not be sent", name)
		}
		if kept := typ.spell(configured, nil); (kept != nil) != tt.shown {
			t.Errorf("%s: the state holds %v", name, kept)
		}
	}
	entries := compiledType(t, object.Map{Key: "key", Attributes: inner.Attributes})
	if entries.Same(Shown, ours(t, `{"a":{"home":null}}`), ours(t, `{"b":{"home":null}}`)) {
		t.Error("an element that is not there is the same as one with nothing in it")
	}
	set := compiledType(t, object.Set{Of: outer})
	configured := ours(t, `[{"web":{"home":null}}]`)
	equal(t, "in an element", configured, set.spell(configured, ours(t, `[{"web":null}]`)))
}

// TestWhenAWriteIsShown: as soon as an object shows what was changed.
func TestWhenAWriteIsShown(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		prior, plan, found string
		want               bool
	}{
		"the new value":                   {`{"note":"a"}`, `{"note":"b"}`, `{"note":"b"}`, true},
		"the old value":                   {`{"note":"a"}`, `{"note":"b"}`, `{"note":"a"}`, false},
		"what was not changed":            {`{"note":"a"}`, `{"note":"a"}`, `{"note":"x"}`, true},
		"what is not shown at all":        {`{"note":"a"}`, `{"note":"b"}`, `{}`, true},
		"what is left to Graph":           {`{"alias":"a"}`, `{"alias":"?"}`, `{"alias":"x"}`, true},
		"what others fill":                {`{"mail":"a"}`, `{"mail":"b"}`, `{"mail":"a"}`, true},
		"what is never shown":             {`{"secret":"a"}`, `{"secret":"b"}`, `{"secret":"a"}`, true},
		"links have a list of their own":  {`{"links":["a"]}`, `{"links":["b"]}`, `{"links":["a"]}`, true},
		"an id":                           {`{"id":"a"}`, `{"id":"b"}`, `{"id":"a"}`, true},
		"a document to which Graph adds":  {`{"doc":"{}"}`, `{"doc":"{\"a\":1}"}`, `{"doc":{"a":1,"b":2}}`, true},
		"a document without its type":     {`{"doc":"{}"}`, `{"doc":"{\"@odata.type\":\"#graph.big\",\"a\":1}"}`, `{"doc":{"a":1}}`, true},
		"a document with another type":    {`{"doc":"{}"}`, `{"doc":"{\"@odata.type\":\"#graph.big\"}"}`, `{"doc":{"@odata.type":"#graph.small"}}`, false},
		"a document that Graph has not":   {`{"doc":"{}"}`, `{"doc":"{\"a\":1}"}`, `{"doc":{"b":2}}`, false},
		"elements to which Graph adds":    {`{}`, `{"items":[{"key":"k","made":"?"}]}`, `{"items":[{"key":"k","made":"m"}]}`, true},
		"elements with another's value":   {`{}`, `{"items":[{"key":"k","made":"m"}]}`, `{"items":[{"key":"k","made":"n"}]}`, true},
		"elements that are missing":       {`{}`, `{"items":[{"key":"k","made":"?"}]}`, `{"items":[]}`, false},
		"a variant":                       {`{"big":{"weight":1}}`, `{"big":{"weight":2}}`, `{"@odata.type":"#graph.big","weight":2}`, true},
		"a variant as it was":             {`{"big":{"weight":1}}`, `{"big":{"weight":2}}`, `{"@odata.type":"#graph.big","weight":1}`, false},
		"a change beside another's":       {`{"web":{"home":"a","uris":["u"]}}`, `{"web":{"home":"b","uris":["u"]}}`, `{"web":{"home":"b","uris":["v"]}}`, true},
		"no change beside another's":      {`{"web":{"home":"a","uris":["u"]}}`, `{"web":{"home":"b","uris":["u"]}}`, `{"web":{"home":"a","uris":["v"]}}`, false},
		"an object that is not there yet": {`{}`, `{"web":{"home":"b","uris":"?"}}`, `{"web":null}`, false},
		"a variant of which nothing says": {`{"big":{"weight":1}}`, `{"big":{"weight":2}}`, `{"weight":1}`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := crate(t).Shows(parse(t, tt.prior), parse(t, tt.plan), graphs(t, tt.found)); got != tt.want {
				t.Errorf("shows: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestIsItTheObjectThatWasSent: two questions about an object that is found where
// one of ours might be.
func TestIsItTheObjectThatWasSent(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		candidate, sent string
		holds, fixed    bool
	}{
		"the same":                      {`{"name":"a","fixed":"f"}`, `{"name":"a","fixed":"f"}`, true, true},
		"another name":                  {`{"name":"b","fixed":"f"}`, `{"name":"a","fixed":"f"}`, false, true},
		"what was fixed at creation":    {`{"name":"a","fixed":"g"}`, `{"name":"a","fixed":"f"}`, false, false},
		"what it does not show":         {`{"name":"a"}`, `{"name":"a","fixed":"f"}`, false, true},
		"what was not sent":             {`{"name":"a","fixed":"g","note":"n"}`, `{"name":"a"}`, true, true},
		"a secret":                      {`{"secret":null}`, `{"secret":"s"}`, true, true},
		"what Graph sets in an element": {`{"items":[{"key":"k","made":"m"}]}`, `{"items":[{"key":"k"}]}`, true, true},
		"what was left to Graph":        {`{"web":{"home":"h","uris":["u"]},"roles":[{"value":"r","title":"t","kind":"k"}]}`, `{"web":{"home":"h"},"roles":[{"value":"r","title":"t"}]}`, true, true},
		"what was not left to Graph":    {`{"web":{"home":"h","uris":["u"]}}`, `{"web":{"home":"h","uris":["v"]}}`, false, true},
		"what nobody wanted":            {`{"web":{"home":"h"}}`, `{"web":{"uris":[]}}`, false, true},
		"another element":               {`{"items":[{"key":"l","made":"m"}]}`, `{"items":[{"key":"k"}]}`, false, true},
		"what Graph adds to a document": {`{"doc":{"a":1,"b":2}}`, `{"doc":{"a":1}}`, true, true},
		"the variant":                   {`{"@odata.type":"#graph.big","weight":1}`, `{"@odata.type":"#graph.big","weight":1}`, true, true},
		"another variant":               {`{"@odata.type":"#graph.small","weight":1}`, `{"@odata.type":"#graph.big","weight":1}`, false, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := crate(t)
			if got := o.Managed.Hold(graphs(t, tt.candidate), graphs(t, tt.sent)); got != tt.holds {
				t.Errorf("holds: %v, want %v", got, tt.holds)
			}
			if got := o.FixedAlike(graphs(t, tt.candidate), graphs(t, tt.sent)); got != tt.fixed {
				t.Errorf("fixed alike: %v, want %v", got, tt.fixed)
			}
		})
	}
}

func TestContains(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		v, part string
		want    bool
	}{
		"more names":        {`{"a":1,"b":2}`, `{"a":1}`, true},
		"fewer names":       {`{"a":1}`, `{"a":1,"b":2}`, false},
		"null is nothing":   {`{"a":1}`, `{"a":1,"b":null}`, true},
		"null is not 1":     {`{"a":1,"b":1}`, `{"a":1,"b":null}`, false},
		"an empty list":     {`{}`, `{"b":[]}`, true},
		"of a list, none":   {`{"b":[1]}`, `{"b":[]}`, false},
		"a list of nothing": {`{"b":"x"}`, `{"b":[]}`, false},
		"longer lists":      {`{"b":[1,2]}`, `{"b":[1]}`, false},
		"inside of a list":  {`{"b":[{"c":1,"d":2}]}`, `{"b":[{"c":1}]}`, true},
		"an empty text":     {`{}`, `{"b":""}`, true},
		"a text":            {`{"b":"x"}`, `{"b":""}`, false},
		"no object":         {`{"b":1}`, `{"b":{}}`, false},
		"another id":        {`{"b":"` + nought + `"}`, `{"b":"` + lower + `"}`, false},
		"a word for 1":      {`{"b":"x"}`, `{"b":1}`, false},
		"1 for a word":      {`{"b":1}`, `{"b":"x"}`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Contains(graphs(t, tt.v), graphs(t, tt.part)); got != tt.want {
				t.Errorf("contains: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestElementsAreCountedOnce: two elements that mean the same need two on the other
// side, and the nearest in spelling is none of the others.
func TestElementsAreCountedOnce(t *testing.T) {
	t.Parallel()
	durations := compiledType(t, object.Set{Of: object.Duration{}})
	tests := map[string]struct {
		a, b string
		want bool
	}{
		"twice the same":      {`["P1D","PT24H"]`, `["P1D","P1D"]`, true},
		"once the same":       {`["P1D","P2D"]`, `["P1D","P1D"]`, false},
		"in another order":    {`["P1D","P2D"]`, `["PT48H","PT24H"]`, true},
		"one more":            {`["P1D"]`, `["P1D","P1D"]`, false},
		"back and forth":      {`["-P1D"]`, `["P1D"]`, false},
		"back in both":        {`["-P1D"]`, `["-PT24H"]`, true},
		"months, not seconds": {`["P1Y"]`, `["P12M"]`, true},
		"of another month":    {`["P1M"]`, `["P2M"]`, false},
		"what is no duration": {`["x"]`, `["P1D"]`, false},
		"the other way round": {`["P1D"]`, `["x"]`, false},
		"nor another":         {`["x"]`, `["y"]`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := durations.Same(Equivalent, ours(t, tt.a), ours(t, tt.b)); got != tt.want {
				t.Errorf("the same: %v, want %v", got, tt.want)
			}
		})
	}
	equal(t, "spelling, in the order of before", ours(t, `["PT24H","PT48H","P3D"]`), durations.spell(ours(t, `["PT24H","PT48H"]`), ours(t, `["P2D","P3D","P1D"]`)))
}

// TestWhatIsNoValueIsLikeNothing but itself.
func TestWhatIsNoValueIsLikeNothing(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		typ  object.Type
		a, b string
		want bool
	}{
		"content":            {object.Base64{}, `"%"`, `"&"`, false},
		"content and none":   {object.Base64{}, `"aGk="`, `"%"`, false},
		"none and content":   {object.Base64{}, `"%"`, `"aGk="`, false},
		"a document":         {object.JSON{}, `"{"`, `"["`, false},
		"and none":           {object.JSON{}, `"1"`, `"{"`, false},
		"none and one":       {object.JSON{}, `"{"`, `"1"`, false},
		"one and more":       {object.JSON{}, `"1"`, `"1 2"`, false},
		"a number as text":   {object.Int{}, `"x"`, `"x"`, true},
		"another":            {object.Int{}, `"x"`, `"y"`, false},
		"a number like none": {object.Int{}, `1`, `"x"`, false},
		"none like a number": {object.Int{}, `"x"`, `1`, false},
		"a time":             {object.Time{}, `"x"`, `"y"`, false},
		"a truth as text":    {object.Bool{}, `"x"`, `"x"`, true},
		"an id as a number":  {object.Reference{}, `1`, `1`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := compiledType(t, tt.typ).Same(Equivalent, ours(t, tt.a), ours(t, tt.b)); got != tt.want {
				t.Errorf("the same: %v, want %v", got, tt.want)
			}
		})
	}
	for document, want := range map[string]bool{`{}`: true, `1`: true, `{`: false, `1 2`: false, ``: false} {
		if isJSON(document) != want {
			t.Errorf("%q is a document: %v", document, !want)
		}
	}
	for typ, text := range map[object.Type]string{object.Base64{}: "%", object.Time{}: "today"} {
		if compiledType(t, typ).key(text) != text {
			t.Errorf("the key of %q is %q", text, compiledType(t, typ).key(text))
		}
	}
}

// TestValuesOfNoMeasure are like no other, and end no comparison.
func TestValuesOfNoMeasure(t *testing.T) {
	t.Parallel()
	number, ids := compiledType(t, object.Int{}), compiledType(t, object.References{To: "user"})
	const huge = json.Number("1e99999999")
	if number.Same(Equivalent, huge, json.Number("1")) || number.Same(Equivalent, json.Number("1"), huge) {
		t.Error("a number that cannot be computed is like 1")
	}
	if texts := compiledType(t, object.Texts{}); texts.Same(Equivalent, Tree{}, "x") || texts.Same(Equivalent, "x", Tree{}) {
		t.Error("no texts are like one text")
	}
	if ids.Same(Equivalent, []any{}, "x") || ids.Same(Equivalent, "x", []any{}) || !ids.Same(Equivalent, []any{}, []any{}) {
		t.Error("no ids are like a text, or unlike themselves")
	}
}

// TestObjectsWithoutAnOrderHavePlaces: Terraform shows a list, whose order is that of the
// configuration and does not follow Graph's.
func TestObjectsWithoutAnOrderHavePlaces(t *testing.T) {
	t.Parallel()
	member := object.Attribute{Name: "name", Mode: object.Required, Type: object.String{}}
	preset := object.Attribute{Name: "size", Mode: object.Default(1), Type: object.Int{}}
	o := one(t, object.Attribute{Mode: object.Optional, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{member, preset}}}})
	typ := o.Managed.Find("v").Type
	if _, isList := typ.terraform.(tftypes.List); !isList {
		t.Errorf("the type is %s, want a list", typ.terraform)
	}
	found := typ.fromGraph([]any{object.Body{"name": "b"}, object.Body{"name": "c"}, object.Body{"name": "a"}, object.Body{"name": "b"}})
	equal(t, "of Graph", ours(t, `[{"name":"a","size":1},{"name":"b","size":1},{"name":"c","size":1}]`), found)
	prior := ours(t, `[{"name":"c","size":1},{"name":"x","size":1},{"name":"a","size":1}]`)
	equal(t, "of a refresh", ours(t, `[{"name":"c","size":1},{"name":"a","size":1},{"name":"b","size":1}]`),
		typ.spell(prior, ours(t, `[{"name":"a","size":1},{"name":"b","size":1},{"name":"c","size":1}]`)))
	plans := map[string]struct{ config, want string }{
		"in another order":  {`[{"name":"a"},{"name":"c"},{"name":"x"}]`, `[{"name":"c","size":1},{"name":"x","size":1},{"name":"a","size":1}]`},
		"with a difference": {`[{"name":"a"},{"name":"c"},{"name":"y"}]`, `[{"name":"a","size":1},{"name":"c","size":1},{"name":"y","size":1}]`},
	}
	for name, tt := range plans {
		plan := o.Plan(Tree{"v": prior}, Tree{"v": ours(t, tt.config)}, Memory{})
		equal(t, name, ours(t, tt.want), plan.Next["v"])
	}
}

// TestNoIDIsNothing where an id is expected; elsewhere it is a text as any other.
func TestNoIDIsNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		typ  object.Type
		want bool
	}{"a reference": {object.Reference{To: "group"}, true}, "a text": {object.String{}, false}} {
		if got := compiledType(t, tt.typ).Same(Equivalent, noID, nil); got != tt.want {
			t.Errorf("%s: no id and nothing are the same: %v, want %v", name, got, tt.want)
		}
	}
}

// TestMapsThatAreNotKnown: a warning tells of those whose elements have ids that others
// refer to.
func TestMapsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	element := []object.Attribute{{Name: "id", Mode: object.ReadOnly, Type: object.String{}}, {Name: "n", Mode: object.Optional, Type: object.String{}}}
	for name, tt := range map[string]struct {
		typ   object.Type
		prior any
		warns int
	}{
		"with ids":       {object.Map{Key: "k", ID: "id", Attributes: element}, Tree{"a": Tree{"n": "x"}}, 1},
		"with ids, new":  {object.Map{Key: "k", ID: "id", Attributes: element}, nil, 0},
		"without ids":    {object.Map{Key: "k", Attributes: element[1:]}, Tree{"a": Tree{"n": "x"}}, 0},
		"another object": {object.Object{Attributes: element[1:]}, Tree{"n": "x"}, 0},
	} {
		o := one(t, object.Attribute{Mode: object.Optional, Type: tt.typ})
		if found := o.Plan(Tree{"v": tt.prior}, Tree{"v": Unknown{}}, Memory{}).Diagnostics; len(found) != tt.warns {
			t.Errorf("%s: the diagnostics are %v, want %d", name, found, tt.warns)
		}
	}
}

// TestRulesWithin: a nested object has rules of its own, which are told where it stands.
func TestRulesWithin(t *testing.T) {
	t.Parallel()
	rule := object.Rule{When: []object.Condition{object.Is("on", true)}, Then: object.Given("n"), Because: "It is on."}
	inner := object.Object{Rules: []object.Rule{rule}, Attributes: []object.Attribute{
		{Name: "on", Mode: object.Default(true), Type: object.Bool{}}, {Name: "n", Mode: object.Optional, Type: object.String{}},
	}}
	o := one(t, object.Attribute{Mode: object.Optional, Type: object.Set{Of: inner}})
	for config, want := range map[string]string{`[{"n":"x"}]`: "", `[{"n":"x"},{}]`: "v[1]", `[{"on":false}]`: ""} {
		at := ""
		for _, d := range o.Faults(Tree{"v": ours(t, config)}) {
			at += pathOf(d)
		}
		equal(t, config, want, at)
	}
}
