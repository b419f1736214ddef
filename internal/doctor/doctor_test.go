// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/doctor"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// patient is a process with its settings, beside a local tenant.
type patient struct {
	t       *testing.T
	tn      *tenant.Tenant
	doctor  doctor.Doctor
	environ map[string]string
}

func newPatient(t *testing.T, method string, changes ...func(*tenant.Options)) *patient {
	t.Helper()
	p := &patient{t: t, tn: tenanttest.Start(t, changes...), environ: map[string]string{}}
	for _, variable := range p.tn.Env() {
		name, value, _ := strings.Cut(variable, "=")
		p.environ[name] = value
	}
	p.doctor = doctor.Doctor{
		Given: map[string]string{"auth_method": method, "tenant_id": p.tn.TenantID()},
		Auth: auth.Options{
			Entra:    tenanttest.Transport(t, p.tn),
			Identity: tenanttest.Transport(t, p.tn),
			Environ:  func(name string) string { return p.environ[name] },
			Arc:      auth.ArcAgent{Program: filepath.Join(t.TempDir(), "himds"), Tokens: t.TempDir()},
			Sleep:    func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
			Timing:   auth.Timing{ProbeTimeout: time.Minute, RetryDelay: time.Microsecond},
		},
		Transport: tenanttest.Transport(t, p.tn),
		Proxy:     func(*http.Request) (*url.URL, error) { return nil, nil },
		Catalogue: objects.Catalogue(),
	}
	return p
}

// examine walks, and checks that no token is told.
func (p *patient) examine(ctx context.Context) map[string]doctor.Step {
	p.t.Helper()
	steps := slices.Collect(p.doctor.Walk(ctx))
	text, err := json.Marshal(doctor.NewReport(steps))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, secret := range []string{"eyJ", tenant.SecretAppSecret} {
		if bytes.Contains(text, []byte(secret)) {
			p.t.Errorf("%q is told in:\n%s", secret, text)
		}
	}
	byName := map[string]doctor.Step{}
	for _, step := range steps {
		byName[step.Name] = step
	}
	return byName
}

// statuses is "name=status" of the steps that are not OK.
func statuses(steps map[string]doctor.Step) []string {
	var all []string
	for name, step := range steps {
		if step.Status != doctor.OK {
			all = append(all, name+"="+string(step.Status))
		}
	}
	slices.Sort(all)
	return all
}

func values(step doctor.Step, name string) []string {
	var all []string
	for _, fact := range step.Facts {
		if fact.Name == name {
			all = append(all, fact.Value)
		}
	}
	return all
}

