// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestServeUntilTheContextEnds(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ready, report := io.Pipe()
	var environment bytes.Buffer
	code := make(chan int)
	go func() {
		exit := run(ctx, []string{"tenant"}, streams{out: &environment, err: report})
		_ = report.Close()
		code <- exit
	}()

	line, err := bufio.NewReader(ready).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "Tenant 00000000-0000-0000-0000-000000000000 is ready at https://127.0.0.1:") {
		t.Fatalf("the report is %q, %v; want that the tenant is ready", line, err)
	}
	address := ""
	for line := range strings.Lines(environment.String()) {
		variable, ok := strings.CutPrefix(line, "export ")
		if !ok {
			t.Errorf("%q is no line for a shell", line)
		}
		if value, ok := strings.CutPrefix(variable, "AZURE_POD_IDENTITY_AUTHORITY_HOST='"); ok {
			address = strings.TrimSuffix(value, "'\n")
		}
	}
	if status(t, address) != http.StatusNotFound {
		t.Errorf("nothing answers at %q while the tenant is served", address)
	}
	stop()
	if got := <-code; got != 0 {
		t.Errorf("exit code %d after a stop, want 0", got)
	}
}

// status is 0 when nothing answers.
func status(t *testing.T, address string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

func TestQuotedSurvivesAShell(t *testing.T) {
	t.Parallel()
	if got, want := quoted("A=it's $HOME"), `A='it'\''s $HOME'`; got != want {
		t.Errorf("quoted is %s, want %s", got, want)
	}
}
