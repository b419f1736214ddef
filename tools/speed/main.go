// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command speed measures Terraform and OpenTofu with the provider against a local
// tenant, and prints the page docs/development/performance.md:
//
//	make bench-terraform
//
// Requests are counted, and so are the same on every machine. Times are not: they are
// compared with what Terraform takes by itself, for as many objects that cost nothing,
// measured just before.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"regexp"
	"time"
)

func main() {
	log.SetFlags(log.Ltime)
	o := options{}
	flag.StringVar(&o.provider, "provider", "build/bin/terraform-provider-microsoft365", "the provider's program")
	flag.StringVar(&o.terraform, "terraform", "", "Terraform's program")
	flag.StringVar(&o.tofu, "tofu", "", "OpenTofu's program")
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
	provider, terraform, tofu string
	only                      *regexp.Regexp
}

func run(ctx context.Context, o options) error {
	var all []result
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
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				log.Printf("  %.1f s, alone %.1f s, %d requests, %.0f MB", measured.took.Seconds(), measured.alone.Seconds(), measured.requests, measured.megabytes)
				all = append(all, measured)
			}
		}
	}
	return write(os.Stdout, all, time.Now())
}
