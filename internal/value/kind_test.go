// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

// sample is one value of a kind, as JSON.
type sample struct {
	typ object.Type
	// ours and theirs are the value in Terraform's form and in Graph's.
	ours, theirs string
	// alike is the same value in another notation, if there is one, and other
	// another value, in Terraform's form.
	alike, other string
	// wrong is nothing that Graph could mean, bad what a configuration cannot hold.
	wrong, bad string
	// emptied is what remains where we clear what we wrote.
	emptied string
	// inside is the number of attributes inside the value.
	inside int
	// collection: the value has elements.
	collection bool
	// oneKey: values of the kind cannot be told apart by their keys.
	oneKey bool
}

// samples has every kind.
func samples() map[string]sample {
	place := []object.Attribute{
		{Name: "city", Mode: object.Required, Type: object.String{}},
		{Name: "size", Mode: object.Optional, Type: object.Int{}},
	}
	address := object.Wrapped{Property: "cidr", Of: object.String{}, Kind: func(string) string { return "graph.v4" }}
	return map[string]sample{
		"text":             {typ: object.String{}, ours: `"a"`, theirs: `"a"`, other: `"b"`, wrong: `1`, bad: `""`, emptied: `null`},
		"truth":            {typ: object.Bool{}, ours: `true`, theirs: `true`, other: `false`, wrong: `"x"`, emptied: `null`},
		"number":           {typ: object.Int{Max: 20}, ours: `15`, theirs: `15`, alike: `15.0`, other: `16`, wrong: `"x"`, bad: `21`, emptied: `null`},
		"time":             {typ: object.Time{}, ours: `"2026-01-01T00:00:00Z"`, theirs: `"2026-01-01T00:00:00Z"`, alike: `"2026-01-01T01:00:00.000+01:00"`, other: `"2026-01-01T00:00:01Z"`, wrong: `1`, bad: `"today"`, emptied: `null`},
		"day":              {typ: object.Date{}, ours: `"2026-01-01"`, theirs: `"2026-01-01"`, other: `"2026-01-02"`, wrong: `1`, bad: `"2026-13-01"`, emptied: `null`},
		"duration":         {typ: object.Duration{}, ours: `"PT24H"`, theirs: `"PT24H"`, alike: `"P1D"`, other: `"P2D"`, wrong: `1`, bad: `"P"`, emptied: `null`, oneKey: true},
		"content":          {typ: object.Base64{}, ours: `"aGk="`, theirs: `"aGk="`, alike: `"aGk"`, other: `"aG8="`, wrong: `1`, bad: `"%"`, emptied: `null`},
		"document":         {typ: object.JSON{}, ours: `"{\"a\":1}"`, theirs: `{"a":1}`, alike: `"{ \"a\": 1.0 }"`, other: `"{\"a\":2}"`, wrong: `1`, bad: `"{"`, emptied: `null`, oneKey: true},
		"id":               {typ: object.Reference{To: "user"}, ours: `"` + lower + `"`, theirs: `"` + lower + `"`, alike: `"` + upper + `"`, other: `"` + nought[:35] + `1"`, wrong: `1`, bad: `"x"`, emptied: `null`},
		"flags":            {typ: object.Flags{Enum: []string{"a", "c", "b"}, Closed: true}, ours: `["a","c","b"]`, theirs: `"a,c,b"`, alike: `["b","a","c"]`, other: `["a","c","a"]`, wrong: `1`, bad: `["d"]`, emptied: `null`, collection: true},
		"set":              {typ: object.Set{Of: object.String{}}, ours: `["a","b"]`, theirs: `["a","b"]`, alike: `["b","a"]`, other: `["a","a"]`, wrong: `"x"`, bad: `[""]`, emptied: `[]`, collection: true},
		"objects":          {typ: object.Set{Of: object.Object{Attributes: place}}, ours: `[{"city":"a","size":1},{"city":"b","size":null}]`, theirs: `[{"city":"a","size":1},{"city":"b"}]`, alike: `[{"city":"b","size":null},{"city":"a","size":1.0}]`, other: `[{"city":"a","size":2},{"city":"b","size":null}]`, wrong: `"x"`, bad: `[{"city":""}]`, emptied: `[]`, inside: 4, collection: true},
		"list":             {typ: object.List{Of: object.String{}}, ours: `["a","b"]`, theirs: `["a","b"]`, other: `["a","c"]`, wrong: `"x"`, bad: `[""]`, emptied: `[]`, collection: true},
		"objects in a row": {typ: object.List{Of: object.Object{Attributes: place}}, ours: `[{"city":"a","size":1}]`, theirs: `[{"city":"a","size":1}]`, alike: `[{"city":"a","size":1.0}]`, other: `[{"city":"a","size":1},{"city":"a","size":1}]`, wrong: `"x"`, bad: `[{"city":""}]`, emptied: `[]`, inside: 2, collection: true},
		"ids":              {typ: object.References{To: "user"}, ours: `["00000000-0000-0000-0000-00000000000A","00000000-0000-0000-0000-00000000000b"]`, theirs: `["00000000-0000-0000-0000-00000000000A","00000000-0000-0000-0000-00000000000b"]`, other: `["00000000-0000-0000-0000-00000000000A"]`, wrong: `"x"`, bad: `[""]`, emptied: `[]`, collection: true},
		"map":              {typ: object.Map{Key: "appId", Attributes: place}, ours: `{"` + upper + `":{"city":"a","size":1},"x":{"city":"b","size":null}}`, theirs: `[{"appId":"` + upper + `","city":"a","size":1},{"appId":"x","city":"b"}]`, alike: `{"` + lower + `":{"city":"a","size":1.0},"x":{"city":"b","size":null}}`, other: `{"` + upper + `":{"city":"a","size":1},"y":{"city":"b","size":null}}`, wrong: `"x"`, bad: `{"x":{"city":""}}`, emptied: `{}`, inside: 4, collection: true},
		"object":           {typ: object.Object{Attributes: place}, ours: `{"city":"a","size":1}`, theirs: `{"city":"a","size":1}`, alike: `{"city":"a","size":1.0}`, other: `{"city":"a","size":2}`, wrong: `"x"`, bad: `{"city":""}`, emptied: `null`, inside: 2},
		"one of two":       {typ: objecttest.Target(), ours: `{"all":null,"group":{"groupId":"g"}}`, theirs: `{"@odata.type":"#graph.group","groupId":"g"}`, other: `{"all":{},"group":null}`, wrong: `"x"`, bad: `{"all":null,"group":{"groupId":""}}`, emptied: `null`, inside: 3},
		"texts":            {typ: object.Texts{}, ours: `{"a":"x"}`, theirs: `{"a":"x"}`, other: `{"a":"y"}`, wrong: `"x"`, emptied: `null`, oneKey: true},
		"wrapped id":       {typ: object.Wrapped{Property: "id", Of: object.String{}}, ours: `"a"`, theirs: `{"id":"a"}`, other: `"b"`, wrong: `1`, bad: `""`, emptied: `null`},
		"wrapped text":     {typ: address, ours: `"10.0.0.0/8"`, theirs: `{"@odata.type":"#graph.v4","cidr":"10.0.0.0/8"}`, other: `"11.0.0.0/8"`, wrong: `1`, bad: `""`, emptied: `null`},
	}
}

