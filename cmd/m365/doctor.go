// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"os/signal"
	"syscall"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/doctor"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

type doctorCmd struct {
	JSON bool `name:"json" help:"Print a report for machines."`
	settingFlags
}

// newDoctorCmd makes a flag of every argument of the provider.
func newDoctorCmd() doctorCmd { return doctorCmd{settingFlags: newSettingFlags()} }

// Help tells what stands above the flags.
func (*doctorCmd) Help() string {
	return `Walks the provider's own way to Microsoft Graph, with the provider's variables and, as flags, its arguments, and shows each step: which settings there are and where they come from, the identity endpoint of this host, the identity, what is presented to Entra, the token, its permissions, one harmless read. At the first failure it shows the remedy.

Secrets are never shown. Give them by variables, such as M365_CLIENT_SECRET, rather than by flags.

The exit code is 0 if all is well, 1 if a step failed, and 2 if settings or flags are wrong.`
}

// Run shows each step when it is done, or a report at the end.
func (c *doctorCmd) Run(ctx context.Context, s streams) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	var steps []doctor.Step
	d := doctor.Doctor{
		Given: c.given(),
		// Somebody is waiting: failed requests are repeated sooner than Terraform does.
		Auth:      auth.Options{UserAgent: "m365-doctor/" + version, Timing: auth.Timing{RetryDelay: 400 * time.Millisecond}},
		UserAgent: "m365-doctor/" + version,
		Catalogue: objects.Catalogue(),
	}
	for step := range d.Walk(ctx) {
		steps = append(steps, step)
		if c.JSON {
			continue
		}
		if err := step.WriteTree(s.out); err != nil {
			return err
		}
	}
	report := doctor.NewReport(steps)
	if c.JSON {
		encoder := json.NewEncoder(s.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(report); err != nil {
			return err
		}
	}
	switch report.Outcome {
	case doctor.Failed:
		return exitStatus(1)
	case doctor.Invalid:
		return exitStatus(usageError)
	}
	return nil
}
