// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// actionCmd has a command for every action of the provider.
type actionCmd struct {
	settingFlags
	// Plugins hold the commands.
	kong.Plugins
}

// orderCmd is the command of one action.
type orderCmd struct {
	DryRun bool `help:"Look whether the object is there, tell what would be sent, and order nothing."`
	// Plugins hold the flags of the action.
	kong.Plugins

	definition actions.Definition
	given      func() map[string]string
}

// outcomeOpen is the exit code where nobody knows yet what comes of an order.
const outcomeOpen = 3

// newActionCmd makes a command of every action.
func newActionCmd() actionCmd {
	flags := newSettingFlags()
	var fields []reflect.StructField
	all := actions.All()
	for i, d := range all {
		fields = append(fields, reflect.StructField{
			Name: "Order" + strconv.Itoa(i), Type: reflect.TypeFor[orderCmd](),
			Tag: reflect.StructTag(fmt.Sprintf(`cmd:"" name:%q help:%q`, d.Name, d.Doc)),
		})
	}
	commands := reflect.New(reflect.StructOf(fields))
	for i, d := range all {
		commands.Elem().Field(i).Set(reflect.ValueOf(orderCmd{Plugins: kong.Plugins{orderFlags(d)}, definition: d, given: flags.given}))
	}
	return actionCmd{settingFlags: flags, Plugins: kong.Plugins{commands.Interface()}}
}

// orderFlags makes a flag of every argument of an action, in the order of
// [orderCmd.order].
func orderFlags(d actions.Definition) any {
	var fields []reflect.StructField
	add := func(name string, of reflect.Type, tags string) {
		fields = append(fields, reflect.StructField{Name: "Flag" + strconv.Itoa(len(fields)), Type: of, Tag: reflect.StructTag(fmt.Sprintf("name:%q %s", name, tags))})
	}
	for _, p := range d.Parameters {
		tags := fmt.Sprintf("help:%q", strings.ReplaceAll(p.Doc, "`", ""))
		if p.Required {
			tags += ` required:""`
		}
		add(strings.ReplaceAll(p.TerraformName(), "_", "-"), parameterType(p.Kind), tags)
	}
	if d.OfOne() {
		add("id", reflect.TypeFor[objectID](), `arg:"" help:"Id of what the order is for."`)
	}
	if d.Destructive {
		add("device-name", reflect.TypeFor[string](), `required:"" help:"Name of the device. If the device with the id has another one, nothing is ordered."`)
	}
	if d.OfDevice() {
		add("wait", reflect.TypeFor[time.Duration](), `default:"5m" help:"For how long to wait until the device reports what came of it; 0 for not at all."`)
	}
	return reflect.New(reflect.StructOf(fields)).Interface()
}

// parameterType is the form of a flag. Without a value it is nil.
func parameterType(kind actions.Kind) reflect.Type {
	switch kind {
	case actions.Flag:
		return reflect.TypeFor[*bool]()
	case actions.Number:
		return reflect.TypeFor[*int64]()
	case actions.Texts:
		return reflect.TypeFor[[]string]()
	default:
		return reflect.TypeFor[*string]()
	}
}

// Help tells what stands above the commands.
func (*actionCmd) Help() string {
	return `Has Microsoft Graph carry out once what Terraform 1.14 does by an action, for older versions, for OpenTofu and for scripts: the same orders, with the same arguments and checks. It signs in as the provider does, with the provider's variables and, as flags, its arguments; m365 doctor tells why that fails.

What goes on is printed line by line. The exit code is 0 if the order was carried out, 1 if it was refused or has failed, 2 if arguments are wrong, and 3 if nobody knows yet what comes of it: the device has not reported in time.`
}

// objectID is the argument that names what an order is for.
type objectID string

// order is what the arguments say.
func (c *orderCmd) order() actions.Order {
	o := actions.Order{Definition: c.definition, DryRun: c.DryRun, Given: map[string]any{}}
	flags := reflect.ValueOf(c.Plugins[0]).Elem()
	for i, p := range c.definition.Parameters {
		if flag := flags.Field(i); !flag.IsNil() {
			o.Given[p.Name] = reflect.Indirect(flag).Interface()
		}
	}
	for i := len(c.definition.Parameters); i < flags.NumField(); i++ {
		switch value := flags.Field(i).Interface().(type) {
		case objectID:
			o.ID = string(value)
		case string:
			o.DeviceName = value
		case time.Duration:
			o.Wait = value
		}
	}
	return o
}

// Run signs in and carries the order out.
func (c *orderCmd) Run(ctx context.Context, s streams) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	session, err := c.signIn(ctx)
	if err != nil {
		return err
	}
	tell := func(text string) { _, _ = fmt.Fprintln(s.out, text) } // there is nowhere else to report
	err = actions.Runner{Client: session.Client, Sleep: pause.For, Progress: tell}.Run(ctx, c.order())
	var pending *actions.PendingError
	switch {
	case errors.As(err, &pending):
		_, _ = fmt.Fprintln(s.err, "m365: the outcome is open:", pending)
		return exitStatus(outcomeOpen)
	case err != nil:
		return fmt.Errorf("cannot carry out %s: %s", c.definition.Name, session.Explain(err, c.definition.Permissions()...))
	}
	tell(map[bool]string{false: "Done", true: "Nothing was ordered"}[c.DryRun])
	return nil
}

// signIn signs in as the provider does.
func (c *orderCmd) signIn(ctx context.Context) (*engine.Session, error) {
	found, faults := settings.Collect(c.given(), os.Getenv)
	for _, fault := range append(faults, auth.Validate(found, os.Getenv)...) {
		return nil, fmt.Errorf("%s: %s", fault.Summary, fault.Detail)
	}
	agent := "m365-action/" + version
	credential, err := auth.New(found, auth.Options{Environ: os.Getenv, UserAgent: agent})
	if err == nil {
		_, err = credential.SignIn(ctx)
	}
	if err != nil {
		return nil, signInFailed(err)
	}
	authorities, _ := auth.Authorities(found) // a fault of theirs kept the credential from being made
	client, err := graph.New(graph.Options{Endpoint: credential.Cloud().GraphEndpoint, Credential: credential, UserAgent: agent, Transport: graph.NewTransport(authorities)})
	if err != nil {
		return nil, err
	}
	return &engine.Session{Client: client, Advise: func(answer *graph.Error, needs engine.Needs) string {
		return credential.Advise(auth.Refusal{Status: answer.Status, Code: answer.Code, InnerCode: answer.InnerCode, Message: answer.Message, Needed: needs.Permissions, Missing: needs.Missing, Licence: needs.Licence})
	}}, nil
}

// signInFailed is the failure of a sign-in, with its remedy.
func signInFailed(err error) error {
	var failure *auth.Error
	if errors.As(err, &failure) {
		return fmt.Errorf("%s: %s\n\nSee step by step what happens: m365 doctor", failure.Summary, failure.Detail())
	}
	return fmt.Errorf("cannot sign in: %w", err)
}
