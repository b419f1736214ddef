// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"slices"
	"strings"
	"testing"
)

const (
	intuneForbidden = `An error has occurred`
	intuneScopes    = "Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All"
	insufficient    = "Insufficient privileges to complete the operation."
)

func TestEveryGraphRemedy(t *testing.T) {
	t.Parallel()
	application := claims{AppID: otherID, ObjectID: "oid-1", IdentityType: "app", Roles: []string{"User.Read.All"}}
	user := claims{AppID: otherID, IdentityType: "user", Scopes: "User.Read openid", UserName: "a@contoso.com"}
	identity := application
	identity.ResourceID = "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/tf"
	groups, devices := []string{"Group.ReadWrite.All"}, []string{"DeviceManagementConfiguration.ReadWrite.All"}
	direct, federated := login{method: "managed_identity", mode: Direct}, login{method: "managed_identity", mode: Federated}
	cli := login{method: "azure_cli", credential: toolCredential{tool: azureCLI}}
	shell := login{method: "managed_identity", mode: Direct, detection: Detection{Source: CloudShell}}
	code := login{method: "device_code"}

	const lookUp, assign = "appRoles[?value=='Group.ReadWrite.All'].id", `\"principalId\":\"oid-1\"`
	tests := map[string]struct {
		login   login
		who     claims
		refusal Refusal
		want    []string // none where nothing is said
	}{
		"the token is for another cloud": {direct, application, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "Access token validation failure. Invalid audience."}, []string{`cloud is "public"`, "https://graph.microsoft.com"}},
		"the clock is wrong":             {direct, application, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "Lifetime validation failed, the token is expired."}, []string{"timedatectl status"}},
		"the token was cut":              {direct, application, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "CompactToken parsing failed with error code: 80049217"}, []string{"NO_PROXY"}},
		"no JWT arrived":                 {direct, application, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "IDX14100: JWT is not well formed, there are no dots (.)."}, []string{"NO_PROXY"}},
		"no premium licence":             {direct, application, Refusal{Status: 403, Code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant", Message: "Neither tenant is B2C or tenant doesn't have premium license"}, []string{"P1 or P2", "/v1.0/subscribedSkus"}},
		"no licence of the object":       {direct, application, Refusal{Status: 403, Code: "AccessDenied", Message: "Your tenant is not licensed for this feature.", Licence: "Widgets"}, []string{"licence for this: Widgets.", "/v1.0/subscribedSkus"}},
		"no licence, as a wrong request": {direct, application, Refusal{Status: 400, Code: "AadPremiumLicenseRequired", Message: "The tenant needs an AAD Premium 2 license.", Licence: "Microsoft Entra ID P2"}, []string{"licence for this: Microsoft Entra ID P2."}},
		"no licence, in a sentence":      {direct, application, Refusal{Status: 400, Code: "Request_BadRequest", Message: "The tenant does not have a valid license.", Licence: "Widgets"}, []string{"licence for this: Widgets."}},
		"no Intune":                      {direct, application, Refusal{Status: 400, Code: "BadRequest", Message: "Request not applicable to target tenant."}, []string{"no Intune"}},
		"no Intune, forbidden":           {direct, application, Refusal{Status: 403, Code: "Forbidden", Message: "Request not applicable to target tenant."}, []string{"no Intune"}},

		"a user of Azure CLI":        {cli, user, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{"through Azure CLI", "User.Read, openid", "Group.ReadWrite.All", "interactive_browser"}},
		"a user of Cloud Shell":      {shell, user, Refusal{Status: 403, Code: "Forbidden", Needed: groups}, []string{"through Cloud Shell"}},
		"an application of CLI":      {cli, application, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{"az ad app permission add --id " + otherID, "admin-consent --id " + otherID}},
		"an identity of CLI":         {cli, identity, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{assign}},
		"a user without the scope":   {code, user, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{"delegated permission Group.ReadWrite.All", "oauth2PermissionScopes[?value=='Group.ReadWrite.All'].id", "=Scope"}},
		"a user without the role":    {code, user, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: []string{"User.Read"}}, []string{"directory role"}},
		"an identity, direct":        {direct, application, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{"lacks the application permission Group.ReadWrite.All", "holds: User.Read.All", "GRAPH=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id -o tsv)", lookUp, assign, "24 hours"}},
		"what an identity lacks":     {direct, application, Refusal{Status: 403, Code: "Forbidden", Needed: []string{"Group.ReadWrite.All", "Policy.Read.All"}}, []string{"lacks the application permissions Group.ReadWrite.All, Policy.Read.All;"}},
		"what an application lacks":  {federated, application, Refusal{Status: 403, Code: "Forbidden", Needed: []string{"Group.ReadWrite.All", "Policy.Read.All"}}, []string{"lacks the application permissions Group.ReadWrite.All, Policy.Read.All;"}},
		"what a user lacks":          {code, user, Refusal{Status: 403, Code: "Forbidden", Needed: []string{"Group.ReadWrite.All", "Policy.Read.All"}}, []string{"lacks the delegated permissions Group.ReadWrite.All, Policy.Read.All;"}},
		"what a token holds":         {direct, claims{IdentityType: "app", Roles: []string{"Group.ReadWrite.All", "Policy.Read.All"}}, Refusal{Status: 403, Needed: []string{"Group.ReadWrite.All", "Policy.Read.All"}}, []string{"holds the application permissions that Microsoft names for this (Group"}},
		"what covers it":             {direct, claims{IdentityType: "app", Roles: []string{"Group.ReadWrite.All"}}, Refusal{Status: 403, Needed: []string{"GroupMember.ReadWrite.All"}, Missing: func(held []string) []string { return []string{"GroupMember.ReadWrite.All"}[len(held):] }}, []string{"(GroupMember.ReadWrite.All), or others that do, so that something besides is missing"}},
		"what nothing covers":        {direct, application, Refusal{Status: 403, Needed: []string{"A.Read", "GroupMember.ReadWrite.All"}, Missing: func([]string) []string { return []string{"GroupMember.ReadWrite.All"} }}, []string{"lacks the application permission GroupMember.ReadWrite.All;"}},
		"what a user's token holds":  {code, claims{IdentityType: "user", Scopes: "Group.ReadWrite.All Policy.Read.All"}, Refusal{Status: 403, Needed: []string{"Group.ReadWrite.All", "Policy.Read.All"}}, []string{"holds the delegated permissions (Group.ReadWrite.All, Policy.Read.All)"}},
		"an identity by Kubernetes":  {login{method: "workload_identity"}, identity, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{assign}},
		"an application, federated":  {federated, application, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: groups}, []string{lookUp, "az ad app permission add --id " + otherID, "--api-permissions $ID=Role", "The next run has it"}},
		"Intune's 401":               {direct, application, Refusal{Status: 401, Code: "UnknownError", InnerCode: "Forbidden", Message: intuneForbidden, Needed: devices}, []string{"DeviceManagementConfiguration.ReadWrite.All", assign}},
		"Intune's list":              {direct, application, Refusal{Status: 403, Code: "Forbidden", Message: intuneScopes, Needed: devices}, []string{"lacks the application permission DeviceManagementConfiguration.ReadWrite.All;"}},
		"a list without ours":        {direct, application, Refusal{Status: 403, Code: "Forbidden", Message: intuneScopes, Needed: groups}, []string{"lacks the application permission DeviceManagementConfiguration.Read.All;"}},
		"governance's list":          {federated, application, Refusal{Status: 403, Code: "PermissionScopeNotGranted", Message: "Authorization failed due to missing permission scope RoleAssignmentSchedule.ReadWrite.Directory,RoleManagement.ReadWrite.Directory."}, []string{"lacks the application permission RoleAssignmentSchedule.ReadWrite.Directory;"}},
		"nothing that is documented": {direct, application, Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: []string{"User.Read.All"}}, []string{"something besides is missing", "directory role"}},
		"one that covers the other":  {direct, claims{IdentityType: "app", Roles: []string{"Group.ReadWrite.All"}}, Refusal{Status: 403, Needed: []string{"Group.Read.All"}}, []string{"something besides is missing"}},
		"a token that is opaque":     {direct, claims{}, Refusal{Status: 403, Needed: groups}, []string{"holds: none", "OBJECT_ID"}},

		"a request that is wrong":    {direct, application, Refusal{Status: 400, Code: "Request_BadRequest", Message: "Invalid value specified for property", Needed: groups}, nil},
		"a licence of a user":        {direct, application, Refusal{Status: 400, Code: "Request_BadRequest", Message: "Subscription with SKU s does not have any available licenses.", Licence: "Microsoft Entra ID P1"}, nil},
		"a licence that cannot be":   {direct, application, Refusal{Status: 400, Code: "Request_BadRequest", Message: "License assignment cannot be done for user with invalid usage location.", Licence: "Microsoft Entra ID P1"}, nil},
		"a licence of nothing known": {direct, application, Refusal{Status: 400, Code: "Request_BadRequest", Message: "The site requires a license."}, nil},
		"an object that is not here": {direct, application, Refusal{Status: 404, Code: "Request_ResourceNotFound", Needed: groups}, nil},

		"a token that a tool keeps": {cli, user, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "Access token validation failure."}, []string{"token that Azure CLI keeps", "  az login --tenant " + tenantID}},
		"of an identity":            {direct, application, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "Access token validation failure."}, []string{"az ad sp show --id oid-1 --query accountEnabled"}},
		"of an application":         {federated, application, Refusal{Status: 401, Code: "InvalidAuthenticationToken", Message: "Access token validation failure."}, []string{"az ad sp show --id " + otherID}},
	}
	used := map[int]bool{}
	for name, tt := range tests {
		c := &Credential{setup: setup{Settings: Settings{TenantID: tenantID, ClientID: appID}}.withNothing()}
		c.login.Store(&tt.login)
		c.account.Store(&tt.who)
		where := situation{
			setup: c.setup, login: tt.login, presented: tt.who, missing: missing(tt.refusal, tt.who), licence: tt.refusal.Licence,
			answer: answer{status: tt.refusal.Status, text: tt.refusal.Code + " " + tt.refusal.InnerCode + " " + tt.refusal.Message},
		}
		used[slices.IndexFunc(graphRemedies, func(r remedy) bool { return r.fits(where) })] = true

		got := c.Advise(tt.refusal)
		if (got == "") != (tt.want == nil) {
			t.Errorf("%s: said %q", name, got)
		}
		for _, piece := range tt.want {
			if !strings.Contains(got, piece) {
				t.Errorf("%s: the advice lacks %q:\n%s", name, piece, got)
			}
		}
		commandsAlone(t, name, got)
		if strings.ContainsAny(strings.ReplaceAll(got, `\"`, ""), "{}") && !strings.Contains(got, "--body") {
			t.Errorf("%s: a placeholder is left in:\n%s", name, got)
		}
	}
	for i, r := range graphRemedies {
		if !used[i] {
			t.Errorf("no case needs the row of %q %v", r.advice, r.texts)
		}
	}
}

func TestAdviceKnowsTheTokenThatWasHandedOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	c := w.open()
	refusal := Refusal{Status: 403, Code: "Authorization_RequestDenied", Message: insufficient, Needed: []string{"User.ReadWrite.All"}}
	if got := c.Advise(refusal); !strings.Contains(got, "holds: none") {
		t.Errorf("before any token the advice is:\n%s", got)
	}
	if err := getToken(c); err != nil {
		t.Fatal(err)
	}
	if got := c.Advise(refusal); !strings.Contains(got, "holds: Group.ReadWrite.All") || !strings.Contains(got, `\"principalId\":\"oid-1\"`) {
		t.Errorf("the advice is:\n%s", got)
	}
}

func TestGraphsTextsCannotPutCommandsIntoAdvice(t *testing.T) {
	t.Parallel()
	c := &Credential{setup: setup{}.withNothing()}
	c.login.Store(&login{mode: Direct})
	got := c.Advise(Refusal{Status: 403, Message: "one of the following scopes: $(id).All, `id`, Group.Read.All'; id"})
	if strings.Contains(got, "$(id)") || strings.Contains(got, "`id`") || strings.Contains(got, "; id") {
		t.Errorf("Graph's text got into:\n%s", got)
	}
}
