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

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// ErrNoPermission is what errors wrap that say that the token is good and grants
// nothing.
var ErrNoPermission = errors.New("no permission in Microsoft Graph")

// check refuses a token of another tenant, and one that grants nothing. A token
// that cannot be read passes: its content is Microsoft's own affair. It is warned of.
func (c *Credential) check(ctx context.Context, token string) error {
	who, readable := c.setup.readClaims(ctx, token)
	if !readable || who.TenantID == "" {
		c.setup.Log(ctx, slog.LevelWarn, "The token does not tell its tenant, which is not compared with tenant_id", nil)
	}
	if !readable {
		return nil
	}
	c.account.Store(&who)
	if err := c.checkTenant(ctx, who); err != nil {
		return err
	}
	if !c.setup.SkipPermissionCheck && who.application() && !who.permitted() {
		return c.noPermissions(who)
	}
	return nil
}

// checkTenant compares the token's tenant with the configured one. A domain is
// resolved only where the endpoint is not asked for a tenant; everywhere else
// Entra has resolved it.
func (c *Credential) checkTenant(ctx context.Context, who claims) error {
	tenant := c.setup.TenantID
	switch {
	case who.TenantID == "" || tenant == "":
		return nil
	case !isGUID(tenant) && !c.login.Load().homeTenantOnly:
		return nil
	case !isGUID(tenant):
		id, err := c.home.resolve(ctx, c.setup, tenant)
		if err != nil {
			return c.tenantUnresolved(err, who)
		}
		tenant = id
	}
	if !strings.EqualFold(tenant, who.TenantID) {
		return c.wrongTenant(who)
	}
	return nil
}

// tenantLookup resolves a tenant's domain once.
type tenantLookup struct {
	mu sync.Mutex
	id string
}

// resolve reads the tenant's GUID from the issuer in Entra's public metadata.
func (l *tenantLookup) resolve(ctx context.Context, s setup, domain string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.id != "" {
		return l.id, nil
	}
	req, err := runtime.NewRequest(ctx, http.MethodGet, s.cloud.AuthorityHost+"/"+domain+"/v2.0/.well-known/openid-configuration")
	if err != nil {
		return "", err
	}
	resp, err := newPipeline(s.entraOptions()).Do(req) //nolint:bodyclose // the pipeline has read all of it
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", runtime.NewResponseError(resp)
	}
	body, err := runtime.Payload(resp)
	if err != nil {
		return "", err
	}
	var metadata struct{ Issuer string }
	if err := json.Unmarshal(body, &metadata); err != nil {
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

// tenantUnresolved refuses a token that may be another tenant's.
func (c *Credential) tenantUnresolved(err error, who claims) *Error {
	e := c.setup.entraError(err, claims{})
	return &Error{
		Setting: "tenant_id",
		Summary: "Cannot compare the tenant",
		Answer: fmt.Sprintf("tenant_id is the domain %s, and the token that was issued is for tenant %s. Entra was asked whether the two are one. %s",
			c.setup.TenantID, who.TenantID, e.Answer),
		Remedy: c.setup.fill(`If that is the tenant to manage, set tenant_id = "{token_tenant}": a GUID is compared without asking.`, who),
		Status: e.Status, Codes: e.Codes, TraceID: e.TraceID, CorrelationID: e.CorrelationID, Timestamp: e.Timestamp,
	}
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
  ` + azureCLI.in(c.setup.cloud).signIn
}

func (c *Credential) noPermissions(who claims) *Error {
	token := who.public()
	return &Error{
		Token:   &token,
		Summary: "The identity has no permission in Microsoft Graph",
		Answer:  fmt.Sprintf("The token of application %s (service principal %s) holds no application permission.", who.clientID(), who.ObjectID),
		Remedy:  c.setup.fill(c.grantRemedy(who), who),
		cause:   ErrNoPermission,
	}
}

// grantRemedy differs by what the permissions are granted to: an identity that
// acts itself has no app registration, so no portal page either, and Azure hands
// out its token unchanged for up to a day.
func (c *Credential) grantRemedy(who claims) string {
	where := situation{setup: c.setup, login: *c.login.Load(), presented: who}
	text := applicationGrant
	if ofIdentity(where) {
		text = directGrant
	}
	return strings.NewReplacer("{grant}", grant(where, []string{"Group.ReadWrite.All"}), "{client_id_missing}", c.clientIDMissing()).Replace(text)
}

// clientIDMissing is for those who have set up an app registration for the
// identity, and not named it.
func (c *Credential) clientIDMissing() string {
	if c.login.Load().mode != Direct {
		return ""
	}
	return strings.ReplaceAll(clientIDMissing, "{left_alone}", c.setup.leftAlone())
}

// claimsUnanswerable explains why a revoked token of an identity is not replaced.
func (c *Credential) claimsUnanswerable() *Error {
	return &Error{
		Summary: "Graph asks for a new sign-in that a managed identity cannot make",
		Answer:  "Graph has refused the token with a claims challenge. Identity endpoints take no claims and hand out the same token until it expires.",
		Remedy:  "Look for what revoked the token, such as a Conditional Access policy for workload identities or a disabled service principal. An app registration that trusts the identity (client_id) can answer such a challenge.",
	}
}
