// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// streams is where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// cli is the command line.
type cli struct {
	Doctor      doctorCmd      `cmd:"" help:"Find out why the provider cannot sign in, step by step."`
	Action      actionCmd      `cmd:"" help:"Have Microsoft Graph carry out once what Terraform does by an action."`
	Permissions permissionsCmd `cmd:"" help:"Name the permissions of Microsoft Graph that a configuration takes."`
	Tenant      tenantCmd      `cmd:"" help:"A Microsoft 365 tenant on this machine, for tests and for trying things out."`
	Completion  completionCmd  `cmd:"" help:"Print what a shell reads to complete commands and flags."`
	Complete    completeCmd    `cmd:"" hidden:"" help:"Print how a command line may go on."`
	Version     versionCmd     `cmd:"" help:"Print the version."`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the version."`
}

// run runs the command that the arguments name and returns its exit code. It
// ends the program by itself when only help is asked for.
func run(ctx context.Context, args []string, s streams) int {
	commands := cli{Doctor: newDoctorCmd()}
	if len(args) == 0 || args[0] != "tenant" { // a tenant starts in the time that the orders take
		commands.Action = newActionCmd()
	}
	parser, err := kong.New(&commands,
		kong.Name("m365"),
		kong.Description("The companion of the Terraform provider for Microsoft 365."),
		kong.ConfigureHelp(kong.HelpOptions{NoExpandSubcommands: true}), // there are many orders
		kong.Writers(s.out, s.err),
		kong.Bind(s),
		kong.BindTo(ctx, (*context.Context)(nil)),
		tenantVariables(),
		kong.Vars{"version": "m365 " + version},
	)
	if err != nil {
		return exitCode(err, s.err)
	}
	command, err := parser.Parse(withNegatives(args))
	if err != nil {
		exitCode(err, s.err)
		return usageError
	}
	return exitCode(command.Run(), s.err)
}

// withNegatives ties a number below zero to the flag before it: the parser would
// take it for another flag.
func withNegatives(args []string) []string {
	var tied []string
	for i, arg := range args {
		switch {
		case arg == "--":
			return append(tied, args[i:]...)
		case i > 0 && negative.MatchString(arg) && strings.HasPrefix(args[i-1], "--") && !strings.Contains(args[i-1], "="):
			tied[len(tied)-1] += "=" + arg
		default:
			tied = append(tied, arg)
		}
	}
	return tied
}

var negative = regexp.MustCompile(`^-[0-9.]`)

// usageError is the exit code where arguments or settings are wrong.
const usageError = 2

// exitStatus ends the program with an exit code. What is wrong was told already.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// exitCode is 0 for success and 1 for failure, which it reports; when another
// program was run, the exit code is that program's.
func exitCode(err error, report io.Writer) int {
	var status exitStatus
	if errors.As(err, &status) {
		return int(status)
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		if err == nil {
			return 0
		}
		_, _ = fmt.Fprintln(report, "m365:", err) // there is nowhere else to report
		return 1
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal()) // as shells have it
	}
	return exit.ExitCode()
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(s streams) error {
	_, err := fmt.Fprintln(s.out, "m365", version)
	return err
}
