// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
)

// tenantCmd groups what can be done with a local tenant.
type tenantCmd struct {
	Serve serveCmd `cmd:"" default:"withargs" help:"Serve a tenant until interrupted, and print the environment that programs need to find it."`
	Exec  execCmd  `cmd:"" help:"Run a command inside a tenant that lasts as long as the command."`
	Graph graphCmd `cmd:"" help:"Send a request to Microsoft Graph of the tenant that this runs inside of."`
}

// tenantFlags are the flags of every command that starts a tenant.
type tenantFlags struct {
	Listen                     string        `default:"127.0.0.1:0" help:"Loopback address of Entra and Graph. Port 0 is any free one."`
	IdentityListen             string        `placeholder:"ADDRESS" help:"Loopback address of the identity endpoint. By default any free port."`
	TenantID                   string        `default:"${tenant_id}" help:"The tenant's id."`
	Domain                     string        `default:"${domain}" help:"The tenant's initial domain."`
	Host                       string        `default:"${host}" enum:"${hosts}" help:"Kind of Azure host to play: ${enum}."`
	Identity                   []string      `default:"system,user" enum:"system,user,none" help:"Managed identities of the host: ${enum}."`
	WithoutFederatedCredential bool          `help:"Leave out the application's trust in the user-assigned identity."`
	IssuerKeys                 []string      `sep:"none" placeholder:"URL|FILE" help:"A token service, such as a pipeline's, whose tokens federated credentials may name: its issuer, where its keys are read, or a JSON file with issuer and keys (JWK)."`
	Seed                       []byte        `type:"filecontent" placeholder:"FILE" help:"JSON file of objects to start with, by collection: {\"users\":[{…}],\"groups\":[{…,\"members\":[\"…\"]}]}."`
	State                      string        `placeholder:"FILE" type:"path" help:"JSON file that the tenant is read from, if it is there, and kept in. It holds secrets."`
	NoPage                     bool          `help:"Leave out the page for browsers at /_tenant/."`
	Record                     string        `placeholder:"FILE" help:"File that gets a line for every request; - for standard error."`
	Fault                      []string      `sep:"none" placeholder:"FAULT" help:"What goes wrong: a pattern of requests and words, as in 'POST /v1.0/groups status=503 times=2'. What happens is one of ${fault_effects}, beside any latency. The words: ${fault_words}."`
	FaultSeed                  uint64        `help:"Decides about faults with a chance."`
	ClockSkew                  time.Duration `placeholder:"DURATION" help:"How far the tenant's clock is ahead of this machine's, such as 10m or -10m."`
	TokenLifetime              time.Duration `placeholder:"DURATION" help:"How long tokens of applications and users are valid. By default an hour."`
	IdentityTokenLifetime      time.Duration `placeholder:"DURATION" help:"How long tokens of managed identities are valid. By default 24 hours."`
	Role                       []string      `placeholder:"PERMISSION" help:"Application permissions of the built-in identities and applications; none for none. By default all that managing a tenant takes."`
	DirectoryRole              []string      `placeholder:"NAME" help:"Directory roles of the built-in identities and applications; none for none. By default those that changing passwords and purging users and groups takes: User Administrator and Groups Administrator."`
}

// tenantVariables are what the flags' tags take from the tenant: what there is, and
// what is used by default.
func tenantVariables() kong.Vars {
	var hosts []string
	for _, kind := range tenant.HostKinds() {
		hosts = append(hosts, string(kind))
	}
	return kong.Vars{
		"tenant_id": tenant.DefaultTenantID, "domain": tenant.DefaultDomain,
		"host": string(tenant.VirtualMachine), "hosts": strings.Join(hosts, ","),
		"fault_effects": strings.Join(fault.Effects(), ", "), "fault_words": strings.Join(fault.Words(), ", "),
	}
}

