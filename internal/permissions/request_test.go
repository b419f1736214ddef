// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

func shown(requests []request) string {
	all := make([]string, len(requests))
	for i, r := range requests {
		all[i] = r.method + " " + r.path
	}
	return strings.Join(all, ", ")
}

// TestRequestsOfEachPlace: what objects are read and written with follows from where they
// are, and how they come and go.
func TestRequestsOfEachPlace(t *testing.T) {
	t.Parallel()
	in := func(change func(*object.Definition)) object.Definition {
		d := object.Definition{Place: object.Collection{API: object.V1, Path: "/things", Type: "microsoft.graph.thing"}, Life: &object.Life{}}
		if change != nil {
			change(&d)
		}
		return d
	}
	for name, tt := range map[string]struct {
		definition    object.Definition
		reads, writes string
	}{
		"a collection":   {in(nil), "GET /things, GET /things/{id}", "PATCH /things/{id}, DELETE /things/{id}, POST /things"},
		"changed by PUT": {in(func(d *object.Definition) { d.Life.Replaces = true }), "GET /things, GET /things/{id}", "PUT /things/{id}, DELETE /things/{id}, POST /things"},
		"a chosen id":    {in(func(d *object.Definition) { d.Life.Create.ID = object.FromPath }), "GET /things, GET /things/{id}", "PATCH /things/{id}, DELETE /things/{id}"},
		"only read":      {in(func(d *object.Definition) { d.Life = nil }), "GET /things, GET /things/{id}", ""},
		"made elsewhere": {in(func(d *object.Definition) { d.Life.Create.By = &object.Making{Path: "/things/make"} }), "GET /things, GET /things/{id}", "PATCH /things/{id}, DELETE /things/{id}, POST /things/make"},
		"put elsewhere":  {in(func(d *object.Definition) { d.Life.Create.By = &object.Making{Path: "/boxes/{boxId}/thing", Put: true} }), "GET /things, GET /things/{id}", "PATCH /things/{id}, DELETE /things/{id}, PUT /boxes/{boxId}/thing"},
		"requests":       {in(func(d *object.Definition) { d.Life.Requests = &object.Requests{Path: "/thingRequests"} }), "GET /things, GET /things/{id}", "POST /thingRequests"},
		"in its list alone": {in(func(d *object.Definition) {
			d.Place = object.Collection{API: object.V1, Path: "/things", Type: "microsoft.graph.thing", InList: true}
		}), "GET /things", "PATCH /things/{id}, DELETE /things/{id}, POST /things"},
		"the only one": {in(func(d *object.Definition) {
			d.Place = object.Singleton{API: object.V1, Path: "/thing", Type: "microsoft.graph.thing"}
		}), "GET /thing", "PATCH /thing"},
		"answers": {in(func(d *object.Definition) {
			d.Place, d.Life = object.Answer{API: object.V1, Paths: []string{"/one", "/other"}, Type: "microsoft.graph.thing"}, nil
		}), "GET /one, GET /other", ""},
		"a link": {in(func(d *object.Definition) {
			d.Place = object.Relation{API: object.V1, Path: "/boxes/{boxId}/things", Type: "microsoft.graph.thing", Target: "thingId"}
		}), "GET /boxes/{boxId}/things", "POST /boxes/{boxId}/things, DELETE /boxes/{boxId}/things/{id}"},
		"a link that actions make": {in(func(d *object.Definition) {
			d.Place = object.Relation{API: object.V1, Path: "/boxes/{boxId}/things", Type: "microsoft.graph.thing", Target: "thingId", Targets: "/things", Add: "enroll", Remove: "unenroll"}
		}), "GET /boxes/{boxId}/things", "POST /things/{id}/enroll, POST /things/{id}/unenroll"},
		"an element": {in(func(d *object.Definition) {
			d.Place = object.Element{API: object.V1, Path: "/boxes/{boxId}", Type: "microsoft.graph.thing", Property: "things", Key: "id", Add: "add", Remove: "remove"}
		}), "GET /boxes/{boxId}", "POST /boxes/{boxId}/add, POST /boxes/{boxId}/remove"},
		"what is expanded": {in(func(d *object.Definition) {
			d.Attributes = []object.Attribute{
				{Name: "parts", Mode: object.Optional, Seen: object.Expanded, Type: object.Set{Of: object.String{}}}, {Name: "boss", Mode: object.Optional, Single: true, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.String{}}},
			}
		}), "GET /things, GET /things/{id}, GET /things/{id}/parts", "PATCH /things/{id}, DELETE /things/{id}, POST /things"},
		"actions": {in(func(d *object.Definition) {
			d.Attributes = []object.Attribute{
				{Name: "to", Mode: object.Optional, Action: &object.Action{Name: "assign"}, Type: object.Set{Of: object.String{}}},
				{Name: "state", Mode: object.Optional, Action: &object.Action{Names: map[string]string{"On": "start", "Off": "pause"}}, Type: object.String{}},
			}
		}), "GET /things, GET /things/{id}", "PATCH /things/{id}, DELETE /things/{id}, POST /things, POST /things/{id}/assign, POST /things/{id}/pause, POST /things/{id}/start"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := shown(reads(tt.definition)); got != tt.reads {
				t.Errorf("it is read by %s\nwant %s", got, tt.reads)
			}
			if got := shown(writes(tt.definition)); got != tt.writes {
				t.Errorf("it is written by %s\nwant %s", got, tt.writes)
			}
		})
	}
}

