// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

// pipeline is a token service with one key.
func pipeline(t *testing.T) (*httptest.Server, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	server := httptest.NewTLSServer(mux)
	t.Cleanup(server.Close)
	answer := func(path string, document any) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(document) })
	}
	answer("/.well-known/openid-configuration", map[string]string{"issuer": server.URL, "jwks_uri": server.URL + "/keys"})
	answer("/keys", jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "1", Use: "sig"}}})
	answer("/other/.well-known/openid-configuration", map[string]string{"issuer": server.URL, "jwks_uri": server.URL + "/keys"})
	answer("/plain/.well-known/openid-configuration", map[string]string{"issuer": server.URL + "/plain", "jwks_uri": "http://keys.example/"})
	return server, key
}

// keyFile writes a file with an issuer and keys.
func keyFile(t *testing.T, issuer string, keys ...jose.JSONWebKey) string {
	t.Helper()
	text, err := json.Marshal(map[string]any{"issuer": issuer, "keys": keys})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestKeysOfTokenServices(t *testing.T) {
	t.Parallel()
	server, key := pipeline(t)
	const issuer = "https://ci.example"
	file := keyFile(t, issuer, jose.JSONWebKey{Key: key.Public(), Use: "sig"}, jose.JSONWebKey{Key: key.Public(), Use: "enc"})
	keys, err := issuerKeys(t.Context(), server.Client(), []string{server.URL + "/", file})
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{server.URL, issuer} {
		if len(keys[of]) != 1 || !key.PublicKey.Equal(keys[of][0]) {
			t.Errorf("%s has the keys %v, want its one", of, keys[of])
		}
	}
}

func TestKeysThatAreRefused(t *testing.T) {
	t.Parallel()
	server, key := pipeline(t)
	for name, refused := range map[string]struct{ source, want string }{
		"another issuer":  {server.URL + "/other", "calls itself"},
		"keys in clear":   {server.URL + "/plain", "keys are read by https"},
		"metadata clear":  {"http://ci.example", "keys are read by https"},
		"nothing there":   {server.URL + "/nowhere", "404"},
		"no file":         {filepath.Join(t.TempDir(), "none.json"), "no such file"},
		"no issuer":       {keyFile(t, "", jose.JSONWebKey{Key: key.Public()}), `no "issuer"`},
		"no keys":         {keyFile(t, "https://ci.example"), "no key"},
		"the private key": {keyFile(t, "https://ci.example", jose.JSONWebKey{Key: key}), "is a private key"},
	} {
		_, err := issuerKeys(t.Context(), server.Client(), []string{refused.source})
		if err == nil || !strings.Contains(err.Error(), refused.want) || !strings.Contains(err.Error(), "--issuer-keys") {
			t.Errorf("%s: the error is %v, want one with %q", name, err, refused.want)
		}
	}
}

// A token of the service is taken by an application that trusts it.
func TestTenantTrustsTheKeysOfAFile(t *testing.T) {
	t.Parallel()
	_, key := pipeline(t)
	flags := tenantFlags{IssuerKeys: []string{keyFile(t, "https://ci.example", jose.JSONWebKey{Key: key.Public()})}}
	options, err := flags.options(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if keys := options.IssuerKeys["https://ci.example"]; len(keys) != 1 || !key.PublicKey.Equal(keys[0]) {
		t.Errorf("the tenant trusts %v", options.IssuerKeys)
	}
}
