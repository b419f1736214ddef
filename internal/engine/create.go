// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// create returns the id as soon as Graph has given one, so that a later failure
// leaves a tainted object and not a lost one.
func (m *managed) create(ctx context.Context, planned kept, want wanted, diags *diag.Diagnostics) kept {
	ctx, cancel := within(ctx, want.plan, creating)
	defer cancel()
	result, err := m.collection().Reconcile(ctx, nil, collection.Wanted{Plan: want.plan, Config: want.config})
	if result.State == nil {
		diags.Append(m.failed("create", want.plan, m.nameTwin(ctx, want.plan, err))...)
		return kept{identity: planned.identity}
	}
	made := kept{state: result.State, private: private{}, identity: planned.identity}
	m.settle(&made, value.Text(result.State["id"]))
	made.private.markWritten()
	made.private.note(memoryKey, m.After(value.Memory{}, want.config, want.plan, result.State, result.Stage == collection.Started))
	diags.Append(m.found(result)...)
	if result.Taken {
		made.private.note(takenKey, true)
	}
	switch {
	case err == nil:
	case result.Stage == collection.Written:
		diags.Append(m.failedAfterCreate("read", result.State, err)...)
	default:
		diags.Append(m.failedAfterCreate("complete", result.State, err)...)
	}
	return made
}

// twin is a refusal of an object that has no name, with the id of the one that is in
// the way.
type twin struct {
	error
	id string
}

func (t *twin) Unwrap() error { return t.error }

// nameTwin looks for the object that is in the way of a new one, where the answer and
// the name do not tell.
func (m *managed) nameTwin(ctx context.Context, plan value.Tree, failure error) error {
	var answer *graph.Error
	if !errors.As(failure, &answer) || !isTaken(answer) || conflicting(answer) != "" || m.LookUp.Key != "" {
		return failure
	}
	if id, err := m.collection().Twin(ctx, plan); err == nil && id != "" {
		return &twin{error: failure, id: id}
	}
	return failure
}

// found warns of an object that was there before: like the one that was created, or
// in its place.
func (m *managed) found(result collection.Result) (diags diag.Diagnostics) {
	if len(result.Leftovers) > 0 {
		diags.AddWarning("There is another "+m.Label(result.State), fmt.Sprintf(
			"It has the id %s and every value of the one that was just created, which is %s. If this apply replaces it, because of -replace or replace_triggered_by with create_before_destroy, it is gone at the end of the apply. Otherwise an earlier apply was probably ended by force before Terraform could note what it had made: delete it then.",
			strings.Join(result.Leftovers, ", "), value.Text(result.State["id"])))
	}
	if result.Taken && len(result.Changed) > 0 {
		diags.AddWarning("The "+m.Label(result.State)+" was there before", fmt.Sprintf(
			"It has the id %s and was taken over. These arguments had other values: %s.", value.Text(result.State["id"]), strings.Join(result.Changed, ", ")))
	}
	return diags
}
