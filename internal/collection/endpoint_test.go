// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// kind is one kind of object, which is written to the beta version of Graph and read from
// v1.0, and what becomes of it.
type kind struct {
	place   object.Place
	life    object.Life
	state   string
	answers script
	// want are the requests to make one, to read it, to change it and to remove it, with
	// what each answers. An operation that asks nothing fails.
	want [4][]string
	// made and found are what is told of a new object, and of one that is read.
	made, found string
}

// definition has whatever the path names, a name and a size.
func (k kind) definition() object.Definition {
	d := object.Definition{Name: "thing", Place: k.place, Life: &k.life}
	for _, name := range []string{"aId", "bId"} {
		if strings.Contains(d.Address().Path, name) || strings.Contains(k.state, `"`+name+`"`) {
			d.Attributes = append(d.Attributes, object.Attribute{Name: name, Mode: object.Required, CreateOnly: true, Type: object.String{}})
		}
	}
	d.Attributes = append(d.Attributes,
		object.Attribute{Name: "name", Mode: object.Required, Type: object.String{}},
		object.Attribute{Name: "size", Mode: object.Optional, Type: object.Int{}},
	)
	return d
}

const (
	writes, reads = object.Beta, object.V1
	thing         = `{"id":"1","name":"n","size":2}`
	someThings    = `{"value":[` + thing + `,{"id":"2","name":"o"}]}`
)

