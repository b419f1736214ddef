// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// recorder is a Graph in which the device d1 does at once what it is ordered.
type recorder struct {
	path string
	body map[string]any
	sent int
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if request.Method == http.MethodPost {
		r.sent++
		r.path = request.URL.Path
		text, _ := io.ReadAll(request.Body)
		_ = json.Unmarshal(text, &r.body) // there may be none
		_ = json.NewEncoder(w).Encode(map[string]any{"key": `{"result":"Success","details":{}}`, "value": "{}"})
		return
	}
	results := []any{}
	if r.sent > 0 {
		results = append(results, map[string]any{"actionName": "x", "actionState": "done", "startDateTime": "2026-01-02T00:00:00Z"})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"id": "d1", "deviceName": "PC-1", "deviceActionResults": results})
}

// sampleOf is a value of an argument.
func sampleOf(kind actions.Kind) tftypes.Value {
	switch kind {
	case actions.Flag:
		return tftypes.NewValue(tftypes.Bool, true)
	case actions.Number:
		return tftypes.NewValue(tftypes.Number, 7)
	case actions.Texts:
		return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{tftypes.NewValue(tftypes.String, "d1")})
	default:
		return tftypes.NewValue(tftypes.String, "text")
	}
}

// wanted are those values by the names of the parameters.
func wanted(d actions.Definition) map[string]any {
	samples := map[actions.Kind]any{actions.Text: "text", actions.Flag: true, actions.Number: 7.0, actions.Texts: []any{"d1"}}
	all := map[string]any{}
	for _, p := range d.Parameters {
		if !strings.Contains(d.Path, "{"+p.Name+"}") {
			all[p.Name] = samples[p.Kind]
		}
	}
	return all
}

// leaves are the plain values in a body, by their names: a dot leads into an object, and
// [] into each of a list.
func leaves(body map[string]any) map[string]any {
	all := map[string]any{}
	for name, v := range body {
		inner := map[string]any{"": v}
		switch v := v.(type) {
		case map[string]any:
			inner = leaves(v)
			name += "."
		case []any:
			if first, ok := v[0].(map[string]any); ok && len(v) == 1 {
				inner = leaves(first)
				name += "[]."
			}
		}
		for rest, leaf := range inner {
			all[name+rest] = leaf
		}
	}
	return all
}

// TestEveryActionIsCarriedOut invokes each action of the table with all its arguments:
// first a dry run, which sends nothing, and then in earnest. The parameters arrive by
// Graph's names, and what goes on is told.
func TestEveryActionIsCarriedOut(t *testing.T) {
	t.Parallel()
	for i, d := range actions.All() {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			build, r := actions.Terraform()[i+1], &recorder{} // the first one is graph_action
			arguments := map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, "d1")}
			for _, p := range d.Parameters {
				arguments[p.TerraformName()] = sampleOf(p.Kind)
			}
			if d.Destructive {
				arguments["device_name"] = tftypes.NewValue(tftypes.String, "PC-1")
			}
			path := "/" + d.Version + strings.NewReplacer("{id}", "d1", "{jobId}", "text").Replace(d.Path)

			arguments["dry_run"] = tftypes.NewValue(tftypes.Bool, true)
			if said := invoke(t, build(), r, arguments); r.sent != 0 || said != "Dry run: would send POST "+path+"\n" {
				t.Errorf("a dry run says %q and has sent %d orders", said, r.sent)
			}
			delete(arguments, "dry_run")
			said := invoke(t, build(), r, arguments)
			told := "Sending POST " + path + "\nGraph has taken the order\n"
			if d.OfDevice() {
				told += "The device reports: done\n"
			}
			if d.Outcome != nil {
				told += "The object is provisioned\n"
			}
			if said != told || r.sent != 1 || r.path != path {
				t.Errorf("it says %q, and has sent %d orders to %s", said, r.sent, r.path)
			}
			if diff := cmp.Diff(wanted(d), leaves(r.body)); diff != "" {
				t.Errorf("the parameters (-want +got):\n%s", diff)
			}
		})
	}
}

// invoke carries an action out, and returns what it tells.
func invoke(t *testing.T, a action.Action, graphs http.Handler, arguments map[string]tftypes.Value) string {
	t.Helper()
	server := httptest.NewTLSServer(graphs)
	t.Cleanup(server.Close)
	client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: terraform.StaticToken("t"), Transport: server.Client().Transport})
	if err != nil {
		t.Fatal(err)
	}
	said, wrong := tried(t, a, &engine.Session{Client: client}, arguments)
	if wrong != "" {
		t.Error(wrong)
	}
	return said
}
