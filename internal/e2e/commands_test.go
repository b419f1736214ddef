// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
)

// story is what the commands of one script share.
type story struct {
	program string
	tenant  *tenant.Tenant
	// isPerson: it is the tenant's administrator who acts in Graph, and not an application.
	isPerson bool
	// answer is what the last graph command got.
	answer map[string]any
	// provider issues tokens that applications trust. Nothing may reach elsewhere.
	provider  *identityProvider
	elsewhere *httptest.Server
	reached   atomic.Int32
	// folder holds what is secret, and secrets are what must never show.
	folder  string
	secrets []string
}

type storyKey struct{}

func storyOf(ts *testscript.TestScript) *story {
	s, ok := ts.Value(storyKey{}).(*story)
	if !ok {
		ts.Fatalf("the script was not set up")
	}
	return s
}

// setup gives every script its Terraform program, the examples, and ids of the
// local tenant.
func setup(env *testscript.Env, program, configuration string) error {
	folder, err := os.MkdirTemp("", "m365-e2e-")
	if err != nil {
		return err
	}
	env.Defer(func() { _ = os.RemoveAll(folder) })
	env.Values[storyKey{}] = &story{program: program, folder: folder, secrets: []string{tenant.SecretAppSecret}}
	if err := os.WriteFile(filepath.Join(folder, "secret"), []byte(tenant.SecretAppSecret), 0o600); err != nil {
		return err
	}
	env.Setenv("KEYS", folder)
	env.Setenv("TF_LOG", "TRACE")
	env.Setenv("AZURE_SDK_GO_LOGGING", "all") // the library that signs in would log more than it may
	env.Setenv("TF_LOG_PATH", filepath.Join(env.WorkDir, "trace.log"))
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("CHECKPOINT_DISABLE", "1")
	env.Setenv("TF_IN_AUTOMATION", "1")
	env.Setenv("TF_INPUT", "0")
	env.Setenv("TF_CLI_CONFIG_FILE", configuration)
	env.Setenv("TF_CLI_ARGS", "-no-color")
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		return err
	}
	env.Setenv("EXAMPLES", examples)
	env.Setenv("APP_CLIENT_ID", tenant.FederatedAppID)
	env.Setenv("SECRET_APP_CLIENT_ID", tenant.SecretAppID)
	env.Setenv("SECRET_APP_SECRET", tenant.SecretAppSecret)
	env.Setenv("SYSTEM_IDENTITY_CLIENT_ID", tenant.SystemIdentityClientID)
	env.Setenv("USER_IDENTITY_CLIENT_ID", tenant.UserIdentityClientID)
	env.Setenv("USER_IDENTITY_OBJECT_ID", tenant.UserIdentityObjectID)
	env.Setenv("USER_IDENTITY_RESOURCE_ID", tenant.UserIdentityResourceID)
	return nil
}

// commands are what scripts have beside testscript's own commands.
func commands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		// tenant [-without-…] starts a local tenant for the rest of the script.
		"tenant": startTenant,
		// $KEYS is a folder for secrets, with that of the built-in application in
		// "secret". application registers an application that trusts a certificate and an
		// identity provider: $OTHER_APP_CLIENT_ID, $KEYS/certificate.pem, .pfx and
		// .base64, $KEYS/token, $OIDC_URL and what else proves it.
		"application": newApplication,
		// tool az|azd|pwsh [user] puts a stand-in on PATH that is signed in.
		"tool": newTool,
		// browser puts a stand-in for a browser on PATH.
		"browser": newBrowser,
		// impostor token-…|graph-… starts a false Entra and Graph at $IMPOSTOR.
		"impostor": startImpostor,
		// secret TEXT… must not show from here on.
		"secret": addSecret,
		// secretsent METHOD REGEXP MEMBER does so for a text of the last such request,
		// which is its body's member of that name, at whatever depth.
		"secretsent": addSentSecret,
		// count PATTERN COUNT counts the requests that the tenant got.
		"count": countRequests,
		// terraform ARGS runs Terraform or OpenTofu. Any secret in its output,
		// its log at TRACE, its states and plans is an error.
		"terraform": runTerraform,
		// output NAME OUTPUT puts an output of the state into a variable.
		"output": output,
		// graph METHOD PATH [BODY] acts in the tenant behind Terraform's back.
		"graph": actInGraph,
		// setid NAME puts the id that graph answered into a variable.
		"setid": setID,
		// upper NAME turns a variable into capitals.
		"upper": upper,
		// fill FILE puts the values of variables into a file.
		"fill": fill,
		// objects COLLECTION COUNT PROPERTY=TEXT… counts objects of the tenant.
		"objects": countObjects,
		// requests METHOD REGEXP BODY checks the body of the last such request:
		// all of it if it is JSON, else a part.
		"requests": lastRequest,
		// caller METHOD PATH CLIENT-ID checks who sent the last such request.
		"caller": lastCaller,
		// agent PATTERN REGEXP checks how the program called itself that sent any such
		// request last.
		"agent": lastAgent,
	}
}

