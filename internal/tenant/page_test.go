// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// page reads something below /_tenant/.
func (u *user) page(path string, header ...string) (status int, answered http.Header, body string) {
	u.Helper()
	request, err := http.NewRequestWithContext(u.Context(), http.MethodGet, u.tenant.URL()+"/_tenant/"+path, nil)
	if err != nil {
		u.Fatal(err)
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Set(name, value)
	}
	response, err := u.client.Do(request)
	if err != nil {
		u.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.Header.Get("Content-Type") == "text/event-stream" {
		for lines := bufio.NewScanner(response.Body); lines.Scan() && lines.Text() != ""; {
			body += lines.Text() + "\n"
		}
		return response.StatusCode, response.Header, body
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		u.Fatal(err)
	}
	return response.StatusCode, response.Header, string(text)
}

func TestPageLoadsNothingFromElsewhere(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	for path, contentType := range map[string]string{"": "text/html", "page.css": "text/css", "page.js": "text/javascript"} {
		status, header, body := u.page(path)
		if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), contentType) {
			t.Errorf("/_tenant/%s has status %d and type %q", path, status, header.Get("Content-Type"))
		}
		if policy := header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("/_tenant/%s has the policy %q, want that nothing is loaded from elsewhere", path, policy)
		}
		if strings.Contains(body, "http://") || strings.Contains(body, "https://") {
			t.Errorf("/_tenant/%s names an outside address", path)
		}
	}
}

func TestPageIsForThisSiteAlone(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	for _, path := range []string{"", "objects?in=/users", "events", "collections", "faults", "clock"} {
		if status, _, _ := u.page(path, "Origin: https://evil.example"); status != http.StatusForbidden {
			t.Errorf("/_tenant/%s answers another site with %d, want 403", path, status)
		}
	}
}

func TestWithoutAPage(t *testing.T) {
	t.Parallel()
	u := as(t, tenanttest.Start(t, func(o *tenant.Options) { o.WithoutPage = true }))
	for path, want := range map[string]int{"": 404, "page.js": 404, "objects?in=/users": 404, "events": 404, "ready": 200, "faults": 200} {
		if status, _, _ := u.page(path); status != want {
			t.Errorf("/_tenant/%s has status %d, want %d", path, status, want)
		}
	}
}

func TestPageShowsObjectsInParts(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	for range 60 {
		u.must("POST", "/v1.0/groups", aGroup)
	}
	var answer struct {
		Objects     []struct{ ID, Name string }
		Count, Next int
	}
	seen := map[string]bool{}
	for after, want := "0", []int{50, 10}; len(want) > 0; want = want[1:] {
		_, _, body := u.page("objects?in=/groups&after=" + after)
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatal(err)
		}
		for _, o := range answer.Objects {
			seen[o.ID] = true
		}
		if len(answer.Objects) != want[0] || answer.Count != 60 || answer.Objects[0].Name != "G" || (answer.Next == 0) != (want[0] == 10) {
			t.Errorf("%d objects of %d, then from %d; want %d of 60", len(answer.Objects), answer.Count, answer.Next, want[0])
		}
		after = strings.TrimSpace(strings.Split(strings.Split(body, `"next":`)[1], ",")[0])
		after = strings.Trim(after, "}\n")
	}
	if len(seen) != 60 {
		t.Errorf("%d different objects, want 60", len(seen))
	}
	if status, _, _ := u.page("objects?in=/groups&after=x"); status != http.StatusBadRequest {
		t.Errorf("a place that is none has status %d, want 400", status)
	}
}

func TestEventsGoOnWhereTheyEnded(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.must("POST", "/v1.0/groups", aGroup)
	u.must("GET", "/v1.0/groups", "")
	_, _, first := u.page("events")
	_, _, third := u.page("events", "Last-Event-ID: 2")
	for want, got := range map[string]string{"id: 1\n": first, "id: 3\n": third, `"path":"/v1.0/groups"`: third} {
		if !strings.Contains(got, want) {
			t.Errorf("the event is %q, want %q in it", got, want)
		}
	}
}
