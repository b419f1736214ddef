// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// course is one change from its first request to its last.
type course struct {
	definition object.Definition
	// prior is the state, or "" for a creation.
	prior, plan string
	answers     script
	want        []string
	// id is that of the state.
	id string
	// aside are requests whose failure changes nothing.
	aside []string
}

// told is a crew of which Graph tells something.
func told() object.Definition {
	d := crew(false)
	d.Attributes = append(d.Attributes, object.Attribute{Name: "made", Mode: object.ReadOnly, Type: object.String{}}, object.Attribute{Name: "note", Mode: object.Optional, Type: object.String{}})
	return d
}

func courses() map[string]course {
	const (
		crews, crewIs = "/v1.0/crews", "/v1.0/crews/c1"
		crewShown     = `{"id":"c1","name":"a","made":"m","boss":{"id":"b1"},"licence":"l"}`
		reading       = "GET " + crewIs + "?$expand=boss&$select=id,name,targets,licence,made,note"
		widgetsAt     = "/v1.0/widgets"
		fields        = "$select=id,name,note,enabled,tags,size,alias,mail,ownerId,kind,since,place"
	)
	refOf := func(id string) string { return `{"@odata.id":"HOST/v1.0/directoryObjects/` + id + `"}` }
	ours := strings.NewReplacer(`"note":"theirs"`, `"note":"ours"`, `"alias":"t"`, `"alias":"n"`, `"enabled":false`, `"enabled":true`).Replace(theirs)
	const (
		wanted = `{"id":"?","name":"a","note":"ours","enabled":true,"tags":["x"],"alias":"n","mail":"?","kind":"k"`
		change = `PATCH /v1.0/widgets/w1 {"alias":"n","enabled":true,"note":"ours"}`
	)
	return map[string]course{
		"a creation with all that has requests of its own": {
			definition: told(), plan: `{"id":"?","name":"a","members":["m1","m2"],"boss":"b1","targets":["t"],"licence":"l","made":"?"}`, id: "c1",
			answers: script{
				"POST " + crews: {{201, `{"id":"c1","name":"a"}`}}, "POST " + crewIs + "/assign": {{204, ""}}, "PUT " + crewIs + "/boss/$ref": {{204, ""}},
				"GET " + crewIs + "/members": {{200, `{"value":[{"id":"M1"}]}`}}, "POST " + crewIs + "/members/$ref": {{204, ""}}, "GET " + crewIs: {{200, crewShown}},
			},
			want: []string{
				"POST " + crews + ` {"licence":"l","name":"a"}`, "POST " + crewIs + `/assign {"targets":["t"]}`, "PUT " + crewIs + "/boss/$ref " + refOf("b1"),
				"GET " + crewIs + "/members?$select=id&$top=999", "POST " + crewIs + "/members/$ref " + refOf("m2"), reading,
			},
		},
		"a change of all that has requests of its own": {
			definition: told(), id: "c1",
			prior: `{"id":"c1","name":"b","members":["m1"],"boss":"b1","targets":[],"licence":"k","made":"m"}`,
			plan:  `{"id":"c1","name":"a","members":["m2"],"boss":null,"targets":["t"],"licence":"l","made":"?"}`,
			answers: script{
				"PATCH " + crewIs: {{204, ""}}, "POST " + crewIs + "/assign": {{204, ""}}, "POST " + crewIs + "/license": {{204, ""}}, "DELETE " + crewIs + "/boss/$ref": {{204, ""}},
				"POST " + crewIs + "/members/$ref": {{204, ""}}, "DELETE " + crewIs + "/members/m1/$ref": {{204, ""}}, "GET " + crewIs: {{200, strings.Replace(crewShown, `{"id":"b1"}`, "null", 1)}},
			},
			want: []string{
				"PATCH " + crewIs + ` {"name":"a"}`, "POST " + crewIs + `/assign {"targets":["t"]}`, "POST " + crewIs + `/license {"licence":"l"}`, "DELETE " + crewIs + "/boss/$ref",
				"POST " + crewIs + "/members/$ref " + refOf("m2"), "DELETE " + crewIs + "/members/m1/$ref", reading,
			},
		},
		"a creation after a look for what is left over": {
			definition: widget(func(d *object.Definition) { d.LookUp.Unique = false }), plan: `{"id":"?","name":"a","enabled":true,"tags":[],"mail":"?"}`, id: "w1",
			answers: script{"GET " + widgetsAt: {{200, listed}}, "POST " + widgetsAt: {{201, `{"id":"w1"}`}}, "GET " + widgetsAt + "/w1": {{200, `{"id":"w1","name":"a","mail":"m"}`}}},
			want:    []string{"GET " + widgetsAt + "?" + fields, "POST " + widgetsAt + ` {"enabled":true,"name":"a","tags":[]}`, "GET " + widgetsAt + "/w1?" + fields},
			aside:   []string{"GET " + widgetsAt + "?" + fields},
		},
		"a creation of what may exist": {
			definition: widget(adoptable), plan: wanted + `,"useExisting":true}`, id: "w1",
			answers: script{"GET " + widgetsAt: {{200, listed}}, "PATCH " + widgetsAt + "/w1": {{204, ""}}, "GET " + widgetsAt + "/w1": {{200, ours}}},
			want:    []string{"GET " + widgetsAt + "?$filter=name eq 'a'&" + fields, change, "GET " + widgetsAt + "/w1?" + fields},
		},
		"a creation of what may exist, with an action": {
			definition: func() object.Definition { d := told(); d.Life.Create.Adopt = "name"; return d }(), id: "c1",
			plan: `{"useExisting":true,"id":"?","name":"a","boss":"b2","targets":["t"],"licence":"l","made":"?","note":"n"}`,
			answers: script{
				"GET " + crews: {{200, `{"value":[` + crewShown + `]}`}}, "GET " + crewIs: {{200, strings.Replace(crewShown, `"made"`, `"targets":[],"made"`, 1)}},
				"PATCH " + crewIs: {{204, ""}}, "POST " + crewIs + "/assign": {{204, ""}}, "PUT " + crewIs + "/boss/$ref": {{204, ""}},
			},
			want: []string{
				"GET " + crews + "?$expand=boss&$filter=name eq 'a'&$select=id,name,licence,made,note", reading, "PATCH " + crewIs + ` {"note":"n"}`, "POST " + crewIs + `/assign {"targets":["t"]}`, "PUT " + crewIs + "/boss/$ref " + refOf("b2"),
			},
		},
		"a creation by a key": {
			definition: widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), plan: wanted + "}", id: "w1",
			answers: script{"GET " + widgetsAt + "(name='a')": {{404, missing}}, "PATCH " + widgetsAt + "(name='a')": {{201, `{"id":"w1"}`}}, "GET " + widgetsAt + "/w1": {{200, ours}}},
			want: []string{
				"GET " + widgetsAt + "(name='a')?$select=id", "PATCH " + widgetsAt + `(name='a') {"alias":"n","enabled":true,"kind":"k","note":"ours","tags":["x"]}`, "GET " + widgetsAt + "/w1?" + fields,
			},
		},
		"a creation by a key that exists": {
			definition: widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), plan: wanted + "}", id: "w1",
			answers: script{"GET " + widgetsAt + "(name='a')": {{200, `{"id":"w1"}`}}, "GET " + widgetsAt + "/w1": {{200, theirs}, {200, ours}}, "PATCH " + widgetsAt + "/w1": {{204, ""}}},
			want:    []string{"GET " + widgetsAt + "(name='a')?$select=id", "GET " + widgetsAt + "/w1?" + fields, change, "GET " + widgetsAt + "/w1?" + fields},
		},
		"a creation of a chosen id": {
			definition: chosen(object.FromPath, false), plan: `{"id":"c1","name":"a"}`, id: "c1",
			answers: script{"GET " + widgetsAt + "/c1": {{200, `{"id":"c1","name":"b"}`}, {200, `{"id":"c1","name":"a"}`}}, "PATCH " + widgetsAt + "/c1": {{204, ""}}},
			want:    []string{"GET " + widgetsAt + "/c1?$select=id,name", "PATCH " + widgetsAt + `/c1 {"name":"a"}`},
		},
		"a creation of what is deleted": {
			definition: widget(restorable), plan: wanted + `,"restoreDeleted":true}`, id: "w1",
			answers: script{
				"GET /v1.0/bin": {{200, `{"value":[{"id":"w1","name":"a","kind":"k"}]}`}}, "POST /v1.0/bin/w1/restore": {{200, "{}"}},
				"GET " + widgetsAt + "/w1": {{200, theirs}, {200, ours}}, "PATCH " + widgetsAt + "/w1": {{204, ""}},
			},
			want: []string{"GET /v1.0/bin", "POST /v1.0/bin/w1/restore", "GET " + widgetsAt + "/w1?" + fields, change, "GET " + widgetsAt + "/w1?" + fields},
		},
		"a creation of the only one": {
			definition: policyOfTenant(), plan: `{"id":"?","note":"n","made":"?"}`, id: "thePolicy",
			answers: script{"GET /v1.0/policies/thePolicy": {{200, `{"note":"o","made":"m"}`}, {200, `{"note":"n","made":"m"}`}}, "PATCH /v1.0/policies/thePolicy": {{204, ""}}},
			want:    []string{"GET /v1.0/policies/thePolicy?$select=id,note,made", `PATCH /v1.0/policies/thePolicy {"note":"n"}`, "GET /v1.0/policies/thePolicy?$select=id,note,made"},
		},
		"a creation of a part": {
			definition: label("label"), plan: `{"id":"?","widgetId":"w1","text":"a","color":"?"}`, id: "w1",
			answers: script{"GET " + widgetsAt + "/w1": {{200, `{"id":"w1","label":{"text":"b","color":"red"}}`}}, "PATCH " + widgetsAt + "/w1": {{200, `{"id":"w1","label":{"text":"a","color":"red"}}`}}},
			want:    []string{"GET " + widgetsAt + "/w1?$select=id,label", "PATCH " + widgetsAt + `/w1 {"label":{"text":"a"}}`},
		},
		"a creation of an element": {
			definition: roleOfApp(), plan: `{"id":"?","appId":"a1","roleId":"r1","word":"one","note":null,"open":true}`, id: "a1/r1",
			answers: script{"GET " + parent: {{200, roles(foreign)}}, "PATCH " + parent: {{204, ""}}},
			want:    []string{"GET " + parent + "?$select=id,roles", "PATCH " + parent + " " + roles(foreign, `{"id":"r1","open":true,"word":"one"}`)},
		},
		"a change of an element": {
			definition: roleOfApp(), prior: `{"id":"a1/r1","appId":"a1","roleId":"r1","word":"one","note":null,"open":true}`, plan: `{"id":"a1/r1","appId":"a1","roleId":"r1","word":"one","note":"n","open":true}`, id: "a1/r1",
			answers: script{"GET " + parent: {{200, roles(first, foreign)}}, "PATCH " + parent: {{204, ""}}},
			want:    []string{"GET " + parent + "?$select=id,roles", "PATCH " + parent + " " + roles(`{"id":"r1","note":"n","open":true,"word":"one"}`, foreign)},
		},
		"a change of an element that is closed first": {
			definition: roleOfApp(), prior: `{"id":"a1/r1","appId":"a1","roleId":"r1","word":"one","note":null,"open":true}`, plan: `{"id":"a1/r1","appId":"a1","roleId":"r1","word":"two","note":null,"open":true}`, id: "a1/r1",
			answers: script{"GET " + parent: {{200, roles(first, foreign)}}, "PATCH " + parent: {{204, ""}}},
			want: []string{
				"GET " + parent + "?$select=id,roles", "PATCH " + parent + " " + roles(`{"id":"r1","note":null,"open":false,"word":"one"}`, foreign),
				"PATCH " + parent + " " + roles(`{"id":"r1","note":null,"open":true,"word":"two"}`, foreign),
			},
		},
		"a replacement": {
			definition: widget(func(d *object.Definition) { d.Life.Replaces, d.Life.Carried = true, []string{"rank", "locked"} }), id: "w1",
			prior: `{"id":"w1","name":"b","enabled":true,"tags":[]}`, plan: `{"id":"w1","name":"a","enabled":true,"tags":[],"mail":"?"}`,
			answers: script{"GET " + widgetsAt + "/w1": {{200, `{"id":"w1","rank":1}`}, {200, `{"id":"w1","name":"a","mail":"m"}`}}, "PUT " + widgetsAt + "/w1": {{204, ""}}},
			want:    []string{"GET " + widgetsAt + "/w1?$select=id,rank,locked", "PUT " + widgetsAt + `/w1 {"enabled":true,"name":"a","rank":1,"tags":[]}`, "GET " + widgetsAt + "/w1?" + fields},
		},
	}
}

