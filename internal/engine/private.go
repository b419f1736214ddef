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

// Keys of private state.
const (
	// writtenKey holds when we wrote last.
	writtenKey = "written"
	// importedKey marks an object that was just imported.
	importedKey = "imported"
	// tenantKey holds the id of the tenant that the object is in.
	tenantKey = "tenant"
	// memoryKey holds whose values those of the object are.
	memoryKey = "memory"
	// takenKey marks an object that was there before.
	takenKey = "taken"
	// secretKey holds what tells whether a body that is not stored has changed.
	secretKey = "secret"
	// replacedKey marks the plan of what is there already. Terraform plans a replacement
	// twice, the second time as a creation, with the private state of the first.
	replacedKey = "replaced"
)

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

// recall tells whether the object was written so lately that a read may still be
// behind, and the run of it.
func (m *managed) recall(ctx context.Context, private privateState, t value.Tree) bool {
	noted, _ := private.GetKey(ctx, writtenKey)
	var at time.Time
	_ = json.Unmarshal(noted, &at) // nothing was noted
	if time.Since(at) >= m.session.lag().Recent {
		return false
	}
	m.reader().Recall(t, at)
	return true
}

// remembered is what is known of an object beside its state. A new one, and one of
// a state from before anything was noted, is not known.
func remembered(ctx context.Context, private privateState) (m value.Memory) {
	noted, _ := private.GetKey(ctx, memoryKey)
	_ = json.Unmarshal(noted, &m) // nothing was noted
	return m
}

// remember notes it.
func remember(ctx context.Context, private privateState, m value.Memory) diag.Diagnostics {
	noted, err := json.Marshal(m)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, memoryKey, noted)
}

type replacing struct{}

// withReplacing carries to a creation that it replaces an object: the framework does
// not hand it the private state of its plan.
func withReplacing(ctx context.Context, planned []byte) context.Context {
	var noted map[string][]byte
	if json.Unmarshal(planned, &noted) != nil || noted[replacedKey] == nil {
		return ctx // nothing is replaced
	}
	return context.WithValue(ctx, replacing{}, true)
}

// isReplacing tells whether a creation replaces an object.
func isReplacing(ctx context.Context) bool { return ctx.Value(replacing{}) != nil }
