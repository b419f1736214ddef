// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command speed measures Terraform and OpenTofu with the provider against a local
// tenant, and writes the page docs/development/performance.md:
//
//	make bench-terraform
//	make bench-terraform ONLY='Terraform, plan of 1000 groups, '
//
// The second measures what the expression finds, and leaves the other rows of the page as
// they are. Requests are counted, and so are the same on every machine. Times are not:
// they are compared with what Terraform takes by itself, for as many objects that cost
// nothing, measured just before, and with a provider that does nothing, measured just
// after. That provider is this program, too.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"regexp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

func main() {
	for name, level := range provider.LogLevels(os.Getenv) {
		_ = os.Setenv(name, level) // of these names it cannot fail
	}
	if isPlugin() {
		if err := servePlugin(); err != nil {
			log.Fatal("speed: ", err)
		}
		return
	}
	log.SetFlags(log.Ltime)
	o := options{}
	flag.StringVar(&o.provider, "provider", "build/bin/terraform-provider-microsoft365", "the provider's program")
	flag.StringVar(&o.terraform, "terraform", "", "Terraform's program")
	flag.StringVar(&o.tofu, "tofu", "", "OpenTofu's program")
	flag.StringVar(&o.page, "page", "docs/development/performance.md", "the page, whose other rows stay")
	only := flag.String("only", "", "a regular expression of the measurements to make; by default all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if o.only, err = regexp.Compile(*only); err == nil {
		err = run(ctx, o)
	}
	if err != nil {
		log.Fatal("speed: ", err)
	}
}

type options struct {
	provider, terraform, tofu, page string
	only                            *regexp.Regexp
}

// run adds each row to the page as soon as it is measured: all of them take long.
func run(ctx context.Context, o options) error {
	for _, p := range []program{{"Terraform", o.terraform}, {"OpenTofu", o.tofu}} {
		if p.path == "" {
			continue
		}
		for _, s := range scenarios() {
			for _, latency := range s.latencies {
				name := fmt.Sprintf("%s, %s, %s", p.name, s.name, latency)
				if !o.only.MatchString(name) {
					continue
				}
				log.Print(name)
				measured, err := measure(ctx, p, o.provider, s, latency)
				if err == nil {
					err = update(o.page, measured)
				}
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				log.Print("  ", measured.row())
			}
		}
	}
	return nil
}