// TestRequestsOfRelations stand at the address of the type where that is one of several.
func TestRequestsOfRelations(t *testing.T) {
	t.Parallel()
	place := func(derived bool) object.Definition {
		return object.Definition{Place: object.Collection{API: object.V1, Path: "/things", Type: "graph.gear", Derived: derived}, Life: &object.Life{}}
	}
	for name, tt := range map[string]struct {
		derived       bool
		attribute     object.Attribute
		writes, reads string
	}{
		"links":                  {false, object.Attribute{Name: "members", Mode: object.Links}, "POST /things/{id}/members, DELETE /things/{id}/members/{id}", "GET /things/{id}/members"},
		"one":                    {false, object.Attribute{Name: "boss", Mode: object.Optional, Single: true}, "PUT /things/{id}/boss, DELETE /things/{id}/boss", "GET /things/{id}/boss"},
		"one of a derived type":  {true, object.Attribute{Name: "boss", Mode: object.Optional, Single: true}, "PUT /things/{id}/boss, DELETE /things/{id}/boss", "GET /things/{id}/boss"},
		"one that is brought":    {true, object.Attribute{Name: "root", Mode: object.Optional, Single: true, Bound: "/things"}, "PUT /things/{id}/graph.gear/root, DELETE /things/{id}/graph.gear/root", "GET /things/{id}/graph.gear/root"},
		"and of no derived type": {false, object.Attribute{Name: "root", Mode: object.Optional, Single: true, Bound: "/things"}, "PUT /things/{id}/root, DELETE /things/{id}/root", "GET /things/{id}/root"},
		"no relation":            {false, object.Attribute{Name: "name", Mode: object.Optional}, "", ""},
	} {
		writing, reading := requestsOf(place(tt.derived), tt.attribute)
		if shown(writing) != tt.writes || shown(reading) != tt.reads {
			t.Errorf("%s: %s; %s", name, shown(writing), shown(reading))
		}
	}
}

// TestTheNarrowestComesFirst, and of those that allow as much the first by name.
func TestTheNarrowestComesFirst(t *testing.T) {
	t.Parallel()
	list, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"Directory.ReadWrite.All", "User.ReadWrite.All", "User.Read.All", "Application.Read.All"}
	slices.SortFunc(names, list.compareBreadth)
	breadth := func(name string) int {
		p, _ := list.published.Permission(name)
		return p.Breadth
	}
	for i, name := range names[1:] {
		before := names[i]
		if breadth(before) > breadth(name) || breadth(before) == breadth(name) && before > name {
			t.Errorf("%s, of breadth %d, stands before %s, of breadth %d", before, breadth(before), name, breadth(name))
		}
	}
}

// TestNeededForWhatIsGiven: a relation takes permissions where it is given, to read or to
// write it as the use is.
func TestNeededForWhatIsGiven(t *testing.T) {
	t.Parallel()
	list, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	d := object.Definition{
		Name: "group", Place: object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "members", Mode: object.Links, Type: object.References{To: "user"}}, {Name: "owners", Mode: object.Links, Type: object.References{To: "user"}}},
	}
	of := list.Of(d)
	if len(of.Extras) == 0 {
		t.Fatal("relations take nothing besides")
	}
	none := func(string) bool { return false }
	for _, given := range []func(string) bool{nil, none} {
		if read, write := list.Needed(d, Use{Given: given}), list.Needed(d, Use{Write: true, Given: given}); !slices.Equal(read, of.Read) || !slices.Equal(write, of.Write) {
			t.Errorf("without a relation %v are read with and %v written with, want %v and %v", read, write, of.Read, of.Write)
		}
	}
	for _, extra := range of.Extras {
		for _, write := range []bool{false, true} {
			given := func(argument string) bool { return argument == extra.Argument }
			with := strings.Join(list.Needed(d, Use{Write: write, Given: given}), " ") + " "
			wanted, other := extra.Read, extra.Write
			if write {
				wanted, other = extra.Write, extra.Read
			}
			for _, name := range wanted {
				if !strings.Contains(with, name+" ") {
					t.Errorf("%s, written %v: %s lacks %s", extra.Argument, write, with, name)
				}
			}
			without := strings.Join(list.Needed(d, Use{Write: write}), " ") + " "
			for _, name := range other {
				if strings.Contains(with, name+" ") && !strings.Contains(without, name+" ") && !strings.Contains(strings.Join(wanted, " ")+" ", name+" ") {
					t.Errorf("%s, written %v: %s has %s", extra.Argument, write, with, name)
				}
			}
		}
	}
}