func startTenant(ts *testscript.TestScript, _ bool, args []string) {
	identities := []identity.Identity{tenant.SystemIdentity(), tenant.UserIdentity()}
	var options tenant.Options
	for _, arg := range args {
		switch arg {
		case "-without-system-identity":
			identities = identities[1:]
		case "-without-user-identity":
			identities = identities[:len(identities)-1]
		case "-without-federated-credential":
			options.WithoutFederatedCredential = true
		case "-without-roles":
			options.Roles = []string{}
		case "-host=app_service", "-host=azure_ml", "-host=service_fabric":
			options.Host = tenant.HostKind(strings.TrimPrefix(arg, "-host="))
		default:
			if file, ok := strings.CutPrefix(arg, "-seed="); ok {
				options.Seed = []byte(ts.ReadFile(file))
				continue
			}
			roles, ok := strings.CutPrefix(arg, "-roles=")
			if !ok {
				ts.Fatalf("tenant: unknown option %s", arg)
			}
			options.Roles = strings.Split(roles, ",")
		}
	}
	s := storyOf(ts)
	s.startOthers(ts)
	options.Identities, options.IssuerKeys = identities, s.provider.issuerKeys()
	t, err := tenant.New(options)
	ts.Check(err)
	ts.Defer(func() { ts.Check(t.Close()) })
	for _, variable := range t.Env() {
		name, value, _ := strings.Cut(variable, "=")
		ts.Setenv(name, value)
		if name == "IDENTITY_HEADER" || name == "MSI_SECRET" {
			s.secrets = append(s.secrets, value)
		}
	}
	s.tenant = t
}

// startOthers starts who is around a tenant: an identity provider, and a host
// that must get no request at all.
func (s *story) startOthers(ts *testscript.TestScript) {
	s.elsewhere = httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { s.reached.Add(1) }))
	ts.Defer(s.elsewhere.Close)
	var err error
	s.provider, err = startIdentityProvider(s.elsewhere.URL)
	ts.Check(err)
	ts.Defer(s.provider.server.Close)
}

func addSecret(ts *testscript.TestScript, _ bool, args []string) {
	s := storyOf(ts)
	s.secrets = append(s.secrets, args...)
}

// addSentSecret makes a secret of what a request held, and looks for it at once.
func addSentSecret(ts *testscript.TestScript, _ bool, args []string) {
	s := storyOf(ts)
	address, member := regexp.MustCompile(args[1]), regexp.MustCompile(`"`+regexp.QuoteMeta(args[2])+`":"([^"]+)"`)
	for _, r := range slices.Backward(s.tenant.Requests("/")) {
		if r.Method != args[0] || !address.MatchString(r.Path) {
			continue
		}
		body, err := json.Marshal(r.Body)
		ts.Check(err)
		if found := member.FindSubmatch(body); found != nil {
			s.secrets = append(s.secrets, string(found[1]))
			ts.Check(s.leaks(ts.Getenv("WORK")))
			return
		}
	}
	ts.Fatalf("no %s %s held a text %s", args[0], args[1], args[2])
}

// runTerraform refuses to run where a managed identity would be looked for
// outside of this machine.
func runTerraform(ts *testscript.TestScript, neg bool, args []string) {
	endpoint, err := url.Parse(ts.Getenv("AZURE_POD_IDENTITY_AUTHORITY_HOST"))
	ts.Check(err)
	if endpoint.Hostname() != "127.0.0.1" {
		ts.Fatalf("AZURE_POD_IDENTITY_AUTHORITY_HOST is %q, want an address on loopback", endpoint)
	}
	s := storyOf(ts)
	_ = os.Remove(ts.Getenv("TF_LOG_PATH")) // of the run before, which has been looked at
	err = ts.Exec(s.program, args...)
	if (err != nil) != neg {
		ts.Fatalf("terraform %s: %v", strings.Join(args, " "), err)
	}
	ts.Check(s.leaks(ts.MkAbs("."), ts.ReadFile("stdout"), ts.ReadFile("stderr")))
	if n := s.reached.Load(); n > 0 {
		ts.Fatalf("terraform %s: %d requests went to a host that only answers named", strings.Join(args, " "), n)
	}
}

func countRequests(ts *testscript.TestScript, _ bool, args []string) {
	if n := len(storyOf(ts).tenant.Requests(args[0])); fmt.Sprint(n) != args[1] {
		ts.Fatalf("the tenant got %d requests %s, want %s", n, args[0], args[1])
	}
}

