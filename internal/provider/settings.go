// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

// setting is one attribute of the provider. Schema, look-up and documentation
// are all made from it.
type setting struct {
	name string
	// env are the variables that may supply the value, in order of preference.
	env []string
	// envApplication are read after env, except for managed_identity: there,
	// by the convention of other tools, they name the identity.
	envApplication []string
	// envIdentity are read after env, for managed_identity only.
	envIdentity []string
	// boolean settings are true or false; all others are text.
	boolean   bool
	sensitive bool
	doc       string
	// store puts the value, text or "true" or "false", into the settings.
	store func(s *auth.Settings, value string)
}

// settings returns every attribute of the provider. The first source that is
// not empty wins: the configuration, then the variables. An empty string
// counts as not set everywhere. The method comes first, since it decides which
// variables supply the ids.
func settings() []setting {
	return []setting{
		{
			name: "auth_method", env: []string{"M365_AUTH_METHOD"},
			doc:   "How to sign in: `managed_identity`, `client_secret` or `azure_cli`.",
			store: func(s *auth.Settings, v string) { s.Method = v },
		},
		{
			name: "tenant_id", env: []string{"M365_TENANT_ID", "ARM_TENANT_ID", "AZURE_TENANT_ID"},
			doc:   "The tenant's id, or one of its verified domains. Objects are never managed in any other tenant.",
			store: func(s *auth.Settings, v string) { s.TenantID = v },
		},
		{
			name: "client_id", env: []string{"M365_CLIENT_ID"}, envApplication: []string{"ARM_CLIENT_ID", "AZURE_CLIENT_ID"},
			doc: "Application (client) id of an app registration. With `managed_identity` it switches to federated mode: " +
				"the identity's token is exchanged for the application's, and permissions are those of the application.",
			store: func(s *auth.Settings, v string) { s.ClientID = v },
		},
		{
			name: "client_secret", env: []string{"M365_CLIENT_SECRET", "ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"}, sensitive: true,
			doc:   "Value of a client secret of the app registration, for `client_secret`.",
			store: func(s *auth.Settings, v string) { s.ClientSecret = v },
		},
		{
			name: "managed_identity_id", env: []string{"M365_MANAGED_IDENTITY_ID"}, envIdentity: []string{"ARM_CLIENT_ID", "AZURE_CLIENT_ID"},
			doc: "Which user-assigned identity to use: its client id, or its resource id. " +
				"Without it the machine's system-assigned identity is used or, if there is none, its only user-assigned one.",
			store: func(s *auth.Settings, v string) { s.ManagedIdentityID = v },
		},
		{
			name: "managed_identity_id_type", env: []string{"M365_MANAGED_IDENTITY_ID_TYPE"},
			doc:   "What `managed_identity_id` is: `client_id`, `object_id` or `resource_id`. By default (`auto`) a GUID is a client id, and anything that begins with `/subscriptions/` a resource id.",
			store: func(s *auth.Settings, v string) { s.ManagedIdentityIDType = v },
		},
		{
			name: "cloud", env: []string{"M365_CLOUD", "ARM_ENVIRONMENT", "AZURE_CLOUD"},
			doc:   "The Microsoft cloud that the tenant is in: `public` (default), `gcc`, `gcchigh`, `dod`, `china`, or `custom` with addresses of your own.",
			store: func(s *auth.Settings, v string) { s.Cloud = v },
		},
		{
			name: "authority_host", env: []string{"M365_AUTHORITY_HOST", "AZURE_AUTHORITY_HOST"},
			doc:   "Address of the sign-in service, in place of the cloud's.",
			store: func(s *auth.Settings, v string) { s.AuthorityHost = v },
		},
		{
			name: "graph_endpoint", env: []string{"M365_GRAPH_ENDPOINT", "ARM_MSGRAPH_ENDPOINT"},
			doc:   "Address of Microsoft Graph without a version, in place of the cloud's. Tokens are sent there and nowhere else.",
			store: func(s *auth.Settings, v string) { s.GraphEndpoint = v },
		},
		{
			name: "token_exchange_audience", env: []string{"M365_TOKEN_EXCHANGE_AUDIENCE"},
			doc:   "Audience of the identity's token in federated mode, in place of the cloud's.",
			store: func(s *auth.Settings, v string) { s.TokenExchangeAudience = v },
		},
		{
			name: "disable_instance_discovery", env: []string{"M365_DISABLE_INSTANCE_DISCOVERY", "ARM_DISABLE_INSTANCE_DISCOVERY"}, boolean: true,
			doc: "Do not ask Microsoft's public cloud whether the authority is genuine. True by default for an authority of your own.",
			store: func(s *auth.Settings, v string) {
				disable := v == "true"
				s.DisableInstanceDiscovery = &disable
			},
		},
		{
			name: "skip_permission_check", env: []string{"M365_SKIP_PERMISSION_CHECK"}, boolean: true,
			doc:   "Do not fail when the application's token grants no permission at all.",
			store: func(s *auth.Settings, v string) { s.SkipPermissionCheck = v == "true" },
		},
	}
}

// variables are the environment variables that may supply the setting.
func (s setting) variables(method string) []string {
	extra := s.envApplication
	if method == "managed_identity" {
		extra = s.envIdentity
	}
	return append(append([]string{}, s.env...), extra...)
}

// fromEnvironment finds the first variable that is not empty.
func (s setting) fromEnvironment(method string, environ func(string) string) (value, variable string) {
	for _, name := range s.variables(method) {
		if value := environ(name); value != "" {
			return value, name
		}
	}
	return "", ""
}

// normalize checks a value of a boolean setting and gives it one spelling.
func (s setting) normalize(value string) (string, error) {
	if !s.boolean {
		return value, nil
	}
	b, err := strconv.ParseBool(value)
	if err != nil {
		return "", fmt.Errorf("%q is neither true nor false", value)
	}
	return strconv.FormatBool(b), nil
}

// documentation is the text of the setting and its environment variables.
func (s setting) documentation() string {
	text := s.doc + " Environment: `" + strings.Join(s.env, "`, `") + "`"
	if len(s.envApplication) > 0 {
		text += "; except with `managed_identity` also `" + strings.Join(s.envApplication, "`, `") + "`"
	}
	if len(s.envIdentity) > 0 {
		text += "; with `managed_identity` also `" + strings.Join(s.envIdentity, "`, `") + "`"
	}
	return text + "."
}
