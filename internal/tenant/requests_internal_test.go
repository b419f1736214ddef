// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestTheLogOfRequestsIsBounded(t *testing.T) {
	t.Parallel()
	l := newRequestLog(time.Now, nil)
	const size = 1 << 20
	for range 3 * maxLogged / size {
		l.add(logged{Request: Request{Method: "POST", Path: "/v1.0/groups"}, sent: bytes.Repeat([]byte("1"), size)})
	}
	if l.bytes > maxLogged || l.bytes < maxLogged/2 {
		t.Errorf("%d bytes are remembered, want up to %d", l.bytes, maxLogged)
	}
	all, _ := l.after(0)
	if want := 3 * maxLogged / size; len(all) != len(l.list) || all[len(all)-1].Number != uint64(want) {
		t.Errorf("%d requests of %d, the last one with number %d; want up to number %d", len(all), len(l.list), all[len(all)-1].Number, want)
	}
	last, more := l.after(all[len(all)-2].Number)
	if len(last) != 1 {
		t.Errorf("%d requests after the last but one, want 1", len(last))
	}
	l.add(logged{})
	select {
	case <-more:
	default:
		t.Error("who waits for a request is not told of it")
	}
	if one, _ := l.after(last[0].Number); len(one) != 1 {
		t.Errorf("%d requests after what was the last one, want 1", len(one))
	}
	// One that is larger than all that is remembered is remembered alone.
	l.add(logged{answered: make([]byte, maxLogged+1)})
	if len(l.list) != 1 {
		t.Errorf("%d requests, want the last one", len(l.list))
	}
}

func TestAnswersAreRememberedWithoutSecrets(t *testing.T) {
	t.Parallel()
	l := newRequestLog(time.Now, nil)
	answer := func(path, contentType string, parts ...string) any {
		handler := l.record(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			for _, part := range parts {
				_, _ = io.WriteString(w, part)
			}
		}))
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Body.String() != strings.Join(parts, "") {
			t.Errorf("%s is answered with %d bytes, want all of it", path, w.Body.Len())
		}
		all := l.matching("/")
		return all[len(all)-1].Answer
	}
	large := `"` + strings.Repeat("x", maxAnswer) + `"`
	for name, tt := range map[string]struct{ got, want any }{
		"in parts":   {answer("/v1.0/users", "application/json", `{"secretText":"can`, `ary","id":1}`), "map[id:1 secretText:***]"},
		"too large":  {answer("/v1.0/users", "application/json", large), "<nil>"},
		"no JSON":    {answer("/v1.0/users/$count", "text/plain", "12"), "<nil>"},
		"of Entra's": {answer("/contoso/oauth2/token", "application/json", `{"access_token":"canary"}`), "<nil>"},
	} {
		if got := fmt.Sprint(tt.got); got != tt.want {
			t.Errorf("the answer that is remembered of one %s is %s, want %s", name, got, tt.want)
		}
	}
}

func TestAStalledUploadKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	reached := make(chan string, 1)
	served := httptest.NewServer(received(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		reached <- string(body)
	}), 20*time.Millisecond))
	defer served.Close()
	send := func(body string) string {
		connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", served.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = connection.Close() }()
		if _, err := fmt.Fprintf(connection, "POST /v1.0/groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nConnection: close\r\n\r\n%s", body); err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(connection)
		if err != nil {
			t.Fatal(err)
		}
		return string(answer)
	}
	if answer := send("ab"); !strings.HasPrefix(answer, "HTTP/1.1 408") || !strings.Contains(answer, `"code":"RequestTimeout"`) {
		t.Errorf("half a body is answered with %q, want 408", answer)
	}
	if answer := send("abcd"); !strings.HasPrefix(answer, "HTTP/1.1 200") || <-reached != "abcd" {
		t.Errorf("a whole body is answered with %q, want 200", answer)
	}
}

func aborted(reason any) bool {
	err, ok := reason.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

func TestAPanicIsAnAnswer(t *testing.T) {
	t.Parallel()
	var reported bytes.Buffer
	tn := &Tenant{options: Options{Errors: &reported}}
	serve := func(handler http.HandlerFunc) (w *httptest.ResponseRecorder, dropped any) {
		w = httptest.NewRecorder()
		defer func() { dropped = recover() }()
		tn.recovered(handler).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1.0/users", nil))
		return w, nil
	}
	w, dropped := serve(func(http.ResponseWriter, *http.Request) { panic("a fault of ours") })
	if dropped != nil || w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "a fault of ours") {
		t.Errorf("a panic is answered with %d %s, %v; want 500 and the reason", w.Code, w.Body, dropped)
	}
	if text := reported.String(); !strings.Contains(text, "GET /v1.0/users: panic: a fault of ours") || !strings.Contains(text, "TestAPanicIsAnAnswer") {
		t.Errorf("the report is %q, want the request and the stack", text)
	}
	if _, dropped := serve(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "half"); panic("late") }); !aborted(dropped) {
		t.Errorf("a panic in the middle of an answer ends in %v, want a dropped connection", dropped)
	}
	reported.Reset()
	if _, dropped := serve(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }); !aborted(dropped) || reported.Len() > 0 {
		t.Errorf("a connection that is to be dropped ends in %v and the report %q", dropped, &reported)
	}
}
