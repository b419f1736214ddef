// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/signal"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/doctor"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

type doctorCmd struct {
	JSON bool `name:"json" help:"Print a report for machines."`
	// Plugins hold the flags of the settings.
	kong.Plugins
}

// newDoctorCmd makes a flag of every argument of the provider.
func newDoctorCmd() doctorCmd {
	var flags []reflect.StructField
	for _, s := range settings.Table() {
		flags = append(flags, reflect.StructField{
			Name: "Setting" + strconv.Itoa(len(flags)),
			Type: flagType(s.Kind),
			Tag:  reflect.StructTag(fmt.Sprintf(`name:%q help:%q sep:";" placeholder:"VALUE" group:"Arguments of the provider block:"`, s.Flag(), flagHelp(s))),
		})
	}
	return doctorCmd{Plugins: kong.Plugins{reflect.New(reflect.StructOf(flags)).Interface()}}
}

// flagType is the form of a flag. Without a value it is zero, also for a Boolean.
func flagType(kind settings.Kind) reflect.Type {
	switch kind {
	case settings.Boolean:
		return reflect.TypeFor[*bool]()
	case settings.List:
		return reflect.TypeFor[[]string]()
	default:
		return reflect.TypeFor[string]()
	}
}

func flagHelp(s settings.Setting) string {
	text := strings.ReplaceAll(s.Documentation(), "`", "")
	if s.Sensitive {
		text += " Give it by a variable: others on this machine can see arguments."
	}
	return text
}

// Help tells what stands above the flags.
func (*doctorCmd) Help() string {
	return `Walks the provider's own way to Microsoft Graph, with the provider's variables and, as flags, its arguments, and shows each step: which settings there are and where they come from, the identity endpoint of this host, the identity, what is presented to Entra, the token, its permissions, one harmless read. At the first failure it shows the remedy.

Secrets are never shown. Give them by variables, such as M365_CLIENT_SECRET, rather than by flags.

The exit code is 0 if all is well, 1 if a step failed, and 2 if settings or flags are wrong.`
}

// given are the settings that flags have a value for.
func (c *doctorCmd) given() map[string]string {
	given := map[string]string{}
	flags := reflect.ValueOf(c.Plugins[0]).Elem()
	for i, s := range settings.Table() {
		switch value := flags.Field(i).Interface().(type) {
		case string:
			given[s.Name] = value
		case []string:
			given[s.Name] = settings.Join(value)
		case *bool:
			if value != nil {
				given[s.Name] = strconv.FormatBool(*value)
			}
		}
	}
	return given
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
