// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// maxAnswer bounds what is kept of a server's text, in bytes.
const maxAnswer = 4096

// Error is a sign-in that failed: what the server said, and what mends it.
type Error struct {
	// Setting is the attribute to blame, or empty.
	Setting string
	// Summary says in a line what could not be done.
	Summary string
	// Answer is the server's own text without secrets, control characters and excess.
	Answer string
	// Remedy is the likely cause and the next command.
	Remedy string
	// Status is the HTTP status, 0 when nothing answered.
	Status int
	// Codes are Entra's AADSTS numbers, the most telling first.
	Codes []int
	// TraceID, CorrelationID and Timestamp are what Microsoft's support asks for.
	TraceID, CorrelationID, Timestamp string
	// Token is set when a token was issued and is not used: for another tenant,
	// or because it grants nothing. It is what that token says about itself.
	Token *Claims

	cause error
}

func (e *Error) Error() string { return e.Summary + ": " + e.Detail() }

// Unwrap returns what ended the attempt: a connection's error, or the
// context's. Errors of the SDK are not kept: they print the answer as it came
// and hold the request, whose body is the secret.
func (e *Error) Unwrap() error { return e.cause }

// NonRetriable tells azcore's pipelines that what could be repeated has been.
func (e *Error) NonRetriable() {}

// Detail is all but the summary: answer, ids and remedy, as paragraphs.
func (e *Error) Detail() string {
	var ids []string
	for _, id := range []struct{ name, value string }{
		{"Trace id: ", e.TraceID}, {"Correlation id: ", e.CorrelationID}, {"Time: ", e.Timestamp},
	} {
		if id.value != "" {
			ids = append(ids, id.name+id.value)
		}
	}
	paragraphs := []string{e.Answer, strings.Join(ids, "\n"), e.Remedy}
	return strings.Join(slices.DeleteFunc(paragraphs, func(p string) bool { return p == "" }), "\n\n")
}

// propagating tells whether Entra may only not have spread a new federated
// credential yet, or not have read the keys of a new issuer.
func (e *Error) propagating() bool {
	return slices.ContainsFunc(e.Codes, func(code int) bool {
		return slices.Contains(federationCodes, code) || slices.Contains(issuerCodes, code)
	})
}

// situation is what an error is explained by.
type situation struct {
	setup
	source    Source // of a managed identity
	presented claims // of the assertion, or for Graph of the token
	answer    answer

	// For Graph only: how the sign-in went, what the token lacks, and what the
	// tenant must have bought.
	login   login
	missing []string
	licence string
}

// identityError explains an error of an identity endpoint.
func (s setup) identityError(err error, source Source) *Error {
	return s.explain(err, identityRemedies, situation{source: source}, Error{
		Summary: "Cannot get a token for the managed identity",
		Remedy:  "The source of the identity is {source}. " + rerun,
	})
}

// noEndpoint explains that the probe has found no metadata service.
func (s setup) noEndpoint(err error) *Error {
	return &Error{
		Setting: "auth_method",
		Summary: "No managed identity endpoint found",
		Answer:  s.clean(fmt.Sprintf("Nothing that serves a managed identity answers at %s: %v.", cmp.Or(s.Environ(authorityHostVariable), "http://"+metadataHost), err)),
		Remedy:  s.noEndpointRemedy(),
		cause:   err,
	}
}

// entraError explains an error of a credential of azidentity that talks to
// Entra. The claims are those of the assertion that was presented, if any.
func (s setup) entraError(err error, presented claims) *Error {
	return s.explain(err, entraRemedies, situation{presented: presented}, Error{
		Summary: "Entra did not issue a token",
		Remedy:  "Look the code up at {authority}/error. " + rerun,
	})
}

// toolError explains an error of azidentity's credential for a tool, which may
// pass on one of Entra.
func (s setup) toolError(err error, t tool) *Error {
	t = t.in(s.cloud)
	return s.explain(err, slices.Concat(t.remedies(), entraRemedies), situation{}, Error{
		Summary: t.name + " gave no token",
		Remedy:  t.byHand,
	})
}

