// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// plugin is the provider as Terraform speaks with it, of groups alone.
type plugin struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

func start(t *testing.T, environ map[string]string) *plugin {
	t.Helper()
	only := slices.DeleteFunc(objects.Catalogue(), func(d object.Definition) bool { return d.Name != "group" })
	p := &plugin{t: t, server: NewServerOf("1.2.3", only, func(name string) string { return environ[name] })}
	var err error
	if p.schema, err = p.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	return p
}

// config makes a configuration of a schema.
func (p *plugin) config(schema *tfprotov6.Schema, arguments map[string]any) *tfprotov6.DynamicValue {
	p.t.Helper()
	typ, _ := schema.ValueType().(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, of := range typ.AttributeTypes {
		values[name] = tftypes.NewValue(of, arguments[name])
	}
	d, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, values))
	if err != nil {
		p.t.Fatal(err)
	}
	return &d
}

func (p *plugin) configure(arguments map[string]any) []*tfprotov6.Diagnostic {
	p.t.Helper()
	configured, err := p.server.ConfigureProvider(p.t.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.13.4", Config: p.config(p.schema.Provider, arguments)})
	if err != nil {
		p.t.Fatal(err)
	}
	return configured.Diagnostics
}

// read reads a data source, and returns what is not null of it.
func (p *plugin) read(name string, arguments map[string]any) (map[string]any, []*tfprotov6.Diagnostic) {
	p.t.Helper()
	schema := p.schema.DataSourceSchemas[name]
	read, err := p.server.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: p.config(schema, arguments)})
	if err != nil {
		p.t.Fatal(err)
	}
	state, err := read.State.Unmarshal(schema.ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	members, known := map[string]tftypes.Value{}, map[string]any{}
	if err := state.As(&members); err != nil {
		p.t.Fatal(err)
	}
	for name, v := range members {
		switch {
		case v.IsNull():
		case v.Type().Is(tftypes.String):
			known[name] = textOf(p.t, v)
		case v.Type().Is(tftypes.Map{}):
			var elements map[string]tftypes.Value
			_ = v.As(&elements) // its type says so
			texts := map[string]string{}
			for key, element := range elements {
				texts[key] = textOf(p.t, element)
			}
			known[name] = texts
		default:
			known[name] = textsOf(p.t, v)
		}
	}
	return known, read.Diagnostics
}

func textOf(t *testing.T, v tftypes.Value) (text string) {
	t.Helper()
	if err := v.As(&text); err != nil {
		return v.String()
	}
	return text
}

func textsOf(t *testing.T, v tftypes.Value) (texts []string) {
	t.Helper()
	var elements []tftypes.Value
	_ = v.As(&elements)
	for _, element := range elements {
		texts = append(texts, textOf(t, element))
	}
	return texts
}

func said(diags []*tfprotov6.Diagnostic) string {
	var all []string
	for _, d := range diags {
		all = append(all, fmt.Sprintf("%s %s: %s %s", d.Severity, d.Attribute, d.Summary, d.Detail))
	}
	return strings.Join(all, "\n")
}

// environment is that of a local tenant, with what is to be tried.
func environment(of *tenant.Tenant, with map[string]string) map[string]string {
	environ := map[string]string{"M365_TENANT_ID": of.TenantID()}
	for _, line := range append(of.Env(), of.Confinement()) {
		name, value, _ := strings.Cut(line, "=")
		environ[name] = value
	}
	maps.Copy(environ, with)
	return environ
}

// TestPublishedAppIDs are known without anybody signing in.
func TestPublishedAppIDs(t *testing.T) {
	t.Parallel()
	got, diags := start(t, nil).read("microsoft365_application_published_app_ids", nil)
	result, _ := got["result"].(map[string]string)
	if len(diags) > 0 || result["microsoft_graph"] != "00000003-0000-0000-c000-000000000000" {
		t.Errorf("it tells %v, %v", got, diags)
	}
}

