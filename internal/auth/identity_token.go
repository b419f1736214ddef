// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
)

// identityCredential gets the tokens of the managed identity itself.
type identityCredential struct {
	setup
	host     host
	address  *url.URL
	probe    *probe // nil where the environment has named an endpoint
	pipeline runtime.Pipeline
}

func (s setup) newIdentityCredential(h host, found Detection) (*identityCredential, error) {
	if err := s.checkSelector(h); err != nil {
		return nil, err
	}
	c, err := s.identityClient(found)
	if err != nil {
		return nil, err
	}
	address, err := url.Parse(found.Address)
	if err != nil {
		return nil, err
	}
	options := s.clientOptions(c)
	options.Retry = s.identityRetry(h.source)
	i := &identityCredential{setup: s, host: h, address: address, pipeline: newPipeline(options)}
	if h.source == IMDS {
		i.probe = &probe{setup: s, address: found.Address, client: c}
	}
	return i, nil
}

// find looks for the endpoint. Where the environment names one, only a request
// for a token can tell whether it works.
func (i *identityCredential) find(ctx context.Context) error {
	if i.probe == nil {
		return nil
	}
	err := i.probe.find(ctx)
	if err == nil {
		return nil
	}
	failure := i.noEndpoint(err)
	if ctx.Err() == nil {
		failure.cause = errors.Join(ErrNoEndpoint, err)
	}
	return failure
}

func (i *identityCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if err := i.find(ctx); err != nil {
		return azcore.AccessToken{}, err
	}
	// Identity endpoints speak of resources, as Entra's version 1 does.
	resource := strings.TrimSuffix(tro.Scopes[0], "/.default")
	reply, err := i.ask(ctx, resource)
	if err != nil {
		return azcore.AccessToken{}, i.identityError(err, i.host.source)
	}
	token, err := reply.token(i.Now())
	if err != nil {
		return azcore.AccessToken{}, i.identityError(err, i.host.source)
	}
	return token, nil
}

// ask sends the request, for Azure Arc with the answer to its challenge.
func (i *identityCredential) ask(ctx context.Context, resource string) (identityReply, error) {
	if i.host.source != AzureArc {
		return i.send(ctx, resource, nil)
	}
	challenge, err := i.exchange(ctx, resource, nil) //nolint:bodyclose // the pipeline has read all of it
	if err != nil {
		return identityReply{}, err
	}
	if challenge.StatusCode >= http.StatusInternalServerError {
		return identityReply{}, refused(challenge, nil) // the agent's own trouble
	}
	if challenge.StatusCode != http.StatusUnauthorized {
		return identityReply{}, fmt.Errorf("a challenge was expected, and the answer was %s", challenge.Status)
	}
	key, err := i.arcKey(challenge)
	if err != nil {
		return identityReply{}, fmt.Errorf("cannot answer the challenge of Azure Arc: %w", err)
	}
	reply, err := i.send(ctx, resource, key)
	if err != nil {
		return identityReply{}, err
	}
	return reply, i.checkEcho(reply)
}

func (i *identityCredential) send(ctx context.Context, resource string, key []byte) (identityReply, error) {
	resp, err := i.exchange(ctx, resource, key) //nolint:bodyclose // the pipeline has read all of it
	if err != nil {
		return identityReply{}, err
	}
	if !slices.Contains([]int{http.StatusOK, http.StatusAccepted}, resp.StatusCode) {
		return identityReply{}, refused(resp, key)
	}
	body, err := runtime.Payload(resp)
	if err != nil {
		return identityReply{}, err
	}
	var reply identityReply
	if err := json.Unmarshal(body, &reply); err != nil {
		return reply, fmt.Errorf("the answer is no JSON object with a token: %w", err)
	}
	return reply, nil
}

// refused is an answer that is no token, and that may repeat the key.
func refused(resp *http.Response, key []byte) error {
	body, err := runtime.Payload(resp)
	if err != nil {
		return err
	}
	if len(key) > 0 {
		resp.Body = io.NopCloser(bytes.NewReader(bytes.ReplaceAll(body, key, []byte("(secret)"))))
	}
	return runtime.NewResponseError(resp)
}

// exchange sends one request for a token of a resource.
func (i *identityCredential) exchange(ctx context.Context, resource string, key []byte) (*http.Response, error) {
	address, q := *i.address, i.query(i.host, i.address, resource)
	method := http.MethodGet
	if i.host.source == CloudShell {
		method = http.MethodPost
	} else {
		address.RawQuery = q.Encode()
	}
	req, err := runtime.NewRequest(ctx, method, address.String())
	if err != nil {
		return nil, err
	}
	if method == http.MethodPost {
		err = req.SetBody(streaming.NopCloser(strings.NewReader(q.Encode())), "application/x-www-form-urlencoded")
	}
	if err != nil {
		return nil, err
	}
	req.Raw().Header.Set(i.host.header, i.proof(i.host))
	if key != nil {
		req.Raw().Header.Set("Authorization", "Basic "+string(key))
	}
	return i.pipeline.Do(req)
}

// identityReply is the answer of an identity endpoint. Hosts differ in how they
// write numbers and times.
type identityReply struct {
	AccessToken string          `json:"access_token"`
	ExpiresOn   json.RawMessage `json:"expires_on"`
	ExpiresIn   json.RawMessage `json:"expires_in"`
	RefreshIn   json.RawMessage `json:"refresh_in"`
	ClientID    string          `json:"client_id"`
	ObjectID    string          `json:"object_id"`
	ResourceID  string          `json:"msi_res_id"`
}

// token reads the times of a reply: seconds since 1970, from now on, or a date.
func (r identityReply) token(now time.Time) (azcore.AccessToken, error) {
	token := azcore.AccessToken{Token: r.AccessToken}
	if token.Token == "" {
		return token, errors.New("the answer holds no token")
	}
	if seconds, ok := number(r.RefreshIn); ok {
		token.RefreshOn = now.Add(time.Duration(seconds) * time.Second)
	}
	if seconds, ok := number(r.ExpiresOn); ok {
		token.ExpiresOn = time.Unix(seconds, 0).UTC()
		return token, nil
	}
	for _, layout := range []string{
		"01/02/2006 15:04:05", "01/02/2006 15:04:05 -07:00", "1/2/2006 3:04:05 PM -07:00", time.DateTime, time.RFC3339Nano,
	} {
		if expiry, err := time.Parse(layout, unquoted(r.ExpiresOn)); err == nil {
			token.ExpiresOn = expiry.UTC()
			return token, nil
		}
	}
	if seconds, ok := number(r.ExpiresIn); ok {
		token.ExpiresOn = now.Add(time.Duration(seconds) * time.Second).UTC()
		return token, nil
	}
	return token, errors.New("the answer does not say when the token expires")
}

func number(raw json.RawMessage) (int64, bool) {
	n, err := strconv.ParseInt(unquoted(raw), 10, 64)
	return n, err == nil
}

// unquoted is the text of a string, or of anything else as it stands.
func unquoted(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}
