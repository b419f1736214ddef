// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build unix

package e2e

import (
	"bytes"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/conformance"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// TestSignals ends Terraform by a signal when the tenant has carried out the
// request that creates an object, and has not answered it yet. The next apply
// finds everything in order, and no second object.
func TestSignals(t *testing.T) {
	t.Parallel()
	configuration := install(t)
	tests := map[string]struct {
		signal  syscall.Signal
		config  string
		request string
		objects string
	}{
		"Ctrl-C while a group is created": {
			syscall.SIGINT, `resource "microsoft365_group" "example" {
				display_name = "Example"
				members      = ["` + conformance.AdminID + `"]
			}`, "/v1.0/groups 201 ", "groups",
		},
		"the end while a group with a unique name is created": {
			syscall.SIGKILL, `resource "microsoft365_group" "example" {
				display_name = "Example"
				unique_name  = "example"
				members      = ["` + conformance.AdminID + `"]
			}`, "/v1.0/groups(uniqueName='example') 201 ", "groups",
		},
		"the end while an application gets its owner": {
			syscall.SIGKILL, `resource "microsoft365_application" "example" {
				display_name = "Example"
				unique_name  = "example"
				owners       = ["` + conformance.AdminID + `"]
			}`, "/owners/$ref ", "applications",
		},
	}
	for program, path := range required(t) {
		for name, tt := range tests {
			t.Run(program+"/"+name, func(t *testing.T) {
				t.Parallel()
				hand := &trigger{request: tt.request, signal: tt.signal}
				started := tenanttest.Start(t, func(o *tenant.Options) { o.Record = hand })
				before := len(started.Objects(tt.objects))
				l := &life{
					T: t, program: path, folder: t.TempDir(), tenant: &story{tenant: started},
					env: append(started.Env(), "TF_CLI_CONFIG_FILE="+configuration, "TF_IN_AUTOMATION=1", "TF_INPUT=0", "TF_CLI_ARGS=-no-color", "HOME="+t.TempDir()),
				}
				l.write("main.tf", []byte(header+tt.config))
				l.run("init")
				if out, err := hand.end(l.command("apply", "-auto-approve")); hand.group.Load() != 0 || err == nil && tt.signal == syscall.SIGKILL {
					t.Fatalf("Terraform did not get the signal:\n%s", out)
				}
				l.apply()
				l.nothingToDo()
				if n := len(started.Objects(tt.objects)) - before; n != 1 {
					t.Errorf("there are %d %s, want one", n, tt.objects)
				}
			})
		}
	}
}

// trigger sends a signal to a program as soon as the tenant has carried out a
// request, and before the answer leaves it.
type trigger struct {
	request string
	signal  syscall.Signal
	group   atomic.Int64
}

// Write gets the tenant's record, line by line.
func (t *trigger) Write(line []byte) (int, error) {
	if group := t.group.Load(); group != 0 && bytes.Contains(line, []byte(t.request)) && t.group.CompareAndSwap(group, 0) {
		return len(line), syscall.Kill(-int(group), t.signal)
	}
	return len(line), nil
}

// end runs a program, in a process group of its own, until it gets the signal.
func (t *trigger) end(c *exec.Cmd) (string, error) {
	var out strings.Builder
	c.Stdout, c.Stderr = &out, &out
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.Start(); err != nil {
		return "", err
	}
	t.group.Store(int64(c.Process.Pid))
	err := c.Wait()
	return out.String(), err
}
