// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// namespace makes ids that are the same in every run.
var namespace = uuid.MustParse("2d5ef9b1-7a39-4c39-8a35-6c1d5c1f5a01")

// seed puts the built-in objects into a store, all in one change.
type seed struct {
	options Options
	tx      *store.Tx
	now     string
	graph   string       // the id of Microsoft Graph's service principal
	roles   []permission // of Microsoft Graph, which the built-in principals hold
	err     error        // the first one; what follows it does nothing
}

// newStore is a store with the built-in objects.
func newStore(options Options) (*store.Store, error) {
	fresh := graph.NewStore()
	return fresh, fresh.Update(func(tx *store.Tx) error {
		if err := graph.Seed(tx); err != nil {
			return fmt.Errorf("seed the tenant with what is built in: %w", err)
		}
		s := &seed{options: options, tx: tx, now: options.Now().UTC().Format(time.RFC3339)}
		s.organization()
		s.licences()
		s.microsoftServices()
		s.people()
		s.identities()
		s.applications()
		return s.err
	})
}

// insert adds an object. Its id, unless it has one, follows from the collection and
// from a name that is unique there.
func (s *seed) insert(collection store.Location, name string, object store.Object) (id string) {
	id, _ = object["id"].(string)
	if id == "" {
		id = uuid.NewSHA1(namespace, []byte(string(collection)+"/"+name)).String()
		object["id"] = id
	}
	if err := s.tx.Insert(collection, object); err != nil && s.err == nil {
		s.err = fmt.Errorf("seed the tenant with %s/%s: %w", collection, name, err)
	}
	return id
}

func (s *seed) organization() {
	domain := s.options.Domain
	initial := store.Object{
		"id":                 domain,
		"authenticationType": "Managed",
		"isAdminManaged":     true,
		"isDefault":          true,
		"isInitial":          true,
		"isRoot":             true,
		"isVerified":         true,
		"supportedServices":  []any{"Email", "OfficeCommunicationsOnline"},
		"availabilityStatus": nil,
		"state":              nil,
	}
	maps.Copy(initial, graph.VerifiedDomain())
	s.insert("/domains", domain, initial)
	s.insert("/organization", "", store.Object{
		"id":                s.options.TenantID,
		"displayName":       "Contoso",
		"countryLetterCode": "GB",
		"createdDateTime":   s.now,
		"tenantType":        "AAD",

		"assignedPlans": []any{}, "businessPhones": []any{}, "city": nil, "country": nil, "deletedDateTime": nil,
		"defaultUsageLocation": nil, "marketingNotificationEmails": []any{},
		"onPremisesLastSyncDateTime": nil, "onPremisesSyncEnabled": nil, "partnerTenantType": nil, "postalCode": nil, "preferredLanguage": "en",
		"directorySizeQuota": store.Object{"total": 300000, "used": 0}, "onPremisesSyncStatus": []any{},
		"privacyProfile": nil, "provisionedPlans": []any{}, "securityComplianceNotificationMails": []any{},
		"securityComplianceNotificationPhones": []any{}, "state": nil, "street": nil, "technicalNotificationMails": []any{},
		"verifiedDomains": []any{store.Object{
			"name": domain, "type": "Managed", "capabilities": "Email, OfficeCommunicationsOnline", "isDefault": true, "isInitial": true,
		}},
	})
}

// servicePrincipal adds a service principal; more holds what is its own.
func (s *seed) servicePrincipal(appID, name, kind string, more store.Object) string {
	object := store.Object{
		"appId":                      appID,
		"displayName":                name,
		"appDisplayName":             name,
		"servicePrincipalType":       kind,
		"accountEnabled":             true,
		"appOwnerOrganizationId":     s.options.TenantID,
		"appRoleAssignmentRequired":  false,
		"servicePrincipalNames":      []any{appID},
		"createdDateTime":            s.now,
		"signInAudience":             "AzureADMyOrg",
		"alternativeNames":           []any{},
		"appRoles":                   []any{},
		"oauth2PermissionScopes":     []any{},
		"keyCredentials":             []any{},
		"passwordCredentials":        []any{},
		"replyUrls":                  []any{},
		"tags":                       []any{},
		"notificationEmailAddresses": []any{},
	}
	maps.Copy(object, more)
	return s.insert("/servicePrincipals", appID, object)
}

