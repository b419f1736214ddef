// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
)

// ErrNoPermission is what errors wrap that say that the token is good and grants
// nothing.
var ErrNoPermission = errors.New("no permission in Microsoft Graph")

// check refuses a token of another tenant, and one that grants nothing. A token
// that cannot be read passes: its content is Microsoft's own affair.
func (c *Credential) check(ctx context.Context, token string) error {
	who, readable := c.setup.readClaims(ctx, token)
	if !readable {
		return nil
	}
	if tenant := c.expectedTenant(ctx); tenant != "" && who.TenantID != "" && !strings.EqualFold(tenant, who.TenantID) {
		return c.wrongTenant(who)
	}
	if !c.setup.SkipPermissionCheck && who.application() && !who.permitted() {
		return c.noPermissions(who)
	}
	return nil
}

// expectedTenant is the GUID of the configured tenant, or empty when it need
// not or cannot be compared. A domain is resolved only where the endpoint is
// not asked for a tenant; everywhere else Entra has resolved it.
func (c *Credential) expectedTenant(ctx context.Context) string {
	switch {
	case isGUID(c.setup.TenantID):
		return c.setup.TenantID
	case c.setup.TenantID == "" || !c.login.Load().homeTenantOnly:
		return ""
	}
	id, err := c.home.resolve(ctx, c.setup.entraClient(), c.setup.cloud.AuthorityHost, c.setup.TenantID)
	if err != nil {
		c.setup.Log(ctx, slog.LevelDebug, "Tenant not compared: cannot resolve its domain", map[string]any{"tenant_id": c.setup.TenantID, "error": err.Error()})
	}
	return id
}

// tenantLookup resolves a tenant's domain once.
type tenantLookup struct {
	mu sync.Mutex
	id string
}

// resolve reads the tenant's GUID from the issuer in Entra's public metadata.
func (l *tenantLookup) resolve(ctx context.Context, entra *http.Client, authority, domain string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.id != "" {
		return l.id, nil
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, authority+"/"+domain+"/v2.0/.well-known/openid-configuration", nil)
	if err != nil {
		return "", err
	}
	resp, err := entra.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	var metadata struct{ Issuer string }
	if err := json.NewDecoder(http.MaxBytesReader(nil, resp.Body, 1<<20)).Decode(&metadata); err != nil {
		return "", err
	}
	for segment := range strings.SplitSeq(metadata.Issuer, "/") {
		if isGUID(segment) {
			l.id = segment
			return l.id, nil
		}
	}
	return "", errors.New("the issuer of the tenant holds no id")
}

func (c *Credential) wrongTenant(who claims) *Error {
	token := who.public()
	return &Error{
		Token:   &token,
		Setting: "tenant_id",
		Summary: "The token is for another tenant",
		Answer:  fmt.Sprintf("tenant_id is %s, and the token that was issued is for tenant %s.", c.setup.TenantID, who.TenantID),
		Remedy:  c.setup.fill(c.wrongTenantRemedy(), who),
	}
}

func (c *Credential) wrongTenantRemedy() string {
	if c.login.Load().homeTenantOnly {
		return `A managed identity that is used directly gets tokens for its own tenant only. Set tenant_id = "{token_tenant}" if that is the tenant to manage. To manage another one, name in client_id a multi-tenant app registration that trusts the identity.`
	}
	return `Set tenant_id = "{token_tenant}" if that is the tenant to manage, or sign in to the other:
  az login --tenant {tenant_id}`
}

func (c *Credential) noPermissions(who claims) *Error {
	token := who.public()
	return &Error{
		Token:   &token,
		Summary: "The identity has no permission in Microsoft Graph",
		Answer:  fmt.Sprintf("The token of application %s (service principal %s) holds no application permission.", who.clientID(), who.ObjectID),
		Remedy:  c.setup.fill(c.grantRemedy(), who),
		cause:   ErrNoPermission,
	}
}

// grantRemedy differs by what the permissions are granted to: an identity that
// is used directly has no app registration, so no portal page either, and
// Azure hands out its token unchanged for up to a day.
func (c *Credential) grantRemedy() string {
	if c.login.Load().mode == Direct {
		return directGrant
	}
	return applicationGrant
}

// claimsUnanswerable explains why a revoked token of an identity is not replaced.
func (c *Credential) claimsUnanswerable() *Error {
	return &Error{
		Summary: "Graph asks for a new sign-in that a managed identity cannot make",
		Answer:  "Graph has refused the token with a claims challenge. Identity endpoints take no claims and hand out the same token until it expires.",
		Remedy:  "Look for what revoked the token, such as a Conditional Access policy for workload identities or a disabled service principal. An app registration that trusts the identity (client_id) can answer such a challenge.",
	}
}
