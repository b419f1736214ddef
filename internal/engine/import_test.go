// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestImportsByAnID take it as it stands in a state, and keep what is an argument of
// Terraform's alone as it is without a configuration.
func TestImportsByAnID(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		object, id string
		want       value.Tree
		says       string
	}{
		"an id":                        {"crew", "c1", value.Tree{"id": "c1", "name": nil, "permanentlyDelete": false, "restoreDeleted": false}, ""},
		"a name where there is none":   {"grant", "name=g1", value.Tree{"id": "name=g1"}, ""},
		"the only one":                 {"policy", "anything", value.Tree{"id": "thePolicy", "note": nil}, ""},
		"a part of another object":     {"part", "w1/p1", value.Tree{"id": "w1/p1", "widgetId": "w1"}, ""},
		"a link":                       {"membership", "c1/m1", value.Tree{"id": "c1/m1", "crewId": "c1", "memberId": "m1"}, ""},
		"a part without its parent":    {"part", "p1", nil, "has the form widget_id/id"},
		"a name that nothing has":      {"crew", "name=z", nil, `No crew has the name "z"`},
		"a name that something has":    {"crew", "name=A", value.Tree{"id": "c1"}, ""},
		"a name that two objects have": {"crew", "name=b", nil, "Several objects of kind crew have the name \"b\": c2, c3"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{
				"GET /v1.0/crews": {{200, `{"value":[{"id":"c1","name":"a"},{"id":"c2","name":"b"},{"id":"c3","name":"b"}]}`}},
			}, crew(), rules(), nameless(), membership(), part())
			b := h.block(tt.object, "")
			imported, err := h.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_" + tt.object, ID: tt.id})
			if err != nil {
				t.Fatal(err)
			}
			if tt.says != "" {
				if len(imported.Diagnostics) != 1 || !strings.HasPrefix(imported.Diagnostics[0].Summary, "Cannot import "+tt.object) {
					t.Errorf("said %s", said(imported.Diagnostics))
				}
				mentions(t, imported.Diagnostics, tt.says)
				return
			}
			mentions(t, imported.Diagnostics)
			one := imported.ImportedResources[0]
			if one.TypeName != "test_"+tt.object {
				t.Errorf("a %q was imported", one.TypeName)
			}
			b.keep(one.State, one.Private, one.Identity)
			holds(t, b.values(), tt.want)
			if b.noted(importedKey) != "true" || b.identified() != [2]string{value.Text(tt.want["id"]), "t1"} {
				t.Errorf("noted %q, of %v", b.noted(importedKey), b.identified())
			}
		})
	}
}

// TestImportsRefuseAnIDOfAnotherKind before anything is read: what Graph answers of it
// tells nobody what is wrong.
func TestImportsRefuseAnIDOfAnotherKind(t *testing.T) {
	t.Parallel()
	seat := object.Definition{
		Name: "seat", Doc: "A seat.", Life: &object.Life{},
		Place:      object.Collection{API: object.V1, Path: "/crews/{crewId}/seats", Type: "microsoft.graph.seat"},
		Attributes: []object.Attribute{{Name: "crewId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "crew"}}},
	}
	h := serve(t, nil, crew(), seat)
	imported, err := h.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_seat", ID: "Ultra/s1"})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, imported.Diagnostics, `Cannot import seat`, `crew_id of the id "Ultra/s1": The value must be the id of a crew, a GUID, and not "Ultra". It is found with data "microsoft365_crew" by name.`)
	if len(imported.ImportedResources) > 0 {
		t.Error("something is imported")
	}
}

// TestANameInPlaceOfAnID is what the read after an import warns of, as far as Graph's
// answer leaves the question open.
func TestANameInPlaceOfAnID(t *testing.T) {
	t.Parallel()
	const guid = "11111111-1111-4111-8111-111111111111"
	for name, tt := range map[string]struct {
		object, id, path string
		status           int
		want             string
	}{
		"what Graph takes for no id": {"crew", "Ultra", "/v1.0/crews/Ultra", 400, "\n  name=Ultra"},
		"what is not there":          {"crew", "Ultra", "/v1.0/crews/Ultra", 404, "\n  name=Ultra"},
		"below another object":       {"part", "w1/First", "/v1.0/widgets/w1/parts/First", 404, "\n  name=w1/First"},
		"a GUID":                     {"crew", guid, "/v1.0/crews/" + guid, 404, ""},
		"another refusal":            {"crew", "Ultra", "/v1.0/crews/Ultra", 403, ""},
		"what has no name":           {"grant", "Ultra", "/v1.0/grants/Ultra", 404, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{"GET " + tt.path: {{tt.status, `{"error":{"message":"No."}}`}}}, crew(), nameless(), part())
			imported, err := h.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_" + tt.object, ID: tt.id})
			if err != nil {
				t.Fatal(err)
			}
			b := h.block(tt.object, "")
			one := imported.ImportedResources[0]
			b.keep(one.State, one.Private, one.Identity)
			diags := b.refresh()
			if tt.want == "" {
				if text := said(diags); strings.Contains(text, "a name?") {
					t.Errorf("it asks:\n%s", text)
				}
				return
			}
			mentions(t, diags, `Is "`+tt.id[strings.LastIndex(tt.id, "/")+1:]+`" a name?`, tt.want)
		})
	}
}

