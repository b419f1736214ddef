// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settings

import (
	"strconv"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

// Table returns every setting. The method comes first, since it decides which
// variables supply the others.
func Table() []Setting {
	tables := [][]Setting{methodAndTenant(), application(), managedIdentity(), oidc(), cloud(), behaviour()}
	var all []Setting
	for _, table := range tables {
		all = append(all, table...)
	}
	return all
}

func methodAndTenant() []Setting {
	return []Setting{
		{
			Name: methodName, Env: []string{"M365_AUTH_METHOD"},
			Doc:   "How to sign in: `" + strings.Join(auth.Methods(), "`, `") + "`. There is no default, and none is ever chosen silently.",
			store: text(func(s *auth.Settings) *string { return &s.Method }),
		},
		{
			Name: "tenant_id", Env: []string{"M365_TENANT_ID", "ARM_TENANT_ID", "AZURE_TENANT_ID"},
			More:  []Variables{{Method: "oidc_azure_devops", Env: []string{"AZURESUBSCRIPTION_TENANT_ID"}}},
			Doc:   "The tenant's id, or one of its verified domains. Objects are never managed in any other tenant. Only the methods of a tool (`azure_cli`, `azure_developer_cli`, `azure_powershell`) can do without: then it is the tenant that the tool is signed in to.",
			store: text(func(s *auth.Settings) *string { return &s.TenantID }),
		},
	}
}

const managedIdentityMethod = "managed_identity"

// clientIDVariables name an app registration for most tools. With a managed
// identity they are often left from one of those, so that they are no client_id
// there, and the identity's only where that is certain.
func clientIDVariables() []string { return []string{"ARM_CLIENT_ID", "AZURE_CLIENT_ID"} }

// usesIdentityElsewhere tells whether the azurerm provider and its like would sign
// in by a managed identity: ARM_CLIENT_ID is the identity's then.
func usesIdentityElsewhere(environ func(string) string) bool {
	use, _ := strconv.ParseBool(strings.TrimSpace(environ("ARM_USE_MSI"))) // garbage is no
	return use
}

// namesIdentityOfHost tells whether AZURE_CLIENT_ID names an identity: on hosts
// whose endpoint knows no default among user-assigned ones, Microsoft has it set to
// the identity's client id. Azure's libraries take it for an application's beside
// any of the credentials of one.
func namesIdentityOfHost(environ func(string) string) bool {
	for _, credential := range []string{"AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_USERNAME"} {
		if environ(credential) != "" {
			return false
		}
	}
	return environ("IDENTITY_ENDPOINT") != "" && environ("IDENTITY_HEADER") != ""
}

func application() []Setting {
	return []Setting{
		{
			Name: "client_id", Env: []string{"M365_CLIENT_ID"},
			Says: ofClientID,
			More: []Variables{
				{Method: managedIdentityMethod, Except: true, Env: clientIDVariables()},
				{Method: "oidc_azure_devops", Env: []string{"AZURESUBSCRIPTION_CLIENT_ID"}},
			},
			Doc: "Application (client) id of an app registration. With `managed_identity` it switches to federated mode: " +
				"the identity's token is exchanged for the application's, and permissions are those of the application.",
			store: text(func(s *auth.Settings) *string { return &s.ClientID }),
		},
		{
			Name: "client_id_file_path", Env: []string{"M365_CLIENT_ID_FILE_PATH"},
			Says:  ofClientID,
			More:  []Variables{{Method: managedIdentityMethod, Except: true, Env: []string{"ARM_CLIENT_ID_FILE_PATH"}}},
			Doc:   "File that holds the application (client) id.",
			store: text(func(s *auth.Settings) *string { return &s.ClientIDFilePath }),
		},
		{
			Name: "client_secret", Env: []string{"M365_CLIENT_SECRET", "ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"}, Sensitive: true,
			Says:  ofSecret,
			Doc:   "Value of a client secret of the app registration, for `client_secret`.",
			store: text(func(s *auth.Settings) *string { return &s.ClientSecret }),
		},
		{
			Name: "client_secret_file_path", Env: []string{"M365_CLIENT_SECRET_FILE_PATH", "ARM_CLIENT_SECRET_FILE_PATH"},
			Says:  ofSecret,
			Doc:   "File that holds the client secret.",
			store: text(func(s *auth.Settings) *string { return &s.ClientSecretFilePath }),
		},
		{
			Name: "client_certificate", Env: []string{"M365_CLIENT_CERTIFICATE", "ARM_CLIENT_CERTIFICATE"}, Sensitive: true,
			Says:  ofCertificate,
			Doc:   "Certificate of the app registration with its private key, for `client_certificate`: base64 of a PFX or PEM file. The path of such a file is taken too.",
			store: text(func(s *auth.Settings) *string { return &s.ClientCertificate }),
		},
		{
			Name: "client_certificate_path", Env: []string{"M365_CLIENT_CERTIFICATE_FILE_PATH", "M365_CLIENT_CERTIFICATE_PATH", "ARM_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PATH"},
			Says:  ofCertificate,
			Doc:   "PFX or PEM file of the certificate with its private key.",
			store: text(func(s *auth.Settings) *string { return &s.ClientCertificatePath }),
		},
		{
			Name: "client_certificate_password", Env: []string{"M365_CLIENT_CERTIFICATE_PASSWORD", "ARM_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_CERTIFICATE_PASSWORD"}, Sensitive: true,
			Verbatim: true,
			Doc:      "Password of the PFX file.",
			store:    text(func(s *auth.Settings) *string { return &s.ClientCertificatePassword }),
		},
		{
			Name: "send_certificate_chain", Env: []string{"M365_SEND_CERTIFICATE_CHAIN", "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN"}, Kind: Boolean,
			Doc:   "Send the certificate with each request. App registrations that trust a subject name and issuer need it.",
			store: boolean("send_certificate_chain", func(s *auth.Settings, b bool) { s.SendCertificateChain = b }),
		},
		{
			Name: "redirect_url", Env: []string{"M365_REDIRECT_URL", "M365_REDIRECT_URI"},
			Doc:   "Address on localhost to which the browser returns, for `interactive_browser`. Default: any free port.",
			store: text(func(s *auth.Settings) *string { return &s.RedirectURL }),
		},
	}
}

func managedIdentity() []Setting {
	return []Setting{
		{
			Name: "managed_identity_id", Env: []string{"M365_MANAGED_IDENTITY_ID"},
			More: []Variables{
				{Method: managedIdentityMethod, Env: []string{"ARM_CLIENT_ID"}, When: usesIdentityElsewhere, Where: "where `ARM_USE_MSI` is true"},
				{Method: managedIdentityMethod, Env: []string{"AZURE_CLIENT_ID"}, When: namesIdentityOfHost, Where: "on App Service and Container Apps, where no credential of an application is set beside it"},
			},
			Doc: "Which user-assigned identity to use: its client id, or its resource id. " +
				"Without it the machine's system-assigned identity is used or, if there is none, its only user-assigned one.",
			store: text(func(s *auth.Settings) *string { return &s.ManagedIdentityID }),
		},
		{
			Name: "managed_identity_id_type", Env: []string{"M365_MANAGED_IDENTITY_ID_TYPE"},
			Doc:   "What `managed_identity_id` is: `client_id`, `object_id` or `resource_id`. By default (`auto`) a GUID is a client id, and anything that begins with `/subscriptions/` a resource id.",
			store: text(func(s *auth.Settings) *string { return &s.ManagedIdentityIDType }),
		},
		{
			Name: "managed_identity_mode", Env: []string{"M365_MANAGED_IDENTITY_MODE"},
			Doc:   "How to use the identity: `direct` with its own permissions, or `federated` with those of the app registration `client_id`. By default (`auto`) it is federated when `client_id` is set.",
			store: text(func(s *auth.Settings) *string { return &s.ManagedIdentityMode }),
		},
		{
			Name: "managed_identity_source", Env: []string{"M365_MANAGED_IDENTITY_SOURCE"},
			Doc:   "Which kind of host serves the identity: `" + strings.Join(auth.Sources(), "`, `") + "`. By default (`auto`) the environment tells; set it where stale variables mislead.",
			store: text(func(s *auth.Settings) *string { return &s.ManagedIdentitySource }),
		},
		{
			Name: "managed_identity_fallback", Env: []string{"M365_MANAGED_IDENTITY_FALLBACK"},
			Doc:   "What takes over on a machine without any identity endpoint: `none` (default), or `azure_cli`, so that one configuration serves the pipeline and the workstation. It never hides an error of an identity.",
			store: text(func(s *auth.Settings) *string { return &s.ManagedIdentityFallback }),
		},
		{
			Name: "federation_wait", Env: []string{"M365_FEDERATION_WAIT"},
			Doc:   "How long an exchange is repeated while Entra knows no matching federated credential, or cannot read the keys of its issuer, such as `5m`: a new one takes up to some minutes to spread. Default `6s`; `0s` for one try.",
			store: wait,
		},
	}
}

// tokenTag is the setting that chooses among the tokens of HCP Terraform.
const tokenTag = "oidc_token_tag" //nolint:gosec // it is a name, no credential

func oidc() []Setting {
	return []Setting{
		{
			Name: tokenTag, Env: []string{"M365_OIDC_TOKEN_TAG"},
			Doc:   "Tag of the token of HCP Terraform to use, for `oidc`: with `AZURE` it is the one in `TFC_WORKLOAD_IDENTITY_TOKEN_AZURE`, which a workspace has for its variable `TFC_WORKLOAD_IDENTITY_AUDIENCE_AZURE`. Without it the one in `TFC_WORKLOAD_IDENTITY_TOKEN` is.",
			store: text(func(s *auth.Settings) *string { return &s.OIDCTokenTag }),
		},
		{
			Name: "oidc_token", Env: []string{"M365_OIDC_TOKEN", "ARM_OIDC_TOKEN"}, Sensitive: true,
			Says:  ofToken,
			More:  []Variables{{Method: "oidc", Env: []string{"TFC_WORKLOAD_IDENTITY_TOKEN"}, Tag: tokenTag}},
			Doc:   "Token of another identity provider that the app registration trusts, for `oidc`. It is good for minutes; prefer a file or an address.",
			store: text(func(s *auth.Settings) *string { return &s.OIDCToken }),
		},
		{
			Name: "oidc_token_file_path", Env: []string{"M365_OIDC_TOKEN_FILE_PATH", "ARM_OIDC_TOKEN_FILE_PATH"},
			Says:  ofToken,
			Doc:   "File that holds such a token. It is read for each exchange.",
			store: text(func(s *auth.Settings) *string { return &s.OIDCTokenFilePath }),
		},
		{
			Name: "oidc_request_url", Env: []string{"M365_OIDC_REQUEST_URL", "ARM_OIDC_REQUEST_URL"},
			Says: ofToken,
			More: []Variables{
				{Method: "oidc_github", Env: []string{"ACTIONS_ID_TOKEN_REQUEST_URL"}},
				{Method: "oidc", Env: []string{"ACTIONS_ID_TOKEN_REQUEST_URL"}},
				{Method: "oidc_azure_devops", Env: []string{"SYSTEM_OIDCREQUESTURI"}},
			},
			Doc:   "Address that gives a new token for each exchange, for the `oidc` methods.",
			store: text(func(s *auth.Settings) *string { return &s.OIDCRequestURL }),
		},
		{
			Name: "oidc_request_token", Env: []string{"M365_OIDC_REQUEST_TOKEN", "ARM_OIDC_REQUEST_TOKEN"}, Sensitive: true,
			More: []Variables{
				{Method: "oidc_github", Env: []string{"ACTIONS_ID_TOKEN_REQUEST_TOKEN"}},
				{Method: "oidc", Env: []string{"ACTIONS_ID_TOKEN_REQUEST_TOKEN"}},
				{Method: "oidc_azure_devops", Env: []string{"SYSTEM_ACCESSTOKEN"}},
			},
			Doc:   "Bearer token for `oidc_request_url`. It is sent there only.",
			store: text(func(s *auth.Settings) *string { return &s.OIDCRequestToken }),
		},
		{
			Name: "oidc_audience", Env: []string{"M365_OIDC_AUDIENCE"},
			Doc:   "Audience that the token is asked for, in place of the cloud's.",
			store: text(func(s *auth.Settings) *string { return &s.OIDCAudience }),
		},
		{
			Name: "federated_token_file_path", Env: []string{"M365_FEDERATED_TOKEN_FILE", "AZURE_FEDERATED_TOKEN_FILE"},
			Doc:   "File of the token that Kubernetes keeps fresh, for `workload_identity`.",
			store: text(func(s *auth.Settings) *string { return &s.FederatedTokenFilePath }),
		},
		{
			Name: "ado_service_connection_id", Env: []string{"M365_ADO_SERVICE_CONNECTION_ID", "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"},
			More:  []Variables{{Method: "oidc_azure_devops", Env: []string{"AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"}}},
			Doc:   "Id, not name, of the service connection of Azure DevOps, for `oidc_azure_devops`.",
			store: text(func(s *auth.Settings) *string { return &s.ADOServiceConnectionID }),
		},
	}
}

func cloud() []Setting {
	return []Setting{
		{
			Name: "cloud", Env: []string{"M365_CLOUD", "ARM_ENVIRONMENT", "AZURE_CLOUD"},
			Says:  ofAddresses,
			Doc:   "The Microsoft cloud that the tenant is in: `public` (default), `gcc`, `gcchigh`, `dod`, `china`, or `custom` with addresses of your own.",
			store: text(func(s *auth.Settings) *string { return &s.Cloud }),
		},
		{
			Name: "authority_host", Env: []string{"M365_AUTHORITY_HOST", "AZURE_AUTHORITY_HOST"},
			Says:  ofAddresses,
			Doc:   "Address of the sign-in service, in place of the cloud's.",
			store: text(func(s *auth.Settings) *string { return &s.AuthorityHost }),
		},
		{
			Name: "graph_endpoint", Env: []string{"M365_GRAPH_ENDPOINT", "ARM_MSGRAPH_ENDPOINT"},
			Says:  ofAddresses,
			Doc:   "Address of Microsoft Graph without a version, in place of the cloud's. Tokens are sent there and nowhere else.",
			store: text(func(s *auth.Settings) *string { return &s.GraphEndpoint }),
		},
		{
			Name: "token_exchange_audience", Env: []string{"M365_TOKEN_EXCHANGE_AUDIENCE"},
			Says:  ofAddresses,
			Doc:   "Audience of the identity's token in federated mode, in place of the cloud's.",
			store: text(func(s *auth.Settings) *string { return &s.TokenExchangeAudience }),
		},
		{
			Name: "disable_instance_discovery", Env: []string{"M365_DISABLE_INSTANCE_DISCOVERY", "ARM_DISABLE_INSTANCE_DISCOVERY"}, Kind: Boolean,
			Doc:   "Do not ask Microsoft's public cloud whether the authority is genuine. True by default for an authority of your own.",
			store: boolean("disable_instance_discovery", func(s *auth.Settings, b bool) { s.DisableInstanceDiscovery = &b }),
		},
	}
}

func behaviour() []Setting {
	return []Setting{
		{
			Name: "persistent_token_cache", Env: []string{"M365_PERSISTENT_TOKEN_CACHE"}, Kind: Boolean,
			Doc:   "Keep the tokens of a person who signs in by `device_code` or `interactive_browser` in the key store of the system, so that one sign-in serves many runs. An error where there is none.",
			store: boolean("persistent_token_cache", func(s *auth.Settings, b bool) { s.PersistentTokenCache = b }),
		},
		{
			Name: "ca_certificate_path", Env: []string{"M365_CA_CERTIFICATE_PATH"},
			Says:  ofAuthorities,
			Doc:   "PEM file with certificates of authorities that are trusted beside the system's, for networks that open TLS. It counts for Entra and Graph, never for identity endpoints.",
			store: text(func(s *auth.Settings) *string { return &s.CACertificatePath }),
		},
		{
			Name: "ca_certificate", Env: []string{"M365_CA_CERTIFICATE"},
			Says:  ofAuthorities,
			Doc:   "The same certificates as PEM, or its base64.",
			store: text(func(s *auth.Settings) *string { return &s.CACertificate }),
		},
		{
			Name: "partner_id", Env: []string{"M365_PARTNER_ID", "ARM_PARTNER_ID"},
			Doc:   "GUID of a partner whom Microsoft shall attribute the use to. It is sent in the `User-Agent` of requests to Graph.",
			store: text(func(s *auth.Settings) *string { return &s.PartnerID }),
		},
		{
			Name: "additionally_allowed_tenants", Env: []string{"M365_ADDITIONALLY_ALLOWED_TENANTS", "AZURE_ADDITIONALLY_ALLOWED_TENANTS"}, Kind: List,
			Doc: "Tenants besides `tenant_id` that tokens may be got for; `*` for any. Objects are managed in `tenant_id` only, so that hardly anybody needs it.",
			store: func(s *auth.Settings, v string) error {
				s.AdditionallyAllowedTenants = split(v)
				return nil
			},
		},
		{
			Name: "read_ahead", Env: []string{"M365_READ_AHEAD"}, Kind: Boolean,
			Doc:   "Whether a plan may read whole collections, and several objects with one request, instead of each object by itself. It makes plans of many objects faster and never changes them. Default true.",
			store: boolean("read_ahead", func(s *auth.Settings, b bool) { s.ReadAlone = !b }),
		},
		{
			Name: "skip_permission_check", Env: []string{"M365_SKIP_PERMISSION_CHECK"}, Kind: Boolean,
			Doc:   "Do not fail when the application's token grants no permission at all, and do not warn of permissions that a plan misses.",
			store: boolean("skip_permission_check", func(s *auth.Settings, b bool) { s.SkipPermissionCheck = b }),
		},
		{
			Name: "require_permissions", Env: []string{"M365_REQUIRE_PERMISSIONS"}, Kind: Boolean,
			Doc:   "Fail a plan, and do not only warn, when the application's token lacks permissions that a planned change takes by Microsoft's list.",
			store: boolean("require_permissions", func(s *auth.Settings, b bool) { s.RequirePermissions = b }),
		},
	}
}

// wait stores how long new federated credentials may take to spread. Nothing to
// wait for is a negative time there, since 0 is the default.
func wait(s *auth.Settings, value string) error {
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 || d > time.Hour {
		return &notA{"federation_wait", value, "a length of time from \"0s\" to \"1h\", such as \"90s\" or \"5m\""}
	}
	if s.FederationWait = d; d == 0 {
		s.FederationWait = -1
	}
	return nil
}