// eachKind runs a test for the sample of every kind.
func eachKind(t *testing.T, test func(t *testing.T, s sample, typ *Type)) {
	t.Helper()
	for name, s := range samples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s, compiledType(t, s.typ))
		})
	}
}

// one is an object with one attribute, v.
func one(t *testing.T, a object.Attribute) *Object {
	t.Helper()
	a.Name = "v"
	return compiled(t, object.Definition{Name: "one", Place: object.Collection{API: object.V1, Path: "/ones", Type: "microsoft.graph.one"}, Life: &object.Life{}, Attributes: []object.Attribute{a}})
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestEveryKindSpeaksTerraform(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, typ *Type) {
		for _, v := range []any{ours(t, s.ours), ours(t, s.other), nil, Unknown{}} {
			encoded, err := typ.encode(v)
			if err != nil {
				t.Fatal(err)
			}
			if !encoded.Type().Equal(typ.terraform) {
				t.Errorf("%v is encoded as %s, want %s", v, encoded.Type(), typ.terraform)
			}
			decoded, err := typ.decode(encoded)
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "decoded", v, decoded)
		}
		foreign := tftypes.NewValue(tftypes.Bool, true)
		if typ.terraform.Is(tftypes.Bool) {
			foreign = tftypes.NewValue(tftypes.String, "true")
		}
		if v, err := typ.decode(foreign); err == nil {
			t.Errorf("%s is decoded as %v", foreign, v)
		}
		if _, err := typ.encode(typ.fromGraph(theirs(t, s.wrong))); err == nil || !strings.Contains(err.Error(), "is expected") {
			t.Errorf("encode of %s: %v, want an error that says what is expected", s.wrong, err)
		}
	})
}

