// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// identified are the id and the tenant of the identity, "" for none.
func (b *block) identified() [2]string {
	b.t.Helper()
	if b.identity == nil || b.identity.IdentityData == nil {
		return [2]string{}
	}
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "tenant_id": tftypes.String}}
	v, err := b.identity.IdentityData.Unmarshal(typ)
	if err != nil {
		b.t.Fatal(err)
	}
	known, _ := shown(b.t, v).(map[string]any)
	return [2]string{value.Text(known["id"]), value.Text(known["tenant_id"])}
}

// identityOf is the identity of an object in a tenant.
func (b *block) identityOf(id, tenant string) *tfprotov6.ResourceIdentityData {
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "tenant_id": tftypes.String}}
	return &tfprotov6.ResourceIdentityData{IdentityData: b.dynamic(tftypes.NewValue(typ, map[string]tftypes.Value{
		"id": tftypes.NewValue(tftypes.String, id), "tenant_id": tftypes.NewValue(tftypes.String, tenant),
	}))}
}

// memory is what is known of the object beside its state.
func (b *block) memory() (m value.Memory) {
	b.t.Helper()
	if err := json.Unmarshal([]byte(b.noted(memoryKey)), &m); err != nil {
		b.t.Fatalf("%q: %v", b.noted(memoryKey), err)
	}
	return m
}

// justNow is the present time, as it is noted.
func justNow() string {
	at, _ := json.Marshal(time.Now())
	return string(at)
}

// isJustWritten tells whether the private state holds the present time.
func (b *block) isJustWritten() bool {
	var at time.Time
	return json.Unmarshal([]byte(b.noted(writtenKey)), &at) == nil && time.Since(at) < time.Minute
}

// TestWhatAnApplyNotes beside the state: when it wrote, where, and which values of the
// Server's are ours now.
func TestWhatAnApplyNotes(t *testing.T) {
	t.Parallel()
	const shows = `{"id":"w1","name":"a","alias":"x","mail":"m","enabled":false,"tags":[]}`
	b := serve(t, map[string][]answer{"POST /v1.0/widgets": {{201, shows}}, "PATCH /v1.0/widgets/w1": {{204, ""}}, "GET /v1.0/widgets/w1": {{200, strings.Replace(shows, `"a"`, `"b"`, 1)}}}).block("widget", "")
	mentions(t, b.apply(`{"name":"a","alias":"x","enabled":false,"secret":{"value":"s"}}`))
	if !b.isJustWritten() || b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{"w1", "t1"} {
		t.Errorf("after the creation %s, in tenant %s, of %v", b.noted(writtenKey), b.noted(tenantKey), b.identified())
	}
	if diff := cmp.Diff(value.Memory{Written: []string{"alias"}}, b.memory()); diff != "" {
		t.Errorf("known after the creation (-want +got):\n%s", diff)
	}
	b.note(writtenKey, `"2020-01-01T00:00:00Z"`)
	mentions(t, b.apply(`{"name":"b","enabled":false}`))
	if !b.isJustWritten() || b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{"w1", "t1"} {
		t.Errorf("after the change %s, in tenant %s, of %v", b.noted(writtenKey), b.noted(tenantKey), b.identified())
	}
	if diff := cmp.Diff(value.Memory{Cleared: []string{"alias"}}, b.memory()); diff != "" {
		t.Errorf("known after the change (-want +got):\n%s", diff)
	}
	if state := b.values(); state["name"] != "b" || state["alias"] != nil {
		t.Errorf("the state is %v", state)
	}
}