// TestListsYieldWhatAnImportMakes of each object.
func TestListsYieldWhatAnImportMakes(t *testing.T) {
	t.Parallel()
	h := answering(t, map[string][]answer{
		"GET /v1.0/crews": {{200, `{"value":[` + crewShown + `]}`}}, "GET /v1.0/crews/c1": {{200, crewShown}}, "GET /v1.0/crews/c1/members": {{200, crewMembers}},
	})
	for name, tt := range map[string]struct {
		config    value.Tree
		id, shown string
		want      value.Tree
	}{
		"crew":       {value.Tree{}, "c1", "a", value.Tree{"id": "c1", "name": "a", "motto": "m", "members": []any{"m1", "m2"}, "restoreDeleted": false}},
		"membership": {value.Tree{"crewId": "c1"}, "c1/m1", "c1/m1", value.Tree{"id": "c1/m1", "crewId": "c1", "memberId": "m1"}},
	} {
		for _, include := range []bool{true, false} {
			t.Run(fmt.Sprint(name, " ", include), func(t *testing.T) {
				t.Parallel()
				b := h.block(name, "")
				n := 0
				for result := range h.listOf(t.Context(), name, 10, include, tt.config) {
					if n++; n > 1 {
						continue
					}
					mentions(t, result.Diagnostics)
					b.identity = result.Identity
					if result.DisplayName != tt.shown || b.identified() != [2]string{tt.id, "t1"} || (result.Resource != nil) != include {
						t.Errorf("yields %q, %v, with the resource: %v", result.DisplayName, b.identified(), result.Resource != nil)
					}
					if include {
						b.keep(result.Resource, nil, nil)
						holds(t, b.values(), tt.want)
					}
				}
			})
		}
	}
}

// TestListsLeaveStrangersOut, with a warning, and go on.
func TestListsLeaveStrangersOut(t *testing.T) {
	t.Parallel()
	const list = `{"value":[{"@odata.type":"#microsoft.graph.bigPet","id":"p1","name":"a"},{"@odata.type":"#microsoft.graph.otherPet","id":"p2","name":"b"},{"@odata.type":"#microsoft.graph.bigPet","id":"p3","name":"c"}]}`
	pet := object.Definition{
		Name: "pet", Place: object.Collection{API: object.V1, Path: "/pets", Type: "microsoft.graph.pet"}, LookUp: object.LookUp{Key: "name"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "name", Mode: object.Required, Type: object.String{}}},
		Variants: []object.Variant{
			{Name: "big", Type: "microsoft.graph.bigPet", Attributes: []object.Attribute{{Name: "weight", Mode: object.Optional, Type: object.Int{}}}},
			{Name: "small", Type: "microsoft.graph.smallPet"},
		},
	}
	h := serve(t, map[string][]answer{"GET /v1.0/pets": {{200, list}}}, pet)
	var names, warned []string
	for result := range h.listOf(t.Context(), "pet", 10, false, value.Tree{}) {
		if failed(result.Diagnostics) {
			t.Fatal(said(result.Diagnostics))
		}
		for _, d := range result.Diagnostics {
			warned = append(warned, d.Summary)
			continue
		}
		if result.Identity != nil {
			names = append(names, result.DisplayName)
		}
	}
	if strings.Join(names, " ") != "a c" || strings.Join(warned, " ") != "An object of an unknown type was left out" {
		t.Errorf("yields %v, and warns %v", names, warned)
	}
	found, diags := h.data("pets", nil)
	if ids := fmt.Sprint(found["ids"]); ids != "[p1 p3]" || failed(diags) {
		t.Errorf("found %v: %s", ids, said(diags))
	}
	mentions(t, diags, "Objects of unknown types were left out", "microsoft.graph.otherPet")
}

