// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"cmp"
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// plainApplication is the wids claim of every application token; any further
// value is a directory role.
const plainApplication = "0997a1d0-0d1d-4acb-b408-d5ca73121e90"

// claims is what tokens say about themselves. Nobody has verified it: it serves
// texts, and checks that refuse, never anything that grants.
type claims struct {
	jwt.RegisteredClaims
	AppID          string   `json:"appid"` // tokens of version 1, as Graph's
	Azp            string   `json:"azp"`   // the same in version 2, as the exchange's
	ObjectID       string   `json:"oid"`
	TenantID       string   `json:"tid"`
	IdentityType   string   `json:"idtyp"`
	Roles          []string `json:"roles"`
	DirectoryRoles []string `json:"wids"`
	Scopes         string   `json:"scp"`
	ResourceID     string   `json:"xms_mirid"`
	UserName       string   `json:"upn"`

	raw string // the token, where it must be kept out of texts
}

// readClaims tells whether the token could be read. Microsoft does not promise
// that, so it is no error. Claims are text of a server and end in errors, logs
// and states, so they are made fit to be shown.
func (s setup) readClaims(ctx context.Context, token string) (claims, bool) {
	var c claims
	if _, _, err := jwt.NewParser().ParseUnverified(token, &c); err != nil {
		s.Log(ctx, slog.LevelDebug, "Cannot read the claims of a token", map[string]any{"error": s.clean(err.Error())})
		return claims{}, false
	}
	for _, text := range []*string{&c.Issuer, &c.Subject, &c.AppID, &c.Azp, &c.ObjectID, &c.TenantID, &c.IdentityType, &c.Scopes, &c.ResourceID, &c.UserName} {
		*text = s.clean(*text)
	}
	for _, list := range [][]string{c.Audience, c.Roles, c.DirectoryRoles} {
		for i := range list {
			list[i] = s.clean(list[i])
		}
	}
	return c, true
}

func (c claims) clientID() string { return cmp.Or(c.AppID, c.Azp) }

// expired tells whether a token is, or soon will be, of no use.
func (c claims) expired(now time.Time) bool {
	return c.ExpiresAt != nil && !now.Add(time.Minute).Before(c.ExpiresAt.Time)
}

// application tells a token without a user.
func (c claims) application() bool {
	return c.IdentityType == "app" || c.IdentityType == "" && c.Scopes == ""
}

// permitted tells whether an application token can do anything in Graph: by a
// permission or by a directory role.
func (c claims) permitted() bool {
	return len(c.Roles) > 0 || len(c.directoryRoles()) > 0
}

// directoryRoles are the template ids of the roles in Entra.
func (c claims) directoryRoles() []string {
	var roles []string
	for _, id := range c.DirectoryRoles {
		if id != plainApplication {
			roles = append(roles, id)
		}
	}
	return roles
}

// systemAssigned tells whether the token is one of a system-assigned identity:
// its resource is then the machine. Unknown without the claim.
func (c claims) systemAssigned() bool {
	return c.ResourceID != "" && !strings.Contains(strings.ToLower(c.ResourceID), "/userassignedidentities/")
}

// Claims are what a token says about itself, for people to read. Nobody has
// verified them. Fields that the token does not hold are empty.
type Claims struct {
	Issuer, Subject string
	Audience        []string
	// TenantID, ClientID and ObjectID name an identity of Entra, and ResourceID
	// the Azure resource of a managed identity.
	TenantID, ClientID, ObjectID, ResourceID string
	IssuedAt, Expires                        time.Time
}

func (c claims) public() Claims {
	public := Claims{
		Issuer: c.Issuer, Subject: c.Subject, Audience: c.Audience,
		TenantID: c.TenantID, ClientID: c.clientID(), ObjectID: c.ObjectID, ResourceID: c.ResourceID,
	}
	if c.IssuedAt != nil {
		public.IssuedAt = c.IssuedAt.Time
	}
	if c.ExpiresAt != nil {
		public.Expires = c.ExpiresAt.Time
	}
	return public
}