// TestWhatIsWrongInsideIsNamed: the error of a value that does not fit says where it
// stands.
func TestWhatIsWrongInsideIsNamed(t *testing.T) {
	t.Parallel()
	leaf := []object.Attribute{{Name: "leafName", Mode: object.Optional, Type: object.String{}}}
	tests := map[string]struct {
		typ   object.Type
		value string
		want  string
	}{
		"in an object": {object.Object{Attributes: leaf}, `{"leafName":1}`, "leaf_name: got"},
		"in a map":     {object.Map{Key: "k", Attributes: leaf}, `{"x":{"leafName":1}}`, `"x": leaf_name: got`},
		"in a set":     {object.Set{Of: object.Object{Attributes: leaf}}, `[{"leafName":1}]`, "leaf_name: got"},
		"in a list":    {object.List{Of: object.String{}}, `["a",1]`, "got json.Number"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := compiledType(t, tt.typ).encode(ours(t, tt.value)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one that says %s", err, tt.want)
			}
		})
	}
	for name, typ := range map[string]object.Type{"object": object.Object{Attributes: leaf}, "map": object.Map{Key: "k", Attributes: leaf}, "list": object.List{Of: object.Object{Attributes: leaf}}} {
		inner := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"leaf_name": tftypes.Bool}}
		v := tftypes.NewValue(inner, map[string]tftypes.Value{"leaf_name": tftypes.NewValue(tftypes.Bool, true)})
		switch name {
		case "map":
			v = tftypes.NewValue(tftypes.Map{ElementType: inner}, map[string]tftypes.Value{"x": v})
		case "list":
			v = tftypes.NewValue(tftypes.List{ElementType: inner}, []tftypes.Value{v})
		}
		if _, err := compiledType(t, typ).decode(v); err == nil || !strings.Contains(err.Error(), "leaf_name: ") {
			t.Errorf("%s: error %v, want one that names leaf_name", name, err)
		}
	}
	if _, err := compiledType(t, object.Int{}).encode(json.Number("12x")); err == nil {
		t.Error("12x is encoded as a number")
	}
}

func TestEveryKindSpeaksGraphs(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, typ *Type) {
		equal(t, "to Graph", theirs(t, s.theirs), typ.ToGraph(ours(t, s.ours)))
		equal(t, "from Graph", ours(t, s.ours), typ.fromGraph(theirs(t, s.theirs)))
		equal(t, "what Graph cannot mean stays for the error", theirs(t, s.wrong), typ.fromGraph(theirs(t, s.wrong)))
		for _, v := range []any{nil, Unknown{}} {
			equal(t, "nothing to Graph", nil, typ.ToGraph(v))
			equal(t, "nothing to replace", nil, typ.replacement(nil, v))
			equal(t, "nothing to change", nil, typ.change(ours(t, s.ours), v))
		}
		equal(t, "nothing from Graph", nil, typ.fromGraph(nil))
		equal(t, "a change of nothing", theirs(t, s.theirs), typ.change(nil, ours(t, s.ours)))
		equal(t, "a change", theirs(t, s.theirs), typ.change(ours(t, s.other), ours(t, s.ours)))
		equal(t, "what is not known stays as it was", theirs(t, s.theirs), typ.replacement(ours(t, s.ours), Unknown{}))
	})
}

