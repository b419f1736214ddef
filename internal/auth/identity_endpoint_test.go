// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestNoMetadataServiceIsTold(t *testing.T) {
	t.Parallel()
	tests := map[string]func(t *testing.T) (address string){
		"when the connection is refused": func(*testing.T) string { return "http://127.0.0.1:1" },
		"when nothing ever answers":      silentPort,
	}
	for name, address := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.environ[authorityHostVariable] = address(t)
			w.options.Timing.ProbeTimeout = 10 * time.Millisecond
			e := w.refused()
			if e.Setting != "auth_method" || e.Summary != "No managed identity endpoint found" {
				t.Errorf("got %q on %q", e.Summary, e.Setting)
			}
			for _, piece := range []string{w.environ[authorityHostVariable], "M365_AUTH_METHOD=azure_cli", "managed_identity_fallback", "curl", "unset " + authorityHostVariable} {
				if !strings.Contains(e.Error(), piece) {
					t.Errorf("the error lacks %q:\n%s", piece, e)
				}
			}
			if len(w.sleeps) != probeAttempts-1 {
				t.Errorf("%d pauses between attempts, want %d", len(w.sleeps), probeAttempts-1)
			}
		})
	}
}

func TestNoMetadataServiceOnAHostedRunner(t *testing.T) {
	t.Parallel()
	for _, variable := range []string{"GITHUB_ACTIONS", "TF_BUILD"} {
		w := newWorld(t, "managed_identity")
		w.environ[authorityHostVariable], w.environ[variable] = "http://127.0.0.1:1", "true"
		if e := w.refused(); !strings.HasPrefix(e.Remedy, "A runner that GitHub or Microsoft hosts") || !strings.Contains(e.Remedy, "M365_AUTH_METHOD=azure_cli") {
			t.Errorf("%s: the remedy is:\n%s", variable, e.Remedy)
		}
	}
}

func TestTheProbeTakesSixSeconds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.options.Timing = Timing{}
	var limits []time.Duration
	p := &probe{setup: w.open().setup, address: "http://" + metadataHost + "/metadata/identity/oauth2/token"}
	p.client = client(roundTrip(func(r *http.Request) (*http.Response, error) {
		deadline, _ := r.Context().Deadline()
		limits = append(limits, time.Until(deadline))
		return nil, errors.New("silence")
	}), 0)
	if err := p.find(context.Background()); err == nil {
		t.Fatal("the probe found something")
	}
	var total time.Duration
	for _, d := range append(limits, w.sleeps...) {
		total += d
	}
	if total > 6*time.Second || len(limits) != probeAttempts {
		t.Errorf("the probe may take %s in %d attempts", total, len(limits))
	}
}

func TestASlowMetadataServiceIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.options.Timing = Timing{}
	p := &probe{setup: w.open().setup, address: "http://" + metadataHost + "/metadata/identity/oauth2/token"}
	p.client = client(roundTrip(func(r *http.Request) (*http.Response, error) {
		if deadline, _ := r.Context().Deadline(); time.Until(deadline) < 2500*time.Millisecond {
			return nil, context.DeadlineExceeded
		}
		return ofAzure(), nil
	}), 0)
	synctest.Test(t, func(t *testing.T) { // in whose time a busy machine loses none
		if err := p.find(t.Context()); err != nil {
			t.Errorf("a service that takes 2.5 s was not found: %v", err)
		}
	})
}

func TestTheProbeSendsNothingThatGetsAToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	p := &probe{setup: w.open().setup, address: "http://" + metadataHost + "/metadata/identity/oauth2/token"}
	var sent *http.Request
	p.client = client(roundTrip(func(r *http.Request) (*http.Response, error) {
		sent = r
		return ofAzure(), nil
	}), 0)
	if err := p.find(context.Background()); err != nil {
		t.Fatal(err)
	}
	if sent.Header.Get("Metadata") != "" || sent.URL.Host != metadataHost {
		t.Errorf("the probe sent %s with %v", sent.URL, sent.Header)
	}
	sent = nil
	if err := p.find(context.Background()); err != nil || sent != nil {
		t.Errorf("a metadata service that was found is looked for again (%v)", err)
	}
}

// ofAzure is how the metadata service refuses a request without its header.
func ofAzure() *http.Response {
	return &http.Response{
		StatusCode: http.StatusBadRequest, Header: http.Header{"Server": {"IMDS/150.870.65.1854"}},
		Body: io.NopCloser(strings.NewReader(`{"error":"invalid_request","error_description":"Required metadata header not specified"}`)),
	}
}

// answering serves the answer to every request.
func answering(t *testing.T, status int, header, value, body string) string {
	t.Helper()
	other := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		if header != "" {
			rw.Header().Set(header, value)
		}
		rw.WriteHeader(status)
		_, _ = rw.Write([]byte(body))
	}))
	t.Cleanup(other.Close)
	return other.URL
}

// A service that never comes to its end must not hold anybody up.
func TestAnAnswerThatNeverEndsIsNoEndpoint(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.options.Timing.ProbeTimeout = 10 * time.Millisecond
	slow := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.WriteHeader(http.StatusBadRequest)
		rw.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(slow.Close)
	w.environ[authorityHostVariable] = slow.URL
	if e := w.refused(); e.Summary != "No managed identity endpoint found" {
		t.Errorf("got %q", e.Summary)
	}
}