// TestClientConfig tells who the provider has signed in as.
func TestClientConfig(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t, func(o *tenant.Options) { o.Roles = []string{"User.Read.All", "Group.ReadWrite.All"} })
	common := map[string]any{"tenant_id": tn.TenantID(), "roles": []string{"Group.ReadWrite.All", "User.Read.All"}, "scopes": []string(nil)}
	for name, tt := range map[string]struct {
		environ map[string]string
		want    map[string]any
	}{
		"an application": {
			map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_CLIENT_ID": tenant.SecretAppID, "M365_CLIENT_SECRET": tenant.SecretAppSecret},
			map[string]any{"auth_method": "client_secret", "client_id": tenant.SecretAppID},
		},
		"a managed identity": {
			map[string]string{"M365_AUTH_METHOD": "managed_identity"},
			map[string]any{
				"auth_method": "managed_identity", "managed_identity_mode": "direct", "managed_identity_source": "imds",
				"client_id": tenant.SystemIdentityClientID, "object_id": tenant.SystemIdentityObjectID,
				"managed_identity_client_id": tenant.SystemIdentityClientID, "managed_identity_object_id": tenant.SystemIdentityObjectID,
				"managed_identity_resource_id": tenant.SystemIdentityResourceID,
			},
		},
		"an application that trusts one": {
			map[string]string{"M365_AUTH_METHOD": "managed_identity", "M365_CLIENT_ID": tenant.FederatedAppID, "M365_MANAGED_IDENTITY_ID": tenant.UserIdentityClientID},
			map[string]any{
				"auth_method": "managed_identity", "managed_identity_mode": "federated", "managed_identity_source": "imds", "client_id": tenant.FederatedAppID,
				"managed_identity_client_id": tenant.UserIdentityClientID, "managed_identity_object_id": tenant.UserIdentityObjectID,
				"managed_identity_resource_id": tenant.UserIdentityResourceID,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, environment(tn, tt.environ))
			if diags := p.configure(nil); len(diags) > 0 {
				t.Fatal(said(diags))
			}
			got, diags := p.read("microsoft365_client_config", nil)
			if len(diags) > 0 {
				t.Fatal(said(diags))
			}
			if _, named := tt.want["object_id"]; !named {
				if got["object_id"] == nil {
					t.Error("no object id")
				}
				delete(got, "object_id")
			}
			maps.Copy(tt.want, common)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("client mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAProviderThatIsNotReady says why to whoever asks for something.
func TestAProviderThatIsNotReady(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		arguments map[string]any
		configure bool
		want      string
	}{
		"not configured":        {nil, false, "Provider not configured"},
		"with unknown settings": {map[string]any{"tenant_id": tftypes.UnknownValue, "client_id": tftypes.UnknownValue}, true, "The provider cannot sign in yet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, map[string]string{"M365_AUTH_METHOD": "client_secret"})
			if tt.configure {
				if diags := p.configure(tt.arguments); len(diags) > 0 {
					t.Fatal(said(diags))
				}
			}
			for source, arguments := range map[string]map[string]any{"microsoft365_client_config": nil, "microsoft365_group": {"id": first}} {
				_, diags := p.read(source, arguments)
				if len(diags) != 1 || diags[0].Summary != tt.want {
					t.Errorf("%s says %s, want %s", source, said(diags), tt.want)
				}
				if tt.configure && !strings.Contains(said(diags), "client_id, tenant_id") && !strings.Contains(said(diags), "tenant_id, client_id") {
					t.Errorf("%s does not name what is unknown: %s", source, said(diags))
				}
			}
		})
	}
}

// TestFaultsOfTheConfiguration are told on the argument before anything is applied, and
// those of the environment when it counts.
func TestFaultsOfTheConfiguration(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		environ                map[string]string
		arguments              map[string]any
		atValidation, atSignIn string // what is said, with the argument
	}{
		"a partner that is none": {
			map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_TENANT_ID": first, "M365_CLIENT_ID": second, "M365_CLIENT_SECRET": "s"},
			map[string]any{"partner_id": "me"},
			`AttributeName("partner_id"): Invalid partner_id`, `AttributeName("partner_id"): Invalid partner_id`,
		},
		"a partner of the environment": {
			map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_TENANT_ID": first, "M365_CLIENT_ID": second, "M365_CLIENT_SECRET": "s", "M365_PARTNER_ID": "me"},
			nil, "", "Invalid partner_id",
		},
		"two faults": {
			map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_TENANT_ID": first, "M365_CLIENT_SECRET": "s"},
			map[string]any{"partner_id": "me", "client_id": "you"},
			"Invalid client_id", "Invalid client_id",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, tt.environ)
			validated, err := p.server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: p.config(p.schema.Provider, tt.arguments)})
			if err != nil {
				t.Fatal(err)
			}
			if got := said(validated.Diagnostics); (got == "") != (tt.atValidation == "") || !strings.Contains(got, tt.atValidation) {
				t.Errorf("the validation says %s, want %s", got, tt.atValidation)
			}
			diags := p.configure(tt.arguments)
			if got := said(diags); !strings.Contains(got, tt.atSignIn) || len(diags) < max(1, len(tt.arguments)) {
				t.Errorf("the sign-in says %s, want %s", got, tt.atSignIn)
			}
		})
	}
}