// TestWhatAChangeNotesOfAnOlderState, which says neither where it is nor whose it is.
func TestWhatAChangeNotesOfAnOlderState(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{
		"PATCH /v1.0/widgets/w1": {{204, ""}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"b","enabled":false,"tags":[]}`}},
	}).block("widget", `{"id":"w1","name":"a","enabled":false,"tags":[]}`)
	mentions(t, b.apply(`{"name":"b","enabled":false}`))
	if b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{"w1", "t1"} {
		t.Errorf("in tenant %s, of %v", b.noted(tenantKey), b.identified())
	}
}

// TestNotesOfTheFramework are no longer kept: states of versions which it served hold them.
func TestNotesOfTheFramework(t *testing.T) {
	t.Parallel()
	if got := string(privateOf([]byte(`{".frameworkKey":"e30=","written":"MQ=="}`)).bytes()); got != `{"written":"MQ=="}` {
		t.Errorf("kept is %s", got)
	}
}

// TestWhatAFailedChangeNotes: what may have been written is ours, and what was ours
// stays it.
func TestWhatAFailedChangeNotes(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"PATCH /v1.0/gadgets/g1": {{403, denied}}}, filled()).block("gadget", `{"id":"g1","name":"a","home":"h"}`)
	b.note(memoryKey, `{"written":["home"]}`)
	if diags := b.apply(`{"name":"b","motto":"m"}`); !failed(diags) {
		t.Fatalf("said %s", said(diags))
	}
	if diff := cmp.Diff(value.Memory{Written: []string{"home", "motto"}}, b.memory()); diff != "" {
		t.Errorf("known afterwards (-want +got):\n%s", diff)
	}
	if !b.isJustWritten() {
		t.Errorf("written %s", b.noted(writtenKey))
	}
}

// TestWhatAHalfCreationNotes: what could not be sent may be there all the same.
func TestWhatAHalfCreationNotes(t *testing.T) {
	t.Parallel()
	d := crew()
	d.Attributes = append(d.Attributes, object.Attribute{Name: "alias", Mode: object.Server, Type: object.String{}})
	for name, tt := range map[string]struct {
		answers map[string][]answer
		members string
		title   string
	}{
		"done":      {nil, `null`, ""},
		"half done": {map[string][]answer{"POST /v1.0/crews/c1/members/$ref": {{403, denied}}}, `["m1"]`, "Cannot complete crew"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answers := map[string][]answer{
				"POST /v1.0/crews": {{201, `{"id":"c1"}`}}, "GET /v1.0/crews/c1": {{200, `{"id":"c1","name":"a","open":true,"alias":"x"}`}},
				"GET /v1.0/crews/c1/members": {{200, `{"value":[]}`}},
			}
			for request, list := range tt.answers {
				answers[request] = list
			}
			b := serve(t, answers, d).block("crew", "")
			diags := b.apply(`{"name":"a","alias":"x","members":` + tt.members + `}`)
			if failed(diags) != (tt.title != "") {
				t.Errorf("said %s", said(diags))
			}
			if diff := cmp.Diff([]string{"alias"}, b.memory().Written); diff != "" {
				t.Errorf("ours is (-want +got):\n%s", diff)
			}
		})
	}
}

// filled is a definition of which Graph fills two attributes.
func filled() object.Definition {
	return object.Definition{
		Name: "gadget", Place: object.Collection{API: object.V1, Path: "/gadgets", Type: "microsoft.graph.gadget"}, Life: &object.Life{},
		LookUp: object.LookUp{Key: "name"},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "home", Mode: object.Server, Type: object.String{}},
			{Name: "motto", Mode: object.Server, Type: object.String{}},
			{Name: "plan", Mode: object.Optional, Type: object.JSON{}},
		},
	}
}

// TestWhatWasWrittenIsCleared, and what was not is left alone, by what the private state
// says.
func TestWhatWasWrittenIsCleared(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		memory string
		want   any
	}{
		"ours":      {`{"written":["home"]}`, nil},
		"theirs":    {`{}`, "h"},
		"not known": {"", "h"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil, filled()).block("gadget", `{"id":"g1","name":"a","home":"h"}`)
			if tt.memory != "" {
				b.note(memoryKey, tt.memory)
			}
			plan := b.plan(`{"name":"a"}`)
			mentions(t, plan.Diagnostics)
			b.keep(plan.PlannedState, nil, nil)
			if got := b.values()["home"]; got != tt.want {
				t.Errorf("home is planned %v, want %v", got, tt.want)
			}
		})
	}
}

// TestRefreshOfAnImport takes links and documents of Graph's into the state, and notes
// whose they are; it is not an import any more then.
func TestRefreshOfAnImport(t *testing.T) {
	t.Parallel()
	answers := map[string][]answer{
		"GET /v1.0/crews/c1": {{200, crewShown}}, "GET /v1.0/crews/c1/members": {{200, crewMembers}},
		"GET /v1.0/gadgets/g1": {{200, `{"id":"g1","name":"a","plan":"{\"a\":1}"}`}},
	}
	for name, tt := range map[string]struct {
		imported bool
		want     any
	}{"an import": {true, []any{"m1", "m2"}}, "a later read": {false, nil}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, answers, crew()).block("crew", `{"id":"c1"}`)
			if tt.imported {
				b.note(importedKey, "true")
			}
			mentions(t, b.refresh())
			holds(t, b.values(), value.Tree{"name": "a", "members": tt.want})
			if noted := b.noted(importedKey); noted != "" && noted != "null" {
				t.Errorf("it is an import still: %q", noted)
			}
			if b.noted(tenantKey) != `"t1"` || b.identified() != [2]string{"c1", "t1"} {
				t.Errorf("in tenant %s, of %v", b.noted(tenantKey), b.identified())
			}
		})
	}
	t.Run("a document", func(t *testing.T) {
		t.Parallel()
		b := serve(t, answers, filled()).block("gadget", `{"id":"g1"}`)
		b.note(memoryKey, `{"written":["home"]}`)
		mentions(t, b.refresh())
		if diff := cmp.Diff(value.Memory{Written: []string{"home"}, Foreign: []string{"plan"}}, b.memory()); diff != "" {
			t.Errorf("known afterwards (-want +got):\n%s", diff)
		}
		b.note(memoryKey, `{"written":["home"]}`)
		mentions(t, b.refresh())
		if diff := cmp.Diff(value.Memory{Written: []string{"home"}}, b.memory()); diff != "" {
			t.Errorf("known after another read (-want +got):\n%s", diff)
		}
	})
}

// TestAReadThatShowsWhatWasWritten is the last one that looks out for a replica.
func TestAReadThatShowsWhatWasWritten(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		shows string
		kept  bool
	}{"it does": {"a", false}, "it does not": {"old", true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"` + tt.shows + `","enabled":true}`}}}).block("widget", `{"id":"w1","name":"a","enabled":true,"tags":[]}`)
			b.note(writtenKey, justNow())
			mentions(t, b.refresh())
			if noted := b.noted(writtenKey); (noted != "" && noted != "null") != tt.kept {
				t.Errorf("noted is %q", noted)
			}
		})
	}
}

