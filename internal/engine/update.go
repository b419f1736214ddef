// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// update sends what differs between state and plan, and nothing if only values
// differ that Graph does not know. It tells whether the state is another one now.
func (m *managed) update(ctx context.Context, before kept, want wanted, diags *diag.Diagnostics) (after kept, changed bool) {
	if m.isElsewhere(before, diags) {
		return before, false
	}
	ctx, cancel := within(ctx, want.plan, updating)
	defer cancel()
	m.recall(before.private, before.state)
	result, err := m.collection().Reconcile(ctx, before.state, collection.Wanted{Plan: want.plan, Config: want.config})
	memory := before.private.memory()
	after = before
	after.private.markWritten()
	if result.Stage < collection.Written {
		after.private.note(memoryKey, m.After(memory, want.config, want.plan, want.plan, true))
		diags.Append(m.failed("update", want.plan, err)...)
		return after, false
	}
	if err != nil {
		diags.Append(m.failed("read", want.plan, err)...)
	}
	m.settle(&after, value.Text(want.plan["id"]))
	after.state = result.State
	after.private.note(memoryKey, m.After(memory, want.config, want.plan, result.State, false))
	return after, true
}
