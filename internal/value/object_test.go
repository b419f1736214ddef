// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// shelf is a derived type under a parent, with values in every place where Graph
// shows some.
func shelf(t *testing.T, derived bool) *Object {
	t.Helper()
	expanded := object.Object{Attributes: []object.Attribute{
		{Name: "plain", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "inner", Mode: object.ReadOnly, Seen: object.Expanded, Type: object.Object{Attributes: []object.Attribute{{Name: "leaf", Mode: object.ReadOnly, Type: object.String{}}}}},
		{Name: "other", Mode: object.ReadOnly, Seen: object.Expanded, Type: object.Object{Attributes: []object.Attribute{{Name: "leaf", Mode: object.ReadOnly, Type: object.String{}}}}},
	}}
	return compiled(t, object.Definition{
		Name: "top_shelf", Place: object.Collection{API: object.V1, Path: "/rooms/{roomId}/shelves", Type: "microsoft.graph.shelf", Derived: derived},
		LookUp: object.LookUp{Key: "displayName"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "roomId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "displayName", Mode: object.Required, Type: object.String{}},
			{Name: "content", Mode: object.Optional, Seen: object.Alone, Type: object.String{}},
			{Name: "password", Mode: object.ReadOnly, Seen: object.InReply, Sensitive: true, Type: object.String{}},
			{Name: "key", Mode: object.WriteOnly, Type: object.String{}},
			{Name: "books", Mode: object.Links, Type: object.References{To: "book"}},
			{Name: "owner", Mode: object.ReadOnly, Seen: object.Expanded, Type: object.Object{Attributes: []object.Attribute{{Name: "id", Mode: object.ReadOnly, Type: object.String{}}}}},
			{Name: "makers", Mode: object.ReadOnly, Seen: object.Expanded, Type: object.Set{Of: expanded}},
		},
	})
}

func names(as Attributes) (all []string) {
	for _, a := range as {
		all = append(all, a.Name)
	}
	return all
}

func TestSelection(t *testing.T) {
	t.Parallel()
	o := shelf(t, false)
	options := o.Selection(o.Managed)
	equal(t, "$select", "id,displayName,content", options.Get("$select"))
	equal(t, "$expand", "owner,makers($expand=inner,other)", options.Get("$expand"))
	listed := o.Selection(o.Managed.Listed())
	equal(t, "$select in a list", "id,displayName", listed.Get("$select"))
	derived := shelf(t, true)
	if options := derived.Selection(derived.Managed); options.Has("$select") || !options.Has("$expand") {
		t.Errorf("of a derived type Graph cannot select, but expand: %v", options)
	}
	if options := gadget(t).Selection(gadget(t).Managed); len(options) > 0 {
		t.Errorf("of a type with variants Graph cannot select: %v", options)
	}
	equal(t, "relations", []string{"books"}, names(o.Relations()))
	equal(t, "no relations", []string(nil), names(widget(t).Relations()))
}

func TestWhoseTypeItIs(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		o           *Object
		kind        string
		ours, known bool
	}{
		"a derived type":           {shelf(t, true), "#microsoft.graph.shelf", true, true},
		"another derived type":     {shelf(t, true), "#microsoft.graph.box", false, false},
		"without a name":           {shelf(t, true), "", true, true},
		"the only type":            {shelf(t, false), "#microsoft.graph.box", true, true},
		"a variant":                {gadget(t), "#microsoft.graph.bigGadget", true, true},
		"an unknown variant":       {gadget(t), "#microsoft.graph.hugeGadget", true, false},
		"a variant without a name": {gadget(t), "", true, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := object.Body{KindProperty: tt.kind}
			if tt.o.IsOurs(body) != tt.ours || tt.o.IsKnown(body) != tt.known {
				t.Errorf("ours %v, known %v", tt.o.IsOurs(body), tt.o.IsKnown(body))
			}
		})
	}
}

func TestHowMessagesCallIt(t *testing.T) {
	t.Parallel()
	o := shelf(t, false)
	for state, want := range map[string]string{
		`{"id":"r/1","displayName":"Novels"}`: `top shelf "Novels"`,
		`{"id":"r/1"}`:                        `top shelf r/1`,
		`{"id":"?","displayName":"?"}`:        `top shelf`,
	} {
		equal(t, "label", want, o.Label(parse(t, state)))
	}
}

