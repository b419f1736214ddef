// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// TestEveryPlaceAnswersAsRecorded asks the same of every path of which the tenant knows
// something: what is there, what a new object needs, what of one cannot be changed, and
// whether it can go.
func TestEveryPlaceAnswersAsRecorded(t *testing.T) {
	t.Parallel()
	all, err := graph.Coverage()
	if err != nil {
		t.Fatal(err)
	}
	seeded := newServer(t).store
	for _, version := range []model.Version{model.V1, model.Beta} {
		t.Run(string(version), func(t *testing.T) {
			t.Parallel()
			schema, err := model.Load(version)
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			ids := numbers{}
			for _, place := range all {
				p := newPlace(t, serverOver(t, seeded.Clone()), "/"+string(version), place.Path)
				last, known := leadsTo(schema, p.path)
				if !known {
					continue
				}
				typ, _ := schema.Type(last.Type)
				p.ask(typ, last.Collection)
				text.WriteString(ids.in(p.answers.String()) + "\n")
			}
			compareWithFile(t, filepath.Join("testdata", "places_"+string(version)+".txt"), text.String())
		})
	}
}

func leadsTo(schema *model.Schema, path string) (model.Segment, bool) {
	resolved, err := schema.Resolve(path)
	if err != nil || resolved[len(resolved)-1].Kind == model.OperationSegment {
		return model.Segment{}, false
	}
	return resolved[len(resolved)-1], true
}

// A place is a collection or single object, in a tenant where all that it is in exists.
type place struct {
	*testing.T
	server        *server
	version, path string
	answers       strings.Builder
}

// placeID is the id of objects that are put into the tenant.
const placeID = "70000000-0000-4000-8000-000000000000"

func newPlace(t *testing.T, s *server, version, pattern string) *place {
	t.Helper()
	p := &place{T: t, server: s, version: version, path: strings.ReplaceAll(pattern, "*", placeID)}
	for i := range p.path {
		if above, _ := strings.CutSuffix(p.path[:i], "/"+placeID); above != p.path[:i] {
			p.put(above)
		}
	}
	return p
}

func (p *place) put(collection string) {
	p.Helper()
	path := graph.Locate(collection)
	if _, there := p.server.store.Read().Get(path, placeID); !there {
		insert(p, p.server.store, path, store.Object{"id": placeID})
	}
}

// ask sends the requests, and notes how each is answered.
func (p *place) ask(typ *model.Type, collection bool) {
	p.Helper()
	fmt.Fprintf(&p.answers, "%s%s\n", p.version, p.path)
	one := p.path
	if collection {
		p.put(p.path)
		p.send(http.MethodPost, p.path, `{}`)
		p.send(http.MethodGet, p.path, "")
		p.send(http.MethodGet, p.path+"/"+absentID, "")
		p.send(http.MethodPatch, p.path+"/"+absentID, `{}`)
		p.send(http.MethodPut, p.path+"/"+absentID, `{}`)
		one += "/" + placeID
	}
	p.send(http.MethodGet, one, "")
	p.clear(one, typ)
	p.send(http.MethodPatch, one, `{}`)
	p.send(http.MethodPut, one, `{}`)
	if p.send(http.MethodDelete, one, "") < http.StatusBadRequest {
		p.send(http.MethodGet, one, "")
	}
}

func (p *place) send(method, path, body string) (status int) {
	p.Helper()
	w := p.server.send(p, method+" "+p.version+path, body, "Authorization: Bearer user")
	fmt.Fprintf(&p.answers, "  %s %s %d %s\n", method, path, w.Code, p.words(w.Body.Bytes()))
	return w.Code
}

// words are an answer, of a list the first object alone, and of a refusal its words.
func (p *place) words(body []byte) string {
	p.Helper()
	var got map[string]any
	if json.Unmarshal(body, &got) != nil {
		return string(body)
	}
	if refusal, ok := got["error"].(map[string]any); ok {
		return fmt.Sprint(refusal["code"], ": ", refusal["message"])
	}
	if value, ok := got["value"].([]any); ok && len(value) > 1 {
		got["value"] = value[:1]
	}
	return compact(p, got)
}

// clear sends null for each property on its own, and notes which have the same answer.
func (p *place) clear(one string, typ *model.Type) {
	p.Helper()
	answers := map[string][]string{}
	for _, property := range typ.AllProperties() {
		w := p.server.send(p, "PATCH "+p.version+one, `{"`+property.Name+`":null}`, "Authorization: Bearer user")
		words := fmt.Sprint(w.Code)
		if w.Code >= http.StatusBadRequest {
			words += " " + strings.ReplaceAll(p.words(w.Body.Bytes()), "'"+property.Name+"'", "it")
		}
		answers[words] = append(answers[words], property.Name)
	}
	for _, words := range slices.Sorted(maps.Keys(answers)) {
		fmt.Fprintf(&p.answers, "  PATCH %s null: %s\n", strings.Join(answers[words], " "), strings.TrimSpace(words))
	}
}
