// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func TestAdviceIsAskedForWithThePermissionsOfTheOperationAndTheLicence(t *testing.T) {
	t.Parallel()
	s := kind{Object: &value.Object{Definition: object.Definition{
		Name:  "widget",
		Place: object.Collection{API: object.V1, Path: "/policies/activityBasedTimeoutPolicies", Type: "microsoft.graph.activityBasedTimeoutPolicy"},
		Life:  &object.Life{}, Needs: object.Needs{Licence: "Widgets Premium"},
	}}}
	refused := &graph.Error{Method: http.MethodGet, Path: "/v1.0/widgets", Status: http.StatusForbidden, Code: "Authorization_RequestDenied"}
	s.session = &Session{Advise: func(answer *graph.Error, needs Needs) string {
		return fmt.Sprintf("%s needs %v and %s", answer.Code, needs.Permissions, needs.Licence)
	}}
	for verb, want := range map[string]string{
		"read": "Policy.Read.All", "list": "Policy.Read.All", "import": "Policy.Read.All",
		"create": "Policy.ReadWrite.ApplicationConfiguration", "update": "Policy.ReadWrite.ApplicationConfiguration", "delete": "Policy.ReadWrite.ApplicationConfiguration",
	} {
		if got := s.detail(verb, nil, fmt.Errorf("after all: %w", refused)); !strings.HasSuffix(got, "\n\nAuthorization_RequestDenied needs ["+want+"] and Widgets Premium") {
			t.Errorf("%s: the detail is:\n%s", verb, got)
		}
	}
	s.session.Advise = func(_ *graph.Error, needs Needs) string {
		return fmt.Sprint("lacks ", needs.Missing([]string{"Policy.ReadWrite.ApplicationConfiguration"}), needs.Missing(nil))
	}
	if got := s.detail("read", nil, refused); !strings.HasSuffix(got, "lacks [] [Policy.Read.All]") {
		t.Errorf("by a token that may write it the detail is:\n%s", got)
	}
	s.session.Advise = func(*graph.Error, Needs) string { return "" }
	if got := s.detail("read", nil, refused); strings.Contains(got, "\n\n") {
		t.Errorf("without advice the detail is:\n%s", got)
	}
}

// TestARefusedDeleteSaysHowToOrderTheChanges: Terraform deletes first, so that what
// refers to the object still does.
func TestARefusedDeleteSaysHowToOrderTheChanges(t *testing.T) {
	t.Parallel()
	k := kind{Object: &value.Object{Definition: object.Definition{Name: "widget"}}}
	tests := map[string]struct {
		verb, message string
		want          bool
	}{
		"a named location":            {"delete", "The named location is referenced by the policy p.", true},
		"an authentication strength":  {"delete", "The authentication strength is in use by the policy p.", true},
		"an assignment filter":        {"delete", "The filter is used by an assignment and cannot be deleted.", true},
		"another reason":              {"delete", "Insufficient privileges to complete the operation.", false},
		"another operation than that": {"update", "The name is in use by the policy p.", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			detail := k.detail(tt.verb, nil, &graph.Error{Method: http.MethodDelete, Path: "/v1.0/widgets/w1", Status: http.StatusBadRequest, Message: tt.message})
			if got := strings.Contains(detail, "create_before_destroy"); got != tt.want {
				t.Errorf("names create_before_destroy: %v, want %v:\n%s", got, tt.want, detail)
			}
		})
	}
}

// TestARefusalSaysWhatNoApplicationMayDo: a permission more would not help.
func TestARefusalSaysWhatNoApplicationMayDo(t *testing.T) {
	t.Parallel()
	users := object.Definition{
		Name: "user", Life: &object.Life{}, Place: object.Collection{API: object.V1, Path: "/users", Type: "microsoft.graph.user"},
		Needs: object.Needs{Limits: []object.Limit{{Attribute: "permanentlyDelete", Text: "Nobody purges."}, {Attribute: "passwordProfile", Text: "Nobody knows."}}},
	}
	closed := object.Definition{Name: "policy", Life: &object.Life{}, Place: object.Singleton{API: object.Beta, Path: "/policies/mobileAppManagementPolicies/{id}", Type: "microsoft.graph.mobilityManagementPolicy"}}
	members := object.Definition{
		Name: "member", Life: &object.Life{}, Place: object.Relation{API: object.V1, Path: "/groups/{groupId}/members", Target: "memberId", Type: "microsoft.graph.directoryObject"},
		Needs: object.Needs{Limits: []object.Limit{{Attribute: "memberId", Text: "Nobody adds robots."}}},
	}
	tests := map[string]struct {
		definition  object.Definition
		verb        string
		purge       bool
		application bool
		want        string
	}{
		"a purge":              {users, "delete", true, true, "permanently_delete: Nobody purges."},
		"a delete":             {users, "delete", false, true, ""},
		"a change":             {users, "update", false, true, "password_profile: Nobody knows."},
		"a creation":           {users, "create", false, true, ""},
		"a link's creation":    {members, "create", false, true, "member_id: Nobody adds robots."},
		"a read":               {users, "read", false, true, ""},
		"a person's purge":     {users, "delete", true, false, ""},
		"what people write":    {closed, "update", false, true, "only people can"},
		"what people can read": {closed, "read", false, true, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := kind{Object: &value.Object{Definition: tt.definition}, session: &Session{Application: tt.application}}
			k.session.Advise = func(*graph.Error, Needs) string { return "Grant it." }
			detail := k.detail(tt.verb, value.Tree{value.PermanentlyDelete: tt.purge}, &graph.Error{Method: http.MethodPatch, Path: "/v1.0/users/u1", Status: http.StatusForbidden})
			if !strings.Contains(detail, tt.want) || !strings.HasSuffix(detail, "Grant it.") {
				t.Errorf("the detail lacks %q, or the advice:\n%s", tt.want, detail)
			}
			if said := strings.Contains(detail, "Nobody") || strings.Contains(detail, "only people"); said != (tt.want != "") {
				t.Errorf("it speaks of limits: %v:\n%s", said, detail)
			}
		})
	}
}
