// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// BenchmarkStart is from nothing to the first answer of the identity endpoint,
// and a stop.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		tn, err := tenant.New(tenant.Options{})
		if err != nil {
			b.Fatal(err)
		}
		resp, err := http.Get(tn.IdentityURL())
		if err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
		if err := tn.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// benchCaller is an application that sends requests over TLS.
type benchCaller struct {
	*testing.B
	client *http.Client
	url    string
	token  string
}

func newBenchCaller(b *testing.B) *benchCaller {
	b.Helper()
	tn := tenanttest.Start(b)
	transport := loopbackTransport(b, tn)
	transport.ForceAttemptHTTP2 = false
	c := &benchCaller{B: b, client: &http.Client{Transport: transport}, url: tn.URL()}
	status, answer := c.form(tn.URL()+"/"+tn.TenantID()+"/oauth2/v2.0/token", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret}, "scope": {graphScope},
	})
	_, rest, _ := strings.Cut(answer, `"access_token":"`)
	if c.token, _, _ = strings.Cut(rest, `"`); c.token == "" {
		b.Fatalf("no token: %d %s", status, answer)
	}
	return c
}

func (c *benchCaller) form(address string, values url.Values) (int, string) {
	response, err := c.client.PostForm(address, values)
	if err != nil {
		c.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		c.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func (c *benchCaller) send(method, path, body string, want int) {
	request, err := http.NewRequestWithContext(c.Context(), method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	request.Header.Set("Content-Type", "application/json")
	response, err := c.client.Do(request)
	if err != nil {
		c.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != want {
		c.Fatalf("%s %s has status %d, %v; want %d", method, path, response.StatusCode, err, want)
	}
}

// BenchmarkGet is one request and its answer over TLS, client included. With
// -cpu 1 both share one core.
func BenchmarkGet(b *testing.B) {
	c := newBenchCaller(b)
	for b.Loop() {
		c.send("GET", "/v1.0/users/admin@contoso.onmicrosoft.com", "", http.StatusOK)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}

// BenchmarkManyGroups is the memory that 100,000 groups take which are created
// over TLS, with what the tenant remembers of the requests.
func BenchmarkManyGroups(b *testing.B) {
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		c := newBenchCaller(b)
		for i := range 100_000 {
			c.send("POST", "/v1.0/groups", fmt.Sprintf(`{"displayName":"Group %d","mailNickname":"group%d","mailEnabled":false,"securityEnabled":true}`, i, i), http.StatusCreated)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB")
		c.send("GET", "/v1.0/groups?$top=999", "", http.StatusOK)
	}
}

// BenchmarkListOf999 is a page of 999 groups over TLS.
func BenchmarkListOf999(b *testing.B) {
	c := newBenchCaller(b)
	for i := range 1000 {
		c.send("POST", "/v1.0/groups", fmt.Sprintf(`{"displayName":"Group %d","mailNickname":"group%d","mailEnabled":false,"securityEnabled":true}`, i, i), http.StatusCreated)
	}
	for b.Loop() {
		c.send("GET", "/v1.0/groups?$top=999", "", http.StatusOK)
	}
}
