// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"slices"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// backdated is how long before its making a token is valid, as Entra has it
// for the sake of slow clocks.
const backdated = 5 * time.Minute

// Token is an access token.
type Token struct {
	AccessToken string
	// Resource is the name under which the token was asked for.
	Resource string
	// NotBefore and ExpiresOn are when the token is valid.
	NotBefore, ExpiresOn time.Time

	lifetime time.Duration
}

// ManagedIdentity says whose token an identity endpoint asks for.
type ManagedIdentity struct {
	TenantID string
	// ClientID is the identity's application (client) id.
	ClientID string
	// ResourceID is the Azure resource that the identity is, or belongs to.
	ResourceID string
}

// IdentityToken makes a token for a managed identity, as Azure's identity
// endpoints fetch it. The error is an [*Error] when the identity has no enabled
// service principal in its tenant, or the resource is unknown.
func (s *Service) IdentityToken(identity ManagedIdentity, resource string) (Token, error) {
	to, ok := s.findResource(resource)
	if !ok {
		return Token{}, unknownResource(resource, identity.TenantID)
	}
	sp, ok := s.options.Directory.ServicePrincipal(identity.TenantID, identity.ClientID)
	if !ok {
		return Token{}, unknownApplication(identity.ClientID, identity.TenantID)
	}
	if !sp.Enabled {
		return Token{}, refuse(7000112, "Application '%s'(%s) is disabled.", identity.ClientID, sp.DisplayName)
	}
	c := client{tenantID: identity.TenantID, app: Application{AppID: identity.ClientID, DisplayName: sp.DisplayName}, sp: sp, acr: "2"}
	claims := s.applicationClaims(c, to)
	claims["xms_mirid"] = identity.ResourceID
	return s.mint(claims, resource, s.options.IdentityTokenLifetime)
}

// mintApplication makes the token that an application acts with by itself.
func (s *Service) mintApplication(c client, to resource) (Token, error) {
	return s.mint(s.applicationClaims(c, to), to.audience, s.options.TokenLifetime)
}

// applicationClaims are the claims of an application or managed identity. A
// principal without permissions has no roles claim at all.
func (s *Service) applicationClaims(c client, to resource) jwt.MapClaims {
	claims := s.commonClaims(c, to)
	claims["oid"], claims["sub"], claims["idtyp"] = c.sp.ObjectID, c.sp.ObjectID, "app"
	if roles := c.sp.Roles[to.appID]; len(roles) > 0 {
		claims["roles"] = slices.Sorted(slices.Values(roles))
	}
	if to.version == 1 {
		claims["idp"] = to.cloud.issuer(1, c.tenantID)
	}
	return claims
}

// commonClaims are those that do not depend on who signed in.
func (s *Service) commonClaims(c client, to resource) jwt.MapClaims {
	claims := jwt.MapClaims{
		"aud": to.audience,
		"iss": to.cloud.issuer(to.version, c.tenantID),
		"tid": c.tenantID,
		"aio": opaque(), "rh": opaque(), "uti": opaque(),
	}
	if to.version == 2 {
		claims["ver"], claims["azp"], claims["azpacr"] = "2.0", c.app.AppID, c.acr
		return claims
	}
	claims["ver"], claims["appid"], claims["appidacr"] = "1.0", c.app.AppID, c.acr
	claims["app_displayname"] = c.app.DisplayName
	claims["tenant_region_scope"] = "EU"
	// The directory role template that Entra puts into nearly every token.
	claims["wids"] = []string{"0997a1d0-0d1d-4acb-b408-d5ca73121e90"}
	return claims
}

// mint signs claims for a lifetime from now. Asked is the name under which the
// resource was asked for.
func (s *Service) mint(claims jwt.MapClaims, asked string, lifetime time.Duration) (Token, error) {
	now := s.options.Now().Truncate(time.Second)
	t := Token{Resource: asked, NotBefore: now.Add(-backdated), ExpiresOn: now.Add(lifetime), lifetime: lifetime}
	claims["iat"], claims["nbf"], claims["exp"] = t.NotBefore.Unix(), t.NotBefore.Unix(), t.ExpiresOn.Unix()
	var err error
	t.AccessToken, err = s.key().sign(claims)
	return t, err
}

// opaque is a value that clients must not read anything into.
func opaque() string { return uuid.NewString() }
