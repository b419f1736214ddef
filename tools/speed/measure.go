// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// result is what was measured of a scenario.
type result struct {
	program  string
	scenario scenario
	latency  time.Duration
	// took is the time of the command, and worked what processors have spent on it.
	took, worked time.Duration
	// alone is Terraform with objects that cost nothing, idle with a provider that does
	// nothing; the latter is not measured of every scenario.
	alone, idle ran
	// load is how many processes wanted a processor before.
	load string
	// first is when the first of several processes was done.
	first time.Duration
	// requests were sent to Graph, parts count those in a batch one by one.
	requests, parts int
	megabytes       float64
}

// floor is the least time that there could be.
func (r result) floor() time.Duration {
	least := r.alone.took + time.Duration(r.scenario.roundTrips)*r.latency
	if limit := r.scenario.limit; limit > 0 {
		least = max(least, time.Duration(r.parts)*time.Second/time.Duration(limit))
	}
	return least
}

// measure makes what a scenario needs, and runs it.
func measure(ctx context.Context, p program, provider string, s scenario, latency time.Duration) (result, error) {
	if s.starts {
		return measureStart(ctx, p, provider, s)
	}
	r := result{program: p.name, scenario: s, latency: latency}
	self, err := os.Executable()
	if err != nil {
		return r, err
	}
	r.load = load()
	if r.alone, err = measureAlone(ctx, p, provider, s); err != nil {
		return r, err
	}
	count := &counter{}
	t, env, err := startTenant(count)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	var all []*workspace
	for range max(s.processes, 1) {
		w, err := newWorkspace(provider, append(env, s.env...), s.configuration)
		if err != nil {
			return r, err
		}
		defer w.remove()
		all = append(all, w)
	}
	if s.prepare != nil {
		if err := s.prepare(ctx, p, all[0], t); err != nil {
			return r, err
		}
	}
	if err := slow(t, latency); err != nil {
		return r, err
	}
	if s.limit > 0 {
		if err := throttle(t, s.limit); err != nil {
			return r, err
		}
	}
	var quiet *workspace
	if s.hasIdle() {
		if quiet, err = all[0].twin(self); err != nil {
			return r, err
		}
		defer quiet.remove()
	}
	count.take()
	err = r.runAll(ctx, p, all)
	r.requests, r.parts = count.take()
	if quiet != nil && err == nil {
		r.idle, err = quiet.run(ctx, p, arguments(s.command)...)
	}
	return r, err
}

// load is the load of the last minute, as Linux tells it; elsewhere it is a dash.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "–"
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}

// runAll runs the command in all workspaces at once.
func (r *result) runAll(ctx context.Context, p program, all []*workspace) error {
	runs := make([]ran, len(all))
	var work errgroup.Group
	for i, w := range all {
		work.Go(func() (err error) {
			runs[i], err = w.run(ctx, p, arguments(r.scenario.command)...)
			return err
		})
	}
	err := work.Wait()
	r.first = runs[0].took
	for _, one := range runs {
		r.first, r.took, r.megabytes = min(r.first, one.took), max(r.took, one.took), max(r.megabytes, one.megabytes)
		r.worked += one.worked
		if r.scenario.command == "plan" && err == nil && !strings.Contains(one.output, "No changes") {
			err = errors.New("the plan is not empty:\n" + tail(one.output))
		}
	}
	return err
}

func arguments(command string) []string {
	if command == "apply" || command == "destroy" {
		return []string{command, "-auto-approve"}
	}
	return strings.Fields(command)
}

// measureAlone runs the command of a scenario on objects that cost nothing.
func measureAlone(ctx context.Context, p program, provider string, s scenario) (ran, error) {
	count := s.objects / max(s.processes, 1)
	w, err := newWorkspace(provider, nil, alone(count))
	if err != nil {
		return ran{}, err
	}
	defer w.remove()
	if s.command == "plan" || s.command == "destroy" {
		if err := seedAlone(ctx, p, w, count); err != nil {
			return ran{}, err
		}
	}
	return w.run(ctx, p, arguments(s.command)...)
}
