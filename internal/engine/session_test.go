// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

const firstCrew = `{"id":"c1","name":"a","open":true,"permanentlyDelete":false,"restoreDeleted":false}`

// everyOperation is what a provider is asked for, and what Graph is asked first then.
func everyOperation() map[string]struct {
	operate func(*harness) []*tfprotov6.Diagnostic
	asks    string
} {
	return map[string]struct {
		operate func(*harness) []*tfprotov6.Diagnostic
		asks    string
	}{
		"creation": {func(h *harness) []*tfprotov6.Diagnostic { return h.block("crew", "").apply(`{"name":"a"}`) }, "POST /v1.0/crews"},
		"change":   {func(h *harness) []*tfprotov6.Diagnostic { return h.block("crew", firstCrew).apply(`{"name":"b"}`) }, "PATCH /v1.0/crews/c1"},
		"removal":  {func(h *harness) []*tfprotov6.Diagnostic { return h.block("crew", firstCrew).apply("") }, "DELETE /v1.0/crews/c1"},
		"read":     {func(h *harness) []*tfprotov6.Diagnostic { return h.block("crew", firstCrew).refresh() }, "GET /v1.0/crews/c1"},
		"import": {func(h *harness) []*tfprotov6.Diagnostic {
			imported, err := h.server.ImportResourceState(h.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_crew", ID: "name=a"})
			if err != nil {
				h.t.Fatal(err)
			}
			return imported.Diagnostics
		}, "GET /v1.0/crews"},
		"data source": {func(h *harness) []*tfprotov6.Diagnostic {
			_, diags := h.data("crew", map[string]any{"id": "c1"})
			return diags
		}, "GET /v1.0/crews/c1"},
		"data source of several": {func(h *harness) []*tfprotov6.Diagnostic {
			_, diags := h.data("crews", nil)
			return diags
		}, "GET /v1.0/crews"},
		"list": {func(h *harness) (all []*tfprotov6.Diagnostic) {
			for result := range h.listOf(h.t.Context(), "crew", 10, false, value.Tree{}) {
				all = append(all, result.Diagnostics...)
			}
			return all
		}, "GET /v1.0/crews"},
		"creation by path": {func(h *harness) []*tfprotov6.Diagnostic {
			return h.byPath("").apply(`{"path":"/boats","body":{"name":"a","size":1}}`)
		}, "POST /v1.0/boats"},
		"change by path": {func(h *harness) []*tfprotov6.Diagnostic {
			return h.byPath(firstBoat).apply(`{"path":"/boats","body":{"name":"b","size":1}}`)
		}, "PATCH /v1.0/boats/b1"},
		"removal by path": {func(h *harness) []*tfprotov6.Diagnostic { return h.byPath(firstBoat).remove() }, "DELETE /v1.0/boats/b1"},
		"read by path":    {func(h *harness) []*tfprotov6.Diagnostic { return h.byPath(firstBoat).refresh() }, "GET /v1.0/boats/b1"},
		"data source of a path": {func(h *harness) []*tfprotov6.Diagnostic {
			_, diags := h.get(`{"path":"/boats/b1"}`)
			return diags
		}, "GET /v1.0/boats/b1"},
	}
}

// TestOperationsOfAProviderThatIsNotReady fail with the reason, and ask Graph for
// nothing.
func TestOperationsOfAProviderThatIsNotReady(t *testing.T) {
	t.Parallel()
	for name, tt := range everyOperation() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := answering(t, nil)
			h.session.Unready.AddError("The provider cannot sign in yet", "The tenant is known after apply.")
			diags := tt.operate(h)
			if len(diags) != 1 || diags[0].Summary != "The provider cannot sign in yet" {
				t.Errorf("said %s", said(diags))
			}
			if asked := h.requests(); len(asked) > 0 {
				t.Errorf("requests %v, want none", asked)
			}
		})
	}
}

// TestImportsByPathOfAProviderThatIsNotReady fail too, though they ask Graph for nothing.
func TestImportsByPathOfAProviderThatIsNotReady(t *testing.T) {
	t.Parallel()
	h := answering(t, nil)
	h.session.Unready.AddError("The provider cannot sign in yet", "The tenant is known after apply.")
	if diags := h.byPath("").imports("/groups/1"); len(diags) != 1 || diags[0].Summary != "The provider cannot sign in yet" {
		t.Errorf("said %s", said(diags))
	}
}

// TestOperationsOfAProviderWithAWarning go on.
func TestOperationsOfAProviderWithAWarning(t *testing.T) {
	t.Parallel()
	h := answering(t, map[string][]answer{"GET /v1.0/crews/c1": {{200, crewShown}}})
	h.session.Unready.AddWarning("Look here", "It works all the same.")
	found, diags := h.data("crew", map[string]any{"id": "c1"})
	mentions(t, diags, "Look here")
	if found["name"] != "a" {
		t.Errorf("found %v", found)
	}
}

