// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// pages serves the bodies one after the other; NEXT in a body is the service's
// link to the next page.
func pages(t testing.TB, bodies ...string) *service {
	var s *service
	n := 0
	s = serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n++
		link := fmt.Sprintf("%s/v1.0/users?$select=id&$skiptoken=a%%20b+c;%d", s.Endpoint(), n)
		answer{status: 200, body: strings.ReplaceAll(bodies[n-1], "NEXT", link)}.give(w)
	})
	return s
}

func collect(t *testing.T, s *service, r graph.Request) (ids []string, err error) {
	t.Helper()
	for object, err := range s.List(t.Context(), r) {
		if err != nil {
			return ids, err
		}
		ids = append(ids, fmt.Sprint(object["id"]))
	}
	return ids, nil
}

func TestListJoinsPages(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		pages []string
		want  []string
	}{
		"one page":      {[]string{`{"value":[{"id":"1"},{"id":"2"}]}`}, []string{"1", "2"}},
		"an empty list": {[]string{`{"value":[]}`}, nil},
		"three pages":   {[]string{`{"value":[{"id":"1"}],"@odata.nextLink":"NEXT"}`, `{"value":[{"id":"2"}],"@odata.nextLink":"NEXT"}`, `{"value":[{"id":"3"}]}`}, []string{"1", "2", "3"}},
		"an empty page": {[]string{`{"value":[],"@odata.nextLink":"NEXT"}`, `{"value":[],"@odata.nextLink":"NEXT"}`, `{"value":[{"id":"3"}]}`}, []string{"3"}},
		"an empty link": {[]string{`{"value":[{"id":"1"}],"@odata.nextLink":""}`}, []string{"1"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := pages(t, tt.pages...)
			got, err := collect(t, s, get("/users"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("objects mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestListFollowsLinksUnchangedWithTheHeaders(t *testing.T) {
	t.Parallel()
	s := pages(t, `{"value":[],"@odata.nextLink":"NEXT"}`, `{"value":[]}`)
	_, err := collect(t, s, graph.Request{
		Version: "v1.0", Path: "/users", Query: url.Values{"$count": {"true"}}, Header: http.Header{"ConsistencyLevel": {"eventual"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	second := s.requests()[1]
	if want := "/v1.0/users?$select=id&$skiptoken=a%20b+c;1"; second.URI != want {
		t.Errorf("the second page is %s, want %s", second.URI, want)
	}
	if second.Header.Get("ConsistencyLevel") != "eventual" {
		t.Errorf("the second request lacks the header: %v", second.Header)
	}
}

func TestListFetchesNoPageThatIsNotWanted(t *testing.T) {
	t.Parallel()
	s := pages(t, `{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"NEXT"}`)
	for _, err := range s.List(t.Context(), get("/users")) {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	if n := len(s.requests()); n != 1 {
		t.Errorf("sent %d requests, want 1", n)
	}
}

// TestCount is what Graph tells, or -1.
func TestCount(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		`{"@odata.count":7,"value":[{"id":"1"}]}`:   7,
		`{"@odata.count":0,"value":[]}`:             0,
		`{"value":[{"id":"1"}]}`:                    -1,
		`{"@odata.count":"7","value":[{"id":"1"}]}`: -1,
		`{"@odata.count":7.5,"value":[]}`:           -1,
	} {
		s := serve(t, answers(t, answer{status: 200, body: body}))
		got, err := s.Count(t.Context(), "v1.0", "/groups")
		if err != nil || got != want {
			t.Errorf("%s: %d, want %d: %v", body, got, want, err)
		}
		if r := s.requests()[0]; r.URI != "/v1.0/groups?$count=true&$select=id&$top=1" || r.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("asked is %s, with %q", r.URI, r.Header.Get("ConsistencyLevel"))
		}
	}
	s := serve(t, answers(t, fault(403, "Denied")))
	if _, err := s.Count(t.Context(), "v1.0", "/groups"); err == nil {
		t.Error("a refusal is a number")
	}
}

func TestListReportsFaults(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		pages []string
		want  string
	}{
		"no collection":                    {[]string{`{"id":"1"}`}, "not a collection"},
		"nothing":                          {[]string{``}, "not a collection"},
		"a collection of texts":            {[]string{`{"value":["a"]}`}, "not an object"},
		"a link that is no text":           {[]string{`{"value":[],"@odata.nextLink":7}`}, "not a text"},
		"a link that is no URL":            {[]string{`{"value":[],"@odata.nextLink":"https://[secret"}`}, "refused to send"},
		"a relative link":                  {[]string{`{"value":[],"@odata.nextLink":"/v1.0/users?secret"}`}, "refused to send"},
		"a link to another host":           {[]string{`{"value":[],"@odata.nextLink":"https://evil.example/v1.0/users?secret"}`}, "refused to send the token to https://evil.example"},
		"a link to another port":           {[]string{`{"value":[],"@odata.nextLink":"https://127.0.0.1:1/v1.0/users?secret"}`}, "refused to send the token to https://127.0.0.1:1"},
		"a link without TLS":               {[]string{`{"value":[],"@odata.nextLink":"http://127.0.0.1:1/v1.0/users?secret"}`}, "refused to send the token to http://127.0.0.1:1"},
		"a link whose user looks a host":   {[]string{`{"value":[],"@odata.nextLink":"https://graph.microsoft.com@evil.example/x?secret"}`}, "refused to send the token to https://evil.example"},
		"a link of another kind":           {[]string{`{"value":[],"@odata.nextLink":"file:///etc/secret"}`}, "refused to send"},
		"a link that leads to itself":      {[]string{`{"value":[],"@odata.nextLink":"NEXT"}`, `{"value":[],"@odata.nextLink":"SAME"}`}, "same page"},
		"an error of Graph on a late page": {[]string{`{"value":[{"id":"1"}],"@odata.nextLink":"NEXT"}`, "400"}, "Graph answered 400"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s *service
			n := 0
			s = serve(t, func(w http.ResponseWriter, _ *http.Request) {
				n++
				if tt.pages[n-1] == "400" {
					fault(400, "Directory_ExpiredPageToken").give(w)
					return
				}
				link := s.Endpoint() + "/v1.0/users?p=1"
				answer{status: 200, body: strings.NewReplacer("NEXT", link, "SAME", link).Replace(tt.pages[n-1])}.give(w)
			})
			_, err := collect(t, s, get("/users"))
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("got %v, want an error with %q and without the query", err, tt.want)
			}
			if n := len(s.requests()); n != len(tt.pages) {
				t.Errorf("sent %d requests, want %d", n, len(tt.pages))
			}
		})
	}
}
