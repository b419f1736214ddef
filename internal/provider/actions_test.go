// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// ordering is the provider with the part of the protocol that actions speak.
type ordering struct {
	*plugin
	actions tfprotov6.ActionServer
}

func startOrdering(t *testing.T, environ map[string]string) *ordering {
	t.Helper()
	p := start(t, environ)
	server, ok := p.server.(tfprotov6.ActionServer)
	if !ok {
		t.Fatal("the provider serves no actions")
	}
	return &ordering{p, server}
}

// arguments are a configuration of an action with what must be given, and more.
func (o *ordering) arguments(d actions.Definition, id string, more map[string]any) *tfprotov6.DynamicValue {
	o.t.Helper()
	all := map[string]any{}
	if d.OfOne() {
		all["id"] = id
	}
	if d.Destructive {
		all["device_name"] = "PC-1"
	}
	for _, p := range d.Parameters {
		if all[p.TerraformName()] = p.Example; p.Kind == actions.Texts {
			all[p.TerraformName()] = []tftypes.Value{tftypes.NewValue(tftypes.String, id)}
		}
	}
	maps.Copy(all, more)
	return o.config(o.schema.ActionSchemas["microsoft365_"+d.Name].Schema, all)
}

func (o *ordering) validate(name string, config *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	o.t.Helper()
	validated, err := o.actions.ValidateActionConfig(o.t.Context(), &tfprotov6.ValidateActionConfigRequest{ActionType: name, Config: config})
	if err != nil {
		o.t.Fatal(err)
	}
	return validated.Diagnostics
}

// invoke plans and invokes an action, and returns what is told until the end.
func (o *ordering) invoke(ctx context.Context, name string, config *tfprotov6.DynamicValue) (said string, diags []*tfprotov6.Diagnostic) {
	o.t.Helper()
	planned, err := o.actions.PlanAction(ctx, &tfprotov6.PlanActionRequest{ActionType: name, Config: config})
	if err != nil || len(planned.Diagnostics) > 0 {
		o.t.Fatal(err, planned)
	}
	stream, err := o.actions.InvokeAction(ctx, &tfprotov6.InvokeActionRequest{ActionType: name, Config: config})
	if err != nil {
		o.t.Fatal(err)
	}
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			said += event.Message + "\n"
		case tfprotov6.CompletedInvokeActionEventType:
			diags = event.Diagnostics
		}
	}
	return said, diags
}

// TestActionsAtTheProtocol: each action of the table is validated, planned before anybody
// has signed in, and invoked on a tenant that knows all of them.
func TestActionsAtTheProtocol(t *testing.T) {
	t.Parallel()
	world := terraform.NewWorld(t)
	o := startOrdering(t, environment(world.Tenant, map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_CLIENT_ID": tenant.SecretAppID, "M365_CLIENT_SECRET": tenant.SecretAppSecret}))
	for _, d := range actions.All() {
		name := "microsoft365_" + d.Name
		if diags := o.validate(name, o.arguments(d, "d1", nil)); len(diags) > 0 {
			t.Errorf("%s: the example is refused: %s", name, said(diags))
		}
		unknown := map[string]any{}
		for _, a := range o.schema.ActionSchemas[name].Schema.Block.Attributes {
			unknown[a.Name] = tftypes.UnknownValue
		}
		if diags := o.validate(name, o.arguments(d, "d1", unknown)); len(diags) > 0 {
			t.Errorf("%s: what is not known yet is refused: %s", name, said(diags))
		}
		if diags := o.validate(name, o.arguments(d, "", nil)); !strings.Contains(said(diags), `AttributeName("`) {
			t.Errorf("%s: no id is not refused on an argument: %s", name, said(diags))
		}
		if _, diags := o.invoke(t.Context(), name, o.arguments(d, "d1", nil)); !strings.Contains(said(diags), "not configured") {
			t.Errorf("%s before the provider is configured: %s", name, said(diags))
		}
	}
	if diags := o.configure(nil); len(diags) > 0 {
		t.Fatal(said(diags))
	}
	ids := seedForOrders(t, world)
	for _, d := range actions.All() {
		place := d.Path[:strings.Index(d.Path+"/{id}", "/{id}")]
		id, known := ids[strings.TrimSuffix(place, "/moveDevicesToOU")]
		if !known {
			t.Errorf("%s is given to what the tenant has none of: %s", d.Name, place)
			continue
		}
		more := map[string]any{"dry_run": true}
		if strings.Contains(d.Path, "{jobId}") {
			more["job_id"] = ids["job"]
		}
		for _, tt := range []struct {
			id, want, err string
		}{{id: id, want: "Dry run: would send POST /" + d.Version}, {id: "00000000-0000-4000-8000-00000000dead", err: "404"}, {id: "..", err: "leaves its root"}} {
			text, diags := o.invoke(t.Context(), "microsoft365_"+d.Name, o.arguments(d, tt.id, more))
			if !strings.HasPrefix(text, tt.want) || tt.err == "" && len(diags) > 0 || !strings.Contains(said(diags), tt.err) {
				t.Errorf("%s of %s tells %q and %s; want %q and %q", d.Name, tt.id, text, said(diags), tt.want, tt.err)
			}
		}
	}
}

// TestACancelledOrderEnds, whether or not it was sent.
func TestACancelledOrderEnds(t *testing.T) {
	t.Parallel()
	world := terraform.NewWorld(t)
	o := startOrdering(t, environment(world.Tenant, map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_CLIENT_ID": tenant.SecretAppID, "M365_CLIENT_SECRET": tenant.SecretAppSecret}))
	if diags := o.configure(nil); len(diags) > 0 {
		t.Fatal(said(diags))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ids := seedForOrders(t, world)
	d := actions.All()[0]
	if _, diags := o.invoke(ctx, "microsoft365_"+d.Name, o.arguments(d, ids["/deviceManagement/managedDevices"], nil)); !strings.Contains(said(diags), "canceled") {
		t.Errorf("it ends with %s", said(diags))
	}
}

// seedForOrders makes what orders are given to, and returns the ids by their places.
func seedForOrders(t *testing.T, world *terraform.World) map[string]string {
	t.Helper()
	ids := map[string]string{}
	add := func(at, place, body string) {
		made, err := world.Graph(t.Context(), http.MethodPost, place, body)
		if err != nil {
			t.Fatal(err)
		}
		ids[at], _ = made["id"].(string)
	}
	add("/deviceManagement/managedDevices", "/beta/deviceManagement/managedDevices", `{"deviceName":"PC-1"}`)
	add("/deviceManagement/windowsAutopilotDeviceIdentities", "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities", `{"serialNumber":"1"}`)
	add("/deviceManagement/virtualEndpoint/provisioningPolicies", "/beta/deviceManagement/virtualEndpoint/provisioningPolicies", `{"displayName":"P","imageId":"i"}`)
	ids["/servicePrincipals"], _ = world.Client["object_id"].(string)
	add("job", "/v1.0/servicePrincipals/"+ids["/servicePrincipals"]+"/synchronization/jobs", `{"templateId":"customappsso"}`)
	const group = `{"displayName":"G","mailNickname":"g","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}`
	add("/directory/deletedItems", "/v1.0/groups", group)
	if _, err := world.Graph(t.Context(), http.MethodDelete, "/v1.0/groups/"+ids["/directory/deletedItems"], ""); err != nil {
		t.Fatal(err)
	}
	users, err := world.Graph(t.Context(), http.MethodGet, "/v1.0/users?$select=id", "")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := users["value"].([]any)[0].(map[string]any)
	ids["/users"], _ = first["id"].(string)
	return ids
}
