// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// moves moves a state of another type to one of any object.
func (b *block) moves(req *tfprotov6.MoveResourceStateRequest) []*tfprotov6.Diagnostic {
	b.t.Helper()
	req.TargetTypeName = "test_graph_resource"
	moved, err := b.server.MoveResourceState(b.t.Context(), req)
	if err != nil {
		b.t.Fatal(err)
	}
	if moved.TargetIdentity != nil && req.SourceTypeName != value.GraphResource {
		b.t.Error("the move tells an identity, without the tenant")
	}
	if failed(moved.Diagnostics) && len(moved.TargetPrivate) > 0 {
		b.t.Errorf("a move that fails notes %s", moved.TargetPrivate)
	}
	if !failed(moved.Diagnostics) {
		b.keep(moved.TargetState, moved.TargetPrivate, moved.TargetIdentity)
	}
	return moved.Diagnostics
}

// movable are definitions of every kind of place.
func movable() []object.Definition {
	below := func(name string, place object.Place, parents ...string) object.Definition {
		d := object.Definition{Name: name, Place: place, Life: &object.Life{}}
		for _, parent := range parents {
			d.Attributes = append(d.Attributes, object.Attribute{Name: parent, Mode: object.Required, CreateOnly: true, Type: object.String{}})
		}
		return d
	}
	return []object.Definition{
		crew(), badge(),
		below("mast", object.Collection{API: object.Beta, Path: "/crews/{crewId}/masts", Type: "microsoft.graph.mast"}, "crewId"),
		below("policy", object.Singleton{API: object.V1, Path: "/policies/authorizationPolicy", Type: "microsoft.graph.authorizationPolicy"}),
		below("log", object.OnlyChild{API: object.V1, Path: "/teams/{teamId}/schedule", Type: "microsoft.graph.schedule"}, "teamId"),
		below("membership", object.Relation{API: object.V1, Path: "/groups/{groupId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"}, "groupId", "memberId"),
		below("part_of_crew", object.Part{API: object.V1, Path: "/crews/{crewId}", Type: "microsoft.graph.crew", Property: "log"}, "crewId"),
	}
}

// TestMovesToPaths take the ids of a state, in whatever form its type has them.
func TestMovesToPaths(t *testing.T) {
	t.Parallel()
	const guid = "9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f"
	for name, tt := range map[string]struct {
		from, state string
		// path, id and version are what the state holds then.
		path, id, version string
		taken             bool
	}{
		"a typed object":                       {"microsoft365_crew", `{"id":"` + guid + `","name":"a"}`, "/crews", guid, "v1.0", false},
		"one in beta, below another":           {"microsoft365_mast", `{"id":"` + guid + `/` + guid + `"}`, "/crews/" + guid + "/masts", guid, "beta", false},
		"one of which there is one":            {"microsoft365_policy", `{"id":"thePolicy"}`, "/policies/authorizationPolicy", "authorizationPolicy", "v1.0", false},
		"one of which a parent has one":        {"microsoft365_log", `{"id":"t1"}`, "/teams/t1/schedule", "schedule", "v1.0", false},
		"a link":                               {"microsoft365_membership", `{"id":"g1/u1"}`, "/groups/g1/members/$ref", "u1", "v1.0", false},
		"an object of msgraph":                 {"msgraph_resource", `{"id":"g1","url":"groups","api_version":"v1.0"}`, "/groups", "g1", "v1.0", false},
		"one with slashes around its path":     {"msgraph_resource", `{"id":"g1","url":"/groups/","api_version":"beta"}`, "/groups", "g1", "beta", false},
		"a link of msgraph":                    {"msgraph_resource", `{"id":"u1","url":"groups/g1/members/$ref"}`, "/groups/g1/members/$ref", "u1", "v1.0", false},
		"what msgraph updates":                 {"msgraph_update_resource", `{"id":"x","url":"groups/g1","api_version":"beta"}`, "/groups", "g1", "beta", true},
		"the only one, which msgraph does":     {"msgraph_update_resource", `{"url":"policies/authorizationPolicy"}`, "/policies/authorizationPolicy", "authorizationPolicy", "v1.0", true},
		"an id that is not one for an address": {"msgraph_resource", `{"id":"a/b","url":"groups"}`, "/groups", "a/b", "v1.0", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, movable()...).byPath("")
			mentions(t, b.moves(&tfprotov6.MoveResourceStateRequest{SourceTypeName: tt.from, SourceState: &tfprotov6.RawState{JSON: []byte(tt.state)}, SourceIdentity: &tfprotov6.RawState{JSON: []byte(`{"id":"x","tenant_id":"t7"}`)}}))
			b.shows(`{"id":"` + tt.id + `","path":"` + tt.path + `","api_version":"` + tt.version + `","method":"PATCH"}`)
			tenant := ""
			if strings.HasPrefix(tt.from, "microsoft365_") { // others know nothing of tenants
				tenant = `"t7"`
			}
			if b.noted(importedKey) != "true" || (b.noted(takenKey) == "true") != tt.taken || b.noted(tenantKey) != tenant || b.identified() != [2]string{} {
				t.Errorf("noted is %s, of %v", b.private, b.identified())
			}
		})
	}
}

