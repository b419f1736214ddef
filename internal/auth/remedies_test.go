// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/golang-jwt/jwt/v5"
)

// refusal is a failure as the SDK reports it, and what the error must then say.
type refusal struct {
	name    string
	err     error
	source  Source
	change  func(*setup)
	claims  claims
	setting string
	want    string
}

func TestEveryIdentityRemedy(t *testing.T) {
	t.Parallel()
	withID := func(s *setup) { s.ManagedIdentityID = otherID }
	environ := func(name, value string) func(*setup) {
		return func(s *setup) {
			s.Environ = func(asked string) string { return map[string]string{name: value}[asked] }
		}
	}
	environs := func(all map[string]string) func(*setup) {
		return func(s *setup) { s.Environ = func(asked string) string { return all[asked] } }
	}
	direct := func(s *setup) { s.ClientID = "" }
	invalid := func(text string) error {
		return answered(http.StatusBadRequest, fmt.Sprintf(`{"error":"invalid_request","error_description":%q}`, text))
	}
	cases := []refusal{
		{name: "old Arc agent", err: errors.New("the agent of Azure Arc did not confirm the identity"), source: AzureArc, change: withID, setting: "managed_identity_id", want: "azcmagent"},
		{name: "Arc that is none", err: errors.New("a challenge was expected, and the answer was 200 OK"), source: AzureArc, want: "Unset the two variables"},
		{name: "Service Fabric that is none", err: errors.New(`Get "https://localhost:1": the server's certificate is not the one that IDENTITY_SERVER_THUMBPRINT names`), source: ServiceFabric, want: "thumbprint of its certificate"},
		{name: "Arc key that cannot be read", err: errors.New(`cannot answer the challenge of Azure Arc: open /var/opt/azcmagent/tokens/1.key: permission denied`), source: AzureArc, want: "himds"},
		{name: "Arc key that was refused", err: answered(http.StatusUnauthorized, ""), source: AzureArc, want: "himds"},
		{name: "wrong protocol", err: answered(http.StatusBadRequest, `{"error":{"code":"UnsupportedApiVersion","message":"no"}}`), source: AppService, want: "protocol of app_service"},
		{name: "lost header", err: answered(http.StatusBadRequest, `{"error":"bad_request_102","error_description":"Required metadata header not specified"}`), source: IMDS, want: "a proxy stands between"},
		{name: "wrong resource", err: answered(http.StatusBadRequest, `{"error":"invalid_resource","error_description":"AADSTS500011: The resource principal was not found."}`), source: IMDS, setting: "cloud", want: "exchange audience api://AzureADTokenExchange"},
		{name: "several identities", err: invalid("Multiple user assigned identities exist, please specify the clientId"), source: IMDS, setting: "managed_identity_id", want: "az identity show"},
		{name: "none on a hosted runner", err: invalid("Identity not found"), source: IMDS, change: environ("GITHUB_ACTIONS", "true"), setting: "managed_identity_id", want: "runner"},
		{name: "none in a pipeline", err: invalid("Identity not found"), source: IMDS, change: environ("TF_BUILD", "True"), setting: "managed_identity_id", want: "runner"},
		{name: "not assigned to a hosted runner", err: invalid("Identity not found"), source: IMDS, change: func(s *setup) { environ("GITHUB_ACTIONS", "true")(s); withID(s) }, setting: "managed_identity_id", want: `"oidc_github"`},
		{name: "none", err: invalid("Identity not found"), source: IMDS, change: direct, setting: "managed_identity_id", want: "az vm identity assign -g GROUP -n VM\n"},
		{name: "none that can be federated", err: invalid("Identity not found"), source: IMDS, setting: "managed_identity_id", want: "az vm identity assign -g GROUP -n VM --identities"},
		{name: "none in Service Fabric, as it says itself", err: answered(http.StatusNotFound, `{"error":{"code":"ManagedIdentityNotFound","message":"Managed identity not found."}}`), source: ServiceFabric, setting: "auth_method", want: "application's manifest"},
		{name: "none in Service Fabric", err: invalid("no"), source: ServiceFabric, setting: "auth_method", want: "application's manifest"},
		{name: "not assigned to the App Service", err: answered(http.StatusBadRequest, `{"statusCode":400,"message":"no"}`), source: AppService, change: withID, setting: "managed_identity_id", want: "az containerapp identity assign"},
		{name: "not assigned to the machine", err: invalid("Identity not found"), source: IMDS, change: withID, setting: "managed_identity_id", want: otherID + ", and no such identity"},
		{name: "stale header", err: answered(http.StatusUnauthorized, ""), source: AppService, change: environs(map[string]string{"IDENTITY_ENDPOINT": "http://x", "IDENTITY_HEADER": "x"}), want: "unset IDENTITY_ENDPOINT IDENTITY_HEADER"},
		{name: "Docker Desktop", err: answered(http.StatusForbidden, "connecting to 169.254.169.254:80: network is unreachable"), source: IMDS, want: "Docker Desktop"},
		{name: "forbidden to the process", err: answered(http.StatusForbidden, ""), source: AppService, want: "refuses to serve this process"},
		{name: "no such path", err: answered(http.StatusGone, ""), source: AzureML, want: "Nothing serves identities"},
		{name: "broken off the metadata service", err: answered(http.StatusBadGateway, ""), source: AzureArc, want: "this Azure Arc server failed"},
		{name: "forbidden", err: answered(http.StatusForbidden, "<html>"), source: IMDS, want: "on the Azure resource itself"},
		{name: "updating", err: answered(http.StatusNotFound, ""), source: IMDS, want: "being updated"},
		{name: "restarting", err: answered(http.StatusGone, ""), source: IMDS, want: "being updated"},
		{name: "throttled", err: answered(http.StatusTooManyRequests, ""), source: IMDS, want: "too many requests"},
		{name: "redirect", err: answered(http.StatusFound, ""), source: IMDS, want: "do not redirect"},
		{name: "broken", err: answered(http.StatusGatewayTimeout, ""), source: IMDS, want: "NO_PROXY=169.254.169.254"},
		{name: "a page", err: errors.New("the answer is no JSON object with a token: invalid character '<' looking for beginning of value"), source: IMDS, want: "no identity endpoint"},
		{name: "nothing answers", err: errors.New(`Get "http://localhost:1/token": dial tcp 127.0.0.1:1: connect: connection refused`), source: AppService, want: "endpoint of app_service could not be reached"},
	}
	everyRow(t, cases, identityRemedies, func(s setup, c refusal) *Error { return s.identityError(c.err, c.source) })
}

