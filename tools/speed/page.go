// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"
)

const introduction = `# How fast it is

Measured with ` + "`make bench-terraform`" + `, which writes this page: a real Terraform and a real OpenTofu with the provider as a plugin,
and the [local tenant](tenant.md) in which every request takes as long as the table says. Requests are those to Graph, each batch
counting once and, in brackets, each request in it; they are exact. Times are those of one run on one machine, on which the tenant
works too. *Alone* is the same command of Terraform just before on as many ` + "`terraform_data`" + `, which cost nothing. The *floor* is that and
the round trips which nobody could do without, or the time that a limit takes. *Processor* is the time that processors have spent on
Terraform and the provider, and on Terraform alone: it hardly depends on what else the machine does. *Memory* is the most that the provider's process held.

`

// write writes the page.
func write(out io.Writer, all []result, now time.Time) error {
	var b strings.Builder
	b.WriteString(introduction)
	fmt.Fprintf(&b, "Written on %s, on %s/%s with %d processors.\n", now.UTC().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	program := ""
	for _, r := range all {
		if r.program != program {
			program = r.program
			fmt.Fprintf(&b, "\n## %s\n\n| | latency | time | alone | floor | time / floor | processor (alone) | requests | per object | memory |\n|---|---|---|---|---|---|---|---|---|---|\n", program)
		}
		requests := fmt.Sprint(r.requests)
		if r.parts != r.requests {
			requests += fmt.Sprintf(" (%d)", r.parts)
		}
		took := fmt.Sprintf("%.1f s", r.took.Seconds())
		if r.scenario.processes > 1 {
			took = fmt.Sprintf("%.1f to %s", r.first.Seconds(), took)
		}
		fmt.Fprintf(&b, "| %s | %d ms | %s | %.1f s | %.1f s | %.2f | %.1f s (%.1f s) | %s | %.2f | %.0f MB |\n", r.scenario.name, r.latency.Milliseconds(), took,
			r.alone.Seconds(), r.floor().Seconds(), r.took.Seconds()/r.floor().Seconds(), r.worked.Seconds(), r.workedAlone.Seconds(), requests, float64(r.requests)/float64(r.scenario.objects), r.megabytes)
	}
	_, err := io.WriteString(out, b.String())
	return err
}
