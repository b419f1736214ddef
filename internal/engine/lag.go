// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// writtenKey holds, in private state, when we wrote last.
const writtenKey = "written"

// privateState is what the framework offers of private state.
type privateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// markWritten notes the time of our own write, so that the next reads know that
// a replica may be behind.
func markWritten(ctx context.Context, private privateState) diag.Diagnostics {
	now, err := json.Marshal(time.Now().UTC())
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, writtenKey, now)
}

// wroteRecently tells whether a read may still be behind our own last write.
func (l Lag) wroteRecently(ctx context.Context, private privateState) bool {
	value, _ := private.GetKey(ctx, writtenKey)
	var at time.Time
	if json.Unmarshal(value, &at) != nil {
		return false
	}
	return time.Since(at) < l.Recent
}

// recall remembers that the object was written lately by an earlier run.
func (m *managed) recall(ctx context.Context, private privateState, t value.Tree) {
	if m.lag().wroteRecently(ctx, private) {
		m.session.fresh.note(time.Now(), t.OwnID())
	}
}

// again calls look until it reports done or window has passed since the first
// look, however long that took. The last answer counts.
func (l Lag) again(ctx context.Context, window time.Duration, look func() (done bool, err error)) error {
	done, err := look()
	for deadline := time.Now().Add(window); !done && !time.Now().Add(l.Pause).After(deadline); done, err = look() {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(l.Pause):
		}
	}
	return err
}
