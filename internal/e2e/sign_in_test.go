// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"html"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"github.com/rogpeppe/go-internal/testscript"
	"software.sslmate.com/src/go-pkcs12"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// What the applications of scripts trust beside the tenant's own identities.
const (
	issuer       = "https://issuer.example"
	subject      = "repo:contoso/infra:ref:refs/heads/main"
	audience     = "api://AzureADTokenExchange"
	connectionID = "66666666-6666-4666-8666-666666666666"
)

// identityProvider issues tokens as GitHub Actions and Azure Pipelines do. Other
// paths than /token misbehave.
type identityProvider struct {
	key          *ecdsa.PrivateKey
	server       *httptest.Server
	requestToken string
}

func startIdentityProvider(elsewhere string) (*identityProvider, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	p := &identityProvider{key: key, requestToken: "request-token-" + uuid.NewString()}
	mux := http.NewServeMux()
	mux.HandleFunc("/token", p.give)
	mux.HandleFunc("/redirect", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere, http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/echo", echo)
	p.server = httptest.NewServer(mux)
	return p, nil
}

// give answers GitHub's protocol (GET) and Azure Pipelines' (POST).
func (p *identityProvider) give(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch {
	case r.Header.Get("Authorization") != "Bearer "+p.requestToken:
		http.Error(w, "no", http.StatusUnauthorized)
	case r.Method == http.MethodGet:
		_, _ = fmt.Fprintf(w, `{"value":%q}`, p.token(q.Get("audience")))
	case q.Get("serviceConnectionId") == connectionID:
		_, _ = fmt.Fprintf(w, `{"oidcToken":%q}`, p.token(audience))
	default:
		http.Error(w, "no such connection", http.StatusNotFound)
	}
}

func (p *identityProvider) token(audience string) string {
	token, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{
		"iss": issuer, "sub": subject, "aud": audience, "iat": time.Now().Unix(), "exp": time.Now().Add(10 * time.Minute).Unix(),
	}).SignedString(p.key)
	if err != nil {
		panic(err)
	}
	return token
}

// echo refuses a request and repeats all of it, secrets included.
func echo(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.QueryUnescape(string(body))
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadRequest)
	_, _ = fmt.Fprintf(w, `{"error":"invalid_request","error_description":%q}`, fmt.Sprint(r.Header, " ", string(body), " ", form))
}

// newCertificate is a self-signed certificate, the same in all scripts since its
// key takes long to make.
var newCertificate = sync.OnceValues(func() (certificate struct {
	key  *rsa.PrivateKey
	leaf *x509.Certificate
}, err error,
) {
	if certificate.key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		return certificate, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, certificate.key.Public(), certificate.key)
	if err != nil {
		return certificate, err
	}
	certificate.leaf, err = x509.ParseCertificate(der)
	return certificate, err
})

// writeCertificate makes the files of the certificate, and returns its base64.
func (s *story) writeCertificate(password string) (string, error) {
	certificate, err := newCertificate()
	if err != nil {
		return "", err
	}
	key, err := x509.MarshalPKCS8PrivateKey(certificate.key)
	if err != nil {
		return "", err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "-") {
			s.secrets = append(s.secrets, strings.TrimSpace(line))
		}
	}
	text = append(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.leaf.Raw})...)
	pfx, err := pkcs12.Modern2023.Encode(certificate.key, certificate.leaf, nil, password)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(s.key("certificate.pem"), text, 0o600); err != nil {
		return "", err
	}
	encoded := base64.StdEncoding.EncodeToString(pfx)
	s.secrets = append(s.secrets, encoded[len(encoded)/2:][:64])
	if err := os.WriteFile(s.key("certificate.base64"), []byte(encoded), 0o600); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(certificate.leaf.Raw), os.WriteFile(s.key("certificate.pfx"), pfx, 0o600)
}