func TestEveryKindTellsWhatIsTheSame(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, typ *Type) {
		v, other, wrong := ours(t, s.ours), ours(t, s.other), theirs(t, s.wrong)
		alike := []any{v}
		if s.alike != "" {
			alike = append(alike, ours(t, s.alike))
		}
		for _, n := range []Notion{Equivalent, Shown, Written, Held} {
			for _, a := range alike {
				if !typ.Same(n, v, a) || !typ.Same(n, a, v) {
					t.Errorf("%v and %v are not the same to %d", v, a, n)
				}
			}
			for _, pair := range [][2]any{{v, other}, {v, nil}, {v, Unknown{}}, {v, wrong}, {nil, Unknown{}}} {
				if typ.Same(n, pair[0], pair[1]) {
					t.Errorf("%v and %v are the same to %d", pair[0], pair[1], n)
				}
				if unasked := n == Written && IsUnknown(pair[1]); typ.Same(n, pair[1], pair[0]) != unasked {
					t.Errorf("%v and %v are the same to %d: %v", pair[1], pair[0], n, !unasked)
				}
			}
			if !typ.Same(n, nil, nil) || !typ.Same(n, Unknown{}, Unknown{}) {
				t.Errorf("nothing is not the same as itself to %d", n)
			}
		}
		for _, a := range alike {
			equal(t, "key", typ.key(v), typ.key(a))
		}
		if (typ.key(v) == typ.key(other)) != s.oneKey {
			t.Errorf("the keys of %v and %v are %q and %q", v, other, typ.key(v), typ.key(other))
		}
		equal(t, "key of nothing", "", typ.key(nil)+typ.key(Unknown{}))
	})
}

func TestEveryKindIsPlanned(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, _ *Type) {
		o := one(t, object.Attribute{Mode: object.Optional, Type: s.typ})
		plan := func(prior Tree, v any) any { return o.Plan(prior, Tree{"v": v}, Memory{}).Next["v"] }
		prior := Tree{"v": ours(t, s.ours)}
		equal(t, "a creation", ours(t, s.ours), plan(nil, ours(t, s.ours)))
		equal(t, "what is not known yet", Unknown{}, plan(nil, Unknown{}))
		equal(t, "a change to what is not known yet", Unknown{}, plan(prior, Unknown{}))
		equal(t, "a removal", nil, plan(prior, nil))
		if s.alike != "" {
			equal(t, "another notation", ours(t, s.ours), plan(prior, ours(t, s.alike)))
		}
	})
}

func TestEveryKindIsEmptied(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, _ *Type) {
		o := one(t, object.Attribute{Mode: object.Server, Type: s.typ})
		prior := Tree{"v": ours(t, s.ours)}
		equal(t, "another's value", prior["v"], o.Plan(prior, Tree{}, Memory{}).Next["v"])
		memory := o.After(Memory{}, prior, Tree{}, Tree{}, false)
		equal(t, "our value", ours(t, s.emptied), o.Plan(prior, Tree{}, memory).Next["v"])
	})
}