func TestIDsOfEveryPlace(t *testing.T) {
	t.Parallel()
	link := compiled(t, object.Definition{Name: "link", Place: object.Relation{Path: "/groups/{groupId}/members", Target: "memberId"}, Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
		{Name: "memberId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
	}})
	singleton := compiled(t, object.Definition{Name: "policy", Place: object.Singleton{Path: "/policies/thePolicy"}, Life: &object.Life{}, Attributes: []object.Attribute{
		{Name: "note", Mode: object.Server, Type: object.String{}},
		{Name: "web", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{{Name: "home", Mode: object.Server, Type: object.String{}}}}},
		{Name: "spare", Mode: object.Server, Removal: object.ClearedWith("x"), Type: object.String{}},
	}})
	top := compiled(t, object.Definition{Name: "top", Place: object.Collection{Path: "/tops"}})
	tests := map[string]struct {
		o     *Object
		id    string
		want  map[string]string
		error string
	}{
		"of a collection":      {top, upper, map[string]string{"id": lower}, ""},
		"opaque":               {top, "A/B==", map[string]string{"id": "A/B=="}, ""},
		"under a parent":       {shelf(t, false), upper + "/" + upper, map[string]string{"id": lower + "/" + lower, "roomId": lower}, ""},
		"without the parent":   {shelf(t, false), "x", nil, `"x" is not an id of a top shelf, which has the form room_id/id`},
		"of a link":            {link, "g/" + upper, map[string]string{"id": "g/" + lower, "groupId": "g", "memberId": lower}, ""},
		"of a link, by half":   {link, "g", nil, `"g" is not an id of a link, which has the form group_id/member_id`},
		"of the only one":      {singleton, "whatever/it/is", map[string]string{"id": "thePolicy"}, ""},
		"with escaped slashes": {shelf(t, false), "a%2Fb/c", map[string]string{"id": "a%2Fb/c", "roomId": "a/b"}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.o.SplitID(tt.id)
			if tt.error != "" {
				if err == nil || err.Error() != tt.error {
					t.Errorf("error %v, want %s", err, tt.error)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "parts", tt.want, got)
		})
	}
	equal(t, "own id without the parent's", "x", shelf(t, false).OwnID(Tree{"roomId": "r", "id": "x"}))
	equal(t, "own id under another parent", "x", shelf(t, false).OwnID(Tree{"roomId": "r", "id": "other/x"}))
	for name, never := range map[string]bool{"note": true, "web": false, "spare": false} {
		if got := singleton.Managed.Find(name).Removal.Never != ""; got != never {
			t.Errorf("a tenant's %s can never be cleared: %v, want %v", name, got, never)
		}
	}
	if a := top.Managed.Find("missing"); a != nil {
		t.Errorf("there is %v, which nobody has declared", a)
	}
}

func TestNamesUnderAParent(t *testing.T) {
	t.Parallel()
	o := shelf(t, false)
	parents, key, err := o.SplitKey("a%2Fb/my/shelf")
	if err != nil || key != "my/shelf" || parents["roomId"] != "a/b" {
		t.Errorf("split into %v, %q, %v", parents, key, err)
	}
	if _, _, err := o.SplitKey("shelf"); err == nil || err.Error() != `"shelf" does not name a top shelf, which takes the form name=room_id/display_name` {
		t.Errorf("error %v", err)
	}
	if parents, key, err := widget(t).SplitKey("a/b"); err != nil || key != "a/b" || len(parents) > 0 {
		t.Errorf("without a parent: %v, %q, %v", parents, key, err)
	}
}

func TestUpgrade(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version            int
		state, want, error string
	}{
		"from the first":   {0, `{"title":"t","size":9007199254740993}`, `{"name":"t","note":"was t","size":9007199254740993}`, ""},
		"from the second":  {1, `{"name":"n","gone":1}`, `{"name":"n","note":"was n"}`, ""},
		"from the present": {2, `{"name":"n","note":"x"}`, `{"name":"n","note":"x"}`, ""},
		"no JSON":          {0, `{`, "", "unexpected EOF"},
		"no object":        {0, `[]`, "", "instead of an object"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := widget(t).Upgrade(tt.version, []byte(tt.state))
			if tt.error != "" {
				if err == nil || !strings.Contains(err.Error(), tt.error) {
					t.Errorf("error %v, want %s", err, tt.error)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "state", tt.want, string(got))
		})
	}
}

