// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"cmp"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

const (
	maxMessageBytes = 4096
	maxPageBytes    = 300
	maxDetails      = 20
	maxNesting      = 8
)

var (
	escapeSequence = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]`)
	// jsonWebToken also matches one that has been cut: base64 of `{"`.
	jsonWebToken = regexp.MustCompile(`eyJ[\w-]{16,}(\.[\w-]*){0,2}`)
	pageTitle    = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
	// supportIDs is what Intune appends to its messages.
	supportIDs = regexp.MustCompile(`\s*- Operation ID.*?(?:Activity ID: ([0-9A-Fa-f-]+).*)?$`)
)

// newError makes an error of an answer. Now serves to read a Retry-After date.
func newError(req *policy.Request, resp *http.Response, now time.Time) *Error {
	e := &Error{
		Method:          req.Raw().Method,
		Path:            clean(req.Raw().URL.EscapedPath()),
		Status:          resp.StatusCode,
		RequestID:       clean(resp.Header.Get("request-id")),
		ClientRequestID: req.Raw().Header.Get(clientRequestID),
		RetryAfter:      retryAfter(resp.Header, now),
		Attempts:        operationOf(req).attempt,
	}
	e.Time, _ = http.ParseTime(resp.Header.Get("Date"))
	if target := redirect(resp); target != "" {
		e.Message = "it redirects to " + target + ", which is not followed"
		return e
	}
	body, err := runtime.Payload(resp)
	if err != nil {
		return e
	}
	if envelope := findEnvelope(body); envelope != nil {
		e.readEnvelope(envelope)
	} else {
		e.Message = summary(body)
	}
	return e
}

// findEnvelope returns the error object of a body: Graph's, or the one of the
// older directory API that some services still send.
func findEnvelope(body []byte) map[string]any {
	object, err := decodeObject(body)
	if err != nil {
		return nil
	}
	if envelope, ok := object["error"].(map[string]any); ok {
		return envelope
	}
	envelope, _ := object["odata.error"].(map[string]any)
	return envelope
}

// readEnvelope takes what it finds and forgives what is missing or of another
// shape, as services differ.
func (e *Error) readEnvelope(envelope map[string]any) {
	e.enveloped = true
	e.Code = text(envelope, "code")
	e.Target = text(envelope, "target")
	e.readMessage(message(envelope))
	e.readDetails(envelope["details"])
	inner := envelope
	for range maxNesting {
		inner = object(inner, "innerError", "innererror")
		e.InnerCode = cmp.Or(text(inner, "code"), e.InnerCode)
		e.RequestID = cmp.Or(e.RequestID, text(inner, "request-id"))
		if e.Time.IsZero() {
			// The time is UTC, without saying so.
			e.Time, _ = time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(text(inner, "date"), "Z"))
		}
	}
}

// readMessage unpacks Intune's messages, which are JSON documents in a text,
// at times one within another.
func (e *Error) readMessage(packed string) {
	for range maxNesting {
		document, _ := decodeObject([]byte(packed)) // most are no documents
		inner, ok := document["Message"].(string)
		if !ok {
			break
		}
		e.InnerCode = cmp.Or(text(document, "ErrorCode"), e.InnerCode)
		packed = inner
	}
	packed = clean(packed)
	if found := supportIDs.FindStringSubmatchIndex(packed); found != nil {
		if found[2] >= 0 {
			e.ActivityID = packed[found[2]:found[3]]
		}
		packed = packed[:found[0]]
	}
	e.Message = packed
}

// readDetails reads a list of faults, or a single one.
func (e *Error) readDetails(details any) {
	list, ok := details.([]any)
	if !ok {
		list = []any{details}
	}
	for _, entry := range list[:min(len(list), maxDetails)] {
		if fault, ok := entry.(map[string]any); ok {
			e.Details = append(e.Details, ErrorDetail{Code: text(fault, "code"), Message: clean(message(fault)), Target: text(fault, "target")})
		}
	}
}

// message is a text, or in the older form an object that holds it.
func message(envelope map[string]any) string {
	if localized := object(envelope, "message"); localized != nil {
		envelope = map[string]any{"message": localized["value"]}
	}
	value, _ := envelope["message"].(string)
	return value
}

func text(from map[string]any, name string) string {
	value, _ := from[name].(string)
	return clean(value)
}

func object(from map[string]any, names ...string) map[string]any {
	for _, name := range names {
		if found, ok := from[name].(map[string]any); ok {
			return found
		}
	}
	return nil
}

// summary is what a body that is not Graph's has to say: the title of a page,
// or the beginning of a text.
func summary(body []byte) string {
	if title := pageTitle.FindSubmatch(body); title != nil {
		return limit(clean(string(title[1])), maxPageBytes)
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return "a page that is not Graph's"
	}
	return limit(clean(string(body)), maxPageBytes)
}

// clean makes a text fit for one line of a terminal: without control
// characters, without tokens, of limited length.
func clean(s string) string {
	s = escapeSequence.ReplaceAllString(limit(s, 4*maxMessageBytes), "")
	s = jsonWebToken.ReplaceAllString(s, "[token]")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		default:
			return r
		}
	}, s)
	return limit(strings.Join(strings.Fields(s), " "), maxMessageBytes)
}

// limit cuts a text without cutting a character.
func limit(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most] + "…"
}
