// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// tried carries an action out with a session, and returns what is told and what is wrong.
func tried(t *testing.T, a action.Action, session *engine.Session, arguments map[string]tftypes.Value) (said, wrong string) {
	t.Helper()
	var schema action.SchemaResponse
	a.Schema(t.Context(), action.SchemaRequest{}, &schema)
	typ, _ := schema.Schema.Type().TerraformType(t.Context()).(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, of := range typ.AttributeTypes {
		if values[name] = arguments[name]; values[name].Type() == nil {
			values[name] = tftypes.NewValue(of, nil)
		}
	}
	a.(action.ActionWithConfigure).Configure(t.Context(), action.ConfigureRequest{ProviderData: session}, &action.ConfigureResponse{})
	resp := action.InvokeResponse{SendProgress: func(e action.InvokeProgressEvent) { said += e.Message + "\n" }}
	a.Invoke(t.Context(), action.InvokeRequest{Config: tfsdk.Config{Schema: schema.Schema, Raw: tftypes.NewValue(typ, values)}}, &resp)
	for _, one := range resp.Diagnostics {
		wrong += one.Summary() + ": " + one.Detail() + "\n"
	}
	return said, wrong
}

// signedIn is a session with a Graph, whose errors name the permissions that are needed.
func signedIn(t *testing.T, graphs http.Handler) *engine.Session {
	t.Helper()
	server := httptest.NewTLSServer(graphs)
	t.Cleanup(server.Close)
	client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: terraform.StaticToken("t"), Transport: server.Client().Transport})
	if err != nil {
		t.Fatal(err)
	}
	return &engine.Session{Client: client, Advise: func(_ *graph.Error, needs engine.Needs) string {
		return "It takes " + strings.Join(needs.Permissions, " or ")
	}}
}

// poster is a Graph that answers each order alike, and keeps the bodies.
type poster struct {
	status int
	bodies []string
}

func (p *poster) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.Method != http.MethodPost {
		_, _ = io.WriteString(w, `{"id":"d1","deviceName":"PC-1"}`)
		return
	}
	body, _ := io.ReadAll(r.Body)
	p.bodies = append(p.bodies, string(body))
	w.WriteHeader(p.status)
	if p.status >= http.StatusBadRequest {
		_, _ = io.WriteString(w, `{"error":{"code":"Forbidden","message":"Insufficient privileges."}}`)
	}
}

func text(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }

// TestOrdersByPath: what is posted to a path is told before and after, and nothing is posted
// that is no order.
func TestOrdersByPath(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		arguments   map[string]tftypes.Value
		status      int
		said, wrong string
		bodies      []string
	}{
		"an order":         {map[string]tftypes.Value{"path": text("/users/u1/revokeSignInSessions")}, 204, "Sending POST /v1.0/users/u1/revokeSignInSessions\nGraph answered 204\n", "", []string{""}},
		"with parameters":  {map[string]tftypes.Value{"path": text("/users/u1/assignLicense"), "api_version": text("beta"), "body": text(`{"n":1}`)}, 204, "Sending POST /beta/users/u1/assignLicense\nGraph answered 204\n", "", []string{`{"n":1}`}},
		"one that fails":   {map[string]tftypes.Value{"path": text("/users/u1/revokeSignInSessions")}, 403, "Sending POST /v1.0/users/u1/revokeSignInSessions\n", "Cannot carry out /users/u1/revokeSignInSessions: ", []string{""}},
		"of an object":     {map[string]tftypes.Value{"path": text("/users/u1")}, 204, "", "Invalid path: ", nil},
		"with no object":   {map[string]tftypes.Value{"path": text("/users/u1/x"), "body": text("null")}, 204, "", "Invalid body: ", nil},
		"with half of one": {map[string]tftypes.Value{"path": text("/users/u1/x"), "body": text("{")}, 204, "", "Invalid body: ", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graphs := &poster{status: tt.status}
			said, wrong := tried(t, actions.Terraform()[0](), signedIn(t, graphs), tt.arguments)
			if said != tt.said || (wrong == "") != (tt.wrong == "") || !strings.HasPrefix(wrong, tt.wrong) {
				t.Errorf("it says %q, want %q; the error is %q, want %q", said, tt.said, wrong, tt.wrong)
			}
			if !slices.Equal(graphs.bodies, tt.bodies) {
				t.Errorf("Graph got %q, want %q", graphs.bodies, tt.bodies)
			}
		})
	}
}

// inMemory is a way to a Graph that takes no time.
type inMemory struct{ http.Handler }

func (m inMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	m.ServeHTTP(w, r)
	return w.Result(), nil
}

// TestOrdersThatAreWaitedFor: what has no outcome after the wait is no failure, and a word
// of the device ends it before.
func TestOrdersThatAreWaitedFor(t *testing.T) {
	t.Parallel()
	at := slices.IndexFunc(actions.All(), func(d actions.Definition) bool { return d.Name == "managed_device_sync" })
	for last, want := range map[string]string{"pending": "The outcome of managed_device_sync is open: ", "failed": "Cannot carry out managed_device_sync: ", "done": ""} {
		synctest.Test(t, func(t *testing.T) {
			begun := time.Now()
			graphs := inMemory{&device{states: []string{"pending", "pending", last}}}
			client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: terraform.StaticToken("t"), Transport: graphs})
			if err != nil {
				t.Fatal(err)
			}
			said, wrong := tried(t, actions.Terraform()[at+1](), &engine.Session{Client: client}, map[string]tftypes.Value{"id": text("d1"), "wait_minutes": tftypes.NewValue(tftypes.Number, 2)})
			if (wrong == "") != (want == "") || !strings.HasPrefix(wrong, want) {
				t.Errorf("%s: it says %q, and %q is wrong, want %q", last, said, wrong, want)
			}
			if waited := time.Since(begun); (last == "pending") != (waited == 2*time.Minute) || waited > 2*time.Minute {
				t.Errorf("%s: it was waited for %s", last, waited)
			}
		})
	}
}

