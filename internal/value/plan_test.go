// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		prior, config, want string
		replace             []string
	}{
		"a computed value survives a change elsewhere": {
			`{"name":"a","alias":"x","mail":"x@y"}`, `{"name":"b"}`,
			`{"name":"b","alias":"x","mail":"x@y"}`, nil,
		},
		"a value that follows another becomes unknown with it": {
			`{"alias":"x","mail":"x@y"}`, `{"alias":"z"}`,
			`{"alias":"z","mail":"?"}`, nil,
		},
		"a server's value that is not ours stays when its argument is removed": {
			`{"alias":"x"}`, `{}`,
			`{"alias":"x"}`, nil,
		},
		"an unknown argument is unknown": {
			`{"alias":"x"}`, `{"alias":"?"}`,
			`{"alias":"?","mail":"?"}`, nil,
		},
		"another spelling of an id keeps the old one": {
			`{"ownerId":"AB"}`, `{"ownerId":"ab"}`,
			`{"ownerId":"AB"}`, nil,
		},
		"another notation of a time keeps the old one": {
			`{"since":"2026-01-01T00:00:00Z"}`, `{"since":"2026-01-01T01:00:00+01:00"}`,
			`{"since":"2026-01-01T00:00:00Z"}`, nil,
		},
		"digits of a time that mean nothing keep the old ones": {
			`{"since":"2026-01-01T00:00:00.0000000Z"}`, `{"since":"2026-01-01T00:00:00Z"}`,
			`{"since":"2026-01-01T00:00:00.0000000Z"}`, nil,
		},
		"a removed argument is null": {
			`{"note":"a"}`, `{}`,
			`{}`, nil,
		},
		"a create-only change replaces": {
			`{"kind":"a"}`, `{"kind":"b"}`,
			`{"kind":"b"}`,
			[]string{"kind"},
		},
		"what is new in the schema is Graph's": {
			`{"name":"a"}`, `{"name":"a"}`,
			`{"name":"a"}`, nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := widget(t).Plan(parse(t, tt.prior), parse(t, tt.config), Memory{})
			delete(plan.Next, "enabled")
			delete(plan.Next, "tags")
			if diff := cmp.Diff(parse(t, tt.want), withoutTopNulls(plan.Next)); diff != "" {
				t.Errorf("plan mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.replace, plan.Replaced); diff != "" {
				t.Errorf("replaced attributes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlanOfACreation(t *testing.T) {
	t.Parallel()
	plan := widget(t).Plan(nil, parse(t, `{"name":"a","tags":["x"],"secret":{"value":"s"},"place":{"city":"Bonn"}}`), Memory{})
	want := parse(t, `{"id":"?","name":"a","enabled":true,"tags":["x"],"alias":"?","mail":"?","place":{"city":"Bonn","street":null}}`)
	if diff := cmp.Diff(want, withoutTopNulls(plan.Next)); diff != "" {
		t.Errorf("plan mismatch (-want +got):\n%s", diff)
	}
}

// toolbox has values of the server's of every kind, and a key by which it may be
// there already.
func toolbox(t *testing.T) *Object {
	t.Helper()
	inner := []object.Attribute{
		{Name: "home", Mode: object.Optional, Type: object.String{}},
		{Name: "uris", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}},
		{Name: "grants", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "tokens", Mode: object.Default(false), Type: object.Bool{}},
		}}},
		{Name: "made", Mode: object.ReadOnly, Type: object.String{}},
	}
	return compiled(t, object.Definition{
		Name: "toolbox", Place: object.Collection{API: object.V1, Path: "/toolboxes", Type: "microsoft.graph.toolbox"},
		Life: &object.Life{Create: object.Create{Upsert: "uniqueName"}},
		Attributes: []object.Attribute{
			{Name: "uniqueName", Mode: object.Optional, CreateOnly: true, Type: object.String{}},
			{Name: "note", Mode: object.Optional, Type: object.String{}},
			{Name: "size", Mode: object.Default(1), Type: object.Int{}},
			{Name: "web", Mode: object.Server, Type: object.Object{Merges: true, Attributes: inner}},
			{Name: "lock", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
				{Name: "isOn", Mode: object.Required, Type: object.Bool{}},
				{Name: "all", Mode: object.Optional, Type: object.Bool{}},
			}}, Removal: object.ClearedWith(object.Body{"isOn": false})},
			{Name: "seal", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{{Name: "by", Mode: object.Required, Type: object.String{}}}}},
			{Name: "colour", Mode: object.Server, Type: object.String{}},
			{Name: "country", Mode: object.Server, Type: object.String{}, Removal: object.NeverCleared("Every toolbox stands somewhere.")},
			{Name: "shape", Mode: object.Server, CreateOnly: true, Type: object.String{}},
			{Name: "words", Mode: object.Server, Type: object.Map{Key: "name", Attributes: []object.Attribute{{Name: "text", Mode: object.Required, Type: object.String{}}}}},
			{Name: "drawers", Mode: object.Default([]any{}), Type: object.Map{Key: "name", Attributes: []object.Attribute{{Name: "label", Mode: object.Server, Type: object.String{}}}}},
		},
	})
}

