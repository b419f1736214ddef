// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestWhenACreationMayFindSomething: only then what the configuration leaves out is
// not known until it is created.
func TestWhenACreationMayFindSomething(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		life   object.Life
		config string
		open   bool
	}{
		"never":                       {object.Life{}, `{"name":"n"}`, false},
		"by a key":                    {object.Life{Create: object.Create{Upsert: "name"}}, `{"name":"n"}`, true},
		"by a key not known yet":      {object.Life{Create: object.Create{Upsert: "name"}}, `{"name":"?"}`, true},
		"without the key":             {object.Life{Create: object.Create{Upsert: "name"}}, `{}`, false},
		"if told to":                  {object.Life{Create: object.Create{Adopt: "name"}}, `{"name":"n","useExisting":true}`, true},
		"if it may be told to":        {object.Life{Create: object.Create{Adopt: "name"}}, `{"name":"n","useExisting":"?"}`, true},
		"if told not to":              {object.Life{Create: object.Create{Adopt: "name"}}, `{"name":"n","useExisting":false}`, false},
		"if not told to":              {object.Life{Create: object.Create{Adopt: "name"}}, `{"name":"n"}`, false},
		"in the bin, if told to":      {object.Life{Delete: object.Delete{Bin: "/bin"}}, `{"name":"n","restoreDeleted":true}`, true},
		"in the bin, if not told to":  {object.Life{Delete: object.Delete{Bin: "/bin"}}, `{"name":"n"}`, false},
		"by an id that is chosen":     {object.Life{Create: object.Create{ID: object.FromPath}}, `{"name":"n"}`, true},
		"not by one of the body only": {object.Life{Create: object.Create{ID: object.FromBody}}, `{"name":"n"}`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := compiled(t, object.Definition{
				Name: "d", Place: object.Collection{API: object.V1, Path: "/d", Type: "graph.d"}, Life: &tt.life,
				Attributes: []object.Attribute{
					{Name: "name", Mode: object.Optional, CreateOnly: true, Type: object.String{}},
					{Name: "note", Mode: object.Optional, Type: object.String{}},
					{Name: "size", Mode: object.Default(1), Type: object.Int{}},
					{Name: "fixed", Mode: object.Default("f"), CreateOnly: true, Type: object.String{}},
				},
				Variants: []object.Variant{{Name: "big", Type: "graph.big"}},
			})
			config := parse(t, tt.config)
			next := o.Plan(nil, config, Memory{}).Next
			for _, name := range []string{"note", "size"} {
				if IsUnknown(next[name]) != tt.open {
					t.Errorf("%s is planned %v", name, next[name])
				}
			}
			equal(t, "what is fixed at creation", any("f"), next["fixed"])
			equal(t, "a variant", nil, next["big"])
			prior := parse(t, `{"name":"n","note":"a","size":2,"fixed":"f"}`)
			changed := o.Plan(prior, config, Memory{}).Next
			equal(t, "an object that is there already", parse(t, `{"note":null,"size":1}`), Tree{"note": changed["note"], "size": changed["size"]})
		})
	}
}

// TestPlanOverWhatIsFound: what the configuration does not say stays as it is, and
// what it says is changed.
func TestPlanOverWhatIsFound(t *testing.T) {
	t.Parallel()
	o := toolbox(t)
	prior := parse(t, `{"uniqueName":"u","note":"theirs","size":7,"colour":"red","shape":"round"}`)
	plan := o.PlanOver(prior, parse(t, `{"uniqueName":"u","colour":"blue"}`))
	got := Tree{}
	for _, name := range []string{"note", "size", "colour", "shape"} {
		got[name] = plan.Next[name]
	}
	equal(t, "plan", parse(t, `{"note":"theirs","size":7,"colour":"blue","shape":"round"}`), got)
	equal(t, "replaced", []string(nil), plan.Replaced)
	said := o.PlanOver(prior, parse(t, `{"uniqueName":"v","note":"ours","size":8}`))
	equal(t, "what is said", parse(t, `{"note":"ours","size":8}`), Tree{"note": said.Next["note"], "size": said.Next["size"]})
	equal(t, "what cannot be changed", []string{"uniqueName"}, said.Replaced)
}

