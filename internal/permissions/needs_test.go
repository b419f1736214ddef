// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

func load(t *testing.T) permissions.List {
	t.Helper()
	list, err := permissions.Load()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func definition(t *testing.T, name string) object.Definition {
	t.Helper()
	all := objects.Catalogue()
	i := slices.IndexFunc(all, func(d object.Definition) bool { return d.Name == name })
	if i < 0 {
		t.Fatalf("the catalogue has no %s", name)
	}
	return all[i]
}

func TestNeedsFollowFromTheRequests(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		name string
		want permissions.Needs
	}{
		"what reads before what writes": {"token_lifetime_policy", permissions.Needs{
			Read: []string{"Policy.Read.All"}, Write: []string{"Policy.ReadWrite.ApplicationConfiguration"},
		}},
		"what is written is read, too": {"named_location", permissions.Needs{
			Read: []string{"Policy.Read.All"}, Write: []string{"Policy.Read.All", "Policy.ReadWrite.ConditionalAccess"},
		}},
		"what a permission needs besides": {"app_role_assignment", permissions.Needs{
			Read: []string{"Application.Read.All"}, Write: []string{"AppRoleAssignment.ReadWrite.All", "Application.Read.All"},
		}},
		"what an argument takes besides": {"application", permissions.Needs{
			Read: []string{"Application.Read.All"}, Write: []string{"Application.ReadWrite.All"},
			Extras: []permissions.Extra{{Argument: "owners", Write: []string{"Directory.Read.All"}}},
		}},
		"a deviation besides the list": {"conditional_access_policy", permissions.Needs{
			Read: []string{"Policy.Read.All"}, Write: []string{"Application.Read.All", "Policy.Read.All", "Policy.ReadWrite.ConditionalAccess"},
		}},
		"a deviation where the list is silent": {"windows_platform_script", permissions.Needs{
			Read: []string{"DeviceManagementScripts.Read.All"}, Write: []string{"DeviceManagementScripts.ReadWrite.All"},
		}},
		"a deviation beside what reads": {"service_principal_custom_security_attributes", permissions.Needs{
			Read:  []string{"Application.Read.All", "CustomSecAttributeAssignment.Read.All"},
			Write: []string{"Application.Read.All", "CustomSecAttributeAssignment.ReadWrite.All"},
		}},
		"a deviation for an argument": {"group", permissions.Needs{
			Read: []string{"Group.Read.All"}, Write: []string{"Group.ReadWrite.All"},
			Extras: []permissions.Extra{{Argument: "is_assignable_to_role", Write: []string{"RoleManagement.ReadWrite.Directory"}}},
		}},
		"one that is not managed": {"device", permissions.Needs{Read: []string{"Device.Read.All"}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := load(t).Of(definition(t, tt.name))
			for i := range got.Extras {
				if len(got.Extras[i].Read) == 0 {
					got.Extras[i].Read = nil
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s takes (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

// TestWhatOnlyPeopleWrite: Microsoft lists a mobility management policy's requests
// for people alone.
func TestWhatOnlyPeopleWrite(t *testing.T) {
	t.Parallel()
	d := object.Definition{
		Name: "mobility_management_policy", Life: &object.Life{},
		Place: object.Singleton{API: object.Beta, Path: "/policies/mobileAppManagementPolicies/{id}", Type: "microsoft.graph.mobilityManagementPolicy"},
	}
	got := load(t).Of(d)
	if !got.PeopleOnly || len(got.Write) > 0 {
		t.Errorf("it takes %+v, want what only people can write", got)
	}
	people := load(t).ForPeople().Of(d)
	if want := []string{"Policy.ReadWrite.MobilityManagement"}; people.PeopleOnly || !slices.Equal(people.Write, want) {
		t.Errorf("it takes %+v of people, want %v", people, want)
	}
	if load(t).Of(definition(t, "group")).PeopleOnly {
		t.Error("only people can write groups")
	}
}

// TestWhatWritesForPeopleOnly: a permission with which only people write groups is not
// told to applications, which read with it all the same.
func TestWhatWritesForPeopleOnly(t *testing.T) {
	t.Parallel()
	deviating := func(names ...string) object.Definition {
		return object.Definition{
			Name: "group", Place: object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"}, Life: &object.Life{},
			Needs: object.Needs{Deviations: []object.Deviation{{Kind: object.ForPeople, Permissions: names}}},
		}
	}
	applications, people := load(t), load(t).ForPeople()
	d := deviating("Group.ReadWrite.All")
	if got := applications.Of(d).Write; slices.Contains(got, "Group.ReadWrite.All") {
		t.Errorf("applications write with %v", got)
	}
	if got := people.Of(d).Write; !slices.Contains(got, "Group.ReadWrite.All") {
		t.Errorf("people write with %v", got)
	}
	if got := applications.Of(deviating("Group.ReadBasic.All")).Read; !slices.Equal(got, []string{"Group.ReadBasic.All"}) {
		t.Errorf("applications read with %v", got)
	}
}

func TestMissingPermissions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		name, argument string
		write          bool
		held, want     []string
	}{
		"nothing is held":                         {"group", "", true, nil, []string{"Group.ReadWrite.All"}},
		"the least is held":                       {"group", "", true, []string{"Group.ReadWrite.All"}, nil},
		"more is held":                            {"named_location", "", false, []string{"Policy.Read.All", "Directory.Read.All"}, nil},
		"others do as well":                       {"directory_role_assignment", "", false, []string{"Directory.Read.All"}, nil},
		"to read is not to write":                 {"group", "", true, []string{"Group.Read.All"}, []string{"Group.ReadWrite.All"}},
		"one of several is held":                  {"named_location", "", true, []string{"Policy.ReadWrite.ConditionalAccess"}, []string{"Policy.Read.All"}},
		"what does for some is not missed":        {"application", "", true, []string{"Application.ReadWrite.OwnedBy"}, nil},
		"what shows too little is":                {"user", "", false, []string{"User.ReadBasic.All"}, []string{"User.Read.All"}},
		"what a definition demands is missed":     {"conditional_access_policy", "", true, []string{"Policy.Read.All", "Policy.ReadWrite.ConditionalAccess"}, []string{"Application.Read.All"}},
		"or stands in what writes":                {"conditional_access_policy", "", true, []string{"Policy.Read.All", "Policy.ReadWrite.ConditionalAccess", "Application.ReadWrite.All"}, nil},
		"an argument's is missed if it is given":  {"group", "is_assignable_to_role", true, []string{"Group.ReadWrite.All"}, []string{"RoleManagement.ReadWrite.Directory"}},
		"to read takes it too":                    {"user_custom_security_attributes", "", false, []string{"User.Read.All"}, []string{"CustomSecAttributeAssignment.Read.All"}},
		"or what writes":                          {"user_custom_security_attributes", "", false, []string{"User.Read.All", "CustomSecAttributeAssignment.ReadWrite.All"}, nil},
		"a link's is missed if it is given":       {"application", "owners", true, []string{"Application.ReadWrite.All"}, []string{"Directory.Read.All"}},
		"an argument of no permission of its own": {"group", "members", true, []string{"Group.ReadWrite.All"}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			use := permissions.Use{Write: tt.write, Given: func(argument string) bool { return argument == tt.argument }}
			got := load(t).Missing(definition(t, tt.name), use, tt.held)
			if !slices.Equal(got, tt.want) {
				t.Errorf("with %v, %s misses %v, want %v", tt.held, tt.name, got, tt.want)
			}
		})
	}
}

// TestEveryNeedCanBeGranted: what pages and messages advise has an id.
func TestEveryNeedCanBeGranted(t *testing.T) {
	t.Parallel()
	list := load(t)
	for _, d := range objects.Catalogue() {
		n := list.Of(d)
		names := slices.Concat(n.Read, n.Write)
		for _, extra := range n.Extras {
			names = slices.Concat(names, extra.Read, extra.Write)
		}
		for _, name := range names {
			if _, ok := list.RoleID(name); !ok {
				t.Errorf("%s: %s has no id", d.Name, name)
			}
		}
		if missing := list.Missing(d, permissions.Use{Write: d.IsManaged()}, append(n.Read, n.Write...)); len(missing) > 0 {
			t.Errorf("%s: who holds all that it takes misses %v", d.Name, missing)
		}
	}
}