// newApplication registers an application with permissions that trusts the
// certificate and the identity provider, and puts what proves it into variables.
func newApplication(ts *testscript.TestScript, _ bool, _ []string) {
	s := storyOf(ts)
	password := "certificate-password-" + uuid.NewString()
	certificate, err := s.writeCertificate(password)
	ts.Check(err)
	app, err := s.graph("POST", "/v1.0/applications", fmt.Sprintf(
		`{"displayName":"By other means","keyCredentials":[{"type":"AsymmetricX509Cert","usage":"Verify","key":%q}]}`, certificate))
	ts.Check(err)
	sp, err := s.graph("POST", "/v1.0/servicePrincipals", fmt.Sprintf(`{"appId":%q}`, app["appId"]))
	ts.Check(err)
	graph, err := s.graph("GET", "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", "")
	ts.Check(err)
	const groupReadWriteAll = "62a82d76-70ea-41e2-9197-370581804d09"
	_, err = s.graph("POST", fmt.Sprintf("/v1.0/servicePrincipals/%s/appRoleAssignedTo", graph["id"]),
		fmt.Sprintf(`{"principalId":%q,"resourceId":%q,"appRoleId":%q}`, sp["id"], graph["id"], groupReadWriteAll))
	ts.Check(err)
	_, err = s.graph("POST", fmt.Sprintf("/v1.0/applications/%s/federatedIdentityCredentials", app["id"]),
		fmt.Sprintf(`{"name":"terraform","issuer":%q,"subject":%q,"audiences":[%q]}`, issuer, subject, audience))
	ts.Check(err)
	ts.Check(os.WriteFile(s.key("token"), []byte(s.provider.token(audience)+"\n"), 0o600))
	s.secrets = append(s.secrets, password, s.provider.requestToken)
	for name, value := range map[string]string{
		"OTHER_APP_CLIENT_ID":  app["appId"].(string),
		"CERTIFICATE_PASSWORD": password,
		"OIDC_TOKEN":           s.provider.token(audience),
		"OIDC_URL":             s.provider.server.URL,
		"OIDC_REQUEST_TOKEN":   s.provider.requestToken,
		"CONNECTION_ID":        connectionID,
	} {
		ts.Setenv(name, value)
	}
}

// newTool puts a stand-in for a program of Microsoft's first on PATH. It gives a
// token of an application or, with "user", of the user who is signed in.
func newTool(ts *testscript.TestScript, _ bool, args []string) {
	s := storyOf(ts)
	get := s.applicationToken
	if len(args) > 1 && args[1] == "user" {
		get = s.userToken
	}
	token, err := get()
	ts.Check(err)
	s.writeTool(ts, args[0], "echo '"+outputsOfTools(token)[args[0]]+"'")
}

// outputsOfTools are what programs of Microsoft's say when they are asked for a token.
func outputsOfTools(token string) map[string]string {
	expiry := time.Now().Add(time.Hour).UTC()
	return map[string]string{
		"az":   fmt.Sprintf(`{"accessToken":%q,"expires_on":%d,"tokenType":"Bearer"}`, token, expiry.Unix()),
		"azd":  fmt.Sprintf(`{"token":%q,"expiresOn":%q}`, token, expiry.Format(time.RFC3339)),
		"pwsh": fmt.Sprintf(`{"Token":%q,"ExpiresOn":%d}`, token, expiry.Unix()),
	}
}

func (s *story) writeTool(ts *testscript.TestScript, name, script string) {
	ts.Check(os.WriteFile(s.key(name), []byte("#!/bin/sh\n"+script+"\n"), 0o700))
	if path := ts.Getenv("PATH"); !strings.HasPrefix(path, s.folder) {
		ts.Setenv("PATH", s.folder+string(os.PathListSeparator)+path)
	}
}

// newBrowser is a stand-in for the browser of Linux, which signs in at once.
func newBrowser(ts *testscript.TestScript, _ bool, _ []string) {
	program, err := os.Executable()
	ts.Check(err)
	storyOf(ts).writeTool(ts, "xdg-open", fmt.Sprintf("%s=\"$1\" exec '%s' -test.run='^TestBrowser$'", addressToOpen, program))
}

// addressToOpen, in the environment, makes TestBrowser a browser.
const addressToOpen = "M365_TEST_ADDRESS_TO_OPEN"

// TestBrowser opens a page and posts the form on it to the program that waits for
// it, as a browser does by itself.
func TestBrowser(t *testing.T) {
	t.Parallel()
	address := os.Getenv(addressToOpen)
	if address == "" {
		t.Skip("only scripts use it")
	}
	visitor := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	answer, err := visitor.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	action := regexp.MustCompile(`<form method="post" action="([^"]+)">`).FindSubmatch(page)
	if action == nil {
		t.Fatalf("no form to post: %s", page)
	}
	form := url.Values{}
	for _, field := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllSubmatch(page, -1) {
		form.Set(html.UnescapeString(string(field[1])), html.UnescapeString(string(field[2])))
	}
	answer, err = visitor.PostForm(html.UnescapeString(string(action[1])), form)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}