// TestHowLongAWriteIsRecent: as long as replicas may be behind it, and a read of
// something older asks once.
func TestHowLongAWriteIsRecent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		written string
		asks    int
	}{
		"just now":       {time.Now().UTC().Format(`"` + time.RFC3339Nano + `"`), 2},
		"long ago":       {time.Now().Add(-61 * time.Minute).UTC().Format(`"` + time.RFC3339Nano + `"`), 1},
		"almost an hour": {time.Now().Add(-59 * time.Minute).UTC().Format(`"` + time.RFC3339Nano + `"`), 2},
		"garbage":        {`"soon"`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"old"}`}, {200, `{"id":"w1","name":"a","enabled":true}`}}}).block("widget", `{"id":"w1","name":"a","enabled":true,"tags":[]}`)
			b.note(writtenKey, tt.written)
			mentions(t, b.refresh())
			if n := len(b.requests()); n != tt.asks {
				t.Errorf("%d requests, want %d", n, tt.asks)
			}
		})
	}
}

// TestAnIdentityStays as it was once noted: Terraform takes no other one.
func TestAnIdentityStays(t *testing.T) {
	t.Parallel()
	b := serve(t, map[string][]answer{"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","enabled":true}`}}}).block("widget", `{"id":"w1","name":"a","enabled":true,"tags":[]}`)
	b.identity = b.identityOf("w1", "T1")
	mentions(t, b.refresh())
	if b.identified() != [2]string{"w1", "T1"} {
		t.Errorf("it is %v", b.identified())
	}
}

// TestASessionWithoutATenant notes none.
func TestASessionWithoutATenant(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","enabled":true}`}}})
	h.session.TenantID = ""
	b := h.block("widget", `{"id":"w1","name":"a","enabled":true,"tags":[]}`)
	b.note(tenantKey, `"t2"`)
	mentions(t, b.refresh())
	if b.noted(tenantKey) != `"t2"` || b.identified() != [2]string{"w1", ""} {
		t.Errorf("in tenant %s, of %v", b.noted(tenantKey), b.identified())
	}
}
