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
	// Number counts the requests from 1, in the order of their answers.
	Number uint64 `json:"number"`
	// Time is when the request came in, by the tenant's clock.
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	// Host is the name that the client knows the tenant by.
	Host  string `json:"host"`
	Path  string `json:"path"`
	Query string `json:"query,omitempty"`
	// Status is the answer's, 0 if the connection was dropped.
	Status int `json:"status"`
	// Took is the time until the answer, in JSON in nanoseconds.
	Took time.Duration `json:"took"`
	// RequestID is the id that the answer carries, if it carries one.
	RequestID string `json:"requestId,omitempty"`
	// AppID is the application whose token the request carries, as that token
	// says, be it valid or not.
	AppID string `json:"appId,omitempty"`
	// UserAgent is how the program calls itself.
	UserAgent string `json:"userAgent,omitempty"`
	// Body is what a JSON request to Microsoft Graph held, nil for all others.
	// Passwords and keys in it are replaced by "***".
	Body any `json:"body,omitempty"`
	// Answer is the JSON that Microsoft Graph answered with, likewise; nil if
	// there was none or it is larger than 64 KB.
	Answer any `json:"answer,omitempty"`
}

const (
	// maxLogged is how many bytes are remembered of requests; older ones are dropped.
	maxLogged = 16 << 20
	// maxReceived is the size up to which bodies are remembered: Graph's own limit.
	maxReceived = 4 << 20
	// maxAnswer is the size up to which answers are.
	maxAnswer = 64 << 10
)

// logged is a request as it is remembered: JSON takes less room than what it
// stands for, and most of it is never looked at.
type logged struct {
	Request
	sent, answered []byte
}

// size is about how many bytes a request takes.
func (l *logged) size() int {
	const fields = 250
	return fields + len(l.Path) + len(l.Query) + len(l.UserAgent) + len(l.sent) + len(l.answered)
}

// shown is the request without secrets.
func (l *logged) shown() Request {
	r := l.Request
	r.Body, r.Answer = masked(l.sent), masked(l.answered)
	return r
}

// masked reads JSON and replaces passwords and keys in it. What is no JSON is nil.
func masked(document []byte) any {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return nil
	}
	mask(value)
	return value
}

// requestLog remembers requests.
type requestLog struct {
	now func() time.Time
	out io.Writer // of lines; nil for none

	apps memo.Memo[string] // by bearer token

	mu    sync.Mutex
	list  []logged
	bytes int
	last  uint64
	// added is closed when a request is, for those who wait for one.
	added chan struct{}
}

func newRequestLog(now func() time.Time, out io.Writer) *requestLog {
	return &requestLog{now: now, out: out, added: make(chan struct{})}
}

func (l *requestLog) add(r logged) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	r.Number = l.last
	l.bytes += r.size()
	l.list = append(l.list, r)
	gone := 0
	for l.bytes > maxLogged && gone < len(l.list)-1 {
		l.bytes -= l.list[gone].size()
		l.list[gone] = logged{}
		gone++
	}
	l.list = l.list[gone:]
	close(l.added)
	l.added = make(chan struct{})
	if l.out != nil {
		_, _ = io.WriteString(l.out, r.shown().line()) // the record is no reason to fail
	}
}

// after returns the requests that came after one, by its number, and what is
// closed when there are more.
func (l *requestLog) after(number uint64) (requests []Request, more <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := l.last - uint64(len(l.list)) // the number before the first one that is remembered
	from := min(max(number, first)-first, uint64(len(l.list)))
	for i := range l.list[from:] {
		requests = append(requests, l.list[from:][i].shown())
	}
	return requests, l.added
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
	for i := range l.list {
		r := &l.list[i]
		probe := &http.Request{Method: r.Method, Host: "localhost", URL: &url.URL{Path: r.Path}}
		if _, matched := mux.Handler(probe); matched == pattern {
			found = append(found, r.shown())
		}
	}
	return found
}

// record remembers the requests that a handler answers.
func (l *requestLog) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entry := logged{Request: Request{Time: l.now(), Method: r.Method, Host: r.Host, Path: r.URL.Path, Query: r.URL.RawQuery, AppID: l.appOf(r), UserAgent: r.UserAgent()}}
		microsoftGraph := isGraph(r.URL.Path)
		if body, whole := r.Body.(*receivedBody); whole && microsoftGraph && isJSON(r.Header) {
			entry.sent = bytes.Clone(body.content) // without what reading it has left over
		}
		began := time.Now()
		watched := &watchedWriter{ResponseWriter: w, status: http.StatusOK, keeps: microsoftGraph}
		answered := false
		// A handler that drops the connection panics; its request counts too.
		defer func() {
			if !answered {
				watched.status = 0
			}
			entry.Took = time.Since(began)
			entry.Status, entry.RequestID, entry.answered = watched.status, w.Header().Get("request-id"), watched.answer
			if entry.RequestID == "" {
				entry.RequestID = w.Header().Get("x-ms-request-id")
			}
			l.add(entry)
		}()
		next.ServeHTTP(watched, r)
		answered = true
	})
}

func isJSON(header http.Header) bool { return strings.Contains(header.Get("Content-Type"), "json") }

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

// watchedWriter remembers the status and, if it keeps them, answers in JSON.
type watchedWriter struct {
	http.ResponseWriter
	status int
	keeps  bool
	answer []byte
}

func (w *watchedWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *watchedWriter) Write(part []byte) (int, error) {
	switch {
	case !w.keeps:
	case len(w.answer)+len(part) > maxAnswer, !isJSON(w.Header()):
		w.keeps, w.answer = false, nil
	default:
		w.answer = append(w.answer, part...)
	}
	return w.ResponseWriter.Write(part)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
