// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"
)

const introduction = `# How fast it is

Measured with ` + "`make bench-terraform`" + `, which writes this page: a real Terraform and a real OpenTofu with the provider as a plugin,
and the [local tenant](tenant.md) in which every request takes as long as the table says. Requests are those to Graph, each batch
counting once and, in brackets, each request in it; they are exact. Times are those of one run, with the tenant on the same
machine; rows of different days may be of different machines, and one can be twice as fast as another.

- *Alone* is the same command of Terraform just before on as many ` + "`terraform_data`" + `, which cost nothing. Of a
  start it is a provider without objects; both are started in turns, and the figures are the medians of nine. 350 objects are ours and
  copies of them, in all kinds that Terraform knows; the schema is made before, as it is when the provider is built.
- *Idle* is the same command of Terraform just after on the same configuration and state, with a provider that has the same schema and
  answers at once with what it was asked with. What Terraform takes by itself for a provider's objects is in it: to read, compare and
  copy the values of all attributes, several times for each object, and to write them down. No provider with that schema could be faster.
- *Floor* is *alone*, and the round trips which nobody could do without, or the time that a limit takes.
- *Processor* is the time that processors have spent on Terraform and the provider, and in brackets on *alone* and on *idle*: it hardly
  depends on what else the machine does.
- *Memory* is the most that the provider's process held.
- *Load* is how many processes wanted a processor when a measurement began. Where it is more than 1, times are too long, and the ratios of
  times mean little. Starts can be measured ahead of whatever else the machine does, as those here were: ` + "`chrt -r 5`" + ` before the command.
`

// head is the head of a table.
var head = []string{
	"command", "latency", "time", "alone", "idle", "floor", "time / floor", "time / idle", "processor (alone, idle)", "requests", "per object", "memory", "load", "measured",
}

// row is the result as a row of the table.
func (r result) row() string {
	requests := fmt.Sprint(r.requests)
	if r.parts != r.requests {
		requests += fmt.Sprintf(" (%d)", r.parts)
	}
	took := seconds(r.took)
	if r.scenario.processes > 1 {
		took = fmt.Sprintf("%.1f to %s", r.first.Seconds(), took)
	}
	each := "–"
	if r.scenario.objects > 0 {
		each = fmt.Sprintf("%.2f", float64(r.requests)/float64(r.scenario.objects))
	}
	return cells(r.scenario.name, fmt.Sprintf("%d ms", r.latency.Milliseconds()), took, seconds(r.alone.took), seconds(r.idle.took), seconds(r.floor()),
		ratio(r.took, r.floor()), ratio(r.took, r.idle.took), fmt.Sprintf("%s (%s, %s)", seconds(r.worked), seconds(r.alone.worked), seconds(r.idle.worked)),
		requests, each, fmt.Sprintf("%.0f MB", r.megabytes), r.load, time.Now().UTC().Format(time.DateOnly))
}

func cells(all ...string) string { return "| " + strings.Join(all, " | ") + " |" }

// seconds writes a time; one that was not measured is a dash.
func seconds(d time.Duration) string {
	if d == 0 {
		return "–"
	}
	if d < time.Second {
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

func ratio(a, b time.Duration) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", a.Seconds()/b.Seconds())
}

// update writes a row into the page, in the place of an older one. Rows of scenarios
// that there are no more, and of other tables, are left out.
func update(file string, r result) error {
	text, err := os.ReadFile(file) //nolint:gosec // the page is named on the command line
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	rows := rowsOf(string(text))
	rows[r.program+r.scenario.start(r.latency)] = r.row()
	return os.WriteFile(file, []byte(page(rows)), 0o644) //nolint:gosec // it is no secret
}

// rowsOf are the rows of a page, by the program and the first two cells.
func rowsOf(page string) map[string]string {
	rows, program := map[string]string{}, ""
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			program = title
		}
		if parts := strings.Split(line, " | "); len(parts) == len(head) {
			rows[program+strings.Join(parts[:2], " | ")] = line
		}
	}
	return rows
}

// start is how the row of a scenario begins.
func (s scenario) start(latency time.Duration) string {
	return fmt.Sprintf("| %s | %d ms", s.name, latency.Milliseconds())
}

// page is the page with rows, in the order of the scenarios.
func page(rows map[string]string) string {
	var b strings.Builder
	b.WriteString(introduction)
	fmt.Fprintf(&b, "\nThe machine is %s/%s with %d processors.\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for _, program := range []string{"Terraform", "OpenTofu"} {
		var table []string
		for _, s := range scenarios() {
			for _, latency := range s.latencies {
				if row := rows[program+s.start(latency)]; row != "" {
					table = append(table, row)
				}
			}
		}
		if len(table) > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n|%s\n%s\n", program, cells(head...), strings.Repeat("---|", len(head)), strings.Join(table, "\n"))
		}
	}
	return b.String()
}
