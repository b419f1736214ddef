// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// caller knows Microsoft's real host names only, and a proxy.
type caller struct {
	*testing.T
	tenant *tenant.Tenant
	client *http.Client

	mu      sync.Mutex
	refused []string
}

func newCaller(t *testing.T, changes ...func(*tenant.Options)) *caller {
	t.Helper()
	c := &caller{T: t, tenant: tenanttest.Start(t, changes...)}
	err := c.tenant.StartProxy(nil, func(host string) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.refused = append(c.refused, host)
	})
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(variable(t, c.tenant.ProxyEnv(), "HTTPS_PROXY"))
	if err != nil {
		t.Fatal(err)
	}
	transport := loopbackTransport(t, c.tenant)
	transport.Proxy = http.ProxyURL(address)
	c.client = &http.Client{Transport: transport}
	return c
}

func variable(t *testing.T, env []string, name string) string {
	t.Helper()
	for _, variable := range env {
		if value, ok := strings.CutPrefix(variable, name+"="); ok {
			return value
		}
	}
	t.Fatalf("the environment lacks %s", name)
	return ""
}

// send sends a request and decodes the answer.
func (c *caller) send(method, address, bearer, body string) (status int, answer map[string]any) {
	c.Helper()
	request, err := http.NewRequestWithContext(c.Context(), method, address, strings.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if strings.HasPrefix(body, "grant_type=") {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if bearer != "" {
		request.Header.Set("Authorization", "Bearer "+bearer)
	}
	if strings.HasPrefix(address, "http://169.254.169.254/") {
		request.Header.Set("Metadata", "true")
	}
	response, err := c.client.Do(request)
	if err != nil {
		c.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.Fatal(err)
	}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &answer); err != nil {
			c.Fatalf("%s %s: %d %s", method, address, response.StatusCode, text)
		}
	}
	return response.StatusCode, answer
}

// token signs in to a resource as the application with a secret.
func (c *caller) token(authority, resource string) string {
	c.Helper()
	status, answer := c.send("POST", "https://"+authority+"/"+c.tenant.TenantID()+"/oauth2/v2.0/token", "", "grant_type=client_credentials&"+url.Values{
		"client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret}, "scope": {resource + "/.default"},
	}.Encode())
	if status != http.StatusOK {
		c.Fatalf("no token for %s: %v", resource, answer)
	}
	return answer["access_token"].(string)
}

// clouds are the hosts of Microsoft's clouds.
var clouds = map[string]struct{ authority, graph, management, sts string }{
	"public":            {"login.microsoftonline.com", "graph.microsoft.com", "management.azure.com", "sts.windows.net"},
	"US government":     {"login.microsoftonline.us", "graph.microsoft.us", "management.usgovcloudapi.net", "sts.windows.net"},
	"US government DoD": {"login.microsoftonline.us", "dod-graph.microsoft.us", "management.usgovcloudapi.net", "sts.windows.net"},
	"China":             {"login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "management.chinacloudapi.cn", "sts.chinacloudapi.cn"},
}

func TestRealHostsNameThemselves(t *testing.T) {
	t.Parallel()
	for name, hosts := range clouds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCaller(t)
			authority := "https://" + hosts.authority + "/" + c.tenant.TenantID()

			_, discovered := c.send("GET", authority+"/v2.0/.well-known/openid-configuration", "", "")
			for property, want := range map[string]string{
				"issuer": authority + "/v2.0", "token_endpoint": authority + "/oauth2/v2.0/token", "jwks_uri": authority + "/discovery/v2.0/keys",
			} {
				if discovered[property] != want {
					t.Errorf("%s is %v, want %s", property, discovered[property], want)
				}
			}
			_, first := c.send("GET", authority+"/.well-known/openid-configuration", "", "")
			if want := "https://" + hosts.sts + "/" + c.tenant.TenantID() + "/"; first["issuer"] != want || first["token_endpoint"] != authority+"/oauth2/token" {
				t.Errorf("version 1 has the issuer %v, want %s", first["issuer"], want)
			}

			bearer, graph := c.token(hosts.authority, "https://"+hosts.graph), "https://"+hosts.graph
			_, list := c.send("GET", graph+"/v1.0/servicePrincipals?$top=1", bearer, "")
			if list["@odata.context"] != graph+"/v1.0/$metadata#servicePrincipals" {
				t.Errorf("@odata.context is %v, want it on %s", list["@odata.context"], hosts.graph)
			}
			next, _ := list["@odata.nextLink"].(string)
			if !strings.HasPrefix(next, graph+"/v1.0/servicePrincipals?") {
				t.Fatalf("@odata.nextLink is %v, want it on %s", next, hosts.graph)
			}
			if status, _ := c.send("GET", next, bearer, ""); status != http.StatusOK {
				t.Errorf("the next page has status %d", status)
			}
			_, batch := c.send("POST", graph+"/v1.0/$batch", bearer, `{"requests":[{"id":"1","method":"GET","url":"/users?$select=id"}]}`)
			if text := fmt.Sprint(batch); !strings.Contains(text, "@odata.context:"+graph) {
				t.Errorf("the answer inside of a batch names another host than %s: %s", hosts.graph, text)
			}
			if len(c.refused) > 0 {
				t.Errorf("refused %v, want nothing", c.refused)
			}
		})
	}
}

