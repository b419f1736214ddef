// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// scheduleParties are the properties that tell one schedule from another.
var scheduleParties = []string{"principalId", "roleDefinitionId", "directoryScopeId", "appScopeId", "groupId", "accessId"}

// scheduleRules are for the requests of Privileged Identity Management, which
// are carried out at once, and for the schedules and instances they make.
func scheduleRules() table {
	roleParties := map[string]string{"principal": "principalId", "roleDefinition": "roleDefinitionId"}
	groupParties := map[string]string{"principal": "principalId", "group": "groupId"}
	all := table{}
	for family, parties := range map[string]map[string]string{
		"/roleManagement/directory/roleEligibilitySchedule":              roleParties,
		"/roleManagement/directory/roleAssignmentSchedule":               roleParties,
		"/identityGovernance/privilegedAccess/group/eligibilitySchedule": groupParties,
		"/identityGovernance/privilegedAccess/group/assignmentSchedule":  groupParties,
	} {
		required := []string{"action"}
		for _, party := range parties {
			required = append(required, party)
		}
		all[family+"Requests"] = &rules{
			required: required, noPatch: true, references: parties,
			check: checkScheduleRequest, complete: completeScheduleRequest, stored: carryOut,
		}
		all[family+"s"] = &rules{references: parties}
		all[family+"Instances"] = &rules{references: parties}
	}
	return all
}

// scheduleFamily is what the paths of requests, schedules and instances begin with.
func scheduleFamily(path string) string { return strings.TrimSuffix(path, "Requests") }

// scheduleOf finds the schedule between the parties that a request names.
func (c *call) scheduleOf(request store.Object) store.Object {
	for _, schedule := range c.options.Store.Walk(scheduleFamily(c.target.path)+"s", 0) {
		if sameText(schedule, request, scheduleParties...) {
			return schedule
		}
	}
	return nil
}

// checkScheduleRequest refuses unknown parties, a second schedule between the
// same ones, and changes of a schedule that is not there.
func checkScheduleRequest(c *call, _, after store.Object) error {
	if _, _, ok := c.options.Store.Find(text(after["principalId"]), inDirectory); !ok {
		return fail(http.StatusNotFound, "SubjectNotFound", "The subject is not found.")
	}
	if role := text(after["roleDefinitionId"]); role != "" {
		if _, ok := c.options.Store.Get("/roleManagement/directory/roleDefinitions", role); !ok {
			return fail(http.StatusNotFound, "RoleNotFound", "The role is not found.")
		}
	}
	if group := text(after["groupId"]); group != "" {
		if _, ok := c.options.Store.Get("/groups", group); !ok {
			return fail(http.StatusNotFound, "ResourceNotFound", "The resource is not found.")
		}
	}
	there := c.scheduleOf(after) != nil
	assigns := strings.HasSuffix(text(after["action"]), "Assign")
	switch {
	case assigns && there:
		return fail(http.StatusBadRequest, "RoleAssignmentExists", "The Role assignment already exists.")
	case !assigns && !there && strings.HasPrefix(text(after["action"]), "admin"):
		return fail(http.StatusBadRequest, "RoleAssignmentDoesNotExist", "The Role assignment does not exist.")
	}
	return nil
}

// completeScheduleRequest: a schedule has the id of the request that made it.
func completeScheduleRequest(c *call, request store.Object) {
	request["status"], request["targetScheduleId"], request["completedDateTime"] = "Provisioned", request["id"], c.now()
	if old := c.scheduleOf(request); old != nil {
		request["targetScheduleId"] = old["id"]
	}
	if strings.HasSuffix(text(request["action"]), "Remove") {
		request["status"] = "Revoked"
	}
}

// carryOut makes, changes or removes the schedule of a request.
func carryOut(c *call, _, request store.Object) {
	if old := c.scheduleOf(request); old != nil {
		c.removeSchedule(text(old["id"]))
	}
	if request["status"] == "Revoked" {
		return
	}
	family := scheduleFamily(c.target.path)
	common := store.Object{"createdUsing": request["id"], "status": "Provisioned", "memberType": "Direct", "scheduleInfo": request["scheduleInfo"]}
	for _, party := range scheduleParties {
		common[party] = request[party]
	}
	schedule := replaced(common, "id", request["targetScheduleId"])
	instance := replaced(common, "id", uuid.NewString())
	for _, link := range []string{"roleEligibilityScheduleId", "roleAssignmentScheduleId", "eligibilityScheduleId", "assignmentScheduleId"} {
		instance[link] = schedule["id"]
	}
	instance["startDateTime"] = nested(request, "scheduleInfo", "startDateTime")
	instance["endDateTime"] = nested(request, "scheduleInfo", "expiration", "endDateTime")
	c.insertTyped(family+"s", schedule)
	c.insertTyped(family+"Instances", instance)
}

// insertTyped stores what of an object its type knows, with all properties.
func (c *call) insertTyped(path string, object store.Object) {
	typ := c.typeOf(entry{path, store.Object{}})
	known := store.Object{}
	for _, property := range typ.AllProperties() {
		if value, has := object[property.Name]; has {
			known[property.Name] = value
		}
	}
	c.fill(typ, known, false)
	c.stamp(typ, known, "createdDateTime")
	_ = c.options.Store.Insert(path, known) // the id is new
}

// removeSchedule takes a schedule and its instances away.
func (c *call) removeSchedule(id string) {
	family := scheduleFamily(c.target.path)
	_ = c.options.Store.Remove(family+"s", id) // it was just found
	for _, instance := range c.options.Store.List(family + "Instances") {
		for _, link := range []string{"roleEligibilityScheduleId", "roleAssignmentScheduleId", "eligibilityScheduleId", "assignmentScheduleId"} {
			if text(instance[link]) == id {
				_ = c.options.Store.Remove(family+"Instances", text(instance["id"])) // it was just found
			}
		}
	}
}

// cancel withdraws a request, and with it the schedule that it made.
func (c *call) cancel() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	c.removeSchedule(text(e.object["targetScheduleId"]))
	c.set(e, "status", "Canceled")
	return noContent(), nil
}
