// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

// TestFolder: resources, data sources and those of modules in other folders are found.
func TestFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"main.tf": `
			resource "microsoft365_group" "sales" { display_name = "Sales" }
			data "microsoft365_user" "ann" { user_principal_name = "ann@contoso.example" }
			data "other_thing" "none" {}
			module "teams" { source = "./teams" }
			module "far" { source = "example.com/far" }
		`,
		"teams/main.tf.json": `{"data": {"microsoft365_groups": {"all": {}}}}`,
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := permissions.ReadFolder(objects.Catalogue(), folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range found.Uses {
		got = append(got, fmt.Sprintf("%s is a %s, written: %v", u.Address, u.Definition.Name, u.Use.Write))
	}
	want := []string{
		"microsoft365_group.sales is a group, written: true", "data.microsoft365_user.ann is a user, written: false",
		"module.teams.data.microsoft365_groups.all is a group, written: false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("uses (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"module.far is in no folder here: give a plan to have it looked at."}, found.Unread); diff != "" {
		t.Errorf("unread (-want +got):\n%s", diff)
	}
}
