// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"syscall"
)

type execCmd struct {
	tenantFlags
	Proxy   bool     `help:"Answer for Microsoft's real host names too, by a proxy that the command is told of, and sign it in as an application with all permissions: for programs that cannot be told of other addresses."`
	Allow   []string `placeholder:"HOST" help:"With --proxy: a host that is reached as it is, such as registry.terraform.io or *.hashicorp.com. All others are refused."`
	KeepEnv []string `placeholder:"NAME" help:"A variable that the command gets as it is, though it is a credential for something else or would outweigh the tenant's: ARM_ACCESS_KEY, for instance, or AZURE_CONFIG_DIR for your own profile of the Azure CLI."`
	Command []string `arg:"" passthrough:"" help:"The command and its arguments, after --."`
}

// Run runs the command with the environment of a new tenant. Its error is an
// [*exec.ExitError] when the command has failed.
func (c *execCmd) Run(ctx context.Context, s streams) (err error) {
	t, stopTenant, err := c.start(ctx, s)
	if err != nil {
		return err
	}
	defer func() {
		failed := stopTenant()
		if failed != nil && err != nil {
			_, _ = fmt.Fprintln(s.err, "m365:", failed) // the exit code is the command's
		}
		err = cmp.Or(err, failed)
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
	folder, err := os.MkdirTemp("", "m365-profiles-")
	if err != nil {
		return fmt.Errorf("make a folder for profiles: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	own, err := profiles(folder, c.KeepEnv)
	if err != nil {
		return err
	}
	child := exec.CommandContext(ctx, wrapped(folder, words[0]), words[1:]...) //nolint:gosec // running the user's command is the purpose
	if child.Env, err = inside(os.Environ(), slices.Concat(env, own, ofTenant(t)), c.KeepEnv, c.Proxy); err != nil {
		return err
	}
	child.Stdin, child.Stdout, child.Stderr = s.in, s.out, s.err
	return runPassingSignals(child)
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
	collectOften()
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
