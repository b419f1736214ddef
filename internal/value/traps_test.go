// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// vault has what is write-only in every place where that is possible.
func vault(t *testing.T) *Object {
	t.Helper()
	secret := []object.Attribute{
		{Name: "ssid", Mode: object.Required, Type: object.String{}},
		{Name: "key", Mode: object.WriteOnly, Type: object.String{}},
	}
	return compiled(t, object.Definition{Name: "vault", Place: object.Collection{Path: "/vaults"}, Attributes: []object.Attribute{
		{Name: "wifi", Mode: object.Optional, Type: object.Object{Attributes: secret}},
		{Name: "merged", Mode: object.Optional, Type: object.Object{Merges: true, Attributes: secret}},
		{Name: "byName", Mode: object.Optional, Type: object.Map{Key: "name", Attributes: secret}},
		{Name: "inOrder", Mode: object.Optional, Type: object.List{Of: object.Object{Attributes: secret}}},
		{Name: "words", Mode: object.WriteOnly, Type: object.List{Of: object.String{}}},
		{Name: "byKey", Mode: object.WriteOnly, Type: object.Map{Key: "name", Attributes: []object.Attribute{{Name: "value", Mode: object.Required, Type: object.String{}}}}},
	}})
}

// TestNestedSecrets are sent, are nowhere else, and are sent again with another
// version of theirs.
func TestNestedSecrets(t *testing.T) {
	t.Parallel()
	const (
		config = `{"wifi":{"ssid":"s","key":"k","keyVersion":1},"merged":{"ssid":"s","key":"k","keyVersion":1},"byName":{"a":{"ssid":"s","key":"k"}},
			"inOrder":[{"ssid":"s","key":"k"}],"words":["w"],"byKey":{"a":{"value":"v"}}}`
		state = `{"wifi":{"ssid":"s","key":null,"keyVersion":1},"merged":{"ssid":"s","key":null,"keyVersion":1},"byName":{"a":{"ssid":"s","key":null,"keyVersion":null}},
			"inOrder":[{"ssid":"s","key":null,"keyVersion":null}],"words":null,"wordsVersion":null,"byKey":null,"byKeyVersion":null}`
		body = `{"wifi":{"ssid":"s","key":"k"},"merged":{"ssid":"s","key":"k"},"byName":[{"name":"a","ssid":"s","key":"k"}],
			"inOrder":[{"ssid":"s","key":"k"}],"words":["w"],"byKey":[{"name":"a","value":"v"}]}`
		read = `{"wifi":{"ssid":"s"},"merged":{"ssid":"s"},"byName":[{"name":"a","ssid":"s"}],"inOrder":[{"ssid":"s"}]}`
	)
	o, given := vault(t), parse(t, config)
	plan := o.Plan(nil, given, Memory{})
	delete(plan.Next, "id")
	delete(plan.Next, "timeouts")
	if diff := cmp.Diff(parse(t, state), plan.Next); diff != "" {
		t.Errorf("plan mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(graphs(t, body), o.CreateBody(plan.Next, given)); diff != "" {
		t.Errorf("create body mismatch (-want +got):\n%s", diff)
	}
	prior := o.Refresh(plan.Next, graphs(t, read))
	if diff := cmp.Diff(parse(t, state), without(prior, "id", "timeouts")); diff != "" {
		t.Errorf("state mismatch (-want +got):\n%s", diff)
	}
	if sent := o.PatchBody(prior, o.Plan(prior, given, Memory{}).Next, given); len(sent) > 0 {
		t.Errorf("nothing has changed, and %v is sent", sent)
	}
	for name, want := range map[string]string{
		"wifi":   `{"wifi":{"ssid":"s","key":"new"}}`,
		"merged": `{"merged":{"key":"new"}}`,
	} {
		changed := parse(t, config)
		changed[name] = parse(t, `{"ssid":"s","key":"new","keyVersion":2}`)
		if diff := cmp.Diff(graphs(t, want), o.PatchBody(prior, o.Plan(prior, changed, Memory{}).Next, changed)); diff != "" {
			t.Errorf("%s: patch mismatch (-want +got):\n%s", name, diff)
		}
	}
	changed := parse(t, config)
	changed["wordsVersion"] = parse(t, `{"v":1}`)["v"]
	if diff := cmp.Diff(graphs(t, `{"words":["w"]}`), o.PatchBody(prior, o.Plan(prior, changed, Memory{}).Next, changed)); diff != "" {
		t.Errorf("words: patch mismatch (-want +got):\n%s", diff)
	}
	if _, err := o.Managed.Encode(prior); err != nil {
		t.Error(err)
	}
}

func TestSchemaOfSecrets(t *testing.T) {
	t.Parallel()
	attributes := managedSchema(vault(t))
	for name, want := range map[string]bool{"words": true, "by_key": true, "in_order": false, "wifi": false} {
		if got := attributes[name].WriteOnly; got != want {
			t.Errorf("%s is write-only: %v, want %v", name, got, want)
		}
	}
}

func without(t Tree, names ...string) Tree {
	for _, name := range names {
		delete(t, name)
	}
	return t
}

func TestSetsCannotBeSecret(t *testing.T) {
	t.Parallel()
	_, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: object.WriteOnly, Type: object.Object{Attributes: []object.Attribute{
		{Name: "inner", Mode: object.Optional, Type: object.Set{Of: object.String{}}},
	}}}})
	if err == nil {
		t.Error("a set that is write-only was compiled, which Terraform refuses")
	}
}

