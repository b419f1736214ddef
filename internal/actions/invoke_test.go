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
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
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
		w.WriteHeader(http.StatusNoContent)
		return
	}
	results := []any{}
	if r.sent > 0 {
		results = append(results, map[string]any{"actionName": "x", "actionState": "done", "startDateTime": "2026-01-02T00:00:00Z"})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"id": "d1", "deviceName": "PC-1", "deviceActionResults": results})
}

// sampleOf is a value of an argument.
func sampleOf(kind actions.Kind) (v any, typ tftypes.Type) {
	switch kind {
	case actions.Flag:
		return true, tftypes.Bool
	case actions.Number:
		return 7, tftypes.Number
	default:
		return "text", tftypes.String
	}
}

// TestEveryActionIsCarriedOut invokes each action of the table with all its arguments:
// first a dry run, which sends nothing, and then in earnest. The parameters arrive by
// Graph's names, and what goes on is told.
func TestEveryActionIsCarriedOut(t *testing.T) {
	t.Parallel()
	for i, d := range actions.All() {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			build, r, want := actions.Terraform()[i+1], &recorder{}, map[string]any{} // the first one is graph_action
			arguments := map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, "d1")}
			for _, p := range d.Parameters {
				v, typ := sampleOf(p.Kind)
				p.Put(want, v)
				arguments[p.TerraformName()] = tftypes.NewValue(typ, v)
			}
			if d.Destructive {
				arguments["device_name"] = tftypes.NewValue(tftypes.String, "PC-1")
			}
			path := "/" + d.Version + strings.ReplaceAll(d.Path, "{id}", "d1")

			arguments["dry_run"] = tftypes.NewValue(tftypes.Bool, true)
			if said := invoke(t, build(), r, arguments); r.sent != 0 || said != "Dry run: would send POST "+path+"\n" {
				t.Errorf("a dry run says %q and has sent %d orders", said, r.sent)
			}
			delete(arguments, "dry_run")
			said := invoke(t, build(), r, arguments)
			wanted := "Sending POST " + path + "\nGraph has taken the order\n"
			if d.OfDevice() {
				wanted += "The device reports: done\n"
			}
			if said != wanted || r.sent != 1 || r.path != path {
				t.Errorf("it says %q, and has sent %d orders to %s", said, r.sent, r.path)
			}
			if diff := cmp.Diff(throughJSON(t, want), throughJSON(t, r.body)); len(d.Parameters) > 0 && diff != "" {
				t.Errorf("the parameters (-want +got):\n%s", diff)
			}
		})
	}
}

// invoke carries an action out, and returns what it tells.
func invoke(t *testing.T, a action.Action, graphs http.Handler, arguments map[string]tftypes.Value) (said string) {
	t.Helper()
	server := httptest.NewTLSServer(graphs)
	t.Cleanup(server.Close)
	client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: terraform.StaticToken("t"), Transport: server.Client().Transport})
	if err != nil {
		t.Fatal(err)
	}
	var schema action.SchemaResponse
	a.Schema(t.Context(), action.SchemaRequest{}, &schema)
	typ, _ := schema.Schema.Type().TerraformType(t.Context()).(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, of := range typ.AttributeTypes {
		if values[name] = arguments[name]; values[name].Type() == nil {
			values[name] = tftypes.NewValue(of, nil)
		}
	}
	a.(action.ActionWithConfigure).Configure(t.Context(), action.ConfigureRequest{ProviderData: &engine.Session{Client: client}}, &action.ConfigureResponse{})
	resp := action.InvokeResponse{SendProgress: func(e action.InvokeProgressEvent) { said += e.Message + "\n" }}
	a.Invoke(t.Context(), action.InvokeRequest{Config: tfsdk.Config{Schema: schema.Schema, Raw: tftypes.NewValue(typ, values)}}, &resp)
	for _, one := range resp.Diagnostics {
		t.Errorf("%s: %s", one.Summary(), one.Detail())
	}
	return said
}

func throughJSON(t *testing.T, v any) (read any) {
	t.Helper()
	text, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(text, &read)
	}
	if err != nil {
		t.Fatal(err)
	}
	return read
}