// TestFill: a plan is filled from a state, and secrets are in neither.
func TestFill(t *testing.T) {
	t.Parallel()
	o := crate(t)
	got := o.Fill(parse(t, `{"name":"n","note":"?","secret":"?"}`), parse(t, `{"name":"stale","note":"found","secret":"s"}`))
	equal(t, "filled", parse(t, `{"name":"n","note":"found","secret":null}`), Tree{"name": got["name"], "note": got["note"], "secret": got["secret"]})
}

// TestWhatIsRemembered after an apply.
func TestWhatIsRemembered(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{
		Name: "d", Place: object.Collection{API: object.V1, Path: "/d"}, Life: &object.Life{Create: object.Create{Upsert: "name"}},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "note", Mode: object.Optional, Type: object.String{}},
			{Name: "size", Mode: object.Default(1), Type: object.Int{}},
			{Name: "alias", Mode: object.Server, Type: object.String{}},
			{Name: "doc", Mode: object.Server, Type: object.JSON{}},
			{Name: "secret", Mode: object.WriteOnly, Type: object.String{}},
			{Name: "web", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{{Name: "key", Mode: object.WriteOnly, Type: object.String{}}, {Name: "home", Mode: object.Optional, Type: object.String{}}}}},
			{Name: "a/b~c", Rename: "odd", Mode: object.Server, Type: object.String{}},
		},
	})
	tests := map[string]struct {
		before                 Memory
		config, planned, state string
		failed                 bool
		want                   Memory
	}{
		"what was found":              {Memory{}, `{"name":"n"}`, `{"note":"?"}`, `{"note":"theirs","size":1}`, false, Memory{Found: []string{"note"}}},
		"what was planned":            {Memory{}, `{"name":"n"}`, `{"note":null}`, `{"note":"theirs"}`, false, Memory{}},
		"what was found before":       {Memory{Found: []string{"note", "size"}}, `{"name":"n","size":2}`, `{}`, `{"note":"theirs","size":2}`, false, Memory{Found: []string{"note"}}},
		"nothing found":               {Memory{}, `{"name":"n"}`, `{"note":"?","size":"?"}`, `{"note":null,"size":1}`, false, Memory{}},
		"what we write":               {Memory{}, `{"alias":"a","note":"b","secret":"s","web":{"home":"h","key":"k"}}`, `{}`, `{}`, false, Memory{Written: []string{"alias", "web/home"}}},
		"no more of what we wrote":    {Memory{Written: []string{"alias"}}, `{"name":"n"}`, `{}`, `{}`, false, Memory{Cleared: []string{"alias"}}},
		"each once":                   {Memory{Written: []string{"alias"}}, `{"alias":"a"}`, `{}`, `{}`, true, Memory{Written: []string{"alias"}}},
		"a name with a slash":         {Memory{}, `{"a/b~c":"x"}`, `{}`, `{}`, false, Memory{Written: []string{"a~1b~0c"}}},
		"a document of Graph's":       {Memory{Foreign: []string{"doc"}}, `{"doc":"{\"a\":1}"}`, `{}`, `{"doc":"{\"a\":1,\"b\":2}"}`, false, Memory{Written: []string{"doc"}, Foreign: []string{"doc"}}},
		"a document that is ours now": {Memory{Foreign: []string{"doc"}}, `{"doc":"{\"a\":1}"}`, `{}`, `{"doc":"{\"a\":1}"}`, false, Memory{Written: []string{"doc"}}},
		"another document":            {Memory{Foreign: []string{"doc"}}, `{"doc":"{\"a\":1}"}`, `{}`, `{"doc":"{\"a\":2}"}`, false, Memory{Written: []string{"doc"}}},
		"a document, half way":        {Memory{Foreign: []string{"doc"}}, `{"doc":"{\"a\":1}"}`, `{}`, `{"doc":"{\"a\":2}"}`, true, Memory{Written: []string{"doc"}, Foreign: []string{"doc"}}},
		"an attribute that has gone":  {Memory{Foreign: []string{"gone"}}, `{"name":"n"}`, `{}`, `{}`, false, Memory{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			equal(t, "memory", tt.want, o.After(tt.before, parse(t, tt.config), parse(t, tt.planned), parse(t, tt.state), tt.failed))
		})
	}
	foreign := map[string]struct {
		prior, state string
		want         []string
	}{
		"found":               {`{}`, `{"doc":"{}","note":"n"}`, []string{"doc"}},
		"known before":        {`{"doc":"{}"}`, `{"doc":"{\"a\":1}"}`, nil},
		"not there":           {`{}`, `{"note":"n"}`, nil},
		"there and then gone": {`{"doc":"{}"}`, `{}`, nil},
	}
	for name, tt := range foreign {
		equal(t, "foreign documents, "+name, tt.want, o.Foreign(parse(t, tt.prior), parse(t, tt.state)))
	}
}

