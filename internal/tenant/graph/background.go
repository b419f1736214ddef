// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Some of what Graph is asked for it does later, and tells by a state how far it is.
// Here the clock of the tenant moves such work on.

// background is how long such work takes. Microsoft's takes seconds to minutes.
const background = time.Second

// begun is a member of objects that are worked on, which answers do not have.
const begun = "begun"

// moment is the time, exact enough for what goes on in the background.
func (c *call) moment() string { return c.options.Now().UTC().Format(time.RFC3339Nano) }

// isDone tells whether what began with an object is done. What never began is.
func (c *call) isDone(object store.Object) bool {
	since, err := time.Parse(time.RFC3339Nano, text(object[begun]))
	return err != nil || c.options.Now().Sub(since) >= background
}

// beginOperation notes that a team is worked on, and returns where to ask about it.
func (c *call) beginOperation(team entry, kind string) (location string) {
	operation := store.Object{
		"id": uuid.NewString(), "operationType": kind, "status": "succeeded", "targetResourceId": team.id(), "attemptsCount": 1, "error": nil,
		"targetResourceLocation": "/teams('" + team.id() + "')", "createdDateTime": c.now(), "lastActionDateTime": c.now(), begun: c.moment(),
	}
	c.must(c.store.Insert(team.below("operations"), operation))
	return "/teams('" + team.id() + "')/operations('" + text(operation["id"]) + "')"
}

// showOperation tells whether an operation is still under way.
func showOperation(c *call, stored, shown store.Object) store.Object {
	shown = without(shown, []string{begun})
	if c.isDone(stored) {
		return shown
	}
	return replaced(shown, "status", "inProgress")
}

// showJob tells what a synchronization job that was started is doing.
func showJob(c *call, stored, shown store.Object) store.Object {
	if text(nested(stored, "schedule", "state")) != "Active" {
		return shown
	}
	status, _ := stored["status"].(store.Object)
	code := "Active"
	if !c.isDone(stored) {
		code = "NotRun"
	}
	return replaced(shown, "status", replaced(status, "code", code))
}