// microsoftServices adds Microsoft Graph with all its permissions, and Azure
// Resource Manager.
func (s *seed) microsoftServices() {
	var roles, scopes []any
	for _, p := range permissionsOf("Role") {
		if slices.Contains(s.options.Roles, p.name) {
			s.roles = append(s.roles, p)
		}
		roles = append(roles, store.Object{
			"id": p.id, "value": p.name, "displayName": p.name, "description": p.name,
			"isEnabled": true, "origin": "Application", "allowedMemberTypes": []any{"Application"},
		})
	}
	for _, p := range permissionsOf("Scope") {
		scopes = append(scopes, store.Object{
			"id": p.id, "value": p.name, "type": "Admin", "isEnabled": true,
			"adminConsentDisplayName": p.name, "adminConsentDescription": p.name,
			"userConsentDisplayName": p.name, "userConsentDescription": p.name,
		})
	}
	s.graph = s.servicePrincipal(entra.GraphAppID, "Microsoft Graph", "Application", store.Object{
		"appOwnerOrganizationId": graph.MicrosoftTenantID,
		"signInAudience":         "AzureADMultipleOrgs",
		"servicePrincipalNames":  []any{"https://graph.microsoft.com", entra.GraphAppID},
		"appRoles":               roles,
		"oauth2PermissionScopes": scopes,
	})
	s.servicePrincipal(entra.ManagementAppID, "Windows Azure Service Management API", "Application", store.Object{
		"appOwnerOrganizationId": graph.MicrosoftTenantID,
		"signInAudience":         "AzureADMultipleOrgs",
		"servicePrincipalNames":  []any{"https://management.azure.com", "https://management.core.windows.net/", entra.ManagementAppID},
	})
}

// people adds the one user of a new tenant.
func (s *seed) people() {
	name := "admin@" + s.options.Domain
	s.insert("/users", name, store.Object{
		"userPrincipalName": name,
		"displayName":       "Local Administrator",
		"mailNickname":      "admin",
		"accountEnabled":    true,
		"userType":          "Member",
		"createdDateTime":   s.now,
		"businessPhones":    []any{},
		"otherMails":        []any{},
		"proxyAddresses":    []any{},
	})
}

// identities adds the service principals of the built-in managed identities,
// attached or not, and of all others that are attached.
func (s *seed) identities() {
	all := []identity.Identity{SystemIdentity(), UserIdentity()}
	for _, id := range s.options.Identities {
		if !slices.ContainsFunc(all, func(known identity.Identity) bool { return known.ClientID == id.ClientID }) {
			all = append(all, id)
		}
	}
	for _, id := range all {
		explicit := "isExplicit=False"
		if id.Kind == identity.UserAssigned {
			explicit = "isExplicit=True"
		}
		name := path.Base(id.ResourceID)
		s.servicePrincipal(id.ClientID, name, "ManagedIdentity", store.Object{
			"id":               id.ObjectID,
			"alternativeNames": []any{explicit, id.ResourceID},
		})
		s.grantRoles(id.ObjectID, name)
		s.grantDirectoryRoles(id.ObjectID)
	}
}

// applications adds one that trusts the user-assigned identity, one with a
// client secret and one that people sign in to.
func (s *seed) applications() {
	app := s.application(FederatedAppID, "Terraform, federated", nil)
	if !s.options.WithoutFederatedCredential {
		s.insert(store.Location("/applications").Object(app).Child("federatedIdentityCredentials"), "terraform", store.Object{
			"name":        "terraform",
			"issuer":      "https://login.microsoftonline.com/" + s.options.TenantID + "/v2.0",
			"subject":     UserIdentityObjectID,
			"audiences":   []any{"api://AzureADTokenExchange"},
			"description": "The user-assigned identity of this host",
		})
	}
	s.application(SecretAppID, "Terraform, with a secret", store.Object{
		"passwordCredentials": []any{store.Object{
			"keyId":         uuid.NewSHA1(namespace, []byte("secret")).String(),
			"displayName":   "built in",
			"hint":          SecretAppSecret[:3],
			"secretText":    SecretAppSecret,
			"startDateTime": s.now,
			"endDateTime":   s.options.Now().AddDate(100, 0, 0).UTC().Format(time.RFC3339),
		}},
	})
	s.application(PublicAppID, "Terraform, for people", store.Object{
		"isFallbackPublicClient": true,
		"publicClient":           store.Object{"redirectUris": []any{"http://localhost"}},
	})
	s.consent(PublicAppID)
}

