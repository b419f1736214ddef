// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// restore brings a deleted object back, if the configuration says so and one
// waits, and changes it to what would have been created. Its id is the old one.
func (m *managed) restore(ctx context.Context, plan value.Tree, body object.Body) (id string, err error) {
	if m.Bin == "" || plan[value.RestoreDeleted] != true {
		return "", nil
	}
	found, err := m.deletedLast(ctx, plan, body)
	if err != nil || found == nil {
		return "", err
	}
	id = value.Text(found["id"])
	err = m.writeTwice(ctx, graph.Request{Method: http.MethodPost, Version: string(m.API), Path: m.Bin + "/" + url.PathEscape(id) + "/restore"})
	if err != nil && !isGone(err) { // it does not wait there once it is back
		return "", err
	}
	m.session.fresh.note(time.Now(), id)
	return id, m.takeOver(ctx, plan, id, body)
}

// deletedLast is the deleted object with the key of the plan that was deleted
// last, or nil. One that differs in what is fixed at creation is another object.
func (m *managed) deletedLast(ctx context.Context, plan value.Tree, body object.Body) (last object.Body, err error) {
	for candidate, err := range m.session.Client.List(ctx, graph.Request{Version: string(m.API), Path: m.binOfType()}) {
		if err != nil {
			return nil, err
		}
		if m.hasKey(candidate, value.Text(plan[m.ImportKey])) && m.FixedAlike(candidate, body) && value.Text(candidate["deletedDateTime"]) >= value.Text(last["deletedDateTime"]) {
			last = candidate
		}
	}
	return last, nil
}

// binOfType is where deleted objects of the type wait. That of the directory holds
// objects of every type.
func (m *managed) binOfType() string {
	if strings.HasPrefix(m.Bin, "/directory/") {
		return m.Bin + "/" + m.Type
	}
	return m.Bin
}

// hasKey tells whether a deleted object had the key. Entra puts the id, without
// its dashes, before the user principal name of a deleted user.
func (m *managed) hasKey(candidate object.Body, key string) bool {
	had := value.Text(candidate[m.ImportKey])
	return strings.EqualFold(had, key) || strings.EqualFold(had, strings.ReplaceAll(value.Text(candidate["id"]), "-", "")+key)
}
