// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/golang-jwt/jwt/v5"
)

const (
	tenantID = "22222222-2222-4222-8222-222222222222"
	otherID  = "99999999-9999-4999-8999-999999999999"
	appID    = "11111111-1111-4111-8111-111111111111"
	// secretValue must never be seen in an error or a log line.
	secretValue = "canary~secret~value"
)

// signInAddress is the page that the browser of a test is to open.
const signInAddress = "AUTH_TEST_SIGN_IN_ADDRESS"

// browse opens a page and posts the form on it to the program that waits for it,
// as a browser does by itself.
func browse(address string) {
	visitor := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	resp, err := visitor.Get(address)
	if err != nil {
		panic(err)
	}
	defer func() { _ = resp.Body.Close() }()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(err)
	}
	action := regexp.MustCompile(`<form method="post" action="([^"]+)">`).FindSubmatch(page)
	if action == nil {
		panic(fmt.Sprintf("no form to post: %s", page))
	}
	form := url.Values{}
	for _, field := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllSubmatch(page, -1) {
		form.Set(html.UnescapeString(string(field[1])), html.UnescapeString(string(field[2])))
	}
	if resp, err = visitor.PostForm(html.UnescapeString(string(action[1])), form); err != nil {
		panic(err)
	}
	_ = resp.Body.Close()
}

// TestMain takes away the variables of the machine that runs the tests by which
// azidentity would find an identity endpoint or a region.
//
// With signInAddress in its environment the program is a browser instead.
func TestMain(m *testing.M) {
	if address := os.Getenv(signInAddress); address != "" {
		browse(address)
		return
	}
	for _, name := range []string{
		"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT",
		"MSI_ENDPOINT", "MSI_SECRET", "AZURE_REGIONAL_AUTHORITY_NAME",
	} {
		if err := os.Unsetenv(name); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// world is what surrounds a sign-in in a test: an identity endpoint, Entra, the
// environment, and a record of all log lines.
type world struct {
	t        testing.TB
	identity *fakeIdentity
	entra    *fakeEntra
	settings Settings
	options  Options
	environ  map[string]string

	mu     sync.Mutex
	log    strings.Builder
	sleeps []time.Duration
}

// newWorld starts both servers.
func newWorld(t testing.TB, method string) *world {
	t.Helper()
	w := &world{t: t, identity: startIdentity(t), entra: startEntra(t)}
	w.environ = map[string]string{authorityHostVariable: w.identity.server.URL}
	w.settings = Settings{
		Method:                method,
		TenantID:              tenantID,
		Cloud:                 "custom",
		AuthorityHost:         w.entra.server.URL,
		GraphEndpoint:         "https://graph.test",
		TokenExchangeAudience: "api://exchange",
	}
	w.options = Options{
		Entra:    guarded(t, w.entra.server),
		Identity: guarded(t, nil),
		Environ:  func(name string) string { return w.environ[name] },
		Arc:      ArcAgent{Program: filepath.Join(t.TempDir(), "himds"), Tokens: t.TempDir()},
		Terminal: func() (io.WriteCloser, error) { return nil, errors.New("no terminal") },
		Log:      w.record,
		Sleep:    w.sleep,
		Timing:   Timing{ProbeTimeout: time.Minute, RetryDelay: time.Microsecond},
	}
	t.Cleanup(func() { w.noSecrets(w.logged()) })
	return w
}

func (w *world) record(_ context.Context, level slog.Level, message string, fields map[string]any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintln(&w.log, level, message, fields)
}

func (w *world) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sleeps = append(w.sleeps, d)
	return ctx.Err()
}

func (w *world) logged() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.String()
}

