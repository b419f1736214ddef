// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// block is a fenced block of a page.
type block struct{ page, language, text string }

// TestGuides checks every block of the guides: configuration of this provider
// is validated, other configuration parsed, and each command compared with the
// reference of its program.
func TestGuides(t *testing.T) {
	t.Parallel()
	for name, program := range required(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			configuration := install(t)
			for _, b := range blocks(t, "../../docs/guides/*.md", "../../README.md", "../../docs/index.md") {
				switch b.language {
				case "terraform":
					checkConfiguration(t, program, configuration, b)
				case "shell", "sh", "powershell":
					checkCommands(t, b)
				}
			}
		})
	}
}

// blocks are those of the pages that patterns match.
func blocks(t *testing.T, patterns ...string) []block {
	t.Helper()
	var pages []string
	for _, pattern := range patterns {
		some, err := filepath.Glob(pattern)
		if err != nil || len(some) == 0 {
			t.Fatalf("%s: no pages: %v", pattern, err)
		}
		pages = append(pages, some...)
	}
	fence := regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")
	var all []block
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range fence.FindAllStringSubmatch(string(text), -1) {
			all = append(all, block{filepath.Base(page), match[1], match[2]})
		}
	}
	return all
}

// ofAzure are resources of the providers of Azure, which are not at hand.
var ofAzure = regexp.MustCompile(`"azure(rm|ad)_`)

// checkConfiguration validates a block, or only parses it where it takes other
// providers.
func checkConfiguration(t *testing.T, program, configuration string, b block) {
	t.Helper()
	if out, err := command(t, program, "", configuration, b.text, "fmt", "-check", "-diff", "-"); err != nil {
		t.Errorf("%s: a block is not valid or not formatted: %v\n%s", b.page, err, out)
	}
	if ofAzure.MatchString(b.text) {
		return
	}
	folder := t.TempDir()
	text := b.text
	if !strings.Contains(text, "required_providers") {
		text = "terraform {\n  required_providers {\n    microsoft365 = { source = \"terraform-provider-microsoft365/microsoft365\" }\n  }\n}\n" + text
	}
	if err := os.WriteFile(filepath.Join(folder, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{{"init", "-no-color"}, {"validate", "-no-color"}} {
		if out, err := command(t, program, folder, configuration, "", arguments...); err != nil {
			t.Errorf("%s: %s: %v\n%s\n%s", b.page, arguments[0], err, b.text, out)
		}
	}
}

// command runs a Terraform program that needs no tenant: neither parsing nor
// validation signs in.
func command(t *testing.T, program, folder, configuration, input string, arguments ...string) (string, error) {
	t.Helper()
	c := exec.CommandContext(t.Context(), program, arguments...)
	c.Dir, c.Stdin = folder, strings.NewReader(input)
	c.Env = []string{"CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE=" + configuration, "HOME=" + t.TempDir(), "AZURE_POD_IDENTITY_AUTHORITY_HOST=http://127.0.0.1:1"}
	out, err := c.CombinedOutput()
	return string(out), err
}

// reference lists the commands that the guides use, with the options that they
// have by the documentation of their programs.
var reference = map[string][]string{
	"./direct.sh":        nil,
	"./identity.sh":      nil,
	"sh grant.sh":        nil, // m365 permissions has written it
	"for PERMISSION in":  nil,
	"done":               nil,
	"Connect-AzAccount":  {"-Tenant", "-ServicePrincipal", "-ApplicationId", "-CertificatePath"},
	"(Get-AzAccessToken": {"-ResourceUrl"},
	"Install-Module":     {"-Name", "-Scope"},
	"TF_VAR_initial_password=Choose-1-yourself": nil,
	"az account show":                         {"--query", "--output"},
	"az ad app create":                        {"--display-name", "--is-fallback-public-client", "--public-client-redirect-uris", "--query", "--output"},
	"az ad app credential reset":              {"--id", "--append", "--cert", "--years", "--query", "--output"},
	"az ad app federated-credential create":   {"--id", "--parameters"},
	"az ad app permission add":                {"--id", "--api", "--api-permissions"},
	"az ad app permission admin-consent":      {"--id"},
	"az ad app update":                        {"--id", "--is-fallback-public-client", "--sign-in-audience"},
	"az ad sp create":                         {"--id"},
	"az ad sp show":                           {"--id", "--query", "--output"},
	"az aks show":                             {"--resource-group", "--name", "--query", "--output"},
	"az aks update":                           {"--resource-group", "--name", "--enable-oidc-issuer", "--enable-workload-identity"},
	"az container create":                     {"--resource-group", "--name", "--image", "--os-type", "--cpu", "--memory", "--assign-identity"},
	"az containerapp identity assign":         {"--resource-group", "--name", "--system-assigned", "--user-assigned"},
	"az identity create":                      {"--resource-group", "--name"},
	"az identity federated-credential create": {"--resource-group", "--identity-name", "--name", "--issuer", "--subject", "--audiences"},
	"az identity show":                        {"--resource-group", "--name", "--query", "--output"},
	"az login":                                {"--tenant", "--allow-no-subscriptions", "--service-principal", "--username", "--certificate"},
	"az rest":                                 {"--method", "--uri", "--body"},
	"az vm identity assign":                   {"--resource-group", "--name", "--identities"},
	"az vm identity show":                     {"--resource-group", "--name", "--query", "--output"},
	"az webapp identity assign":               {"--resource-group", "--name", "--identities"},
	"azd auth login":                          {"--tenant-id", "--check-status", "--client-id", "--client-certificate"},
	"cd examples/quickstart":                  nil,
	"kubectl annotate serviceaccount":         {"--namespace"},
	"kubectl get":                             {"--raw"},
	"kubectl create serviceaccount":           {"--namespace"},
	"m365 --version":                          nil,
	"m365 action":                             nil,
	"m365 completion bash":                    nil,
	"m365 doctor":                             nil,
	"m365 permissions":                        nil,
	"m365 tenant exec":                        nil,
	"m365 tenant graph":                       nil,
	"make demo":                               nil,
	"make install":                            nil,
	"make test":                               nil,
	"openssl pkcs12":                          {"-export", "-inkey", "-in", "-out"},
	"openssl req":                             {"-x509", "-newkey", "-nodes", "-days", "-subj", "-keyout", "-out"},
	"terraform apply":                         nil,
	"terraform plan":                          nil,
	"terraform init":                          nil,
	"terraform query":                         nil,
}

// checkCommands compares each command of a block, those in $(…) included.
func checkCommands(t *testing.T, b block) {
	t.Helper()
	inner := regexp.MustCompile(`\$\((az [^)]*)\)`)
	for line := range strings.Lines(strings.ReplaceAll(b.text, "\\\n", "")) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "  #")
		for _, match := range inner.FindAllStringSubmatch(line, -1) {
			checkCommand(t, b.page, match[1])
		}
		line = inner.ReplaceAllString(line, "VALUE")
		if line != "" && !regexp.MustCompile(`^[A-Z_]+=VALUE$`).MatchString(line) {
			checkCommand(t, b.page, line)
		}
	}
}

