// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"errors"
	"fmt"
	"slices"

	"github.com/golang-jwt/jwt/v5"
)

// Why a token is not accepted. Microsoft Graph words each of them differently.
var (
	// ErrMalformed is for what is no JWT at all.
	ErrMalformed = errors.New("the token is malformed")
	// ErrSignature is for a token that this service has not signed.
	ErrSignature = errors.New("the token's signature is invalid")
	// ErrExpired is for a token outside its validity.
	ErrExpired = errors.New("the token has expired or is not yet valid")
	// ErrIssuer is for a token of a tenant that is not here.
	ErrIssuer = errors.New("the token's issuer is unknown")
	// ErrAudience is for a token that was made for another resource.
	ErrAudience = errors.New("the token is for another audience")
)

// Claims are what a token says about its bearer.
type Claims struct {
	TenantID string
	// AppID is the application (client) id of the application or managed identity.
	AppID string
	// ObjectID is the service principal's id or, when a user has signed in, the user's.
	ObjectID string
	// AppOnly is false when a user has signed in.
	AppOnly bool
	// Roles are the application permissions of an app-only token.
	Roles []string
	// Scopes are the delegated permissions of a user's token.
	Scopes []string
}

// graphClaims is the part of a Graph token that [Claims] are made of.
type graphClaims struct {
	jwt.RegisteredClaims
	TenantID string   `json:"tid"`
	AppID    string   `json:"appid"`
	ObjectID string   `json:"oid"`
	Type     string   `json:"idtyp"`
	Roles    []string `json:"roles"`
	Scope    string   `json:"scp"`
}

// Verify reads a token for Microsoft Graph, as [Service.VerifyFor] does.
func (s *Service) Verify(token string) (Claims, error) { return s.VerifyFor(GraphAppID, token) }

// VerifyFor reads a token for a resource, by its application id. The error wraps one of [ErrMalformed],
// [ErrSignature], [ErrExpired], [ErrIssuer] and [ErrAudience].
func (s *Service) VerifyFor(resource, token string) (Claims, error) {
	claims, err := s.signed(token)
	if err != nil {
		return Claims{}, err
	}
	if _, known := s.options.Directory.TenantID(claims.TenantID); !known {
		return Claims{}, ErrIssuer
	}
	if !slices.ContainsFunc(claims.Audience, func(audience string) bool { return s.isFor(resource, audience) }) {
		return Claims{}, ErrAudience
	}
	return Claims{
		TenantID: claims.TenantID,
		AppID:    claims.AppID,
		ObjectID: claims.ObjectID,
		AppOnly:  claims.Type == "app",
		Roles:    claims.Roles,
		Scopes:   resourceScopes(claims.Scope),
	}, nil
}

// signed reads the claims of a token that this service has signed and that is
// valid now. Its signature, which never changes, is checked once.
func (s *Service) signed(token string) (graphClaims, error) {
	validator := jwt.NewValidator(jwt.WithExpirationRequired(), jwt.WithTimeFunc(s.options.Now))
	claims, known := s.verified.Get(token)
	var err error
	if !known {
		_, err = jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithoutClaimsValidation()).
			ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return s.key().private.Public(), nil })
	}
	if err == nil {
		s.verified.Put(token, claims)
		err = validator.Validate(claims)
	}
	switch {
	case err == nil:
		return claims, nil
	case errors.Is(err, jwt.ErrTokenMalformed):
		return claims, fmt.Errorf("%w: %w", ErrMalformed, err)
	case errors.Is(err, jwt.ErrTokenExpired), errors.Is(err, jwt.ErrTokenNotValidYet):
		return claims, fmt.Errorf("%w: %w", ErrExpired, err)
	default:
		return claims, fmt.Errorf("%w: %w", ErrSignature, err)
	}
}

func (s *Service) isFor(appID, audience string) bool {
	to, ok := s.findResource(audience)
	return ok && to.appID == appID
}
