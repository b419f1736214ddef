// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lost is the status of an answer that never arrives.
const lost = 0

// answer is one reply of a Graph that follows a script. The last of a list repeats.
type answer struct {
	status int
	body   string
}

// script is what Graph answers, by method and path.
type script map[string][]answer

const (
	missing = `{"error":{"code":"Request_ResourceNotFound","message":"Resource 'x' does not exist."}}`
	denied  = `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`
)

// scripted is a collection whose Graph follows a script.
type scripted struct {
	*Collection
	t *testing.T
	// location is the header of that name in every answer, if any.
	location string
	// url is where the Graph is.
	url string
	// refused is the number of the request that Graph refuses, from 1 on; 0 for none.
	refused int
	// heard is told of each request before it is answered.
	heard func(request string)

	mu      sync.Mutex
	answers script
	seen    []string
	queries []url.Values
	headers []http.Header
}

// follow makes the collection of a definition.
func follow(t *testing.T, d object.Definition, answers script) *scripted {
	t.Helper()
	s := &scripted{t: t, answers: answers}
	fake := httptest.NewTLSServer(s)
	t.Cleanup(fake.Close)
	s.url = fake.URL
	s.ask(d, fake.Client().Transport)
	return s
}

// followHere does the same without a connection, where time is not real.
func followHere(t *testing.T, d object.Definition, answers script) *scripted {
	t.Helper()
	s := &scripted{t: t, answers: answers, url: "https://graph.example"}
	s.ask(d, s)
	return s
}

// RoundTrip answers at once.
func (s *scripted) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	reply := w.Result()
	reply.Request = r
	return reply, nil
}

// ask makes the collection that sends its requests by a transport.
func (s *scripted) ask(d object.Definition, transport http.RoundTripper) {
	s.t.Helper()
	client, err := graph.New(graph.Options{
		Endpoint: s.url, Credential: anyToken{}, Transport: transport,
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	o, err := value.Compile(d)
	if err != nil {
		s.t.Fatal(err)
	}
	lag := Lag{Recent: time.Hour, Missing: 600 * time.Millisecond, Stale: 600 * time.Millisecond, Pause: 2 * time.Millisecond}
	s.Collection = NewTenant(client, lag, nil).Collection(o)
}

func (s *scripted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	key := r.Method + " " + r.URL.EscapedPath()
	s.seen = append(s.seen, strings.TrimSpace(key+" "+string(body)))
	s.queries, s.headers = append(s.queries, r.URL.Query()), append(s.headers, r.Header.Clone())
	if s.heard != nil {
		s.heard(s.seen[len(s.seen)-1])
	}
	if s.refused == len(s.seen) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, denied)
		return
	}
	list := s.answers[key]
	if len(list) == 0 {
		http.Error(w, `{"error":{"code":"unexpected","message":"nothing stands in the script"}}`, http.StatusTeapot)
		return
	}
	if len(list) > 1 {
		s.answers[key] = list[1:]
	}
	if list[0].status == lost {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	if s.location != "" {
		w.Header().Set("Location", s.location)
	}
	w.WriteHeader(list[0].status)
	_, _ = io.WriteString(w, list[0].body)
}

// script changes the answers to a request. One that was stopped may still be answered.
func (s *scripted) script(request string, answers ...answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[request] = answers
}

// requests are those that begin with a text.
func (s *scripted) requests(beginning string) (found []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, request := range s.seen {
		if strings.HasPrefix(request, beginning) {
			found = append(found, request)
		}
	}
	return found
}

// listings is how many pages of widgets were read.
func (s *scripted) listings() int {
	return len(s.requests("GET /v1.0/widgets")) - len(s.requests("GET /v1.0/widgets/"))
}

// asked are all requests with what their addresses ask for.
func (s *scripted) asked() (all []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, request := range s.seen {
		parts := strings.SplitN(request, " ", 3)
		if query, _ := url.QueryUnescape(s.queries[i].Encode()); query != "" {
			parts[1] += "?" + query
		}
		all = append(all, strings.Join(parts, " "))
	}
	return all
}

// create creates what a plan says, with a configuration that says the same but for
// what is unknown. What has not failed is done.
func (s *scripted) create(plan string) (Result, error) {
	s.t.Helper()
	planned := parse(s.t, plan)
	config := value.Tree{}
	for name, v := range planned {
		if !value.IsUnknown(v) {
			config[name] = v
		}
	}
	result, err := s.Reconcile(s.t.Context(), nil, Wanted{Plan: planned, Config: config})
	if err == nil && result.Stage != Done {
		s.t.Errorf("the stage of what has not failed is %v", result.Stage)
	}
	return result, err
}

// widget is the common definition, changed.
func widget(change func(*object.Definition)) object.Definition {
	d := objecttest.Widget()
	d.Life = &object.Life{}
	if change != nil {
		change(&d)
	}
	return d
}

// parse decodes JSON in Terraform's form. The text "?" stands for a value that is
// not known yet.
func parse(t *testing.T, text string) value.Tree {
	t.Helper()
	v, err := value.ParseJSON(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	members, _ := terraform(v).(value.Tree)
	return members
}

func terraform(v any) any {
	switch v := v.(type) {
	case string:
		if v == "?" {
			return value.Unknown{}
		}
	case map[string]any:
		members := value.Tree{}
		for name, member := range v {
			members[name] = terraform(member)
		}
		return members
	case []any:
		for i, element := range v {
			v[i] = terraform(element)
		}
	}
	return v
}

type anyToken struct{}

func (anyToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}