// TestFixedAtCreationInside: a change of what is fixed at creation needs a new
// object, wherever it stands.
func TestFixedAtCreationInside(t *testing.T) {
	t.Parallel()
	fixed := []object.Attribute{
		{Name: "fixed", Mode: object.Optional, CreateOnly: true, Type: object.String{}},
		{Name: "free", Mode: object.Optional, Type: object.String{}},
	}
	tests := map[string]struct {
		typ                object.Type
		prior, free, moved string
	}{
		"an object":  {object.Object{Attributes: fixed}, `{"fixed":"a"}`, `{"fixed":"a","free":"x"}`, `{"fixed":"b"}`},
		"a map":      {object.Map{Key: "k", Attributes: fixed}, `{"one":{"fixed":"a"}}`, `{"one":{"fixed":"a","free":"x"},"two":{"fixed":"b"}}`, `{"one":{"fixed":"b"}}`},
		"one of two": {object.OneOf{Variants: []object.Variant{{Name: "v", Type: "graph.v", Attributes: fixed}}}, `{"v":{"fixed":"a"}}`, `{"v":{"fixed":"a","free":"x"}}`, `{"v":{"fixed":"b"}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{{Name: "v", Mode: object.Optional, Type: tt.typ}}})
			prior := Tree{"v": ours(t, tt.prior)}
			if replaced := o.Plan(prior, Tree{"v": ours(t, tt.free)}, Memory{}).Replaced; len(replaced) > 0 {
				t.Errorf("a change of something else replaces the object")
			}
			if diff := cmp.Diff([]string{"v"}, o.Plan(prior, Tree{"v": ours(t, tt.moved)}, Memory{}).Replaced); diff != "" {
				t.Errorf("replaced mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGivenOnce: what an object may get once, later than at its creation, is a
// change; another value, or none, takes a new object.
func TestGivenOnce(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}, Attributes: []object.Attribute{{Name: "name", Mode: object.Optional, CreateOnly: true, Once: true, Type: object.String{}}}})
	for _, tt := range []struct {
		prior, next any
		replaced    bool
	}{{nil, "a", false}, {nil, Unknown{}, false}, {"a", "a", false}, {"a", "b", true}, {"a", nil, true}} {
		plan := o.Plan(Tree{"name": tt.prior}, Tree{"name": tt.next}, Memory{})
		if got := len(plan.Replaced) > 0; got != tt.replaced {
			t.Errorf("from %v to %v: replaced %v, want %v", tt.prior, tt.next, got, tt.replaced)
		}
		if body := o.PatchBody(Tree{"name": tt.prior}, plan.Next, Tree{"name": tt.next}); tt.next == "a" && tt.prior == nil && body["name"] != "a" {
			t.Errorf("the change sends %v", body)
		}
	}
}

func TestOpenRanges(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		typ  object.Int
		v    string
		want bool
	}{
		"below an open range": {object.Int{Min: 5}, `4`, false},
		"in an open range":    {object.Int{Min: 5}, `5`, true},
		"far up":              {object.Int{Min: 5}, `9000000000`, true},
		"from nought":         {object.Int{Max: 5}, `0`, true},
		"below nought":        {object.Int{Max: 5}, `-1`, false},
		"above":               {object.Int{Max: 5}, `6`, false},
		"anything":            {object.Int{}, `-6`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if found := compiledType(t, tt.typ).check(t.Context(), ours(t, tt.v), path.Root("v")); found.HasError() == tt.want {
				t.Errorf("%s is possible: %v, want %v", tt.v, !found.HasError(), tt.want)
			}
		})
	}
}

// TestPathsOfFunctions: an argument of a function is a text of OData in a path, and the
// parameter that has a value chooses the function.
func TestPathsOfFunctions(t *testing.T) {
	t.Parallel()
	parameter := func(name string) object.Attribute {
		return object.Attribute{Name: name, Mode: object.ReadOnly, Type: object.String{}}
	}
	asked := compiled(t, object.Definition{
		Name: "asked", Place: object.Answer{Paths: []string{"/x/find(id='{id2}')", "/x/findByName(name='{name}')"}},
		Attributes: []object.Attribute{parameter("id2"), parameter("name")},
	})
	for name, tt := range map[string]struct {
		given Tree
		want  string
	}{
		"by the first":         {Tree{"id2": "1"}, "/x/find(id='1')"},
		"by the second":        {Tree{"name": "a"}, "/x/findByName(name='a')"},
		"a quote":              {Tree{"name": "O'Neil"}, "/x/findByName(name='O%27%27Neil')"},
		"an end of the call":   {Tree{"name": "a')/y('"}, "/x/findByName(name='a%27%27%29%2Fy%28%27%27')"},
		"a name in braces":     {Tree{"id2": "{name}"}, "/x/find(id='%7Bname%7D')"},
		"an unknown parameter": {Tree{}, "/x/find(id='')"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := asked.CollectionPath(tt.given); got != tt.want {
				t.Errorf("the path is %s, want %s", got, tt.want)
			}
		})
	}
	if got := Filled("/x/{a}/y", []string{"a"}, Tree{"a": "O'Neil"}); got != "/x/O%27Neil/y" {
		t.Errorf("a segment is written as %s, which doubles no quote", got)
	}
}

// TestIDsWithSlashes: ids are opaque, and some have a slash in them.
func TestIDsWithSlashes(t *testing.T) {
	t.Parallel()
	child := compiled(t, object.Definition{Name: "child", Place: object.Collection{Path: "/parents/{parentId}/children"}, Attributes: []object.Attribute{
		{Name: "parentId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
	}})
	tests := map[string]struct {
		parent, own, state, path string
	}{
		"plain":               {"p", "o", "p/o", "/parents/p/children"},
		"in the object's own": {"p", "a/b==", "p/a/b==", "/parents/p/children"},
		"in the parent's":     {"a/b", "o", "a%2Fb/o", "/parents/a%2Fb/children"},
		"with a percent sign": {"a%2Fb", "o", "a%252Fb/o", "/parents/a%252Fb/children"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree := Tree{"parentId": tt.parent}
			tree["id"] = child.StateID(tree, tt.own)
			if tree["id"] != tt.state {
				t.Errorf("the id in state is %v, want %s", tree["id"], tt.state)
			}
			if own := child.OwnID(tree); own != tt.own {
				t.Errorf("the object's own id is %s, want %s", own, tt.own)
			}
			if got := child.CollectionPath(tree); got != tt.path {
				t.Errorf("the path is %s, want %s", got, tt.path)
			}
			split, err := child.SplitID(tt.state)
			if err != nil || split["parentId"] != tt.parent || split["id"] != tt.state {
				t.Errorf("the id is split into %v, %v", split, err)
			}
		})
	}
	single := compiled(t, object.Definition{Name: "d", Place: object.Collection{Path: "/d"}})
	if own := single.OwnID(Tree{"id": "a/b=="}); own != "a/b==" {
		t.Errorf("without a parent the object's own id is %s, want all of it", own)
	}
}