func kinds() map[string]kind {
	const (
		entityIs, aIs = "/things/1", "/as/a"
		sent, changed = `{"name":"n","size":2}`, `{"size":3}`
	)
	entity := object.Collection{API: writes, ReadAPI: reads, Path: "/things", Type: "microsoft.graph.thing"}
	below := object.Collection{API: writes, ReadAPI: reads, Path: "/as/{aId}/things", Type: "microsoft.graph.thing", Shown: "bId"}
	inList, keyed := entity, entity
	inList.InList, keyed.Key = true, "name"
	element := object.Element{API: writes, ReadAPI: reads, Path: "/as/{aId}", Type: "microsoft.graph.thing", Property: "things", Key: "id"}
	acted, nested, bare, shown, disabled := element, element, element, element, element
	disabled.Disable, disabled.Guarded = "on", "size"
	acted.Add, acted.Remove = "addThing", "removeThing"
	acted.AddBody, acted.RemoveBody = func(body object.Body) object.Body { return object.Body{"thing": body} }, func(key string) object.Body { return object.Body{"key": key} }
	untold := acted
	untold.Key = "name"
	nested.Property, bare.Bare, bare.Key, shown.Shown = "all/things", true, "name", "bId"
	nested.AddBody = func(body object.Body) object.Body { body["kind"] = "k"; return body }
	link := object.Relation{API: writes, ReadAPI: reads, Path: "/as/{aId}/bs", Type: "microsoft.graph.b", Target: "bId"}
	aimed, ordered := link, link
	aimed.Targets = "/bs"
	ordered.Targets, ordered.Add, ordered.Remove, ordered.Parameter = "/bs", "join", "leave", "aId"
	part := object.Part{API: writes, ReadAPI: reads, Path: "/as/{aId}", Type: "microsoft.graph.a"}
	within, list := part, part
	within.Property, list.List = "about", "all"
	child := object.OnlyChild{API: writes, ReadAPI: reads, Path: "/as/{aId}/thing", Type: "microsoft.graph.thing"}
	put, local := child, child
	put.Put, local.Locale = true, "de"
	only := object.Singleton{API: writes, ReadAPI: reads, Path: "/policies/thing", Type: "microsoft.graph.thing"}
	read := func(path string) []string { return []string{"GET /v1.0" + path + "?$select=id,name,size"} }
	of := func(answers ...any) script {
		all := script{}
		for i := 0; i < len(answers); i += 2 {
			request, _ := answers[i].(string)
			body, _ := answers[i+1].(string)
			all[request] = []answer{{http.StatusOK, body}}
		}
		return all
	}
	elements := func(all string) string { return `{"id":"a","things":[` + all + `]}` }
	const other = `{"id":"2","name":"o"}`
	return map[string]kind{
		"an entity": {
			place: entity, state: `{"id":"1","name":"n","size":2}`,
			answers: of("POST /beta/things", thing, "GET /v1.0/things/1", thing, "PATCH /beta/things/1", "", "DELETE /beta/things/1", ""),
			want:    [4][]string{{"POST /beta/things " + sent}, read(entityIs), {"PATCH /beta/things/1 " + changed}, {"DELETE /beta/things/1"}},
			made:    "1 " + thing, found: thing,
		},
		"one that is replaced": {
			place: entity, life: object.Life{Replaces: true}, state: `{"id":"1","name":"n","size":2}`,
			answers: of("POST /beta/things", thing, "GET /v1.0/things/1", thing, "PUT /beta/things/1", "", "DELETE /beta/things/1", ""),
			want:    [4][]string{{"POST /beta/things " + sent}, read(entityIs), {"PUT /beta/things/1 " + changed}, {"DELETE /beta/things/1"}},
			made:    "1 " + thing, found: thing,
		},
		"one by another key": {
			place: keyed, state: `{"id":"n","name":"n","size":2}`,
			answers: of("POST /beta/things", thing, "GET /v1.0/things/n", thing, "PATCH /beta/things/n", "", "DELETE /beta/things/n", ""),
			want:    [4][]string{{"POST /beta/things " + sent}, {"GET /v1.0/things/n?$select=name,size"}, {"PATCH /beta/things/n " + changed}, {"DELETE /beta/things/n"}},
			made:    "n " + thing, found: thing,
		},
		"one of a list": {
			place: inList, state: `{"id":"1","name":"n","size":2}`,
			answers: of("POST /beta/things", thing, "GET /v1.0/things", someThings, "PATCH /beta/things/1", "", "DELETE /beta/things/1", ""),
			want:    [4][]string{{"POST /beta/things " + sent}, read("/things"), {"PATCH /beta/things/1 " + changed}, {"DELETE /beta/things/1"}},
			made:    "1 " + thing, found: thing,
		},
		"one whose id is chosen": {
			place: below, life: object.Life{Create: object.Create{ID: object.FromBody}}, state: `{"id":"a/B","aId":"a","bId":"B","name":"n","size":2}`,
			answers: of("POST /beta/as/a/things", `{"id":"b"}`, "GET /v1.0/as/a/things/B", thing, "PATCH /beta/as/a/things/B", "", "DELETE /beta/as/a/things/B", ""),
			want:    [4][]string{{`POST /beta/as/a/things {"id":"B","name":"n","size":2}`}, read("/as/a/things/B"), {"PATCH /beta/as/a/things/B " + changed}, {"DELETE /beta/as/a/things/B"}},
			made:    "B null", found: thing,
		},
		"one that is made by a change": {
			place: below, life: object.Life{Create: object.Create{ID: object.FromPath}}, state: `{"id":"a/B","aId":"a","bId":"B","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a/things/B", thing, "PATCH /beta/as/a/things/B", `{"id":"B"}`, "DELETE /beta/as/a/things/B", ""),
			want:    [4][]string{{"PATCH /beta/as/a/things/B " + sent}, read("/as/a/things/B"), {"PATCH /beta/as/a/things/B " + changed}, {"DELETE /beta/as/a/things/B"}},
			made:    `B {"id":"B"}`, found: thing,
		},
		"one that is made elsewhere": {
			place: entity, life: object.Life{Create: object.Create{By: &object.Making{Path: "/makers/{name}/make", Made: "thing", Names: map[string]string{"size": "width"}}}}, state: `{"id":"1","name":"n","size":2}`,
			answers: of("POST /beta/makers/n/make", `{"more":"m","name":"maker","thing":`+thing+`}`, "GET /v1.0/things/1", thing, "PATCH /beta/things/1", "", "DELETE /beta/things/1", ""),
			want:    [4][]string{{`POST /beta/makers/n/make {"width":2}`}, read(entityIs), {"PATCH /beta/things/1 " + changed}, {"DELETE /beta/things/1"}},
			made:    `1 {"id":"1","more":"m","name":"n","size":2,"thing":` + thing + `}`, found: thing,
		},
		"one that is made elsewhere by PUT": {
			place: below, life: object.Life{Create: object.Create{ID: object.FromBody, By: &object.Making{Path: "/makers/{aId}", Put: true}}}, state: `{"id":"a/B","aId":"a","bId":"B","name":"n","size":2}`,
			answers: of("PUT /beta/makers/a", `{"more":"m"}`, "GET /v1.0/as/a/things/B", thing, "PATCH /beta/as/a/things/B", "", "DELETE /beta/as/a/things/B", ""),
			want:    [4][]string{{`PUT /beta/makers/a ` + sent}, read("/as/a/things/B"), {"PATCH /beta/as/a/things/B " + changed}, {"DELETE /beta/as/a/things/B"}},
			made:    `B {"more":"m"}`, found: thing,
		},
		"one that is made elsewhere by the id in its path": {
			place: below, life: object.Life{Create: object.Create{ID: object.FromPath, By: &object.Making{Path: "/makers/{aId}"}}}, state: `{"id":"a/B","aId":"a","bId":"B","name":"n","size":2}`,
			answers: of("POST /beta/makers/a", `{"more":"m"}`, "GET /v1.0/as/a/things/B", thing, "PATCH /beta/as/a/things/B", "", "DELETE /beta/as/a/things/B", ""),
			want:    [4][]string{{`POST /beta/makers/a ` + sent}, read("/as/a/things/B"), {"PATCH /beta/as/a/things/B " + changed}, {"DELETE /beta/as/a/things/B"}},
			made:    `B {"more":"m"}`, found: thing,
		},
		"one that requests decide about": {
			place: entity, state: `{"id":"1","name":"n","size":2}`,
			life: object.Life{Requests: &object.Requests{
				Path: "/requests", Action: "action", Create: "lend", Update: "extend", Remove: "end", Names: []string{"name"}, Made: "made",
				Progress: object.Progress{Status: "status", Done: []string{"Done"}},
			}},
			answers: of("POST /beta/requests", `{"id":"r","status":"Open"}`, "GET /beta/requests/r", `{"id":"r","status":"Done","made":"1"}`, "GET /v1.0/things/1", thing),
			want: [4][]string{
				{`POST /beta/requests {"action":"lend","name":"n","size":2}`, "GET /beta/requests/r"},
				read(entityIs),
				{`POST /beta/requests {"action":"extend","size":3}`, "GET /beta/requests/r"},
				{`POST /beta/requests {"action":"end","name":"n"}`, "GET /beta/requests/r"},
			},
			made: "1 null", found: thing,
		},
		"the only one": {
			place: only, state: `{"id":"thing","name":"n","size":2}`,
			answers: of("GET /v1.0/policies/thing", thing, "PATCH /beta/policies/thing", thing),
			want:    [4][]string{nil, read("/policies/thing"), {"PATCH /beta/policies/thing " + changed}, nil},
			found:   thing,
		},
		"the only one, which is replaced": {
			place: only, life: object.Life{Replaces: true}, state: `{"id":"thing","name":"n","size":2}`,
			answers: of("GET /v1.0/policies/thing", thing, "PUT /beta/policies/thing", thing),
			want:    [4][]string{nil, read("/policies/thing"), {"PUT /beta/policies/thing " + changed}, nil},
			found:   thing,
		},
		"the only child": {
			place: child, state: `{"id":"a","aId":"a","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a/thing", thing, "PATCH /beta/as/a/thing", thing, "DELETE /beta/as/a/thing", ""),
			want:    [4][]string{{"PATCH /beta/as/a/thing " + sent}, read("/as/a/thing"), {"PATCH /beta/as/a/thing " + changed}, {"DELETE /beta/as/a/thing"}},
			made:    "a " + thing, found: thing,
		},
		"one that is made by PUT": {
			place: put, state: `{"id":"a","aId":"a","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a/thing", thing, "PUT /beta/as/a/thing", thing, "PATCH /beta/as/a/thing", thing, "DELETE /beta/as/a/thing", ""),
			want:    [4][]string{{"PUT /beta/as/a/thing " + sent}, read("/as/a/thing"), {"PATCH /beta/as/a/thing " + changed}, {"DELETE /beta/as/a/thing"}},
			made:    "a " + thing, found: thing,
		},
		"one of a language": {
			place: local, life: object.Life{Replaces: true}, state: `{"id":"a","aId":"a","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a/thing", thing, "PATCH /beta/as/a/thing", thing, "PUT /beta/as/a/thing", thing, "DELETE /beta/as/a/thing", ""),
			want:    [4][]string{{"PATCH /beta/as/a/thing " + sent}, read("/as/a/thing"), {"PUT /beta/as/a/thing " + changed}, {`DELETE /beta/as/a/thing {"id":"de"}`}},
			made:    "a " + thing, found: thing,
		},
		"a part of an object": {
			place: part, state: `{"id":"a","aId":"a","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a", thing, "PATCH /beta/as/a", thing),
			want:    [4][]string{nil, read(aIs), {"PATCH /beta/as/a " + changed}, nil},
			found:   `{"id":"a","name":"n","size":2}`,
		},
		"a property of an object": {
			place: within, state: `{"id":"a","aId":"a","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a", `{"id":"1","about":`+thing+`}`, "PATCH /beta/as/a", `{"id":"1","about":`+thing+`}`),
			want:    [4][]string{nil, {"GET /v1.0/as/a?$select=id,about"}, {`PATCH /beta/as/a {"about":` + changed + `}`}, nil},
			found:   `{"id":"a","name":"n","size":2}`,
		},
		"a list of an object": {
			place: list, state: `{"id":"a","aId":"a","name":"n","size":2}`,
			answers: of("GET /v1.0/as/a/all", `{"value":[`+thing+`]}`, "PUT /beta/as/a/all", ""),
			want:    [4][]string{nil, {"GET /v1.0/as/a/all"}, {`PUT /beta/as/a/all {"value":null}`}, nil},
			found:   `{"all":[` + thing + `],"id":"a"}`,
		},
		"a link": {
			place: link, state: `{"id":"a/b","aId":"a","bId":"b"}`,
			answers: of("POST /beta/as/a/bs/$ref", "", "GET /v1.0/as/a/bs", `{"value":[{"id":"c"},{"id":"b"}]}`, "DELETE /beta/as/a/bs/b/$ref", ""),
			want:    [4][]string{{`POST /beta/as/a/bs/$ref {"@odata.id":"HOST/beta/directoryObjects/b"}`}, {"GET /v1.0/as/a/bs?$select=id&$top=999"}, nil, {"DELETE /beta/as/a/bs/b/$ref"}},
			made:    "b null", found: `{"id":"b"}`,
		},
		"a link to something else": {
			place: aimed, state: `{"id":"a/b","aId":"a","bId":"b"}`,
			answers: of("POST /beta/as/a/bs/$ref", "", "GET /v1.0/as/a/bs", `{"value":[{"id":"b"}]}`, "DELETE /beta/as/a/bs/b/$ref", ""),
			want:    [4][]string{{`POST /beta/as/a/bs/$ref {"@odata.id":"HOST/beta/bs/b"}`}, {"GET /v1.0/as/a/bs?$select=id&$top=999"}, nil, {"DELETE /beta/as/a/bs/b/$ref"}},
			made:    "b null", found: `{"id":"b"}`,
		},
		"a link that is ordered": {
			place: ordered, state: `{"id":"a/b","aId":"a","bId":"b"}`,
			answers: of("POST /beta/bs/b/join", "", "GET /v1.0/as/a/bs", `{"value":[{"id":"b"}]}`, "POST /beta/bs/b/leave", ""),
			want:    [4][]string{{`POST /beta/bs/b/join {"aId":"a"}`}, {"GET /v1.0/as/a/bs?$select=id&$top=999"}, nil, {`POST /beta/bs/b/leave {"aId":"a"}`}},
			made:    "b null", found: `{"id":"b"}`,
		},
		"an element": {
			place: acted, state: `{"id":"a/1","aId":"a","name":"n","size":2}`,
			answers: of("POST /beta/as/a/addThing", thing, "GET /v1.0/as/a", elements(other+","+thing), "POST /beta/as/a/removeThing", ""),
			want:    [4][]string{{`POST /beta/as/a/addThing {"thing":` + sent + `}`}, {"GET /v1.0/as/a?$select=id,things"}, {`POST /beta/as/a/addThing {"thing":` + changed + `}`}, {`POST /beta/as/a/removeThing {"key":"1"}`}},
			made:    "1 " + thing, found: thing,
		},
		"an element of which the action tells nothing": {
			place: untold, state: `{"id":"a/n","aId":"a","name":"n","size":2}`,
			answers: of("POST /beta/as/a/addThing", `{"done":true}`, "GET /v1.0/as/a", elements(other+","+thing), "POST /beta/as/a/removeThing", ""),
			want:    [4][]string{{`POST /beta/as/a/addThing {"thing":` + sent + `}`}, {"GET /v1.0/as/a?$select=id,things"}, {`POST /beta/as/a/addThing {"thing":` + changed + `}`}, {`POST /beta/as/a/removeThing {"key":"n"}`}},
			made:    "n null", found: thing,
		},
		"an element of which the collection is sent": {
			place: element, state: `{"id":"a/1","aId":"a","name":"n","size":2}`,
			answers: script{
				"GET /v1.0/as/a":   {{200, elements(other)}, {200, elements(thing + "," + other)}},
				"PATCH /beta/as/a": {{204, ""}},
			},
			want: [4][]string{
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `,{"id":"ID","name":"n","size":2}]}`},
				{"GET /v1.0/as/a?$select=id,things"},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[{"id":"1","name":"n","size":3},` + other + `]}`},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `]}`},
			},
			made: "ID null", found: thing,
		},
		"an element inside a property": {
			place: nested, state: `{"id":"a/1","aId":"a","name":"n","size":2}`,
			answers: script{
				"GET /v1.0/as/a":   {{200, `{"id":"a","all":{"things":[]}}`}, {200, `{"id":"a","all":{"things":[` + thing + `,` + other + `]}}`}},
				"PATCH /beta/as/a": {{204, ""}},
			},
			want: [4][]string{
				{"GET /v1.0/as/a?$select=id,all", `PATCH /beta/as/a {"all":{"things":[{"id":"ID","kind":"k","name":"n","size":2}]}}`},
				{"GET /v1.0/as/a?$select=id,all"},
				{"GET /v1.0/as/a?$select=id,all", `PATCH /beta/as/a {"all":{"things":[{"id":"1","kind":"k","name":"n","size":3},` + other + `]}}`},
				{"GET /v1.0/as/a?$select=id,all", `PATCH /beta/as/a {"all":{"things":[` + other + `]}}`},
			},
			made: "ID null", found: thing,
		},
		"an element that is a text": {
			place: bare, state: `{"id":"a/n","aId":"a","name":"n"}`,
			answers: script{
				"GET /v1.0/as/a":   {{200, elements(`"o"`)}, {200, elements(`"o","n"`)}},
				"PATCH /beta/as/a": {{204, ""}},
			},
			want: [4][]string{
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":["o","n"]}`},
				{"GET /v1.0/as/a?$select=id,things"},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":["o","n"]}`},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":["o"]}`},
			},
			made: "n null", found: `{"name":"n"}`,
		},
		"an element that is disabled first": {
			place: disabled, state: `{"id":"a/1","aId":"a","name":"n","size":2}`,
			answers: script{
				"GET /v1.0/as/a":   {{200, elements(other)}, {200, elements(other + `,{"id":"1","name":"n","on":true,"size":2}`)}},
				"PATCH /beta/as/a": {{204, ""}},
			},
			want: [4][]string{
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `,{"id":"ID","name":"n","size":2}]}`},
				{"GET /v1.0/as/a?$select=id,things"},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `,{"id":"1","name":"n","on":false,"size":2}]}`, `PATCH /beta/as/a {"things":[` + other + `,{"id":"1","name":"n","on":true,"size":3}]}`},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `,{"id":"1","name":"n","on":false,"size":2}]}`, `PATCH /beta/as/a {"things":[` + other + `]}`},
			},
			made: "ID null", found: `{"id":"1","name":"n","on":true,"size":2}`,
		},
		"an element whose id is shown": {
			place: shown, state: `{"id":"a/1","aId":"a","bId":"1","name":"n","size":2}`,
			answers: script{
				"GET /v1.0/as/a":   {{200, elements(other)}, {200, elements(thing + "," + other)}},
				"PATCH /beta/as/a": {{204, ""}},
			},
			want: [4][]string{
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `,{"id":"1","name":"n","size":2}]}`},
				{"GET /v1.0/as/a?$select=id,things"},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[{"id":"1","name":"n","size":3},` + other + `]}`},
				{"GET /v1.0/as/a?$select=id,things", `PATCH /beta/as/a {"things":[` + other + `]}`},
			},
			made: "1 null", found: `{"bId":"1","id":"1","name":"n","size":2}`,
		},
	}
}