// TestMoves take the ids of another provider's state.
func TestMoves(t *testing.T) {
	t.Parallel()
	d := part()
	d.MovedFrom = object.From("other_part")
	tests := map[string]struct {
		from, state string
		want        value.Tree
		says        []string
	}{
		"of a known type":    {"other_part", `{"id":"/widgets/w1/parts/p1","name":"a"}`, value.Tree{"id": "w1/p1", "widgetId": "w1", "name": nil}, nil},
		"of another":         {"other_thing", `{"id":"p1"}`, nil, []string{"Cannot move other_thing to part", "states of the type other_thing are not known", "terraform state rm OLD_ADDRESS"}},
		"of no id":           {"other_part", `{"name":"a"}`, nil, []string{"Cannot move other_part to part", "does not tell which object it is"}},
		"of no state at all": {"other_part", `7`, nil, []string{"Cannot move other_part to part", "Its state cannot be read"}},
		"of its own, broken": {"test_part", `7`, nil, []string{"Cannot upgrade the state of a part"}},
		"of its own type":    {"test_part", `{"id":"w1/p1","widget_id":"w1","name":"a","content":"x"}`, value.Tree{"id": "w1/p1", "name": "a", "content": "x"}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, d).block("part", "")
			moved, err := b.server.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
				SourceTypeName: tt.from, SourceState: &tfprotov6.RawState{JSON: []byte(tt.state)}, TargetTypeName: "test_part", SourcePrivate: []byte(`{"written":"MQ=="}`),
			})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, moved.Diagnostics, tt.says...)
			if failed(moved.Diagnostics) != (tt.want == nil) {
				t.Fatalf("said %s", said(moved.Diagnostics))
			}
			if tt.want == nil {
				return
			}
			b.keep(moved.TargetState, moved.TargetPrivate, moved.TargetIdentity)
			holds(t, b.values(), tt.want)
			if own := tt.from == "test_part"; (b.noted(importedKey) == "true") == own || (b.noted(writtenKey) == "1") != own || b.identified() != [2]string{} {
				t.Errorf("noted %q and %q, of %v", b.noted(importedKey), b.noted(writtenKey), b.identified())
			}
		})
	}
}

// TestMovesKeepTheTenant that a resource of this provider has noted, and none that somebody
// else's private state may hold.
func TestMovesKeepTheTenant(t *testing.T) {
	t.Parallel()
	d := part()
	d.MovedFrom = object.From("other_part")
	for from, tt := range map[string]struct{ state, tenant string }{
		value.GraphResource: {`{"path":"/widgets/w1/parts","id":"p1","api_version":"v1.0"}`, `"t2"`},
		"other_part":        {`{"id":"/widgets/w1/parts/p1"}`, ""},
	} {
		b := serve(t, nil, d).block("part", "")
		private, err := json.Marshal(map[string][]byte{tenantKey: []byte(`"t2"`)})
		if err != nil {
			t.Fatal(err)
		}
		moved, err := b.server.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
			SourceTypeName: from, SourceState: &tfprotov6.RawState{JSON: []byte(tt.state)}, TargetTypeName: "test_part", SourcePrivate: private,
		})
		if err != nil {
			t.Fatal(err)
		}
		mentions(t, moved.Diagnostics)
		b.keep(moved.TargetState, moved.TargetPrivate, moved.TargetIdentity)
		if got := b.noted(tenantKey); b.values()["id"] != "w1/p1" || got != tt.tenant {
			t.Errorf("of %s: the state is %v, in the tenant %s, want %s", from, b.values(), got, tt.tenant)
		}
	}
}