func TestWalk(t *testing.T) {
	t.Parallel()
	federated := map[string]string{"client_id": tenant.FederatedAppID, "managed_identity_id": tenant.UserIdentityClientID, "federation_wait": "0s"}
	bySecret := map[string]string{"client_id": tenant.SecretAppID, "client_secret": tenant.SecretAppSecret}
	byFile := map[string]string{"client_id": tenant.FederatedAppID, "oidc_token_file_path": "nowhere"}
	from := func(steps ...string) []string {
		slices.Sort(steps)
		return steps
	}
	const moved = "endpoint=warning" // the metadata service is named by a variable
	tests := map[string]struct {
		method  string
		given   map[string]string
		tenant  func(*tenant.Options)
		want    []string // statuses of the steps that are not OK
		problem string   // its summary
	}{
		"direct":    {method: "managed_identity", want: from(moved, "assertion=skipped", "exchange=skipped")},
		"federated": {method: "managed_identity", given: federated, want: from(moved)},
		"a host that names its endpoint": {
			method: "managed_identity", tenant: func(o *tenant.Options) { o.Host = tenant.AppService },
			want: from("endpoint=skipped", "assertion=skipped", "exchange=skipped"),
		},
		"a secret given for all to see": {
			method: "client_secret", given: bySecret,
			want: from("settings=warning", "host=skipped", "endpoint=skipped", "identity=skipped", "assertion=skipped"),
		},
		"the application does not trust the identity": {
			method: "managed_identity", given: federated, tenant: func(o *tenant.Options) { o.WithoutFederatedCredential = true },
			want: from(moved, "exchange=failed", "token=not_reached", "roles=not_reached", "graph=not_reached"), problem: "The application does not trust the managed identity",
		},
		"another tenant": {
			method: "managed_identity", given: map[string]string{"tenant_id": "99999999-9999-4999-8999-999999999999"},
			want: from(moved, "assertion=skipped", "exchange=skipped", "token=failed", "roles=not_reached", "graph=not_reached", "clock=skipped"), problem: "The token is for another tenant",
		},
		"no permission": {
			method: "managed_identity", given: federated, tenant: func(o *tenant.Options) { o.Roles = []string{} },
			want: from(moved, "roles=failed", "graph=not_reached"), problem: "The identity has no permission in Microsoft Graph",
		},
		"no permission and none asked for": {
			method: "managed_identity", given: map[string]string{"skip_permission_check": "true"}, tenant: func(o *tenant.Options) { o.Roles = []string{} },
			want: from(moved, "assertion=skipped", "exchange=skipped", "roles=warning", "graph=skipped", "clock=skipped"),
		},
		"an identity that is not assigned": {
			method: "managed_identity", given: map[string]string{"managed_identity_id": "99999999-9999-4999-8999-999999999999"},
			want:    from(moved, "identity=failed", "assertion=not_reached", "exchange=not_reached", "token=not_reached", "roles=not_reached", "graph=not_reached", "clock=skipped"),
			problem: "The managed identity is not assigned here",
		},
		"a host that cannot select the identity": {
			method: "managed_identity", given: map[string]string{"managed_identity_id": tenant.UserIdentityClientID}, tenant: func(o *tenant.Options) { o.Host = tenant.CloudShell },
			want:    from("host=failed", "endpoint=not_reached", "identity=not_reached", "assertion=not_reached", "exchange=not_reached", "token=not_reached", "roles=not_reached", "graph=not_reached", "clock=not_reached"),
			problem: "This host cannot select an identity by client id",
		},
		"a file that is not there": {
			method: "oidc", given: byFile,
			want:    from("host=skipped", "endpoint=skipped", "identity=skipped", "assertion=invalid", "exchange=not_reached", "token=not_reached", "roles=not_reached", "graph=not_reached", "clock=skipped"),
			problem: "Cannot read oidc_token_file_path",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPatient(t, tt.method, func(o *tenant.Options) {
				if tt.tenant != nil {
					tt.tenant(o)
				}
			})
			maps.Copy(p.doctor.Given, tt.given)
			steps := p.examine(t.Context())
			if diff := cmp.Diff(tt.want, statuses(steps)); diff != "" {
				t.Errorf("statuses mismatch (-want +got):\n%s", diff)
			}
			var found []string
			for _, step := range steps {
				for _, problem := range step.Problems {
					found = append(found, problem.Summary)
				}
			}
			if got := strings.Join(found, "; "); got != tt.problem {
				t.Errorf("the problem is %q, want %q", got, tt.problem)
			}
		})
	}
}

func TestTheIdentityAndWhatItPresents(t *testing.T) {
	t.Parallel()
	p := newPatient(t, "managed_identity")
	maps.Copy(p.doctor.Given, map[string]string{"client_id": tenant.FederatedAppID, "managed_identity_id": tenant.UserIdentityClientID})
	steps := p.examine(t.Context())
	for _, want := range []struct{ step, fact, value string }{
		{"identity", "object_id", tenant.UserIdentityObjectID},
		{"identity", "resource_id", tenant.UserIdentityResourceID},
		{"assertion", "subject", tenant.UserIdentityObjectID},
		{"assertion", "issuer", "https://login.microsoftonline.com/" + p.tn.TenantID() + "/v2.0"},
		{"token", "client_id", tenant.FederatedAppID},
		{"token", "tenant_id", p.tn.TenantID()},
		{"clock", "entra", "as here"},
		{"clock", "graph", "as here"},
	} {
		if got := values(steps[want.step], want.fact); !slices.Equal(got, []string{want.value}) {
			t.Errorf("%s of %s is %q, want %q", want.fact, want.step, got, want.value)
		}
	}
}

