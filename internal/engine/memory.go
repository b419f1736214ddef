// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// memoryKey holds, in private state, whose values those of an object are.
const memoryKey = "memory"

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