// TestTheGenericResourceIsSignedIn: the framework serves it, unlike the typed ones, and
// hands the session on.
func TestTheGenericResourceIsSignedIn(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	p := start(t, environment(tn, map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_CLIENT_ID": tenant.SecretAppID, "M365_CLIENT_SECRET": tenant.SecretAppSecret}))
	if diags := p.configure(nil); len(diags) > 0 {
		t.Fatal(said(diags))
	}
	const name = "microsoft365_graph_resource"
	schema := p.schema.ResourceSchemas[name]
	read, err := p.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: name, CurrentState: p.config(schema, map[string]any{"path": "/groups", "id": first}),
	})
	if err != nil {
		t.Fatal(err)
	}
	state, err := read.NewState.Unmarshal(schema.ValueType())
	if err != nil || len(read.Diagnostics) > 0 || !state.IsNull() {
		t.Errorf("a group that is not there is read as %s, with %s, %v", state, said(read.Diagnostics), err)
	}
}

// TestARefusedSignIn is told on the argument that Entra refuses.
func TestARefusedSignIn(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	p := start(t, environment(tn, map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_CLIENT_ID": tenant.SecretAppID}))
	diags := p.configure(map[string]any{"client_secret": "wrong"})
	if len(diags) != 1 || diags[0].Attribute.String() != `AttributeName("client_secret")` || !strings.Contains(diags[0].Detail, "AADSTS7000215") {
		t.Errorf("said %s", said(diags))
	}
}

// services are an Entra and a Graph that note what they are asked.
type services struct {
	*httptest.Server
	claims jwt.MapClaims

	mu     sync.Mutex
	agents map[string]string // by the first part of the path
}

func (s *services) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if strings.HasSuffix(r.URL.Path, "/token") {
		s.agents["entra"] = r.UserAgent()
		token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, s.claims).SignedString([]byte("key"))
		if err != nil {
			panic(err)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": 3600})
		return
	}
	if strings.HasSuffix(r.URL.Path, "/openid-configuration") {
		root := s.URL + "/" + first
		_ = json.NewEncoder(w).Encode(map[string]any{"issuer": root + "/v2.0", "token_endpoint": root + "/oauth2/v2.0/token", "authorization_endpoint": root + "/oauth2/v2.0/authorize"})
		return
	}
	s.agents["graph"] = r.UserAgent()
	w.WriteHeader(http.StatusForbidden)
	_, _ = io.WriteString(w, `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`)
}

// serve starts them, and makes the environment that leads there.
func serve(t *testing.T, claims jwt.MapClaims) (*services, map[string]string) {
	t.Helper()
	s := &services{claims: claims, agents: map[string]string{}}
	s.Server = httptest.NewTLSServer(s)
	t.Cleanup(s.Close)
	bundle := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(bundle, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	return s, map[string]string{
		"M365_AUTH_METHOD": "client_secret", "M365_TENANT_ID": first, "M365_CLIENT_ID": second, "M365_CLIENT_SECRET": "s", "M365_CLOUD": "custom",
		"M365_AUTHORITY_HOST": s.URL, "M365_GRAPH_ENDPOINT": s.URL, "M365_DISABLE_INSTANCE_DISCOVERY": "true", "M365_CA_CERTIFICATE_PATH": bundle,
	}
}

// TestWhatRequestsSayOfTheProvider: Entra and Graph are told who asks, and an answer that
// has to do with the sign-in is explained by it.
func TestWhatRequestsSayOfTheProvider(t *testing.T) {
	t.Parallel()
	s, environ := serve(t, nil)
	s.claims = jwt.MapClaims{"aud": s.URL, "tid": first, "appid": second, "oid": "o1", "roles": []string{"User.Read.All"}, "exp": 4e9}
	environ["M365_PARTNER_ID"], environ["TF_APPEND_USER_AGENT"] = "AAAAAAAA-1111-4111-8111-111111111111", "pipeline/7"
	p := start(t, environ)
	if diags := p.configure(nil); len(diags) > 0 {
		t.Fatal(said(diags))
	}
	resource := p.config(p.schema.ResourceSchemas["microsoft365_group"], map[string]any{"id": first})
	read, err := p.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "microsoft365_group", CurrentState: resource})
	if err != nil || !strings.Contains(said(read.Diagnostics), "Insufficient privileges") {
		t.Errorf("the resource says %v: %v", said(read.Diagnostics), err)
	}
	_, diags := p.read("microsoft365_group", map[string]any{"id": first})
	if got := said(diags); len(diags) != 1 || !strings.Contains(got, "Insufficient privileges") || !strings.Contains(got, "Group.Read.All") {
		t.Errorf("said %s, want what Graph answered and which permission helps", got)
	}
	for service, agent := range s.agents {
		if want := "terraform-provider-microsoft365/1.2.3 Terraform/1.13.4 pid-aaaaaaaa-1111-4111-8111-111111111111 pipeline/7"; !strings.Contains(agent, want) {
			t.Errorf("%s is asked by %q, want %q", service, agent, want)
		}
	}
	if len(s.agents) != 2 {
		t.Errorf("asked are %v", s.agents)
	}
}