// TestBodiesOfActions: an attribute with an action of its own is the action's
// parameter; some are sent with the object when that is created.
func TestBodiesOfActions(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{
		{Name: "name", Mode: object.Optional, Type: object.String{}},
		{Name: "plain", Mode: object.Optional, Action: &object.Action{Name: "set"}, Type: object.String{}},
		{Name: "renamed", Mode: object.Optional, Action: &object.Action{Name: "set", Property: "value", UpdateOnly: true}, Type: object.String{}},
		{Name: "boss", Mode: object.Optional, Single: true, Type: object.Wrapped{Property: "id", Of: object.String{}}},
	}})
	plan := parse(t, `{"name":"n","plain":"p","renamed":"r","boss":"b"}`)
	equal(t, "an action", object.Body{"plain": "p"}, o.Managed.Find("plain").ActionBody(plan))
	equal(t, "its parameter", object.Body{"value": "r"}, o.Managed.Find("renamed").ActionBody(plan))
	equal(t, "a creation", graphs(t, `{"name":"n","renamed":"r"}`), o.CreateBody(plan, Tree{}))
	equal(t, "a replacement", graphs(t, `{"name":"n"}`), o.ReplaceBody(parse(t, `{"name":"m","renamed":"r"}`), plan, Tree{}))
	equal(t, "a change", graphs(t, `{"name":"n"}`), o.PatchBody(Tree{}, plan, Tree{}))
}

// TestParametersOfThePath are sent where Graph wants them in the body too.
func TestParametersOfThePath(t *testing.T) {
	t.Parallel()
	place := object.Relation{Path: "/a/{aId}/b/{bId}/links", Target: "memberId"}
	o := compiled(t, object.Definition{Name: "d", Place: place, Life: &object.Life{Create: object.Create{ID: object.FromBody}}, Attributes: []object.Attribute{
		{Name: "aId", Mode: object.Required, Type: object.String{}},
		{Name: "bId", Mode: object.Required, Sent: true, Type: object.String{}},
		{Name: "memberId", Mode: object.Required, Type: object.String{}},
		{Name: "note", Mode: object.Optional, Type: object.String{}},
	}})
	equal(t, "body", graphs(t, `{"bId":"b","note":"n"}`), o.CreateBody(parse(t, `{"aId":"a","bId":"b","memberId":"m","note":"n"}`), Tree{}))
}

// TestChosenIDsAreSent only where they are part of the body.
func TestChosenIDsAreSent(t *testing.T) {
	t.Parallel()
	for source, want := range map[object.IDSource]string{object.FromBody: `{"id":"c1","name":"n"}`, object.FromPath: `{"name":"n"}`} {
		o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Life: &object.Life{Create: object.Create{ID: source}}, Attributes: []object.Attribute{
			{Name: "id", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "name", Mode: object.Required, Type: object.String{}},
		}})
		equal(t, "body", graphs(t, want), o.CreateBody(parse(t, `{"id":"c1","name":"n"}`), Tree{}))
	}
}

// TestWhatIsReplacedIsSentWhole: by PUT, and in an element of another object.
func TestWhatIsReplacedIsSentWhole(t *testing.T) {
	t.Parallel()
	attributes := []object.Attribute{
		{Name: "name", Mode: object.Optional, Type: object.String{}}, {Name: "note", Mode: object.Optional, Type: object.String{}},
	}
	prior, plan := parse(t, `{"name":"n","note":"a"}`), parse(t, `{"name":"n","note":null}`)
	for name, d := range map[string]object.Definition{
		"by PUT":  {Name: "d", Place: object.Collection{Path: "/d"}, Life: &object.Life{Replaces: true}, Attributes: attributes},
		"element": {Name: "d", Place: object.Element{Path: "/d/{dId}"}, Life: &object.Life{}, Attributes: attributes},
	} {
		o := compiled(t, d)
		equal(t, name, graphs(t, `{"name":"n","note":null}`), o.PatchBody(prior, plan, Tree{}))
		equal(t, name+" without a change", object.Body{}, o.PatchBody(prior, prior, Tree{}))
	}
	derived := shelf(t, true)
	equal(t, "a derived type", graphs(t, `{"@odata.type":"#microsoft.graph.shelf","displayName":"b"}`), derived.PatchBody(parse(t, `{"displayName":"a"}`), parse(t, `{"displayName":"b"}`), Tree{}))
	if body := derived.PatchBody(parse(t, `{"displayName":"a"}`), parse(t, `{"displayName":"a"}`), Tree{}); len(body) > 0 {
		t.Errorf("nothing has changed, and %v is sent", body)
	}
}