// TestOnlyForeignDocumentsStay: where we wrote a document, a change of it counts,
// though Graph shows all that is configured.
func TestOnlyForeignDocumentsStay(t *testing.T) {
	t.Parallel()
	o := one(t, object.Attribute{Mode: object.Optional, Type: object.JSON{}})
	prior, config := parse(t, `{"v":"{\"a\":1,\"b\":2}"}`), parse(t, `{"v":"{\"a\":1}"}`)
	equal(t, "ours", config["v"], o.Plan(prior, config, Memory{}).Next["v"])
	equal(t, "Graph's", prior["v"], o.Plan(prior, config, Memory{Foreign: []string{"v"}}).Next["v"])
	other := parse(t, `{"v":"{\"a\":3}"}`)
	equal(t, "Graph's, changed", other["v"], o.Plan(prior, other, Memory{Foreign: []string{"v"}}).Next["v"])
}

// TestWhatFollowsAnother is unknown where the other changes, and only if Graph may
// choose it.
func TestWhatFollowsAnother(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{
		{Name: "first", Mode: object.Optional, Type: object.String{}},
		{Name: "servers", Mode: object.Server, Follows: []string{"first"}, Type: object.String{}},
		{Name: "ours", Mode: object.Optional, Follows: []string{"first"}, Type: object.String{}},
	}})
	tests := map[string]struct {
		prior, config, servers string
	}{
		"it follows":       {`{"first":"a","servers":"x"}`, `{"first":"b"}`, `"?"`},
		"nothing changes":  {`{"first":"a","servers":"x"}`, `{"first":"a"}`, `"x"`},
		"it is configured": {`{"first":"a","servers":"x"}`, `{"first":"b","servers":"x"}`, `"x"`},
		"it changes too":   {`{"first":"a","servers":"x"}`, `{"first":"b","servers":"y"}`, `"y"`},
	}
	for name, tt := range tests {
		next := o.Plan(parse(t, tt.prior), parse(t, tt.config), Memory{}).Next
		equal(t, name, ours(t, tt.servers), next["servers"])
		equal(t, name+": what is ours", nil, next["ours"])
	}
	cleared := o.Plan(parse(t, `{"first":"a","servers":"x"}`), parse(t, `{"first":"b"}`), Memory{Written: []string{"servers"}}).Next
	equal(t, "what is cleared at the same time", nil, cleared["servers"])
}

