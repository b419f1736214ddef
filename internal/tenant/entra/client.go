// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"crypto/subtle"
	"time"
)

// client is an application that has shown who it is.
type client struct {
	tenantID string
	app      Application
	sp       ServicePrincipal
	// acr says how it authenticated: "0" not at all, "1" by secret, "2" by assertion.
	acr string
}

// authenticate checks the credential that a request carries.
func (s *Service) authenticate(t tokenRequest) (client, error) {
	c, err := s.client(t)
	if err != nil {
		return client{}, err
	}
	switch {
	case t.form.Get("client_assertion") != "":
		c.acr = "2"
		return c, s.checkAssertion(c.app, t)
	case t.clientSecret() != "":
		c.acr = "1"
		return c, s.checkSecret(c.app, t.clientSecret())
	default:
		return client{}, refuse(7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	}
}

// client finds the application that a request names.
func (s *Service) client(t tokenRequest) (client, error) {
	id := t.clientID()
	if id == "" {
		return client{}, missingParameter("client_id")
	}
	app, ok := s.options.Directory.Application(id)
	if !ok {
		return client{}, unknownApplication(id, t.tenantID)
	}
	sp, ok := s.options.Directory.ServicePrincipal(t.tenantID, id)
	switch {
	case !ok && app.HomeTenantID == t.tenantID:
		return client{}, refuse(7000229, "The client application %s is missing service principal in the tenant %s.", id, t.tenantID)
	case !ok:
		return client{}, unknownApplication(id, t.tenantID)
	case app.HomeTenantID != t.tenantID && app.SignInAudience == "AzureADMyOrg":
		return client{}, refuse(50194, "Application '%s'(%s) is not configured as a multi-tenant application.", id, app.DisplayName)
	case !sp.Enabled:
		return client{}, refuse(7000112, "Application '%s'(%s) is disabled.", id, app.DisplayName)
	}
	return client{tenantID: t.tenantID, app: app, sp: sp, acr: "0"}, nil
}

func unknownApplication(id, tenantID string) *Error {
	return refuse(700016, "Application with identifier '%s' was not found in the directory '%s'. It may not be installed there, or the request went to the wrong tenant.", id, tenantID)
}

// checkSecret looks for a secret of the application that is valid now.
func (s *Service) checkSecret(app Application, value string) error {
	for _, secret := range app.Secrets {
		if subtle.ConstantTimeCompare([]byte(secret.Value), []byte(value)) == 0 {
			continue
		}
		if !within(s.options.Now(), secret.Start, secret.End) {
			return refuse(7000222, "The provided client secret keys for app '%s' are expired.", app.AppID)
		}
		return nil
	}
	return refuse(7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'.", app.AppID)
}

// within tells whether a credential is valid. A zero time is no bound.
func within(now, start, end time.Time) bool {
	return !now.Before(start) && (end.IsZero() || now.Before(end))
}