func output(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec(storyOf(ts).program, "output", "-raw", args[1]))
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

func upper(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], strings.ToUpper(ts.Getenv(args[0])))
}

func fill(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(os.Expand(ts.ReadFile(args[0]), ts.Getenv)), 0o600))
}

func actInGraph(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	body := ""
	if len(args) > 2 {
		body = args[2]
	}
	answer, err := s.graph(args[0], args[1], body)
	if (err != nil) != neg {
		ts.Fatalf("graph %s: %v", strings.Join(args, " "), err)
	}
	s.answer = answer
}

func setID(ts *testscript.TestScript, _ bool, args []string) {
	id, ok := storyOf(ts).answer["id"].(string)
	if !ok {
		ts.Fatalf("the last answer of Graph has no id")
	}
	ts.Setenv(args[0], id)
}

func countObjects(ts *testscript.TestScript, _ bool, args []string) {
	answer, err := storyOf(ts).graph(http.MethodGet, "/beta/"+args[0]+"?$top=999", "")
	ts.Check(err)
	values, _ := answer["value"].([]any)
	count := 0
	for _, value := range values {
		if object, ok := value.(map[string]any); ok && has(object, args[2:]) {
			count++
		}
	}
	if fmt.Sprint(count) != args[1] {
		ts.Fatalf("the tenant has %d %s with %s, want %s", count, args[0], strings.Join(args[2:], ", "), args[1])
	}
}

// has tells whether an object has all properties, given as name=text.
func has(object map[string]any, properties []string) bool {
	for _, property := range properties {
		name, want, _ := strings.Cut(property, "=")
		if fmt.Sprint(object[name]) != want {
			return false
		}
	}
	return true
}

func lastRequest(ts *testscript.TestScript, _ bool, args []string) {
	request := last(ts, args[0], args[1])
	body, err := json.Marshal(request.Body)
	ts.Check(err)
	var want any
	if json.Unmarshal([]byte(args[2]), &want) != nil {
		if !strings.Contains(string(body), args[2]) {
			ts.Fatalf("%s %s sent %s, want it to contain %s", args[0], request.Path, body, args[2])
		}
		return
	}
	if diff := cmp.Diff(want, request.Body); diff != "" {
		ts.Fatalf("%s %s: body mismatch (-want +got):\n%s", args[0], request.Path, diff)
	}
}

func lastCaller(ts *testscript.TestScript, _ bool, args []string) {
	if request := last(ts, args[0], "^"+regexp.QuoteMeta(args[1])); request.AppID != args[2] {
		ts.Fatalf("%s %s was sent by %s, want %s", args[0], request.Path, request.AppID, args[2])
	}
}

func lastAgent(ts *testscript.TestScript, _ bool, args []string) {
	requests := storyOf(ts).tenant.Requests(args[0])
	if len(requests) == 0 {
		ts.Fatalf("no request %s", args[0])
	}
	if agent := requests[len(requests)-1].UserAgent; !regexp.MustCompile(args[1]).MatchString(agent) {
		ts.Fatalf("%s was sent by %q, want %s", args[0], agent, args[1])
	}
}

// last is the last request with the method and a path that matches.
func last(ts *testscript.TestScript, method, path string) tenant.Request {
	form := regexp.MustCompile(path)
	requests := storyOf(ts).tenant.Requests("/")
	for _, r := range slices.Backward(requests) {
		if r.Method == method && form.MatchString(r.Path) {
			return r
		}
	}
	ts.Fatalf("no request %s %s", method, path)
	return tenant.Request{}
}

// graph sends a request as the built-in application with a secret.
func (s *story) graph(method, path, body string) (map[string]any, error) {
	client, err := s.client()
	if err != nil {
		return nil, err
	}
	get := s.applicationToken
	if s.isPerson {
		get = s.userToken
	}
	bearer, err := get()
	if err != nil {
		return nil, err
	}
	return send(client, method, s.tenant.URL()+path, body, map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + bearer})
}

// client trusts the tenant's certificate.
func (s *story) client() (*http.Client, error) {
	bundle, err := os.ReadFile(s.tenant.CertificateFile())
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}}, nil
}

// send returns the JSON object of the answer. Another status than 2xx is an error.
func send(client *http.Client, method, address, body string, header map[string]string) (map[string]any, error) {
	request, err := http.NewRequestWithContext(context.Background(), method, address, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("%s: %s", response.Status, data)
	}
	if len(data) == 0 {
		return nil, nil
	}
	var answer map[string]any
	err = json.Unmarshal(data, &answer)
	return answer, err
}
