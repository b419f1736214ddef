// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settings_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/golang-jwt/jwt/v5"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// recipe is what the guide says of a platform: who issues its tokens, what they
// hold, and the environment that the provider is to be given there.
type recipe struct {
	issuer, audience string
	subjects         []string
	environment      map[string]string
}

var (
	quotedText   = regexp.MustCompile("`([^`]+)`")
	variableForm = regexp.MustCompile("(?m)^\\s*(?:\\| `|- name: )?(M365_[A-Z_]+)(?:` \\| `|: |\\n\\s+value: )([^`\\s|]+)")
)

// readRecipe reads the row of the guide's table for a platform, and the variables
// in its section.
func readRecipe(t *testing.T, guide, platform, heading string) recipe {
	t.Helper()
	_, row, found := strings.Cut(guide, "\n| "+platform+" |")
	row, _, _ = strings.Cut(row, "\n")
	cells := strings.Split(row, "|")
	_, section, headed := strings.Cut(guide, "\n## "+heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !found || !headed || len(cells) < 3 {
		t.Fatalf("the guide has no row of %s with a section %s", platform, heading)
	}
	first := func(cell string) string {
		if match := quotedText.FindStringSubmatch(cell); match != nil {
			return match[1]
		}
		return ""
	}
	r := recipe{issuer: first(cells[0]), audience: first(cells[2]), environment: map[string]string{}}
	for _, match := range quotedText.FindAllStringSubmatch(cells[1], -1) {
		r.subjects = append(r.subjects, match[1])
	}
	for _, match := range variableForm.FindAllStringSubmatch(section, -1) {
		r.environment[match[1]] = match[2]
	}
	// What tables call "the tenant's id" is the same everywhere.
	r.environment["M365_TENANT_ID"], r.environment["M365_CLIENT_ID"] = tenant.DefaultTenantID, tenant.FederatedAppID
	return r
}

func readGuide(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../templates/guides/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pipeline is a tenant whose application trusts a platform, and the key by which
// that signs its tokens.
type pipeline struct {
	*testing.T
	tenant *tenant.Tenant
	key    *ecdsa.PrivateKey
	recipe recipe
}

func newPipeline(t *testing.T, r recipe) *pipeline {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &pipeline{T: t, key: key, recipe: r}
	p.tenant = tenanttest.Start(t, func(o *tenant.Options) { o.IssuerKeys = map[string][]crypto.PublicKey{r.issuer: {key.Public()}} })
	return p
}

// token is one of the platform's.
func (p *pipeline) token(subject string) string {
	p.Helper()
	token, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{
		"iss": p.recipe.issuer, "sub": subject, "aud": p.recipe.audience, "iat": time.Now().Unix(), "exp": time.Now().Add(10 * time.Minute).Unix(),
	}).SignedString(p.key)
	if err != nil {
		p.Fatal(err)
	}
	return token
}

// trust adds a federated credential to the application.
func (p *pipeline) trust(name, subject string) {
	p.Helper()
	body, err := json.Marshal(map[string]any{"name": name, "issuer": p.recipe.issuer, "subject": subject, "audiences": []string{p.recipe.audience}})
	if err != nil {
		p.Fatal(err)
	}
	admin := p.open(map[string]string{"M365_AUTH_METHOD": "client_secret", "M365_TENANT_ID": tenant.DefaultTenantID, "M365_CLIENT_ID": tenant.SecretAppID, "M365_CLIENT_SECRET": tenant.SecretAppSecret})
	token, err := admin.GetToken(p.Context(), policy.TokenRequestOptions{})
	if err != nil {
		p.Fatal(err)
	}
	r, err := http.NewRequestWithContext(p.Context(), http.MethodPost,
		p.tenant.URL()+"/v1.0/applications(appId='"+tenant.FederatedAppID+"')/federatedIdentityCredentials", strings.NewReader(string(body)))
	if err != nil {
		p.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token.Token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := (&http.Client{Transport: tenanttest.Transport(p, p.tenant)}).Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if answer, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusCreated {
		p.Fatalf("%s: %s %v", resp.Status, answer, err)
	}
}

// open makes a credential of an environment alone, in the tenant.
func (p *pipeline) open(more map[string]string) *auth.Credential {
	p.Helper()
	environment := map[string]string{}
	for _, variable := range p.tenant.Env() {
		name, value, _ := strings.Cut(variable, "=")
		environment[name] = value
	}
	maps.Copy(environment, more)
	environ := func(name string) string { return environment[name] }
	given, faults := settings.Collect(nil, environ)
	if len(faults) > 0 {
		p.Fatal(faults)
	}
	given.FederationWait = -1
	c, err := auth.New(given, auth.Options{Environ: environ, Entra: tenanttest.Transport(p, p.tenant), Identity: tenanttest.Transport(p, p.tenant)})
	if err != nil {
		p.Fatal(err)
	}
	return c
}

// TestPlatformsOfTheGuide signs in with the tokens of each platform as the guide
// has it set up.
func TestPlatformsOfTheGuide(t *testing.T) {
	t.Parallel()
	guide := readGuide(t, "auth_oidc_platforms.md")
	tests := map[string]struct {
		heading string
		// variable is where the platform puts the token; empty for a file that a
		// variable of the recipe names.
		variable, file string
		issuer         string // where the guide leaves it open
	}{
		"GitLab":        {heading: "GitLab", variable: "M365_OIDC_TOKEN"},
		"HCP Terraform": {heading: "HCP Terraform", variable: "TFC_WORKLOAD_IDENTITY_TOKEN"},
		"Spacelift":     {heading: "Spacelift", file: "M365_OIDC_TOKEN_FILE_PATH"},
		"CircleCI":      {heading: "CircleCI", variable: "M365_OIDC_TOKEN"},
		"Kubernetes":    {heading: "Kubernetes outside of AKS", file: "M365_FEDERATED_TOKEN_FILE", issuer: "https://cluster.example"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := readRecipe(t, guide, name, tt.heading)
			if r.issuer == "" {
				r.issuer = tt.issuer
			}
			p := newPipeline(t, r)
			for i, subject := range r.subjects {
				environment := maps.Clone(r.environment)
				if token := p.token(subject); tt.file == "" {
					environment[tt.variable] = token
				} else {
					if environment[tt.file] == "" {
						t.Fatalf("the recipe does not say %s: %v", tt.file, environment)
					}
					environment[tt.file] = filepath.Join(t.TempDir(), "token")
					if err := os.WriteFile(environment[tt.file], []byte(token), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := p.open(environment).SignIn(t.Context()); err == nil || !strings.Contains(err.Error(), "AADSTS70021") {
					t.Errorf("%s without a credential: %v, want that the application does not trust it", subject, err)
				}
				p.trust(fmt.Sprintf("credential-%d", i), subject)
				found, err := p.open(environment).SignIn(t.Context())
				if err != nil {
					t.Fatalf("%s: %v", subject, err)
				}
				if found.ClientID != tenant.FederatedAppID {
					t.Errorf("signed in as %s, want the application", found.ClientID)
				}
			}
		})
	}
}

// TestBitbucketsTokensAreTrustedOnce shows why the guide has no credential for
// Bitbucket: every step has a subject of its own.
func TestBitbucketsTokensAreTrustedOnce(t *testing.T) {
	t.Parallel()
	r := readRecipe(t, readGuide(t, "auth_oidc_platforms.md"), "Bitbucket", "Bitbucket")
	if len(r.subjects) > 0 || r.environment["M365_AUTH_METHOD"] != "managed_identity" && r.environment["M365_AUTH_METHOD"] != "" {
		t.Fatalf("the guide names the subjects %v and the environment %v", r.subjects, r.environment)
	}
	p := newPipeline(t, r)
	step := func(id string) string { return "{11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa}:{" + id + "}" }
	p.trust("one-step", step("first"))
	for id, want := range map[string]string{"first": "", "second": "AADSTS700213"} {
		environment := map[string]string{
			"M365_AUTH_METHOD": "oidc", "M365_TENANT_ID": tenant.DefaultTenantID, "M365_CLIENT_ID": tenant.FederatedAppID, "M365_OIDC_TOKEN": p.token(step(id)),
		}
		_, err := p.open(environment).SignIn(t.Context())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("the %s step: %v, want %q", id, err, want)
		}
	}
	// The first of the two ways that the guide shows.
	found, err := p.open(map[string]string{"M365_AUTH_METHOD": "managed_identity", "M365_TENANT_ID": tenant.DefaultTenantID}).SignIn(t.Context())
	if err != nil || found.ClientID != tenant.SystemIdentityClientID {
		t.Errorf("the runner on a machine of Azure: signed in as %s, %v", found.ClientID, err)
	}
}

// TestTheTableOfAzureadsArguments holds the migration guide against the arguments
// that there are: what it calls an argument is one, and each variable that it says
// counts is read.
func TestTheTableOfAzureadsArguments(t *testing.T) {
	t.Parallel()
	known, variables := map[string]bool{}, map[string]string{}
	for _, s := range settings.Table() {
		known[s.Name] = true
		for _, name := range s.Env {
			variables[name] = s.Name
		}
		for _, more := range s.More {
			for _, name := range more.Env {
				variables[name] = s.Name
			}
		}
	}
	rows := 0
	argument := regexp.MustCompile("`([a-z_]+)( = |`)")
	for line := range strings.Lines(readGuide(t, "migrating_from_azuread.md")) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.HasPrefix(cells[1], " `") {
			continue
		}
		rows++
		for _, match := range argument.FindAllStringSubmatch(cells[2], -1) {
			if name := match[1]; !known[name] && !slices.Contains(auth.Methods(), name) {
				t.Errorf("%s: there is no argument %s", cells[1], name)
			}
		}
		for _, match := range quotedText.FindAllStringSubmatch(cells[3], -1) {
			name := match[1]
			counts := strings.Contains(cells[3], "counts") || strings.Contains(cells[3], "is the identity's")
			if _, read := variables[name]; counts != read && name != "managed_identity" && name != "ARM_USE_MSI" {
				t.Errorf("%s: the guide says %q, and %s is read: %t", cells[1], cells[3], name, read)
			}
		}
	}
	if rows < 20 {
		t.Errorf("the table has %d rows, want one for each argument of azuread", rows)
	}
}
