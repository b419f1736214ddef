// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestPlansNeedNoGraph and say what is wrong, also before a provider is configured.
func TestPlansNeedNoGraph(t *testing.T) {
	t.Parallel()
	const prior = `{"id":"w1","name":"a","enabled":true,"tags":[],"kind":"k"}`
	tests := map[string]struct {
		state, config string
		replaced      []string
		says          []string
		fails         bool
	}{
		"of nothing new":             {prior, `{"name":"a","kind":"k"}`, nil, nil, false},
		"of a change":                {prior, `{"name":"b","kind":"k"}`, nil, nil, false},
		"of a replacement":           {prior, `{"name":"a","kind":"z"}`, []string{`AttributeName("kind")`}, nil, false},
		"of a creation":              {"", `{"name":"a","secret":{"value":"s"}}`, nil, nil, false},
		"of a creation that lacks":   {"", `{"name":"a"}`, nil, []string{"Missing secret"}, true},
		"of a change without secret": {prior, `{"name":"b","kind":"k"}`, nil, nil, false},
	}
	for name, tt := range tests {
		for _, configured := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				h := serve(t, nil)
				if !configured {
					h.server = NewServer(&widgetProvider{catalogue: h.catalogue}, h.catalogue, "test")
				}
				b := h.block("widget", tt.state)
				plan := b.plan(tt.config)
				mentions(t, plan.Diagnostics, tt.says...)
				if failed(plan.Diagnostics) != tt.fails {
					t.Errorf("said %s", said(plan.Diagnostics))
				}
				var replaced []string
				for _, at := range plan.RequiresReplace {
					replaced = append(replaced, at.String())
				}
				if diff := cmp.Diff(tt.replaced, replaced); diff != "" {
					t.Errorf("replaced because of (-want +got):\n%s", diff)
				}
				if asked := h.requests(); len(asked) > 0 {
					t.Errorf("requests %v, want none", asked)
				}
			})
		}
	}
}

// TestPlansOfWhatIsElsewhere fail, removals too.
func TestPlansOfWhatIsElsewhere(t *testing.T) {
	t.Parallel()
	const prior = `{"id":"t1","name":"a","forAll":false}`
	for name, config := range map[string]string{"a change": `{"name":"b"}`, "a removal": ""} {
		for tenant, fails := range map[string]bool{`"t2"`: true, `"T1"`: false, `""`: false, "7": false} {
			t.Run(name+" in "+tenant, func(t *testing.T) {
				t.Parallel()
				b := serve(t, nil, timeout()).block("timeout", prior)
				b.note(tenantKey, tenant)
				if fails {
					b.session.Granted = []string{} // nothing else is told
				}
				plan := b.plan(config)
				if failed(plan.Diagnostics) != fails || len(plan.Diagnostics) > 1 {
					t.Errorf("said %s", said(plan.Diagnostics))
				}
				if fails {
					mentions(t, plan.Diagnostics, `The timeout "a" is in another tenant`, "tenant t2", "tenant t1")
				}
			})
		}
	}
}

// TestOperationsOnWhatIsElsewhere ask Graph for nothing, and change no state.
func TestOperationsOnWhatIsElsewhere(t *testing.T) {
	t.Parallel()
	b := serve(t, nil).block("widget", `{"id":"w1","name":"a","enabled":true,"tags":[]}`)
	b.note(tenantKey, `"t2"`)
	mentions(t, b.refresh(), "is in another tenant")
	b.private = nil
	b.identity = b.identityOf("w1", "t2")
	mentions(t, b.refresh(), "is in another tenant")
	if state := b.values(); state["name"] != "a" || len(b.requests()) > 0 {
		t.Errorf("the state is %v after %v", state, b.requests())
	}
}