// operate makes an object, reads it, changes it and removes it. It returns what each asked
// of Graph, and how it failed.
func (k kind) operate(t *testing.T, refused int) (asked [4][]string, failed [4]error, made, found string) {
	t.Helper()
	s := follow(t, k.definition(), k.answers)
	s.refused = refused
	state, ctx := parse(t, k.state), t.Context()
	own, id, all := s.OwnID(state), "", 0
	for i, operation := range []func(endpoint) error{
		func(e endpoint) error {
			newID, reply, err := e.create(ctx, s.CreateBody(state, state))
			id, made = newID, newID+" "+written(t, reply)
			return err
		},
		func(e endpoint) error {
			shown, err := e.read(ctx, own, s.Selection(s.Managed))
			found = written(t, shown)
			return err
		},
		func(e endpoint) error {
			_, err := e.update(ctx, own, object.Body{"size": json.Number("3")})
			return err
		},
		func(e endpoint) error { return e.remove(ctx, own) },
	} {
		failed[i] = operation(s.endpoint(state))
		for _, request := range s.asked()[all:] {
			request = strings.ReplaceAll(request, s.url, "HOST")
			if value.IsGUID(id) {
				request, made = strings.ReplaceAll(request, id, "ID"), strings.ReplaceAll(made, id, "ID")
			}
			asked[i] = append(asked[i], request)
			all++
		}
		s.tenant.rewritten, s.tenant.listings = rewritten{}, listings{} // as in another run
	}
	return asked, failed, made, found
}

