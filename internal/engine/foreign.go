// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// foreignKey holds, in private state, the names of JSON documents in state that
// are Graph's and were never written by us: after an import. They contain what
// Graph adds, so that a configuration that they cover is no difference.
const foreignKey = "foreign"

// noteForeign notes the documents that a read has found without a prior one.
func noteForeign(ctx context.Context, private privateState, names []string) diag.Diagnostics {
	if len(names) == 0 {
		return nil
	}
	noted, err := json.Marshal(names)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, foreignKey, noted)
}

// foreign are the documents that were noted.
func foreign(ctx context.Context, private privateState) (names []string) {
	noted, _ := private.GetKey(ctx, foreignKey)
	_ = json.Unmarshal(noted, &names) // nothing was noted
	return names
}
