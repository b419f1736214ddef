// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// stop ends a tenant before its test does.
func (u *user) stop() {
	u.Helper()
	if err := u.tenant.Close(); err != nil {
		u.Fatal(err)
	}
}

// open starts a tenant that its test ends by itself.
func open(t *testing.T, file string) *user {
	t.Helper()
	tn, err := tenant.New(tenant.Options{StateFile: file, SigningKey: tenanttest.Key(t)})
	if err != nil {
		t.Fatal(err)
	}
	return as(t, tn)
}

// must sends a request that has to succeed.
func (u *user) must(method, path, body string) map[string]any {
	u.Helper()
	status, answer := u.do(method, path, body)
	if status == 0 || status >= 300 {
		u.Fatalf("%s %s: %d %v", method, path, status, answer)
	}
	return answer
}

func TestStateSurvivesARestart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tenant.json")
	u := open(t, file)
	group := u.must("POST", "/v1.0/groups", `{"displayName":"Engineering","mailNickname":"e","mailEnabled":false,"securityEnabled":true,"uniqueName":"engineering"}`)
	member := u.tenant.Objects("users")[0]["id"]
	u.must("POST", fmt.Sprintf("/v1.0/groups/%s/members/$ref", group["id"]), fmt.Sprintf(`{"@odata.id":"https://graph.microsoft.com/v1.0/users/%s"}`, member))
	gone := u.must("POST", "/v1.0/groups", aGroup)
	u.must("DELETE", fmt.Sprintf("/v1.0/groups/%s", gone["id"]), "")
	app := u.must("POST", "/v1.0/applications", `{"displayName":"Deployment"}`)
	u.must("POST", "/v1.0/servicePrincipals", fmt.Sprintf(`{"appId":%q}`, app["appId"]))
	secret := u.must("POST", fmt.Sprintf("/v1.0/applications/%s/addPassword", app["id"]), `{}`)
	delta := u.must("GET", "/v1.0/groups/delta", "")["@odata.deltaLink"].(string)
	token, old := u.token, u.tenant.URL()
	u.stop()

	again := open(t, file)
	defer again.stop()
	// An old token is as good as a new one: the key that signs them is kept.
	again.token = token
	if status, _ := again.do("GET", "/v1.0/users", ""); status != http.StatusOK {
		t.Errorf("a token of before has status %d", status)
	}
	want := []any{group["id"], "Engineering"}
	for _, path := range []string{fmt.Sprintf("/v1.0/groups/%s", group["id"]), "/v1.0/groups(uniqueName='engineering')"} {
		found := again.must("GET", path, "")
		if diff := cmp.Diff(want, []any{found["id"], found["displayName"]}); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", path, diff)
		}
	}
	if members := again.must("GET", fmt.Sprintf("/v1.0/groups/%s/members", group["id"]), "")["value"].([]any); len(members) != 1 {
		t.Errorf("the group has %d members, want 1", len(members))
	}
	again.must("POST", fmt.Sprintf("/v1.0/directory/deletedItems/%s/restore", gone["id"]), "")
	status, answer := again.post(again.tenant.URL()+"/"+again.tenant.TenantID()+"/oauth2/v2.0/token", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {app["appId"].(string)}, "client_secret": {secret["secretText"].(string)}, "scope": {graphScope},
	})
	if status != http.StatusOK {
		t.Errorf("the application's secret is refused: %v", answer)
	}
	again.must("PATCH", fmt.Sprintf("/v1.0/groups/%s", group["id"]), `{"description":"changed since"}`)
	changes := again.must("GET", strings.TrimPrefix(delta, old), "")["value"]
	if text := fmt.Sprint(changes); !strings.Contains(text, "changed since") {
		t.Errorf("a delta link of before does not tell of a change: %s", text)
	}
}

func TestStateIsForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tenant.json")
	for _, left := range []string{".new", ".12345.new", ".lock"} {
		if err := os.WriteFile(file+left, []byte("left by a kill"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	open(t, file).stop()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, want that of the owner alone", info.Mode())
	}
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v; want the state alone", entries, err)
	}
}

