// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

type graphCmd struct {
	Header []string `short:"H" sep:"none" placeholder:"NAME: VALUE" help:"A header of the request, such as 'ConsistencyLevel: eventual'."`
	Method string   `arg:"" enum:"GET,POST,PATCH,PUT,DELETE" help:"${enum}."`
	Path   string   `arg:"" help:"What to ask for: /users, or /beta/users; without a version it is v1.0."`
	Body   string   `arg:"" optional:"" help:"The JSON to send; - for standard input."`
}

// Help tells what the command is for.
func (*graphCmd) Help() string {
	return `Sends a request to the Microsoft Graph of the local tenant that this process runs inside of, as the built-in application with a secret, and prints the answer. So anybody can look at what Terraform made, and change it behind Terraform's back.

Run it inside of m365 tenant exec, or where the environment of m365 tenant was taken over. The exit code is 1 if Graph refuses.`
}

// Run sends the request.
func (c *graphCmd) Run(ctx context.Context, s streams) error {
	g, err := newGraphClient(os.Getenv)
	if err != nil {
		return err
	}
	body := c.Body
	if body == "-" {
		text, err := io.ReadAll(s.in)
		if err != nil {
			return fmt.Errorf("read the body: %w", err)
		}
		body = string(text)
	}
	if body != "" && !json.Valid([]byte(body)) {
		return errors.New("the body is no JSON")
	}
	header := http.Header{"Content-Type": {"application/json"}}
	for _, line := range c.Header {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("--header %q: write it as \"NAME: VALUE\"", line)
		}
		header.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	bearer, err := g.signIn(ctx)
	if err != nil {
		return fmt.Errorf("sign in to the local tenant: %w", err)
	}
	header.Set("Authorization", "Bearer "+bearer)
	status, answer, err := g.send(ctx, c.Method, g.graphAddress(c.Path), body, header)
	if err != nil {
		return err
	}
	var readable bytes.Buffer
	if json.Indent(&readable, answer, "", "  ") != nil {
		readable = *bytes.NewBuffer(answer) // a photo, for instance
	}
	if readable.Len() > 0 {
		if _, err := fmt.Fprintln(s.out, strings.TrimSpace(readable.String())); err != nil {
			return fmt.Errorf("print the answer: %w", err)
		}
	}
	if status >= http.StatusBadRequest {
		return fmt.Errorf("%s %s: Graph answered %d %s", c.Method, c.Path, status, http.StatusText(status))
	}
	return nil
}

// graphClient talks to a local tenant.
type graphClient struct {
	http *http.Client
	root string
}

// newGraphClient finds the tenant by the environment, and trusts its certificate on
// every system. It talks to loopback only.
func newGraphClient(environ func(string) string) (*graphClient, error) {
	root, _, _ := strings.Cut(environ(confinement), ",")
	if root == "" {
		return nil, fmt.Errorf("there is no local tenant here: run this inside of m365 tenant exec, or take over the environment that m365 tenant prints (%s)", confinement)
	}
	u, err := url.Parse(root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", confinement, err)
	}
	if at, err := netip.ParseAddr(u.Hostname()); err != nil || !at.IsLoopback() || u.Scheme != "https" {
		return nil, fmt.Errorf("%s is %q, which is no local tenant: it must begin with https:// and an address of loopback", confinement, root)
	}
	bundle, err := os.ReadFile(environ("SSL_CERT_FILE"))
	if err != nil {
		return nil, fmt.Errorf("read the tenant's certificate (SSL_CERT_FILE): %w", err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}} // without a proxy
	return &graphClient{http: &http.Client{Transport: transport, Timeout: time.Minute}, root: root}, nil
}

// graphAddress is the address of a path with a version or without, or of a link
// that an answer held.
func (g *graphClient) graphAddress(path string) string {
	path = strings.TrimPrefix(path, g.root)
	path = "/" + strings.TrimPrefix(path, "/")
	if version, _, _ := strings.Cut(path[1:], "/"); version != "v1.0" && version != "beta" {
		path = "/v1.0" + path
	}
	return g.root + path
}

// signIn gets a token of the built-in application with a secret.
func (g *graphClient) signIn(ctx context.Context) (string, error) {
	var ready struct{ TenantID string }
	_, answer, err := g.send(ctx, http.MethodGet, g.root+"/_tenant/ready", "", nil)
	if err == nil {
		err = json.Unmarshal(answer, &ready)
	}
	if err != nil {
		return "", err
	}
	form := url.Values{
		"grant_type": {"client_credentials"}, "scope": {g.root + "/.default"},
		"client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret},
	}
	var reply struct {
		AccessToken string `json:"access_token"`
		Description string `json:"error_description"`
	}
	_, answer, err = g.send(ctx, http.MethodPost, g.root+"/"+ready.TenantID+"/oauth2/v2.0/token", form.Encode(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
	if err == nil {
		err = json.Unmarshal(answer, &reply)
	}
	if err == nil && reply.AccessToken == "" {
		err = errors.New(reply.Description)
	}
	return reply.AccessToken, err
}

func (g *graphClient) send(ctx context.Context, method, address, body string, header http.Header) (status int, answer []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	if header != nil {
		r.Header = header
	}
	resp, err := g.http.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err = io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}
