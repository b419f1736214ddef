// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// portalHost is where the pages of Entra in Azure's portal have an interface of
// their own. Microsoft does not document it; the Azure CLI consents by it.
const portalHost = "main.iam.ad.ext.azure.com"

// portal is that interface, as far as `az ad app permission admin-consent` needs it.
func (t *Tenant) portal() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/RegisteredApplications/{appId}/Consent", t.consent)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		portalError(w, http.StatusNotImplemented, "NotImplemented", "The local tenant knows nothing of the portal but the consent of administrators: "+r.URL.Path+" is not there.")
	})
	return mux
}

// portalError is the shape of errors there. Which words the real one has for what
// is wrong is not known.
func portalError(w http.ResponseWriter, status int, code, message string) {
	writeJSON(w, status, map[string]any{"ClassName": "Microsoft.Portal.Framework.Exceptions.ClientException", "Message": message, "ClientData": map[string]any{"errorCode": code}})
}

// consent grants an application everything that its registration asks for, for
// all users, as the caller: who may not grant it in Graph may not do it here.
func (t *Tenant) consent(w http.ResponseWriter, r *http.Request) {
	bearer, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	claims, err := t.entra.VerifyFor(entra.PortalAppID, bearer)
	if err != nil {
		portalError(w, http.StatusUnauthorized, "Unauthorized", "The token is not one for the portal: "+err.Error()+".")
		return
	}
	app, ok := t.store.Read().FindBy("/applications", "appId", r.PathValue("appId"))
	switch {
	case !ok:
		portalError(w, http.StatusNotFound, "NotFound", "There is no application "+r.PathValue("appId")+".")
		return
	case r.URL.Query().Get("onBehalfOfAll") != "true":
		portalError(w, http.StatusBadRequest, "BadRequest", "Only consent on behalf of all users is there: onBehalfOfAll=true.")
		return
	}
	if err := t.newConsenting(claims).grantAll(app); err != nil {
		portalError(w, http.StatusForbidden, "Forbidden", err.Error())
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// consenting grants permissions by Graph, with the rights that a caller has there.
type consenting struct {
	planting
	directory directory
}

func (t *Tenant) newConsenting(claims entra.Claims) *consenting {
	as := graph.Caller{AppID: claims.AppID, ObjectID: claims.ObjectID, TenantID: claims.TenantID, AppOnly: claims.AppOnly}
	seen := directory{t.options.TenantID, t.store}
	if claims.AppOnly {
		as.Roles = seen.roles(claims.ObjectID)[entra.GraphAppID]
	}
	handler := graph.New(graph.Options{
		Store: t.store, BaseURL: t.URL(), TenantID: t.options.TenantID, Now: t.options.Now,
		Verify: func(string) (graph.Caller, error) { return as, nil },
	})
	return &consenting{planting{graph: handler, store: t.store}, seen}
}

// grantAll grants what a registration asks for. An application that nobody has
// signed in to yet gets its service principal first.
func (c *consenting) grantAll(app store.Object) error {
	appID := text(app, "appId")
	principal, ok := c.store.Read().FindBy("/servicePrincipals", "appId", appID)
	if !ok {
		if _, err := c.send(http.MethodPost, "/v1.0/servicePrincipals", "the service principal", map[string]any{"appId": appID}); err != nil {
			return err
		}
		principal, _ = c.store.Read().FindBy("/servicePrincipals", "appId", appID)
	}
	for _, wanted := range parts(app, "requiredResourceAccess") {
		resource, ok := c.store.Read().FindBy("/servicePrincipals", "appId", text(wanted, "resourceAppId"))
		if !ok {
			return fmt.Errorf("the tenant has no service principal of the resource %s", text(wanted, "resourceAppId"))
		}
		if err := c.grantRoles(principal, resource, parts(wanted, "resourceAccess")); err != nil {
			return err
		}
		if err := c.grantScopes(principal, resource, parts(wanted, "resourceAccess")); err != nil {
			return err
		}
	}
	return nil
}

// grantRoles assigns the app roles that are not assigned yet.
func (c *consenting) grantRoles(principal, resource store.Object, wanted []store.Object) error {
	held := c.directory.assigned(text(principal, "id"), text(resource, "id"))
	for _, access := range wanted {
		role := strings.ToLower(text(access, "id"))
		if text(access, "type") != "Role" || held[role] {
			continue
		}
		_, err := c.send(http.MethodPost, "/v1.0/servicePrincipals/"+text(resource, "id")+"/appRoleAssignedTo", "the app role "+role, map[string]any{
			"principalId": principal["id"], "resourceId": resource["id"], "appRoleId": role,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// grantScopes adds delegated permissions to those that were consented to for all users.
func (c *consenting) grantScopes(principal, resource store.Object, wanted []store.Object) error {
	var scopes []string
	for _, access := range wanted {
		if text(access, "type") != "Scope" {
			continue
		}
		known := parts(resource, "oauth2PermissionScopes")
		i := slices.IndexFunc(known, func(scope store.Object) bool { return strings.EqualFold(text(scope, "id"), text(access, "id")) })
		if i < 0 {
			return fmt.Errorf("%s has no delegated permission %s", text(resource, "displayName"), text(access, "id"))
		}
		scopes = append(scopes, text(known[i], "value"))
	}
	if len(scopes) == 0 {
		return nil
	}
	for grant := range c.store.Read().All("/oauth2PermissionGrants") {
		if strings.EqualFold(text(grant, "clientId"), text(principal, "id")) && strings.EqualFold(text(grant, "resourceId"), text(resource, "id")) && text(grant, "consentType") == "AllPrincipals" {
			all := strings.Fields(text(grant, "scope"))
			for _, scope := range scopes {
				if !slices.Contains(all, scope) {
					all = append(all, scope)
				}
			}
			_, err := c.send(http.MethodPatch, "/v1.0/oauth2PermissionGrants/"+text(grant, "id"), "the grant", map[string]any{"scope": strings.Join(all, " ")})
			return err
		}
	}
	_, err := c.send(http.MethodPost, "/v1.0/oauth2PermissionGrants", "the grant", map[string]any{
		"clientId": principal["id"], "consentType": "AllPrincipals", "resourceId": resource["id"], "scope": strings.Join(scopes, " "),
	})
	return err
}
