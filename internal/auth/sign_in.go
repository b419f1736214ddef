// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Identity is who a sign-in found, as the Graph token tells it. Fields that the
// token does not hold are empty.
type Identity struct {
	// Method is the auth_method, or the one that has taken its place.
	Method string
	// Mode and Source are set for a managed identity.
	Mode   Mode
	Source Source
	// Presented is what the sign-in has exchanged, if anything: in federated
	// mode the token of the managed identity.
	Presented Claims
	// TenantID is the tenant of the token, ClientID the application or
	// managed identity that signed in, ObjectID its service principal or user.
	TenantID, ClientID, ObjectID string
	// ResourceID is the Azure resource of a managed identity.
	ResourceID string
	// UserName is set when a user signed in.
	UserName string
	// Roles are the application permissions that are granted, Scopes the
	// delegated ones of a user.
	Roles  []string
	Scopes string
	// DirectoryRoles are the template ids of the roles in Entra that the token
	// names, such as that of Global Reader.
	DirectoryRoles []string
	// Expires is when the first token does; it is renewed before.
	Expires time.Time
	// Warnings are those that only the sign-in could tell; see [Credential.Warnings].
	Warnings []Warning
}

// Warning is something the user should know that is no failure.
type Warning struct {
	// Setting is the attribute concerned, or empty.
	Setting string
	Summary string
	Detail  string
}

// SignIn gets a token for Graph now, so that what is wrong shows before the
// first object, and tells who signed in. Errors are those of [Credential.GetToken].
func (c *Credential) SignIn(ctx context.Context) (Identity, error) {
	c.announce(ctx)
	token, err := c.GetToken(ctx, policy.TokenRequestOptions{})
	if err != nil {
		return Identity{}, err
	}
	who, _ := c.setup.readClaims(ctx, token.Token)
	l := c.login.Load()
	found := Identity{
		Method: l.method, Mode: l.mode, Source: l.detection.Source,
		TenantID: who.TenantID, ClientID: who.clientID(), ObjectID: who.ObjectID,
		ResourceID: who.ResourceID, UserName: who.UserName, Roles: who.Roles, Scopes: who.Scopes,
		DirectoryRoles: who.directoryRoles(),
		Expires:        token.ExpiresOn,
	}
	if l.federated != nil {
		found.Presented = l.federated.presented.Load().public()
	}
	if found.TenantID == "" {
		found.Warnings = append(found.Warnings, c.setup.unreadWarning())
	}
	if l.standsIn {
		found.Warnings = append(found.Warnings, found.standInWarning())
	}
	c.setup.Log(ctx, slog.LevelInfo, "Signed in to Microsoft Graph", map[string]any{
		"auth_method": found.Method, "mode": string(found.Mode), "source": string(found.Source),
		"tenant_id": found.TenantID, "client_id": found.ClientID, "object_id": found.ObjectID,
		"resource_id": found.ResourceID, "expires": found.Expires.Format(time.RFC3339),
	})
	return found, nil
}

// Warnings tell of the addresses that the sign-in will turn to, before it does.
func (c *Credential) Warnings() []Warning { return c.login.Load().warnings }

// unreadWarning tells that nothing is known of the token that is used.
func (s setup) unreadWarning() Warning {
	const unread = "The token that was issued does not say which tenant it is for, or cannot be read at all, so that nobody has compared it with tenant_id"
	if s.TenantID == "" {
		return Warning{Summary: "The token's tenant is unknown", Detail: unread + ", which is not set either. Objects are managed in whatever tenant Graph takes the token for."}
	}
	return Warning{
		Setting: "tenant_id", Summary: "The token's tenant is unknown",
		Detail: s.fill(unread+" ({tenant_id}). Objects are managed in whatever tenant Graph takes the token for. Compare:\n  az rest -m GET --uri {graph}/v1.0/organization --query 'value[].id'", claims{}),
	}
}

// announce logs how the sign-in will go and why, so that a failed one can be understood.
func (c *Credential) announce(ctx context.Context) {
	c.setup.warnOfReaders(ctx)
	l := c.login.Load()
	c.setup.Log(ctx, slog.LevelDebug, "Signing in", map[string]any{
		"auth_method": l.method, "mode": string(l.mode), "source": string(l.detection.Source),
		"signs": strings.Join(l.detection.Signs, ", "), "endpoint": AddressShown(l.detection.Address),
		"authority": c.setup.cloud.AuthorityHost, "graph": c.setup.cloud.GraphEndpoint,
	})
}

// FindEndpoint looks for the identity endpoint. It returns nil where there is
// none to look for: for other methods, and where the environment has named it.
// An [*Error] that wraps [ErrNoEndpoint] says that this machine has none; a
// fallback, if there is one, has then taken over.
func (c *Credential) FindEndpoint(ctx context.Context) error {
	l := c.login.Load()
	if l.find == nil {
		return nil
	}
	err := l.find(ctx)
	if l.fallback != nil && fallsBack(ctx, err) {
		c.login.Store(l.fallback)
	}
	return err
}

// Assertion gets what the sign-in presents to Entra in place of a secret, and
// returns what it says about itself. The method presents none if ok is false.
// Errors are those of [Credential.GetToken].
func (c *Credential) Assertion(ctx context.Context) (presented Claims, ok bool, err error) {
	f := c.login.Load().federated
	if f == nil {
		return Claims{}, false, nil
	}
	who, err := f.present(ctx)
	return who.public(), true, err
}