// TestClearedButFor: what others fill in, and what is fixed, stays when an object is
// emptied.
func TestClearedButFor(t *testing.T) {
	t.Parallel()
	o := one(t, object.Attribute{Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
		{Name: "made", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "fixed", Mode: object.Optional, CreateOnly: true, Type: object.String{}},
		{Name: "must", Mode: object.Required, Removal: object.ClearedWith("none"), Type: object.String{}},
		{Name: "may", Mode: object.Optional, Type: object.String{}},
	}}})
	prior := parse(t, `{"v":{"made":"m","fixed":"f","must":"x","may":"y"}}`)
	memory := Memory{Written: []string{"v/made", "v/fixed", "v/must", "v/may"}}
	equal(t, "emptied", ours(t, `{"made":"m","fixed":"f","must":"none","may":null}`), o.Plan(prior, Tree{}, memory).Next["v"])
	never := one(t, object.Attribute{Mode: object.Server, Removal: object.NeverCleared("Never."), Type: object.Set{Of: object.String{}}})
	plan := never.Plan(parse(t, `{"v":["a"]}`), Tree{}, Memory{Written: []string{"v"}})
	equal(t, "what cannot be cleared", ours(t, `["a"]`), plan.Next["v"])
	if len(plan.Diagnostics) != 1 || !strings.Contains(plan.Diagnostics[0].Detail(), "where it was set. Never.") {
		t.Errorf("diagnostics %v", plan.Diagnostics)
	}
	size := one(t, object.Attribute{Mode: object.Server, Removal: object.NeverCleared("Never."), Type: object.Int{}})
	if found := size.Plan(parse(t, `{"v":3}`), Tree{}, Memory{Written: []string{"v"}}).Diagnostics; len(found) != 1 || !strings.Contains(found[0].Detail(), "where it was 3. ") {
		t.Errorf("diagnostics %v", found)
	}
}

// TestSecretsAndRepliesInARefresh: a read brings neither secrets nor what only the
// reply to a creation holds, and links only where we keep some.
func TestSecretsAndRepliesInARefresh(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{
		{Name: "inReply", Mode: object.ReadOnly, Seen: object.InReply, Type: object.String{}},
		{Name: "secret", Mode: object.WriteOnly, Type: object.String{}},
		{Name: "links", Mode: object.Links, Type: object.References{To: "user"}},
		{Name: "none", Mode: object.Links, Type: object.References{To: "user"}},
	}})
	reply := graphs(t, `{"inReply":"new","secret":"new","links":["b"],"none":["c"]}`)
	got := o.Refresh(parse(t, `{"inReply":"old","secret":"old","links":["a"]}`), reply)
	equal(t, "state", parse(t, `{"inReply":"old","secret":null,"links":["b"],"none":null}`), without(got, "id", "timeouts", "secretVersion"))
	settled, whole := o.Settle(parse(t, `{"links":"?","none":["c"],"id":"1"}`), graphs(t, `{}`))
	equal(t, "links that nobody keeps", nil, settled["links"])
	if !whole {
		t.Error("links make another read necessary")
	}
	if _, whole := o.Settle(parse(t, `{"inReply":"?","id":"1"}`), graphs(t, `{}`)); whole {
		t.Error("a value that no reply held is settled")
	}
	if _, whole := o.Settle(parse(t, `{"inReply":"x","id":"?"}`), graphs(t, `{"secret":"s"}`)); !whole {
		t.Error("an id, which the address tells, makes another read necessary")
	}
}

func TestMessagesAboutIDs(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{"user": "a user", "application": "an application", "group": "a group", "assignment_filter": "an assignment_filter"} {
		found := compiledType(t, object.Reference{To: to}).check(t.Context(), "x", path.Root("v"))
		if len(found) != 1 || !strings.Contains(found[0].Detail(), "must be the id of "+want+", a GUID") {
			t.Errorf("%s: %v, want %q", to, found, want)
		}
	}
	found := compiledType(t, object.Reference{To: "user", Or: []string{"All", "None"}}).check(t.Context(), "x", path.Root("v"))
	if len(found) != 1 || !strings.Contains(found[0].Detail(), "must be the id of a user, a GUID, or one of `All`, `None`.") || strings.Contains(found[0].Detail(), "Did you mean") {
		t.Errorf("diagnostics %v", found)
	}
	if found := compiledType(t, object.String{Enum: []string{"a"}}).check(t.Context(), lower, path.Root("v")); len(found) != 1 {
		t.Errorf("an id stands for a word: %v", found)
	}
}

