// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

// TestFolder: resources, data sources and those of modules in other folders are found.
func TestFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder, map[string]string{
		"main.tf": `
			resource "microsoft365_group" "sales" { display_name = "Sales" }
			data "microsoft365_user" "ann" { user_principal_name = "ann@contoso.example" }
			data "other_thing" "none" {}
			module "teams" { source = "./teams" }
			module "far" { source = "example.com/far" }
		`,
		"teams/main.tf.json": `{"data": {"microsoft365_groups": {"all": {}}}}`,
		"README.md":          "# No file of Terraform's {",
		"folder.tf/none":     "a folder's name says nothing",
	})
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

// TestFoldersThatCannotBeRead: what is wrong is said, and of modules which one.
func TestFoldersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		files map[string]string
		want  string
	}{
		"without files":             {map[string]string{"README.md": "x"}, "holds no files of Terraform's"},
		"that is not there":         {map[string]string{"main.tf": `module "m" { source = "./gone" }`}, "gone: no such file"},
		"with a module of no files": {map[string]string{"main.tf": `module "m" { source = "./m" }`, "m/README.md": "x"}, "m holds no files of Terraform's"},
		"with a module that is above": {
			map[string]string{"main.tf": `module "m" { source = "./m" }`, "m/main.tf": `module "back" { source = "../" }`}, "calls itself",
		},
		"with a file that ends early": {map[string]string{"main.tf": `resource "microsoft365_group" "g" {`}, "Unclosed configuration block"},
		"with a block without a name": {map[string]string{"main.tf": `resource "microsoft365_group" {}`}, "Missing name for resource"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			write(t, folder, tt.files)
			if _, err := permissions.ReadFolder(nil, folder); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, want %q", err, tt.want)
			}
		})
	}
}

// TestArgumentsThatAreGiven: an argument stands there, and not as null or false.
func TestArgumentsThatAreGiven(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder, map[string]string{"main.tf": `
		variable "v" {}
		resource "microsoft365_group" "g" {
			a = "x"
			b = null
			c = false
			d = var.v
			e = true
			timeouts {}
		}
	`})
	found, err := permissions.ReadFolder(objects.Catalogue(), folder)
	if err != nil || len(found.Uses) != 1 {
		t.Fatalf("found %+v, %v", found.Uses, err)
	}
	for argument, want := range map[string]bool{"a": true, "b": false, "c": false, "d": true, "e": true, "f": false} {
		if found.Uses[0].Use.Given(argument) != want {
			t.Errorf("%s is given: %v, want %v", argument, !want, want)
		}
	}
}

// write writes files into a folder.
func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
