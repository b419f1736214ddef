// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/golang-jwt/jwt/v5"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// administrator changes the tenant through Graph, as the application with a secret.
type administrator struct {
	t      *testing.T
	tn     *tenant.Tenant
	token  string
	client *http.Client
}

func newAdministrator(t *testing.T, tn *tenant.Tenant) *administrator {
	t.Helper()
	token, err := withSecret(t, tn, tenant.SecretAppSecret).GetToken(t.Context(), policy.TokenRequestOptions{Scopes: []string{graphScope}})
	if err != nil {
		t.Fatal(err)
	}
	return &administrator{t, tn, token.Token, &http.Client{Transport: loopbackTransport(t, tn)}}
}

// send sends a request that has to succeed, and returns the answer's object.
func (a *administrator) send(method, path string, body any) map[string]any {
	a.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		a.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(a.t.Context(), method, a.tn.URL()+"/v1.0"+path, bytes.NewReader(text))
	if err != nil {
		a.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+a.token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := a.client.Do(r)
	if err != nil {
		a.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		a.t.Fatalf("%s %s: status %d, %s, %v", method, path, resp.StatusCode, answer, err)
	}
	object := map[string]any{}
	if len(answer) > 0 {
		if err := json.Unmarshal(answer, &object); err != nil {
			a.t.Fatal(err)
		}
	}
	return object
}

// register makes an application with its service principal and returns the
// application's id and client id.
func (a *administrator) register(properties map[string]any) (id, appID string) {
	a.t.Helper()
	properties["displayName"] = "New"
	app := a.send("POST", "/applications", properties)
	a.send("POST", "/servicePrincipals", map[string]any{"appId": app["appId"]})
	return app["id"].(string), app["appId"].(string)
}

func byAssertion(t *testing.T, tn *tenant.Tenant, appID, assertion string) azcore.TokenCredential {
	t.Helper()
	credential, err := azidentity.NewClientAssertionCredential(tn.TenantID(), appID,
		func(context.Context) (string, error) { return assertion, nil },
		&azidentity.ClientAssertionCredentialOptions{ClientOptions: clientOptions(t, tn), DisableInstanceDiscovery: true})
	if err != nil {
		t.Fatal(err)
	}
	return credential
}

func TestCertificateRegisteredThroughGraph(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	certificate, key := selfSigned(t)
	_, appID := newAdministrator(t, tn).register(map[string]any{
		"keyCredentials": []any{map[string]any{"type": "AsymmetricX509Cert", "usage": "Verify", "key": base64.StdEncoding.EncodeToString(certificate.Raw)}},
	})
	sign := func(t *testing.T, certificate *x509.Certificate, key *rsa.PrivateKey, chain bool) azcore.TokenCredential {
		t.Helper()
		credential, err := azidentity.NewClientCertificateCredential(tn.TenantID(), appID, []*x509.Certificate{certificate}, key,
			&azidentity.ClientCertificateCredentialOptions{ClientOptions: clientOptions(t, tn), DisableInstanceDiscovery: true, SendCertificateChain: chain})
		if err != nil {
			t.Fatal(err)
		}
		return credential
	}
	for _, chain := range []bool{false, true} {
		claims := mustGetToken(t, sign(t, certificate, key, chain), graphScope)
		wantClaim(t, claims, "appid", appID)
		wantClaim(t, claims, "appidacr", "2")
	}
	other, otherKey := selfSigned(t)
	_, err := getToken(t, sign(t, other, otherKey, false), graphScope)
	if code := failureCode(t, err); code != 700027 {
		t.Errorf("another certificate gives AADSTS%d, want 700027", code)
	}
}

// selfSigned is a certificate with its key, as an application would have.
func selfSigned(t *testing.T) (*x509.Certificate, *rsa.PrivateKey) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return certificate, key
}

func TestFederatedCredentialWrittenThroughGraph(t *testing.T) {
	t.Parallel()
	const issuer = "https://token.actions.githubusercontent.com"
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tn := tenanttest.Start(t, func(o *tenant.Options) { o.IssuerKeys = map[string][]crypto.PublicKey{issuer: {key.Public()}} })
	admin := newAdministrator(t, tn)
	id, appID := admin.register(map[string]any{})
	if objects := tn.Objects("applications"); objects[len(objects)-1]["appId"] != appID {
		t.Errorf("the tenant's last application is %v, want the new one", objects[len(objects)-1])
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{
		"iss": issuer, "sub": "repo:contoso/infra", "aud": "api://AzureADTokenExchange",
		"exp": time.Now().Add(time.Minute).Unix(),
	}).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	_, err = getToken(t, byAssertion(t, tn, appID, token), graphScope)
	if code := failureCode(t, err); code != 70025 {
		t.Errorf("before the credential is written: AADSTS%d, want 70025", code)
	}
	admin.send("POST", "/applications/"+id+"/federatedIdentityCredentials", map[string]any{
		"name": "github", "issuer": issuer, "subject": "repo:contoso/infra", "audiences": []string{"api://AzureADTokenExchange"},
	})
	wantClaim(t, mustGetToken(t, byAssertion(t, tn, appID, token), graphScope), "appid", appID)
}

func TestDisabledPrincipalGetsNoToken(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	newAdministrator(t, tn).send("PATCH", "/servicePrincipals(appId='"+tenant.SecretAppID+"')", map[string]any{"accountEnabled": false})
	_, err := getToken(t, withSecret(t, tn, tenant.SecretAppSecret), graphScope)
	if code := failureCode(t, err); code != 7000112 {
		t.Errorf("got AADSTS%d, want 7000112", code)
	}
}

func TestRoleGrantedThroughGraphIsInTheNextToken(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	admin := newAdministrator(t, tn)
	graph := admin.send("GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id", nil)["id"]
	admin.send("POST", "/servicePrincipals/"+graph.(string)+"/appRoleAssignedTo", map[string]any{
		"principalId": tenant.SystemIdentityObjectID, "resourceId": graph,
		"appRoleId": "df021288-bdef-4463-88db-98f22de89214", // User.Read.All
	})
	claims := mustGetToken(t, managedIdentity(t, tn, nil), tn.URL()+"/.default")
	roles, _ := claims["roles"].([]any)
	for _, role := range roles {
		if role == "User.Read.All" {
			return
		}
	}
	t.Errorf("roles is %v, want User.Read.All among them", roles)
}
