// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// never is what a replica says that does not catch up.
func never() (bool, error) { return false, errors.New("it is not there") }

func TestARunDoesNotWaitForEveryObjectInTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lag := DefaultLag()
		lag.Budget = 3 * time.Minute
		run, begun := NewTenant(nil, lag, nil), time.Now()
		for i := range 20 {
			looks := 0
			err := run.waits.again(t.Context(), fmt.Sprint("group ", i), lag.Missing, func() (bool, error) { looks++; return never() })
			if err == nil {
				t.Fatal("an object that is not there was found")
			}
			if i >= 3 && looks != 3 {
				t.Errorf("object %d was looked at %d times, want 3", i, looks)
			}
		}
		// Three objects get their minute. Each of the others gets a second look, and a third.
		if took, most := time.Since(begun), lag.Budget+17*2*lag.Pause; took < lag.Budget || took > most {
			t.Errorf("the run waited %s, want between %s and %s", took, lag.Budget, most)
		}
	})
}

// TestLooksThatTakeLonger than everything may be waited for: an object that is seen late is
// seen all the same, and without a window there is one look.
func TestLooksThatTakeLonger(t *testing.T) {
	t.Parallel()
	for window, want := range map[time.Duration]int{0: 1, time.Minute: leastLooks} {
		synctest.Test(t, func(t *testing.T) {
			run, looks := NewTenant(nil, Lag{Pause: time.Second}, nil), 0
			_ = run.waits.again(t.Context(), "a group", window, func() (bool, error) {
				looks++
				time.Sleep(2 * time.Minute)
				return never()
			})
			if looks != want {
				t.Errorf("within %s it was looked at %d times, want %d", window, looks, want)
			}
		})
	}
}

func TestObjectsWaitedForAtOnceCountOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lag := DefaultLag()
		lag.Budget = lag.Missing
		run := NewTenant(nil, lag, nil)
		looks := make([]int, 10)
		for i := range looks {
			go func() {
				_ = run.waits.again(t.Context(), fmt.Sprint("group ", i), lag.Missing, func() (bool, error) {
					looks[i]++
					return never()
				})
			}()
		}
		time.Sleep(2 * lag.Missing)
		synctest.Wait()
		for i, n := range looks {
			if n < 30 {
				t.Errorf("object %d was looked at %d times, want each to have its minute", i, n)
			}
		}
	})
}

// TestTimeThatSeveralWait counts once, and time in which nobody does not at all.
func TestTimeThatSeveralWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		run := NewTenant(nil, Lag{Pause: 10 * time.Second}, nil)
		for range 2 {
			go func() { _ = run.waits.pause(t.Context(), "the group") }()
			time.Sleep(5 * time.Second)
			if err := run.waits.pause(t.Context(), "the user"); err != nil {
				t.Error(err)
			}
			synctest.Wait()
			time.Sleep(time.Minute)
		}
		if waited := run.waits.sum(); waited != 30*time.Second {
			t.Errorf("the run has waited %s, want 30s", waited)
		}
	})
}

func TestALongWaitIsToldOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var lines []string
		run := NewTenant(nil, DefaultLag(), func(_ context.Context, _ slog.Level, message string, fields map[string]any) {
			lines = append(lines, fmt.Sprint(message, ": ", fields["object"]))
		})
		wait := func(what string, window time.Duration) { _ = run.waits.again(t.Context(), what, window, never) }
		wait("the group a", 6*time.Second)
		if told := run.Waited(); told != "" {
			t.Errorf("after 6 s: %s", told)
		}
		wait("the group b", 6*time.Second)
		told := run.Waited()
		for _, words := range []string{"waited 12s", "the group a, the group b", "After 10m0s"} {
			if !strings.Contains(told, words) {
				t.Errorf("the warning %q does not say %q", told, words)
			}
		}
		wait("the group b", time.Minute)
		if again := run.Waited(); again != "" {
			t.Errorf("told twice: %s", again)
		}
		if want := "Waiting for a replica of Graph: the group a|Waiting for a replica of Graph: the group b"; strings.Join(lines, "|") != want {
			t.Errorf("the log has %q, want one line for each object", lines)
		}
	})
}

// TestALongWaitNamesTenObjects, and says how many more there are.
func TestALongWaitNamesTenObjects(t *testing.T) {
	t.Parallel()
	for objects, want := range map[int]string{
		mostTold:     "g1, g2, g3, g4, g5, g6, g7, g8, g9, g10. Graph reads",
		mostTold + 1: "g1, g2, g3, g4, g5, g6, g7, g8, g9, g10 and 1 more. Graph reads",
	} {
		synctest.Test(t, func(t *testing.T) {
			run := NewTenant(nil, DefaultLag(), nil)
			for i := range objects {
				_ = run.waits.again(t.Context(), fmt.Sprint("g", i+1), 2*time.Second, never)
			}
			if told := run.Waited(); !strings.Contains(told, want) {
				t.Errorf("of %d objects it says %q, want %q", objects, told, want)
			}
		})
	}
}

// TestAWaitWithoutABudget does not tell of one.
func TestAWaitWithoutABudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		run := NewTenant(nil, Lag{Pause: time.Second}, nil)
		_ = run.waits.again(t.Context(), "the group", tellAfter, never)
		told := run.Waited()
		if !strings.Contains(told, "waited 10s until now") || strings.Contains(told, "After") || !strings.HasSuffix(told, "so that it waits for them too.") {
			t.Errorf("told %q", told)
		}
	})
}

func TestNothingIsToldOfARunThatDoesNotWait(t *testing.T) {
	t.Parallel()
	run := NewTenant(nil, Lag{Pause: time.Second}, nil)
	if err := run.waits.again(t.Context(), "the group", 0, never); err == nil {
		t.Error("an object that is not there was found")
	}
	if told := run.Waited(); told != "" || run.waits.sum() != 0 {
		t.Errorf("told %q of %s", told, run.waits.sum())
	}
}
