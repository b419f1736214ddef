// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// keptIn names the state file of a tenant in a process of its own.
const keptIn = "M365_TEST_KEPT_IN"

// writers is how many write to it at once.
const writers = 4

// TestKeptTenant is that process: several writers make group after group until it is
// killed. A group's name is its writer and its number.
func TestKeptTenant(t *testing.T) {
	t.Parallel()
	file := os.Getenv(keptIn)
	if file == "" {
		t.Skip("it is started by TestKillsLeaveAWholeState")
	}
	tn, err := tenant.New(tenant.Options{StateFile: file})
	if err != nil {
		fmt.Println("refused", err)
		os.Exit(1)
	}
	u := as(t, tn)
	owner := fmt.Sprint(tn.Objects("users")[0]["id"])
	fmt.Println("ready")
	var all sync.WaitGroup
	for writer := range writers {
		all.Go(func() {
			for i := range 1_000_000 {
				u.must("POST", "/v1.0/groups", fmt.Sprintf(
					`{"displayName":"%d %d","mailNickname":"g","mailEnabled":false,"securityEnabled":true,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/%s"]}`, writer, i, owner))
			}
		})
	}
	all.Wait()
}

// kept is such a process, and the first line that it says.
type kept struct {
	process *exec.Cmd
	says    string
}

func startKept(t *testing.T, file string) kept {
	t.Helper()
	process := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKeptTenant$")
	process.Env = append(os.Environ(), keptIn+"="+file)
	out, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("a tenant said nothing: %v", err)
	}
	return kept{process, strings.TrimSpace(line)}
}

func (k kept) kill(t *testing.T) {
	t.Helper()
	if err := k.process.Process.Kill(); err != nil && k.says == "ready" {
		t.Error(err)
	}
	_ = k.process.Wait() // it was killed
}

func TestKillsLeaveAWholeState(t *testing.T) {
	t.Parallel()
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	file := filepath.Join(t.TempDir(), "tenant.json")
	groups, reads := 0, 0
	for round := range rounds {
		first := startKept(t, file)
		second := startKept(t, file)
		if first.says != "ready" || !strings.Contains(second.says, fmt.Sprintf("in use by process %d ", first.process.Process.Pid)) {
			t.Fatalf("the first tenant said %q and the second %q, want that the second is refused", first.says, second.says)
		}
		if round%2 == 0 { // the others may end before anything is saved
			reads += readWhile(t, file, func(state []byte) bool { return bytes.Count(state, []byte(`"mailNickname":"g"`)) == groups })
		}
		end := time.Now().Add(rand.N(400 * time.Millisecond)) // the moment of a kill is to be any
		reads += readWhile(t, file, func([]byte) bool { return time.Now().Before(end) })
		first.kill(t)
		second.kill(t)
		groups = checkKept(t, file, groups)
	}
	if groups == 0 {
		t.Error("no group was ever kept")
	}
	t.Logf("%d rounds, %d groups kept, %d reads while they were written", rounds, groups, reads)
	open(t, file).stop() // nothing is in its way
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v; want the state alone", entries, err)
	}
}

// readWhile reads a state while it is written, again and again: each time it is whole.
// It returns how often.
func readWhile(t *testing.T, file string, more func(state []byte) bool) (reads int) {
	t.Helper()
	for {
		state, err := os.ReadFile(file)
		if err != nil || !json.Valid(state) {
			t.Fatalf("a read of the state while it is written: %d bytes, %v; want whole JSON", len(state), err)
		}
		reads++
		if !more(state) {
			return reads
		}
	}
}

// checkKept looks at what a kill has left: whole JSON, nothing lost of what was
// there before, and of each run and writer the groups from the first to some last one,
// with their members.
func checkKept(t *testing.T, file string, before int) int {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var state struct {
		Collections map[string][]struct {
			Object struct{ ID, DisplayName string }
		}
		Links []struct {
			From     struct{ In, ID string }
			Relation string
		}
	}
	if err := json.Unmarshal(content, &state); err != nil {
		t.Fatalf("the state is not whole: %v", err)
	}
	groups, next := state.Collections["/groups"], [writers]int{}
	members := map[string]bool{}
	for _, l := range state.Links {
		members[l.From.ID] = members[l.From.ID] || l.From.In == "/groups" && l.Relation == "members"
	}
	for i, kept := range groups {
		g := kept.Object
		var writer, number int
		if _, err := fmt.Sscan(g.DisplayName, &writer, &number); err != nil {
			t.Fatal(err)
		}
		if number != 0 && number != next[writer] || !members[g.ID] {
			t.Fatalf("group %d of %d is %q, with members: %t; want number %d and a member", i, len(groups), g.DisplayName, members[g.ID], next[writer])
		}
		next[writer] = number + 1
	}
	if len(groups) < before {
		t.Errorf("%d groups are kept, and %d were before", len(groups), before)
	}
	return len(groups)
}