func checkCommand(t *testing.T, page, line string) {
	t.Helper()
	known := ""
	for name := range reference {
		if strings.HasPrefix(line+" ", name+" ") && len(name) > len(known) {
			known = name
		}
	}
	if known == "" {
		t.Errorf("%s: no reference for the command %q", page, line)
		return
	}
	if reference[known] == nil {
		return
	}
	unquoted := regexp.MustCompile(`"(\\.|[^"\\])*"|'[^']*'`).ReplaceAllString(line, "VALUE")
	for _, option := range regexp.MustCompile(` (--?[A-Za-z][A-Za-z0-9-]*)`).FindAllStringSubmatch(unquoted, -1) {
		if !slices.Contains(reference[known], option[1]) {
			t.Errorf("%s: %s has no option %s", page, known, option[1])
		}
	}
}

// explained are variables that the guides speak of and that are no settings: they
// belong to other programs, or decide about others.
var explained = []string{
	"AZURE_POD_IDENTITY_AUTHORITY_HOST", "M365_LOCAL_TENANT", "M365_REPLICATION_LAG", "ARM_USE_MSI", "ARM_USE_OIDC",
	"AZURE_CONFIG_DIR", "AZURE_KUBERNETES_TOKEN_PROXY", "AZURE_USERNAME", "AZURE_PASSWORD", "ARM_ACCESS_KEY",
}

// A variable or an argument that a guide names has to be read by the provider. The
// guide for those who come from azuread names what is not; its table has a test
// beside the settings.
func TestGuidesNameWhatThereIs(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, name := range explained {
		known[name] = true
	}
	for _, s := range settings.Table() {
		names := append([]string{s.Name}, s.Env...)
		for _, more := range s.More {
			names = append(names, more.Env...)
		}
		for _, name := range names {
			known[name] = true
		}
	}
	pages, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `([a-z_]+)`.* \\| `[A-Z].*$")
	variable := regexp.MustCompile("`((M365|ARM|AZURE|AZURESUBSCRIPTION|ACTIONS|SYSTEM)_[A-Z_]+)`")
	for _, page := range pages {
		if filepath.Base(page) == "migrating_from_azuread.md" {
			continue
		}
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range append(row.FindAllStringSubmatch(string(text), -1), variable.FindAllStringSubmatch(string(text), -1)...) {
			if !known[found[1]] {
				t.Errorf("%s: the provider knows no %s", filepath.Base(page), found[1])
			}
		}
	}
}

// Every way to sign in has its page.
func TestEveryMethodHasAGuide(t *testing.T) {
	t.Parallel()
	for _, method := range auth.Methods() {
		page := "auth_" + method + ".md"
		if method == "managed_identity" {
			page = "managed_identity.md"
		}
		text, err := os.ReadFile(filepath.Join("../../docs/guides", page))
		if err != nil {
			t.Error(err)
		} else if !regexp.MustCompile(`auth_method += "` + method + `"`).Match(text) {
			t.Errorf("%s does not show its block", page)
		}
	}
}