// TestPlansOfWhatHasNotBeenRead fail: every argument would be a change.
func TestPlansOfWhatHasNotBeenRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		state, config string
		fails         bool
	}{
		"a change":   {`{"id":"w1"}`, `{"name":"a"}`, true},
		"a removal":  {`{"id":"w1"}`, "", false},
		"a creation": {"", `{"name":"a","secret":{"value":"s"}}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil).block("widget", tt.state)
			b.note(importedKey, "true")
			plan := b.plan(tt.config)
			if failed(plan.Diagnostics) != tt.fails {
				t.Errorf("said %s", said(plan.Diagnostics))
			}
			if tt.fails {
				mentions(t, plan.Diagnostics, "The widget w1 has not been read yet", "plan without -refresh=false")
			}
		})
	}
}

// TestOneThatIsAlike may be what a killed run has left.
func TestOneThatIsAlike(t *testing.T) {
	t.Parallel()
	alike := `{"value":[{"id":"c0","name":"a","open":true,"createdDateTime":"2999-01-01T00:00:00Z"}]}`
	h := answering(t, map[string][]answer{"GET /v1.0/crews": {{200, alike}}, "POST /v1.0/crews": {{201, `{"id":"c1","name":"a","open":true,"motto":null}`}}})
	mentions(t, h.block("crew", "").apply(`{"name":"a"}`), `There is another crew "a"`, "It has the id c0", "which is c1", "If this apply replaces it")
}

// TestAnObjectThatWasThereBefore is told of where the apply has changed it.
func TestAnObjectThatWasThereBefore(t *testing.T) {
	t.Parallel()
	adopted := toolDefinition(func(d *object.Definition) { d.Life.Create.Adopt = "name" })
	const there = `{"id":"w1","name":"a","note":null,"enabled":false,"tags":[],"alias":null,"mail":null}`
	for name, tt := range map[string]struct {
		config string
		says   []string
	}{
		"as it is wanted": {`{"name":"a","useExisting":true,"enabled":false,"secret":{"value":"s"}}`, nil},
		"with others":     {`{"name":"a","useExisting":true,"note":"n","enabled":true,"secret":{"value":"s"}}`, []string{`The tool "a" was there before`, "It has the id w1 and was taken over", "These arguments had other values: note, enabled."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{
				"GET /v1.0/tools": {{200, `{"value":[` + there + `]}`}}, "PATCH /v1.0/tools/w1": {{204, ""}},
				"GET /v1.0/tools/w1": {{200, strings.NewReplacer(`"note":null`, `"note":"n"`, "false", "true").Replace(there)}},
			}, adopted).block("tool", "")
			mentions(t, b.apply(tt.config), tt.says...)
			if b.values()["id"] != "w1" {
				t.Errorf("the state is %v", b.values())
			}
		})
	}
}

// timeout is an object of which Microsoft tells the permissions, but for one argument.
func timeout() object.Definition {
	return object.Definition{
		Name: "timeout", Life: &object.Life{}, LookUp: object.LookUp{Key: "name"},
		Place: object.Collection{API: object.V1, Path: "/policies/activityBasedTimeoutPolicies", Type: "microsoft.graph.activityBasedTimeoutPolicy"},
		Needs: object.Needs{Deviations: []object.Deviation{{Kind: object.Besides, Attribute: "forAll", Because: "It is for all.", Permissions: []string{"Directory.ReadWrite.All"}}}},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "forAll", Mode: object.Default(false), Type: object.Bool{}},
			{Name: "seen", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true},
		},
	}
}

// TestPlansAreComparedWithPermissions, where the token tells them.
func TestPlansAreComparedWithPermissions(t *testing.T) {
	t.Parallel()
	const (
		prior = `{"id":"t1","name":"a","forAll":false}`
		least = "Policy.ReadWrite.ApplicationConfiguration"
	)
	tests := map[string]struct {
		granted       []string
		required      bool
		state, config string
		lacks         string // "" for nothing
	}{
		"a token that does not tell":        {nil, false, "", `{"name":"a"}`, ""},
		"a token with nothing":              {[]string{}, false, "", `{"name":"a"}`, least},
		"a token with nothing, as an error": {[]string{}, true, "", `{"name":"a"}`, least},
		"a change":                          {[]string{}, false, prior, `{"name":"b"}`, least},
		"a change of nothing":               {[]string{}, false, prior, `{"name":"a"}`, ""},
		"a removal":                         {[]string{}, false, prior, "", least},
		"a token that does":                 {[]string{least}, false, "", `{"name":"a"}`, ""},
		"an argument that needs more":       {[]string{least}, false, "", `{"name":"a","forAll":true}`, "Directory.ReadWrite.All"},
		"a token that does for it":          {[]string{least, "Directory.ReadWrite.All"}, false, "", `{"name":"a","forAll":true}`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil, timeout())
			h.session.Granted, h.session.RequirePermissions = tt.granted, tt.required
			for range 2 { // what is found once is remembered
				checkLack(t, h.block("timeout", tt.state).plan(tt.config).Diagnostics, tt.lacks, tt.required)
			}
			checkLack(t, h.block("timeout", "").plan(`{"name":"c","forAll":true}`).Diagnostics, strings.Join(lackFor(tt.granted), ", "), tt.required)
		})
	}
}

// TestAdviceDependsOnTheArguments that a change has.
func TestAdviceDependsOnTheArguments(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		`{"name":"a"}`:                "[Policy.ReadWrite.ApplicationConfiguration]",
		`{"name":"a","forAll":false}`: "[Policy.ReadWrite.ApplicationConfiguration]",
		`{"name":"a","forAll":true}`:  "[Directory.ReadWrite.All Policy.ReadWrite.ApplicationConfiguration]",
	} {
		h := serve(t, map[string][]answer{"POST /v1.0/policies/activityBasedTimeoutPolicies": {{403, denied}}}, timeout())
		h.session.Advise = func(_ *graph.Error, needs Needs) string { return fmt.Sprint("Needed: ", needs.Permissions) }
		mentions(t, h.block("timeout", "").apply(config), "Needed: "+want)
	}
}

// lackFor is what a token lacks for a timeout for all.
func lackFor(granted []string) (lacks []string) {
	if granted == nil {
		return nil
	}
	for _, name := range []string{"Directory.ReadWrite.All", "Policy.ReadWrite.ApplicationConfiguration"} {
		if !strings.Contains(strings.Join(granted, " "), name) {
			lacks = append(lacks, name)
		}
	}
	return lacks
}

func checkLack(t *testing.T, diags []*tfprotov6.Diagnostic, lacks string, isError bool) {
	t.Helper()
	if lacks == "" {
		mentions(t, diags)
		return
	}
	if len(diags) != 1 || failed(diags) != isError || !strings.HasPrefix(diags[0].Summary, "Missing permissions for timeout") {
		t.Fatalf("said %s", said(diags))
	}
	mentions(t, diags, "The least that it lacks: "+lacks+".", "m365 permissions --grant az")
	if told := strings.Contains(diags[0].Detail, "require_permissions makes an error of this."); told != isError {
		t.Errorf("it speaks of require_permissions: %v", told)
	}
}
