// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

var address = object.Wrapped{Property: "cidr", Of: object.String{}, Kind: func(string) string { return "graph.v4" }}

// ours decodes any JSON value in Terraform's form, and theirs in Graph's.
func ours(t *testing.T, document string) any {
	t.Helper()
	return parse(t, `{"v":`+document+`}`)["v"]
}

func theirs(t *testing.T, document string) any {
	t.Helper()
	return graphs(t, `{"v":`+document+`}`)["v"]
}

func TestWireTranslatesBothWays(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		typ               object.Type
		terraform, graphs string
	}{
		"a map is a list with the key inside": {objecttest.Roles(), `{"A":{"id":"1","displayName":"a","isEnabled":true},"B":{"id":"2","displayName":"b","isEnabled":false}}`, `[{"value":"A","id":"1","displayName":"a","isEnabled":true},{"value":"B","id":"2","displayName":"b","isEnabled":false}]`},
		"a variant names its type":            {objecttest.Target(), `{"all":null,"group":{"groupId":"g"}}`, `{"@odata.type":"#graph.group","groupId":"g"}`},
		"a variant may have no members":       {objecttest.Target(), `{"all":{},"group":null}`, `{"@odata.type":"#graph.all"}`},
		"a wrapped value is an object":        {object.Set{Of: address}, `["10.0.0.0/8"]`, `[{"@odata.type":"#graph.v4","cidr":"10.0.0.0/8"}]`},
		"flags are one text":                  {object.Flags{Enum: []string{"a", "b", "c"}}, `["a","c"]`, `"a,c"`},
		"words are separated as they say":     {object.Flags{Separator: " "}, `["openid","profile"]`, `"openid profile"`},
		"elements of a set are translated":    {object.Set{Of: object.Object{Attributes: []object.Attribute{{Name: "target", Mode: object.Required, Type: objecttest.Target()}}}}, `[{"target":{"all":{},"group":null}}]`, `[{"target":{"@odata.type":"#graph.all"}}]`},
		"a document is JSON":                  {object.JSON{}, `"[{\"a\":12345678901234567890}]"`, `[{"a":12345678901234567890}]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(theirs(t, tt.graphs), compiledType(t, tt.typ).ToGraph(ours(t, tt.terraform))); diff != "" {
				t.Errorf("toGraph mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(ours(t, tt.terraform), compiledType(t, tt.typ).fromGraph(theirs(t, tt.graphs))); diff != "" {
				t.Errorf("fromGraph mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestToGraphMakesTheIDsThatClientsHaveToMake(t *testing.T) {
	t.Parallel()
	list, _ := compiledType(t, objecttest.Roles()).ToGraph(parse(t, `{"A":{"id":"?","displayName":"a","isEnabled":true}}`)).([]any)
	element, _ := list[0].(object.Body)
	if id := Text(element["id"]); !IsGUID(id) {
		t.Errorf("the id is %q, want a GUID", id)
	}
}

func TestElementsWithoutAKeyGoByTheirID(t *testing.T) {
	t.Parallel()
	list := theirs(t, `[{"id":"1","displayName":"a","isEnabled":true},{"id":"2","value":"B","displayName":"b","isEnabled":true},{"id":"3","displayName":"c","isEnabled":false}]`)
	roles := compiledType(t, objecttest.Roles())
	elements := roles.fromGraph(list)
	if diff := cmp.Diff(ours(t, `{"1":{"id":"1","displayName":"a","isEnabled":true},"B":{"id":"2","displayName":"b","isEnabled":true},"3":{"id":"3","displayName":"c","isEnabled":false}}`), elements); diff != "" {
		t.Errorf("from Graph (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{list.([]any)[0], list.([]any)[2], list.([]any)[1]}, roles.ToGraph(elements)); diff != "" {
		t.Errorf("to Graph (-want +got):\n%s", diff)
	}
}

// TestMembersThatGraphLists: an object to Terraform, elements of a list to Graph, of
// which a change names those that it is about, whole.
func TestMembersThatGraphLists(t *testing.T) {
	t.Parallel()
	rule := func(name string) object.Attribute {
		return object.Attribute{Name: name, Mode: object.Server, Type: object.Object{
			Kind: "graph.rule", Constant: object.Body{"target": "t"},
			Attributes: []object.Attribute{{Name: "days", Mode: object.Server, Type: object.Int{}}, {Name: "on", Mode: object.Server, Type: object.Bool{}}},
		}}
	}
	typ := compiledType(t, object.Object{ListedBy: "id", Merges: true, Attributes: []object.Attribute{rule("First"), rule("Second")}})
	listed := `[{"id":"Second","@odata.type":"#graph.rule","target":"t","days":2,"on":true},{"id":"New","x":1},{"id":"First","target":"t","days":1,"on":true}]`
	members := typ.fromGraph(theirs(t, listed))
	if diff := cmp.Diff(ours(t, `{"First":{"days":1,"on":true},"Second":{"days":2,"on":true}}`), members); diff != "" {
		t.Errorf("from Graph (-want +got):\n%s", diff)
	}
	both := `[{"id":"First","@odata.type":"#graph.rule","target":"t","days":1,"on":true},{"id":"Second","@odata.type":"#graph.rule","target":"t","days":2,"on":true}]`
	if diff := cmp.Diff(theirs(t, both), typ.ToGraph(members)); diff != "" {
		t.Errorf("to Graph (-want +got):\n%s", diff)
	}
	change := typ.change(members, ours(t, `{"First":{"days":1,"on":true},"Second":{"days":3,"on":true}}`))
	if diff := cmp.Diff(theirs(t, `[{"id":"Second","@odata.type":"#graph.rule","target":"t","days":3,"on":true}]`), change); diff != "" {
		t.Errorf("change (-want +got):\n%s", diff)
	}
	if got := typ.fromGraph("x"); got != "x" {
		t.Errorf("what is no list became %v", got)
	}
}

func TestFromGraphFillsDefaultsAndDropsTheRest(t *testing.T) {
	t.Parallel()
	typ := object.Object{Attributes: []object.Attribute{
		{Name: "names", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}},
		{Name: "note", Mode: object.Optional, Type: object.String{}},
	}}
	got := compiledType(t, typ).fromGraph(theirs(t, `{"names":null,"extra":1,"note":"n"}`))
	if diff := cmp.Diff(ours(t, `{"names":[],"note":"n"}`), got); diff != "" {
		t.Errorf("fromGraph mismatch (-want +got):\n%s", diff)
	}
}

// TestBinaryInHexadecimalDigits: a thumbprint is what people compare with others.
func TestBinaryInHexadecimalDigits(t *testing.T) {
	t.Parallel()
	typ := compiledType(t, object.Base64{Hex: true})
	for theirs, want := range map[string]any{
		"2iD8ppbE+D6Kmu1ZvjM2jtQh88E=": "DA20FCA696C4F83E8A9AED59BE33368ED421F3C1", "AA": "00", "": nil, "%": "%",
	} {
		if got := typ.fromGraph(theirs); got != want {
			t.Errorf("%q is %v, want %v", theirs, got, want)
		}
	}
}

func TestEquivalentByType(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		typ  object.Type
		a, b string
		want bool
	}{
		"durations of the same length":      {object.Duration{}, `"PT24H"`, `"P1D"`, true},
		"months are no days":                {object.Duration{}, `"P1M"`, `"P30D"`, false},
		"seconds are minutes":               {object.Duration{}, `"PT90S"`, `"PT1M30S"`, true},
		"seconds have fractions":            {object.Duration{}, `"PT1.50S"`, `"PT1.5S"`, true},
		"fractions of seconds count":        {object.Duration{}, `"PT1.5S"`, `"PT1S"`, false},
		"seconds are no minutes":            {object.Duration{}, `"PT1S"`, `"PT1M"`, false},
		"weeks are days":                    {object.Duration{}, `"P2W"`, `"P14D"`, true},
		"content with line breaks":          {object.Base64{}, `"YWJj\nZA=="`, `"YWJjZA"`, true},
		"other content":                     {object.Base64{}, `"YWJj"`, `"YWJk"`, false},
		"documents with names in any order": {object.JSON{}, `"{\"a\":1,\"b\":2}"`, `"{ \"b\": 2, \"a\": 1 }"`, true},
		"a document that lost a name":       {object.JSON{}, `"{\"a\":1,\"b\":2}"`, `"{\"a\":1}"`, false},
		"lists in another order":            {object.List{Of: object.String{}}, `["a","b"]`, `["b","a"]`, false},
		"sets in another order":             {object.Set{Of: object.String{}}, `["a","b"]`, `["b","a"]`, true},
		"references in another order":       {object.References{}, `["A","b"]`, `["B","a"]`, true},
		"references that are missing":       {object.References{}, `["a","b"]`, `["a","a"]`, false},
		"maps of equal elements":            {objecttest.Roles(), `{"A":{"id":"1","displayName":"a"}}`, `{"A":{"id":"1","displayName":"a"}}`, true},
		"maps with another key":             {objecttest.Roles(), `{"A":{"id":"1"}}`, `{"B":{"id":"1"}}`, false},
		"another variant":                   {objecttest.Target(), `{"all":{}}`, `{"group":{"groupId":"g"}}`, false},
		"flags in another order":            {object.Flags{}, `["a","b"]`, `["b","a"]`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := compiledType(t, tt.typ).Same(Equivalent, ours(t, tt.a), ours(t, tt.b)); got != tt.want {
				t.Errorf("equivalent(%s, %s) = %v, want %v", tt.a, tt.b, got, tt.want)
			}
		})
	}
}

func TestGraphMayAddToADocument(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		known, graphs string
		want          bool
	}{
		"names that Graph adds":      {`[{"a":1}]`, `[{"a":1,"id":"0"}]`, true},
		"null is absent":             {`[{"a":1,"b":null}]`, `[{"a":1}]`, true},
		"a value that has changed":   {`[{"a":1}]`, `[{"a":2,"id":"0"}]`, false},
		"an element more":            {`[{"a":1}]`, `[{"a":1},{"a":2}]`, false},
		"a name that Graph has lost": {`[{"a":1,"b":2}]`, `[{"a":1}]`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := compiledType(t, object.JSON{}).Same(Shown, tt.known, tt.graphs); got != tt.want {
				t.Errorf("shows(%s, %s) = %v, want %v", tt.known, tt.graphs, got, tt.want)
			}
		})
	}
}

func TestDurationPattern(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"P30D": true, "PT8H": true, "P1Y2M3DT4H5M6.7S": true, "-P1D": true, "P": false, "PT": false, "P1DT": false, "30 days": false, "": false} {
		if got := isDuration(s); got != want {
			t.Errorf("isDuration(%q) = %v, want %v", s, got, want)
		}
	}
}
