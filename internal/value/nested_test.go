// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

func TestBodiesOfNestedShapes(t *testing.T) {
	t.Parallel()
	const prior = `{"name":"n","web":{"home":"h","kind":"k"},"big":{"weight":1,"colour":"red"},"roles":{"A":{"id":"1","displayName":"a","isEnabled":true}}}`
	tests := map[string]struct{ prior, plan, want string }{
		"a create flattens the variant":             {``, prior, `{"@odata.type":"#microsoft.graph.bigGadget","name":"n","web":{"home":"h","kind":"k"},"weight":1,"colour":"red","roles":[{"value":"A","id":"1","displayName":"a","isEnabled":true}]}`},
		"of a variant only what changed is sent":    {prior, strings.Replace(prior, `"weight":1`, `"weight":2`, 1), `{"@odata.type":"#microsoft.graph.bigGadget","weight":2}`},
		"every change names the variant":            {prior, strings.Replace(prior, `"n"`, `"m"`, 1), `{"@odata.type":"#microsoft.graph.bigGadget","name":"m"}`},
		"a type that merges is sent in parts":       {prior, strings.Replace(prior, `"home":"h"`, `"home":null`, 1), `{"@odata.type":"#microsoft.graph.bigGadget","web":{"home":null}}`},
		"a map is sent whole":                       {prior, strings.Replace(prior, `"displayName":"a"`, `"displayName":"b"`, 1), `{"@odata.type":"#microsoft.graph.bigGadget","roles":[{"value":"A","id":"1","displayName":"b","isEnabled":true}]}`},
		"what has an action of its own is not sent": {prior, strings.Replace(prior, `"name":"n"`, `"name":"n","targets":[{"target":{"all":{}}}],"owners":["o"]`, 1), `{}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got object.Body
			if tt.prior == "" {
				got = gadget(t).CreateBody(parse(t, tt.plan), Tree{})
			} else {
				got = gadget(t).PatchBody(parse(t, tt.prior), parse(t, tt.plan), Tree{})
			}
			if diff := cmp.Diff(graphs(t, tt.want), got); diff != "" {
				t.Errorf("body mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRemovedElementsAreDisabledFirst(t *testing.T) {
	t.Parallel()
	prior := parse(t, `{"name":"n","roles":{"A":{"id":"1","displayName":"a","isEnabled":true},"B":{"id":"2","displayName":"b","isEnabled":true},"C":{"id":"3","displayName":"c","isEnabled":false}}}`)
	plan := parse(t, `{"name":"m","roles":{"B":{"id":"2","displayName":"b2","isEnabled":true}}}`)
	want := graphs(t, `{"roles":[{"value":"A","id":"1","displayName":"a","isEnabled":false},{"value":"B","id":"2","displayName":"b","isEnabled":true},{"value":"C","id":"3","displayName":"c","isEnabled":false}]}`)
	disable, _ := gadget(t).Disabling(prior, plan)
	if diff := cmp.Diff(want, disable); diff != "" {
		t.Errorf("body mismatch (-want +got):\n%s", diff)
	}
	if disable, _ := gadget(t).Disabling(prior, prior); len(disable) > 0 {
		t.Errorf("nothing is removed, and %v would be sent", disable)
	}
}

func TestPlanOfNestedShapes(t *testing.T) {
	t.Parallel()
	const prior = `{"name":"n","web":{"home":"h","kind":"k","fixed":"f"},"big":{"weight":1,"colour":"red"},"roles":{"A":{"id":"1","displayName":"a","isEnabled":true}},"owners":["o"]}`
	tests := map[string]struct {
		config, want string
		replace      []string
	}{
		"a server's member keeps its value":           {`{"home":"x","fixed":"f"}`, `{"home":"x","kind":"k","fixed":"f"}`, nil},
		"a member that is fixed at creation replaces": {`{"home":"h","fixed":"g"}`, `{"home":"h","kind":"k","fixed":"g"}`, []string{"web"}},
		"left out as a whole it stays":                {`null`, `{"home":"h","kind":"k","fixed":"f"}`, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := parse(t, prior)
			config := parse(t, `{"name":"n","big":{"weight":1,"colour":"red"},"roles":{"A":{"displayName":"a"}},"web":`+tt.config+`}`)
			plan := gadget(t).Plan(before, config, Memory{})
			if diff := cmp.Diff(parse(t, tt.want), plan.Next["web"]); diff != "" {
				t.Errorf("web mismatch (-want +got):\n%s", diff)
			}
			for _, other := range []string{"big", "roles", "owners"} {
				if diff := cmp.Diff(before[other], plan.Next[other]); diff != "" {
					t.Errorf("%s mismatch (-want +got):\n%s", other, diff)
				}
			}
			if diff := cmp.Diff(tt.replace, plan.Replaced); diff != "" {
				t.Errorf("replaced mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnotherVariantIsAnotherObject(t *testing.T) {
	t.Parallel()
	plan := gadget(t).Plan(parse(t, `{"name":"n","big":{"weight":1}}`), parse(t, `{"name":"n","small":{"length":2}}`), Memory{})
	if diff := cmp.Diff([]string{"big", "small"}, plan.Replaced); diff != "" {
		t.Errorf("replaced mismatch (-want +got):\n%s", diff)
	}
}

func TestIDsOfElementsStayWithTheirKeys(t *testing.T) {
	t.Parallel()
	prior := parse(t, `{"roles":{"A":{"id":"1","displayName":"a","isEnabled":true}}}`)
	config := parse(t, `{"roles":{"A":{"displayName":"new"},"B":{"displayName":"b"}}}`)
	want := parse(t, `{"A":{"id":"1","displayName":"new","isEnabled":true},"B":{"id":"?","displayName":"b","isEnabled":true}}`)
	if diff := cmp.Diff(want, gadget(t).Plan(prior, config, Memory{}).Next["roles"]); diff != "" {
		t.Errorf("roles mismatch (-want +got):\n%s", diff)
	}
}

func TestNestedFaultsStandOnTheirAttribute(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		config, want string
		at           path.Path
	}{
		"no variant":        {`{"name":"free"}`, "Exactly one of", path.Empty()},
		"two variants":      {`{"name":"free","big":{},"small":{}}`, "2 are", path.Empty()},
		"an empty choice":   {`{"name":"free","big":{},"targets":[{"target":{}}]}`, "Exactly one of `all`, `group`", path.Root("targets").AtListIndex(0).AtName("target")},
		"a rule's first":    {`{"name":"n","big":{}}`, "web.home must be set, or roles.x must be set, or name must be \"free\"", path.Root("web").AtName("home")},
		"unknown is left":   {`{"name":"?","big":{}}`, "", path.Empty()},
		"one of them holds": {`{"name":"n","big":{},"web":{"home":"h"}}`, "", path.Empty()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := gadget(t).Faults(parse(t, tt.config))
			if tt.want == "" {
				if len(found) > 0 {
					t.Errorf("unexpected diagnostics: %v", found)
				}
				return
			}
			if len(found) != 1 || !strings.Contains(found[0].Detail(), tt.want) {
				t.Fatalf("diagnostics %v, want one that mentions %q", found, tt.want)
			}
			at := path.Empty() // Terraform then shows the resource
			if located, ok := found[0].(interface{ Path() path.Path }); ok {
				at = located.Path()
			}
			if !at.Equal(tt.at) {
				t.Errorf("the diagnostic is not on %s: %v", tt.at, found[0])
			}
		})
	}
}

func TestOnlyMissingLinksAreMade(t *testing.T) {
	t.Parallel()
	present, wanted := []any{"a", "B"}, []any{"b", "c", "A", "d"}
	if diff := cmp.Diff([]string{"c", "d"}, MissingFrom(present, wanted)); diff != "" {
		t.Errorf("missing mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string(nil), MissingFrom(wanted, present)); diff != "" {
		t.Errorf("removed mismatch (-want +got):\n%s", diff)
	}
}

// TestMergedMaps: what Graph has besides what somebody has written is not compared, not
// shown and not taken away, and a new element says what it is.
func TestMergedMaps(t *testing.T) {
	t.Parallel()
	typ := compiledType(t, object.Map{Key: "key", Merged: &object.Merged{Property: "value"}, Attributes: []object.Attribute{{Name: "value", Mode: object.Optional, Type: object.String{}}}})
	one, two := ours(t, `{"a":{"value":"x"}}`), ours(t, `{"a":{"value":"x"},"b":{"value":"y"}}`)
	if !typ.Same(Shown, one, two) || typ.Same(Shown, two, one) || typ.Same(Equivalent, one, two) {
		t.Error("what Graph has besides counts, or what it lacks does not")
	}
	if diff := cmp.Diff(one, typ.spell(one, two)); diff != "" {
		t.Errorf("shown of what is there (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(two, typ.spell(nil, two)); diff != "" {
		t.Errorf("shown of an import (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(theirs(t, `[{"key":"a","value":"x"},{"key":"b","value":""}]`), typ.change(two, one)); diff != "" {
		t.Errorf("what is taken away (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{}, typ.ToGraph(ours(t, `{"a":{"value":null}}`))); diff != "" {
		t.Errorf("an element without a value (-want +got):\n%s", diff)
	}
	for config, wrong := range map[string]bool{`{"a":{"value":null}}`: false, `{"a":{"value":null},"b":{"value":null}}`: true, `{"b":{"value":"y"}}`: false} {
		p := &planner{}
		typ.plan(p, one, ours(t, config), place{name: "secrets", path: path.Root("secrets")})
		if p.diags.HasError() != wrong {
			t.Errorf("%s beside one that has a: %v", config, p.diags)
		}
	}
}
