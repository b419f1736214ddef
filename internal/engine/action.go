// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// writeBeside sends what has requests of its own: the values of actions, and
// links. Prior is empty for an object that was just created.
func (m *managed) writeBeside(ctx context.Context, prior, plan value.Tree) error {
	for _, a := range m.Managed {
		if a.Action == nil || value.IsUnknown(plan[a.Name]) || !m.actionDue(a, prior, plan) {
			continue
		}
		if err := m.act(ctx, a, plan); err != nil {
			return about(a, err)
		}
	}
	if err := m.refer(ctx, prior, plan); err != nil {
		return err
	}
	return m.relate(ctx, prior, plan)
}

// actionDue tells whether an action has to be called. A new object has nothing
// yet, and what is sent with it needs no action.
func (m *managed) actionDue(a *value.Attribute, prior, plan value.Tree) bool {
	if prior["id"] == nil {
		elements, isList := plan[a.Name].([]any)
		return !a.Action.UpdateOnly && plan[a.Name] != nil && (!isList || len(elements) > 0)
	}
	return !a.Type.Same(value.Equivalent, prior[a.Name], plan[a.Name])
}

// act sends an attribute by its action. That sets the whole value, so that it can
// be sent again if the answer was lost.
func (m *managed) act(ctx context.Context, a *value.Attribute, plan value.Tree) error {
	return m.writeTwice(ctx, graph.Request{Method: http.MethodPost, Version: string(m.API), Path: m.itemPath(plan) + "/" + a.Action.Name, Body: a.ActionBody(plan)})
}