// TestTheProgramReadsItsEnvironment: what Terraform starts says its version, signs in by
// the variables that are set, and warns of one that is nearly one of its own.
func TestTheProgramReadsItsEnvironment(t *testing.T) { //nolint:paralleltest // the environment is one for all
	s, environ := serve(t, nil)
	s.claims = jwt.MapClaims{"aud": s.URL, "tid": first, "appid": second, "oid": "o1", "roles": []string{"User.Read.All"}, "exp": 4e9}
	environ["M365_PARTNERID"] = second
	for name, v := range environ {
		t.Setenv(name, v)
	}
	p := &plugin{t: t, server: NewServer("1.2.3")}
	var err error
	if p.schema, err = p.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		t.Fatal(err)
	}
	if diags := p.configure(nil); len(diags) != 1 || !strings.Contains(said(diags), "Did you mean M365_PARTNER_ID?") {
		t.Errorf("said %s", said(diags))
	}
	if want := "terraform-provider-microsoft365/1.2.3 "; !strings.HasPrefix(s.agents["entra"], want) {
		t.Errorf("Entra is asked by %q, want %q", s.agents["entra"], want)
	}
}

// TestRefusalsAreExplainedByAllThatGraphSays of them.
func TestRefusalsAreExplainedByAllThatGraphSays(t *testing.T) {
	t.Parallel()
	s, environ := serve(t, nil)
	s.claims = jwt.MapClaims{"aud": s.URL, "tid": first, "appid": second, "oid": "o1", "roles": []string{"User.Read.All"}, "exp": 4e9}
	p := withEnv(environ)
	var diags diag.Diagnostics
	made := p.signIn(t.Context(), p.collect(configuration(t, p, nil), &diags).settings, "1.13.4", &diags)
	if diags.HasError() {
		t.Fatal(diags)
	}
	const premium = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
	for name, tt := range map[string]struct {
		refusal graph.Error
		licence string
		want    string
	}{
		"the code":        {graph.Error{Status: 403, Code: premium}, "", "Microsoft Entra ID P1 or P2"},
		"the inner code":  {graph.Error{Status: 403, InnerCode: premium}, "", "Microsoft Entra ID P1 or P2"},
		"the message":     {graph.Error{Status: 403, Message: premium}, "", "Microsoft Entra ID P1 or P2"},
		"a known licence": {graph.Error{Status: 403, Code: premium}, "Intune Suite", "Intune Suite"},
		"the status":      {graph.Error{Status: 403}, "", "Group.Read.All"},
		"no refusal":      {graph.Error{Status: 404}, "", ""},
	} {
		if got := made.Advise(&tt.refusal, engine.Needs{Permissions: []string{"Group.Read.All"}, Licence: tt.licence}); (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: it says %q, want %q", name, got, tt.want)
		}
	}
}

