// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

func TestGraphAction(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		path, body string
		dry        bool
		posted     int
		says, err  string
	}{
		"is posted once":           {path: "/users/u1/revokeSignInSessions", posted: 1, says: "Graph answered 204"},
		"takes a body":             {path: "/users/u1/assignLicense", body: `{"addLicenses":[],"removeLicenses":[]}`, posted: 1, says: "Graph answered 204"},
		"can be tried":             {path: "/users/u1/revokeSignInSessions", dry: true, says: "would send POST /v1.0/users/u1/revokeSignInSessions"},
		"wants a path":             {path: "users/u1", err: "must begin with a slash"},
		"wants no query":           {path: "/users?$top=1", err: "have no query"},
		"is no object":             {path: "/users/u1", err: "leads to an object and no action"},
		"is no function":           {path: "/users/delta()", err: "a function, which changes nothing"},
		"may be new":               {path: "/users/u1/somethingNew", posted: 1, says: "Graph answered 204"},
		"shows no body in errors":  {path: "/users/u1/x", body: `["canary"]`, err: "must be a JSON object"},
		"leaves no version behind": {path: "/../beta/users", err: "not lead upwards"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var d device
			server := httptest.NewTLSServer(&d)
			t.Cleanup(server.Close)
			client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: terraform.StaticToken("t"), Transport: server.Client().Transport})
			if err != nil {
				t.Fatal(err)
			}
			a := actions.Terraform()[0]().(action.ActionWithValidateConfig)
			var schema action.SchemaResponse
			a.Schema(t.Context(), action.SchemaRequest{}, &schema)
			a.(action.ActionWithConfigure).Configure(t.Context(), action.ConfigureRequest{ProviderData: &engine.Session{Client: client}}, &action.ConfigureResponse{})
			unknown := map[string]tftypes.Value{}
			for name, typ := range schema.Schema.Type().TerraformType(t.Context()).(tftypes.Object).AttributeTypes {
				unknown[name] = tftypes.NewValue(typ, tftypes.UnknownValue)
			}
			var nothing action.ValidateConfigResponse
			a.ValidateConfig(t.Context(), action.ValidateConfigRequest{Config: tfsdk.Config{Schema: schema.Schema, Raw: tftypes.NewValue(schema.Schema.Type().TerraformType(t.Context()), unknown)}}, &nothing)
			if len(nothing.Diagnostics) > 0 {
				t.Errorf("of what is not known it says %v", nothing.Diagnostics)
			}
			body := tftypes.NewValue(tftypes.String, nil)
			if tt.body != "" {
				body = tftypes.NewValue(tftypes.String, tt.body)
			}
			config := tfsdk.Config{Schema: schema.Schema, Raw: tftypes.NewValue(schema.Schema.Type().TerraformType(t.Context()), map[string]tftypes.Value{
				"path": tftypes.NewValue(tftypes.String, tt.path), "body": body,
				"api_version": tftypes.NewValue(tftypes.String, nil), "dry_run": tftypes.NewValue(tftypes.Bool, tt.dry),
			})}
			var validated action.ValidateConfigResponse
			a.ValidateConfig(t.Context(), action.ValidateConfigRequest{Config: config}, &validated)
			diags := validated.Diagnostics
			said := ""
			if diags.HasError() != (tt.err != "") {
				t.Errorf("the plan says %v; want %q", diags, tt.err)
			}
			if !diags.HasError() {
				resp := action.InvokeResponse{SendProgress: func(e action.InvokeProgressEvent) { said += e.Message + "\n" }}
				a.Invoke(t.Context(), action.InvokeRequest{Config: config}, &resp)
				diags = resp.Diagnostics
			}
			text := ""
			for _, one := range diags {
				text += one.Summary() + "\n" + one.Detail()
			}
			if (tt.err == "") != (text == "") || !strings.Contains(text, tt.err) || strings.Contains(text, "canary") {
				t.Errorf("the diagnostics are %q; want %q", text, tt.err)
			}
			if !strings.Contains(said, tt.says) || d.posted != tt.posted {
				t.Errorf("progress is %q, %d orders were sent; want %q and %d", said, d.posted, tt.says, tt.posted)
			}
		})
	}
}
