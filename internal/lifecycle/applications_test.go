// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestApplicationThatRefersToItself: its URI holds the id that Graph gives it, and a client
// is allowed its own scopes, whose ids are not known before. Both are objects of their own,
// and the application leaves them alone.
func TestApplicationThatRefersToItself(t *testing.T) {
	t.Parallel()
	const shop = `{"display_name":"Shop","api":{"oauth2_permission_scopes":{"read":{"admin_consent_display_name":"x","admin_consent_description":"y"}}}}`
	w := newWorld(t)
	app, client := w.resource("application"), w.resource("application")
	w.apply(app, shop)
	w.apply(client, `{"display_name":"Command line"}`)
	appID, _ := app.Attributes()["app_id"].(string)
	uri := w.resource("application_identifier_uri")
	w.apply(uri, `{"application_id":%q,"identifier_uri":"api://%s"}`, app.ID(), appID)
	scopes, _ := w.graph(http.MethodGet, "/v1.0/applications/"+app.ID(), "")["api"].(map[string]any)["oauth2PermissionScopes"].([]any)
	scope, _ := scopes[0].(map[string]any)["id"].(string)
	allowed := w.resource("application_pre_authorized")
	w.apply(allowed, `{"application_id":%q,"app_id":%q,"delegated_permission_ids":[%q]}`, app.ID(), client.Attributes()["app_id"], scope)
	w.settled(app)
	w.apply(app, `{"display_name":"Store","api":{"oauth2_permission_scopes":{"read":{"admin_consent_display_name":"x","admin_consent_description":"y"}}}}`)
	w.holds("/v1.0/applications/"+app.ID(), `{"displayName":"Store","identifierUris":["api://`+appID+`"],"api":{"preAuthorizedApplications":[{"delegatedPermissionIds":["`+scope+`"]}]}}`)
	w.settled(uri)
	w.settled(allowed)
	w.destroy(allowed)
	w.destroy(uri)
	w.settled(app)
}

// TestUniqueNameThatComesLater: Graph lets it be given once, also to what is there, and
// never be changed.
func TestUniqueNameThatComesLater(t *testing.T) {
	t.Parallel()
	for kind, collection := range map[string]string{"application": "/v1.0/applications/", "group": "/v1.0/groups/"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource(kind)
			w.apply(r, `{"display_name":"Shop"}`)
			id := r.ID()
			w.apply(r, `{"display_name":"Shop","unique_name":"shop"}`)
			if r.ID() != id {
				t.Errorf("a name that comes later has replaced the object")
			}
			w.holds(collection+id, `{"uniqueName":"shop"}`)
			w.configure(r, `{"display_name":"Shop","unique_name":"store"}`)
			if plan := w.plan(r); !plan.Replaces {
				t.Errorf("another name does not replace the object: %v", plan.Differences())
			}
		})
	}
}

// TestScopesOfAGrant: blanks and order mean nothing, what somebody adds is drift, and a
// blank within a scope is none of Graph's scopes.
func TestScopesOfAGrant(t *testing.T) {
	t.Parallel()
	const config = `{"client_id":%q,"resource_id":%q,"scope":["openid","User.Read"]}`
	w := newWorld(t)
	app, principal, r := w.resource("application"), w.resource("service_principal"), w.resource("delegated_permission_grant")
	w.apply(app, `{"display_name":"a"}`)
	w.apply(principal, `{"app_id":%q}`, app.Attributes()["app_id"])
	w.apply(r, config, principal.ID(), principal.ID())
	grant := "/v1.0/oauth2PermissionGrants/" + r.ID()
	for scope, isDrift := range map[string]bool{" User.Read  openid": false, "User.Read openid User.Read": false, "openid User.Read Mail.Send": true} {
		w.graph(http.MethodPatch, grant, `{"scope":"`+scope+`"}`)
		if plan := w.plan(r); plan.Empty() == isDrift {
			t.Errorf("%q: there is something to do: %v; want %v", scope, !plan.Empty(), isDrift)
		}
	}
	w.apply(r, config, principal.ID(), principal.ID())
	w.graph(http.MethodPatch, grant, `{"scope":"User.Read openid User.Read"}`)
	other := *r
	w.refused(&other, `{"client_id":"`+principal.ID()+`","resource_id":"`+principal.ID()+`","scope":["User.Read openid"]}`, "scope")
	w.configure(r, config, principal.ID(), principal.ID())
	w.destroy(r)
}

// TestKeysThatAreNotKnown: a further role leaves the ids of the others known, so that what
// refers to them stays. A key that is not known hides them all, and the plan says so.
func TestKeysThatAreNotKnown(t *testing.T) {
	t.Parallel()
	const role = `{"display_name":"a","description":"a","allowed_member_types":["User"]}`
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, `{"display_name":"Shop","app_roles":{"read":`+role+`}}`)
	w.configure(r, `{"display_name":"Shop","app_roles":{"read":`+role+`,"write":`+role+`}}`)
	id, _ := r.Attributes()["app_roles"].(map[string]any)["read"].(map[string]any)["id"].(string)
	if differences := fmt.Sprint(w.plan(r).Differences()); strings.Count(differences, id) != 2 {
		t.Errorf("the id %s is not known before and after: %s", id, differences)
	}
	r.Config["app_roles"] = terraform.Unknown{}
	_, diags := w.start().Plan(t.Context(), r)
	if text := diags.String(); diags.HasError() || !strings.Contains(text, "app_roles is not known before the apply") {
		t.Errorf("the plan of unknown keys says %s", text)
	}
}

// TestSubjectOrExpression: a credential goes from one subject to an expression over claims
// and back, and neither has both or none.
func TestSubjectOrExpression(t *testing.T) {
	t.Parallel()
	const (
		config     = `{"application_id":%q,"name":"branches","issuer":"https://token.actions.githubusercontent.com"%s}`
		subject    = `,"subject":"repo:contoso/orders:ref:refs/heads/main"`
		expression = `,"claims_matching_expression":{"value":"claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'"}`
	)
	w := newWorld(t)
	app, r := w.resource("application"), w.resource("application_federated_identity_credential")
	w.apply(app, `{"display_name":"a"}`)
	w.apply(r, config, app.ID(), subject)
	credential := "/beta/applications/" + strings.ReplaceAll(r.ID(), "/", "/federatedIdentityCredentials/")
	w.apply(r, config, app.ID(), expression)
	w.holds(credential, `{"subject":null,"claimsMatchingExpression":{"value":"claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'"}}`)
	w.imported("application_federated_identity_credential", r.ID(), fmt.Sprintf(config, app.ID(), expression))
	w.apply(r, config, app.ID(), subject)
	w.holds(credential, `{"subject":"repo:contoso/orders:ref:refs/heads/main","claimsMatchingExpression":null}`)
	for _, wrong := range []string{"", subject + expression} {
		other := *r
		w.refused(&other, fmt.Sprintf(config, app.ID(), wrong), "subject", "claims_matching_expression")
	}
}
