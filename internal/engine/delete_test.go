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

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

// TestDestroys remove an object, for good where that is wanted, or tell with a warning
// that it stays. It leaves the state either way.
func TestDestroys(t *testing.T) {
	t.Parallel()
	const state = `{"id":"w1","name":"a","enabled":true,"tags":[]}`
	with := func(arguments string) string { return strings.TrimSuffix(state, "}") + "," + arguments + "}" }
	binned := func(d *object.Definition) { d.Life.Delete.Bin = "/bin" }
	adopted := func(d *object.Definition) { d.Life.Create.Adopt = "name" }
	fixed := func(d *object.Definition) {
		d.Life.Fixed = []object.Fixed{{When: []object.Condition{object.Is("name", "a")}, Because: "Microsoft makes it."}}
	}
	kept := func(d *object.Definition) {
		d.Life.Delete.Kept = func(message string) (string, bool) {
			return "It is built in.", strings.Contains(message, "privileges")
		}
	}
	tests := map[string]struct {
		change  func(*object.Definition)
		state   string
		answers map[string][]answer
		asks    []string
		warns   string // the title; empty for none
		says    string
	}{
		"of an object":                     {nil, state, nil, []string{"DELETE /v1.0/tools/w1"}, "", ""},
		"of one that is gone":              {nil, state, map[string][]answer{"DELETE /v1.0/tools/w1": {{404, denied}}}, []string{"DELETE /v1.0/tools/w1"}, "", ""},
		"to the bin":                       {binned, with(`"permanentlyDelete":false,"restoreDeleted":false`), nil, []string{"DELETE /v1.0/tools/w1"}, "", ""},
		"for good":                         {binned, with(`"permanentlyDelete":true,"restoreDeleted":false`), nil, []string{"DELETE /v1.0/tools/w1", "DELETE /v1.0/bin/w1"}, "", ""},
		"of what was taken over":           {adopted, with(`"useExisting":true`), nil, nil, `The tool "a" stays in the tenant`, "It was taken over by use_existing and not created by Terraform, which now forgets it."},
		"of what might have been":          {adopted, with(`"useExisting":false`), nil, []string{"DELETE /v1.0/tools/w1"}, "", ""},
		"of what Microsoft makes":          {fixed, state, nil, nil, `The tool "a" stays in the tenant`, "Microsoft makes it. Terraform forgets it."},
		"of another than what it makes":    {fixed, strings.Replace(state, `"a"`, `"b"`, 1), nil, []string{"DELETE /v1.0/tools/w1"}, "", ""},
		"of what Graph keeps":              {kept, state, map[string][]answer{"DELETE /v1.0/tools/w1": {{403, denied}}}, []string{"DELETE /v1.0/tools/w1"}, `The tool "a" stays in the tenant`, "Insufficient privileges to complete the operation.\n\nIt is built in."},
		"of an object in use, as it keeps": {kept, state, map[string][]answer{"DELETE /v1.0/tools/w1": {{204, ""}}}, []string{"DELETE /v1.0/tools/w1"}, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tool := toolDefinition(tt.change)
			answers := map[string][]answer{"DELETE /v1.0/tools/w1": {{204, ""}}, "DELETE /v1.0/bin/w1": {{204, ""}}}
			for request, list := range tt.answers {
				answers[request] = list
			}
			b := serve(t, answers, tool).block("tool", tt.state)
			checkLeaves(t, b, tt.warns, tt.says)
			if diff := cmp.Diff(tt.asks, b.requests()); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("of what every tenant has", func(t *testing.T) {
		t.Parallel()
		b := serve(t, nil, rules()).block("policy", `{"id":"thePolicy","note":"n"}`)
		checkLeaves(t, b, "The policy stays as it is", "Every tenant has it, so that it cannot be deleted. Terraform forgets it, and its values stay as they were last set.")
	})
}

// TestARemovalOfWhatIsYoung is repeated: a replica may not know the object yet.
func TestARemovalOfWhatIsYoung(t *testing.T) {
	t.Parallel()
	const id = "11111111-1111-4111-8111-111111111111"
	for name, tt := range map[string]struct {
		written time.Time
		want    int
	}{"just now": {time.Now(), 2}, "long ago": {time.Now().Add(-2 * time.Hour), 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"DELETE /v1.0/widgets/" + id: {{404, `{"error":{"code":"Request_ResourceNotFound","message":"Resource does not exist."}}`}, {204, ""}}}).block("widget", `{"id":"`+id+`","name":"a","enabled":true,"tags":[]}`)
			at, _ := json.Marshal(tt.written)
			b.note(writtenKey, string(at))
			mentions(t, b.apply(""))
			if n := len(b.requests()); n != tt.want {
				t.Errorf("%d requests, want %d", n, tt.want)
			}
		})
	}
}

// toolDefinition is a widget by another name, changed.
func toolDefinition(change func(*object.Definition)) object.Definition {
	d := objecttest.Widget()
	d.Name, d.Place = "tool", object.Collection{API: object.V1, Path: "/tools", Type: "microsoft.graph.tool"}
	d.Life = &object.Life{}
	if change != nil {
		change(&d)
	}
	return d
}

// checkLeaves destroys, and checks that there is no state then and what was said.
func checkLeaves(t *testing.T, b *block, warns, says string) {
	t.Helper()
	diags := b.apply("")
	if b.values() != nil {
		t.Errorf("the state is %v", b.values())
	}
	if warns == "" {
		mentions(t, diags)
		return
	}
	if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning || diags[0].Summary != warns || diags[0].Detail != says {
		t.Errorf("said %s\nwant the warning %s\n%s", said(diags), warns, says)
	}
}
