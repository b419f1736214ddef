// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Kind is how an identity came to its host.
type Kind string

// The kinds of managed identities.
const (
	// SystemAssigned identities live and die with their host. A host has at most one.
	SystemAssigned Kind = "system"
	// UserAssigned identities are resources of their own, attached to any number of hosts.
	UserAssigned Kind = "user"
)

// Identity is a managed identity that is attached to the host.
type Identity struct {
	Kind     Kind
	TenantID string
	// ClientID is the application (client) id.
	ClientID string
	// ObjectID is the id of the service principal, also called principal id.
	ObjectID string
	// ResourceID is the Azure resource: the user-assigned identity or, if
	// system-assigned, the host. Case does not matter.
	ResourceID string
}

// Token is what Entra hands out for an identity.
type Token struct {
	AccessToken          string
	NotBefore, ExpiresOn time.Time
}

// Refusal is Entra's refusal to hand out a token.
type Refusal struct {
	// Code is an OAuth 2.0 error string, such as "invalid_resource".
	Code string
	// Description says what is wrong.
	Description string
}

// Error gives the description.
func (r *Refusal) Error() string { return r.Description }

// Endpoint is one protocol of a [Host].
type Endpoint interface {
	http.Handler
	// Env lists the variables, as NAME=value, by which programs on the host
	// find the endpoint when it is served at the given address, which is
	// without a slash at the end.
	Env(address string) []string
}

// Options are the settings of a [Host].
type Options struct {
	// Identities are those attached to the host.
	Identities []Identity
	// Mint fetches a token from Entra. Its error should be a [*Refusal]. Required.
	Mint func(id Identity, resource string) (Token, error)
	// Now is the clock, by default time.Now.
	Now func() time.Time
	// Location is the host's Azure region, by default "westeurope".
	Location string
}

// Host is an Azure host with managed identities. Its endpoints share one cache:
// for an identity and a resource they give out the same token until shortly
// before it expires, as Azure does.
type Host struct {
	options Options
	secret  string // that programs on the host find in their environment

	mu    sync.Mutex
	cache map[cacheKey]Token
}

type cacheKey struct{ clientID, resource string }

// renewBefore is how long before its expiry a token is no longer given out.
const renewBefore = 5 * time.Minute

// NewHost makes a host.
func NewHost(options Options) *Host {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Location == "" {
		options.Location = "westeurope"
	}
	return &Host{options: options, secret: uuid.NewString(), cache: map[cacheKey]Token{}}
}

// token is the identity's token for a resource.
func (h *Host) token(id Identity, resource string) (Token, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	key := cacheKey{id.ClientID, resource}
	if t, ok := h.cache[key]; ok && h.usable(t) {
		return t, nil
	}
	t, err := h.options.Mint(id, resource)
	if err == nil {
		h.cache[key] = t
	}
	return t, err
}

// usable tells whether a token is valid now and for a while. One that was made
// before the clock went back may not be valid yet.
func (h *Host) usable(t Token) bool {
	now := h.options.Now()
	return now.Add(renewBefore).Before(t.ExpiresOn) && !now.Before(t.NotBefore)
}

// selector names an identity in one of three ways. Empty, it names the default.
type selector struct{ clientID, objectID, resourceID string }

var (
	errNotFound = errors.New("no such identity is attached to the host")
	errSeveral  = errors.New("several user-assigned identities are attached to the host and none is chosen")
)

// choose finds the identity that a selector names.
func (h *Host) choose(s selector) (Identity, error) {
	if s == (selector{}) {
		return h.system()
	}
	for _, id := range h.options.Identities {
		if matches(s.clientID, id.ClientID) && matches(s.objectID, id.ObjectID) && matches(s.resourceID, id.ResourceID) {
			return id, nil
		}
	}
	return Identity{}, errNotFound
}

// system is the system-assigned identity.
func (h *Host) system() (Identity, error) {
	for _, id := range h.options.Identities {
		if id.Kind == SystemAssigned {
			return id, nil
		}
	}
	return Identity{}, errNotFound
}

// chooseOrOnly is choose for hosts that, without a system-assigned identity,
// take their only user-assigned one as the default.
func (h *Host) chooseOrOnly(s selector) (Identity, error) {
	id, err := h.choose(s)
	if err == nil || s != (selector{}) || len(h.options.Identities) == 0 {
		return id, err
	}
	if len(h.options.Identities) > 1 {
		return Identity{}, errSeveral
	}
	return h.options.Identities[0], nil
}

func matches(wanted, actual string) bool { return wanted == "" || strings.EqualFold(wanted, actual) }

// hasSecret tells whether a request carries the host's secret in a header.
func (h *Host) hasSecret(r *http.Request, header string) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get(header)), []byte(h.secret)) == 1
}

// secondsLeft is how long a token is still valid.
func (h *Host) secondsLeft(t Token) string {
	return strconv.Itoa(int(t.ExpiresOn.Sub(h.options.Now()).Seconds()))
}

func epoch(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client may be gone
}

// hasMetadataHeader tells whether a request carries "Metadata: true", which a
// forged request from a browser or a proxy cannot.
func hasMetadataHeader(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Metadata"), "true")
}
