// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	accessPackagesPath = entitlementPath + "/accessPackages"
	catalogsPath       = entitlementPath + "/catalogs"
	subjectsPath       = entitlementPath + "/subjects"
)

// assignmentRequestRules are for requests of access packages, which are carried
// out at once and without asking an approver.
func assignmentRequestRules() table {
	request := func(assignment string) *rules {
		return &rules{
			required: []string{"requestType"}, noPatch: true, digests: []string{assignment},
			check: checkAssignmentRequest, complete: completeAssignmentRequest, stored: deliverAssignment,
		}
	}
	return table{
		entitlementPath + "/assignmentRequests":              request("assignment"),
		entitlementPath + "/accessPackageAssignmentRequests": request("accessPackageAssignment"),
	}
}

// requestedAssignment is the assignment that a request speaks of.
func (c *call) requestedAssignment() store.Object {
	for _, name := range []string{"assignment", "accessPackageAssignment"} {
		if assignment, ok := c.body[name].(store.Object); ok {
			return assignment
		}
	}
	return store.Object{}
}

// assignmentsPath is where the assignments of a kind of requests are.
func (c *call) assignmentsPath() store.Location { return madeBy(c.target.path) }

// madeBy is where that is which the requests of a collection make.
func madeBy(requests store.Location) store.Location {
	return store.Location(strings.TrimSuffix(string(requests), "Requests") + "s")
}

func (c *call) adds() bool {
	return strings.HasSuffix(strings.ToLower(text(c.body["requestType"])), "add")
}

// checkAssignmentRequest refuses packages, policies and assignments that are not
// there, and a second assignment of the same.
func checkAssignmentRequest(c *call, _, _ store.Object) error {
	asked := c.requestedAssignment()
	if !c.adds() {
		if _, ok := c.store.Get(c.assignmentsPath(), text(asked["id"])); !ok {
			return missing(text(asked["id"]))
		}
		return nil
	}
	if _, ok := c.store.Get(accessPackagesPath, text(asked["accessPackageId"])); !ok {
		return missing(text(asked["accessPackageId"]))
	}
	if id := text(asked["assignmentPolicyId"]); id != "" {
		if _, err := c.existing(id); err != nil {
			return err
		}
	}
	names := c.entitlementNames()
	for _, old := range c.store.Walk(c.assignmentsPath(), 0) {
		if old[names.state] == names.delivered && c.isOf(old, asked) {
			return badRequest("The target has an assignment of the access package '%s'.", text(asked["accessPackageId"]))
		}
	}
	return nil
}

// isOf tells whether an assignment gives somebody what a request asks for.
func (c *call) isOf(assignment, asked store.Object) bool {
	given := store.RefTo(c.assignmentsPath(), text(assignment["id"]))
	if !c.store.Linked(given, "accessPackage", store.RefTo(accessPackagesPath, text(asked["accessPackageId"]))) {
		return false
	}
	for _, to := range c.store.Links(given, "target") {
		if subject, ok := c.store.At(to); ok && strings.EqualFold(text(subject["objectId"]), text(asked["targetId"])) {
			return true
		}
	}
	return false
}

func completeAssignmentRequest(c *call, request store.Object) {
	if c.version == "beta" {
		request["requestState"], request["requestStatus"] = "Delivered", "Delivered"
		return
	}
	request["state"], request["status"] = "delivered", "Delivered"
}

// deliverAssignment gives or takes the access that a request is about.
func deliverAssignment(c *call, _, request store.Object) {
	asked, names := c.requestedAssignment(), c.entitlementNames()
	path := c.assignmentsPath()
	switch kind := strings.ToLower(text(c.body["requestType"])); {
	case c.adds():
		asked = replaced(asked, "id", c.assignAccessPackage(path, asked, request))
	case strings.HasSuffix(kind, "remove"):
		old, _ := c.store.Get(path, text(asked["id"]))
		c.set(entry{path, replaced(old, "id", asked["id"])}, names.state, names.expired)
		c.set(entry{path, replaced(old, "id", asked["id"])}, "expiredDateTime", c.now())
	}
	relation := "assignment"
	if c.version == "beta" {
		relation = "accessPackageAssignment"
	}
	given := store.RefTo(path, text(asked["id"]))
	links := []binding{{relation, given}}
	for _, to := range c.store.Links(given, "accessPackage") {
		links = append(links, binding{"accessPackage", to})
	}
	for _, to := range c.store.Links(given, "target") {
		links = append(links, binding{"requestor", to})
	}
	c.link(store.RefTo(c.target.path, text(request["id"])), links)
}

// cancelAssignment withdraws a request together with what it gave.
func (c *call) cancelAssignment() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	names := c.entitlementNames()
	for _, relation := range []string{"assignment", "accessPackageAssignment"} {
		for _, to := range c.store.Links(e.ref(), relation) {
			c.set(entry{to.In, store.Object{"id": to.ID}}, names.state, names.expired)
		}
	}
	if c.version == "beta" {
		c.set(e, "requestState", "Canceled")
	} else {
		c.set(e, "state", "canceled")
	}
	return reply{status: http.StatusOK}, nil
}

func (c *call) assignAccessPackage(path store.Location, asked, request store.Object) string {
	names := c.entitlementNames()
	assignment := store.Object{
		"id": uuid.NewString(), names.state: names.delivered, "status": "Delivered", "assignmentStatus": "Delivered", "schedule": request["schedule"],
		"accessPackageId": asked["accessPackageId"], "assignmentPolicyId": asked["assignmentPolicyId"], "targetId": asked["targetId"],
	}
	_, target, _ := c.store.Find(text(asked["targetId"]), inDirectory)
	subject := store.Object{
		"id": uuid.NewString(), "objectId": asked["targetId"], "displayName": target["displayName"], "email": target["mail"],
		"principalName": target["userPrincipalName"], "subjectType": "user", "type": "User", "subjectLifecycle": "notDefined",
	}
	c.insertTyped(path, assignment)
	c.insertTyped(subjectsPath, subject)
	links := []binding{
		{"accessPackage", store.RefTo(accessPackagesPath, text(asked["accessPackageId"]))}, {"target", store.RefTo(subjectsPath, text(subject["id"]))},
	}
	if policy, err := c.existing(text(asked["assignmentPolicyId"])); err == nil { // a request need not name one
		links = append(links, binding{names.policy, policy})
	}
	c.link(store.RefTo(path, text(assignment["id"])), links)
	return text(assignment["id"])
}
