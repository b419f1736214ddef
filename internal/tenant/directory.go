// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"encoding/base64"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// directory is the tenant's objects as Entra sees them. What is changed through
// Graph counts for the next token.
type directory struct {
	tenantID string
	store    *store.Store
}

// TenantID knows the tenant by its id and by its verified domains.
func (d directory) TenantID(name string) (string, bool) {
	if name == d.tenantID {
		return d.tenantID, true
	}
	domain, ok := d.store.Read().Get("/domains", name)
	verified, _ := domain["isVerified"].(bool)
	return d.tenantID, ok && verified
}

// Application reads an app registration with all its credentials.
func (d directory) Application(appID string) (entra.Application, bool) {
	app, ok := d.store.Read().FindBy("/applications", "appId", appID)
	if !ok {
		return entra.Application{}, false
	}
	public, _ := app["isFallbackPublicClient"].(bool)
	return entra.Application{
		AppID:                text(app, "appId"),
		DisplayName:          text(app, "displayName"),
		HomeTenantID:         d.tenantID,
		SignInAudience:       text(app, "signInAudience"),
		PublicClient:         public,
		RedirectURIs:         texts(part(app, "publicClient"), "redirectUris"),
		Secrets:              secrets(app),
		Certificates:         certificates(app),
		FederatedCredentials: d.federatedCredentials(text(app, "id")),
	}, true
}

func secrets(app store.Object) []entra.Secret {
	var list []entra.Secret
	for _, c := range parts(app, "passwordCredentials") {
		list = append(list, entra.Secret{Value: text(c, "secretText"), Start: instant(c, "startDateTime"), End: instant(c, "endDateTime")})
	}
	return list
}

func certificates(app store.Object) []entra.Certificate {
	var list []entra.Certificate
	for _, c := range parts(app, "keyCredentials") {
		der, err := base64.StdEncoding.DecodeString(text(c, "key"))
		if err != nil || text(c, "usage") != "Verify" {
			continue // keys for signing tokens are of no use here
		}
		list = append(list, entra.Certificate{DER: der, Start: instant(c, "startDateTime"), End: instant(c, "endDateTime")})
	}
	return list
}

func (d directory) federatedCredentials(id string) []entra.FederatedCredential {
	var list []entra.FederatedCredential
	for c := range d.store.Read().All(store.Location("/applications").Object(id).Child("federatedIdentityCredentials")) {
		list = append(list, entra.FederatedCredential{
			Name:      text(c, "name"),
			Issuer:    text(c, "issuer"),
			Subject:   text(c, "subject"),
			Audiences: texts(c, "audiences"),
		})
	}
	return list
}

// ServicePrincipal reads a service principal with what was granted to it.
func (d directory) ServicePrincipal(tenantID, appID string) (entra.ServicePrincipal, bool) {
	sp, ok := d.store.Read().FindBy("/servicePrincipals", "appId", appID)
	if !ok || tenantID != d.tenantID {
		return entra.ServicePrincipal{}, false
	}
	enabled, _ := sp["accountEnabled"].(bool)
	id := text(sp, "id")
	return entra.ServicePrincipal{
		ObjectID:    id,
		DisplayName: text(sp, "displayName"),
		Enabled:     enabled,
		Roles:       d.roles(id),
		Scopes:      d.scopes(id),
	}, true
}

// roles are the names of the app roles that are assigned to a principal, by
// the application id of their resource.
func (d directory) roles(principalID string) map[string][]string {
	roles := map[string][]string{}
	for resource := range d.store.Read().All("/servicePrincipals") {
		assigned := d.assigned(principalID, text(resource, "id"))
		if len(assigned) == 0 {
			continue
		}
		for _, role := range parts(resource, "appRoles") {
			if assigned[strings.ToLower(text(role, "id"))] {
				appID := text(resource, "appId")
				roles[appID] = append(roles[appID], text(role, "value"))
			}
		}
	}
	return roles
}

// assigned are the ids of a resource's app roles that a principal holds. An
// assignment counts on whichever side it was written.
func (d directory) assigned(principalID, resourceID string) map[string]bool {
	ids := map[string]bool{}
	const principals = store.Location("/servicePrincipals")
	for _, side := range []store.Location{principals.Object(principalID).Child("appRoleAssignments"), principals.Object(resourceID).Child("appRoleAssignedTo")} {
		for assignment := range d.store.Read().All(side) {
			if strings.EqualFold(text(assignment, "principalId"), principalID) && strings.EqualFold(text(assignment, "resourceId"), resourceID) {
				ids[strings.ToLower(text(assignment, "appRoleId"))] = true
			}
		}
	}
	return ids
}

// scopes are the delegated permissions that a client was consented to, by the
// application id of their resource.
func (d directory) scopes(clientID string) map[string][]string {
	scopes := map[string][]string{}
	for grant := range d.store.Read().All("/oauth2PermissionGrants") {
		resource, ok := d.store.Read().Get("/servicePrincipals", text(grant, "resourceId"))
		if ok && strings.EqualFold(text(grant, "clientId"), clientID) {
			appID := text(resource, "appId")
			scopes[appID] = append(scopes[appID], strings.Fields(text(grant, "scope"))...)
		}
	}
	return scopes
}

// User reads a user.
func (d directory) User(tenantID, name string) (entra.User, bool) {
	user, ok := d.store.Read().FindBy("/users", "userPrincipalName", name)
	if !ok || tenantID != d.tenantID {
		return entra.User{}, false
	}
	enabled, _ := user["accountEnabled"].(bool)
	return entra.User{
		ObjectID:          text(user, "id"),
		UserPrincipalName: text(user, "userPrincipalName"),
		DisplayName:       text(user, "displayName"),
		Enabled:           enabled,
	}, true
}

// text is a property that should be a text; anything else counts as empty.
func text(o store.Object, property string) string {
	value, _ := o[property].(string)
	return value
}

func texts(o store.Object, property string) []string {
	var list []string
	elements, _ := o[property].([]any)
	for _, element := range elements {
		if value, ok := element.(string); ok {
			list = append(list, value)
		}
	}
	return list
}

func part(o store.Object, property string) store.Object {
	value, _ := o[property].(store.Object)
	return value
}

func parts(o store.Object, property string) []store.Object {
	var list []store.Object
	elements, _ := o[property].([]any)
	for _, element := range elements {
		if value, ok := element.(store.Object); ok {
			list = append(list, value)
		}
	}
	return list
}

// instant is a date; one that cannot be read is zero, which is no bound.
func instant(o store.Object, property string) time.Time {
	value, _ := time.Parse(time.RFC3339, text(o, property))
	return value
}
