// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"log/slog"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Identity is who a sign-in found, as the Graph token tells it. Fields that the
// token does not hold are empty.
type Identity struct {
	Method string
	// Mode and Source are set for a managed identity.
	Mode   Mode
	Source Source
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
	// Expires is when the first token does; it is renewed before.
	Expires  time.Time
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
	token, err := c.GetToken(ctx, policy.TokenRequestOptions{})
	if err != nil {
		return Identity{}, err
	}
	who, _ := c.setup.readClaims(ctx, token.Token)
	found := Identity{
		Method: c.setup.Method, Mode: c.login.mode, Source: c.login.source,
		TenantID: who.TenantID, ClientID: who.clientID(), ObjectID: who.ObjectID,
		ResourceID: who.ResourceID, UserName: who.UserName, Roles: who.Roles, Scopes: who.Scopes,
		Expires: token.ExpiresOn, Warnings: c.login.warnings,
	}
	c.setup.Log(ctx, slog.LevelInfo, "Signed in to Microsoft Graph", map[string]any{
		"auth_method": found.Method, "mode": string(found.Mode), "source": string(found.Source),
		"tenant_id": found.TenantID, "client_id": found.ClientID, "object_id": found.ObjectID,
		"resource_id": found.ResourceID, "expires": found.Expires.Format(time.RFC3339),
	})
	return found, nil
}
