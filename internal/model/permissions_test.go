// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

func TestGrantsOfRequests(t *testing.T) {
	t.Parallel()
	list, err := model.LoadPermissions()
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		method, path string
		want         map[string]model.Access
	}{
		"what reads and what writes are told apart": {"GET", "/policies/tokenLifetimePolicies", map[string]model.Access{"Policy.Read.All": model.Least, "Policy.ReadWrite.ApplicationConfiguration": model.Least}},
		"parameters, case and /$ref mean nothing":   {"DELETE", "/groups/{groupId}/Owners/{ownerId}/$ref", map[string]model.Access{"Group.ReadWrite.All": model.Least, "Directory.ReadWrite.All": model.Opens}},
		"a read by POST is opened by what reads":    {"POST", "/directory/deletedItems/getUserOwnedObjects", map[string]model.Access{"Group.Read.All": model.Least, "Group.ReadWrite.All": model.Opens}},
		"a path that the list lacks":                {"GET", "/nothing", map[string]model.Access{}},
		"an argument of a function":                 {"GET", "/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')", map[string]model.Access{"CrossTenantInformation.ReadBasic.All": model.Least}},
		"one that the list writes with quotes":      {"GET", "/sites/getOperationStatus(operationId='{id}')", map[string]model.Access{"Sites.FullControl.All": model.Opens}},
		"a method that the list lacks":              {"PUT", "/policies/tokenLifetimePolicies", map[string]model.Access{}},
		"a method that is none":                     {"LOOK", "/groups", map[string]model.Access{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := map[string]model.Access{}
			for _, g := range list.Grants(tt.method, tt.path) {
				if g.Application != model.None {
					got[g.Name] = g.Application
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("applications are opened %s %s by (-want +got):\n%s", tt.method, tt.path, diff)
			}
		})
	}
}

func TestGrantsThatNeedAnother(t *testing.T) {
	t.Parallel()
	list, err := model.LoadPermissions()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range list.Grants("POST", "/servicePrincipals/{id}/appRoleAssignedTo") {
		if g.Name == "AppRoleAssignment.ReadWrite.All" {
			if diff := cmp.Diff([]string{"Application.Read.All", "Directory.Read.All"}, g.With); diff != "" {
				t.Errorf("it needs besides (-want +got):\n%s", diff)
			}
			return
		}
	}
	t.Error("AppRoleAssignment.ReadWrite.All does not open it")
}

func TestIDsOfPermissions(t *testing.T) {
	t.Parallel()
	list, err := model.LoadPermissions()
	if err != nil {
		t.Fatal(err)
	}
	// The ids are those of Microsoft's permissions reference.
	got, ok := list.Permission("Group.Read.All")
	if !ok {
		t.Error("the list has no Group.Read.All")
	}
	want := model.Permission{Name: "Group.Read.All", Role: "5b567255-7703-4780-807c-7be8301ae99b", Scope: "5f8c59db-677d-491f-a6b8-5f174b11ec1d", Breadth: got.Breadth}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the permission (-want +got):\n%s", diff)
	}
	if _, ok := list.Permission("Group.Do.All"); ok {
		t.Error("the list has a permission that there is not")
	}
	if narrow, _ := list.Permission("User.ReadBasic.All"); narrow.Breadth >= got.Breadth {
		t.Errorf("User.ReadBasic.All opens %d requests, as many as Group.Read.All with %d", narrow.Breadth, got.Breadth)
	}
}
