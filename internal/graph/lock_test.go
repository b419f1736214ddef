// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

func TestLockLetsOneCallerIn(t *testing.T) {
	t.Parallel()
	s := serve(t, http.NotFound)
	var all sync.WaitGroup
	inside := 0 // the race detector watches it
	for _, key := range []string{"/groups/a/members", "/GROUPS/A/members", "/groups/A/members"} {
		for range 50 {
			all.Go(func() {
				unlock, err := s.Lock(t.Context(), key)
				if err != nil {
					t.Error(err)
					return
				}
				inside++
				if inside != 1 {
					t.Errorf("%d callers hold the lock", inside)
				}
				inside--
				unlock()
				unlock() // once more does no harm
			})
		}
	}
	all.Wait()
}

// TestLockGoesToWhoWaits for it.
func TestLockGoesToWhoWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: &credential{}})
		if err != nil {
			t.Fatal(err)
		}
		unlock, err := client.Lock(t.Context(), "/groups/a")
		if err != nil {
			t.Fatal(err)
		}
		var got atomic.Bool
		go func() {
			if _, err := client.Lock(t.Context(), "/groups/A"); err == nil {
				got.Store(true)
			}
		}()
		synctest.Wait()
		before := got.Load()
		unlock()
		synctest.Wait()
		if before || !got.Load() {
			t.Errorf("held twice: %v; given on: %v", before, got.Load())
		}
	})
}

func TestLocksOfDifferentParentsAreIndependent(t *testing.T) {
	t.Parallel()
	s := serve(t, http.NotFound)
	for _, key := range []string{"/groups/a/members", "/groups/b/members", "/groups/a/owners"} {
		unlock, err := s.Lock(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		defer unlock()
	}
}

func TestLockEndsWithTheContext(t *testing.T) {
	t.Parallel()
	s := serve(t, http.NotFound)
	unlock, err := s.Lock(t.Context(), "/groups/a/members")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Lock(ctx, "/groups/a/members"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context", err)
	}
	unlock()
	again, err := s.Lock(t.Context(), "/groups/a/members")
	if err != nil {
		t.Fatal(err)
	}
	again()
}
