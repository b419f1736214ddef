// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestOrdersArePublished holds the table against Microsoft's metadata: there is such
// an order, with these parameters of these types.
func TestOrdersArePublished(t *testing.T) {
	t.Parallel()
	for _, d := range actions.All() {
		schema, err := model.Load(model.Version(d.Version))
		if err != nil {
			t.Fatal(err)
		}
		path, err := schema.Resolve(strings.ReplaceAll(d.Path, "{id}", "00000000-0000-4000-8000-000000000001"))
		if err != nil {
			t.Errorf("%s: %v", d.Name, err)
			continue
		}
		called := path[len(path)-1].Operation
		if called == nil || !called.Action {
			t.Errorf("%s: %s is no action", d.Name, d.Path)
			continue
		}
		for _, p := range d.Parameters {
			if err := published(schema, called, p); err != nil {
				t.Errorf("%s: %v", d.Name, err)
			}
		}
	}
}

func published(schema *model.Schema, called *model.Operation, p actions.Parameter) error {
	names := strings.Split(p.Name, ".")
	i := slices.IndexFunc(called.Parameters, func(known model.Parameter) bool { return known.Name == names[0] })
	if i < 0 {
		return fmt.Errorf("there is no parameter %s", names[0])
	}
	typ := called.Parameters[i].Type
	for _, name := range names[1:] {
		of, ok := schema.Type(typ)
		if !ok {
			return fmt.Errorf("%s has no members", typ)
		}
		property, ok := of.Property(name)
		if !ok {
			return fmt.Errorf("%s has no property %s", typ, name)
		}
		typ = property.Type
	}
	isFlag, isNumber := typ == "Edm.Boolean", typ == "Edm.Int32"
	if isFlag != (p.Kind == actions.Flag) || isNumber != (p.Kind == actions.Number) {
		return fmt.Errorf("%s is %s", p.Name, typ)
	}
	return nil
}

func TestSchemas(t *testing.T) {
	t.Parallel()
	for _, build := range actions.Terraform() {
		var schema action.SchemaResponse
		var metadata action.MetadataResponse
		a := build()
		a.Schema(t.Context(), action.SchemaRequest{}, &schema)
		a.Metadata(t.Context(), action.MetadataRequest{ProviderTypeName: "microsoft365"}, &metadata)
		if diags := schema.Schema.ValidateImplementation(t.Context()); diags.HasError() {
			t.Errorf("%s: %v", metadata.TypeName, diags)
		}
	}
}

// device is a Graph with one device, whose orders go the way of the states.
type device struct {
	states []string
	gone   bool
	posted int
	looks  int
}

func (d *device) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.Method == http.MethodPost {
		d.posted++
		w.WriteHeader(http.StatusNoContent)
		return
	}
	results := []any{map[string]any{"actionName": "old", "actionState": "failed", "startDateTime": "2026-01-01T00:00:00Z"}}
	if d.posted > 0 {
		if d.gone {
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte(`{"error":{"code":"ResourceNotFound","message":"gone"}}`))
			return
		}
		if len(d.states) > 0 {
			state := d.states[min(d.looks, len(d.states)-1)]
			results = append(results, map[string]any{"actionName": "new", "actionState": state, "startDateTime": "2026-01-02T00:00:00Z"})
		}
		d.looks++
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"id": "d1", "deviceName": "PC-1", "deviceActionResults": results})
}

func TestWhatComesOfOrders(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		action string
		device device
		change func(*actions.Order)
		posted int
		err    string
		says   string
	}{
		"done":                       {action: "managed_device_sync", device: device{states: []string{"pending", "done"}}, posted: 1, says: "reports: done"},
		"failed":                     {action: "managed_device_sync", device: device{states: []string{"active", "failed"}}, posted: 1, err: "failed"},
		"not supported":              {action: "managed_device_locate", device: device{states: []string{"notSupported"}}, posted: 1, err: "notSupported"},
		"still pending":              {action: "managed_device_sync", device: device{states: []string{"pending"}}, posted: 1, err: "last word is pending"},
		"nothing told":               {action: "managed_device_sync", posted: 1, says: "shows no result"},
		"not waited for":             {action: "managed_device_sync", device: device{states: []string{"failed"}}, change: func(o *actions.Order) { o.Wait = 0 }, posted: 1, says: "has taken the order"},
		"a dry run":                  {action: "managed_device_sync", change: func(o *actions.Order) { o.DryRun = true }, says: "would send POST /v1.0/deviceManagement/managedDevices/d1/syncDevice"},
		"a wipe of the wrong device": {action: "managed_device_wipe", change: func(o *actions.Order) { o.DeviceName = "PC-2" }, err: "nothing was ordered"},
		"a wipe without a name":      {action: "managed_device_wipe", change: func(o *actions.Order) { o.DeviceName = "" }, err: "nothing was ordered"},
		"a wipe":                     {action: "managed_device_wipe", device: device{gone: true}, posted: 1, says: "gone from Intune"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewTLSServer(&tt.device)
			t.Cleanup(server.Close)
			client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: terraform.StaticToken("t"), Transport: server.Client().Transport})
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(actions.All(), func(d actions.Definition) bool { return d.Name == tt.action })
			order := actions.Order{Definition: actions.All()[i], ID: "d1", DeviceName: "PC-1", Wait: time.Minute}
			if tt.change != nil {
				tt.change(&order)
			}
			var said []string
			runner := actions.Runner{Client: client, Sleep: func(context.Context, time.Duration) error { return nil }, Progress: func(s string) { said = append(said, s) }}
			err = runner.Run(t.Context(), order)
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("the error is %v; want %q", err, tt.err)
			}
			if !strings.Contains(strings.Join(said, "\n"), tt.says) {
				t.Errorf("progress is %q; want %q", said, tt.says)
			}
			if tt.device.posted != tt.posted {
				t.Errorf("%d orders were sent; want %d", tt.device.posted, tt.posted)
			}
		})
	}
}

func TestTheGuideNamesAllActions(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../templates/guides/actions.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range actions.All() {
		if !strings.Contains(string(page), "| `"+d.Name+"` | "+d.Doc+" |") {
			t.Errorf("the guide has no row for %s", d.Name)
		}
	}
}
