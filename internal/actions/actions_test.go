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
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

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
		to, err := schema.Resolve(strings.NewReplacer("{id}", "a", "{jobId}", "b").Replace(d.Path))
		if err != nil {
			t.Errorf("%s: %v", d.Name, err)
			continue
		}
		called := to[len(to)-1].Operation
		if called == nil || !called.Action {
			t.Errorf("%s: %s is no action", d.Name, d.Path)
			continue
		}
		for _, p := range d.Parameters {
			if strings.Contains(d.Path, "{"+p.Name+"}") {
				continue
			}
			if err := published(schema, called, p); err != nil {
				t.Errorf("%s: %v", d.Name, err)
			}
		}
	}
}

func published(schema *model.Schema, called *model.Operation, p actions.Parameter) error {
	names := strings.Split(p.Name, ".")
	first, inList := strings.CutSuffix(names[0], "[]")
	i := slices.IndexFunc(called.Parameters, func(known model.Parameter) bool { return known.Name == first })
	if i < 0 {
		return fmt.Errorf("there is no parameter %s", first)
	}
	typ, isList := called.Parameters[i].Type, called.Parameters[i].Collection
	for _, name := range names[1:] {
		if isList != inList {
			return fmt.Errorf("before %s in %s: a list is %v", name, p.Name, isList)
		}
		of, ok := schema.Type(typ)
		if !ok {
			return fmt.Errorf("%s has no members", typ)
		}
		name, inList = strings.CutSuffix(name, "[]")
		property, ok := of.Property(name)
		if !ok {
			return fmt.Errorf("%s has no property %s", typ, name)
		}
		typ, isList = property.Type, property.Collection
	}
	isFlag, isNumber := typ == "Edm.Boolean", typ == "Edm.Int32"
	if isFlag != (p.Kind == actions.Flag) || isNumber != (p.Kind == actions.Number) || isList != (p.Kind == actions.Texts) {
		return fmt.Errorf("%s is %s", p.Name, typ)
	}
	of, _ := schema.Type(typ)
	return sameWords(of, p)
}

// sameWords holds the words of a parameter against those of the enum.
func sameWords(of *model.Type, p actions.Parameter) error {
	var known []string
	if of != nil && of.Kind == model.Enum {
		known = slices.DeleteFunc(slices.Sorted(slices.Values(of.Members)), func(word string) bool { return word == "unknownFutureValue" })
	}
	if !slices.Equal(known, slices.Sorted(slices.Values(p.Words))) {
		return fmt.Errorf("%s has the words %v; want %v", p.Name, p.Words, known)
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
	// refuses: once the order is posted, nobody may look at the device.
	refuses bool
	posted  int
	looks   int
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
		if d.refuses {
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte(`{"error":{"code":"Forbidden","message":"no"}}`))
			return
		}
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
		"failed":                     {action: "managed_device_sync", device: device{states: []string{"active", "failed"}}, posted: 1, err: "the order is failed"},
		"not supported":              {action: "managed_device_locate", device: device{states: []string{"notSupported"}}, posted: 1, err: "the order is notSupported"},
		"canceled":                   {action: "managed_device_locate", device: device{states: []string{"canceled"}}, posted: 1, err: "the order is canceled"},
		"nobody may look":            {action: "managed_device_sync", device: device{refuses: true}, posted: 1, err: "403"},
		"gone, and not to be":        {action: "managed_device_sync", device: device{gone: true}, posted: 1, err: "404"},
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

// TestSeveralObjectsAreLookedAt: one id that is wrong keeps an order for several from being sent.
func TestSeveralObjectsAreLookedAt(t *testing.T) {
	t.Parallel()
	for wrong, posted := range map[string]int{"": 1, "d2": 0} {
		sent := 0
		server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			switch {
			case r.Method == http.MethodPost:
				sent++
				w.WriteHeader(http.StatusNoContent)
			case wrong != "" && strings.HasSuffix(r.URL.Path, "/"+wrong):
				w.WriteHeader(http.StatusNotFound)
				_, _ = w.Write([]byte(`{"error":{"code":"ResourceNotFound","message":"no such device"}}`))
			default:
				_, _ = w.Write([]byte(`{}`))
			}
		}))
		t.Cleanup(server.Close)
		client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: terraform.StaticToken("t"), Transport: server.Client().Transport})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(actions.All(), func(d actions.Definition) bool { return d.Many != "" })
		order := actions.Order{Definition: actions.All()[i], Given: map[string]any{"deviceIds": []string{"d1", "d2"}, "organizationalUnitPath": "OU=Sales"}}
		err = actions.Runner{Client: client, Sleep: func(context.Context, time.Duration) error { return nil }, Progress: func(string) {}}.Run(t.Context(), order)
		if (err == nil) != (wrong == "") || sent != posted {
			t.Errorf("with %q wrong: %d orders were sent, and the error is %v", wrong, sent, err)
		}
	}
}

// TestWordsThatAreNew: a word that this version does not know is told, and may be sent.
func TestWordsThatAreNew(t *testing.T) {
	t.Parallel()
	for word, warnings := range map[string]int{"singleSignOn": 0, "everything": 1} {
		i := slices.IndexFunc(actions.All(), func(d actions.Definition) bool { return d.Name == "cloud_pc_provisioning_policy_apply" })
		var schema action.SchemaResponse
		actions.Terraform()[i+1]().Schema(t.Context(), action.SchemaRequest{}, &schema)
		attribute, _ := schema.Schema.Attributes["policy_settings"].(actionschema.StringAttribute)
		var resp validator.StringResponse
		for _, v := range attribute.Validators {
			v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("policy_settings"), ConfigValue: types.StringValue(word)}, &resp)
		}
		if resp.Diagnostics.WarningsCount() != warnings || resp.Diagnostics.HasError() {
			t.Errorf("%s: %v", word, resp.Diagnostics)
		}
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