func TestInstanceDiscoveryOfAllClouds(t *testing.T) {
	t.Parallel()
	c := newCaller(t)
	for _, asked := range []string{"login.microsoftonline.com", "login.microsoftonline.us"} {
		for name, hosts := range clouds {
			status, answer := c.send("GET", "https://"+asked+"/common/discovery/instance?api-version=1.1&authorization_endpoint="+
				url.QueryEscape("https://"+hosts.authority+"/common/oauth2/v2.0/authorize"), "", "")
			want := "https://" + hosts.authority + "/common/v2.0/.well-known/openid-configuration"
			if status != http.StatusOK || answer["tenant_discovery_endpoint"] != want {
				t.Errorf("%s asked about %s: %d %v, want %s", asked, name, status, answer["tenant_discovery_endpoint"], want)
			}
		}
	}
}

func TestResourceManagerHasNoSubscriptions(t *testing.T) {
	t.Parallel()
	for name, hosts := range clouds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCaller(t)
			address := "https://" + hosts.management + "/subscriptions?api-version=2022-12-01"
			bearer := c.token(hosts.authority, "https://"+hosts.management)
			status, answer := c.send("GET", address, bearer, "")
			if diff := cmp.Diff([]any{}, answer["value"]); status != http.StatusOK || diff != "" {
				t.Errorf("status %d, subscriptions mismatch (-want +got):\n%s", status, diff)
			}
			if status, _ := c.send("GET", "https://"+hosts.management+"/subscriptions/x/resourceGroups", bearer, ""); status != http.StatusNotFound {
				t.Errorf("a resource has status %d, want 404", status)
			}
			for code, bearer := range map[string]string{
				"AuthenticationFailed": "", "InvalidAuthenticationToken": "opaque",
				"InvalidAuthenticationTokenAudience": c.token(hosts.authority, "https://"+hosts.graph),
			} {
				status, answer := c.send("GET", address, bearer, "")
				refusal, _ := answer["error"].(map[string]any)
				if status != http.StatusUnauthorized || refusal["code"] != code {
					t.Errorf("%d %v, want 401 %s", status, refusal["code"], code)
				}
			}
		})
	}
}

// The Azure CLI has nobody but the portal consent: az ad app permission admin-consent.
func TestThePortalConsents(t *testing.T) {
	t.Parallel()
	const (
		groupReadAll = "5b567255-7703-4780-807c-7be8301ae99b" // application permission
		userReadAll  = "a154be20-db9c-4678-8ab7-66f6cc099a59" // delegated permission
		userRead     = "e1fe6dd8-ba31-4d61-89e7-88639da4683d" // as above
	)
	const graph, portal = "https://graph.microsoft.com/v1.0", "https://main.iam.ad.ext.azure.com/api/RegisteredApplications/"
	c := newCaller(t)
	bearer := c.token("login.microsoftonline.com", "https://graph.microsoft.com")
	wants := func(scope string) string {
		return `{"displayName":"Deployment","requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[
			{"id":"` + groupReadAll + `","type":"Role"},{"id":"` + scope + `","type":"Scope"}]}]}`
	}
	status, app := c.send("POST", graph+"/applications", bearer, wants(userRead))
	if status != http.StatusCreated {
		t.Fatalf("create an application: %d %v", status, app)
	}
	consent := portal + app["appId"].(string) + "/Consent?onBehalfOfAll=true"
	forPortal := c.token("login.microsoftonline.com", "74658136-14ec-4630-ad9b-26e160ff0fc6")
	for range 2 { // what is granted already does no harm
		if status, answer := c.send("POST", consent, forPortal, ""); status != http.StatusNoContent {
			t.Fatalf("consent: %d %v", status, answer)
		}
	}
	c.send("PATCH", graph+"/applications/"+app["id"].(string), bearer, wants(userReadAll))
	c.send("POST", consent, forPortal, "")

	_, roles := c.send("GET", graph+"/servicePrincipals(appId='"+app["appId"].(string)+"')/appRoleAssignments", bearer, "")
	if all, _ := roles["value"].([]any); len(all) != 1 || all[0].(map[string]any)["appRoleId"] != groupReadAll {
		t.Errorf("the application holds %v, want Group.Read.All", roles["value"])
	}
	var scopes []string
	for _, grant := range c.tenant.Objects("oauth2PermissionGrants") {
		if principal, _ := c.send("GET", graph+"/servicePrincipals/"+grant["clientId"].(string), bearer, ""); principal == http.StatusOK && grant["scope"] != nil {
			scopes = append(scopes, grant["scope"].(string))
		}
	}
	if !slices.Contains(scopes, "User.Read User.Read.All") {
		t.Errorf("the delegated permissions are %q, want User.Read and User.Read.All in one grant", scopes)
	}

	for name, tt := range map[string]struct {
		address, bearer string
		want            int
	}{
		"no token":                 {consent, "", http.StatusUnauthorized},
		"a token for Graph":        {consent, bearer, http.StatusUnauthorized},
		"an unknown application":   {portal + "absent/Consent?onBehalfOfAll=true", forPortal, http.StatusNotFound},
		"for one user":             {portal + app["appId"].(string) + "/Consent", forPortal, http.StatusBadRequest},
		"another page of portal's": {portal + app["appId"].(string), forPortal, http.StatusNotImplemented},
	} {
		if status, _ := c.send("POST", tt.address, tt.bearer, ""); status != tt.want {
			t.Errorf("%s: status %d, want %d", name, status, tt.want)
		}
	}
}

