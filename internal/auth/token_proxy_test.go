// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// podWorld is a pod with its token. Entra is out of its reach.
func podWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, "workload_identity")
	w.settings.ClientID = appID
	w.settings.FederatedTokenFilePath = filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(w.settings.FederatedTokenFilePath, []byte(mint(nil)), 0o600); err != nil {
		t.Fatal(err)
	}
	w.options.Entra = roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("out of reach") })
	return w
}

// A pod with an identity binding asks the cluster's proxy in place of Entra.
func TestTheTokenProxyOfAKS(t *testing.T) {
	t.Parallel()
	for _, by := range []string{tokenProxyCAFile, tokenProxyCAData} {
		w := podWorld(t)
		var mu sync.Mutex
		var paths []string
		proxy := httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			mu.Lock()
			paths = append(paths, r.URL.Path)
			mu.Unlock()
			r.URL.Path = strings.TrimPrefix(r.URL.Path, "/cluster")
			w.entra.server.Config.Handler.ServeHTTP(rw, r)
		}))
		t.Cleanup(proxy.Close)
		authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: proxy.Certificate().Raw})
		w.environ[tokenProxyVariable], w.environ[tokenProxyName] = proxy.URL+"/cluster", "example.com"
		w.environ[by] = string(authority)
		if by == tokenProxyCAFile {
			w.environ[by] = filepath.Join(t.TempDir(), "ca.crt")
			if err := os.WriteFile(w.environ[by], authority, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if found := w.signIn(); found.ClientID != appID {
			t.Errorf("%s: signed in as %+v", by, found)
		}
		mu.Lock()
		for _, path := range paths {
			if !strings.HasPrefix(path, "/cluster/"+tenantID+"/") {
				t.Errorf("%s: a request went to %s", by, path)
			}
		}
		if len(paths) == 0 {
			t.Errorf("%s: the proxy was not asked", by)
		}
		mu.Unlock()
	}
}

func TestATokenProxyThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		environ map[string]string
		want    string
	}{
		"without TLS":         {map[string]string{tokenProxyVariable: "http://127.0.0.1"}, "must be an address such as"},
		"without a host":      {map[string]string{tokenProxyVariable: "https:///x"}, "must be an address such as"},
		"with a password":     {map[string]string{tokenProxyVariable: "https://me:" + secretValue + "@host"}, "must be an address such as"},
		"a secret":            {map[string]string{tokenProxyVariable: secretValue}, "not shown"},
		"two authorities":     {map[string]string{tokenProxyVariable: "https://host", tokenProxyCAFile: "x", tokenProxyCAData: "y"}, "Only one of"},
		"a file that is none": {map[string]string{tokenProxyVariable: "https://host", tokenProxyCAFile: "/nowhere/ca.crt"}, "no such file"},
		"no certificate":      {map[string]string{tokenProxyVariable: "https://host", tokenProxyCAData: "y"}, "no certificate"},
	}
	for name, tt := range tests {
		w := podWorld(t)
		for variable, value := range tt.environ {
			w.environ[variable] = value
		}
		_, err := New(w.settings, w.options)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "unset "+tokenProxyVariable) {
			t.Errorf("%s: got %v, want %q", name, err, tt.want)
			continue
		}
		w.noSecrets(err.Error())
	}
}

// TestTheTokenProxyOfAKSNeedsNoOther: it stands in the cluster, whatever the proxy
// variables say.
func TestTheTokenProxyOfAKSNeedsNoOther(t *testing.T) {
	t.Parallel()
	environ := func(name string) string { return map[string]string{tokenProxyVariable: "https://127.0.0.1:1"}[name] }
	s, err := setup{Options: Options{Environ: environ}}.behindTokenProxy()
	if err != nil {
		t.Fatal(err)
	}
	proxy, _ := s.Entra.(tokenProxy)
	if proxy.next == nil || proxy.next.Proxy != nil {
		t.Error("it is asked by a proxy of the environment")
	}
}