func TestTheReadIsOneThatThePermissionsAllow(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		role, request string
	}{
		"the least permission":             {"Group.Read.All", "GET /v1.0/groups"},
		"one to write includes it":         {"Organization.ReadWrite.All", "GET /v1.0/organization"},
		"devices":                          {"DeviceManagementConfiguration.Read.All", "GET /beta/deviceManagement/assignmentFilters"},
		"a right to create reads nothing":  {"Group.Create", ""},
		"one to write half of it, neither": {"Policy.ReadWrite.ConditionalAccess", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			step := newPatient(t, "managed_identity", func(o *tenant.Options) { o.Roles = []string{tt.role} }).examine(t.Context())["graph"]
			if got := strings.Join(values(step, "request"), ""); got != tt.request {
				t.Errorf("the request is %q, want %q", got, tt.request)
			}
			if tt.request == "" && (step.Status != doctor.Skipped || !strings.Contains(step.Summary, "Group.Read.All")) {
				t.Errorf("step %+v, want it skipped with the permissions that would do", step)
			}
		})
	}
}

func TestClocksThatDiffer(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		ahead  time.Duration // the tenant's clock
		want   string
		status doctor.Status
	}{
		"within the tolerance":   {4 * time.Minute, "ahead of this machine", doctor.OK},
		"the machine is behind":  {10 * time.Minute, "ahead of this machine", doctor.Warning},
		"the machine is too far": {-10 * time.Minute, "behind this machine", doctor.Warning},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPatient(t, "managed_identity", func(o *tenant.Options) {
				o.Now = func() time.Time { return time.Now().Add(tt.ahead) }
			})
			step := p.examine(t.Context())["clock"]
			if got := values(step, "graph"); step.Status != tt.status || len(got) != 1 || !strings.HasSuffix(got[0], tt.want) {
				t.Errorf("%s, graph %q; want %s, %q", step.Status, got, tt.status, tt.want)
			}
		})
	}
}

func TestProxiesAreShownWithoutTheirPassword(t *testing.T) {
	t.Parallel()
	p := newPatient(t, "managed_identity")
	p.environ["HTTPS_PROXY"] = "http://user:canary~password@proxy.example:8080"
	p.doctor.Proxy = func(r *http.Request) (*url.URL, error) {
		if r.URL.Scheme != "https" {
			return nil, errors.New("canary~password")
		}
		return url.Parse(p.environ["HTTPS_PROXY"])
	}
	p.doctor.Given["oidc_request_url"] = "http://127.0.0.1:1"
	step := p.examine(t.Context())["proxies"]
	if got := values(step, "graph"); !slices.Equal(got, []string{"http://proxy.example:8080"}) {
		t.Errorf("graph goes through %q", got)
	}
	if got := values(step, "variable"); !slices.Equal(got, []string{"HTTPS_PROXY"}) {
		t.Errorf("the variables are %q", got)
	}
	if text := fmt.Sprintf("%+v", step); strings.Contains(text, "canary") || !strings.Contains(text, "cannot be understood") {
		t.Errorf("the step is %s", text)
	}
}

// A hostile endpoint gives a token whose claims would steer a terminal.
func TestControlCharactersAreTakenAway(t *testing.T) {
	t.Parallel()
	p := newPatient(t, "managed_identity")
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"tid": p.tn.TenantID(), "oid": "\x1b[31mred\u202e", "roles": []string{"one\n✔ two"}, "exp": time.Now().Add(time.Hour).Unix(),
	}).SignedString([]byte("any"))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Server", "IMDS/150.870.65.1854") // else it is not even asked
		_, _ = fmt.Fprintf(w, `{"access_token":%q,"expires_in":3600}`, token)
	}))
	t.Cleanup(server.Close)
	p.environ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = server.URL
	steps := p.examine(t.Context())
	if got := values(steps["token"], "object_id"); !slices.Equal(got, []string{"red"}) {
		t.Errorf("the object id is %q", got)
	}
	if got := values(steps["roles"], "role"); !slices.Equal(got, []string{"one ✔ two"}) {
		t.Errorf("the role is %q", got)
	}
}

