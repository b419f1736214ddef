// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command licences reads the licence of every module that the two programs are
// built from, and fails where one is missing, unknown or not among those that a
// program under the MPL 2.0 may contain.
//
//	licences FOLDER
//
// FOLDER is the root of the repository.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// accepted are SPDX names of licences that ask for no more than their text and
// the author's name beside the program or its tables, and the MPL itself.
func accepted() []string {
	return []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "Unicode-DFS-2016"}
}

// share is the part of a licence file, in per cent, that must be known text.
const share = 75

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("usage: licences FOLDER")
	}
	modules, err := modules(ctx, arguments[0])
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range modules {
		names, err := licence(m.folder)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", m.path, err))
			continue
		}
		fmt.Printf("%s: %s\n", m.path, strings.Join(names, ", "))
	}
	return errors.Join(faults...)
}

type module struct{ path, folder string }

// modules are those that the programs are built from, without those that only
// tests use.
func modules(ctx context.Context, root string) ([]module, error) {
	list := exec.CommandContext(ctx, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}", ".", "./cmd/m365")
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var modules []module
	for _, line := range slices.Compact(slices.Sorted(strings.Lines(string(out)))) {
		path, folder, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok {
			modules = append(modules, module{path, folder})
		}
	}
	return modules, nil
}

// licence names the licences in a module's folder.
func licence(folder string) ([]string, error) {
	var files []string
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "License*", "COPYING*"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, errors.New("there is no file LICENSE")
	}
	var names []string
	for _, file := range files {
		text, err := os.ReadFile(file) //nolint:gosec // it lies in the folder of a module
		if err != nil {
			return nil, err
		}
		found, err := classify(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

func classify(text []byte) (names []string, err error) {
	cover := licensecheck.Scan(text)
	if cover.Percent < share {
		return nil, fmt.Errorf("only %.0f %% of it is the text of a known licence", cover.Percent)
	}
	for _, match := range cover.Match {
		if !slices.Contains(accepted(), match.ID) {
			return nil, fmt.Errorf("%s is not among %s", match.ID, strings.Join(accepted(), ", "))
		}
		names = append(names, match.ID)
	}
	return names, nil
}
