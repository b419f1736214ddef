// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// of is the kind of an object of the catalogue.
func of(t *testing.T, name string) kind {
	t.Helper()
	for _, d := range objects.Catalogue() {
		if d.Name != name {
			continue
		}
		compiled, err := value.Compile(d)
		if err != nil {
			t.Fatal(err)
		}
		return kind{Object: compiled, session: &Session{}}
	}
	t.Fatalf("the catalogue has no %s", name)
	return kind{}
}

// TestMessagesSayWhatToDo holds the words in which people are told what to do, with
// what is known already filled in.
func TestMessagesSayWhatToDo(t *testing.T) {
	t.Parallel()
	const group, user, other = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"
	answer := func(status int, message string, details ...graph.ErrorDetail) error {
		return fmt.Errorf("after all: %w", &graph.Error{Method: http.MethodPost, Path: "/v1.0/x", Status: status, Message: message, Details: details})
	}
	linked := answer(http.StatusBadRequest, "One or more added object references already exist for the following modified properties: 'members'.")
	outOfTime := fmt.Errorf("waiting: %w", context.DeadlineExceeded)
	tests := map[string]struct {
		object, verb string
		known        value.Tree
		err          error
		title, words string
	}{
		"time has run out":      {"group", "update", value.Tree{"displayName": "A"}, outOfTime, `Cannot update group "A"`, "timeouts {\n    update = \"1h\"\n  }"},
		"also without a block":  {"device", "read", value.Tree{"displayName": "PC-1"}, outOfTime, `Cannot read device "PC-1"`, "ran out of time. Run it again."},
		"a link that is there":  {"group_member", "create", value.Tree{"groupId": group, "memberId": user}, linked, "Cannot create group member", "terraform import ADDRESS '" + group + "/" + user + "'"},
		"a name that is taken":  {"application", "create", value.Tree{"displayName": "Orders"}, answer(http.StatusConflict, "Another object with the same value for property identifierUris already exists."), `Cannot create application "Orders"`, "terraform import ADDRESS 'name=Orders'"},
		"an object in the bin":  {"application", "create", value.Tree{"displayName": "Orders"}, answer(http.StatusConflict, "It already exists."), "Cannot create application", `with "restore_deleted = true" the apply brings it back`},
		"an id that Graph says": {"user", "create", value.Tree{"displayName": "Ada"}, answer(http.StatusBadRequest, "Another object with the same value for property userPrincipalName already exists.", graph.ErrorDetail{Code: "ConflictingObjects", Target: other}), "Cannot create user", "terraform import ADDRESS '" + other + "'"},
		"a device that is registered": {
			"autopilot_device_identity", "create",
			value.Tree{"serialNumber": "5CG1"},
			errors.New("the request r has ended as error: ZtdDeviceAlreadyAssigned"),
			"Cannot create autopilot device identity", "terraform import ADDRESS 'name=5CG1'",
		},
		"what may be taken over": {
			"service_principal", "create",
			value.Tree{"appId": group},
			answer(http.StatusConflict, "The service principal already exists."),
			"Cannot create service principal", `With "use_existing = true" the apply takes it over`,
		},
		"a list":                  {"conditional_access_policy", "list", value.Tree{"displayName": "A"}, answer(http.StatusServiceUnavailable, "Later."), "Cannot list conditional access policies", "Later."},
		"a list that is too long": {"group", "list", value.Tree{}, outOfTime, "Cannot list groups", "ran out of time. Run it again."},
		"what is in use":          {"named_location", "delete", value.Tree{"displayName": "HQ"}, answer(http.StatusBadRequest, "It is referenced by policy p."), `Cannot delete named location "HQ"`, "create_before_destroy = true"},
		"what a few use": {
			"named_location", "delete",
			value.Tree{"displayName": "HQ"},
			&used{answer(http.StatusBadRequest, "It is referenced by policy p."), []string{`policy "A" (1)`, `policy "B" (2)`}},
			"Cannot delete named location", `It is still used by the policy "A" (1), policy "B" (2). Terraform deletes`,
		},
		"what many use": {
			"named_location", "delete",
			value.Tree{"displayName": "HQ"},
			&used{answer(http.StatusBadRequest, "It is referenced by policy p."), []string{"1", "2", "3", "4", "5", "6", "7"}},
			"Cannot delete named location", "It is still used by the 1, 2, 3, 4, 5 and 2 more.",
		},
		"one of each combination": {
			"delegated_permission_grant", "create",
			value.Tree{"clientId": group},
			&twin{answer(http.StatusConflict, "Permission entry already exists."), "g1"},
			"Cannot create delegated permission grant", "Graph keeps one delegated permission grant for each combination of client_id, ",
		},
		"a domain of others": {
			"user", "create",
			value.Tree{"displayName": "Ada"},
			answer(http.StatusBadRequest, "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization."),
			"Cannot create user", "the data source microsoft365_domains lists them",
		},
		"what is synchronized": {
			"user", "update",
			value.Tree{"displayName": "Ada"},
			answer(http.StatusBadRequest, "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration."),
			"Cannot update user", "synchronized from an Active Directory: change it there",
		},
		"a member of a dynamic group": {
			"group_member", "create",
			value.Tree{"groupId": group, "memberId": user},
			answer(http.StatusBadRequest, "Cannot update membership of a dynamic group."),
			"Cannot create group member", "membership_rule",
		},
		"a client id in place of an object id": {
			"application", "update",
			value.Tree{"displayName": "Orders"},
			answer(http.StatusBadRequest, "Resource 'x' does not exist or one of its queried reference-property objects are not present."),
			`Cannot update application "Orders"`, "Graph wants the object id",
		},
		"a parent that is gone": {
			"application_password", "create",
			value.Tree{"applicationId": group},
			answer(http.StatusNotFound, "Resource does not exist."),
			"Cannot create application password", "One of the objects named does not exist in this tenant",
		},
		"a client id in place of a parent's": {
			"app_role_assignment", "create",
			value.Tree{"resourceId": group},
			answer(http.StatusNotFound, "Resource '"+group+"' does not exist or one of its queried reference-property objects are not present."),
			"Cannot create app role assignment", "an application's client id, app_id, is another one",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := of(t, tt.object).failed(tt.verb, tt.known, tt.err)
			if len(diags) != 1 {
				t.Fatalf("said %v", diags)
			}
			if got := diags[0].Summary(); !strings.HasPrefix(got, tt.title) {
				t.Errorf("the title is %q, want %q", got, tt.title)
			}
			if got := diags[0].Detail(); !strings.Contains(got, tt.words) {
				t.Errorf("it says:\n%s\nwant: %s", got, tt.words)
			}
			if placed, ok := diags[0].(interface{ Path() path.Path }); ok && placed.Path().String() == "" {
				t.Error("it is at an attribute without a name")
			}
		})
	}
}
