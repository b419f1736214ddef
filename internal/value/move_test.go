// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestMoved: a state names one object, or is refused with what is wrong with it.
func TestMoved(t *testing.T) {
	t.Parallel()
	const group, member = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-22222222222a"
	role := object.Definition{
		Name: "role", Place: object.Collection{API: object.V1, Path: "/groups/{groupId}/roles", Type: "microsoft.graph.role"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "groupId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "secret", Mode: object.ReadOnly, Seen: object.InReply, Type: object.String{}},
		},
		MovedFrom: []object.Move{
			{From: "other_role", IDs: []string{"{groupId}/role/{id}"}},
			{From: "other_bare", Attributes: map[string]string{"groupId": "group_id", "secret": "value"}},
			{From: "other_side", IDs: []string{"{_}/{id}"}, Attributes: map[string]string{"groupId": "group_id"}},
		},
	}
	both := value.Tree{"id": group + "/" + member, "groupId": group}
	for name, tt := range map[string]struct {
		from  string
		state map[string]any
		want  value.Tree
		says  string
	}{
		"a form of its own":               {"other_role", map[string]any{"id": group + "/role/" + member}, both, ""},
		"in capitals":                     {"other_role", map[string]any{"id": group + "/role/" + strings.ToUpper(member)}, both, ""},
		"Graph's path":                    {"other_role", map[string]any{"id": "/groups/" + group + "/roles/" + member}, both, ""},
		"our id":                          {"other_role", map[string]any{"id": group + "/" + member}, both, ""},
		"a bare id":                       {"other_bare", map[string]any{"id": member, "group_id": group, "value": "s"}, value.Tree{"id": both["id"], "groupId": group, "secret": "s"}, ""},
		"an id of what does not count":    {"other_side", map[string]any{"id": "someone/" + member, "group_id": group}, both, ""},
		"a generic resource":              {"msgraph_resource", map[string]any{"id": member, "url": "groups/" + group + "/roles"}, both, ""},
		"a generic resource in capitals":  {"msgraph_resource", map[string]any{"id": strings.ToUpper(member), "url": "Groups/" + group + "/ROLES"}, both, ""},
		"a generic update":                {"msgraph_update_resource", map[string]any{"id": "x", "url": "/groups/" + group + "/roles/" + member + "/"}, both, ""},
		"an unknown type":                 {"other_group", map[string]any{"id": member}, nil, "other_bare, other_role, other_side"},
		"another form":                    {"other_role", map[string]any{"id": member}, nil, "{groupId}/role/{id}"},
		"a bare id without the parent's":  {"other_bare", map[string]any{"id": member}, nil, "has none of the forms"},
		"a parent that is not the object": {"other_side", map[string]any{"id": "someone/" + member}, nil, "has none of the forms"},
		"two objects":                     {"other_bare", map[string]any{"id": group + "/" + member, "group_id": member}, nil, "name two objects"},
		"no id":                           {"other_role", map[string]any{}, nil, "has none of the forms"},
		"a generic resource of another collection": {"msgraph_resource", map[string]any{"id": member, "url": "groups"}, nil, "/groups/{groupId}/roles"},
		"a generic resource without an id":         {"msgraph_resource", map[string]any{"url": "groups/" + group + "/roles"}, nil, "holds no id"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := value.Compile(role)
			if err != nil {
				t.Fatal(err)
			}
			got, err := o.Moved(tt.from, tt.state)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("state mismatch (-want +got):\n%s", diff)
			}
			if err == nil && tt.says != "" || err != nil && (tt.says == "" || !strings.Contains(err.Error(), tt.says)) {
				t.Errorf("error %v, want one that says %q", err, tt.says)
			}
		})
	}
}

// TestMovedToTheOnlyOne: that of which a tenant has one may stand in a collection of its
// like. Another one of those is not taken for it.
func TestMovedToTheOnlyOne(t *testing.T) {
	t.Parallel()
	o, err := value.Compile(object.Definition{
		Name: "sms_method", Place: object.Singleton{API: object.V1, Path: "/policies/methods/sms", Type: "microsoft.graph.smsMethod"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "state", Mode: object.Optional, Type: object.String{}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		from  string
		state map[string]any
		found bool
	}{
		"its collection":                 {value.GraphResource, map[string]any{"path": "/policies/methods", "id": "sms"}, true},
		"its path":                       {value.GraphResource, map[string]any{"path": "/policies/methods/sms", "id": "x"}, true},
		"its collection elsewhere":       {value.MSGraphResource, map[string]any{"url": "policies/methods", "id": "sms"}, true},
		"its path elsewhere":             {value.MSGraphUpdateResource, map[string]any{"url": "policies/methods/sms"}, true},
		"another one":                    {value.GraphResource, map[string]any{"path": "/policies/methods", "id": "voice"}, false},
		"another one elsewhere":          {value.MSGraphResource, map[string]any{"url": "policies/methods", "id": "voice"}, false},
		"another object altogether":      {value.MSGraphResource, map[string]any{"url": "groups", "id": "sms"}, false},
		"another path that is of a kind": {value.MSGraphUpdateResource, map[string]any{"url": "policies/methods/voice"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := o.Moved(tt.from, tt.state)
			if found := err == nil && got["id"] == "sms"; found != tt.found {
				t.Errorf("state %v, error %v", got, err)
			}
		})
	}
}

// TestMovedToAPart: a part has no id of its own, so that the parent's is enough.
func TestMovedToAPart(t *testing.T) {
	t.Parallel()
	o, err := value.Compile(object.Definition{
		Name: "group_theme", Place: object.Part{API: object.V1, Path: "/groups/{groupId}", Type: "microsoft.graph.group"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "groupId", Mode: object.Required, CreateOnly: true, Type: object.String{}}, {Name: "theme", Mode: object.Optional, Type: object.String{}},
		},
		MovedFrom: []object.Move{{From: "other_theme", Attributes: map[string]string{"groupId": "group_id"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := o.Moved("other_theme", map[string]any{"id": "a/path/of/its/own", "group_id": "g1"}); err != nil || got["groupId"] != "g1" {
		t.Errorf("state %v, error %v", got, err)
	}
	if got, err := o.Moved("other_theme", map[string]any{"id": "a/path/of/its/own"}); err == nil {
		t.Errorf("without its parent it is %v", got)
	}
}