// impostor stands in for Entra and Graph, and is up to no good.
func startImpostor(ts *testscript.TestScript, _ bool, args []string) {
	s := storyOf(ts)
	server := httptest.NewUnstartedServer(nil)
	server.Config.Handler = impostor(server, args[0], s.elsewhere.URL)
	server.StartTLS()
	ts.Defer(server.Close)
	bundle, err := os.ReadFile(s.tenant.CertificateFile())
	ts.Check(err)
	bundle = append(bundle, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})...)
	ts.Check(os.WriteFile(s.key("impostor.pem"), bundle, 0o600))
	ts.Setenv("SSL_CERT_FILE", s.key("impostor.pem"))
	ts.Setenv("IMPOSTOR", server.URL)
}

// impostor misbehaves in one way: as Entra by "token-…", as Graph by "graph-…".
func impostor(server *httptest.Server, misdeed, elsewhere string) http.Handler {
	misdeeds := map[string]http.HandlerFunc{
		"echo": echo,
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere, http.StatusTemporaryRedirect)
		},
		"next": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprintf(w, `{"value":[],"@odata.nextLink":"%s/v1.0/groups?$skiptoken=1"}`, elsewhere)
		},
	}
	token := func(w http.ResponseWriter, _ *http.Request) {
		token, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
			"tid": tenant.DefaultTenantID, "idtyp": "app", "roles": []string{"Group.ReadWrite.All"}, "exp": time.Now().Add(time.Hour).Unix(),
		}).SignedString([]byte("any"))
		_, _ = fmt.Fprintf(w, `{"token_type":"Bearer","expires_in":3599,"access_token":%q}`, token)
	}
	graph := http.NotFound
	side, name, _ := strings.Cut(misdeed, "-")
	if side == "token" {
		token = misdeeds[name]
	} else {
		graph = misdeeds[name]
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /"+tenant.DefaultTenantID+"/v2.0/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		root := server.URL + "/" + tenant.DefaultTenantID
		_, _ = fmt.Fprintf(w, `{"issuer":"%[1]s/v2.0","token_endpoint":"%[1]s/oauth2/v2.0/token","authorization_endpoint":"%[1]s/oauth2/v2.0/authorize"}`, root)
	})
	mux.HandleFunc("POST /"+tenant.DefaultTenantID+"/oauth2/v2.0/token", token)
	mux.HandleFunc("/v1.0/", graph)
	return mux
}

// applicationToken is a Graph token of the built-in application with a secret.
func (s *story) applicationToken() (string, error) {
	return s.token("token", url.Values{
		"grant_type": {"client_credentials"}, "scope": {s.tenant.URL() + "/.default"},
		"client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret},
	}, "access_token")
}

// userToken is a Graph token of the tenant's user, got by a device code.
func (s *story) userToken() (string, error) {
	scope := []string{s.tenant.URL() + "/.default"}
	code, err := s.token("devicecode", url.Values{"client_id": {tenant.PublicAppID}, "scope": scope}, "device_code")
	if err != nil {
		return "", err
	}
	return s.token("token", url.Values{
		"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "client_id": {tenant.PublicAppID}, "device_code": {code}, "scope": scope,
	}, "access_token")
}

// token posts a form to an endpoint of the token service, and returns a field of the answer.
func (s *story) token(endpoint string, form url.Values, field string) (string, error) {
	client, err := s.client()
	if err != nil {
		return "", err
	}
	answer, err := send(client, http.MethodPost, s.tenant.URL()+"/"+s.tenant.TenantID()+"/oauth2/v2.0/"+endpoint, form.Encode(),
		map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
	if err != nil {
		return "", err
	}
	text, _ := answer[field].(string)
	return text, nil
}

// issuerKeys are what the tenant checks the identity provider's tokens with.
func (p *identityProvider) issuerKeys() map[string][]crypto.PublicKey {
	return map[string][]crypto.PublicKey{issuer: {p.key.Public()}}
}

// key is a file outside of the script's folder, where secrets may lie.
func (s *story) key(name string) string { return filepath.Join(s.folder, name) }
