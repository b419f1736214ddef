// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/template"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

type permissionsCmd struct {
	Configuration string `arg:"" default:"." help:"Folder of a configuration, or a plan in JSON as \"terraform show -json\" prints it. Without one, this folder."`
	Grant         string `enum:",az,hcl" default:"" placeholder:"az|hcl" help:"Print what grants the permissions of an apply instead: a script for the Azure CLI (az), or a configuration (hcl)."`
	ReadOnly      bool   `help:"Only what a plan takes."`
	JSON          bool   `name:"json" help:"Print a report for machines."`
}

// Help tells what stands above the flags.
func (*permissionsCmd) Help() string {
	return `Names the least application permissions of Microsoft Graph that a configuration takes, by Microsoft's list of what opens which request: those of a plan, which reads, and those of an apply. Nothing is sent to anybody.

A folder is read as it stands, with the modules in other folders that it calls; a plan also knows modules from elsewhere and what will be removed.`
}

// Run prints the permissions, or what grants them.
func (c *permissionsCmd) Run(s streams) error {
	list, err := permissions.Load()
	if err != nil {
		return err
	}
	configuration, err := c.read()
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", c.Configuration, err)
	}
	report := list.Report(configuration)
	granted := report.Write
	if c.ReadOnly {
		granted = report.Read
	}
	switch {
	case c.Grant != "":
		for _, text := range append(report.Limits, report.Unread...) {
			if _, err := fmt.Fprintln(s.err, text); err != nil {
				return err
			}
		}
		return grants.ExecuteTemplate(s.out, c.Grant, granted)
	case c.JSON:
		encoder := json.NewEncoder(s.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	return c.print(s.out, report)
}

// read reads the folder or the plan.
func (c *permissionsCmd) read() (permissions.Configuration, error) {
	info, err := os.Stat(c.Configuration)
	if err != nil {
		return permissions.Configuration{}, err
	}
	if info.IsDir() {
		return permissions.ReadFolder(objects.Catalogue(), c.Configuration)
	}
	document, err := os.ReadFile(c.Configuration)
	if err != nil {
		return permissions.Configuration{}, err
	}
	return permissions.ReadPlan(objects.Catalogue(), document)
}

// print tells people.
func (c *permissionsCmd) print(out io.Writer, r permissions.Report) error {
	var b strings.Builder
	section(&b, "To plan, it reads by these application permissions of Microsoft Graph:", r.Read)
	if !c.ReadOnly {
		section(&b, "\nTo apply, it takes these:", r.Write)
	}
	for _, text := range append(r.Limits, r.Unread...) {
		fmt.Fprintf(&b, "\n%s\n", text)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func section(b *strings.Builder, title string, reasons []permissions.Reason) {
	fmt.Fprintln(b, title)
	if len(reasons) == 0 {
		fmt.Fprintln(b, "  none")
	}
	for _, r := range reasons {
		fmt.Fprintf(b, "  %s  %s\n      %s\n", r.ID, r.Name, strings.Join(r.For, ", "))
	}
}

//go:embed grants.tmpl
var grantsText string

// grants are a script and a configuration that grant permissions.
var grants = template.Must(template.New("grants").Funcs(template.FuncMap{"padded": padded}).Parse(grantsText))

// padded is the name in quotes, as wide as the widest, as terraform fmt has it.
func padded(name string, all []permissions.Reason) string {
	width := 0
	for _, r := range all {
		width = max(width, len(r.Name))
	}
	return fmt.Sprintf("%-*q", width+len(`""`), name)
}
