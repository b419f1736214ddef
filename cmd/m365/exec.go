// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

type execCmd struct {
	tenantFlags
	Proxy   bool     `help:"Answer for Microsoft's real host names too, by a proxy that the command is told of, and sign it in as an application with all permissions: for programs that cannot be told of other addresses."`
	Allow   []string `placeholder:"HOST" help:"With --proxy: a host that is reached as it is, such as registry.terraform.io or *.hashicorp.com. All others are refused."`
	Command []string `arg:"" passthrough:"" help:"The command and its arguments, after --."`
}

// Run runs the command with the environment of a new tenant. Its error is an
// [*exec.ExitError] when the command has failed.
func (c *execCmd) Run(ctx context.Context, s streams) (err error) {
	t, stopTenant, err := c.start(s)
	if err != nil {
		return err
	}
	defer func() {
		if failed := stopTenant(); err == nil {
			err = failed
		}
	}()
	words := c.Command
	if words[0] == "--" {
		words = words[1:]
	}
	if len(c.Allow) > 0 && !c.Proxy {
		return fmt.Errorf("--allow is for --proxy: without it the command reaches every host")
	}
	if len(words) == 0 {
		return fmt.Errorf("no command to run; write it after --, as in: m365 tenant exec -- terraform plan")
	}
	child := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // running the user's command is the purpose
	env := t.Env()
	if c.Proxy {
		refused := func(host string) {
			_, _ = fmt.Fprintf(s.err, "m365: refused %s; to let the command reach it: --allow %s\n", host, host) // there is nowhere else to report
		}
		if err := t.StartProxy(c.Allow, refused); err != nil {
			return err
		}
		env = t.ProxyEnv()
	}
	child.Env = append(withoutLeftovers(os.Environ(), c.Proxy), env...)
	child.Stdin, child.Stdout, child.Stderr = s.in, s.out, s.err
	return runPassingSignals(child)
}

// withoutLeftovers drops variables that would outweigh the tenant's: those by
// which clients recognise kinds of Azure hosts and, with the proxy, those that
// lead away from the application that it signs in as.
func withoutLeftovers(env []string, proxy bool) []string {
	leftovers := []string{
		"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IDENTITY_API_VERSION",
		"IMDS_ENDPOINT", "MSI_ENDPOINT", "MSI_SECRET", "DEFAULT_IDENTITY_CLIENT_ID",
	}
	if proxy {
		leftovers = append(leftovers,
			"M365_CLOUD", "M365_AUTHORITY_HOST", "M365_GRAPH_ENDPOINT", "M365_TOKEN_EXCHANGE_AUDIENCE", "M365_DISABLE_INSTANCE_DISCOVERY",
			"AZURE_AUTHORITY_HOST", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_TOKEN_CREDENTIALS",
			"ARM_CLIENT_CERTIFICATE", "ARM_CLIENT_CERTIFICATE_PATH", "ARM_CLIENT_ID_FILE_PATH", "ARM_CLIENT_SECRET_FILE_PATH",
			"ARM_USE_MSI", "ARM_USE_OIDC", "ARM_USE_CLI", "ARM_USE_AKS_WORKLOAD_IDENTITY", "ARM_OIDC_TOKEN", "ARM_OIDC_TOKEN_FILE_PATH",
			"ARM_METADATA_HOST", "ARM_METADATA_HOSTNAME", "ARM_MSGRAPH_ENDPOINT", "ALL_PROXY", "all_proxy",
		)
	}
	return slices.DeleteFunc(env, func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains(leftovers, name)
	})
}

// runPassingSignals runs a command. Signals that are sent to this program go on
// to the command; those from the keyboard do not, since a terminal sends them
// to both, and Terraform takes a second interrupt for an order to quit at once.
func runPassingSignals(child *exec.Cmd) error {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	if err := child.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- child.Wait() }()
	for {
		select {
		case err := <-done:
			return err
		case received := <-signals:
			if received == syscall.SIGTERM || !onTerminal() {
				_ = child.Process.Signal(received) // it may have ended meanwhile
			}
		}
	}
}

// onTerminal tells whether the program was started from a terminal.
func onTerminal() bool {
	null, err := os.Stat(os.DevNull)
	return err == nil && slices.ContainsFunc([]*os.File{os.Stdin, os.Stdout, os.Stderr}, func(f *os.File) bool {
		info, err := f.Stat()
		return err == nil && info.Mode()&os.ModeCharDevice != 0 && !os.SameFile(info, null)
	})
}
