// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

func TestNewRefusesBadOptions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		options tenant.Options
		want    string
	}{
		"an address of all interfaces":      {tenant.Options{Listen: ":0"}, "serves loopback only"},
		"an address of the network":         {tenant.Options{Listen: "192.0.2.1:0"}, "serves loopback only"},
		"a name that may be anywhere":       {tenant.Options{Listen: "contoso.com:0"}, "serves loopback only"},
		"an address without port":           {tenant.Options{Listen: "127.0.0.1"}, "missing port"},
		"an identity endpoint for all":      {tenant.Options{IdentityListen: "0.0.0.0:0"}, "serves loopback only"},
		"a tenant id that is no GUID":       {tenant.Options{TenantID: "contoso"}, "must be a GUID"},
		"a GUID in braces":                  {tenant.Options{TenantID: "{00000000-0000-0000-0000-000000000000}"}, "must be a GUID"},
		"an unknown host":                   {tenant.Options{Host: "mainframe"}, `host kind "mainframe" is unknown`},
		"an unknown permission":             {tenant.Options{Roles: []string{"Everything"}}, `role "Everything" is no application permission`},
		"identities with one id":            {tenant.Options{Identities: []identity.Identity{{ClientID: "a", ObjectID: "o"}, {ClientID: "b", ObjectID: "o"}}}, "seed the tenant"},
		"a port that cannot be listened on": {tenant.Options{Listen: "127.0.0.1:99999"}, "listen on 127.0.0.1:99999"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn, err := tenant.New(tt.options)
			if err == nil {
				_ = tn.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestTenantListensOnAnyLoopbackAddress(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{"127.0.0.1:0": "https://127.0.0.1:", "localhost:0": "https://127.0.0.1:", "[::1]:0": "https://[::1]:"} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			tn := tenanttest.Start(t, func(o *tenant.Options) { o.Listen = address })
			if !strings.HasPrefix(tn.URL(), want) || !strings.HasPrefix(tn.IdentityURL(), strings.Replace(want, "https", "http", 1)) {
				t.Errorf("the tenant is at %s and %s, want %s", tn.URL(), tn.IdentityURL(), want)
			}
			client := http.Client{Transport: loopbackTransport(t, tn)}
			resp, err := client.Get(tn.URL() + "/" + tn.TenantID() + "/v2.0/.well-known/openid-configuration")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			if resp.StatusCode != http.StatusOK {
				t.Errorf("status %d, want 200", resp.StatusCode)
			}
		})
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	t.Parallel()
	tn, err := tenant.New(tenant.Options{})
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Transport: loopbackTransport(t, tn)}
	if err := tn.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if _, err := os.Stat(tn.CertificateFile()); !os.IsNotExist(err) {
		t.Errorf("the certificate file is still there: %v", err)
	}
	if resp, err := client.Get(tn.URL()); err == nil {
		_ = resp.Body.Close()
		t.Errorf("%s still answers", tn.URL())
	}
}

func TestCertificateFileKeepsTheSystemsRoots(t *testing.T) {
	system := t.TempDir() + "/roots.pem"
	if err := os.WriteFile(system, []byte("# the system's roots"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", system)
	tn := tenanttest.Start(t)
	bundle, err := os.ReadFile(tn.CertificateFile())
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(bundle)
	if !bytes.HasPrefix(bundle, []byte("# the system's roots\n")) || block == nil {
		t.Fatalf("the bundle is %q, want the system's roots and the tenant's", bundle)
	}
	if ca, err := x509.ParseCertificate(block.Bytes); err != nil || !ca.IsCA {
		t.Errorf("the tenant's certificate is no authority: %v", err)
	}
}

func TestEnvironmentOfEveryHost(t *testing.T) {
	t.Parallel()
	always := []string{
		"AZURE_AUTHORITY_HOST", "AZURE_POD_IDENTITY_AUTHORITY_HOST", "CHECKPOINT_DISABLE", "M365_AUTHORITY_HOST", "M365_CA_CERTIFICATE_PATH", "M365_CLOUD",
		"M365_DISABLE_INSTANCE_DISCOVERY", "M365_GRAPH_ENDPOINT", "M365_TOKEN_EXCHANGE_AUDIENCE", "SSL_CERT_FILE",
	}
	for host, more := range map[tenant.HostKind][]string{
		tenant.VirtualMachine:    nil,
		tenant.ContainerInstance: {"IDENTITY_API_VERSION", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT"},
		tenant.WindowsContainer:  {"IDENTITY_ENDPOINT", "IDENTITY_HEADER"},
		tenant.AppService:        {"IDENTITY_ENDPOINT", "IDENTITY_HEADER"},
		tenant.AzureArc:          {"IDENTITY_ENDPOINT", "IMDS_ENDPOINT"},
		tenant.AzureML:           {"MSI_ENDPOINT", "MSI_SECRET"},
		tenant.ServiceFabric:     {"IDENTITY_API_VERSION", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT"},
		tenant.CloudShell:        {"MSI_ENDPOINT"},
	} {
		t.Run(string(host), func(t *testing.T) {
			t.Parallel()
			tn := tenanttest.Start(t, func(o *tenant.Options) { o.Host, o.IdentityListen = host, "127.0.0.1:0" })
			var names []string
			for _, variable := range tn.Env() {
				name, _, _ := strings.Cut(variable, "=")
				names = append(names, name)
			}
			slices.Sort(names)
			if diff := cmp.Diff(slices.Sorted(slices.Values(append(slices.Clone(always), more...))), names); diff != "" {
				t.Errorf("variables mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	client := http.Client{Transport: loopbackTransport(t, tn)}
	ask := func(method, path, body string) {
		r, err := http.NewRequestWithContext(t.Context(), method, tn.URL()+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		resp, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	ask("POST", "/v1.0/users", `{"displayName":"Ada","passwordProfile":{"password":"canary"},"keyCredentials":[{"key":"canary"}],"id":12345678901234567890}`)
	ask("PATCH", "/v1.0/users/1?$select=id", `not JSON`)
	ask("GET", "/contoso/v2.0/.well-known/openid-configuration", "")

	if got := tn.Requests("/"); len(got) != 3 {
		t.Fatalf("%d requests, want 3", len(got))
	}
	posted := tn.Requests("POST /v1.0/users")
	if len(posted) != 1 || posted[0].Status != http.StatusUnauthorized || posted[0].RequestID == "" {
		t.Fatalf("got %v, want one request that was refused for want of a token", posted)
	}
	body, _ := posted[0].Body.(map[string]any)
	want := map[string]any{"password": "***"}
	if diff := cmp.Diff(want, body["passwordProfile"]); diff != "" {
		t.Errorf("body mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{map[string]any{"key": "***"}}, body["keyCredentials"]); diff != "" {
		t.Errorf("body mismatch (-want +got):\n%s", diff)
	}
	patched := tn.Requests("PATCH /v1.0/users/{id}")
	if len(patched) != 1 || patched[0].Query != "$select=id" || patched[0].Body != nil {
		t.Errorf("got %v, want one request with its query and without what is no JSON", patched)
	}
	if found := tn.Requests("GET /{tenant}/v2.0/.well-known/openid-configuration"); len(found) != 1 || found[0].Status != http.StatusBadRequest {
		t.Errorf("got %v, want one request to Entra", found)
	}
}
