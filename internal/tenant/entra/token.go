// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxForm is the largest token request that is read, in bytes.
const maxForm = 1 << 20

// tokenRequest is a request to the token endpoint of either version.
type tokenRequest struct {
	form     url.Values
	tenantID string
	host     string // that the client asked
	version  int
	// Credentials of HTTP Basic, which take the place of the form's.
	basicID, basicSecret string
}

func (t tokenRequest) clientID() string {
	if t.basicID != "" {
		return t.basicID
	}
	return t.form.Get("client_id")
}

func (t tokenRequest) clientSecret() string {
	if t.basicID != "" {
		return t.basicSecret
	}
	return t.form.Get("client_secret")
}

func (s *Service) tokenV2(r *http.Request) (any, error) { return s.token(r, 2) }
func (s *Service) tokenV1(r *http.Request) (any, error) { return s.token(r, 1) }

// token answers a request to the token endpoint.
func (s *Service) token(r *http.Request, version int) (any, error) {
	t, err := s.readTokenRequest(r, version)
	if err != nil {
		return nil, err
	}
	switch grant := t.form.Get("grant_type"); grant {
	case "client_credentials":
		return s.clientCredentials(t)
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code":
		return s.redeemDeviceCode(t)
	case "authorization_code":
		return s.redeemAuthorizationCode(t)
	case "refresh_token":
		return s.refresh(t)
	case "":
		return nil, missingParameter("grant_type")
	default:
		return nil, refuse(70003, "The app requested an unsupported grant type '%s'.", grant)
	}
}

// readTokenRequest reads a form. A body that is no form, or is compressed,
// counts as empty: Entra then names the first parameter that it misses.
func (s *Service) readTokenRequest(r *http.Request, version int) (tokenRequest, error) {
	if r.Method != http.MethodPost {
		return tokenRequest{}, refuse(900561, "The endpoint only accepts POST requests. Received a %s request.", r.Method)
	}
	t := tokenRequest{form: url.Values{}, host: r.Host, version: version}
	r.Body = http.MaxBytesReader(nil, r.Body, maxForm)
	if r.Header.Get("Content-Encoding") == "" && r.ParseForm() == nil {
		t.form = r.PostForm
	}
	if id, secret, ok := r.BasicAuth(); ok {
		t.basicID, _ = url.QueryUnescape(id)
		t.basicSecret, _ = url.QueryUnescape(secret)
	}
	segment := r.PathValue("tenant")
	if sharedTenant(segment) && t.form.Get("grant_type") == "client_credentials" {
		return t, refuse(50059, "No tenant-identifying information found in either the request or implied by any provided credentials.")
	}
	var err error
	t.tenantID, err = s.userTenant(segment, t.clientID())
	return t, err
}

// userTenant is the tenant that a user signs in to. Where the path names none in
// particular, it is the application's: the users are all there.
func (s *Service) userTenant(segment, clientID string) (string, error) {
	if !sharedTenant(segment) {
		return s.tenant(segment)
	}
	app, ok := s.options.Directory.Application(clientID)
	if !ok {
		return "", unknownApplication(clientID, segment)
	}
	return app.HomeTenantID, nil
}

// clientCredentials gives an application a token of its own.
func (s *Service) clientCredentials(t tokenRequest) (any, error) {
	name, err := t.applicationResource()
	if err != nil {
		return nil, err
	}
	c, err := s.authenticate(t)
	if err != nil {
		return nil, err
	}
	to, ok := s.findResource(name)
	if !ok {
		return nil, unknownResource(name, t.tenantID)
	}
	token, err := s.mintApplication(c, to)
	if err != nil {
		return nil, err
	}
	return token.reply(t.version), nil
}

// applicationResource is the resource that an application asks a token for.
func (t tokenRequest) applicationResource() (string, error) {
	if t.version == 1 {
		if name := t.form.Get("resource"); name != "" {
			return name, nil
		}
		return "", missingParameter("resource")
	}
	if t.form.Has("resource") {
		return "", refuse(901002, "The 'resource' request parameter is not supported.")
	}
	scopes := resourceScopes(t.form.Get("scope"))
	switch {
	case t.form.Get("scope") == "":
		return "", missingParameter("scope")
	case len(scopes) != 1:
		return "", refuse(70011, "The provided value for the input parameter 'scope' is not valid. The scope '%s' must name exactly one resource.", t.form.Get("scope"))
	}
	name, permission := splitScope(scopes[0])
	if permission != ".default" || name == "" {
		return "", refuse(1002012, "The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).", scopes[0])
	}
	return name, nil
}

// resourceScopes are the scopes without those of OpenID Connect, which every
// client may ask for.
func resourceScopes(scope string) []string {
	var scopes []string
	for _, name := range strings.Fields(scope) {
		switch name {
		case "openid", "profile", "email", "offline_access":
		default:
			scopes = append(scopes, name)
		}
	}
	return scopes
}

// splitScope divides a scope into resource and permission. The slash between
// them is one; a resource that ends in a slash keeps its own.
func splitScope(scope string) (resource, permission string) {
	i := strings.LastIndex(scope, "/")
	if i < 0 {
		return "", scope
	}
	return scope[:i], scope[i+1:]
}

func unknownResource(name, tenantID string) *Error {
	return refuse(500011, "The resource principal named %s was not found in the tenant named %s. The application may not be installed there, or the request went to the wrong tenant.", name, tenantID)
}

// tokenReply is the answer of the token endpoint of version 2.
type tokenReply struct {
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope,omitempty"`
	ExpiresIn    int64  `json:"expires_in"`
	ExtExpiresIn int64  `json:"ext_expires_in"`
	RefreshIn    int64  `json:"refresh_in,omitempty"`
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token,omitempty"`
	IDToken      string `json:"id_token,omitempty"`
	ClientInfo   string `json:"client_info,omitempty"`
}

// tokenReplyV1 is the answer of the token endpoint of version 1: all strings.
type tokenReplyV1 struct {
	TokenType    string `json:"token_type"`
	ExpiresIn    string `json:"expires_in"`
	ExtExpiresIn string `json:"ext_expires_in"`
	ExpiresOn    string `json:"expires_on"`
	NotBefore    string `json:"not_before"`
	Resource     string `json:"resource"`
	AccessToken  string `json:"access_token"`
}

// reply is what the token endpoint of a version answers with a token.
func (t Token) reply(version int) any {
	if version == 1 {
		life := strconv.FormatInt(t.secondsLeft(), 10)
		return tokenReplyV1{
			TokenType: "Bearer", ExpiresIn: life, ExtExpiresIn: life,
			ExpiresOn: strconv.FormatInt(t.ExpiresOn.Unix(), 10),
			NotBefore: strconv.FormatInt(t.NotBefore.Unix(), 10),
			Resource:  t.Resource, AccessToken: t.AccessToken,
		}
	}
	return t.replyV2()
}

// replyV2 tells clients to refresh long-lived tokens after half their life, as Entra does.
func (t Token) replyV2() tokenReply {
	r := tokenReply{TokenType: "Bearer", ExpiresIn: t.secondsLeft(), ExtExpiresIn: t.secondsLeft(), AccessToken: t.AccessToken}
	if r.ExpiresIn >= 7200 {
		r.RefreshIn = r.ExpiresIn / 2
	}
	return r
}

// secondsLeft is one second short of the token's life, as in Entra's answers.
func (t Token) secondsLeft() int64 { return int64(t.lifetime.Seconds()) - 1 }
