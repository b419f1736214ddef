// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Create stores the id as soon as Graph has given one, so that a later failure
// leaves a tainted object and not a lost one.
func (m *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	if !m.session.Ready(&resp.Diagnostics) {
		return
	}
	defer m.session.tellWaiting(&resp.Diagnostics)
	plan := m.decode(req.Plan.Raw, &resp.Diagnostics)
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := within(ctx, plan, creating)
	defer cancel()
	result, err := m.collection().Reconcile(ctx, nil, collection.Wanted{Plan: plan, Config: config, Replaces: isReplacing(ctx)})
	if result.State == nil {
		resp.Diagnostics.Append(m.failed("create", plan, m.nameTwin(ctx, plan, err))...)
		return
	}
	resp.Diagnostics.Append(m.settle(ctx, resp.Identity, resp.Private, value.Text(result.State["id"]))...)
	resp.Diagnostics.Append(markWritten(ctx, resp.Private)...)
	resp.State.Raw = m.encode(result.State, &resp.Diagnostics)
	resp.Diagnostics.Append(remember(ctx, resp.Private, m.After(value.Memory{}, config, plan, result.State, result.Stage == collection.Started))...)
	resp.Diagnostics.Append(m.found(result)...)
	if result.Taken {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, takenKey, []byte("true"))...)
	}
	switch {
	case err == nil:
	case result.Stage == collection.Written:
		resp.Diagnostics.Append(m.failedAfterCreate("read", result.State, err)...)
	default:
		resp.Diagnostics.Append(m.failedAfterCreate("complete", result.State, err)...)
	}
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
			"It has the id %s and every value of the one that was just created, which is %s. If an earlier apply was ended by force before Terraform could note what it had made, it is left over from that: delete it.",
			strings.Join(result.Leftovers, ", "), value.Text(result.State["id"])))
	}
	if result.Taken && len(result.Changed) > 0 {
		diags.AddWarning("The "+m.Label(result.State)+" was there before", fmt.Sprintf(
			"It has the id %s and was taken over. These arguments had other values: %s.", value.Text(result.State["id"]), strings.Join(result.Changed, ", ")))
	}
	return diags
}
