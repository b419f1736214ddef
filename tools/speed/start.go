// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

// startsTaken is how many starts are measured: one alone tells little of what takes a
// fraction of a second.
const startsTaken = 9

// measureStart starts a provider and one without objects in turns.
func measureStart(ctx context.Context, p program, ours string, s scenario) (result, error) {
	r := result{program: p.name, scenario: s, load: load()}
	empty, err := providerWith(ctx, 0)
	if err != nil {
		return r, err
	}
	defer empty.remove()
	var full *workspace
	if s.served > 0 {
		full, err = providerWith(ctx, s.served)
	} else {
		full, err = newWorkspace(ours, nil, s.configuration)
	}
	if err != nil {
		return r, err
	}
	defer full.remove()
	var ofEmpty, ofFull []ran
	for range startsTaken {
		one, err := empty.run(ctx, p, arguments(s.command)...)
		if err != nil {
			return r, err
		}
		other, err := full.run(ctx, p, arguments(s.command)...)
		if err != nil {
			return r, err
		}
		ofEmpty, ofFull = append(ofEmpty, one), append(ofFull, other)
	}
	r.alone = median(ofEmpty)
	of := median(ofFull)
	r.took, r.worked, r.megabytes = of.took, of.worked, of.megabytes
	return r, nil
}

// providerWith is a workspace with a provider that has a number of objects.
func providerWith(ctx context.Context, count int) (*workspace, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w, err := newWorkspace(self, nil, providers)
	if err != nil {
		return nil, err
	}
	encoded, err := provider.EncodedSchema(ctx, withObjects(count))
	if err != nil {
		return nil, err
	}
	file := filepath.Join(w.folder, "schema.binpb")
	w.env = append(w.env, fmt.Sprintf("%s=%d", objectsServed, count), schemaServed+"="+file)
	return w, os.WriteFile(file, encoded, 0o600)
}

// median has of each figure the one in the middle, and of memory the greatest.
func median(runs []ran) ran {
	middle := func(figure func(ran) time.Duration) time.Duration {
		return figure(slices.SortedFunc(slices.Values(runs), func(a, b ran) int { return cmp.Compare(figure(a), figure(b)) })[len(runs)/2])
	}
	all := ran{
		took:   middle(func(r ran) time.Duration { return r.took }),
		worked: middle(func(r ran) time.Duration { return r.worked }),
	}
	for _, r := range runs {
		all.megabytes = max(all.megabytes, r.megabytes)
	}
	return all
}
