// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// foreignKey holds, in private state, the names of JSON documents in state that
// are Graph's and were never written by us: after an import. They contain what
// Graph adds, so that a configuration that they cover is no difference.
const foreignKey = "foreign"

// noteForeign notes the documents that a read has found without a prior one.
func (m *managed) noteForeign(ctx context.Context, private privateState, prior, state tree) diag.Diagnostics {
	var names []string
	for _, a := range m.managed {
		if _, ok := a.Type.(object.JSON); ok && prior[a.Name] == nil && state[a.Name] != nil {
			names = append(names, a.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	value, err := json.Marshal(names)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, foreignKey, value)
}

// keepForeign puts Graph's own documents back into a plan that they cover.
func (m *managed) keepForeign(ctx context.Context, private privateState, prior, plan tree) {
	value, _ := private.GetKey(ctx, foreignKey)
	var names []string
	if json.Unmarshal(value, &names) != nil {
		return
	}
	for _, a := range m.managed {
		if slices.Contains(names, a.Name) && shows(a.Type, plan[a.Name], prior[a.Name]) {
			plan[a.Name] = prior[a.Name]
		}
	}
}
