// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// authorizationCodeLifetime is how long a client has to redeem a code.
const authorizationCodeLifetime = 10 * time.Minute

// authorize is the page where users sign in. Here the signed-in user is there
// already and approves at once; without one the sign-in is cancelled.
func (s *Service) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back, one, err := s.authorization(r.PathValue("tenant"), q)
	if err != nil {
		// Where the reply address cannot be trusted, the error stays here.
		s.answer(func(*http.Request) (any, error) { return nil, err })(w, r)
		return
	}
	reply := url.Values{}
	if state := q.Get("state"); state != "" {
		reply.Set("state", state)
	}
	if s.options.SignedInUser == "" {
		reply.Set("error", "access_denied")
		reply.Set("error_description", "AADSTS65004: User declined to consent to access the app.")
	} else {
		reply.Set("code", s.keep(one))
	}
	respond(w, r, q.Get("response_mode"), back, reply)
}

// respond takes an answer to the client by the browser, in the way that the client
// has asked for: in the address, by default in its query, or as a form that the
// browser posts by itself.
func respond(w http.ResponseWriter, r *http.Request, mode string, back *url.URL, reply url.Values) {
	switch mode {
	case "form_post":
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-store, no-cache")
		_ = postedForm.Execute(w, map[string]any{
			"Address": template.URL(back.String()), //nolint:gosec // the application has registered the address
			"Fields":  reply,
		}) // the browser may be gone
		return
	case "fragment":
		back.Fragment, back.RawFragment = "", ""                                // one of the address gives way
		http.Redirect(w, r, back.String()+"#"+reply.Encode(), http.StatusFound) //nolint:gosec // the application has registered the address
	default:
		back.RawQuery = reply.Encode()
		http.Redirect(w, r, back.String(), http.StatusFound) //nolint:gosec // as above
	}
}

// postedForm is the page of the response mode form_post.
var postedForm = template.Must(template.New("form_post").Parse(`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Signing in</title></head>
<body onload="document.forms[0].submit()">
<form method="post" action="{{.Address}}">
{{range $name, $values := .Fields}}{{range $values}}<input type="hidden" name="{{$name}}" value="{{.}}">
{{end}}{{end}}<noscript><p>Go on to the application:</p><button type="submit">Continue</button></noscript>
</form>
</body>
</html>
`))

// authorization reads a request to sign in and where its answer goes.
func (s *Service) authorization(tenant string, q url.Values) (*url.URL, session, error) {
	tenantID, err := s.userTenant(tenant, q.Get("client_id"))
	if err != nil {
		return nil, session{}, err
	}
	c, err := s.client(tokenRequest{form: q, tenantID: tenantID})
	if err != nil {
		return nil, session{}, err
	}
	if mode := q.Get("response_mode"); !slices.Contains([]string{"", "query", "fragment", "form_post"}, mode) {
		return nil, session{}, refuse(9002313, "Invalid request. Request is malformed or invalid: response_mode '%s' is not supported.", mode)
	}
	address := q.Get("redirect_uri")
	back, err := url.Parse(address)
	if err != nil || !slices.ContainsFunc(c.app.RedirectURIs, func(known string) bool { return sameRedirect(known, back) }) {
		return nil, session{}, refuse(50011, "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application '%s'.", address, c.app.AppID)
	}
	return back, session{
		kind:        authorizationCodeSession,
		tenantID:    tenantID,
		clientID:    c.app.AppID,
		scope:       q.Get("scope"),
		expires:     s.options.Now().Add(authorizationCodeLifetime),
		redirectURI: address,
		challenge:   q.Get("code_challenge"),
		nonce:       q.Get("nonce"),
	}, nil
}

// sameRedirect compares a registered reply address with one in a request. The
// port of a loopback address is free, since native applications take any.
func sameRedirect(registered string, asked *url.URL) bool {
	known, err := url.Parse(registered)
	if err != nil || known.Scheme != asked.Scheme || known.Hostname() != asked.Hostname() {
		return false
	}
	loopback := known.Hostname() == "localhost" || known.Hostname() == "127.0.0.1"
	return (loopback || known.Port() == asked.Port()) && pathOrRoot(known) == pathOrRoot(asked)
}

func pathOrRoot(u *url.URL) string {
	if u.Path == "" {
		return "/"
	}
	return u.Path
}

// redeemAuthorizationCode gives the tokens of the user who has signed in.
func (s *Service) redeemAuthorizationCode(t tokenRequest) (any, error) {
	c, err := s.userClient(t)
	if err != nil {
		return nil, err
	}
	code := t.form.Get("code")
	one, err := s.find(code, authorizationCodeSession, c.app.AppID)
	if err != nil {
		return nil, err
	}
	s.forget(code)
	if address := t.form.Get("redirect_uri"); address != one.redirectURI {
		return nil, refuse(500112, "The reply address '%s' does not match the reply address '%s' provided when requesting Authorization code.", address, one.redirectURI)
	}
	if one.challenge != "" && one.challenge != codeChallenge(t.form.Get("code_verifier")) {
		return nil, refuse(501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
	}
	return s.userTokens(c, one)
}

// codeChallenge is the S256 method of RFC 7636.
func codeChallenge(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
