// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

func FuzzErrorBody(f *testing.F) {
	for _, body := range []string{
		``, `{}`, `[]`, `<html>`, `{"error":{}}`, `{"error":null}`, `{"error":{"message":"{\"Message\":\"{}\"}"}}`,
		`{"error":{"details":[null,[],{"message":{"value":7}}],"innerError":{"innerError":{"code":"x"}}}}`,
		`{"odata.error":{"message":{"value":"a - Operation ID x - Activity ID: 12-ab - Url"}}}`, "\x1b[31mred\x00\xff",
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, text string) {
		req, err := runtime.NewRequest(t.Context(), http.MethodGet, "https://graph.example/v1.0/users")
		if err != nil {
			t.Fatal(err)
		}
		resp := &http.Response{StatusCode: http.StatusBadRequest, Header: http.Header{}, Body: http.NoBody}
		resp.Body = body{strings.NewReader(text), http.NoBody}
		line := newError(req, resp, time.Time{}).Error()
		if strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("a control character is left: %q", line)
		}
	})
}

func FuzzAddressStaysInItsRoot(f *testing.F) {
	for _, p := range []string{"/users", "/users/..", "/users/%2e%2e/x", "/a%2f..%2fb", "/a%5c..", "//evil.example", "/a?b#c", "/%", "/%2f", "/a;b=c/(x='y')"} {
		f.Add(p)
	}
	endpoint := &url.URL{Scheme: "https", Host: "graph.example"}
	f.Fuzz(func(t *testing.T, p string) {
		address, err := Request{Version: "v1.0", Path: p}.address(endpoint)
		if err != nil {
			return
		}
		u, err := url.Parse(address)
		if err != nil {
			t.Fatalf("%q gives %q: %v", p, address, err)
		}
		if u.Host != "graph.example" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.EscapedPath() != "/v1.0"+p {
			t.Errorf("%q gives %q", p, address)
		}
		if cleaned := path.Clean(strings.ReplaceAll(u.Path, `\`, "/")); !strings.HasPrefix(cleaned, "/v1.0/") {
			t.Errorf("%q gives %q, which leaves the root", p, address)
		}
	})
}