// TestMovesToPathsKnowTheTenant of a state of this provider, which its private state tells
// before the identity does.
func TestMovesToPathsKnowTheTenant(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{"microsoft365_crew": `"t2"`, "msgraph_resource": ""} {
		b := serve(t, nil, movable()...).byPath("")
		b.note(tenantKey, `"t2"`)
		b.note(writtenKey, justNow())
		mentions(t, b.moves(&tfprotov6.MoveResourceStateRequest{SourceTypeName: from, SourceState: &tfprotov6.RawState{JSON: []byte(`{"id":"9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f","url":"groups"}`)}, SourcePrivate: b.private}))
		if b.noted(tenantKey) != want || b.noted(writtenKey) != "" {
			t.Errorf("from %s the notes are %s", from, b.private)
		}
	}
}

// TestMovesOfTheSameType keep all that is known of the object.
func TestMovesOfTheSameType(t *testing.T) {
	t.Parallel()
	b := serve(t, nil).byPath("")
	for key, noted := range map[string]string{writtenKey: justNow(), importedKey: "true", tenantKey: `"t2"`, memoryKey: `{"written":["name"]}`, takenKey: "true", secretKey: `{"hash":"x:y"}`} {
		b.note(key, noted)
	}
	before := string(b.private)
	const state = `{"id":"b1","path":"/boats","api_version":"v1.0","method":"PUT"}`
	mentions(t, b.moves(&tfprotov6.MoveResourceStateRequest{SourceTypeName: "microsoft365_graph_resource", SourceState: &tfprotov6.RawState{JSON: []byte(state)}, SourcePrivate: b.private}))
	b.shows(state)
	if string(b.private) != before {
		t.Errorf("noted is %s, want %s", b.private, before)
	}
	mentions(t, b.moves(&tfprotov6.MoveResourceStateRequest{SourceTypeName: "microsoft365_graph_resource", SourceState: &tfprotov6.RawState{JSON: []byte(`[]`)}, SourcePrivate: b.private}), "Cannot move microsoft365_graph_resource", "Its state cannot be read: ")
}

// TestMovesToPathsThatFail say what the state lacks, and what to do without a move.
func TestMovesToPathsThatFail(t *testing.T) {
	t.Parallel()
	const without = ".\n\nWithout the moved block, let Terraform forget the object and import it:\n  terraform state rm OLD_ADDRESS\n  terraform import NEW_ADDRESS PATH/ID"
	for name, tt := range map[string]struct{ from, state, says string }{
		"no state":                    {"msgraph_resource", `7`, "cannot unmarshal"},
		"another provider's":          {"azuread_group", `{"id":"1"}`, "states of the type azuread_group are not known. It can come from a resource of this provider, msgraph_resource and msgraph_update_resource"},
		"a type that nobody has":      {"microsoft365_raft", `{"id":"1"}`, "states of the type microsoft365_raft are not known"},
		"no provider's at all":        {"crew", `{"id":"1"}`, "states of the type crew are not known"},
		"another's of the same name":  {"other_crew", `{"id":"1"}`, "states of the type other_crew are not known"},
		"without a url":               {"msgraph_resource", `{"id":"1"}`, "its state holds no url"},
		"without an id":               {"msgraph_resource", `{"url":"groups"}`, "its state holds no id"},
		"a typed one without an id":   {"microsoft365_crew", `{"name":"a"}`, "an id, or a part of it, is empty"},
		"an id of another form":       {"microsoft365_mast", `{"id":"m1"}`, `"m1" is not an id of a mast, which has the form`},
		"an element of another":       {"microsoft365_badge", `{"id":"o1/b1"}`, "a badge is part of another object and has no path of its own"},
		"a part of another":           {"microsoft365_part_of_crew", `{"id":"c1"}`, "a part of crew is part of another object and has no path of its own"},
		"a path that leads elsewhere": {"msgraph_update_resource", `{"url":"groups"}`, "is the path of a collection"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, movable()...).byPath("")
			diags := b.moves(&tfprotov6.MoveResourceStateRequest{SourceTypeName: tt.from, SourceState: &tfprotov6.RawState{JSON: []byte(tt.state)}})
			if len(diags) != 1 || diags[0].Summary != "Cannot move "+tt.from+" to microsoft365_graph_resource" || !strings.HasPrefix(diags[0].Detail, "The state does not tell which object it is: ") || !strings.Contains(diags[0].Detail, tt.says) || !strings.HasSuffix(diags[0].Detail, without) {
				t.Errorf("said %s", said(diags))
			}
		})
	}
}
