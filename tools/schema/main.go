// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command schema writes what the provider answers when Terraform asks for its schemas, and
// the overlay by which it is built into the provider in place of the empty file
// schema.binpb:
//
//	go run ./tools/schema build
//	go build -overlay build/overlay.json .
//
// Both are run in the folder of the repository. The answer takes megabytes and differs with
// each text in a definition: it is no file to keep in git, and cannot be stale.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("name the folder to write to")
	}
	folder, err := filepath.Abs(arguments[0])
	if err != nil {
		return err
	}
	for name, level := range provider.LogLevels(os.Getenv) {
		if err := os.Setenv(name, level); err != nil {
			return err
		}
	}
	encoded, err := provider.EncodedSchema(context.Background(), provider.NewServer(""))
	if err != nil {
		return err
	}
	const name = "schema.binpb"
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{name: filepath.Join(folder, name)}})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o750); err != nil { //nolint:gosec // the folder is named on the command line
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, name), encoded, 0o600); err != nil { //nolint:gosec // the folder is named on the command line
		return err
	}
	return os.WriteFile(filepath.Join(folder, "overlay.json"), overlay, 0o600) //nolint:gosec // the folder is named on the command line
}
