// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// authorizePolicy puts the token on each request. A refused token is replaced
// once, with the claims that Graph demands, if any. A second refusal counts:
// Intune answers 401 also when a permission is missing.
//
// azcore's own policy has callers wait for each other's tokens beyond the end
// of their contexts; here all waiting is left to the credential.
type authorizePolicy struct {
	credential azcore.TokenCredential
	scope      string
}

// forgetter is a credential that keeps tokens and can drop one, so that the next
// one that it gives out is new.
type forgetter interface {
	Forget(token string)
}

// challengedClaims finds the claims in a challenge of continuous access evaluation.
var challengedClaims = regexp.MustCompile(`\bclaims="([^"]+)"`)

func (p *authorizePolicy) Do(req *policy.Request) (*http.Response, error) {
	resp, err := p.send(req, "")
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	if keeper, ok := p.credential.(forgetter); ok {
		keeper.Forget(strings.TrimPrefix(req.Raw().Header.Get("Authorization"), "Bearer "))
	}
	again, err := afresh(req)
	if err != nil {
		return nil, err
	}
	return p.send(again, claims(resp.Header))
}

func (p *authorizePolicy) send(req *policy.Request, claims string) (*http.Response, error) {
	token, err := p.credential.GetToken(req.Raw().Context(), policy.TokenRequestOptions{
		Scopes: []string{p.scope}, Claims: claims, EnableCAE: true,
	})
	if err != nil && claims != "" {
		return nil, fmt.Errorf("not sent: Graph revoked the token, and there is no new one: %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("not sent: there is no token: %w", err)
	}
	req.Raw().Header.Set("Authorization", "Bearer "+token.Token)
	return req.Next()
}

// claims are what a new token must contain, as JSON; empty if Graph does not say.
func claims(header http.Header) string {
	for _, challenge := range header.Values("WWW-Authenticate") {
		found := challengedClaims.FindStringSubmatch(challenge)
		if found == nil || !strings.Contains(challenge, `error="insufficient_claims"`) {
			continue
		}
		if decoded, err := base64.StdEncoding.DecodeString(found[1]); err == nil {
			return string(decoded)
		}
	}
	return ""
}
