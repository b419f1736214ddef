// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes commands of scripts out of the program and of a client that
// finds the tenant as every program does: by the environment.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"m365": main, "graph": askGraph, "real": realNames})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: offline})
}

// offline has what is not run inside a tenant find nothing: neither a metadata
// service nor Microsoft.
func offline(env *testscript.Env) error {
	env.Setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1")
	env.Setenv("M365_CLOUD", "custom")
	env.Setenv("M365_AUTHORITY_HOST", "https://127.0.0.1:1")
	env.Setenv("M365_GRAPH_ENDPOINT", "https://127.0.0.1:1")
	return nil
}

// askGraph sends "METHOD PATH [BODY]" to Microsoft Graph as the managed identity,
// and prints the answer.
func askGraph() {
	token, err := identityToken()
	if err != nil {
		fail(err)
	}
	printAnswer(os.Args[1], os.Getenv("M365_GRAPH_ENDPOINT")+os.Args[2], token)
}

// realNames sends "METHOD ADDRESS [BODY]" to an address as it is, signed in with
// what the environment says, and prints the answer. Without a proxy on loopback
// it sends nothing.
func realNames() {
	for _, name := range []string{"HTTPS_PROXY", "HTTP_PROXY"} {
		if !strings.HasPrefix(os.Getenv(name), "http://127.0.0.1:") {
			fail(fmt.Errorf("%s is no address on loopback", name))
		}
	}
	form := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {os.Getenv("AZURE_CLIENT_ID")},
		"client_secret": {os.Getenv("AZURE_CLIENT_SECRET")}, "scope": {"https://graph.microsoft.com/.default"},
	}
	resp, err := http.PostForm("https://login.microsoftonline.com/"+os.Getenv("AZURE_TENANT_ID")+"/oauth2/v2.0/token", form)
	if err != nil {
		fail(err)
	}
	defer func() { _ = resp.Body.Close() }()
	token, err := accessToken(resp.Body)
	if err != nil {
		fail(err)
	}
	printAnswer(os.Args[1], os.Args[2], token)
}

// printAnswer sends a request with the body of the command line.
func printAnswer(method, address, token string) {
	body := strings.Join(os.Args[3:], " ")
	r, err := http.NewRequestWithContext(context.Background(), method, address, strings.NewReader(body))
	if err != nil {
		fail(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		fail(err)
	}
	defer func() { _ = resp.Body.Close() }()
	fmt.Println(resp.Status)
	if _, err := io.Copy(os.Stdout, resp.Body); err != nil {
		fail(err)
	}
}

func identityToken() (string, error) {
	address := os.Getenv("AZURE_POD_IDENTITY_AUTHORITY_HOST")
	if !strings.HasPrefix(address, "http://127.0.0.1:") {
		return "", fmt.Errorf("the identity endpoint is %q, want one on loopback", address)
	}
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet,
		address+"/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://graph.microsoft.com", nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("Metadata", "true")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	return accessToken(resp.Body)
}

func accessToken(document io.Reader) (string, error) {
	var answer struct {
		AccessToken string `json:"access_token"`
		Description string `json:"error_description"`
	}
	if err := json.NewDecoder(document).Decode(&answer); err != nil {
		return "", err
	}
	if answer.AccessToken == "" {
		return "", fmt.Errorf("no token: %s", answer.Description)
	}
	return answer.AccessToken, nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
