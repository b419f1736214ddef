// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package pause_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
)

// TestFor: a pause lasts as long as it is to, or as the context, whose reason it returns.
func TestFor(t *testing.T) {
	t.Parallel()
	interrupted := errors.New("interrupted")
	for name, tt := range map[string]struct {
		ends, want time.Duration // ends is when the context does
		err        error
	}{
		"whole":         {time.Hour, time.Minute, nil},
		"interrupted":   {time.Second, time.Second, interrupted},
		"ended already": {0, 0, interrupted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				if tt.ends == 0 {
					cancel(interrupted)
				} else {
					time.AfterFunc(tt.ends, func() { cancel(interrupted) })
				}
				begun := time.Now()
				if err := pause.For(ctx, time.Minute); !errors.Is(err, tt.err) {
					t.Errorf("the error is %v, want %v", err, tt.err)
				}
				if took := time.Since(begun); took != tt.want {
					t.Errorf("it took %s, want %s", took, tt.want)
				}
			})
		})
	}
}
