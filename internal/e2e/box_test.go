// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// inBox, in the environment, says that the test runs inside the box, and
// companionInBox where m365 is.
const (
	inBox          = "M365_TEST_IN_BOX"
	companionInBox = "M365_TEST_COMPANION"
)

// TestVirtualMachineInABox applies the plain block with no override variable at
// all: in a network of its own, the metadata service has its real address, and
// Entra and Graph have their real names. Nothing can leave that network.
func TestVirtualMachineInABox(t *testing.T) {
	if os.Getenv(inBox) != "" {
		applyInBox(t)
		return
	}
	t.Parallel()
	for name, program := range required(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			enterBox(t, program)
		})
	}
}

// enterBox runs the test once more, in namespaces of its own.
func enterBox(t *testing.T, program string) {
	t.Helper()
	for _, tool := range []string{"unshare", "ip", "mount"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is missing: sudo apt install util-linux iproute2 mount", tool)
		}
	}
	unshare := namespaces(t)
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	again := exec.CommandContext(t.Context(), "unshare", append(unshare, binary, "-test.run=^TestVirtualMachineInABox$", "-test.v")...)
	again.Env = []string{inBox + "=1", "TF_ACC_TERRAFORM_PATH=" + program, "TF_CLI_CONFIG_FILE=" + install(t), companionInBox + "=" + companion(t), "PATH=" + os.Getenv("PATH"), "CHECKPOINT_DISABLE=1"}
	out, err := again.CombinedOutput()
	if err != nil || !strings.Contains(string(out), applied) {
		t.Fatalf("%v\n%s", err, out)
	}
}

// applied is what the test says inside the box once it has done all.
const applied = "applied and destroyed in both modes"

// namespaces are the arguments by which unshare makes the box: as root, or as a
// user who is root in it.
func namespaces(t *testing.T) []string {
	t.Helper()
	box := []string{"--net", "--mount"}
	for _, arguments := range [][]string{box, append([]string{"--user", "--map-root-user"}, box...)} {
		out, err := exec.CommandContext(t.Context(), "unshare", append(arguments, "mount", "--bind", "/etc/hosts", "/etc/hosts")...).CombinedOutput()
		if err == nil {
			return arguments
		}
		t.Logf("unshare %s: %v: %s", strings.Join(arguments, " "), err, out)
	}
	t.Skip("namespaces are not permitted here, neither to this user nor to root in a namespace of the user's own")
	return nil
}

// applyInBox furnishes the box and applies the quickstart in both modes.
func applyInBox(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	authority, certificate := certify(t, "login.microsoftonline.com", "graph.microsoft.com")
	for name, text := range map[string]string{
		"hosts":                     "127.0.0.1 localhost login.microsoftonline.com graph.microsoft.com\n",
		"certs/ca-certificates.crt": authority,
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{
		"ip link set lo up",
		"ip addr add 169.254.169.254/32 dev lo",
		"mount --bind " + filepath.Join(folder, "hosts") + " /etc/hosts",
		"mount --bind " + filepath.Join(folder, "certs") + " /etc/ssl/certs",
	} {
		words := strings.Fields(command)
		if out, err := exec.CommandContext(t.Context(), words[0], words[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	box := tenanttest.Start(t)
	forward(t, "169.254.169.254:80", box.IdentityURL(), box, nil)
	forward(t, "127.0.0.1:443", box.URL(), box, &certificate)
	federated := []string{"M365_CLIENT_ID=" + tenant.FederatedAppID, "M365_MANAGED_IDENTITY_ID=" + tenant.UserIdentityClientID}
	for _, env := range [][]string{nil, federated} {
		examine(t, env)
		applyQuickstart(t, env)
	}
	var callers []string
	for _, r := range box.Requests("POST /v1.0/users") {
		callers = append(callers, r.AppID)
	}
	if want := []string{tenant.SystemIdentityClientID, tenant.FederatedAppID}; !slices.Equal(callers, want) {
		t.Errorf("users were created by %v, want %v", callers, want)
	}
	t.Log(applied)
}

// examine has m365 doctor find everything in its place, without a warning.
func examine(t *testing.T, env []string) {
	t.Helper()
	doctor := exec.CommandContext(t.Context(), os.Getenv(companionInBox), "doctor", "--auth-method=managed_identity", "--tenant-id="+tenant.DefaultTenantID)
	doctor.Env = append([]string{"LANG=C"}, env...)
	out, err := doctor.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "\n✔ graph: it answers\n") || strings.Contains(string(out), "!") {
		t.Fatalf("m365 doctor: %v\n%s", err, out)
	}
}

// applyQuickstart applies and destroys the quickstart, which holds the plain block.
func applyQuickstart(t *testing.T, env []string) {
	t.Helper()
	configuration, err := os.ReadFile("../../examples/quickstart/main.tf")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "main.tf"), configuration, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{{"init"}, {"apply", "-auto-approve"}, {"plan", "-detailed-exitcode"}, {"destroy", "-auto-approve"}} {
		c := exec.CommandContext(t.Context(), os.Getenv("TF_ACC_TERRAFORM_PATH"), arguments...)
		c.Dir = folder
		c.Env = append(env, "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+os.Getenv("TF_CLI_CONFIG_FILE"), "TF_VAR_initial_password=First-Pass-1", "HOME="+folder)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", arguments[0], err, out)
		}
	}
}

// forward serves a real address from the tenant's own.
func forward(t *testing.T, address, to string, box *tenant.Tenant, certificate *tls.Certificate) {
	t.Helper()
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	client, err := (&story{tenant: box}).client()
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		Transport: client.Transport,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host
		},
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: proxy, ReadHeaderTimeout: 10 * time.Second}
	if certificate != nil {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
		go func() { _ = server.ServeTLS(listener, "", "") }()
	} else {
		go func() { _ = server.Serve(listener) }()
	}
	t.Cleanup(func() { _ = server.Close() })
}

// certify makes a certificate for some hosts that vouches for itself.
func certify(t *testing.T, hosts ...string) (authority string, certificate tls.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "A box"}, DNSNames: hosts,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return string(text), tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