// TestGeneratedConfigurations hold the arguments that are needed, and no more.
func TestGeneratedConfigurations(t *testing.T) {
	t.Parallel()
	b := serve(t, nil, crew()).block("crew", `{"id":"c1","name":"a","open":true,"members":["m1"],"permanentlyDelete":false,"restoreDeleted":false}`)
	generated, err := b.server.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{TypeName: "test_crew", State: b.dynamic(b.state)})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, generated.Diagnostics)
	b.keep(generated.Config, nil, nil)
	holds(t, b.values(), value.Tree{"id": nil, "name": "a", "open": nil, "members": []any{"m1"}, "permanentlyDelete": nil})
	unreadable, err := b.server.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{TypeName: "test_crew", State: b.dynamic(b.encode("").Copy())})
	if err != nil || failed(unreadable.Diagnostics) {
		t.Errorf("of nothing: %v %s", err, said(unreadable.Diagnostics))
	}
	garbled, err := b.server.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{TypeName: "test_crew", State: &tfprotov6.DynamicValue{JSON: []byte(`{"id":`)}})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, garbled.Diagnostics, "Cannot read the values that Terraform sent", "bug of the provider")
	if garbled.Config != nil {
		t.Error("a configuration was made of what cannot be read")
	}
}

// TestStatesThatCannotBeUpgraded are reported with their version.
func TestStatesThatCannotBeUpgraded(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	upgraded, err := h.server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{TypeName: "test_widget", Version: 1, RawState: &tfprotov6.RawState{JSON: []byte(`[]`)}})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, upgraded.Diagnostics, "Cannot upgrade the state of a widget", "It is of version 1.")
}

// TestConfigurationsAreChecked by the rules of the object, large sets too.
func TestConfigurationsAreChecked(t *testing.T) {
	t.Parallel()
	tray := object.Definition{
		Name: "tray", Place: object.Collection{API: object.V1, Path: "/trays", Type: "microsoft.graph.tray"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "cups", Mode: object.Optional, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{{Name: "size", Mode: object.Required, Type: object.Int{Min: 1, Max: 99}}}}}},
		},
		Rules: []object.Rule{{When: []object.Condition{object.Is("name", "x")}, Then: object.Absent("cups"), Because: "No cups on x."}},
	}
	cups := func(n int, last string) string {
		all := make([]string, 0, n)
		for i := range n - 1 {
			all = append(all, fmt.Sprintf(`{"size":%d}`, i+1))
		}
		return "[" + strings.Join(append(all, `{"size":`+last+`}`), ",") + "]"
	}
	for name, tt := range map[string]struct {
		config string
		says   []string
	}{
		"a few":                         {`{"name":"a","cups":` + cups(3, "99") + `}`, nil},
		"a few, one too large":          {`{"name":"a","cups":` + cups(3, "100") + `}`, []string{"100"}},
		"a few against a rule":          {`{"name":"x","cups":` + cups(3, "99") + `}`, []string{"No cups on x."}},
		"many":                          {`{"name":"a","cups":` + cups(64, "99") + `}`, nil},
		"many, one too large":           {`{"name":"a","cups":` + cups(64, "100") + `}`, []string{"100"}},
		"many against a rule":           {`{"name":"x","cups":` + cups(64, "99") + `}`, []string{"No cups on x."}},
		"one less, one too large":       {`{"name":"a","cups":` + cups(63, "100") + `}`, []string{"100"}},
		"many of a name that is nobody": {`{"cups":` + cups(64, "99") + `}`, []string{"name"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, tray).block("tray", "")
			validated, err := b.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: "test_tray", Config: b.dynamic(b.encode(tt.config))})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, validated.Diagnostics, tt.says...)
			if failed(validated.Diagnostics) != (len(tt.says) > 0) {
				t.Errorf("said %s", said(validated.Diagnostics))
			}
		})
	}
}

// TestWhatTerraformSentCannotBeRead is a fault that says so, and no panic.
func TestWhatTerraformSentCannotBeRead(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	garbled, fine := &tfprotov6.DynamicValue{JSON: []byte(`{"name":`)}, h.dynamic(h.value(`{"name":"a"}`))
	for name, values := range map[string][2]*tfprotov6.DynamicValue{"the configuration": {garbled, fine}, "the state": {fine, garbled}} {
		plan, err := h.server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{TypeName: "test_widget", Config: values[0], ProposedNewState: fine, PriorState: values[1]})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		mentions(t, plan.Diagnostics, "Cannot read the values that Terraform sent")
	}
	validated, err := h.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: "test_widget", Config: garbled})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, validated.Diagnostics, "Cannot read the values that Terraform sent")
}