func TestThePortalGrantsNobodyMoreThanGraphWould(t *testing.T) {
	t.Parallel()
	c := newCaller(t, func(o *tenant.Options) { o.Roles = []string{"Application.ReadWrite.All"} })
	bearer := c.token("login.microsoftonline.com", "https://graph.microsoft.com")
	_, app := c.send("POST", "https://graph.microsoft.com/v1.0/applications", bearer, `{"displayName":"Deployment","requiredResourceAccess":[
		{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"5b567255-7703-4780-807c-7be8301ae99b","type":"Role"}]}]}`)
	status, answer := c.send("POST", "https://main.iam.ad.ext.azure.com/api/RegisteredApplications/"+app["appId"].(string)+"/Consent?onBehalfOfAll=true",
		c.token("login.microsoftonline.com", "74658136-14ec-4630-ad9b-26e160ff0fc6"), "")
	if status != http.StatusForbidden || !strings.Contains(fmt.Sprint(answer), "Authorization_RequestDenied") {
		t.Errorf("consent without permission to grant: %d %v, want 403", status, answer)
	}
}

func TestMetadataServiceByItsAddress(t *testing.T) {
	t.Parallel()
	const address = "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://graph.microsoft.com"
	for host, want := range map[tenant.HostKind]int{
		tenant.VirtualMachine: http.StatusOK, tenant.ContainerInstance: http.StatusOK, tenant.AppService: http.StatusBadGateway, tenant.AzureArc: http.StatusBadGateway,
	} {
		t.Run(string(host), func(t *testing.T) {
			t.Parallel()
			c := newCaller(t, func(o *tenant.Options) { o.Host = host })
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Metadata", "true")
			response, err := c.client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if response.StatusCode != want {
				t.Errorf("status %d, want %d", response.StatusCode, want)
			}
		})
	}
}

func TestOtherHostsAreRefused(t *testing.T) {
	t.Parallel()
	c := newCaller(t)
	for _, address := range []string{"https://graph.windows.net/", "https://example.com/", "http://169.254.169.253/"} {
		response, err := c.client.Get(address)
		if err == nil {
			_ = response.Body.Close()
		}
		if err == nil && response.StatusCode != http.StatusForbidden {
			t.Errorf("%s has status %d, want a refusal", address, response.StatusCode)
		}
	}
	if diff := cmp.Diff([]string{"graph.windows.net", "example.com", "169.254.169.253"}, c.refused); diff != "" {
		t.Errorf("what was told to be refused (-want +got):\n%s", diff)
	}
}

func TestControlIsNotOnMicrosoftsHosts(t *testing.T) {
	t.Parallel()
	c := newCaller(t)
	for _, address := range []string{"https://graph.microsoft.com/_tenant/reset", "http://login.microsoftonline.com/_tenant/reset"} {
		response, err := c.client.Post(address, "application/json", nil)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode < 400 {
			t.Errorf("%s has status %d, want a refusal", address, response.StatusCode)
		}
	}
}

func TestGraphsHostsSpeakAsGraph(t *testing.T) {
	t.Parallel()
	c := newCaller(t)
	for _, path := range []string{"/v2.0/users", "/", "/" + c.tenant.TenantID() + "/oauth2/v2.0/token"} {
		status, answer := c.send("GET", "https://graph.microsoft.com"+path, "", "")
		refusal, _ := answer["error"].(map[string]any)
		if status != http.StatusBadRequest || refusal["code"] != "BadRequest" {
			t.Errorf("%s: %d %v, want 400 in Graph's words", path, status, answer)
		}
	}
}