// TestNothingIsOrderedBeforeTheSignIn.
func TestNothingIsOrderedBeforeTheSignIn(t *testing.T) {
	t.Parallel()
	for _, build := range actions.Terraform() {
		session := &engine.Session{}
		session.Unready.AddError("Not yet", "The client id is not known.")
		said, wrong := tried(t, build(), session, map[string]tftypes.Value{"path": text("/users/u1/revokeSignInSessions")})
		if said != "" || !strings.Contains(wrong, "Not yet") {
			t.Errorf("it says %q; the error is %q", said, wrong)
		}
	}
}

// TestOrdersSayNoMoreThanIsGiven: parameters that are left out are not in the body, and an
// order without any has none.
func TestOrdersSayNoMoreThanIsGiven(t *testing.T) {
	t.Parallel()
	for i, d := range actions.All() {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			arguments := map[string]tftypes.Value{"id": text("d1"), "device_name": text("PC-1"), "wait_minutes": tftypes.NewValue(tftypes.Number, 0)}
			inBody := false
			for _, p := range d.Parameters {
				if p.Required {
					arguments[p.TerraformName()] = sampleOf(p.Kind)
					inBody = inBody || !strings.Contains(d.Path, "{"+p.Name+"}")
				}
			}
			graphs := &poster{status: http.StatusForbidden}
			said, wrong := tried(t, actions.Terraform()[i+1](), signedIn(t, graphs), arguments)
			if want := "Cannot carry out " + d.Name; !strings.HasPrefix(wrong, want) || !strings.Contains(wrong, strings.Join(d.Permissions(), " or ")) {
				t.Errorf("it says %q, and the error is %q; want %q with its permissions", said, wrong, want)
			}
			if len(graphs.bodies) != 1 {
				t.Fatalf("%d orders were posted", len(graphs.bodies))
			}
			body := graphs.bodies[0]
			if strings.Contains(body, "null") || len(d.Parameters) == 0 && body != "" || inBody && body == "{}" {
				t.Errorf("the body is %q", body)
			}
		})
	}
}

// TestPermissionsOfOrders: the least is named first, for applications and for people.
func TestPermissionsOfOrders(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][2]string{
		"managed_device_sync": {"[DeviceManagementManagedDevices.PrivilegedOperations.All]", "[DeviceManagementManagedDevices.PrivilegedOperations.All]"},
	} {
		i := slices.IndexFunc(actions.All(), func(d actions.Definition) bool { return d.Name == name })
		d := actions.All()[i]
		if got := [2]string{fmt.Sprint(d.Permissions()), fmt.Sprint(d.PermissionsOfPeople())}; got != want {
			t.Errorf("%s takes %v, want %v", name, got, want)
		}
	}
}

// TestArgumentsOfOrders: what must be given may not be empty, what need not may be left out,
// and numbers and versions are within their bounds.
func TestArgumentsOfOrders(t *testing.T) {
	t.Parallel()
	for i, d := range actions.All() {
		var schema action.SchemaResponse
		actions.Terraform()[i+1]().Schema(t.Context(), action.SchemaRequest{}, &schema)
		for _, p := range d.Parameters {
			a := schema.Schema.Attributes[p.TerraformName()]
			if a.IsRequired() != p.Required || a.IsOptional() == p.Required {
				t.Errorf("%s.%s: required is %v, optional %v", d.Name, p.TerraformName(), a.IsRequired(), a.IsOptional())
			}
			if s, ok := a.(actionschema.StringAttribute); ok && refuses(t, s.Validators, "") != p.Required {
				t.Errorf("%s.%s: an empty text is refused: %v", d.Name, p.TerraformName(), !p.Required)
			}
		}
		if wait, ok := schema.Schema.Attributes["wait_minutes"].(actionschema.Int64Attribute); ok != d.OfDevice() || ok && (len(wait.Validators) == 0 || !strings.Contains(wait.Validators[0].Description(t.Context()), "between 0 and 60")) {
			t.Errorf("%s: the wait is %v", d.Name, wait.Validators)
		}
	}
	var schema action.SchemaResponse
	actions.Terraform()[0]().Schema(t.Context(), action.SchemaRequest{}, &schema)
	version, _ := schema.Schema.Attributes["api_version"].(actionschema.StringAttribute)
	for given, refused := range map[string]bool{"v1.0": false, "beta": false, "v2": true} {
		if refuses(t, version.Validators, given) != refused {
			t.Errorf("the version %s is refused: %v", given, !refused)
		}
	}
}

func refuses(t *testing.T, validators []validator.String, given string) bool {
	t.Helper()
	var resp validator.StringResponse
	for _, v := range validators {
		v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("x"), ConfigValue: types.StringValue(given)}, &resp)
	}
	return resp.Diagnostics.HasError()
}