func TestOnlyNearbyAddressesMayStandInForTheMetadataService(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"":                               true,
		"http://127.0.0.1:8080":          true,
		"http://localhost:8080/":         true,
		"http://[::1]:8080":              true,
		"http://169.254.169.254":         true,
		"http://[fe80::1]":               true,
		"https://10.0.0.4":               true,
		"http://192.168.1.1:80":          false,
		"http://10.0.0.4":                false,
		"https://192.168.1.1":            true,
		"http://203.0.113.1":             false,
		"http://evil.example":            false,
		"http://127.0.0.1.evil.example":  false,
		"http://10.0.0.4@evil.example":   false,
		"http://user:pw@127.0.0.1":       false,
		"http://127.0.0.1/metadata":      false,
		"http://127.0.0.1?x=y":           false,
		"ftp://127.0.0.1":                false,
		"127.0.0.1:8080":                 false,
		"localhost":                      false,
		"http://127.0.0.1:port":          false,
		"http://2130706433":              false,
		"http://[::ffff:203.0.113.1]:80": false,
	}
	for address, allowed := range tests {
		_, err := metadataRoot(address)
		if (err == nil) != allowed {
			t.Errorf("%q: got %v, want allowed: %v", address, err, allowed)
		}
		var fault *SettingError
		if err != nil && (!errors.As(err, &fault) || strings.Contains(err.Error(), "user:pw")) {
			t.Errorf("%q: got %T %v, want a *SettingError that does not show the password", address, err, err)
		}
	}
}

func TestIdentityRequestsIgnoreProxies(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	transport := newIdentityTransport()
	var dialled string
	transport.DialContext = func(_ context.Context, _, address string) (net.Conn, error) {
		dialled = address
		return nil, errors.New("not dialled")
	}
	w := newWorld(t, "managed_identity")
	delete(w.environ, authorityHostVariable)
	w.options.Identity = transport
	_ = w.refused()
	if dialled != metadataHost+":80" {
		t.Errorf("the request went to %q, want the metadata service", dialled)
	}
	if NewEntraTransport(nil).Proxy == nil {
		t.Error("requests to Entra must obey the proxy variables")
	}
}

func TestEndpointsOffTheMachineAreWarnedOf(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"http://169.254.129.5:8081/msi/token":                    false, // App Service
		"http://localhost:42356/msi/token":                       false, // Container Apps
		"http://127.0.0.1:40342/metadata/identity/oauth2/token":  false, // Azure Arc
		"http://10.92.0.14:2377/metadata/identity/oauth2/token":  false, // Windows containers
		"http://169.254.169.254/metadata/identity/oauth2/token":  false,
		"https://evil.example/token":                             true,
		"http://203.0.113.1/token":                               true,
		"http://169.254.169.254.evil.example/metadata":           true,
		"https://[::ffff:203.0.113.1]/metadata/identity/oauth2/": true,
	}
	for address, warns := range tests {
		if got := (Detection{Address: address}).endpointWarnings(); (len(got) > 0) != warns {
			t.Errorf("%s: warnings %v, want any: %v", address, got, warns)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// silentPort accepts connections and never answers.
func silentPort(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return "http://" + l.Addr().String()
}

func TestAnswersThatAreNoToken(t *testing.T) {
	t.Parallel()
	const page = "<html>Sign in to the guest network</html>"
	write := func(status int, header, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", header)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	raw := func(answer string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				panic(err)
			}
			_, _ = conn.Write([]byte(answer))
			_ = conn.Close()
		}
	}
	const proxy, dead = "What answered is no identity endpoint", "The managed identity endpoint does not answer"
	tests := map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"a page":                   {write(200, "text/html", page), proxy},
		"a page in XML":            {write(200, "text/xml", "<?xml version=\"1.0\"?><a/>"), proxy},
		"nothing":                  {write(200, "application/json", ""), proxy},
		"no content":               {write(204, "application/json", ""), "204"},
		"a list":                   {write(200, "application/json", "[1]"), proxy},
		"a token that is none":     {write(200, "application/json", `{"access_token":5,"expires_in":60}`), proxy},
		"no token":                 {write(200, "application/json", `{"expires_in":60}`), proxy},
		"a token without an end":   {write(200, "application/json", `{"access_token":"x"}`), proxy},
		"half an object":           {write(200, "application/json", `{"access_token":"x"`), proxy},
		"a flood":                  {write(200, "application/json", `{"access_token":"`+strings.Repeat("x", maxBody)+`"}`), "the answer is longer than"},
		"a flood with a refusal":   {write(400, "application/json", strings.Repeat("x", maxBody+1)), "the answer is longer than"},
		"chunks that are none":     {raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense"), proxy},
		"a body that breaks off":   {raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), dead},
		"what is no HTTP":          {raw("SSH-2.0-OpenSSH_9.2\r\n"), proxy},
		"an answer without a text": {write(418, "", ""), "418"},
	}
	for name, tt := range tests {
		for _, host := range []string{"IMDS", "App Service"} {
			t.Run(name+" of "+host, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, "managed_identity")
				w.identity.reply = tt.answer
				if host == "App Service" {
					w.environ["IDENTITY_ENDPOINT"], w.environ["IDENTITY_HEADER"] = w.identity.server.URL+"/token", "header-1"
				}
				if e := w.refused(); !strings.Contains(e.Error(), tt.want) || len(e.Error()) > 2*maxAnswer {
					t.Errorf("the error lacks %q:\n%s", tt.want, e)
				}
			})
		}
	}
}

func TestABodyThatNeverEndsIsGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.identity.reply = func(rw http.ResponseWriter, r *http.Request) {
		_, _ = rw.Write([]byte(`{"access_token":"`))
		_ = http.NewResponseController(rw).Flush()
		<-r.Context().Done()
	}
	w.options.Timing.Budget = 2 * time.Second
	if e := w.refused(); !errors.Is(e, context.DeadlineExceeded) || e.Summary != "The managed identity endpoint does not answer" {
		t.Errorf("got %v", e)
	}
}
