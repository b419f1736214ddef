// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package reliability

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// script answers requests of one kind in place of Graph: the n-th one as the n-th
// answer says, where there is one, and all others as Graph does.
type script struct {
	next    http.RoundTripper
	method  string
	within  string // part of the path
	answers []answer
	mu      sync.Mutex
	seen    int
}

// answer is a status and an error, or a connection that is lost.
type answer struct {
	status        int
	code, message string
	// after says that Graph carries the request out all the same.
	after bool
}

// RoundTrip carries a request.
func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != s.method || !strings.Contains(r.URL.Path, s.within) {
		return s.next.RoundTrip(r)
	}
	s.mu.Lock()
	n := s.seen
	s.seen++
	s.mu.Unlock()
	if n >= len(s.answers) {
		return s.next.RoundTrip(r)
	}
	a := s.answers[n]
	if a.after {
		response, err := s.next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		if err := response.Body.Close(); err != nil {
			return nil, err
		}
	}
	if a.status == 0 {
		return nil, errors.New("connection reset by peer")
	}
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(fmt.Sprintf(`{"error":{"code":%q,"message":%q}}`, a.code, a.message))),
	}, nil
}

// TestAnswers gives certain answers to the writes of an operation. Each is sent as
// often as it should be, and no failure passes for success.
func TestAnswers(t *testing.T) {
	t.Parallel()
	lost, lostAfter := answer{}, answer{after: true}
	gone := answer{status: http.StatusNotFound, code: "Request_ResourceNotFound", message: "Resource does not exist."}
	tests := map[string]struct {
		method  string
		answers []answer
		operate func(w *world, r *run, group *terraform.Resource) terraform.Diagnostics
		says    string // empty for success
		sent    int
	}{
		"a change whose answer is lost, and that is refused as gone then, has failed": {
			http.MethodPatch, append([]answer{lost}, slices.Repeat([]answer{gone}, 1000)...), rename, "does not exist", 0,
		},
		"a change whose answer is lost is sent again": {
			http.MethodPatch, []answer{lostAfter}, rename, "", 2,
		},
		"a change that is refused for its values is not sent again": {
			http.MethodPatch, []answer{{status: http.StatusBadRequest, code: "Request_BadRequest", message: "Invalid value specified for property."}}, rename, "Invalid value specified", 1,
		},
		"a deletion whose answer is lost, and of something gone then, has worked": {
			http.MethodDelete, []answer{lostAfter}, remove, "", 2,
		},
		"a deletion that is refused has failed": {
			http.MethodDelete, []answer{{status: http.StatusForbidden, code: "Authorization_RequestDenied", message: "Insufficient privileges."}}, remove, "Insufficient privileges", 1,
		},
		"a creation that is refused for its values is not sent again": {
			http.MethodPost, []answer{{status: http.StatusBadRequest, code: "Request_BadRequest", message: "Invalid value specified for property."}}, another, "Invalid value specified", 1,
		},
		"a creation that conflicts is not sent again": {
			http.MethodPost, []answer{{status: http.StatusConflict, code: "Request_MultipleObjectsWithSameKeyValue", message: "Another object with the same value for property uniqueName already exists."}}, another, "already exists", 1,
		},
		"a creation that has come too early is sent again": {
			http.MethodPost, []answer{{status: http.StatusTooManyRequests, code: "TooManyRequests", message: "Too many requests."}}, another, "", 2,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			group := &terraform.Resource{Type: "group", Config: map[string]any{"display_name": "G"}}
			if diags, _ := w.start(nil).apply(group); diags.HasError() {
				t.Fatal(diags)
			}
			s := &script{next: w.Transport, method: tt.method, within: "/v1.0/groups", answers: tt.answers}
			diags := tt.operate(w, w.start(s), group)
			if said := diags.String(); diags.HasError() != (tt.says != "") || !strings.Contains(said, tt.says) {
				t.Errorf("said %q, want %q", said, tt.says)
			}
			if tt.sent > 0 && s.seen != tt.sent {
				t.Errorf("sent %d times, want %d", s.seen, tt.sent)
			}
		})
	}
}