func written(t *testing.T, body object.Body) string {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestRequestsOfEachKind: each kind of object has its own requests, which say all that
// Graph has to know, and what it answers is understood.
func TestRequestsOfEachKind(t *testing.T) {
	t.Parallel()
	for name, k := range kinds() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked, failed, made, found := k.operate(t, 0)
			if diff := cmp.Diff(k.want, asked); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			for i, err := range failed {
				if (err != nil) != (k.want[i] == nil) {
					t.Errorf("operation %d: %v", i, err)
				}
			}
			if k.want[0] != nil && made != k.made {
				t.Errorf("made %s, want %s", made, k.made)
			}
			if found != k.found {
				t.Errorf("found %s, want %s", found, k.found)
			}
		})
	}
}

// TestRefusalsOfEachKind: an operation of which Graph refuses a request fails with what
// Graph says, and asks no more.
func TestRefusalsOfEachKind(t *testing.T) {
	t.Parallel()
	for name, k := range kinds() {
		before := 0
		for i, requests := range k.want {
			for at := range requests {
				before++
				number := before
				t.Run(name+", "+requests[at], func(t *testing.T) {
					t.Parallel()
					again := kinds()[name] // for a script uses itself up
					asked, failed, _, _ := again.operate(t, number)
					var refused *graph.Error
					if !errors.As(failed[i], &refused) || refused.Status != http.StatusForbidden {
						t.Errorf("the error is %v, want Graph's refusal", failed[i])
					}
					if diff := cmp.Diff(requests[:at+1], asked[i]); diff != "" {
						t.Errorf("requests mismatch (-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}

// TestAnAnswerIsReadAtItsPath, by the argument that is given.
func TestAnAnswerIsReadAtItsPath(t *testing.T) {
	t.Parallel()
	s := follow(t, object.Definition{
		Name: "thing", Place: object.Answer{API: object.V1, Paths: []string{"/find(id='{aId}')", "/find(name='{bId}')"}, Type: "microsoft.graph.thing"},
		Attributes: []object.Attribute{
			{Name: "aId", Mode: object.Optional, Type: object.String{}},
			{Name: "bId", Mode: object.Optional, Type: object.String{}},
			{Name: "name", Mode: object.ReadOnly, Type: object.String{}},
		},
	}, script{"GET /v1.0/find(name='o%27%27b')": {{200, thing}}})
	found, err := s.Get(t.Context(), value.Tree{"bId": "o'b"}, value.Attributes{s.Readable.Find("name")})
	if err != nil || found["name"] != "n" {
		t.Errorf("found %v: %v", found, err)
	}
	if diff := cmp.Diff([]string{"GET /v1.0/find(name='o%27%27b')?$select=id,name"}, s.asked()); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

// TestWhatARunChangesIsReadAnew: what was seen of a relation, of a collection inside an
// object, or of a list before a change does not answer for it afterwards.
func TestWhatARunChangesIsReadAnew(t *testing.T) {
	t.Parallel()
	all := kinds()
	for name, list := range map[string]string{
		"one of a list": "GET /v1.0/things", "a link": "GET /v1.0/as/a/bs", "a link that is ordered": "GET /v1.0/as/a/bs", "an element": "GET /v1.0/as/a",
		"an element of which the collection is sent": "GET /v1.0/as/a", "an element whose id is shown": "GET /v1.0/as/a",
	} {
		for change, make := range map[string]bool{"made": true, "removed": false} {
			t.Run(name+", "+change, func(t *testing.T) {
				t.Parallel()
				k := all[name]
				answers := script{list: {k.answers[list][len(k.answers[list])-1]}}
				for request, answer := range k.answers {
					if request != list {
						answers[request] = answer
					}
				}
				s := follow(t, k.definition(), answers)
				state := parse(t, k.state)
				e, own := s.endpoint(state), s.OwnID(state)
				s.tenant.lag.Pause = time.Hour // for which a listing answers that something is not there
				read := func() int {
					if _, err := e.read(t.Context(), own, nil); err != nil {
						t.Fatal(err)
					}
					return len(s.requests(list))
				}
				if first, again := read(), read(); first != 1 || again != 1 {
					t.Errorf("two reads ask %d and %d times", first, again)
				}
				var err error
				if make {
					_, _, err = e.create(t.Context(), object.Body{"name": "p", "bId": "9"})
				} else {
					err = e.remove(t.Context(), own)
				}
				if err != nil {
					t.Fatal(err)
				}
				if before := len(s.requests(list)); read() != before+1 {
					t.Error("a read after the change shows what was before")
				}
			})
		}
	}
}

// TestLinksThatAnObjectManages are read anew as those which are objects themselves.
func TestLinksThatAnObjectManages(t *testing.T) {
	t.Parallel()
	links := membership()
	links.Place = object.Relation{API: object.V1, Path: "/crews/{groupId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"}
	s := follow(t, links, script{"GET /v1.0/crews/c1/members": {{200, `{"value":[{"id":"m1"}]}`}, {200, `{"value":[]}`}}, "DELETE /v1.0/crews/c1/members/m1/$ref": {{204, ""}}, "GET /v1.0/crews/c1": {{200, `{"id":"c1"}`}}})
	o, err := value.Compile(crew(false))
	if err != nil {
		t.Fatal(err)
	}
	s.tenant.lag.Pause = time.Hour
	state := parse(t, `{"id":"c1/m1","groupId":"c1","memberId":"m1"}`)
	if _, err := s.Refresh(t.Context(), state, nil); err != nil {
		t.Fatal(err)
	}
	prior, plan := parse(t, `{"id":"c1","name":"a","members":["m1"],"targets":[]}`), parse(t, `{"id":"c1","name":"a","members":[],"targets":[]}`)
	if _, err := s.tenant.Collection(o).Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan}); err != nil {
		t.Fatal(err)
	}
	if found, err := s.Refresh(t.Context(), state, nil); !errors.Is(err, ErrGone) {
		t.Errorf("the link is still there: %v, %v", found, err)
	}
}

// TestLinksThatNobodyMayHave are not read for an import.
func TestLinksThatNobodyMayHave(t *testing.T) {
	t.Parallel()
	d := crew(false)
	d.Rules = []object.Rule{{When: []object.Condition{object.Is("licence", "none")}, Then: object.Absent("members"), Because: "It has none."}}
	for licence, want := range map[string]int{"none": 0, "some": 1} {
		s := follow(t, d, script{"GET /v1.0/crews/c1/members": {{200, `{"value":[{"id":"m1"}]}`}}})
		all, err := s.ShortLinks(t.Context(), value.Tree{"id": "c1"}, object.Body{"id": "c1", "licence": licence})
		if err != nil || len(all) != want || len(s.requests("GET")) != want {
			t.Errorf("%s: %v, %v", licence, all, err)
		}
	}
}

// TestWhatExistsByItsOwnName is taken over: its name is in the plan, and in no answer.
func TestWhatExistsByItsOwnName(t *testing.T) {
	t.Parallel()
	k := kinds()["one that is made by a change"]
	s := follow(t, k.definition(), k.answers)
	result, err := s.create(`{"id":"?","aId":"a","bId":"B","name":"n","size":2}`)
	if err != nil || !result.Taken || result.State["id"] != "a/B" || result.State["bId"] != "B" {
		t.Errorf("%+v: %v", result, err)
	}
	if len(s.requests("GET")) != len(s.requests("")) {
		t.Errorf("it was changed: %v", s.requests(""))
	}
}

// TestListingsOfTwoParents are no answers for each other.
func TestListingsOfTwoParents(t *testing.T) {
	t.Parallel()
	s := follow(t, secretOfApp(), script{
		"GET /v1.0/apps/a1": {{200, `{"secrets":[{"keyId":"k","name":"one"}]}`}}, "GET /v1.0/apps/a2": {{200, `{"secrets":[{"keyId":"k","name":"two"}]}`}},
	})
	for range 2 {
		for app, name := range map[string]string{"a1": "one", "a2": "two"} {
			found, err := s.Refresh(t.Context(), parse(t, `{"id":"`+app+`/k","appId":"`+app+`"}`), nil)
			if err != nil || found["name"] != name {
				t.Errorf("%s has %v: %v", app, found, err)
			}
		}
	}
	if n := len(s.requests("GET")); n != 2 {
		t.Errorf("the parents were read %d times, want once each", n)
	}
}

// TestMadeElsewhereWithoutAnID is an error that says so.
func TestMadeElsewhereWithoutAnID(t *testing.T) {
	t.Parallel()
	k := kinds()["one that is made elsewhere"]
	k.answers["POST /beta/makers/n/make"] = []answer{{200, `{"thing":{"name":"n"}}`}}
	_, failed, made, _ := k.operate(t, 0)
	if failed[0] == nil || !strings.Contains(failed[0].Error(), "POST /beta/makers/n/make: Graph answered without the id of the new object") {
		t.Errorf("made %s: %v", made, failed[0])
	}
}