func TestEveryKindIsSettledAndSpelled(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, typ *Type) {
		v, other, wrong := ours(t, s.ours), ours(t, s.other), theirs(t, s.wrong)
		equal(t, "a plan is the state", v, typ.settle(v, other))
		equal(t, "what was not known is found", v, typ.settle(Unknown{}, v))
		equal(t, "and may be nothing", nil, typ.settle(Unknown{}, nil))
		equal(t, "spelling of nothing", v, typ.spell(nil, v))
		equal(t, "spelling of what is gone", nil, typ.spell(v, nil))
		equal(t, "spelling of what does not fit", wrong, typ.spell(v, wrong))
		equal(t, "spelling after what did not fit", v, typ.spell(wrong, v))
		if s.alike != "" {
			equal(t, "spelling of the same", v, typ.spell(v, ours(t, s.alike)))
		}
		equal(t, "nothing is revealed of nothing", v, typ.reveal(v, nil))
		equal(t, "nor of what is not known", v, typ.reveal(v, Unknown{}))
		equal(t, "what is not known stays so", Unknown{}, typ.reveal(Unknown{}, v))
		equal(t, "null stays so", nil, typ.reveal(nil, v))
		equal(t, "without a secret nothing is revealed", v, typ.reveal(v, v))
		for _, plan := range []any{nil, Unknown{}, v, other} {
			if next, found := typ.disable(v, plan); found || cmp.Diff(v, next) != "" {
				t.Errorf("%v is disabled: %v", next, found)
			}
			if next, found := typ.disable(nil, plan); found || next != nil {
				t.Errorf("%v is disabled of nothing: %v", next, found)
			}
			if typ.replaces(v, plan) || typ.replaces(nil, plan) {
				t.Errorf("a change to %v replaces the object, though nothing is fixed", plan)
			}
		}
		for _, whole := range []any{nil, Unknown{}, v, wrong} {
			equal(t, "without defaults nothing is completed", whole, typ.complete(whole))
		}
	})
}

func TestEveryKindIsChecked(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, typ *Type) {
		at := path.Root("v")
		for _, fine := range []any{nil, Unknown{}, ours(t, s.ours), ours(t, s.other)} {
			if found := typ.check(t.Context(), fine, at); len(found) > 0 {
				t.Errorf("%v is at fault: %v", fine, found)
			}
		}
		if s.bad == "" {
			return
		}
		found := typ.check(t.Context(), ours(t, s.bad), at)
		if len(found) != 1 || !found.HasError() {
			t.Fatalf("%s: diagnostics %v, want one error", s.bad, found)
		}
		located, ok := found[0].(interface{ Path() path.Path })
		if !ok || len(located.Path().Steps()) == 0 || !strings.HasPrefix(located.Path().String(), "v") {
			t.Errorf("the fault does not stand on v: %v", found[0])
		}
	})
}

func TestEveryKindKnowsWhatIsInside(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, s sample, typ *Type) {
		if typ.isCollection() != s.collection {
			t.Errorf("is a collection: %v", typ.isCollection())
		}
		if (len(typ.members()) > 0) != (s.inside > 0) {
			t.Errorf("%d members", len(typ.members()))
		}
		for _, v := range []any{nil, Unknown{}, theirs(t, s.wrong)} {
			typ.walk(v, path.Root("v"), func(a *Attribute, _ any, _ path.Path) { t.Errorf("%s is inside of %v", a.Name, v) })
		}
		seen := 0
		typ.walk(ours(t, s.ours), path.Root("v"), func(_ *Attribute, _ any, at path.Path) {
			if seen++; !strings.HasPrefix(at.String(), "v") {
				t.Errorf("something inside stands at %s", at)
			}
		})
		if seen != s.inside {
			t.Errorf("%d attributes are inside, want %d", seen, s.inside)
		}
	})
}

// TestTypesMayNotContainThemselves: the language has no recursion, and a definition
// that has is an error and no endless loop.
func TestTypesMayNotContainThemselves(t *testing.T) {
	t.Parallel()
	nested := func(depth int) object.Type {
		var typ object.Type = object.String{}
		for range depth - 1 {
			typ = object.List{Of: typ}
		}
		return typ
	}
	for depth, fine := range map[int]bool{deepest: true, deepest + 1: false} {
		_, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: object.Optional, Type: nested(depth)}})
		if (err == nil) != fine {
			t.Errorf("%d types in one another: %v", depth, err)
		}
	}
}