func (w *world) open() *Credential {
	w.t.Helper()
	c, err := New(w.settings, w.options)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *world) signIn() Identity {
	w.t.Helper()
	found, err := w.open().SignIn(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

// refused expects the sign-in to fail with an Error that holds no secret.
func (w *world) refused() *Error {
	w.t.Helper()
	c, err := New(w.settings, w.options)
	if err == nil {
		_, err = c.SignIn(context.Background())
	}
	var e *Error
	if !errors.As(err, &e) {
		w.t.Fatalf("got %v, want an *Error", err)
	}
	w.noSecrets(err.Error())
	w.noSecrets(fmt.Sprintf("%+v %#v %+v %#v", errors.Unwrap(err), e, c, c))
	return e
}

// noSecrets fails the test when the text holds the client secret or any token.
func (w *world) noSecrets(text string) {
	w.t.Helper()
	for _, secret := range []string{secretValue, "eyJ"} {
		if strings.Contains(text, secret) {
			w.t.Errorf("%q is shown in:\n%s", secret, text)
		}
	}
}

// guarded is a transport that reaches loopback only and fails the test otherwise.
func guarded(t testing.TB, trusted *httptest.Server) *http.Transport {
	t.Helper()
	dialer := &net.Dialer{}
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if target, err := netip.ParseAddrPort(address); err != nil || !target.Addr().IsLoopback() {
			t.Errorf("a request would have left this machine for %s", address)
			return nil, errors.New("not loopback")
		}
		return dialer.DialContext(ctx, network, address)
	}}
	if trusted != nil {
		roots := x509.NewCertPool()
		roots.AddCert(trusted.Certificate())
		transport.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// fakeIdentity is a metadata service. It counts requests for tokens only.
type fakeIdentity struct {
	server *httptest.Server
	// token makes the answer's token for a resource; nil gives one with plain claims.
	token func(resource string) string
	// reply, when set, answers every request for a token.
	reply http.HandlerFunc

	mu       sync.Mutex
	requests []url.Values
}

func startIdentity(t testing.TB) *fakeIdentity {
	t.Helper()
	f := &fakeIdentity{}
	f.token = func(string) string { return mint(nil) }
	f.server = httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(f.server.Close)
	return f
}

func (f *fakeIdentity) serve(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Metadata") != "true" && r.Header.Get("X-Identity-Header") == "" {
		http.Error(w, `{"error":"bad_request_102","error_description":"Required metadata header not specified"}`, http.StatusBadRequest)
		return
	}
	f.mu.Lock()
	f.requests = append(f.requests, r.URL.Query())
	f.mu.Unlock()
	if f.reply != nil {
		f.reply(w, r)
		return
	}
	resource := r.URL.Query().Get("resource")
	reply(w, http.StatusOK, map[string]any{
		"access_token": f.token(resource), "expires_in": "86400", "token_type": "Bearer", "resource": resource,
		"expires_on": strconv.FormatInt(time.Now().Add(24*time.Hour).Unix(), 10),
	})
}

func (f *fakeIdentity) seen() []url.Values {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.requests)
}

// fakeEntra is the token service of one tenant.
type fakeEntra struct {
	server *httptest.Server
	// reply answers requests for a token; nil gives an application's token.
	reply http.HandlerFunc

	mu       sync.Mutex
	requests []url.Values
}

func startEntra(t testing.TB) *fakeEntra {
	t.Helper()
	f := &fakeEntra{reply: func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": mint(jwt.MapClaims{"appid": appID})})
	}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		root := f.server.URL + "/" + r.PathValue("tenant")
		reply(w, http.StatusOK, map[string]any{
			"issuer":                 f.server.URL + "/" + tenantID + "/v2.0",
			"token_endpoint":         root + "/oauth2/v2.0/token",
			"authorization_endpoint": root + "/oauth2/v2.0/authorize",
		})
	})
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		f.mu.Lock()
		f.requests = append(f.requests, r.PostForm)
		f.mu.Unlock()
		f.reply(w, r)
	})
	f.server = httptest.NewUnstartedServer(mux)
	f.server.Config.ErrorLog = log.New(io.Discard, "", 0) // Some tests distrust the certificate.
	f.server.StartTLS()
	t.Cleanup(f.server.Close)
	return f
}

func (f *fakeEntra) seen() []url.Values {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.requests)
}

// refuse makes a token service answer with an error of Entra.
func refuse(status, code int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { reply(w, status, entraFailure(code, text)) }
}

func entraFailure(code int, text string) map[string]any {
	return map[string]any{
		"error": "invalid_client", "error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: trace-1", code, text), "error_codes": []int{code},
		"timestamp": "2026-08-04 10:50:07Z", "trace_id": "trace-1", "correlation_id": "correlation-1",
	}
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// mint makes a token of an application in the tenant with one permission; the
// claims given replace or, when nil, remove its own.
func mint(changed jwt.MapClaims) string {
	all := jwt.MapClaims{
		"iss": "https://login.example/" + tenantID + "/v2.0", "sub": "oid-1", "oid": "oid-1", "aud": "audience",
		"tid": tenantID, "idtyp": "app", "roles": []string{"Group.ReadWrite.All"}, "wids": []string{plainApplication},
		"exp": time.Now().Add(time.Hour).Unix(),
	}
	maps.Copy(all, changed)
	maps.DeleteFunc(all, func(_ string, value any) bool { return value == nil })
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, all).SignedString([]byte("any"))
	if err != nil {
		panic(err)
	}
	return signed
}

// getToken asks a credential for a Graph token, as the Graph client does.
func getToken(c *Credential) error {
	_, err := c.GetToken(context.Background(), policy.TokenRequestOptions{Scopes: []string{c.Cloud().Scope()}, EnableCAE: true})
	return err
}
