// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// warned is the only warning, or "" where there is none: its title, and the attribute.
func (w *world) warned(diags terraform.Diagnostics) string {
	w.Helper()
	text := ""
	for _, d := range diags {
		if d.Severity != tfprotov6.DiagnosticSeverityWarning || text != "" {
			w.Fatalf("want one warning at most, got: %s", diags)
		}
		text = d.Summary + " at " + d.Attribute.String()
	}
	return text
}

// plannedIn plans resources one after the other in a run of their own, as Terraform
// does, and returns what was warned of with each.
func (w *world) plannedIn(run *terraform.Run, resources ...*terraform.Resource) []string {
	w.Helper()
	all := make([]string, len(resources))
	for i, r := range resources {
		plan, diags := run.Plan(w.Context(), r)
		if plan == nil {
			w.Fatal(diags)
		}
		all[i] = w.warned(diags)
	}
	return all
}

// TestWholeAndPartsAreNotBothConfigured: whichever comes second in a plan is warned of,
// once for each attribute and kind of part.
func TestWholeAndPartsAreNotBothConfigured(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	application, group := w.resource("application"), w.resource("group")
	w.apply(application, `{"display_name":"Shop","web":{"redirect_uris":["https://shop.example/in"]}}`)
	w.apply(group, `{"display_name":"Sales","members":[]}`)
	part := func(kind, config string, args ...any) *terraform.Resource {
		r := w.resource(kind)
		w.configure(r, config, args...)
		return r
	}
	uris := part("application_redirect_uris", `{"application_id":%q,"platform":"web","redirect_uris":["https://shop.example/out"]}`, application.ID())
	pages := part("application_redirect_uris", `{"application_id":%q,"platform":"spa","redirect_uris":["https://shop.example/page"]}`, application.ID())
	role := part("application_app_role", `{"application_id":%q,"value":"Read","display_name":"Read","description":"Reads.","allowed_member_types":["User"]}`, application.ID())
	member := part("group_member", `{"group_id":%q,"member_id":"11111111-1111-1111-1111-111111111111"}`, group.ID())
	another := part("group_member", `{"group_id":%q,"member_id":"22222222-2222-2222-2222-222222222222"}`, group.ID())
	membership := part("group_membership", `{"group_id":%q,"members":[]}`, group.ID())
	tests := map[string]struct {
		planned []*terraform.Resource
		want    []string
	}{
		"the part after the whole": {
			[]*terraform.Resource{application, uris},
			[]string{"", `application redirect uris and web.redirect_uris are both configured at AttributeName("application_id")`},
		},
		"the whole after the part": {
			[]*terraform.Resource{uris, application},
			[]string{"", `web.redirect_uris and application redirect uris are both configured at AttributeName("web")`},
		},
		"another platform":                     {[]*terraform.Resource{application, pages}, []string{"", ""}},
		"what the whole says nothing of":       {[]*terraform.Resource{role, application}, []string{"", ""}},
		"many parts beside one whole are told": {[]*terraform.Resource{group, member, another}, []string{"", `group member and members are both configured at AttributeName("group_id")`, ""}},
		"a whole that is a part itself":        {[]*terraform.Resource{member, membership}, []string{"", `members and group member are both configured at AttributeName("members")`}},
		"parts alone":                          {[]*terraform.Resource{member, another}, []string{"", ""}},
		"the same resource twice":              {[]*terraform.Resource{group, group}, []string{"", ""}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &world{T: t, World: w.World}
			for i, got := range w.plannedIn(w.start(), tt.planned...) {
				if got != tt.want[i] {
					t.Errorf("resource %d: got the warning %q, want %q", i, got, tt.want[i])
				}
			}
		})
	}
}

// TestWholeAndPartsOfNewObjects: what no plan could know, the apply warns of, and of
// nothing that the plan has told.
func TestWholeAndPartsOfNewObjects(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	applying := w.start()
	apply := func(r *terraform.Resource, config string, args ...any) string {
		w.configure(r, config, args...)
		plan, diags := w.start().Plan(w.Context(), r)
		if plan == nil {
			t.Fatal(diags)
		}
		diags, _ = applying.ApplyPlan(w.Context(), r, plan)
		return w.warned(diags)
	}
	old, group := w.resource("group"), w.resource("group")
	w.apply(old, `{"display_name":"Old","members":[]}`)
	apply(group, `{"display_name":"New","members":[]}`)
	user := w.graph("GET", "/v1.0/users?$top=1", "")["value"].([]any)[0].(map[string]any)["id"]
	if got := apply(w.resource("group_member"), `{"group_id":%q,"member_id":%q}`, group.ID(), user); got == "" {
		t.Error("the apply does not warn of the member of a new group whose members are configured")
	}
	if apply(old, `{"display_name":"Older","members":[]}`) != "" || apply(w.resource("group_member"), `{"group_id":%q,"member_id":%q}`, old.ID(), user) != "" {
		t.Error("the apply repeats what the plan has warned of")
	}
}