func TestSecretsAtCreation(t *testing.T) {
	t.Parallel()
	found := widget(t).MissingAtCreate(parse(t, `{"name":"n"}`))
	if len(found) != 1 || !found.HasError() || found[0].Summary() != "Missing secret" || !strings.Contains(found[0].Detail(), "Creating a widget needs secret.") {
		t.Fatalf("diagnostics %v, want one about secret", found)
	}
	if located, ok := found[0].(interface{ Path() path.Path }); !ok || !located.Path().Equal(path.Root("secret")) {
		t.Errorf("the diagnostic is not on secret: %v", found[0])
	}
	for _, config := range []string{`{"secret":{"value":"s"}}`, `{"secret":"?"}`} {
		if found := widget(t).MissingAtCreate(parse(t, config)); len(found) > 0 {
			t.Errorf("%s: unexpected %v", config, found)
		}
	}
}

func TestRulesOverWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	dynamic := object.Rule{When: []object.Condition{object.Is("kind", "dynamic"), object.Given("rule")}, Then: object.Absent("members"), Because: "Members follow from the rule."}
	either := object.Rule{When: []object.Condition{object.Is("kind", "other")}, Then: object.Absent("rule"), Or: []object.Condition{object.Given("note")}, Because: "x"}
	inner := object.Rule{When: []object.Condition{object.Is("web.isOn", true)}, Then: object.Given("web.home"), Because: "y"}
	o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Rules: []object.Rule{dynamic, either, inner}, Attributes: []object.Attribute{
		{Name: "kind", Mode: object.Default("plain"), Type: object.String{}},
		{Name: "rule", Mode: object.Optional, Type: object.String{}},
		{Name: "members", Mode: object.Links, Type: object.References{To: "user"}},
		{Name: "note", Mode: object.Optional, Rename: "remark", Type: object.String{}},
		{Name: "web", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isOn", Mode: object.Default(true), Type: object.Bool{}}, {Name: "home", Mode: object.Optional, Rename: "house", Type: object.String{}},
		}}},
	}})
	tests := map[string]struct {
		config, says string
		at           path.Path
		forbidden    bool
	}{
		"no rule concerns it":       {`{}`, "", path.Empty(), false},
		"one broken":                {`{"kind":"dynamic","rule":"r","members":["m"]}`, "members must not be set when kind is \"dynamic\" and rule is set. Members follow from the rule.", path.Root("members"), true},
		"one kept":                  {`{"kind":"dynamic","rule":"r"}`, "", path.Empty(), true},
		"half of the condition":     {`{"kind":"dynamic","members":["m"]}`, "", path.Empty(), false},
		"a condition not known yet": {`{"kind":"?","rule":"r","members":["m"]}`, "", path.Empty(), false},
		"a demand not known yet":    {`{"kind":"dynamic","rule":"r","members":["?"]}`, "", path.Empty(), true},
		"one of two":                {`{"kind":"other","rule":"r","note":"n"}`, "", path.Empty(), false},
		"the second not known yet":  {`{"kind":"other","rule":"r","note":"?"}`, "", path.Empty(), false},
		"none of two":               {`{"kind":"other","rule":"r"}`, "rule must not be set", path.Root("rule"), false},
		"a default inside":          {`{"web":{}}`, "web.home must be set when web.is_on is true. y", path.Root("web").AtName("house"), false},
		"a default overruled":       {`{"web":{"isOn":false}}`, "", path.Empty(), false},
		"inside of what is unknown": {`{"web":"?"}`, "", path.Empty(), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := parse(t, tt.config)
			if got := o.IsForbidden(o.Managed.Find("members"), config); got != tt.forbidden {
				t.Errorf("members are forbidden: %v, want %v", got, tt.forbidden)
			}
			if o.IsForbidden(o.Managed.Find("rule"), config) {
				t.Error("a rule is forbidden, though a note would do")
			}
			found := o.Faults(config)
			if tt.says == "" {
				if len(found) > 0 {
					t.Errorf("unexpected: %v", found)
				}
				return
			}
			if len(found) != 1 || !strings.Contains(found[0].Detail(), tt.says) {
				t.Fatalf("diagnostics %v, want one that says %s", found, tt.says)
			}
			if located, ok := found[0].(interface{ Path() path.Path }); !ok || !located.Path().Equal(tt.at) {
				t.Errorf("the diagnostic is not on %s: %v", tt.at, found[0])
			}
		})
	}
}