// Strange addresses are warned of before anything is sent there: the walk ends here
// with the step that warns.
func TestStrangeAddressesAreWarnedOfBeforeTheyAreAsked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		environ    map[string]string
		step, want string
	}{
		"managed_identity": {map[string]string{"IDENTITY_ENDPOINT": "https://203.0.113.1/token", "IDENTITY_HEADER": "x"}, "host", "Identity endpoint outside this machine"},
		"oidc_github":      {map[string]string{"ACTIONS_ID_TOKEN_REQUEST_URL": "https://github.contoso.example/x", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "x", "M365_CLIENT_ID": tenant.SecretAppID}, "settings", "Tokens are requested from another host than GitHub's"},
	}
	for method, tt := range tests {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			p := newPatient(t, method)
			maps.Copy(p.environ, tt.environ)
			for step := range p.doctor.Walk(t.Context()) {
				if step.Name != tt.step {
					continue
				}
				if step.Status != doctor.Warning || !strings.Contains(strings.Join(step.Warnings, " "), tt.want) {
					t.Errorf("the step is %+v, want the warning %q", step, tt.want)
				}
				return
			}
			t.Errorf("the walk has no step %s", tt.step)
		})
	}
}

func TestTheWalkEndsWithTheContext(t *testing.T) {
	t.Parallel()
	p := newPatient(t, "managed_identity")
	ctx, interrupt := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		interrupt()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	p.environ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = server.URL
	step := p.examine(ctx)["endpoint"]
	if step.Status != doctor.Failed || step.Problems[0].Summary != "Interrupted" {
		t.Errorf("the step is %+v, want it interrupted", step)
	}
}

func TestTheFormOfTheReport(t *testing.T) {
	t.Parallel()
	report := doctor.NewReport([]doctor.Step{
		{Name: "settings", Status: doctor.OK, Facts: []doctor.Fact{{Name: "tenant_id", Value: "contoso.com", Source: "M365_TENANT_ID"}}},
		{Name: "exchange", Status: doctor.Failed, Problems: []*doctor.Problem{{
			Setting: "client_id", Flag: "--client-id", Variables: []string{"M365_CLIENT_ID"}, Summary: "s", Detail: "d", Codes: []int{700213},
		}}},
		{Name: "token", Status: doctor.NotReached},
	})
	got, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"format_version":"1.0","outcome":"failed","steps":[` +
		`{"name":"settings","status":"ok","facts":[{"name":"tenant_id","value":"contoso.com","source":"M365_TENANT_ID"}]},` +
		`{"name":"exchange","status":"failed","problems":[{"setting":"client_id","flag":"--client-id","variables":["M365_CLIENT_ID"],"summary":"s","detail":"d","codes":[700213]}]},` +
		`{"name":"token","status":"not_reached"}]}`
	if string(got) != want {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
}

func TestTheGuideTellsOfEveryStep(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../templates/guides/doctor.md")
	if err != nil {
		t.Fatal(err)
	}
	for step := range (doctor.Doctor{Auth: auth.Options{Environ: func(string) string { return "" }}}).Walk(t.Context()) {
		if !bytes.Contains(guide, []byte("\n| `"+step.Name+"` | ")) {
			t.Errorf("the guide has no line for the step %s", step.Name)
		}
	}
}

func TestWriteTree(t *testing.T) {
	t.Parallel()
	step := doctor.Step{
		Name: "exchange", Status: doctor.Failed,
		Facts:    []doctor.Fact{{Name: "a", Value: "1"}, {Name: "b", Value: "2", Source: "--b"}},
		Warnings: []string{"Look:\n  at this"},
		Problems: []*doctor.Problem{{Setting: "b", Flag: "--b", Variables: []string{"M365_B"}, Summary: "No", Detail: "Because.\n\nDo:\n  az do"}},
	}
	const want = `✘ exchange
  ├ a: 1
  └ b: 2 (--b)
  ! Look:
      at this
  ✘ No (--b, M365_B)
    Because.

    Do:
      az do
`
	var got bytes.Buffer
	if err := step.WriteTree(&got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("tree mismatch (-want +got):\n%s", diff)
	}
}
