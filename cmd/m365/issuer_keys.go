// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"crypto"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

const (
	// issuerPatience is how long a token service may take for its keys.
	issuerPatience = 10 * time.Second
	// largestDocument is how much is read of what a token service says, in bytes.
	largestDocument = 1 << 20
)

// tokenService is a service whose tokens a tenant trusts: a set of JSON Web Keys
// (RFC 7517) with its issuer.
type tokenService struct {
	Issuer string            `json:"issuer"`
	Keys   []json.RawMessage `json:"keys"`
	// JWKSURI is where the keys are, in the metadata of OpenID Connect Discovery.
	JWKSURI string `json:"jwks_uri"`
}

// issuerKeys reads the keys of token services, by issuer, each from the service
// itself or from a file.
func issuerKeys(ctx context.Context, client *http.Client, sources []string) (map[string][]crypto.PublicKey, error) {
	ctx, cancel := context.WithTimeout(ctx, issuerPatience)
	defer cancel()
	all := map[string][]crypto.PublicKey{}
	for _, source := range sources {
		service, err := readTokenService(ctx, client, source)
		if err != nil {
			return nil, fmt.Errorf("--issuer-keys %s: %w", source, err)
		}
		keys, err := service.publicKeys()
		if err != nil {
			return nil, fmt.Errorf("--issuer-keys %s: %w", source, err)
		}
		all[service.Issuer] = append(all[service.Issuer], keys...)
	}
	return all, nil
}

func readTokenService(ctx context.Context, client *http.Client, source string) (tokenService, error) {
	var service tokenService
	if !strings.Contains(source, "://") {
		text, err := os.ReadFile(source) //nolint:gosec // the user names the file
		if err != nil {
			return service, err
		}
		if err := json.Unmarshal(text, &service); err != nil {
			return service, fmt.Errorf("the file is no JSON: %w", err)
		}
		return service, nil
	}
	if err := fetch(ctx, client, strings.TrimSuffix(source, "/")+"/.well-known/openid-configuration", &service); err != nil {
		return service, err
	}
	if strings.TrimSuffix(service.Issuer, "/") != strings.TrimSuffix(source, "/") {
		return service, fmt.Errorf("the token service there calls itself %q", service.Issuer)
	}
	err := fetch(ctx, client, service.JWKSURI, &service)
	return service, err
}

// fetch reads a JSON document by TLS, or from this machine.
func fetch(ctx context.Context, client *http.Client, address string, into any) error {
	parsed, err := url.Parse(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(parsed.Hostname()); parsed.Scheme != "https" && (parsed.Scheme != "http" || ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("keys are read by https, or by http from an address of this machine, and not from %q", address)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", address, response.Status)
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, largestDocument)).Decode(into); err != nil {
		return fmt.Errorf("%s is no JSON: %w", address, err)
	}
	return nil
}

// publicKeys are the keys by which tokens are checked. Keys for encryption are
// left out.
func (s tokenService) publicKeys() ([]crypto.PublicKey, error) {
	if s.Issuer == "" {
		return nil, errors.New(`no "issuer" is named beside the keys`)
	}
	var keys []crypto.PublicKey
	for i, text := range s.Keys {
		var key jose.JSONWebKey
		if err := json.Unmarshal(text, &key); err != nil {
			return nil, fmt.Errorf("keys[%d]: %w", i, err)
		}
		if !key.IsPublic() {
			return nil, fmt.Errorf("keys[%d] is a private key; give its public half", i)
		}
		if key.Use != "enc" {
			keys = append(keys, key.Key)
		}
	}
	if len(keys) == 0 {
		return nil, errors.New("no key to check tokens by is there")
	}
	return keys, nil
}
