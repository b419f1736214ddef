// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// session is a user's sign-in to an application, kept under the device code,
// authorization code or refresh token that stands for it.
type session struct {
	kind     string
	tenantID string
	clientID string
	scope    string
	expires  time.Time
	// Of authorization codes only.
	redirectURI, challenge, nonce string
}

// The kinds of sessions; a token of one is not accepted for another.
const (
	deviceCodeSession        = "device_code"
	authorizationCodeSession = "code"
	refreshTokenSession      = "refresh_token"
)

// refreshTokenLifetime is how long a refresh token is good, as Entra has it by default.
const refreshTokenLifetime = 90 * 24 * time.Hour

const (
	// remembered is how long it is known of a code that it has expired.
	remembered = time.Hour
	// maxSessions is how many there can be; with one more, the half of them that
	// would expire first is dropped.
	maxSessions = 10_000
)

// keep stores a session and returns what stands for it.
func (s *Service) keep(one session) string {
	name := opaque()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sessions) >= s.sweepAt {
		s.sweep()
	}
	s.sessions[name] = one
	return name
}

// sweep drops what has expired and, if that leaves too many, half of the rest. It is due when the sessions are twice as many as after the last time.
func (s *Service) sweep() {
	now := s.options.Now()
	maps.DeleteFunc(s.sessions, func(_ string, one session) bool { return one.expires.Add(remembered).Before(now) })
	if len(s.sessions) >= maxSessions {
		byExpiry := slices.SortedFunc(maps.Keys(s.sessions), func(a, b string) int { return s.sessions[a].expires.Compare(s.sessions[b].expires) })
		for _, name := range byExpiry[:len(byExpiry)-maxSessions/2] {
			delete(s.sessions, name)
		}
	}
	s.sweepAt = min(max(2*len(s.sessions), 100), maxSessions)
}

// forget ends a session, so that its code cannot be redeemed again.
func (s *Service) forget(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, name)
}

// find returns the session of a kind that belongs to a client.
func (s *Service) find(name, kind, clientID string) (session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one, ok := s.sessions[name]
	if !ok || one.kind != kind || one.clientID != clientID {
		return session{}, refuse(70000, "The provided value for the input parameter '%s' is not valid.", kind)
	}
	if !s.options.Now().Before(one.expires) {
		return session{}, expired(kind)
	}
	return one, nil
}

// expired refuses what was good once.
func expired(kind string) *Error {
	if kind == refreshTokenSession {
		return refuse(700082, "The refresh token has expired due to inactivity.")
	}
	return refuse(70019, "Verification code expired.")
}

// refresh gives a new token for a refresh token, for the scopes that are asked
// for now, or else for those of the sign-in.
func (s *Service) refresh(t tokenRequest) (any, error) {
	c, err := s.userClient(t)
	if err != nil {
		return nil, err
	}
	one, err := s.find(t.form.Get("refresh_token"), refreshTokenSession, c.app.AppID)
	if err != nil {
		return nil, err
	}
	if scope := t.form.Get("scope"); scope != "" {
		one.scope = scope
	}
	return s.userTokens(c, one)
}

// userClient finds the client of a request that is about a user. Public clients
// have no credential, all others must send one.
func (s *Service) userClient(t tokenRequest) (client, error) {
	c, err := s.client(t)
	if err != nil {
		return client{}, err
	}
	credential := t.form.Get("client_assertion") != "" || t.clientSecret() != ""
	switch {
	case !c.app.PublicClient:
		return s.authenticate(t)
	case credential:
		return client{}, refuse(700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
	default:
		return c, nil
	}
}

// user is who signs in whenever somebody has to.
func (s *Service) user(tenantID string) (User, error) {
	user, ok := s.options.Directory.User(tenantID, s.options.SignedInUser)
	if !ok {
		return User{}, refuse(50034, "The user account %s does not exist in the %s directory.", s.options.SignedInUser, tenantID)
	}
	if !user.Enabled {
		return User{}, refuse(50057, "The user account is disabled.")
	}
	return user, nil
}

// userTokens answers with the tokens of a user who signed in to a client.
func (s *Service) userTokens(c client, one session) (any, error) {
	user, err := s.user(one.tenantID)
	if err != nil {
		return nil, err
	}
	to, granted, err := s.consented(c, one.scope)
	if err != nil {
		return nil, err
	}
	token, err := s.mint(s.userClaims(c, user, to, granted), to.audience, s.options.TokenLifetime)
	if err != nil {
		return nil, err
	}
	reply := token.replyV2()
	reply.Scope = one.scope
	asked := strings.Fields(one.scope)
	if slices.Contains(asked, "offline_access") {
		one.kind, one.expires = refreshTokenSession, s.options.Now().Add(refreshTokenLifetime)
		reply.RefreshToken = s.keep(one)
	}
	if slices.Contains(asked, "openid") {
		reply.IDToken, err = s.idToken(c, user, one.nonce)
	}
	reply.ClientInfo = clientInfo(user.ObjectID, one.tenantID)
	return reply, err
}

// consented resolves delegated scopes. ".default" stands for everything that
// was consented to.
func (s *Service) consented(c client, scope string) (to resource, granted []string, err error) {
	for _, name := range resourceScopes(scope) {
		host, permission := splitScope(name)
		if host == "" {
			host = clouds()[0].graph[0]
		}
		found, ok := s.findResource(host)
		switch {
		case !ok:
			return resource{}, nil, unknownResource(host, c.tenantID)
		case to.appID != "" && to.appID != found.appID:
			return resource{}, nil, refuse(70011, "The provided value for the input parameter 'scope' is not valid. The scope '%s' names more than one resource.", scope)
		}
		to = found
		all := c.sp.Scopes[to.appID]
		switch {
		case permission == ".default" && len(all) > 0:
			granted = append(granted, all...)
		case slices.Contains(all, permission):
			granted = append(granted, permission)
		default:
			return resource{}, nil, refuse(65001, "The user or administrator has not consented to use the application with ID '%s' named '%s'.", c.app.AppID, c.app.DisplayName)
		}
	}
	if to.appID == "" {
		return resource{}, nil, missingParameter("scope")
	}
	return to, granted, nil
}

func (s *Service) userClaims(c client, user User, to resource, granted []string) jwt.MapClaims {
	claims := s.commonClaims(c, to)
	claims["oid"], claims["sub"], claims["idtyp"] = user.ObjectID, user.ObjectID, "user"
	claims["scp"] = strings.Join(granted, " ")
	claims["upn"], claims["unique_name"], claims["name"] = user.UserPrincipalName, user.UserPrincipalName, user.DisplayName
	return claims
}

// idToken tells the application who has signed in.
func (s *Service) idToken(c client, user User, nonce string) (string, error) {
	to := resource{audience: c.app.AppID, version: 2, cloud: clouds()[0]}
	claims := s.commonClaims(c, to)
	claims["oid"], claims["sub"] = user.ObjectID, user.ObjectID
	claims["preferred_username"], claims["name"] = user.UserPrincipalName, user.DisplayName
	if nonce != "" {
		claims["nonce"] = nonce
	}
	token, err := s.mint(claims, "", s.options.TokenLifetime)
	return token.AccessToken, err
}

// clientInfo names the account for the client's token cache.
func clientInfo(userID, tenantID string) string {
	text, _ := json.Marshal(map[string]string{"uid": userID, "utid": tenantID}) // strings never fail
	return base64.RawURLEncoding.EncodeToString(text)
}