func TestEveryEntraRemedy(t *testing.T) {
	t.Parallel()
	assertion := claims{
		RegisteredClaims: jwt.RegisteredClaims{Issuer: "https://login.example/t/v2.0", Subject: "principal-1"}, Azp: otherID, TenantID: otherID,
		ResourceID: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/tf",
	}
	itself, system := assertion, assertion
	itself.Azp = appID
	system.ResourceID = "/subscriptions/s/resourcegroups/g/providers/Microsoft.Compute/virtualMachines/vm"
	const trust = `--parameters '{"name":"terraform-mi","issuer":"https://login.example/t/v2.0","subject":"principal-1","audiences":["api://AzureADTokenExchange"]}'`

	asIdentity := func(s *setup) { s.Method = "managed_identity" }
	const trustAny = `--parameters '{"name":"terraform","issuer":"https://login.example/t/v2.0","subject":"principal-1","audiences":["api://other"]}'`
	foreign := assertion
	foreign.Audience = jwt.ClaimStrings{"api://other"}

	type row struct {
		codes         []int
		claims        claims
		setting, want string
	}
	rows := []row{
		{[]int{700016, 700213, 7000229, 700222, 700236}, itself, "client_id", "move the value to managed_identity_id"},
		{[]int{700016}, assertion, "client_id", "az ad sp create --id " + appID},
		{[]int{7000229}, claims{}, "client_id", "az ad sp create --id " + appID},
		{[]int{70021, 70025, 700211, 700212, 700213}, system, "managed_identity_id", "user-assigned identities"},
		{[]int{70021, 70025, 700211, 700212, 700213}, assertion, "client_id", trust},
		{[]int{50166, 501661, 90061, 7000272}, assertion, "", "which passes"},
		{[]int{700223, 700238}, assertion, "", "workload identity federation off"},
		{[]int{7002381}, assertion, "", "the claim that the answer names"},
		{[]int{70052}, assertion, "client_id", "AzureADMyOrg"},
		{[]int{7002138}, assertion, "client_id", trust},
		{[]int{700222, 700236}, assertion, "managed_identity_id", "tenant is " + otherID},
		{[]int{700226, 700229}, assertion, "client_id", "never a user's"},
		{[]int{700024, 50013, 500133}, assertion, "", "clock"},
		{[]int{700027}, claims{}, "client_id", "--cert @cert.pem --append"},
		{[]int{90002}, claims{}, "tenant_id", tenantID},
		{[]int{900023, 90013}, claims{}, "tenant_id", "verified domains"},
		{[]int{90038, 900382, 900432}, claims{}, "cloud", "gcchigh"},
		{[]int{500011, 50001, 650057}, claims{}, "cloud", "https://graph.microsoft.com"},
		{[]int{7000215}, claims{}, "client_secret", "az ad app credential reset --id " + appID},
		{[]int{7000222}, claims{}, "client_secret", "expired"},
		{[]int{7000218}, claims{}, "client_id", "public client flows"},
		{[]int{700025}, claims{}, "client_secret", "Remove client_secret"},
		{[]int{7000112, 70001, 700011}, claims{}, "client_id", "accountEnabled=true"},
		{[]int{900144, 9002313}, claims{}, "", "NO_PROXY"},
		{[]int{50034, 50126, 50053, 50055, 50057}, claims{}, "", "Sign in as another"},
		{[]int{50076, 50079, 50072, 50158}, claims{}, "auth_method", "az login --tenant " + tenantID},
		{[]int{65001, 65004}, claims{}, "client_id", "admin-consent"},
		{[]int{65002}, claims{}, "client_id", "app registration of your own"},
		{[]int{53003, 530032, 53000}, claims{}, "", "Conditional Access"},
		{[]int{500212, 500213, 500021}, claims{}, "", "tenant restrictions"},
		{[]int{50196}, claims{}, "", "report this"},
		{[]int{90033, 90006, 90024, 90055, 50033}, claims{}, "", "in some minutes"},
	}
	var cases []refusal
	for _, r := range rows {
		for _, code := range r.codes {
			cases = append(cases, refusal{
				name: fmt.Sprintf("AADSTS%d of %q", code, r.claims.ResourceID), err: entraAnswered(http.StatusBadRequest, code), claims: r.claims, setting: r.setting, want: r.want,
				change: asIdentity,
			})
		}
	}
	cases = append(
		cases,
		refusal{name: "a foreign token", err: entraAnswered(http.StatusBadRequest, 700213), claims: foreign, setting: "client_id", want: trustAny},
		refusal{name: "a foreign issuer's keys", err: entraAnswered(http.StatusBadRequest, 90061), claims: foreign, want: "curl -sS https://login.example/t/v2.0/.well-known/openid-configuration"},
		refusal{name: "throttled", err: answered(http.StatusTooManyRequests, ""), want: "throttles"},
		refusal{name: "broken", err: answered(http.StatusBadGateway, "<html>"), want: "Entra failed"},
		refusal{name: "distrusted", err: errors.New("tls: failed to verify certificate: x509: certificate signed by unknown authority"), setting: "authority_host", want: "SSL_CERT_FILE"},
		refusal{name: "unreachable", err: errors.New("dial tcp: lookup login.microsoftonline.com: no such host"), want: "https://login.microsoftonline.com/" + tenantID + "/v2.0"},
	)
	everyRow(t, cases, entraRemedies, func(s setup, c refusal) *Error { return s.entraError(c.err, c.claims) })
}

