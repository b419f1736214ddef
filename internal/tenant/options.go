// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"cmp"
	"crypto"
	"crypto/rsa"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
)

// Options are the settings of a [Tenant]. The zero value is a tenant with
// everything in its right place.
type Options struct {
	// Listen is the loopback address of Entra and Graph, by default "127.0.0.1:0".
	// Port 0 is any free one.
	Listen string
	// IdentityListen is the loopback address of the identity endpoint, by
	// default any free port beside Listen. For a [WindowsContainer] the port is
	// by default the one by which clients know the host.
	IdentityListen string
	// TenantID is the tenant's id, by default [DefaultTenantID].
	TenantID string
	// Domain is the initial domain, by default [DefaultDomain].
	Domain string
	// Host is the kind of Azure host whose identity endpoint is served, by
	// default a [VirtualMachine].
	Host HostKind
	// ArcFolder is where [AzureArc] writes its challenges, by default the
	// folder of the real agent, the only one that clients accept.
	ArcFolder string
	// Identities are those attached to the host. Nil stands for both built-in
	// ones, an empty list for none.
	Identities []identity.Identity
	// WithoutFederatedCredential leaves out the federated credential by which
	// the built-in application trusts the user-assigned identity.
	WithoutFederatedCredential bool
	// Roles are the application permissions of Microsoft Graph that the built-in
	// identities and applications hold. Nil stands for all that managing
	// directory, policies and devices takes, an empty list for none.
	Roles []string
	// DirectoryRoles are the names of the directory roles that these hold. Nil stands
	// for those that changing passwords and purging users and groups takes beside
	// the permissions, an empty list for none.
	DirectoryRoles []string
	// SignedInUser is the user principal name of who approves every device code
	// and sign-in in the browser, by default the built-in user. "-" is nobody.
	SignedInUser string
	// TokenLifetime is how long tokens of applications and users are valid, by
	// default an hour.
	TokenLifetime time.Duration
	// IdentityTokenLifetime is how long tokens of managed identities are valid,
	// by default 24 hours.
	IdentityTokenLifetime time.Duration
	// IssuerKeys holds, by issuer, the public keys of other identity providers
	// whose tokens federated credentials may name.
	IssuerKeys map[string][]crypto.PublicKey
	// SigningKey signs tokens, by default the key of the state or a new one.
	SigningKey *rsa.PrivateKey
	// Now is the tenant's clock, by default time.Now.
	Now func() time.Time
	// ClockSkew is how far the tenant's clock is ahead of Now at first.
	ClockSkew time.Duration
	// Seed is a JSON document of objects to start with, beside the built-in ones.
	Seed []byte
	// StateFile is where the tenant is kept: it is read at the start, if it is
	// there, and then Seed is not used; it is written after changes and at the
	// end. It holds secrets.
	StateFile string
	// WithoutPage leaves out the page for browsers.
	WithoutPage bool
	// Record, when not nil, gets a line for every request.
	Record io.Writer
	// Errors gets what goes wrong in the tenant itself: a state that cannot be
	// saved, a panic with its stack. By default os.Stderr.
	Errors io.Writer
	// Faults are what goes wrong, from the start. FaultSeed decides about those
	// with a chance.
	Faults    []fault.Fault
	FaultSeed uint64
}

// HostKind is a kind of Azure host.
type HostKind string

// The hosts whose identity endpoints a tenant can serve.
const (
	VirtualMachine    HostKind = "virtual_machine"
	ContainerInstance HostKind = "container_instance" // of Linux
	WindowsContainer  HostKind = "windows_container"  // a container instance of Windows
	AppService        HostKind = "app_service"
	AzureArc          HostKind = "azure_arc"
	AzureML           HostKind = "azure_ml"
	ServiceFabric     HostKind = "service_fabric"
	CloudShell        HostKind = "cloud_shell"
)

// withDefaults fills in what is not set, and refuses what cannot be served.
func (o Options) withDefaults() (Options, error) {
	text := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	text(&o.Listen, "127.0.0.1:0")
	text(&o.TenantID, DefaultTenantID)
	text(&o.Domain, DefaultDomain)
	text((*string)(&o.Host), string(VirtualMachine))
	text(&o.ArcFolder, identity.ArcTokens)
	text(&o.SignedInUser, "admin@"+o.Domain)
	o.TenantID = strings.ToLower(o.TenantID)
	if o.SignedInUser == "-" {
		o.SignedInUser = ""
	}
	host, _, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return o, fmt.Errorf("listen on %q: %w", o.Listen, err)
	}
	text(&o.IdentityListen, net.JoinHostPort(host, cmp.Or(o.hostKind().port, "0")))
	o.Listen, o.IdentityListen = onLoopback(o.Listen), onLoopback(o.IdentityListen)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Errors == nil {
		o.Errors = os.Stderr
	}
	if o.Roles == nil {
		o.Roles = defaultRoles
	}
	if o.DirectoryRoles == nil {
		o.DirectoryRoles = defaultDirectoryRoles
	}
	if o.Identities == nil {
		o.Identities = []identity.Identity{SystemIdentity(), UserIdentity()}
	}
	o.Identities = slices.Clone(o.Identities)
	for i := range o.Identities {
		o.Identities[i].TenantID = o.TenantID
	}
	return o, o.check()
}

// onLoopback takes localhost for what it should be: the machine's table of hosts
// may say something else.
func onLoopback(address string) string {
	if host, port, err := net.SplitHostPort(address); err == nil && strings.EqualFold(host, "localhost") {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return address
}

// check refuses addresses that others could reach, and what does not exist.
func (o Options) check() error {
	for _, address := range []string{o.Listen, o.IdentityListen} {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return fmt.Errorf("listen on %q: %w", address, err)
		}
		if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
			return fmt.Errorf("listen on %q: a local tenant hands out tokens to everybody, so it serves loopback only; use 127.0.0.1, [::1] or localhost", address)
		}
	}
	if _, known := hostKinds("")[o.Host]; !known {
		return fmt.Errorf("host kind %q is unknown; there are %q", o.Host, HostKinds())
	}
	known := permissionsOf("Role")
	for _, role := range o.Roles {
		if !slices.ContainsFunc(known, func(p permission) bool { return p.name == role }) {
			return fmt.Errorf("role %q is no application permission of Microsoft Graph", role)
		}
	}
	for _, role := range o.DirectoryRoles {
		if _, ok := graph.RoleNamed(role); !ok {
			return fmt.Errorf("directory role %q is none of the built-in ones", role)
		}
	}
	if err := uuid.Validate(o.TenantID); err != nil || len(o.TenantID) != 36 {
		return fmt.Errorf("tenant id %q must be a GUID such as %s", o.TenantID, DefaultTenantID)
	}
	return nil
}
