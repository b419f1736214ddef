// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// crate is an object of whose labels Graph masks some.
func crate() object.Definition {
	name := object.Attribute{Name: "name", Mode: object.Required, Type: object.String{}}
	return object.Definition{
		Name: "crate", Life: &object.Life{}, Place: object.Collection{API: object.V1, Path: "/crates", Type: "microsoft.graph.crate"},
		Attributes: []object.Attribute{{
			Name: "labels", Mode: object.Required, Seen: object.Alone,
			Revealed: &object.Reveal{Function: "plain", Parameter: "ref", Masked: "masked", Value: "value", Binary: []string{"microsoft.graph.file"}},
			Type: object.Set{Of: object.OneOf{Variants: []object.Variant{
				{Name: "text", Type: "microsoft.graph.text", Attributes: []object.Attribute{name, {Name: "value", Mode: object.Required, Type: object.String{}}}},
				{Name: "file", Type: "microsoft.graph.file", Attributes: []object.Attribute{name, {Name: "value", Mode: object.Required, Type: object.Base64{}}}},
			}}},
		}},
	}
}

// TestWhatGraphMasksIsAskedFor, and nothing else is. A replica that is behind shows
// references which are no more.
func TestWhatGraphMasksIsAskedFor(t *testing.T) {
	t.Parallel()
	const at = "GET /v1.0/crates/c1"
	label := func(kind, masked, ref, text string) string {
		return `{"@odata.type":"#microsoft.graph.` + kind + `","name":"n","masked":` + masked + `,"ref":"` + ref + `","value":"` + text + `"}`
	}
	whole := func(labels ...string) answer {
		return answer{200, `{"id":"c1","labels":[` + strings.Join(labels, ",") + `]}`}
	}
	masked := label("text", "true", "r/1", "****")
	for name, tt := range map[string]struct {
		script script
		want   []any
		asked  int
		fails  string
	}{
		"a text":                {script{at: {whole(masked)}, at + "/plain(ref='r%2F1')": {{200, `{"value":"t"}`}}}, []any{"t"}, 2, ""},
		"one that is shown":     {script{at: {whole(label("text", "false", "r/1", "s"), masked)}, at + "/plain(ref='r%2F1')": {{200, `{"value":"t"}`}}}, []any{"s", "t"}, 2, ""},
		"nothing is masked":     {script{at: {whole(label("text", "false", "r/1", "s"))}}, []any{"s"}, 1, ""},
		"no labels":             {script{at: {whole()}}, nil, 1, ""},
		"a file, as text":       {script{at: {whole(label("file", "true", "f", "****"))}, at + "/plain(ref='f')": {{200, `{"value":"<a/>"}`}}}, []any{"PGEvPg=="}, 2, ""},
		"a file, in base64":     {script{at: {whole(label("file", "true", "f", "****"))}, at + "/plain(ref='f')": {{200, `{"value":"PGEvPg=="}`}}}, []any{"PGEvPg=="}, 2, ""},
		"a reference of before": {script{at: {whole(label("text", "true", "old", "****")), whole(masked)}, at + "/plain(ref='old')": {{404, missing}}, at + "/plain(ref='r%2F1')": {{200, `{"value":"t"}`}}}, []any{"t"}, 4, ""},
		"two of before":         {script{at: {whole(label("text", "true", "old", "****")), whole(label("text", "true", "older", "****")), whole(masked)}, at + "/plain(ref='old')": {{404, missing}}, at + "/plain(ref='older')": {{404, missing}}, at + "/plain(ref='r%2F1')": {{200, `{"value":"t"}`}}}, []any{"t"}, 6, ""},
		"one that stays":        {script{at: {whole(label("text", "true", "old", "****"))}, at + "/plain(ref='old')": {{404, missing}}}, nil, 0, "reading what Graph masks in its labels"},
		"no word of labels":     {script{at: {{200, `{"id":"c1","labels":null}`}}}, nil, 1, ""},
		"a refusal":             {script{at: {whole(masked)}, at + "/plain(ref='r%2F1')": {{403, denied}}}, nil, 2, "reading what Graph masks in its labels"},
		"gone meanwhile":        {script{at: {whole(masked), {404, missing}}, at + "/plain(ref='r%2F1')": {{404, missing}}}, nil, 3, "does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, crate(), tt.script)
			found, err := s.Get(t.Context(), value.Tree{"id": "c1"}, s.Managed)
			if fault := said(err, tt.fails); fault != "" {
				t.Fatal(fault)
			}
			if name == "no word of labels" && found["labels"] != nil {
				t.Errorf("there are labels: %v", found["labels"])
			}
			var values []any
			labels, _ := found["labels"].([]any)
			for _, label := range labels {
				body, _ := label.(object.Body)
				values = append(values, body["value"])
			}
			if diff := cmp.Diff(tt.want, values); diff != "" {
				t.Errorf("values mismatch (-want +got):\n%s", diff)
			}
			if asked := s.requests(""); len(asked) != tt.asked && tt.asked > 0 {
				t.Errorf("Graph was asked %v, want %d requests", asked, tt.asked)
			}
		})
	}
}