func TestEveryToolRemedy(t *testing.T) {
	t.Parallel()
	for _, tool := range []tool{azureCLI, azureDeveloperCLI, azurePowerShell} {
		signIn := strings.ReplaceAll(tool.signIn, "{tenant_id}", tenantID)
		everyRow(t, []refusal{
			{name: "a managed identity", err: errors.New("ERROR: Tenant shouldn't be specified for managed identity account"), setting: "auth_method", want: "M365_AUTH_METHOD=managed_identity"},
			{name: "Cloud Shell", err: errors.New("ERROR: Tenant shouldn't be specified for Cloud Shell account"), setting: "tenant_id", want: "Leave tenant_id"},
			{name: "not installed", err: azidentity.NewCredentialUnavailableError("executable not found on path"), setting: "auth_method", want: tool.install},
			{name: "claims", err: errors.New("requires multifactor authentication or additional claims. Run this command then retry: x"), setting: "auth_method", want: "the command above"},
			{name: "expired", err: errors.New("AADSTS700082: The refresh token has expired"), setting: "auth_method", want: "Sign in again:\n  " + signIn},
			{name: "not signed in", err: errors.New("ERROR: run " + tool.unsigned[0]), setting: "auth_method", want: "Sign in:\n  " + signIn},
			{
				name: "another cloud", err: errors.New("AADSTS500011: The resource principal named https://graph.microsoft.us was not found"),
				change: func(s *setup) { s.cloud, _ = cloudNamed("gcchigh") }, setting: "auth_method", want: "AzureUSGovernment",
			},
			{name: "too slow", err: errors.New("context deadline exceeded"), want: "in time"},
			{name: "anything else", err: errors.New("ERROR: the disk is full"), want: "To sign in anew:\n  " + signIn},
		}, tool.remedies(), func(s setup, c refusal) *Error { return s.toolError(c.err, tool) })
	}
}