// TestFlagsWithADefault may be none, and others not.
func TestFlagsWithADefault(t *testing.T) {
	t.Parallel()
	for mode, faults := range map[object.Mode]int{object.Optional: 1, object.Required: 1} {
		if found := one(t, object.Attribute{Mode: mode, Type: object.Flags{}}).Managed.Find("v").Type.check(t.Context(), []any{}, path.Root("v")); len(found) != faults {
			t.Errorf("diagnostics %v, want %d", found, faults)
		}
	}
	preset := one(t, object.Attribute{Mode: object.Default([]any{"none"}), Type: object.Flags{}}).Managed.Find("v")
	if found := preset.Type.check(t.Context(), []any{}, path.Root("v")); len(found) > 0 {
		t.Errorf("unexpected %v", found)
	}
	equal(t, "order of the enum", any("c,a,b"), compiledType(t, object.Flags{Enum: []string{"c", "a", "b"}}).ToGraph([]any{"a", "b", "c"}))
	equal(t, "order of the alphabet", any("a,b,c"), compiledType(t, object.Flags{}).ToGraph([]any{"c", "b", "a"}))
}

// TestFaultsOfASet stand on the element: on a word itself, and on the member of an
// object.
func TestFaultsOfASet(t *testing.T) {
	t.Parallel()
	closed := compiledType(t, object.Set{Of: object.String{Enum: []string{"a"}, Closed: true}})
	if found := closed.check(t.Context(), []any{"b", "c"}, path.Root("v")); len(found) != 2 {
		t.Errorf("diagnostics %v, want two", found)
	}
	if other := compiledType(t, object.Set{Of: object.Int{Max: 1}}).check(t.Context(), []any{json.Number("2")}, path.Root("v")); len(other) != 1 || pathOf(other[0]) != "v" {
		t.Errorf("diagnostics %v, want one on the set", other)
	}
	nested := compiledType(t, object.Set{Of: object.Object{Attributes: []object.Attribute{{Name: "word", Mode: object.Required, Type: object.String{Enum: []string{"a"}}}}}})
	found := nested.check(t.Context(), []any{Tree{"word": "b"}}, path.Root("v"))
	if len(found) != 1 || found[0].Severity() != diag.SeverityWarning || pathOf(found[0]) != "v[0].word" {
		t.Errorf("diagnostics %v, want a warning on word", found)
	}
}

// pathOf is where a diagnostic stands, or "".
func pathOf(d diag.Diagnostic) string {
	if located, ok := d.(diag.DiagnosticWithPath); ok {
		return located.Path().String()
	}
	return ""
}

func TestChoicesInsideOfCollections(t *testing.T) {
	t.Parallel()
	choice := object.OneOf{Variants: []object.Variant{{Name: "a", Type: "graph.a"}, {Name: "b", Type: "graph.b"}}}
	for name, typ := range map[string]object.Type{"a set": object.Set{Of: choice}, "a list": object.List{Of: choice}} {
		o := one(t, object.Attribute{Mode: object.Optional, Type: typ})
		for config, at := range map[string][]string{`[{"a":{}}]`: nil, `[{"a":{},"b":{}}]`: {"v[0]"}, `[{}]`: {"v[0]"}, `[{"a":"?"}]`: nil, `["?"]`: nil, `[{"a":{}},{}]`: {"v[1]"}} {
			var found []string
			for _, fault := range o.Faults(Tree{"v": ours(t, config)}) {
				found = append(found, pathOf(fault))
			}
			equal(t, name+" of "+config, at, found)
		}
	}
	variants := gadget(t)
	if found := variants.Faults(parse(t, `{"name":"free","big":"?","small":{}}`)); len(found) > 0 {
		t.Errorf("a choice that is not known yet is at fault: %v", found)
	}
}