// options are the tenant's options that the flags stand for.
func (f tenantFlags) options(ctx context.Context) (tenant.Options, error) {
	o := tenant.Options{
		Listen:                     f.Listen,
		IdentityListen:             f.IdentityListen,
		TenantID:                   f.TenantID,
		Domain:                     f.Domain,
		Host:                       tenant.HostKind(f.Host),
		Identities:                 []identity.Identity{},
		WithoutFederatedCredential: f.WithoutFederatedCredential,
		Roles:                      f.Role,
		DirectoryRoles:             f.DirectoryRole,
		Seed:                       f.Seed,
		StateFile:                  f.State,
		WithoutPage:                f.NoPage,
		FaultSeed:                  f.FaultSeed,
		ClockSkew:                  f.ClockSkew,
		TokenLifetime:              f.TokenLifetime,
		IdentityTokenLifetime:      f.IdentityTokenLifetime,
	}
	if slices.Contains(f.Identity, "system") {
		o.Identities = append(o.Identities, tenant.SystemIdentity())
	}
	if slices.Contains(f.Identity, "user") {
		o.Identities = append(o.Identities, tenant.UserIdentity())
	}
	if slices.Equal(f.Role, []string{"none"}) {
		o.Roles = []string{}
	}
	if slices.Equal(f.DirectoryRole, []string{"none"}) {
		o.DirectoryRoles = []string{}
	}
	var err error
	if o.IssuerKeys, err = issuerKeys(ctx, http.DefaultClient, f.IssuerKeys); err != nil {
		return o, err
	}
	for _, text := range f.Fault {
		parsed, err := fault.Parse(text)
		if err != nil {
			return o, fmt.Errorf("--fault: %w", err)
		}
		o.Faults = append(o.Faults, parsed)
	}
	return o, nil
}

// start starts the tenant of the flags. Stop ends it.
func (f tenantFlags) start(ctx context.Context, s streams) (t *tenant.Tenant, stop func() error, err error) {
	options, err := f.options(ctx)
	if err != nil {
		return nil, nil, err
	}
	options.Errors = s.err
	if f.State != "" || len(f.Seed) > 0 { // which may be much
		collectOften()
	}
	closeRecord := func() error { return nil }
	switch f.Record {
	case "":
	case "-":
		options.Record = s.err
	default:
		file, err := os.OpenFile(f.Record, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, nil, fmt.Errorf("--record: %w", err)
		}
		if err := private(file); err != nil {
			return nil, nil, errors.Join(fmt.Errorf("--record: %w", err), file.Close())
		}
		options.Record, closeRecord = file, file.Close
	}
	t, err = tenant.New(options)
	if err != nil {
		return nil, nil, errors.Join(err, closeRecord())
	}
	return t, func() error {
		for _, unused := range t.UnusedFaults() {
			_, _ = fmt.Fprintf(s.err, "m365: no request came that the fault %q could hit\n", unused.Pattern) // there is nowhere else to report
		}
		return errors.Join(t.Close(), closeRecord())
	}, nil
}

// collectLater lets the program start without collecting garbage, up to some 16 MB: what
// it makes then it keeps. Who sets GOGC decides instead, here and in collectOften.
func collectLater() { setGCPercent(400) }

// collectOften is for tenants. Nearly all that one allocates once it has started it
// drops with the answer, so that collecting twice as often as by Go's default costs
// little, and a large tenant takes a quarter less memory.
func collectOften() { setGCPercent(50) }

func setGCPercent(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// private keeps a file from others who use the machine, also one that was there
// before. Devices are left as they are.
func private(file *os.File) error {
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	return file.Chmod(0o600)
}

type serveCmd struct{ tenantFlags }

// Run serves a tenant until the program is interrupted or the context ends.
func (c *serveCmd) Run(ctx context.Context, s streams) (err error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	t, stopTenant, err := c.start(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopTenant()) }()
	for _, variable := range slices.Concat(t.Env(), ofTenant(t)) {
		if _, err := fmt.Fprintln(s.out, "export", quoted(variable)); err != nil {
			return fmt.Errorf("print the environment: %w", err)
		}
	}
	if _, err := fmt.Fprintf(s.err, "Tenant %s is ready at %s. Interrupt to stop it.\n", t.TenantID(), t.URL()); err != nil {
		return fmt.Errorf("report that the tenant is ready: %w", err)
	}
	collectOften()
	<-ctx.Done()
	return nil
}

// quoted writes NAME=value so that a shell reads it back unchanged.
func quoted(variable string) string {
	name, value, _ := strings.Cut(variable, "=")
	return name + "=" + shellQuoted(value)
}

// shellQuoted is a text as one word of a shell.
func shellQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
