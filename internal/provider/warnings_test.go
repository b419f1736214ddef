// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
)

// Somebody who is refused has to see where the secrets went: the warnings of strange
// addresses stand beside the error. 0.0.0.0 is this machine, though it is no
// loopback address.
func TestStrangeAddressesAreWarnedOfThoughTheSignInFails(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		start   func(*httptest.Server)
		environ func(address string) map[string]string
		want    string
	}{
		"an identity endpoint": {(*httptest.Server).Start, func(address string) map[string]string {
			return map[string]string{"M365_AUTH_METHOD": "managed_identity", "IDENTITY_ENDPOINT": address, "IDENTITY_HEADER": "x"}
		}, "Identity endpoint outside this machine"},
		"an endpoint of OIDC": {(*httptest.Server).StartTLS, func(address string) map[string]string {
			return map[string]string{
				"M365_AUTH_METHOD": "oidc_github", "M365_CLIENT_ID": first,
				"ACTIONS_ID_TOKEN_REQUEST_URL": address, "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "x",
			}
		}, "Tokens are requested from another host than GitHub's"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				http.Error(w, `{"error":"invalid_request"}`, http.StatusBadRequest)
			}))
			server.Config.ErrorLog = log.New(io.Discard, "", 0) // the client trusts it not
			tt.start(server)
			t.Cleanup(server.Close)
			_, port, err := net.SplitHostPort(server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			scheme, _, _ := strings.Cut(server.URL, ":")
			environ := map[string]string{"M365_TENANT_ID": second}
			maps.Copy(environ, tt.environ(scheme+"://0.0.0.0:"+port+"/token"))
			p := withEnv(environ)
			var resp provider.ConfigureResponse
			p.Configure(t.Context(), provider.ConfigureRequest{Config: configuration(t, p, nil)}, &resp)
			if len(resp.Diagnostics) < 2 || !resp.Diagnostics.HasError() {
				t.Fatalf("the diagnostics are %v, want a warning and an error", resp.Diagnostics)
			}
			if d := resp.Diagnostics[0]; d.Severity() != diag.SeverityWarning || d.Summary() != tt.want {
				t.Errorf("the first is %v, want the warning %q", d, tt.want)
			}
		})
	}
}