// TestOperationsTellThatGraphThrottles, for they take longer then.
func TestOperationsTellThatGraphThrottles(t *testing.T) {
	t.Parallel()
	for name, tt := range everyOperation() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answers := map[string][]answer{
				"POST /v1.0/crews": {{201, crewShown}}, "PATCH /v1.0/crews/c1": {{204, ""}}, "DELETE /v1.0/crews/c1": {{204, ""}},
				"GET /v1.0/crews/c1": {{200, crewShown}}, "GET /v1.0/crews": {{200, `{"value":[` + crewShown + `]}`}},
				"POST /v1.0/boats": {{201, boatShown}}, "PATCH /v1.0/boats/b1": {{204, ""}}, "DELETE /v1.0/boats/b1": {{204, ""}}, "GET /v1.0/boats/b1": {{200, boatShown}},
			}
			answers[tt.asks] = append([]answer{{429, `{"error":{"code":"TooManyRequests","message":"Too many requests."}}`}}, answers[tt.asks]...)
			h := answering(t, answers)
			diags := tt.operate(h)
			told := slices.ContainsFunc(diags, func(d *tfprotov6.Diagnostic) bool {
				return d.Severity == tfprotov6.DiagnosticSeverityWarning && d.Summary == "Microsoft Graph throttles requests" && strings.Contains(d.Detail, ": 30s")
			})
			if failed(diags) || !told {
				t.Errorf("said %s", said(diags))
			}
		})
	}
}

// absent answers that there is nothing.
type absent struct{}

func (absent) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusNotFound, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(`{"error":{"code":"Request_ResourceNotFound","message":"Resource does not exist."}}`)),
	}, nil
}

// TestWaitingForReplicasIsTold, once and after ten seconds.
func TestWaitingForReplicasIsTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: anyToken{}, Transport: absent{}})
		if err != nil {
			t.Fatal(err)
		}
		s := &Session{Client: client, ReadAlone: true, Lag: collection.Lag{Recent: time.Hour, Missing: 7 * time.Second, Stale: 7 * time.Second, Pause: time.Second}}
		var told []diag.Diagnostics
		for range 3 {
			if _, err := s.tenant().Reader(compiled(t, crew())).Refresh(t.Context(), value.Tree{"id": "c1", "name": "a"}, &value.Memory{}); !errors.Is(err, collection.ErrGone) {
				t.Fatal(err)
			}
			var diags diag.Diagnostics
			s.tellWaiting(&diags)
			told = append(told, diags)
		}
		if len(told[0]) > 0 || len(told[1]) != 1 || len(told[2]) > 0 || told[1][0].Summary() != "Waiting for Microsoft Graph" || !strings.Contains(told[1][0].Detail(), "14s") {
			t.Errorf("said %v", told)
		}
	})
}

// TestASessionThatIsNone is what Terraform gets that has configured no provider.
func TestASessionThatIsNone(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	if s := SessionOf(nil, &diags); s != nil || len(diags) > 0 {
		t.Errorf("nothing makes the session %v, and says %v", s, diags)
	}
	if s := SessionOf("a text", &diags); s != nil || len(diags) != 1 || !strings.Contains(diags[0].Detail(), "Expected a session, got string") {
		t.Errorf("a text makes the session %v, and says %v", s, diags)
	}
	diags = nil
	if (*Session)(nil).Ready(&diags) || len(diags) != 1 || diags[0].Summary() != "Provider not configured" {
		t.Errorf("no session is ready, and says %v", diags)
	}
	held := &struct{ *Session }{&Session{TenantID: "t1"}}
	if s := SessionOf(held, &diags); s != held.Session {
		t.Errorf("what holds a session makes %v", s)
	}
}

// TestLagOfASession is what replicas usually take, unless something else is said.
func TestLagOfASession(t *testing.T) {
	t.Parallel()
	other := collection.Lag{Pause: time.Second}
	if got := (&Session{}).lag(); got != collection.DefaultLag() {
		t.Errorf("without one the lag is %v", got)
	}
	if got := (&Session{Lag: other}).lag(); got != other {
		t.Errorf("the lag is %v, want %v", got, other)
	}
}

// TestTimesOfOperations: what the timeouts block says, to the second, or what an
// operation usually takes at most.
func TestTimesOfOperations(t *testing.T) {
	t.Parallel()
	limits := value.Tree{value.Timeouts: value.Tree{"create": "90s", "read": "1m1s", "update": nil, "delete": "soon"}}
	for name, tt := range map[string]struct {
		state     value.Tree
		operation operation
		want      time.Duration
	}{
		"seconds":                 {limits, creating, 90 * time.Second},
		"minutes and seconds":     {limits, reading, 61 * time.Second},
		"nothing":                 {limits, updating, 20 * time.Minute},
		"what is no duration":     {limits, deleting, 20 * time.Minute},
		"a creation without them": {value.Tree{}, creating, 20 * time.Minute},
		"a read without them":     {value.Tree{}, reading, 5 * time.Minute},
		"a change without them":   {nil, updating, 20 * time.Minute},
		"a removal without them":  {nil, deleting, 20 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := within(context.Background(), tt.state, tt.operation)
				defer cancel()
				deadline, _ := ctx.Deadline()
				if got := time.Until(deadline); got != tt.want {
					t.Errorf("the limit is %s, want %s", got, tt.want)
				}
			})
		})
	}
}
