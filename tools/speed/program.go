// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// program is Terraform or OpenTofu.
type program struct{ name, path string }

// workspace is a folder with a configuration.
type workspace struct {
	folder string
	env    []string
}

// newWorkspace makes a folder in which a Terraform program finds the provider, and
// asks nobody else for anything.
func newWorkspace(provider string, env []string, configuration string) (*workspace, error) {
	folder, err := os.MkdirTemp("", "m365-speed-")
	if err != nil {
		return nil, err
	}
	binary, err := filepath.Abs(provider)
	if err != nil {
		return nil, err
	}
	plugins := filepath.Join(folder, "plugins")
	settings := filepath.Join(folder, "terraform.rc")
	if err := os.Mkdir(plugins, 0o700); err != nil {
		return nil, err
	}
	if err := os.Symlink(binary, filepath.Join(plugins, "terraform-provider-microsoft365")); err != nil {
		return nil, err
	}
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-provider-microsoft365/microsoft365\" = %q\n  }\n}\n", plugins)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		return nil, err
	}
	w := &workspace{folder: folder, env: append(append(os.Environ(), env...), "TF_CLI_CONFIG_FILE="+settings, "TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1")}
	return w, w.configure(configuration)
}

// twin is a workspace with the same configuration and state for another provider.
func (w *workspace) twin(provider string) (*workspace, error) {
	other, err := newWorkspace(provider, nil, "")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"main.tf", "ids.json", "terraform.tfstate"} {
		text, err := os.ReadFile(filepath.Join(w.folder, name)) //nolint:gosec // the workspace is ours
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(other.folder, name), text, 0o600) //nolint:gosec // so is the other
		}
		if err != nil {
			return nil, err
		}
	}
	return other, nil
}

func (w *workspace) configure(configuration string) error {
	return os.WriteFile(filepath.Join(w.folder, "main.tf"), []byte(configuration), 0o600)
}

func (w *workspace) remove() { _ = os.RemoveAll(w.folder) }

// ran is what a command took.
type ran struct {
	took time.Duration
	// worked is the time that processors have spent on Terraform and the provider.
	worked time.Duration
	// megabytes are the most memory that the provider's process has held.
	megabytes float64
	output    string
}

// run runs a command of Terraform.
func (w *workspace) run(ctx context.Context, p program, arguments ...string) (ran, error) {
	command := exec.CommandContext(ctx, p.path, append(arguments, "-no-color")...) //nolint:gosec // what is measured is named on the command line
	command.Dir, command.Env = w.folder, w.env
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	began := time.Now()
	if err := command.Start(); err != nil {
		return ran{}, err
	}
	watched, stop := context.WithCancel(ctx)
	most := make(chan float64)
	go func() { most <- watch(watched, command.Process.Pid) }()
	err := command.Wait()
	took := time.Since(began)
	stop()
	if err != nil {
		err = fmt.Errorf("%s %s: %w\n%s", p.path, strings.Join(arguments, " "), err, tail(output.String()))
	}
	worked := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	return ran{took, worked, <-most, output.String()}, err
}

func tail(text string) string {
	const most = 3000
	return text[max(0, len(text)-most):]
}

// watch looks at the provider below a process until the context ends, for the most
// memory that it has held, in megabytes.
func watch(ctx context.Context, parent int) (most float64) {
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return most
		case <-ticker.C:
			most = max(most, heldBelow(parent))
		}
	}
}

// heldBelow is the peak memory of the provider that a process has started, as Linux
// tells it; elsewhere it is 0.
func heldBelow(parent int) float64 {
	processes, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, file := range processes {
		status, err := os.ReadFile(file) //nolint:gosec // it is one of /proc
		if err != nil || statusField(status, "PPid") != strconv.Itoa(parent) || !strings.HasPrefix(statusField(status, "Name"), "terraform-provi") {
			continue
		}
		kilobytes, _ := strconv.ParseFloat(strings.TrimSuffix(statusField(status, "VmHWM"), " kB"), 64)
		return kilobytes / 1024
	}
	return 0
}

func statusField(status []byte, name string) string {
	for line := range strings.Lines(string(status)) {
		if key, value, _ := strings.Cut(line, ":"); key == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