// application adds an app registration and its service principal, and grants
// this one the tenant's roles. It returns the registration's object id.
func (s *seed) application(appID, name string, more store.Object) string {
	object := store.Object{
		"appId":                             appID,
		"displayName":                       name,
		"signInAudience":                    "AzureADMyOrg",
		"publisherDomain":                   s.options.Domain,
		"createdDateTime":                   s.now,
		"isFallbackPublicClient":            nil,
		"addIns":                            []any{},
		"appRoles":                          []any{},
		"identifierUris":                    []any{},
		"keyCredentials":                    []any{},
		"passwordCredentials":               []any{},
		"api":                               store.Object{"knownClientApplications": []any{}, "oauth2PermissionScopes": []any{}, "preAuthorizedApplications": []any{}},
		"publicClient":                      store.Object{"redirectUris": []any{}},
		"spa":                               store.Object{"redirectUris": []any{}},
		"web":                               store.Object{"redirectUris": []any{}, "redirectUriSettings": []any{}},
		"requiredResourceAccess":            []any{},
		"servicePrincipalLockConfiguration": nil,
		"tags":                              []any{},
	}
	maps.Copy(object, more)
	principal := s.servicePrincipal(appID, name, "Application", nil)
	s.grantRoles(principal, name)
	s.grantDirectoryRoles(principal)
	return s.insert("/applications", appID, object)
}

// grantRoles assigns the tenant's roles, all of them Microsoft Graph's, to a
// service principal.
func (s *seed) grantRoles(principalID, name string) {
	for _, p := range s.roles {
		s.assign(store.Object{
			"appRoleId":            p.id,
			"createdDateTime":      s.now,
			"principalDisplayName": name,
			"principalId":          principalID,
			"principalType":        "ServicePrincipal",
			"resourceDisplayName":  "Microsoft Graph",
			"resourceId":           s.graph,
		})
	}
}

// grantDirectoryRoles assigns the tenant's directory roles to a service principal.
func (s *seed) grantDirectoryRoles(principalID string) {
	for _, name := range s.options.DirectoryRoles {
		template, _ := graph.RoleNamed(name) // the options have been checked
		if err := graph.AssignRole(s.tx, principalID, template); err != nil && s.err == nil {
			s.err = err
		}
	}
}

// consent lets an application act for people with every delegated permission of
// Graph that bears the name of one of the tenant's roles.
func (s *seed) consent(appID string) {
	client, _ := s.tx.FindBy("/servicePrincipals", "appId", appID)
	scopes := []string{"User.Read"}
	for _, p := range permissionsOf("Scope") {
		if slices.Contains(s.options.Roles, p.name) {
			scopes = append(scopes, p.name)
		}
	}
	s.insert("/oauth2PermissionGrants", appID, store.Object{
		"clientId":    client["id"],
		"consentType": "AllPrincipals",
		"principalId": nil,
		"resourceId":  s.graph,
		"scope":       strings.Join(scopes, " "),
	})
}

// assign adds an app role assignment, which both its ends contain.
func (s *seed) assign(assignment store.Object) {
	principal, resource := text(assignment, "principalId"), text(assignment, "resourceId")
	assignment["id"] = uuid.NewSHA1(namespace, []byte(principal+resource+text(assignment, "appRoleId"))).String()
	principals := store.Location("/servicePrincipals")
	s.insert(principals.Object(principal).Child("appRoleAssignments"), "", assignment)
	s.insert(principals.Object(resource).Child("appRoleAssignedTo"), "", assignment)
}