// TestDisablingInside: what has to be disabled before it is removed may stand inside
// of another object, which is Graph's to judge when it goes as a whole.
func TestDisablingInside(t *testing.T) {
	t.Parallel()
	scopes := object.Map{Key: "value", ID: "id", Disable: "isEnabled", Attributes: []object.Attribute{
		{Name: "id", Mode: object.ReadOnly, Type: object.String{}}, {Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}},
	}}
	o := one(t, object.Attribute{Mode: object.Server, Type: object.Object{Merges: true, Kind: "graph.api", Attributes: []object.Attribute{
		{Name: "scopes", Mode: object.Default([]any{}), Type: scopes}, {Name: "note", Mode: object.Optional, Type: object.String{}},
	}}})
	prior := parse(t, `{"v":{"note":"n","scopes":{"A":{"id":"1","isEnabled":true},"B":{"id":"2","isEnabled":true}}}}`)
	want := graphs(t, `{"v":{"@odata.type":"#graph.api","scopes":[{"value":"A","id":"1","isEnabled":false},{"value":"B","id":"2","isEnabled":true}]}}`)
	disable, enable := o.Disabling(prior, parse(t, `{"v":{"note":"n","scopes":{"B":{"id":"2","isEnabled":true}}}}`))
	equal(t, "one removed", want, disable)
	equal(t, "and taken back", graphs(t, `{"v":{"@odata.type":"#graph.api","scopes":[{"value":"A","id":"1","isEnabled":true},{"value":"B","id":"2","isEnabled":true}]}}`), enable)
	for name, plan := range map[string]string{
		"none removed": `{"v":{"note":"m","scopes":{"A":{"id":"1","isEnabled":true},"B":{"id":"2","isEnabled":true}}}}`,
		"all removed":  `{"v":null}`,
		"not known":    `{"v":"?"}`,
	} {
		if disable, enable := o.Disabling(prior, parse(t, plan)); len(disable) > 0 || len(enable) > 0 {
			t.Errorf("%s: %v and %v are sent", name, disable, enable)
		}
	}
	if disable, _ := o.Disabling(Tree{}, prior); len(disable) > 0 {
		t.Errorf("without anything before, %v is sent", disable)
	}
	change := graphs(t, `{"v":{"@odata.type":"#graph.api","note":"m"}}`)
	equal(t, "a part with its type", change, o.PatchBody(prior, parse(t, `{"v":{"note":"m","scopes":{"A":{"id":"1","isEnabled":true},"B":{"id":"2","isEnabled":true}}}}`), Tree{}))
	whole := graphs(t, `{"v":{"@odata.type":"#graph.api","note":"m"}}`)
	equal(t, "the whole where none was", whole, o.PatchBody(Tree{}, parse(t, `{"v":{"note":"m","scopes":null}}`), Tree{}))
}

// TestListsOfAnotherLength have no secrets to reveal by their place.
func TestListsOfAnotherLength(t *testing.T) {
	t.Parallel()
	typ := compiledType(t, object.List{Of: object.Object{Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{}}, {Name: "key", Mode: object.WriteOnly, Type: object.String{}},
	}}})
	plan := ours(t, `[{"name":"a"},{"name":"b"}]`)
	equal(t, "another length", plan, typ.reveal(plan, ours(t, `[{"name":"a","key":"k"}]`)))
	equal(t, "the same length", ours(t, `[{"name":"a","key":"k","keyVersion":null},{"name":"b","key":null,"keyVersion":null}]`), typ.reveal(plan, ours(t, `[{"name":"a","key":"k"},{"name":"b"}]`)))
}
