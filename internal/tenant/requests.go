// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/memo"
)

// Request is a request that the tenant has answered.
type Request struct {
	// Time is when the request came in, by the tenant's clock.
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	// Host is the name that the client knows the tenant by.
	Host   string `json:"host"`
	Path   string `json:"path"`
	Query  string `json:"query,omitempty"`
	Status int    `json:"status"`
	// Took is the time until the answer, in JSON in nanoseconds.
	Took time.Duration `json:"took"`
	// RequestID is the id that the answer carries, if it carries one.
	RequestID string `json:"requestId,omitempty"`
	// AppID is the application whose token the request carries, as that token
	// says, be it valid or not.
	AppID string `json:"appId,omitempty"`
	// Body is what a JSON request to Microsoft Graph held, nil for all others.
	// Passwords and keys in it are replaced by "***".
	Body any `json:"body,omitempty"`
}

// maxRequests is how many requests are remembered; older ones are dropped.
const maxRequests = 100_000

// maxRecorded is the size up to which bodies are remembered: Graph's own limit.
const maxRecorded = 4 << 20

// requestLog remembers requests.
type requestLog struct {
	now func() time.Time
	out io.Writer // of lines; nil for none

	apps memo.Memo[string] // by bearer token

	mu   sync.Mutex
	list []Request
}

func (l *requestLog) add(r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) == maxRequests {
		l.list = append([]Request(nil), l.list[maxRequests/2:]...)
	}
	l.list = append(l.list, r)
	if l.out != nil {
		_, _ = io.WriteString(l.out, r.line()) // the record is no reason to fail
	}
}

// line is the request for people to read. Passwords and keys are not in it.
func (r Request) line() string {
	target := r.Host + r.Path
	if r.Query != "" {
		target += "?" + r.Query
	}
	line := fmt.Sprintf("%s %s %s %d %s", r.Time.UTC().Format("15:04:05.000"), r.Method, target, r.Status, r.Took.Round(100*time.Microsecond))
	if r.AppID != "" {
		line += " app=" + r.AppID
	}
	if r.Body != nil {
		body, err := json.Marshal(r.Body)
		if err == nil {
			line += " " + string(body)
		}
	}
	return line + "\n"
}

// matching returns the requests that a pattern of [http.ServeMux] matches.
func (l *requestLog) matching(pattern string) []Request {
	mux := http.NewServeMux()
	mux.Handle(pattern, http.NotFoundHandler())
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []Request
	for _, r := range l.list {
		probe := &http.Request{Method: r.Method, Host: "localhost", URL: &url.URL{Path: r.Path}}
		if _, matched := mux.Handler(probe); matched == pattern {
			found = append(found, r)
		}
	}
	return found
}

// record remembers the requests that a handler answers.
func (l *requestLog) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := Request{Time: l.now(), Method: r.Method, Host: r.Host, Path: r.URL.Path, Query: r.URL.RawQuery, AppID: l.appOf(r)}
		if isGraph(r.URL.Path) && strings.Contains(r.Header.Get("Content-Type"), "json") {
			entry.Body = peekJSON(r)
		}
		began := time.Now()
		status := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		// A handler that drops the connection panics; its request counts too.
		defer func() {
			entry.Took = time.Since(began)
			entry.Status, entry.RequestID = status.status, w.Header().Get("request-id")
			if entry.RequestID == "" {
				entry.RequestID = w.Header().Get("x-ms-request-id")
			}
			l.add(entry)
		}()
		next.ServeHTTP(status, r)
	})
}

// appOf reads the application out of a bearer token, without judging it.
func (l *requestLog) appOf(r *http.Request) string {
	_, bearer, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if known, ok := l.apps.Get(bearer); ok || bearer == "" {
		return known
	}
	var claims struct {
		jwt.RegisteredClaims
		AppID string `json:"appid"`
	}
	_, _, _ = jwt.NewParser().ParseUnverified(bearer, &claims) // no token, no application
	l.apps.Put(bearer, claims.AppID)
	return claims.AppID
}

// peekJSON reads a body and puts it back. What is no JSON is nil.
func peekJSON(r *http.Request) any {
	head, err := io.ReadAll(io.LimitReader(r.Body, maxRecorded+1))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), r.Body), r.Body}
	var body any
	decoder := json.NewDecoder(bytes.NewReader(head))
	decoder.UseNumber()
	if err != nil || len(head) > maxRecorded || decoder.Decode(&body) != nil {
		return nil
	}
	mask(body)
	return body
}

// mask replaces passwords and keys wherever they are.
func mask(value any) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			mask(element)
		}
	case map[string]any:
		// In a pair of a key and a value the key is a name.
		_, key := value["key"].(string)
		_, pair := value["value"].(string)
		pair = pair && key
		for name, inner := range value {
			secret := isSecret(strings.ToLower(name))
			if pair && (name == "key" || name == "value") {
				secret = name == "value"
			}
			if _, text := inner.(string); text && secret {
				value[name] = "***"
			} else {
				mask(inner)
			}
		}
	}
}

// isSecret tells whether properties of a name, in lower case, hold secrets.
func isSecret(name string) bool {
	for _, end := range []string{"password", "secret", "secrettext", "sharedkey", "privatekey", "passphrase"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return name == "key" || name == "proof"
}

// statusWriter remembers the status.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
