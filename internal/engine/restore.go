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
)

// restore brings a deleted object back, if the configuration says so and one
// waits, and changes it to what would have been created. Its id is the old one.
func (m *managed) restore(ctx context.Context, plan tree, body object.Body) (id string, err error) {
	if m.Bin == "" || plan[restoreDeleted.Name] != true {
		return "", nil
	}
	found, err := m.deletedLast(ctx, plan, body)
	if err != nil || found == nil {
		return "", err
	}
	id = text(found["id"])
	err = m.writeTwice(ctx, graph.Request{Method: http.MethodPost, Version: string(m.API), Path: m.Bin + "/" + url.PathEscape(id) + "/restore"})
	if err != nil && !isGone(err) { // it does not wait there once it is back
		return "", err
	}
	m.session.fresh.note(time.Now(), id)
	return id, m.takeOver(ctx, plan, id, body)
}

// deletedLast is the deleted object with the key of the plan that was deleted
// last, or nil. One that differs in what is fixed at creation is another object.
func (m *managed) deletedLast(ctx context.Context, plan tree, body object.Body) (last object.Body, err error) {
	for candidate, err := range m.session.Client.List(ctx, graph.Request{Version: string(m.API), Path: m.binOfType()}) {
		if err != nil {
			return nil, err
		}
		if m.hasKey(candidate, text(plan[m.ImportKey])) && m.fixedAlike(candidate, body) && text(candidate["deletedDateTime"]) >= text(last["deletedDateTime"]) {
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
	had := text(candidate[m.ImportKey])
	return strings.EqualFold(had, key) || strings.EqualFold(had, strings.ReplaceAll(text(candidate["id"]), "-", "")+key)
}

// fixedAlike tells whether an object has what is fixed at creation as it was to
// be sent, as far as it shows that.
func (s shape) fixedAlike(candidate, body object.Body) bool {
	for _, a := range s.managed {
		if a.CreateOnly && s.tells(a, body) && s.tells(a, candidate) && !shows(a.Type, s.value(a, body), s.value(a, candidate)) {
			return false
		}
	}
	return true
}
