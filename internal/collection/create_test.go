// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// chosen is a definition of an object whose id is chosen.
func chosen(source object.IDSource, replaces bool) object.Definition {
	return widget(func(d *object.Definition) {
		d.Life.Create.ID, d.Life.Replaces = source, replaces
		d.LookUp = object.LookUp{}
		d.Attributes = []object.Attribute{
			{Name: "id", Mode: object.Required, Type: object.String{}, CreateOnly: true},
			{Name: "name", Mode: object.Required, Type: object.String{}},
		}
	})
}

func sourced(source object.IDSource) object.Definition {
	return widget(func(d *object.Definition) {
		d.Life.Create.ID = source
		d.LookUp, d.Attributes = object.LookUp{}, d.Attributes[:1]
	})
}

func TestWhereIDsComeFrom(t *testing.T) {
	t.Parallel()
	const plan = `{"id":"?","name":"a"}`
	tests := map[string]struct {
		definition object.Definition
		plan       string
		script     script
		location   string
		want       any
		writes     []string
		fails      string
	}{
		"the reply": {
			sourced(object.FromReply), plan,
			script{"POST /v1.0/widgets": {{201, `{"id":"w1","name":"a"}`}}},
			"", "w1",
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"",
		},
		"a reply without one": {
			sourced(object.FromReply), plan,
			script{"POST /v1.0/widgets": {{201, `{"name":"a"}`}}},
			"", nil,
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"without the id",
		},
		"another property of the reply": {
			widget(func(d *object.Definition) {
				d.Place = object.Collection{API: object.V1, Path: "/widgets", Type: "microsoft.graph.widget", Key: "name"}
				d.LookUp, d.Attributes = object.LookUp{}, d.Attributes[:1]
			}), plan,
			script{"POST /v1.0/widgets": {{201, `{"name":"a"}`}}},
			"", "a",
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"",
		},
		"the location": {
			sourced(object.FromLocation), plan,
			script{"POST /v1.0/widgets": {{201, ""}}, "GET /v1.0/widgets/w%2F1": {{200, `{"id":"w/1"}`}}},
			"/v1.0/widgets('w%2F1')", "w/1",
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"",
		},
		"an operation": {
			sourced(object.FromOperation), plan,
			script{"POST /v1.0/widgets": {{202, ""}}, "GET /beta/operations/o": {{200, `{"status":"running"}`}, {200, `{"status":"succeeded","resourceLocation":"https://graph.microsoft.com/v1.0/widgets/w1"}`}}},
			"/beta/operations/o", "w1",
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"",
		},
		"an operation that fails": {
			sourced(object.FromOperation), plan,
			script{"POST /v1.0/widgets": {{202, ""}}, "GET /v1.0/operations/o": {{200, `{"status":"failed","error":{"message":"No room."}}`}}},
			"/operations/o", nil,
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"No room.",
		},
		"an operation that nobody may see": {
			sourced(object.FromOperation), plan,
			script{"POST /v1.0/widgets": {{202, ""}}, "GET /v1.0/operations/o": {{403, denied}}},
			"/operations/o", nil,
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"waiting for the operation /operations/o: ",
		},
		"an operation elsewhere": {
			sourced(object.FromOperation), plan,
			script{"POST /v1.0/widgets": {{202, ""}}},
			"https://other.example/operations/o", nil,
			[]string{`POST /v1.0/widgets {"name":"a"}`},
			"another host",
		},
		"who makes it, in the body": {
			chosen(object.FromBody, false), `{"id":"contoso.com","name":"a"}`,
			script{"POST /v1.0/widgets": {{201, `{"id":"contoso.com"}`}}},
			"", "contoso.com",
			[]string{`POST /v1.0/widgets {"id":"contoso.com","name":"a"}`},
			"",
		},
		"who makes it, in the path": {
			chosen(object.FromPath, false), `{"id":"c1","name":"a"}`,
			script{"GET /v1.0/widgets/c1": {{404, missing}}, "PATCH /v1.0/widgets/c1": {{204, ""}}},
			"", "c1",
			[]string{`PATCH /v1.0/widgets/c1 {"name":"a"}`},
			"",
		},
		"who makes it, by PUT": {
			chosen(object.FromPath, true), `{"id":"c1","name":"a"}`,
			script{"GET /v1.0/widgets/c1": {{404, missing}}, "PUT /v1.0/widgets/c1": {{204, ""}}},
			"", "c1",
			[]string{`PUT /v1.0/widgets/c1 {"name":"a"}`},
			"",
		},
		"an object that is there": {
			chosen(object.FromPath, false), `{"id":"c1","name":"a"}`,
			script{"GET /v1.0/widgets/c1": {{200, `{"id":"c1","name":"a"}`}}},
			"", "c1", nil, "",
		},
		"who makes it, in other letters than Graph's": {
			chosen(object.FromPath, false), `{"id":"Contoso.com","name":"a"}`,
			script{"GET /v1.0/widgets/Contoso.com": {{200, `{"id":"contoso.com","name":"a"}`}}},
			"", "Contoso.com", nil, "",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, tt.definition, tt.script)
			s.location = tt.location
			result, err := s.create(tt.plan)
			if (err != nil) != (tt.fails != "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("the error is %v, want one that mentions %q", err, tt.fails)
			}
			if result.State["id"] != tt.want {
				t.Errorf("the id is %v, want %v", result.State["id"], tt.want)
			}
			var writes []string
			for _, method := range []string{"POST", "PATCH", "PUT"} {
				writes = append(writes, s.requests(method+" ")...)
			}
			if diff := cmp.Diff(tt.writes, writes); diff != "" {
				t.Errorf("writes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatCompletesABody may refuse it, and then nothing is sent.
func TestWhatCompletesABody(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault error
		want  []string
	}{
		"completed": {nil, []string{`POST /v1.0/widgets {"more":"m","name":"a"}`}},
		"refused":   {errors.New("no more of it"), nil},
	} {
		s := follow(t, widget(func(d *object.Definition) {
			d.Life.Create.Before = func(_ context.Context, body object.Body) error { body["more"] = "m"; return tt.fault }
		}), script{"POST /v1.0/widgets": {{201, `{"id":"w1"}`}}})
		if _, err := s.create(`{"id":"?","name":"a"}`); !errors.Is(err, tt.fault) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tt.want, s.requests("POST")); diff != "" {
			t.Errorf("%s: requests mismatch (-want +got):\n%s", name, diff)
		}
	}
}

// TestWhatOnlyTheReplyHolds is in the state, though no read shows it.
func TestWhatOnlyTheReplyHolds(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(func(d *object.Definition) {
		d.Attributes = append(d.Attributes[:1:1],
			object.Attribute{Name: "password", Mode: object.ReadOnly, Seen: object.InReply, Type: object.String{}},
			object.Attribute{Name: "made", Mode: object.ReadOnly, Type: object.String{}},
		)
	}), script{"POST /v1.0/widgets": {{201, `{"id":"w1","password":"p"}`}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","made":"m"}`}}})
	result, err := s.create(`{"id":"?","name":"a","password":"?","made":"?"}`)
	if err != nil || result.State["password"] != "p" || result.State["made"] != "m" {
		t.Errorf("the state is %v: %v", result.State, err)
	}
}