// TestWhatASignInMakes: a session that knows the tenant, the permissions of its token
// and what the settings say of reading.
func TestWhatASignInMakes(t *testing.T) {
	t.Parallel()
	roles := []string{"User.Read.All"}
	for name, tt := range map[string]struct {
		claims  jwt.MapClaims
		environ map[string]string
		want    *engine.Session
	}{
		"an application":          {jwt.MapClaims{"roles": roles}, nil, &engine.Session{TenantID: first, Application: true, Granted: roles}},
		"with all of it":          {jwt.MapClaims{"roles": roles}, map[string]string{"M365_REQUIRE_PERMISSIONS": "true", "M365_READ_AHEAD": "false"}, &engine.Session{TenantID: first, Application: true, Granted: roles, RequirePermissions: true, ReadAlone: true}},
		"that looks into nothing": {jwt.MapClaims{"roles": roles}, map[string]string{"M365_SKIP_PERMISSION_CHECK": "true"}, &engine.Session{TenantID: first, Application: true}},
		"a person":                {jwt.MapClaims{"scp": "User.Read"}, nil, &engine.Session{TenantID: first}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, environ := serve(t, tt.claims)
			maps.Copy(s.claims, jwt.MapClaims{"aud": s.URL, "tid": first, "appid": second, "oid": "o1", "exp": 4e9})
			maps.Copy(environ, tt.environ)
			p := withEnv(environ)
			var diags diag.Diagnostics
			found := p.collect(configuration(t, p, nil), &diags)
			got := p.signIn(t.Context(), found.settings, "1.13.4", &diags)
			if diags.HasError() || got == nil {
				t.Fatal(diags)
			}
			if diff := cmp.Diff(tt.want, got.Session, cmpopts.IgnoreUnexported(engine.Session{}), cmpopts.IgnoreFields(engine.Session{}, "Client", "Token", "Advise", "Lag", "Log")); diff != "" {
				t.Errorf("session mismatch (-want +got):\n%s", diff)
			}
			if got.Client == nil || got.Token == nil || got.Advise == nil || got.Log == nil || got.Lag == (collection.Lag{}) {
				t.Errorf("the session lacks something: %+v", got.Session)
			}
			if token, err := got.Token(t.Context()); err != nil || token.Token == "" {
				t.Errorf("the token is %q: %v", token.Token, err)
			}
		})
	}
}

// TestOriginsOfSettingsAreLogged, and no values.
func TestOriginsOfSettingsAreLogged(t *testing.T) {
	t.Parallel()
	p := withEnv(map[string]string{"M365_CLIENT_ID": "an-id", "M365_CLIENT_SECRET": "a-secret"})
	found := p.collect(configuration(t, p, map[string]tftypes.Value{"tenant_id": text(first)}), nil)
	var written bytes.Buffer
	logOrigins(tflogtest.RootLogger(t.Context(), &written), found.settings)
	lines, err := tflogtest.MultilineJSONDecode(&written)
	if err != nil || len(lines) != 1 {
		t.Fatalf("wrote %v: %v", lines, err)
	}
	line := lines[0]
	for _, own := range []string{"@module", "@timestamp", "@caller"} {
		delete(line, own)
	}
	if diff := cmp.Diff(map[string]any{"@level": "debug", "@message": "Settings from the environment", "client_id": "M365_CLIENT_ID", "client_secret": "M365_CLIENT_SECRET"}, line); diff != "" {
		t.Errorf("line mismatch (-want +got):\n%s", diff)
	}
}
