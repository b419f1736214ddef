// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// graphClient acts in a tenant beside Terraform.
type graphClient struct {
	http       *http.Client
	url, token string
}

func signedIn(ctx context.Context, t *tenant.Tenant) (*graphClient, error) {
	bundle, err := os.ReadFile(t.CertificateFile())
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	g := &graphClient{http: &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}}, url: t.URL()}
	form := url.Values{
		"grant_type": {"client_credentials"}, "scope": {g.url + "/.default"}, "client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret},
	}
	answer, err := g.send(ctx, g.url+"/"+t.TenantID()+"/oauth2/v2.0/token", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	g.token, _ = answer["access_token"].(string)
	return g, err
}

func (g *graphClient) post(ctx context.Context, path string, object map[string]any) (map[string]any, error) {
	body, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	return g.send(ctx, g.url+path, "application/json", bytes.NewReader(body))
}

func (g *graphClient) send(ctx context.Context, address, contentType string, body io.Reader) (map[string]any, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Authorization", "Bearer "+g.token)
	reply, err := g.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = reply.Body.Close() }()
	var answer map[string]any
	if err := json.NewDecoder(reply.Body).Decode(&answer); err != nil || reply.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("POST %s answered %s: %v", address, reply.Status, answer["error"])
	}
	return answer, nil
}
