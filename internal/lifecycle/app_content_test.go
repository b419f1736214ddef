// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestFileIsUploadedWhenItIsAnother: an app gets the content of its file, and another one
// when the hash of the file says that it is another.
func TestFileIsUploadedWhenItIsAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := filepath.Join(t.TempDir(), "vpn.pkg")
	save := func(content string) {
		t.Helper()
		if err := os.WriteFile(file, bytes.Repeat([]byte(content), 1<<20), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const app = `{"display_name":"VPN","description":"d","publisher":"p","content_file":%q,"file_name":"vpn.pkg","primary_bundle_id":"x","primary_bundle_version":"1",
		"included_apps":[{"bundle_id":"x","bundle_version":"1"}],"minimum_supported_operating_system":{"v14_0":true},"assignments":[{"intent":"required","target":{"all_devices":{}}}]}`
	r := w.resource("macos_pkg_app")
	has := func(version string) {
		t.Helper()
		found := w.graph("GET", "/beta/deviceAppManagement/mobileApps/"+r.ID(), "")
		if found["committedContentVersion"] != version || found["publishingState"] != "published" {
			t.Errorf("the app has the content %v and is %v, want %s and published", found["committedContentVersion"], found["publishingState"], version)
		}
	}
	save("first")
	w.apply(r, app, file)
	has("1")
	save("first") // another time, the same content
	w.settled(r)
	save("other")
	if w.plan(r).Empty() {
		t.Error("the plan does not see that the file is another one")
	}
	w.apply(r, app, file)
	has("2")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	w.configure(r, app, file)
	if plan, diags := w.start().Plan(t.Context(), r); plan == nil || len(diags) != 1 || diags.HasError() {
		t.Errorf("a file that is not there: %s", diags)
	}
}