func TestEveryOIDCRemedy(t *testing.T) {
	t.Parallel()
	of := func(method string) func(*setup) { return func(s *setup) { s.Method = method } }
	everyRow(t, []refusal{
		{name: "Azure DevOps' token", err: answered(http.StatusUnauthorized, ""), change: of("oidc_azure_devops"), setting: "oidc_request_token", want: "SYSTEM_ACCESSTOKEN: $(System.AccessToken)"},
		{name: "Azure DevOps' page", err: answered(http.StatusFound, ""), change: of("oidc_azure_devops"), setting: "oidc_request_token", want: "SYSTEM_ACCESSTOKEN"},
		{name: "service connection", err: answered(http.StatusNotFound, ""), change: of("oidc_azure_devops"), setting: "ado_service_connection_id", want: "allow this pipeline"},
		{name: "GitHub's token", err: answered(http.StatusUnauthorized, ""), change: of("oidc_github"), setting: "oidc_request_token", want: "id-token: write"},
		{name: "another's token", err: answered(http.StatusForbidden, ""), change: of("oidc"), setting: "oidc_request_token", want: "oidc_request_token"},
		{name: "GitHub's setting", err: answered(http.StatusBadRequest, "audience"), change: of("oidc_github"), setting: "oidc_request_url"},
		{name: "a redirect", err: answered(http.StatusFound, ""), change: of("oidc"), setting: "oidc_request_url", want: "not followed"},
		{name: "broken", err: answered(http.StatusBadGateway, ""), change: of("oidc"), setting: "oidc_request_url", want: "has been repeated"},
		{name: "another protocol", err: errors.New(`the answer holds no "value"`), change: of("oidc"), setting: "oidc_request_url", want: `"oidc_github"`},
		{name: "unreachable", err: errors.New("dial tcp: lookup idp.example: no such host"), change: of("oidc"), setting: "oidc_request_url", want: "HTTPS_PROXY"},
	}, oidcRemedies, func(s setup, c refusal) *Error { return s.oidcError(c.err) })
}