// take makes the change, of which Graph refuses the request with a number; 0 is none.
func (c course) take(t *testing.T, refused int) (asked []string, result Result, err error) {
	t.Helper()
	s := follow(t, c.definition, c.answers)
	s.refused = refused
	if plan := parse(t, c.plan); c.prior != "" {
		result, err = s.Reconcile(t.Context(), parse(t, c.prior), Wanted{Plan: plan, Config: plan})
	} else {
		result, err = s.create(c.plan)
	}
	for _, request := range s.asked() {
		asked = append(asked, strings.ReplaceAll(request, s.url, "HOST"))
	}
	return asked, result, err
}

// TestCoursesOfChanges: what a change asks of Graph, and in which order.
func TestCoursesOfChanges(t *testing.T) {
	t.Parallel()
	for name, c := range courses() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked, result, err := c.take(t, 0)
			if diff := cmp.Diff(c.want, asked); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			if err != nil || result.Stage != Done || result.State["id"] != c.id || value.HasUnknown(result.State) {
				t.Errorf("stage %v with the state %v: %v", result.Stage, result.State, err)
			}
		})
	}
}

// TestStagesOfChanges: whichever request Graph refuses, the change fails with what Graph
// says, nothing is changed after it, and what was done before it is known.
func TestStagesOfChanges(t *testing.T) {
	t.Parallel()
	changes := func(requests []string) (all []string) {
		for _, request := range requests {
			if !strings.HasPrefix(request, http.MethodGet) {
				all = append(all, request)
			}
		}
		return all
	}
	for name, c := range courses() {
		for i, refused := range c.want {
			t.Run(name+", "+refused, func(t *testing.T) {
				t.Parallel()
				c := courses()[name] // for a script uses itself up
				asked, result, err := c.take(t, i+1)
				if len(c.aside) > 0 && c.aside[0] == refused {
					if err != nil || result.Stage != Done {
						t.Errorf("stage %v: %v", result.Stage, err)
					}
					return
				}
				var refusal *graph.Error
				if !errors.As(err, &refusal) || refusal.Status != http.StatusForbidden {
					t.Errorf("the error is %v, want Graph's refusal", err)
				}
				want, before := Untouched, changes(c.want[:i])
				switch {
				case len(before) == 0:
				case len(before) == len(changes(c.want)):
					want = Written
				default:
					want = Started
				}
				if result.Stage != want {
					t.Errorf("the stage is %v, want %v", result.Stage, want)
				}
				if known := result.State["id"] == c.id; known != (len(before) > 0 && (c.prior == "" || want == Written)) {
					t.Errorf("after %v the state is %v", before, result.State)
				}
				if want == Written && len(asked) != i+1 {
					t.Errorf("Graph was asked %d times for what it refuses", len(asked)-i)
				}
				if diff := cmp.Diff(changes(c.want[:i+1]), changes(asked)); diff != "" {
					t.Errorf("changes mismatch (-want +got):\n%s", diff)
				}
			})
		}
	}
}