func TestATenantHasOneProxy(t *testing.T) {
	t.Parallel()
	c := newCaller(t)
	if err := c.tenant.StartProxy(nil, nil); err == nil {
		t.Error("a second proxy was started")
	}
}

// TestAzidentityThroughTheProxy signs in with nothing but what azidentity knows
// by itself, instance discovery included.
func TestAzidentityThroughTheProxy(t *testing.T) {
	t.Parallel()
	certificate, key := selfSigned(t)
	tests := map[string]func(c *caller, options azcore.ClientOptions) (azcore.TokenCredential, error){
		"client secret": func(c *caller, o azcore.ClientOptions) (azcore.TokenCredential, error) {
			return azidentity.NewClientSecretCredential(c.tenant.TenantID(), tenant.SecretAppID, tenant.SecretAppSecret, &azidentity.ClientSecretCredentialOptions{ClientOptions: o})
		},
		"client secret by domain": func(c *caller, o azcore.ClientOptions) (azcore.TokenCredential, error) {
			return azidentity.NewClientSecretCredential(c.tenant.Domain(), tenant.SecretAppID, tenant.SecretAppSecret, &azidentity.ClientSecretCredentialOptions{ClientOptions: o})
		},
		"client certificate": func(c *caller, o azcore.ClientOptions) (azcore.TokenCredential, error) {
			_, appID := newAdministrator(c.T, c.tenant).register(map[string]any{
				"keyCredentials": []any{map[string]any{"type": "AsymmetricX509Cert", "usage": "Verify", "key": base64.StdEncoding.EncodeToString(certificate.Raw)}},
			})
			return azidentity.NewClientCertificateCredential(c.tenant.TenantID(), appID, []*x509.Certificate{certificate}, key, &azidentity.ClientCertificateCredentialOptions{ClientOptions: o})
		},
		"client assertion of a managed identity": func(c *caller, o azcore.ClientOptions) (azcore.TokenCredential, error) {
			return azidentity.NewClientAssertionCredential(c.tenant.TenantID(), tenant.FederatedAppID, func(context.Context) (string, error) {
				return c.exchangeToken(), nil
			}, &azidentity.ClientAssertionCredentialOptions{ClientOptions: o})
		},
		"workload identity": func(c *caller, o azcore.ClientOptions) (azcore.TokenCredential, error) {
			file := filepath.Join(c.TempDir(), "token")
			if err := os.WriteFile(file, []byte(c.exchangeToken()), 0o600); err != nil {
				return nil, err
			}
			return azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
				ClientOptions: o, TenantID: c.tenant.TenantID(), ClientID: tenant.FederatedAppID, TokenFilePath: file,
			})
		},
		"device code": func(c *caller, o azcore.ClientOptions) (azcore.TokenCredential, error) {
			return azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
				ClientOptions: o, TenantID: c.tenant.TenantID(), ClientID: tenant.PublicAppID,
				UserPrompt: func(context.Context, azidentity.DeviceCodeMessage) error { return nil },
			})
		},
	}
	for name, credential := range tests {
		for _, where := range []cloud.Configuration{cloud.AzurePublic, cloud.AzureGovernment, cloud.AzureChina} {
			t.Run(name+" at "+where.ActiveDirectoryAuthorityHost, func(t *testing.T) {
				t.Parallel()
				c := newCaller(t)
				made, err := credential(c, azcore.ClientOptions{Cloud: where, Transport: c.client})
				if err != nil {
					t.Fatal(err)
				}
				wantClaim(t, mustGetToken(t, made, graphScope), "tid", c.tenant.TenantID())
				if len(c.refused) > 0 {
					t.Errorf("refused %v, want nothing", c.refused)
				}
			})
		}
	}
}

// TestManagedIdentityThroughTheProxy asks for the exchange audience of a cloud,
// which no other test asks azidentity's shared cache for.
func TestManagedIdentityThroughTheProxy(t *testing.T) {
	t.Parallel()
	c := newCaller(t)
	credential, err := azidentity.NewManagedIdentityCredential(&azidentity.ManagedIdentityCredentialOptions{
		ID: azidentity.ObjectID(tenant.UserIdentityObjectID), ClientOptions: azcore.ClientOptions{Transport: c.client},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantClaim(t, mustGetToken(t, credential, "api://AzureADTokenExchangeChina/.default"), "sub", tenant.UserIdentityObjectID)
}

// exchangeToken is a token of the user-assigned identity by which it signs in
// to applications.
func (c *caller) exchangeToken() string {
	c.Helper()
	_, answer := c.send("GET", "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api://AzureADTokenExchange&client_id="+
		tenant.UserIdentityClientID, "", "")
	token, _ := answer["access_token"].(string)
	return token
}
