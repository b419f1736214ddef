// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"
)

// graphAppID is the application id of Microsoft Graph in every tenant.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// authenticate finds out who calls.
func (c *call) authenticate() error {
	scheme, bearer, _ := strings.Cut(c.request.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || bearer == "" {
		return unauthenticated("Access token is empty.")
	}
	caller, err := c.options.Verify(bearer)
	if err != nil {
		return unauthenticated(err.Error())
	}
	if caller.TenantID != c.options.TenantID {
		return unauthenticated("Access token validation failure. Invalid issuer.")
	}
	c.caller = caller
	return nil
}

func unauthenticated(message string) *failure {
	f := fail(http.StatusUnauthorized, "InvalidAuthenticationToken", "%s", message)
	f.challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="` + graphAppID + `"`
	return f
}

// authorize refuses what the token's application permissions do not allow.
// Collections that no line speaks of are open to every token.
func (c *call) authorize() error {
	if !c.caller.AppOnly {
		return nil
	}
	reading := c.request.Method == http.MethodGet || c.isReadingAction()
	for _, p := range permissions {
		if !under(c.target.pattern(), p.path) {
			continue
		}
		allowed := p.write
		if reading {
			allowed = append(slices.Clone(p.read), p.write...)
		}
		if slices.ContainsFunc(allowed, func(role string) bool { return slices.Contains(c.caller.Roles, role) }) {
			return nil
		}
		return fail(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
	}
	return nil
}

// isReadingAction tells whether a POST only asks.
func (c *call) isReadingAction() bool {
	return slices.Contains([]string{"getByIds", "checkMemberGroups", "checkMemberObjects", "getMemberGroups", "getMemberObjects"}, c.target.operation)
}

// permission says which application permissions open the paths below one.
type permission struct {
	path        string
	read, write []string
}

// permissions are Microsoft's for the much-used collections; the first line
// that fits counts. A "*" is any one segment.
var permissions = []permission{
	{"/users", []string{"User.Read.All", "User.ReadBasic.All", "Directory.Read.All"}, []string{"User.ReadWrite.All", "Directory.ReadWrite.All"}},
	{"/groups/*/members", []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}, []string{"GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
	{"/groups", []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}, []string{"Group.ReadWrite.All", "Directory.ReadWrite.All"}},
	{"/applications", []string{"Application.Read.All", "Directory.Read.All"}, []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}},
	{"/servicePrincipals/*/appRoleAssignedTo", []string{"Application.Read.All", "Directory.Read.All"}, []string{"AppRoleAssignment.ReadWrite.All"}},
	{"/servicePrincipals/*/appRoleAssignments", []string{"Application.Read.All", "Directory.Read.All"}, []string{"AppRoleAssignment.ReadWrite.All"}},
	{"/servicePrincipals", []string{"Application.Read.All", "Directory.Read.All"}, []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}},
	{"/oauth2PermissionGrants", []string{"DelegatedPermissionGrant.Read.All", "Directory.Read.All"}, []string{"DelegatedPermissionGrant.ReadWrite.All"}},
	{"/directory/administrativeUnits", []string{"AdministrativeUnit.Read.All", "Directory.Read.All"}, []string{"AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All"}},
	{"/directoryRoles", []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, []string{"RoleManagement.ReadWrite.Directory"}},
	{"/roleManagement/directory", []string{"RoleManagement.Read.Directory", "RoleManagement.Read.All", "Directory.Read.All"}, []string{"RoleManagement.ReadWrite.Directory"}},
	{"/identity/conditionalAccess/authenticationContextClassReferences", []string{"AuthenticationContext.Read.All", "Policy.Read.All"}, []string{"AuthenticationContext.ReadWrite.All"}},
	{"/identity/conditionalAccess", []string{"Policy.Read.All", "Policy.Read.ConditionalAccess"}, []string{"Policy.ReadWrite.ConditionalAccess"}},
	{"/policies/authorizationPolicy", []string{"Policy.Read.All", "Policy.Read.Authorization"}, []string{"Policy.ReadWrite.Authorization"}},
	{"/domains", []string{"Domain.Read.All", "Directory.Read.All"}, []string{"Domain.ReadWrite.All"}},
	{"/organization", []string{"Organization.Read.All", "Directory.Read.All"}, []string{"Organization.ReadWrite.All"}},
	{"/deviceManagement", []string{"DeviceManagementConfiguration.Read.All"}, []string{"DeviceManagementConfiguration.ReadWrite.All"}},
	{"/identityGovernance/entitlementManagement", []string{"EntitlementManagement.Read.All"}, []string{"EntitlementManagement.ReadWrite.All"}},
}

// under tells whether a path is a pattern or below it.
func under(path, pattern string) bool {
	segments := strings.Split(path, "/")
	for i, want := range strings.Split(pattern, "/") {
		if i >= len(segments) || want != "*" && !strings.EqualFold(want, segments[i]) {
			return false
		}
	}
	return true
}