func TestStateThatIsNoneIsLeftAlone(t *testing.T) {
	t.Parallel()
	good := filepath.Join(t.TempDir(), "good.json")
	u := open(t, good)
	u.must("POST", "/v1.0/groups", strings.TrimSuffix(aGroup, "}")+fmt.Sprintf(`,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/%s"]}`, u.tenant.Objects("users")[0]["id"]))
	u.stop()
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, with string) string {
		if !strings.Contains(string(whole), old) {
			t.Fatalf("the state lacks %s", old)
		}
		return strings.Replace(string(whole), old, with, 1)
	}
	tests := map[string]struct{ content, want string }{
		"empty":              {"", "cannot be read, and is left as it is: EOF"},
		"no JSON":            {"tenant", "cannot be read"},
		"cut off":            {string(whole[:len(whole)/2]), "unexpected EOF"},
		"two documents":      {string(whole) + string(whole), "something follows"},
		"of Terraform":       {`{"version":4,"terraform_version":"1.14.0","resources":[]}`, "version 4"},
		"without anything":   {`{}`, "it has no collections"},
		"without a version":  {`{"collections":{}}`, "version 0"},
		"newer":              {change(`"version": 3`, `"version": 4`), "version 4, this program knows version 3"},
		"another tenant's":   {change(tenant.DefaultTenantID, "0f0f0f0f-0000-4000-8000-000000000000"), "it is of tenant 0f0f0f0f"},
		"another domain's":   {change(`"domain": "contoso.onmicrosoft.com"`, `"domain": "fabrikam.onmicrosoft.com"`), "domain fabrikam"},
		"with a broken key":  {change("-----BEGIN PRIVATE KEY-----", "-----BEGIN-----"), "signing key"},
		"with a lost id":     {change(`"id":"`+tenant.SystemIdentityObjectID+`"`, `"id":""`), "has no id"},
		"misspelt":           {change(`"clock"`, `"colour"`), "colour: no state has that"},
		"misspelt in a link": {change(`"relation"`, `"relations"`), `unknown field "relations"`},
		"without objects":    {change(`"collections"`, `"domain"`), "domain"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "tenant.json")
			if err := os.WriteFile(file, []byte(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			tn, err := tenant.New(tenant.Options{StateFile: file})
			if err == nil {
				_ = tn.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), file) {
				t.Errorf("the error is %v, want it to name the file and %q", err, tt.want)
			}
			if now, err := os.ReadFile(file); err != nil || string(now) != tt.content {
				t.Errorf("the file has changed, or is gone: %v", err)
			}
		})
	}
}

func TestStateThatCannotBeWrittenIsToldAtOnce(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "missing", "tenant.json")
	_, err := tenant.New(tenant.Options{StateFile: missing})
	if err == nil || !strings.Contains(err.Error(), missing) {
		t.Errorf("the error is %v, want one at the start", err)
	}
}

// reports takes what a tenant reports.
type reports chan string

func (r reports) Write(line []byte) (int, error) {
	r <- string(line)
	return len(line), nil
}

// removeFolder removes a folder in which a tenant may be making files.
func removeFolder(t *testing.T, folder string) {
	t.Helper()
	err := os.RemoveAll(folder)
	for tries := 0; err != nil && tries < 1000; tries++ {
		err = os.RemoveAll(folder)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestASaveThatFailsIsToldAtOnceAndAtTheEnd(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "tenants")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	reported := make(reports, 8)
	tn, err := tenant.New(tenant.Options{StateFile: filepath.Join(folder, "tenant.json"), Errors: reported})
	if err != nil {
		t.Fatal(err)
	}
	u := as(t, tn)
	removeFolder(t, folder)
	u.must("POST", "/v1.0/groups", aGroup)
	if line := <-reported; !strings.Contains(line, "write the state to "+folder) || !strings.Contains(line, "changes are lost") {
		t.Errorf("the report is %q, want that the state cannot be written", line)
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if line := <-reported; !strings.Contains(line, "saved again") {
		t.Errorf("the report is %q, want that saves succeed again", line)
	}
	removeFolder(t, folder)
	if err := tn.Close(); err == nil || !strings.Contains(err.Error(), "write the state") {
		t.Errorf("the end has the error %v, want that the state could not be written", err)
	}
}

func TestASecondTenantIsKeptFromTheState(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tenant.json")
	first := open(t, file)
	link := filepath.Join(t.TempDir(), "link.json")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{file, link} {
		_, err := tenant.New(tenant.Options{StateFile: name})
		want := fmt.Sprintf("in use by process %d (%s), which serves it at %s", os.Getpid(), filepath.Base(os.Args[0]), first.tenant.URL())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q", err, want)
		}
	}
	first.stop()
	open(t, link).stop()
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is none any more: %v", err)
	}
}

func TestSeedIsNotPlantedTwice(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tenant.json")
	for range 2 {
		tn, err := tenant.New(tenant.Options{StateFile: file, Seed: []byte(`{"groups":[` + aGroup + `]}`)})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(tn.Objects("groups")); n != 1 {
			t.Errorf("%d groups, want 1", n)
		}
		if err := tn.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStateIsWholeWhileItIsWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tenant.json")
	u := open(t, file)
	defer u.stop()
	for range 100 {
		u.must("POST", "/v1.0/groups", aGroup)
		content, err := os.ReadFile(file)
		if err != nil || !json.Valid(content) {
			t.Fatalf("the state is not whole while it is written: %v", err)
		}
	}
}
