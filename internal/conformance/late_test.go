// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestNobodyWaitsForOthers: the creation, a change and the refreshes of every object take as
// many requests where others fill in late what the configuration does not speak of, as
// Exchange fills in the address of a group. A refresh after an apply takes one look and
// changes nothing, so that a plan which only refreshes is empty.
func TestNobodyWaitsForOthers(t *testing.T) {
	t.Parallel()
	world := terraform.NewWorld(t, seeded)
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() {
			continue // there is no resource
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, world, d)
			if Lasts(d) {
				l.count(false) // then its values are those before each count
			}
			first := l.count(false)
			if late := l.count(true); late != first {
				t.Errorf("where others fill in late what is not configured, it takes %+v, otherwise %+v", late, first)
			}
			l.destroy()
		})
	}
}

// taken is how many requests something takes; those of a batch count one by one.
type taken struct {
	// create is 0 for an object that Graph never deletes, and so does not create again.
	create, refresh, change int
}

// count makes the object of the example anew, refreshes it and changes an attribute. Late
// tells that the first reads show nothing that is not configured.
func (l *life) count(late bool) (n taken) {
	l.Helper()
	config := l.main.Config
	counts := &counter{next: l.world.Transport, looksOnce: l.Life.Ready.Attribute() != "" || l.Life.Content != object.NoContent || l.Life.Requests != nil || l.Life.Create.By != nil}
	if l.Life.Delete.Never == "" {
		l.forget()
		if late {
			counts.hidden = l.filledByOthers()
		}
		n.create = l.counted(counts, "the creation", func(run *terraform.Run) terraform.Diagnostics {
			return applied(l.Context(), run, l.main)
		})
		counts.hidden = nil
	}
	n.refresh = l.counted(counts, "a refresh", func(run *terraform.Run) terraform.Diagnostics { return run.Refresh(l.Context(), l.main) })
	for _, step := range Steps(l.Definition, l.main.Attributes()) {
		next, ok := step.Change(l.main.Attributes()[step.Attribute.TerraformName()])
		if !ok || IsUnstepped(l.Name, step.Name) || config[step.Attribute.TerraformName()] == nil {
			continue // the last: what cannot be put back
		}
		l.set(step, next)
		if late {
			counts.hidden = l.filledByOthers()
		}
		n.change = l.counted(counts, "a change", func(run *terraform.Run) terraform.Diagnostics { return applied(l.Context(), run, l.main) })
		break
	}
	counts.hidden = nil
	l.counted(counts, "a refresh after a change", func(run *terraform.Run) terraform.Diagnostics { return run.Refresh(l.Context(), l.main) })
	l.main.Config = config
	l.counted(counts, "putting all back", func(run *terraform.Run) terraform.Diagnostics {
		diags := applied(l.Context(), run, l.main)
		if strings.Contains(diags.String(), "cannot be cleared") {
			return nil // as the plan says
		}
		return diags
	})
	l.restart()
	return n
}

// forget removes the object for good, where that is possible.
func (l *life) forget() {
	l.Helper()
	id, config := l.main.ID(), l.main.Config
	if diags, _ := l.run.Destroy(l.Context(), l.main); diags.HasError() {
		l.Fatal(diags)
	}
	if bin := l.Life.Delete.Bin; bin != "" {
		if _, err := l.world.Graph(l.Context(), http.MethodDelete, "/v1.0"+bin+"/"+OwnID(l.Definition, id), ""); err != nil {
			l.Fatal(err)
		}
	}
	*l.main = terraform.Resource{Type: l.main.Type, Config: config}
}

// counted is how many requests an operation takes in a run of its own.
func (l *life) counted(counts *counter, what string, operation func(*terraform.Run) terraform.Diagnostics) int {
	l.Helper()
	run, err := l.world.Start(l.Context(), counts)
	if err != nil {
		l.Fatal(err)
	}
	before, isRefresh := l.main.State, strings.HasPrefix(what, "a refresh")
	counts.sent.Store(0)
	counts.last = ""
	if diags := operation(run); diags.HasError() || l.main.Gone() {
		l.Fatalf("%s: %s", what, diags)
	}
	if isRefresh && !counts.hides && !l.main.State.Equal(before) {
		differences, err := l.main.State.Diff(before)
		l.Errorf("%s of what was just written shows something else: %v %v", what, differences, err)
	}
	return int(counts.sent.Load())
}

// applied carries out a plan without a refresh.
func applied(ctx context.Context, run *terraform.Run, r *terraform.Resource) terraform.Diagnostics {
	plan, diags := run.Plan(ctx, r)
	if diags.HasError() {
		return diags
	}
	diags, _ = run.ApplyPlan(ctx, r, plan)
	return diags
}

// filledByOthers are the properties that the configuration does not speak of, and that
// somebody may fill in when he likes. What a definition says that is waited for is none.
func (l *life) filledByOthers() map[string]bool {
	names := map[string]bool{}
	for _, a := range l.Attributes {
		if (a.Mode == object.Server || a.Mode == object.ReadOnly) && l.main.Config[a.TerraformName()] == nil {
			names[a.Name] = true
		}
	}
	delete(names, l.Life.Ready.Attribute())
	return names
}

// counter counts requests, and hides texts and objects in what is read.
type counter struct {
	next   http.RoundTripper
	hidden map[string]bool
	// hides: something was hidden once.
	hides bool
	// looksOnce: the same request again counts for nothing. So often as Graph says that it
	// is not ready yet, one looks again.
	looksOnce bool
	last      string
	sent      atomic.Int64
}

// RoundTrip carries a request.
func (c *counter) RoundTrip(request *http.Request) (*http.Response, error) {
	reads := request.Method == http.MethodGet
	if isBatch := strings.HasSuffix(request.URL.Path, "/$batch"); isBatch {
		var batch struct{ Requests []struct{ Method string } }
		document, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(document, &batch); err != nil {
			return nil, err
		}
		request.Body = io.NopCloser(bytes.NewReader(document))
		c.sent.Add(int64(len(batch.Requests)))
		reads = !slices.ContainsFunc(batch.Requests, func(r struct{ Method string }) bool { return r.Method != http.MethodGet })
	} else if asked := request.Method + " " + request.URL.String(); !c.looksOnce || asked != c.last {
		c.last = asked
		c.sent.Add(1)
	}
	response, err := c.next.RoundTrip(request)
	if err != nil || !reads || len(c.hidden) == 0 {
		return response, err
	}
	c.hides = true
	defer func() { _ = response.Body.Close() }()
	decoder := json.NewDecoder(response.Body)
	decoder.UseNumber()
	var body any
	if err := decoder.Decode(&body); err != nil {
		return nil, err
	}
	document, err := json.Marshal(c.without(body))
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(document)), int64(len(document))
	response.Header.Del("Content-Length")
	return response, err
}

// without is an answer in which the hidden properties of objects are null, as they are
// before somebody has filled them in.
func (c *counter) without(body any) any {
	members, ok := body.(map[string]any)
	if !ok {
		return body
	}
	for _, envelope := range []string{"value", "responses"} {
		if elements, ok := members[envelope].([]any); ok {
			for i, element := range elements {
				elements[i] = c.without(element)
			}
			return members
		}
	}
	if inner, ok := members["body"].(map[string]any); ok && members["status"] != nil {
		members["body"] = c.without(inner)
		return members
	}
	for name, v := range members {
		switch v.(type) {
		case string, map[string]any:
			if c.hidden[name] && name != "id" {
				members[name] = nil
			}
		}
	}
	return members
}
