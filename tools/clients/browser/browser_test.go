// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build browser

// Package browser looks at the tenant's page in a real Chromium.
package browser

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

const (
	tab   = "\uE004"
	enter = "\uE007"
)

// administrator sends requests to Graph.
type administrator struct {
	*testing.T
	tenant *tenant.Tenant
	client *http.Client
	token  string
}

func newAdministrator(t *testing.T, tn *tenant.Tenant) *administrator {
	t.Helper()
	a := &administrator{T: t, tenant: tn, client: &http.Client{Transport: tenanttest.Transport(t, tn)}}
	answer := a.send("POST", "/"+tn.TenantID()+"/oauth2/v2.0/token", "application/x-www-form-urlencoded", url.Values{
		"grant_type": {"client_credentials"}, "scope": {"https://graph.microsoft.com/.default"},
		"client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret},
	}.Encode())
	a.token = fmt.Sprint(answer["access_token"])
	return a
}

func (a *administrator) send(method, path, contentType, body string) map[string]any {
	a.Helper()
	request, err := http.NewRequestWithContext(a.Context(), method, a.tenant.URL()+path, strings.NewReader(body))
	if err != nil {
		a.Fatal(err)
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Authorization", "Bearer "+a.token)
	response, err := a.client.Do(request)
	if err != nil {
		a.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		a.Fatal(err)
	}
	var answer map[string]any
	_ = json.Unmarshal(data, &answer) // what is refused is looked at on the page
	return answer
}

func (a *administrator) graph(method, path, body string) map[string]any {
	a.Helper()
	return a.send(method, "/v1.0"+path, "application/json", body)
}

// open starts a tenant and shows its page.
func open(t *testing.T) (*administrator, *browser) {
	t.Helper()
	tn := tenanttest.Start(t)
	b := startBrowser(t)
	b.call("POST", "/url", map[string]any{"url": tn.URL() + "/_tenant/"})
	b.until(`document.getElementById("said").textContent === "Live"`)
	return newAdministrator(t, tn), b
}

func TestObjectsAndTheirLinks(t *testing.T) {
	a, b := open(t)
	group := a.graph("POST", "/groups", `{"displayName":"Engineering <b>","mailNickname":"e","mailEnabled":false,"securityEnabled":true}`)
	user := a.tenant.Objects("users")[0]
	a.graph("POST", fmt.Sprintf("/groups/%s/members/$ref", group["id"]), fmt.Sprintf(`{"@odata.id":"https://graph.microsoft.com/v1.0/users/%s"}`, user["id"]))

	// A change shows by itself; a click leads to the collection, a link to the member.
	b.until(`[...document.querySelectorAll("#collections a")].some((l) => l.textContent === "/groups")`)
	b.run(`[...document.querySelectorAll("#collections a")].find((l) => l.textContent === "/groups").click()`)
	b.until(`document.querySelector("#objects-list summary")?.textContent.startsWith("Engineering <b> (")`)
	b.run(`document.querySelector("#objects-list summary").click()`)
	b.until(`document.querySelector("#objects-list pre").textContent.includes('"displayName": "Engineering <b>"')`)
	b.run(`[...document.querySelectorAll("#objects-list a")].find((l) => l.parentElement.textContent.startsWith("members ")).click()`)
	b.until(fmt.Sprintf(`document.getElementById("objects-title").textContent === "/users" && document.querySelector("#objects-list pre").textContent.includes(%q)`, user["userPrincipalName"]))
	b.until(`[...document.querySelectorAll("#objects-list li")].some((l) => l.textContent === "is in members of Engineering <b>")`)
	if n := b.run(`return document.querySelectorAll("main b").length`); n != 0.0 {
		t.Error("a name was taken for HTML")
	}
}

func TestRequestsAreLiveWithBodyAndAnswer(t *testing.T) {
	a, b := open(t)
	created := a.graph("POST", "/applications", `{"displayName":"Deployment"}`)
	a.graph("POST", fmt.Sprintf("/applications/%s/addPassword", created["id"]), `{"passwordCredential":{"displayName":"canary"}}`)
	b.until(`document.querySelector("#requests summary")?.textContent.includes("/addPassword 200")`)
	shown := fmt.Sprint(b.run(`return document.querySelector("#requests li").textContent`))
	if !strings.Contains(shown, `"displayName": "canary"`) || !strings.Contains(shown, `"secretText": "***"`) {
		t.Errorf("the request is shown as %s, want its body, and its answer without the secret", shown)
	}
	b.run(`document.getElementById("pause").click()`)
	a.graph("GET", "/users/absent", "")
	b.until(`document.getElementById("pause").textContent === "Go on (1 waiting)"`)
	b.run(`document.getElementById("pause").click()`)
	b.until(`document.querySelector("#requests summary.failed")?.textContent.includes("GET /v1.0/users/absent 404")`)
	b.call("POST", "/element/"+b.one("#only")+"/value", map[string]any{"text": "404, get"})
	b.until(`[...document.querySelectorAll("#requests li")].filter((l) => !l.hidden).length === 1`)
}

// The keyboard reaches everything, in the order of the page, and what happened is
// told to who cannot see it.
func TestKeyboardAlone(t *testing.T) {
	a, b := open(t)
	b.press(tab)
	if got := b.run(`return document.activeElement.className`); got != "skip" {
		t.Errorf("the first stop is %q, want the way to the objects", got)
	}
	reached := func(id string) {
		t.Helper()
		for range 100 {
			if b.run(`return document.activeElement.id`) == id {
				return
			}
			b.press(tab)
		}
		t.Fatalf("the keyboard does not reach %s", id)
	}
	reached("fault")
	b.press("GET /v1.0/groups status=503" + enter)
	b.until(`document.getElementById("said").textContent === "On: GET /v1.0/groups status=503"`)
	b.until(`document.querySelector("#faults button")`)
	if answer := a.graph("GET", "/groups", ""); answer["error"] == nil {
		t.Error("the fault is not on")
	}
	b.press("POST / hang=maybe nonsense" + enter)
	b.until(`document.getElementById("said").textContent.includes("the word stands alone")`)
	b.run(`document.querySelector("#faults button").focus()`)
	b.press(enter)
	b.until(`document.getElementById("said").textContent === "Off: GET /v1.0/groups status=503"`)
	b.until(`document.activeElement.id === "fault"`)
	if answer := a.graph("GET", "/groups", ""); answer["error"] != nil {
		t.Error("the fault is still on")
	}
	reached("skew")
	b.run(`document.getElementById("skew").select()`)
	b.press("24h" + enter)
	b.until(`document.getElementById("said").textContent === "The clock is set"`)
	b.until(`Date.parse(document.getElementById("now").dateTime) - Date.now() > 23 * 3600e3`)
}

func TestResetAndDownload(t *testing.T) {
	a, b := open(t)
	before := len(a.tenant.Objects("users"))
	a.graph("POST", "/groups", `{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true}`)
	b.until(`[...document.querySelectorAll("#collections a")].some((l) => l.textContent === "/groups")`)
	downloaded := b.run(`const r = new XMLHttpRequest(); r.open("GET", document.getElementById("download").href, false); r.send(); return r.responseText`)
	var state struct{ Collections map[string]any }
	if err := json.Unmarshal([]byte(fmt.Sprint(downloaded)), &state); err != nil || state.Collections["/groups"] == nil {
		t.Errorf("the download is no state with the group: %v", err)
	}
	b.run(`document.getElementById("reset").click()`)
	b.call("POST", "/alert/accept", map[string]any{})
	b.until(`![...document.querySelectorAll("#collections a")].some((l) => l.textContent === "/groups")`)
	if groups, users := len(a.tenant.Objects("groups")), len(a.tenant.Objects("users")); groups != 0 || users != before {
		t.Errorf("after the reset there are %d groups and %d users, want 0 and %d", groups, users, before)
	}
}

// Each control has a name that is read out, and nothing comes from elsewhere.
func TestNamesAndSources(t *testing.T) {
	_, b := open(t)
	b.until(`document.querySelectorAll("#collections a").length > 0`)
	nameless := b.run(`return [...document.querySelectorAll("button, input, a, nav, main section, aside section, ol")].filter((e) =>
		!(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.getAttribute("aria-labelledby"))).map((e) => e.outerHTML)`)
	if list := nameless.([]any); len(list) > 0 {
		t.Errorf("these have no name: %v", list)
	}
	foreign := b.run(`return performance.getEntriesByType("resource").map((r) => r.name).filter((n) => !n.startsWith(location.origin + "/_tenant/") && !n.startsWith("data:"))`)
	if list := foreign.([]any); len(list) > 0 {
		t.Errorf("the page loads %v from elsewhere", list)
	}
	duplicate := b.run(`const ids = [...document.querySelectorAll("[id]")].map((e) => e.id); return ids.filter((id, n) => ids.indexOf(id) !== n)`)
	if list := duplicate.([]any); len(list) > 0 {
		t.Errorf("these ids are there twice: %v", list)
	}
}
