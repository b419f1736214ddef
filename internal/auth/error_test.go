// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

func TestClean(t *testing.T) {
	t.Parallel()
	s := setup{Settings: Settings{ClientSecret: "a~b/c+d"}, Options: Options{Environ: func(name string) string {
		return map[string]string{"IDENTITY_HEADER": "header-canary", "MSI_SECRET": "msi-canary"}[name]
	}}}
	tests := map[string]struct{ in, want string }{
		"plain text stays":               {"Zugriff verweigert: é 漢\nline", "Zugriff verweigert: é 漢\nline"},
		"a secret goes":                  {"secret a~b/c+d!", "secret (secret)!"},
		"a secret in a form goes":        {"client_secret=" + url.QueryEscape("a~b/c+d") + "&x", "client_secret=(secret)&x"},
		"headers of the endpoint go":     {"header-canary msi-canary", "(secret) (secret)"},
		"a token goes":                   {"Bearer " + mint(nil) + ".", "Bearer (token)."},
		"a terminal's colours go":        {"\x1b[31mred\x1b[0m \x1b]0;title\x07", "red ]0;title"},
		"control characters go":          {"a\rb\x00c\td", "abcd"},
		"characters that reorder go":     {"a\u202eb\u200bc", "abc"},
		"blanks around it go":            {" \n text \n", "text"},
		"excess goes":                    {strings.Repeat("x", 10_000), strings.Repeat("x", maxAnswer) + " …"},
		"no character is cut into parts": {strings.Repeat("x", maxAnswer-1) + "漢漢", strings.Repeat("x", maxAnswer-1) + " …"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := s.clean(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestClaimsCannotPutCommandsIntoRemedies(t *testing.T) {
	t.Parallel()
	for _, evil := range []string{"x'; rm -rf ~; '", "$(id)", "`id`", "a\nb", `"`, "x y"} {
		e := setup{}.withNothing().entraError(entraAnswered(http.StatusUnauthorized, 700213), claims{
			RegisteredClaims: jwt.RegisteredClaims{Issuer: evil, Subject: evil}, TenantID: evil,
		})
		if strings.Contains(e.Remedy, evil) && evil != `"` || !strings.Contains(e.Remedy, `"issuer":"ISSUER","subject":"PRINCIPAL_ID"`) {
			t.Errorf("%q got into:\n%s", evil, e.Remedy)
		}
	}
}

func TestErrorsAreNotRepeatedByPipelines(t *testing.T) {
	t.Parallel()
	var marked interface{ NonRetriable() }
	if !errors.As(error(&Error{}), &marked) {
		t.Error("azcore would repeat a failed sign-in")
	}
}

func TestATimeoutShowsTheLastRealFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	ctx, expire := context.WithCancel(t.Context())
	w.identity.reply = func(rw http.ResponseWriter, _ *http.Request) {
		if len(w.identity.seen()) == 2 {
			expire()
		}
		rw.WriteHeader(http.StatusServiceUnavailable)
	}
	w.options.Timing.RetryDelay = time.Millisecond
	c := w.open()
	_, err := c.fetch(ctx, tokenRequest(c), false)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "The last request that failed: GET") || !strings.Contains(err.Error(), "503") {
		t.Errorf("got %v, want the context's error with the 503", err)
	}
}

// Every way to sign in, failed and not, at the lowest level of logging: the
// check for secrets is in newWorld and refused.
func TestNoSecretIsEverShown(t *testing.T) {
	t.Parallel()
	echo := func(rw http.ResponseWriter, r *http.Request) {
		rw.WriteHeader(http.StatusBadRequest)
		_, _ = rw.Write([]byte("\"" + r.Header.Get("Authorization") + r.PostForm.Encode() + mint(nil)))
	}
	for _, method := range []string{"direct", "federated", "client_secret"} {
		for _, fail := range []bool{false, true} {
			w := newWorld(t, "managed_identity")
			w.settings.ManagedIdentityID = uuid.NewString()
			switch method {
			case "federated":
				w.settings.ClientID = appID
			case "client_secret":
				w.settings.Method, w.settings.ClientID, w.settings.ClientSecret = method, appID, secretValue
			}
			if !fail {
				w.signIn()
				continue
			}
			w.entra.reply = echo
			if method == "direct" {
				w.identity.reply = echo
			}
			_ = w.refused()
		}
	}
}

// A secret of a letter or two stands in every word.
func TestAShortSecretGarblesNoMessage(t *testing.T) {
	t.Parallel()
	s := setup{}.withNothing()
	s.ClientSecret, s.ClientCertificatePassword = "e", "the"
	if got := s.clean("The answer: the secret is wrong."); got != "The answer: the secret is wrong." {
		t.Errorf("got %q", got)
	}
	s.ClientSecret = "four"
	if got := s.clean("It is four."); got != "It is (secret)." {
		t.Errorf("got %q", got)
	}
}

// TestACredentialIsPrintedWithoutItsSecrets, and so that one sees what it is.
func TestACredentialIsPrintedWithoutItsSecrets(t *testing.T) {
	t.Parallel()
	c := &Credential{setup: setup{}.withNothing()}
	c.setup.Method, c.setup.ClientSecret = "client_secret", secretValue
	for _, verb := range []string{"%v", "%s", "%+v", "%#v"} {
		if got := fmt.Sprintf(verb, c); got != "auth.Credential(client_secret)" {
			t.Errorf("%s: %s", verb, got)
		}
	}
}

// TestAnAnswerIsTraced by its header where its body does not say how.
func TestAnAnswerIsTraced(t *testing.T) {
	t.Parallel()
	header := http.Header{"X-Ms-Request-Id": {"trace-2"}, "Client-Request-Id": {"correlation-2"}}
	for body, want := range map[string]string{`{}`: "trace-2", `{"error":"invalid_client","trace_id":"trace-1"}`: "trace-1"} {
		resp := &http.Response{StatusCode: http.StatusBadRequest, Status: "400 Bad Request", Header: header, Body: io.NopCloser(strings.NewReader(body))}
		a := readAnswer(&azcore.ResponseError{StatusCode: resp.StatusCode, RawResponse: resp})
		if a.TraceID != want || a.CorrelationID != "correlation-2" {
			t.Errorf("%s: traced as %s and %s", body, a.TraceID, a.CorrelationID)
		}
	}
}

func TestToolsAreToldOfTheirCloud(t *testing.T) {
	t.Parallel()
	for cloud, want := range map[string][]string{
		"public":  {"az login --tenant {tenant_id}", "azd auth login --tenant-id {tenant_id}", "Connect-AzAccount -Tenant {tenant_id}"},
		"gcc":     {"az login --tenant {tenant_id}", "azd auth login --tenant-id {tenant_id}", "Connect-AzAccount -Tenant {tenant_id}"},
		"gcchigh": {"az cloud set --name AzureUSGovernment\n  az login", "azd config set cloud.name AzureUSGovernment\n  azd", "-Environment AzureUSGovernment"},
		"dod":     {"az cloud set --name AzureUSGovernment\n  az login", "azd config set cloud.name AzureUSGovernment\n  azd", "-Environment AzureUSGovernment"},
		"china":   {"az cloud set --name AzureChinaCloud\n  az login", "azd config set cloud.name AzureChinaCloud\n  azd", "-Environment AzureChinaCloud"},
	} {
		c, _ := cloudNamed(cloud)
		for i, tool := range []tool{azureCLI, azureDeveloperCLI, azurePowerShell} {
			if got := tool.in(c).signIn; !strings.Contains(got, want[i]) {
				t.Errorf("%s: %s signs in by %q, want %q", cloud, tool.name, got, want[i])
			}
		}
	}
}