// everyRow explains each refusal, and fails for a row of the table that none of them needs.
func everyRow(t *testing.T, cases []refusal, table []remedy, explain func(setup, refusal) *Error) {
	t.Helper()
	used := map[int]bool{}
	for _, c := range cases {
		s := setup{Settings: Settings{TenantID: tenantID, ClientID: appID}}.withNothing()
		if c.change != nil {
			c.change(&s)
		}
		where := situation{setup: s, source: c.source, presented: c.claims, answer: readAnswer(c.err)}
		used[slices.IndexFunc(table, func(r remedy) bool { return r.fits(where) })] = true

		e := explain(s, c)
		if e.Setting != c.setting || !strings.Contains(e.Error(), c.want) {
			t.Errorf("%s: the error blames %q, want %q with %q:\n%s", c.name, e.Setting, c.setting, c.want, e)
		}
		commandsAlone(t, c.name, e.Remedy)
		if strings.ContainsAny(e.Remedy, "{}") && !strings.Contains(e.Remedy, "--parameters") && !strings.Contains(e.Remedy, "--query '{") {
			t.Errorf("%s: a placeholder is left in:\n%s", c.name, e.Remedy)
		}
	}
	for i, r := range table {
		if !used[i] {
			t.Errorf("no case needs the row of %q %v %v", r.advice, r.codes, r.texts)
		}
	}
}

var commandBegins = regexp.MustCompile(`\b(az (ad|account|aks|connectedmachine|container|containerapp|functionapp|identity|login|ml|rest|vm|webapp)|azd auth|azcmagent (show|version)|Connect-AzAccount|Get-AzAccessToken|curl|sudo|timedatectl|unset [A-Z_]+) `)

// commandsAlone checks that a command can be copied out of Terraform's output.
func commandsAlone(t *testing.T, name, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if commandBegins.MatchString(strings.TrimSpace(line)+" ") && !strings.HasPrefix(line, "  ") {
			t.Errorf("%s: the command has no line of its own: %s", name, line)
		}
	}
}

func TestTheOriginOfAValueIsNoPartOfACommand(t *testing.T) {
	t.Parallel()
	s := Settings{Method: "azure_cli", TenantID: "not a tenant", Origin: func(string) string { return "M365_TENANT_ID" }}
	faults := Validate(s, func(string) string { return "" })
	if len(faults) != 1 || !strings.HasSuffix(faults[0].Detail, "--query tenantId\nThe value came from M365_TENANT_ID.") {
		t.Errorf("got %v", faults)
	}
	commandsAlone(t, "tenant_id", faults[0].Detail)
}

func TestUnknownAnswersAreShownAsTheyAre(t *testing.T) {
	t.Parallel()
	s := setup{}.withNothing()
	for name, e := range map[string]*Error{
		"Entra":    s.entraError(entraAnswered(http.StatusBadRequest, 1234567), claims{}),
		"identity": s.identityError(answered(http.StatusTeapot, "short and stout"), IMDS),
	} {
		if !strings.Contains(e.Answer, "AADSTS1234567: text") && !strings.Contains(e.Answer, "short and stout") || e.Remedy == "" || e.Setting != "" {
			t.Errorf("%s: got %+v", name, e)
		}
	}
}

// withNothing is a setup in the public cloud with an empty environment.
func (s setup) withNothing() setup {
	s.cloud = clouds[0]
	s.Environ = func(string) string { return "" }
	return s
}

func answered(status int, body string) error {
	return &azidentity.AuthenticationFailedError{RawResponse: &http.Response{
		StatusCode: status, Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), Body: io.NopCloser(strings.NewReader(body)),
	}}
}

func entraAnswered(status, code int) error {
	body, err := json.Marshal(entraFailure(code, "text"))
	if err != nil {
		panic(err)
	}
	return answered(status, string(body))
}
