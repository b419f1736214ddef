// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"crypto"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/memo"
)

// Options are the settings of a [Service].
type Options struct {
	// Directory holds the applications and their credentials. It is required.
	Directory Directory
	// Key signs the tokens. By default a new RSA key of 2048 bits is made.
	Key *rsa.PrivateKey
	// Now is the clock, by default time.Now.
	Now func() time.Time
	// TokenLifetime is how long tokens of applications and users are valid, by default an hour.
	TokenLifetime time.Duration
	// IdentityTokenLifetime is how long tokens of managed identities are valid, by default 24 hours.
	IdentityTokenLifetime time.Duration
	// Address is where the tenant is, as "https://host:port". Entra is asked about
	// it as an authority, and for tokens of the Microsoft Graph that is there too.
	Address string
	// IssuerKeys holds, by issuer, the public keys of other identity providers
	// whose tokens federated credentials may name.
	IssuerKeys map[string][]crypto.PublicKey
	// SignedInUser is the user principal name of who approves every device code
	// and every sign-in in the browser. When it is empty, nobody ever does.
	SignedInUser string
}

// Service is the token service: an [http.Handler] for the paths of
// login.microsoftonline.com.
type Service struct {
	options Options
	key     func() *signingKey
	mux     *http.ServeMux
	// verified are tokens whose signature is right.
	verified memo.Memo[graphClaims]

	mu       sync.Mutex
	sessions map[string]session // by device code, authorization code or refresh token
	// sweepAt is how many sessions there are when the next one has expired ones dropped.
	sweepAt int
}

// New makes a token service. Its signing key is made by the first request that needs
// it, or by [Service.MakeKey].
func New(options Options) *Service {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.TokenLifetime == 0 {
		options.TokenLifetime = time.Hour
	}
	if options.IdentityTokenLifetime == 0 {
		options.IdentityTokenLifetime = 24 * time.Hour
	}
	s := &Service{
		options:  options,
		key:      sync.OnceValue(func() *signingKey { return newSigningKey(options.Key) }),
		mux:      http.NewServeMux(),
		sessions: map[string]session{},
		sweepAt:  100,
	}
	s.routes()
	return s
}

// MakeKey makes the signing key unless there is one.
func (s *Service) MakeKey() { s.key() }

func (s *Service) routes() {
	for pattern, e := range map[string]endpoint{
		"GET /common/discovery/instance":                      s.instanceDiscovery,
		"GET /{tenant}/v2.0/.well-known/openid-configuration": s.openIDConfigurationV2,
		"GET /{tenant}/.well-known/openid-configuration":      s.openIDConfigurationV1,
		"GET /{tenant}/discovery/v2.0/keys":                   s.keys,
		"GET /{tenant}/discovery/keys":                        s.keys,
		"/{tenant}/oauth2/v2.0/token":                         s.tokenV2,
		"/{tenant}/oauth2/token":                              s.tokenV1,
		"/{tenant}/oauth2/v2.0/devicecode":                    s.deviceCode,
	} {
		s.mux.HandleFunc(pattern, s.answer(e))
	}
	s.mux.HandleFunc("GET /{tenant}/oauth2/v2.0/authorize", s.authorize)
}

// ServeHTTP answers a request to one of Entra's endpoints.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// endpoint answers a request with a value for JSON, or with an [*Error].
type endpoint func(*http.Request) (any, error)

// answer gives an endpoint's result Entra's headers and error body.
func (s *Service) answer(e endpoint) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		traceID, correlationID := uuid.NewString(), r.Header.Get("client-request-id")
		if correlationID == "" {
			correlationID = uuid.NewString()
		}
		h := w.Header()
		h.Set("Content-Type", "application/json; charset=utf-8")
		h.Set("Cache-Control", "no-store, no-cache")
		h.Set("Pragma", "no-cache")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("x-ms-request-id", traceID)
		h.Set("client-request-id", correlationID)

		reply, err := e(r)
		status := http.StatusOK
		if err != nil {
			var refusal *Error
			if !errors.As(err, &refusal) {
				refusal = &Error{Code: 90033, OAuth: "temporarily_unavailable", Status: http.StatusServiceUnavailable, Message: err.Error()}
			}
			status, reply = refusal.Status, refusal.reply(r.Host, traceID, correlationID, s.options.Now())
		}
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(reply) // the client may be gone
	}
}

// sharedTenant are the segments that stand for no tenant in particular.
func sharedTenant(name string) bool {
	switch strings.ToLower(name) {
	case "common", "organizations", "consumers":
		return true
	}
	return false
}

// tenant resolves the first segment of a path: a tenant's id or one of its domains.
func (s *Service) tenant(name string) (string, error) {
	if id, ok := s.options.Directory.TenantID(strings.ToLower(name)); ok {
		return id, nil
	}
	if uuid.Validate(name) != nil && !strings.Contains(name, ".") {
		return "", refuse(900023, "Specified tenant identifier '%s' is neither a valid DNS name, nor a valid external domain.", name)
	}
	return "", refuse(90002, "Tenant '%s' not found. Check the tenant id and that it belongs to this cloud.", name)
}