func rename(_ *world, r *run, group *terraform.Resource) terraform.Diagnostics {
	group.Config = map[string]any{"display_name": "Other"}
	diags, _ := r.apply(group)
	return diags
}

func remove(_ *world, r *run, group *terraform.Resource) terraform.Diagnostics {
	diags, _ := r.destroy(group)
	return diags
}

func another(_ *world, r *run, _ *terraform.Resource) terraform.Diagnostics {
	diags, _ := r.apply(&terraform.Resource{Type: "group", Config: map[string]any{"display_name": "Another"}})
	return diags
}

// TestElementsOfOneParent keeps two passwords of one application at once, and takes
// one away.
func TestElementsOfOneParent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	application := fmt.Sprint(w.graph(http.MethodPost, "/v1.0/applications", `{"displayName":"A"}`)["id"])
	r := w.start(nil)
	passwords := []*terraform.Resource{}
	for _, name := range []string{"first", "second"} {
		passwords = append(passwords, &terraform.Resource{Type: "application_password", Config: map[string]any{"application_id": application, "display_name": name}})
	}
	var both sync.WaitGroup
	for _, password := range passwords {
		both.Go(func() {
			if diags, _ := r.apply(password); diags.HasError() {
				t.Error(diags)
			}
		})
	}
	both.Wait()
	for _, password := range passwords {
		w.settled(password)
		if password.Attributes()["display_name"] != password.Config["display_name"] {
			t.Errorf("one password became another: %v", password.Attributes()["display_name"])
		}
	}
	if diags, _ := w.start(nil).destroy(passwords[0]); diags.HasError() {
		t.Fatal(diags)
	}
	w.settled(passwords[1])
	if left, _ := w.graph(http.MethodGet, "/v1.0/applications/"+application, "")["passwordCredentials"].([]any); len(left) != 1 {
		t.Errorf("%d passwords are left, want one", len(left))
	}
}

// TestRemovalOfWhatIsGone destroys, without a refresh, what others have removed.
func TestRemovalOfWhatIsGone(t *testing.T) {
	t.Parallel()
	for n, s := range subjects(newWorld(t)) {
		t.Run(fmt.Sprintf("%s_%d", s.kind, n), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			i := w.created(subjects(w)[n])
			others := *i
			if diags, _ := w.start(nil).destroy(&others); diags.HasError() {
				t.Fatal(diags)
			}
			if diags, _ := w.start(nil).destroy(i); diags.HasError() || !i.Gone() {
				t.Errorf("removing what is gone: %s", diags)
			}
		})
	}
}

// TestRefusedLookUps refuses what data sources ask for.
func TestRefusedLookUps(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	group := fmt.Sprint(w.graph(http.MethodPost, "/v1.0/groups", `{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true}`)["id"])
	tests := map[string]struct {
		source    string
		arguments map[string]any
	}{
		"by id":         {"group", map[string]any{"id": group}},
		"by key":        {"group", map[string]any{"display_name": "G"}},
		"all":           {"groups", map[string]any{}},
		"the only one":  {"organization", map[string]any{}},
		"the singleton": {"authorization_policy", map[string]any{}},
	}
	for name, tt := range tests {
		for _, status := range []int{http.StatusForbidden, http.StatusInternalServerError} {
			t.Run(fmt.Sprint(name, "/", status), func(t *testing.T) {
				t.Parallel()
				if _, diags := w.start(nil).provider.ReadData(t.Context(), tt.source, tt.arguments); diags.HasError() {
					t.Fatal(diags)
				}
				r := &refuser{next: w.Transport, at: 1, status: status}
				r.armed.Store(true)
				found, diags := w.start(r).provider.ReadData(t.Context(), tt.source, tt.arguments)
				if !diags.HasError() || !strings.Contains(diags.String(), fmt.Sprint(status)) {
					t.Errorf("found %v and said %q, want what Graph answered", found, diags)
				}
			})
		}
	}
}
