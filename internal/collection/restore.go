// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

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

// restored brings a deleted object back, if the configuration says so and one
// waits. Its state has the old id, as soon as it is back.
func (c *Collection) restored(ctx context.Context, wanted Wanted) (value.Tree, error) {
	if wanted.Plan[value.RestoreDeleted] != true {
		return nil, nil
	}
	last, err := c.deletedLast(ctx, wanted)
	if last == nil {
		return nil, err
	}
	id := value.Text(last["id"])
	failure := c.writeTwice(ctx, graph.Request{Method: http.MethodPost, Version: string(c.Address.API), Path: c.Life.Delete.Bin + "/" + url.PathEscape(id) + "/restore"})
	// It does not wait there once it is back. Where both answers were lost, only the
	// object can tell.
	if failure != nil && !isMissing(failure) && !IsAmbiguous(failure) {
		return nil, failure
	}
	c.tenant.fresh.note(time.Now(), id)
	back := value.Tree{"id": id}
	found, err := c.get(ctx, back, c.Managed)
	if err != nil && IsAmbiguous(failure) {
		return nil, joinFailure(failure, err)
	}
	if err != nil {
		return back, err
	}
	prior, err := c.known(ctx, wanted.Plan, found)
	if err != nil {
		return back, err
	}
	return prior, nil
}

// takeBack changes an object that was restored. It is live from now on, so that it
// is in the state whatever fails.
func (c *Collection) takeBack(ctx context.Context, prior value.Tree, wanted Wanted, err error) (Result, error) {
	var result Result
	if err == nil {
		result, err = c.takeOver(ctx, prior, wanted)
	}
	if prior != nil && result.State == nil {
		result.Stage, result.Taken = Started, true
		result.State = c.Fill(withID(wanted.Plan, prior), prior)
	}
	return result, err
}

// deletedLast is the deleted object with the key of the plan that was deleted
// last, or nil. One that differs in what is fixed at creation is another object.
func (c *Collection) deletedLast(ctx context.Context, wanted Wanted) (last object.Body, err error) {
	body := c.CreateBody(wanted.Plan, wanted.Config)
	for candidate, err := range c.tenant.client.List(ctx, graph.Request{Version: string(c.Address.API), Path: c.binOfType()}) {
		if err != nil {
			return nil, err
		}
		if c.hasKey(candidate, value.Text(wanted.Plan[c.LookUp.Key])) && c.FixedAlike(candidate, body) && value.Text(candidate["deletedDateTime"]) >= value.Text(last["deletedDateTime"]) {
			last = candidate
		}
	}
	return last, nil
}

// binOfType is where deleted objects of the type wait. That of the directory holds
// objects of every type.
func (c *Collection) binOfType() string {
	if strings.HasPrefix(c.Life.Delete.Bin, "/directory/") {
		return c.Life.Delete.Bin + "/" + c.Address.Type
	}
	return c.Life.Delete.Bin
}

// hasKey tells whether a deleted object had the key. Entra puts the id, without
// its dashes, before the user principal name of a deleted user.
func (c *Collection) hasKey(candidate object.Body, key string) bool {
	had := value.Text(candidate[c.LookUp.Key])
	return strings.EqualFold(had, key) || strings.EqualFold(had, strings.ReplaceAll(value.Text(candidate["id"]), "-", "")+key)
}
