// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// assertionRequest asks an identity provider for a token of this job.
type assertionRequest struct {
	method  string
	address string
	query   map[string]string // added to the address
	header  map[string]string
	// field is the one of the answer that holds the token.
	field string
}

// askForAssertion sends the request, with the bearer token that the provider
// gave to the job. It goes to the configured address only: redirects are errors.
func (s setup) askForAssertion(ask assertionRequest) assertionSource {
	pipeline := newPipeline(s.clientOptions(s.entraClient()))
	return func(ctx context.Context) (string, error) {
		assertion, err := sendAssertionRequest(ctx, pipeline, ask, s.OIDCRequestToken)
		if err != nil {
			return "", s.oidcError(err)
		}
		return assertion, nil
	}
}

func sendAssertionRequest(ctx context.Context, pipeline runtime.Pipeline, ask assertionRequest, bearer string) (string, error) {
	req, err := runtime.NewRequest(ctx, ask.method, ask.address)
	if err != nil {
		return "", err
	}
	q := req.Raw().URL.Query()
	for name, value := range ask.query {
		q.Set(name, value)
	}
	req.Raw().URL.RawQuery = q.Encode()
	req.Raw().Header.Set("Authorization", "Bearer "+bearer)
	for name, value := range ask.header {
		req.Raw().Header.Set(name, value)
	}
	resp, err := pipeline.Do(req) //nolint:bodyclose // the pipeline has read all of it
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", runtime.NewResponseError(resp)
	}
	body, err := runtime.Payload(resp)
	if err != nil {
		return "", err
	}
	var answer map[string]any
	if err := json.Unmarshal(body, &answer); err != nil {
		return "", errors.New("the answer is no JSON object")
	}
	assertion, _ := answer[ask.field].(string)
	if assertion == "" {
		return "", fmt.Errorf("the answer holds no %q", ask.field)
	}
	return assertion, nil
}

// assertionFile reads the file for each exchange: whoever has written it keeps it fresh.
func (s setup) assertionFile(setting, path string) assertionSource {
	return func(context.Context) (string, error) {
		assertion, fault := s.readFile(setting, path)
		if fault != nil {
			return "", fault
		}
		return assertion, nil
	}
}

// requestURLFaults refuses an address that would show the request's token to the network.
func (s Settings) requestURLFaults() []*SettingError {
	u, err := url.Parse(s.OIDCRequestURL)
	switch {
	case s.OIDCRequestURL == "":
		return nil
	case err != nil || u.Host == "" || u.User != nil:
		return []*SettingError{s.fault("oidc_request_url", "Invalid oidc_request_url", "It is not an address such as \"https://host.example/path\".")}
	case u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname()):
		return nil
	}
	return []*SettingError{s.fault("oidc_request_url", "Invalid oidc_request_url",
		fmt.Sprintf("The address at %s must begin with https://, because oidc_request_token is sent there.", u.Host))}
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}

// strangerWarnings tells of a request for a token that goes elsewhere than to
// the provider's own hosts, which are given with their leading dot.
func (s Settings) strangerWarnings(provider string, domains ...string) []Warning {
	u, err := url.Parse(s.OIDCRequestURL)
	if err != nil || isLoopback(u.Hostname()) {
		return nil
	}
	for _, domain := range domains {
		if strings.HasSuffix("."+strings.ToLower(u.Hostname()), domain) {
			return nil
		}
	}
	return []Warning{{
		Setting: "oidc_request_url",
		Summary: "Tokens are requested from another host than " + provider + "'s",
		Detail:  fmt.Sprintf("oidc_request_url is at %s. If %s does not run there, the job's token is in wrong hands.", u.Host, provider),
	}}
}