// oidcError explains an error of the identity provider that was asked for an assertion.
func (s setup) oidcError(err error) *Error {
	return s.explain(withoutAddress(err), oidcRemedies, situation{}, Error{
		Setting: "oidc_request_url",
		Summary: "The identity provider gave no token",
		Remedy:  rerun,
	})
}

// withoutAddress takes away the query of the request that failed.
func withoutAddress(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

// explain finds the first remedy that fits and fills it in.
func (s setup) explain(err error, table []remedy, where situation, fallback Error) *Error {
	where.setup, where.answer = s, readAnswer(err)
	e := fallback
	if i := slices.IndexFunc(table, func(r remedy) bool { return r.fits(where) }); i >= 0 {
		e.Setting, e.Summary, e.Remedy = table[i].setting, cmp.Or(table[i].summary, e.Summary), table[i].advice
	}
	a := where.answer
	e.Answer = s.clean(a.text, where.presented.raw)
	e.Remedy = strings.TrimSpace(s.fill(s.byPlace(e.Remedy, s.sourceIn(where)), where.presented))
	e.Status, e.Codes = a.status, a.Codes
	e.TraceID, e.CorrelationID, e.Timestamp = s.clean(a.TraceID), s.clean(a.CorrelationID), s.clean(a.Timestamp)
	return &e
}

// sourceIn is the source of the identity, also where Entra has refused its token.
func (s setup) sourceIn(where situation) Source {
	if where.source != "" || s.Method != "managed_identity" {
		return where.source
	}
	_, found, _ := s.detect() // without one there is none to tell of
	return found.Source
}

// fill puts the settings and the claims of a token into a remedy. Claims come
// from outside, so only harmless characters get into a command.
func (s setup) fill(text string, who claims) string {
	return strings.NewReplacer(
		"{client_id}", harmless(cmp.Or(s.ClientID, who.clientID()), "CLIENT_ID"),
		"{app_id}", harmless(cmp.Or(who.clientID(), s.ClientID), "CLIENT_ID"),
		"{tenant_id}", harmless(s.TenantID, "TENANT_ID"),
		"{managed_identity_id}", harmless(s.ManagedIdentityID, "IDENTITY")+s.fromVariable("managed_identity_id"),
		"{authority}", s.cloud.AuthorityHost,
		"{graph}", s.cloud.GraphEndpoint,
		"{cloud}", s.cloud.Name,
		"{audience}", harmless(s.audienceOf(who), "AUDIENCE"),
		"{issuer}", harmless(who.Issuer, "ISSUER"),
		"{subject}", harmless(cmp.Or(who.Subject, who.ObjectID), "PRINCIPAL_ID"),
		"{object_id}", harmless(who.ObjectID, "OBJECT_ID"),
		"{token_tenant}", harmless(who.TenantID, "TENANT_ID"),
	).Replace(text)
}

// fromVariable tells in brackets which variable a value came from, if any.
func (s Settings) fromVariable(setting string) string {
	if origin := s.origin(setting); origin != "" {
		return " (from " + origin + ")"
	}
	return ""
}

// audienceOf is the audience that a federated credential for a token must name.
// The token of a managed identity has an id in its place.
func (s setup) audienceOf(who claims) string {
	if s.Method == "managed_identity" || len(who.Audience) == 0 {
		return s.cloud.ExchangeAudience
	}
	return who.Audience[0]
}

var harmlessPattern = regexp.MustCompile(`^[A-Za-z0-9:/._~@+()-]+$`)

func harmless(value, placeholder string) string {
	if harmlessPattern.MatchString(value) {
		return value
	}
	return placeholder
}

// answer is what a server said about a failure.
type answer struct {
	status int
	text   string

	Name          string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	Timestamp     string `json:"timestamp"`
}

// readAnswer takes the response out of an SDK error where it holds one.
func readAnswer(err error) answer {
	resp := response(err) //nolint:bodyclose // the SDK has read all of it
	if resp == nil {
		return parseAnswer([]byte(err.Error()))
	}
	body, readErr := runtime.Payload(resp)
	if readErr != nil {
		body = []byte(readErr.Error())
	}
	a := parseAnswer(body)
	a.status = resp.StatusCode
	a.text = fmt.Sprintf("The answer was %s: %s", resp.Status, a.text)
	a.TraceID = cmp.Or(a.TraceID, resp.Header.Get("X-Ms-Request-Id"))
	a.CorrelationID = cmp.Or(a.CorrelationID, resp.Header.Get("Client-Request-Id"))
	return a
}

func response(err error) *http.Response {
	var failed *azidentity.AuthenticationFailedError
	var refused *azcore.ResponseError
	switch {
	case errors.As(err, &failed):
		return failed.RawResponse
	case errors.As(err, &refused):
		return refused.RawResponse
	}
	return nil
}

var (
	aadsts          = regexp.MustCompile(`AADSTS(\d+)`)
	traceID         = regexp.MustCompile(`Trace ID: ([0-9A-Fa-f-]+)`)
	correlationID   = regexp.MustCompile(`Correlation ID: ([0-9A-Fa-f-]+)`)
	answerTimestamp = regexp.MustCompile(`Timestamp: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)`)
)

// parseAnswer reads the error object of Entra and of identity endpoints. What
// the object lacks is looked for in the text: tools pass on nothing else.
func parseAnswer(body []byte) answer {
	a := answer{text: string(body)}
	// The error is not looked at: an answer need not be JSON, nor of this form.
	// MSAL puts words before it.
	_ = json.Unmarshal(body[max(bytes.IndexByte(body, '{'), 0):], &a)
	if len(a.Codes) == 0 {
		for _, m := range aadsts.FindAllStringSubmatch(a.text, -1) {
			if code, err := strconv.Atoi(m[1]); err == nil && !slices.Contains(a.Codes, code) {
				a.Codes = append(a.Codes, code)
			}
		}
	}
	a.TraceID = cmp.Or(a.TraceID, firstMatch(traceID, a.text))
	a.CorrelationID = cmp.Or(a.CorrelationID, firstMatch(correlationID, a.text))
	a.Timestamp = cmp.Or(a.Timestamp, firstMatch(answerTimestamp, a.text))
	if a.Description != "" {
		a.text = a.Name + ": " + a.Description
	}
	return a
}

func firstMatch(pattern *regexp.Regexp, text string) string {
	if m := pattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

var (
	terminalSequence = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]`)
	jsonWebToken     = regexp.MustCompile(`eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*`)
)

// shortestSecret is the length from which a secret is looked for in texts. A
// shorter one would be found in every word, and is none that Entra has made.
const shortestSecret = 4

// secrets are what must not be shown, apart from tokens.
func (s setup) secrets() []string {
	return []string{
		s.ClientSecret, s.ClientCertificatePassword, s.OIDCToken, s.OIDCRequestToken,
		s.Environ("IDENTITY_HEADER"), s.Environ("MSI_SECRET"),
	}
}

// clean makes a server's text fit to be shown: whatever answers may echo a
// secret (more are named by the caller), steer a terminal or send a book.
func (s setup) clean(text string, more ...string) string {
	text = terminalSequence.ReplaceAllString(text, "")
	text = strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
	for _, secret := range append(s.secrets(), more...) {
		if len(secret) >= shortestSecret {
			text = strings.NewReplacer(secret, "(secret)", url.QueryEscape(secret), "(secret)").Replace(text)
		}
	}
	text = jsonWebToken.ReplaceAllString(text, "(token)")
	if len(text) > maxAnswer {
		text = strings.ToValidUTF8(text[:maxAnswer], "") + " …"
	}
	return strings.TrimSpace(text)
}