func TestWhatWeWroteIsCleared(t *testing.T) {
	t.Parallel()
	const web = `{"home":"h","uris":["u"],"grants":{"tokens":true},"made":"m"}`
	tests := map[string]struct{ prior, before, config, want string }{
		"a value":                        {`{"colour":"red"}`, `{"colour":"red"}`, `{}`, `{"colour":null}`},
		"not another's":                  {`{"colour":"red"}`, `{}`, `{}`, `{"colour":"red"}`},
		"not what is still there":        {`{"colour":"red"}`, `{"colour":"red"}`, `{"colour":"red"}`, `{"colour":"red"}`},
		"an object, by its members":      {`{"web":` + web + `}`, `{"web":{"home":"h","uris":["u"],"grants":{"tokens":true}}}`, `{}`, `{"web":{"home":null,"uris":[],"grants":{"tokens":false},"made":"m"}}`},
		"only the members that are ours": {`{"web":` + web + `}`, `{"web":{"uris":["u"]}}`, `{}`, `{"web":{"home":"h","uris":[],"grants":{"tokens":true},"made":"m"}}`},
		"a member of what stays":         {`{"web":` + web + `}`, `{"web":{"home":"h","grants":{"tokens":true}}}`, `{"web":{"home":"h","uris":["u"]}}`, `{"web":{"home":"h","uris":["u"],"grants":{"tokens":false},"made":"m"}}`},
		"an empty object wrote nothing":  {`{"web":` + web + `}`, `{"web":{}}`, `{}`, `{"web":` + web + `}`},
		"by another value":               {`{"lock":{"isOn":true,"all":true}}`, `{"lock":{"isOn":true,"all":true}}`, `{}`, `{"lock":{"isOn":false,"all":null}}`},
		"what cannot be without a part":  {`{"seal":{"by":"x"}}`, `{"seal":{"by":"x"}}`, `{}`, `{"seal":null}`},
		"a map":                          {`{"words":{"a":{"text":"t"}}}`, `{"words":{"a":{"text":"t"}}}`, `{}`, `{"words":{}}`},
		"inside an element of a map":     {`{"drawers":{"a/b":{"label":"l"},"c":{"label":"m"}}}`, `{"drawers":{"a/b":{"label":"l"}}}`, `{"drawers":{"a/b":{},"c":{}}}`, `{"drawers":{"a/b":{"label":null},"c":{"label":"m"}}}`},
		"not what is fixed at creation":  {`{"shape":"round"}`, `{"shape":"round"}`, `{}`, `{"shape":"round"}`},
		"nothing that is gone already":   {`{"country":null}`, `{"country":"CH"}`, `{}`, `{"country":null}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := toolbox(t)
			written := o.After(Memory{}, parse(t, tt.before), Tree{}, Tree{}, false)
			plan := o.Plan(parse(t, tt.prior), parse(t, tt.config), written)
			got := Tree{}
			for name := range parse(t, tt.want) {
				got[name] = plan.Next[name]
			}
			if diff := cmp.Diff(parse(t, tt.want), got); diff != "" {
				t.Errorf("plan mismatch (-want +got):\n%s", diff)
			}
			if len(plan.Diagnostics) > 0 || len(plan.Replaced) > 0 {
				t.Errorf("unexpected: %v, replaced %v", plan.Diagnostics, plan.Replaced)
			}
		})
	}
}

func TestWhatCannotBeCleared(t *testing.T) {
	t.Parallel()
	o := toolbox(t)
	plan := o.Plan(parse(t, `{"country":"CH"}`), Tree{}, o.After(Memory{}, parse(t, `{"country":"CH"}`), Tree{}, Tree{}, false))
	if len(plan.Diagnostics) != 1 {
		t.Fatalf("diagnostics %v, want one", plan.Diagnostics)
	}
	found := plan.Diagnostics[0]
	for _, want := range []string{"country cannot be cleared", `"CH"`, "Every toolbox stands somewhere."} {
		if !strings.Contains(found.Summary()+found.Detail(), want) {
			t.Errorf("the diagnostic does not say %q: %v", want, found)
		}
	}
	located, ok := found.(interface{ Path() path.Path })
	if !ok || !located.Path().Equal(path.Root("country")) {
		t.Errorf("the diagnostic is not on country: %v", found)
	}
}

// TestWhatIsFoundStays: until it is known whether an object is there already, what
// the configuration leaves out is not known; what the object has stays then.
func TestWhatIsFoundStays(t *testing.T) {
	t.Parallel()
	o, config := toolbox(t), parse(t, `{"uniqueName":"u"}`)
	planned := o.Plan(nil, config, Memory{}).Next
	for _, name := range []string{"note", "size", "colour", "drawers"} {
		if !IsUnknown(planned[name]) {
			t.Errorf("%s is planned %v, want unknown", name, planned[name])
		}
	}
	if body := o.CreateBody(planned, config); cmp.Diff(graphs(t, `{"uniqueName":"u","size":1,"drawers":[]}`), body) != "" {
		t.Errorf("a new object would be made of %v", body)
	}
	state, _ := o.Settle(planned, graphs(t, `{"note":"theirs","size":1,"colour":"red","drawers":[]}`))
	memory := o.After(Memory{}, config, planned, state, false)
	if diff := cmp.Diff(Memory{Found: []string{"note"}}, memory); diff != "" {
		t.Errorf("memory mismatch (-want +got):\n%s", diff)
	}
	if next := o.Plan(state, config, memory).Next; next["note"] != "theirs" {
		t.Errorf("note is planned %v, want what was found", next["note"])
	}
	said := parse(t, `{"uniqueName":"u","note":"ours"}`)
	memory = o.After(memory, said, Tree{}, Tree{}, false)
	state["note"] = "ours"
	if next := o.Plan(state, config, memory).Next; next["note"] != nil {
		t.Errorf("note is planned %v, want null: it was ours", next["note"])
	}
}

func TestAFailedApplyForgetsNothing(t *testing.T) {
	t.Parallel()
	o := toolbox(t)
	memory := o.After(Memory{Written: []string{"colour"}}, parse(t, `{"country":"CH"}`), Tree{}, Tree{}, true)
	if diff := cmp.Diff([]string{"colour", "country"}, memory.Written); diff != "" {
		t.Errorf("written mismatch (-want +got):\n%s", diff)
	}
}

func TestForeignDocuments(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{Name: "d", Attributes: []object.Attribute{
		{Name: "doc", Mode: object.Required, Type: object.JSON{}}, {Name: "note", Mode: object.Optional, Type: object.String{}},
	}})
	state := o.Refresh(Tree{}, graphs(t, `{"doc":[{"id":"0","a":1}]}`))
	memory := Memory{Foreign: o.Foreign(Tree{}, state)}
	config := parse(t, `{"doc":"[{\"a\":1}]","note":"n"}`)
	planned := o.Plan(state, config, memory).Next
	if planned["doc"] != state["doc"] {
		t.Errorf("the document is planned %v, want Graph's own, %v", planned["doc"], state["doc"])
	}
	if diff := cmp.Diff(memory, o.After(memory, config, planned, planned, false)); diff != "" {
		t.Errorf("memory mismatch (-want +got):\n%s", diff)
	}
	other := parse(t, `{"doc":"[{\"a\":2}]"}`)
	planned = o.Plan(state, other, memory).Next
	if after := o.After(memory, other, planned, planned, false); len(after.Foreign) > 0 {
		t.Errorf("%v is still taken for Graph's own", after.Foreign)
	}
}

// TestWhatIsFixed is neither made nor changed, but for what may be changed all the same.
func TestWhatIsFixed(t *testing.T) {
	t.Parallel()
	d := objecttest.Widget()
	d.Life.Fixed = []object.Fixed{
		{When: []object.Condition{object.Is("name", "built in")}, Because: "Microsoft makes it."},
		{When: []object.Condition{object.Is("name", "open")}, Changes: true, Because: "Microsoft makes it too."},
	}
	o := compiled(t, d)
	of := func(name, note string) Tree {
		return Tree{"id": "w1", "name": name, "note": note, "enabled": true, "tags": []any{}}
	}
	for name, tt := range map[string]struct {
		prior, config Tree
		says          string
	}{
		"to make one":                       {nil, of("built in", "n"), "A widget of this kind cannot be created"},
		"to make one that may change":       {nil, of("open", "n"), "A widget of this kind cannot be created"},
		"to make another":                   {nil, of("mine", "n"), ""},
		"to change one":                     {of("built in", "n"), of("built in", "m"), `The widget "built in" cannot be changed`},
		"to leave one":                      {of("built in", "n"), of("built in", "n"), ""},
		"to change one that may":            {of("open", "n"), of("open", "m"), ""},
		"to change another":                 {of("mine", "n"), of("mine", "m"), ""},
		"to give another the name of a one": {of("mine", "n"), of("built in", "n"), ""},
	} {
		plan := o.Plan(tt.prior, tt.config, Memory{})
		if (tt.says == "") != (len(plan.Diagnostics) == 0) || tt.says != "" && plan.Diagnostics[0].Summary() != tt.says {
			t.Errorf("%s: said %v, want %q", name, plan.Diagnostics, tt.says)
		}
	}
}

// TestWhereMovesComeFrom: from other providers' types, and from generic ones where the
// object has an address of its own.
func TestWhereMovesComeFrom(t *testing.T) {
	t.Parallel()
	own, inside := objecttest.Widget(), objecttest.Widget()
	own.MovedFrom, inside.MovedFrom = object.From("other_widget", "a_widget"), object.From("other_widget")
	inside.Place = object.Element{API: object.V1, Path: "/boxes/x", Type: "microsoft.graph.widget", Property: "widgets", Key: "id", Add: "add", Remove: "remove"}
	if diff := cmp.Diff([]string{"a_widget", "microsoft365_graph_resource", "msgraph_resource", "msgraph_update_resource", "other_widget"}, compiled(t, own).MoveSources()); diff != "" {
		t.Errorf("of an object (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"other_widget"}, compiled(t, inside).MoveSources()); diff != "" {
		t.Errorf("of an element (-want +got):\n%s", diff)
	}
}
