// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// What the paths of active assignments of roles and in groups begin with.
const (
	assignmentSchedule      = "/roleManagement/directory/roleAssignmentSchedule"
	groupAssignmentSchedule = "/identityGovernance/privilegedAccess/group/assignmentSchedule"
)

// scheduleParties are the properties that tell one schedule from another.
var scheduleParties = []string{"principalId", "roleDefinitionId", "directoryScopeId", "appScopeId", "groupId", "accessId"}

// scheduleRules are for the requests of Privileged Identity Management, which
// are carried out at once, and for the schedules and instances they make.
func scheduleRules() table {
	roleParties := map[string]string{"principal": "principalId", "roleDefinition": "roleDefinitionId"}
	groupParties := map[string]string{"principal": "principalId", "group": "groupId"}
	all := table{}
	for family, parties := range map[store.Pattern]map[string]string{
		"/roleManagement/directory/roleEligibilitySchedule": roleParties,
		assignmentSchedule: roleParties,
		"/identityGovernance/privilegedAccess/group/eligibilitySchedule": groupParties,
		groupAssignmentSchedule: groupParties,
	} {
		var scopes [][]string
		required := []string{"action"}
		if parties["group"] != "" {
			scopes = [][]string{{"groupId", "principalId"}} // the pages of all lists of groups' schedules
			required = append(required, "accessId")
		}
		for _, party := range parties {
			required = append(required, party)
		}
		all[family+"Requests"] = &rules{
			required: required, noPatch: true, references: parties, scopes: scopes,
			check: checkScheduleRequest, complete: completeScheduleRequest, stored: carryOut,
		}
		all[family+"s"] = &rules{references: parties, scopes: scopes, unmodified: true}
		all[family+"Instances"] = &rules{references: parties, scopes: scopes}
	}
	return all
}

// schedulePermissions open the paths of these rules.
func schedulePermissions() permissions {
	return permissions{
		"/roleManagement/directory/roleEligibilityScheduleRequests":  {read: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		"/roleManagement/directory/roleEligibilitySchedules":         {read: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		"/roleManagement/directory/roleEligibilityScheduleInstances": {read: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		"/roleManagement/directory/roleAssignmentScheduleRequests":   {read: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleAssignmentSchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		"/roleManagement/directory/roleAssignmentSchedules":          {read: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleAssignmentSchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		"/roleManagement/directory/roleAssignmentScheduleInstances":  {read: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleAssignmentSchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		"/identityGovernance/privilegedAccess/group":                 {read: []string{"PrivilegedAccess.Read.AzureADGroup", "PrivilegedEligibilitySchedule.Read.AzureADGroup", "PrivilegedAssignmentSchedule.Read.AzureADGroup"}, write: []string{"PrivilegedAccess.ReadWrite.AzureADGroup", "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup", "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup"}},
	}
}

// scheduleOperations are those of Privileged Identity Management.
func scheduleOperations() operations {
	all := operations{}
	for _, family := range []string{
		"privilegedAccessGroupAssignmentSchedule", "privilegedAccessGroupEligibilitySchedule",
		"unifiedRoleAssignmentSchedule", "unifiedRoleEligibilitySchedule",
	} {
		mine := map[string]operation{"filterByCurrentUser": (*call).filterByCurrentUser}
		all[family+"[]"], all[family+"Instance[]"], all[family+"Request[]"] = mine, mine, mine
		all[family+"Request"] = map[string]operation{"cancel": (*call).cancel}
	}
	return all
}

// scheduleFamily is what the paths of requests, schedules and instances begin with.
func scheduleFamily(path store.Location) store.Location {
	return store.Location(strings.TrimSuffix(string(path), "Requests"))
}

// scheduleOf finds the schedule between the parties that a request names.
func (c *call) scheduleOf(request store.Object) store.Object {
	for _, schedule := range c.store.Walk(scheduleFamily(c.target.path)+"s", 0) {
		if sameText(schedule, request, scheduleParties...) {
			return schedule
		}
	}
	return nil
}

// checkScheduleRequest refuses unknown parties, a second schedule of a role
// between the same ones, and changes of a schedule that is not there. In a group
// a second one takes the place of the first.
func checkScheduleRequest(c *call, _, after store.Object) error {
	if _, _, ok := c.store.Find(text(after["principalId"]), inDirectory); !ok {
		return fail(http.StatusNotFound, "SubjectNotFound", "The subject is not found.")
	}
	if role := text(after["roleDefinitionId"]); role != "" {
		if _, ok := c.store.Get("/roleManagement/directory/roleDefinitions", role); !ok {
			return fail(http.StatusNotFound, "RoleNotFound", "The role is not found.")
		}
	}
	if group := text(after["groupId"]); group != "" {
		if _, ok := c.store.Get("/groups", group); !ok {
			return fail(http.StatusNotFound, "ResourceNotFound", "The resource is not found.")
		}
	}
	if after["groupId"] == nil && text(after["directoryScopeId"]) == "" && text(after["appScopeId"]) == "" {
		return noScope()
	}
	there := c.scheduleOf(after) != nil
	assigns := strings.HasSuffix(text(after["action"]), "Assign")
	switch {
	case assigns && there && after["groupId"] == nil:
		return fail(http.StatusBadRequest, "RoleAssignmentExists", "The Role assignment already exists.")
	case !assigns && !there && strings.HasPrefix(text(after["action"]), "admin"):
		return fail(http.StatusBadRequest, "RoleAssignmentDoesNotExist", "The Role assignment does not exist.")
	}
	return nil
}

// completeScheduleRequest: a schedule has the id of the request that made it, and
// in a group that of the group and the access before it.
func completeScheduleRequest(c *call, request store.Object) {
	// Clients find the latest request by its time.
	request["createdDateTime"] = c.options.Now().UTC().Format("2006-01-02T15:04:05.0000000Z")
	request["status"], request["targetScheduleId"], request["completedDateTime"] = "Provisioned", request["id"], request["createdDateTime"]
	if group := text(request["groupId"]); group != "" {
		request["targetScheduleId"] = group + "_" + text(request["accessId"]) + "_" + text(request["id"])
	}
	if old := c.scheduleOf(request); old != nil {
		request["targetScheduleId"] = old["id"]
	}
	if strings.HasSuffix(text(request["action"]), "Remove") {
		request["status"] = "Revoked"
	}
	if schedule, ok := request["scheduleInfo"].(store.Object); ok && schedule["startDateTime"] == nil {
		request["scheduleInfo"] = replaced(schedule, "startDateTime", request["createdDateTime"])
	}
	if request["ticketInfo"] == nil {
		request["ticketInfo"] = store.Object{"ticketNumber": nil, "ticketSystem": nil}
	}
	request["createdBy"] = store.Object{"application": nil, "device": nil, "user": store.Object{"displayName": nil, "id": c.caller.ObjectID}}
}

// carryOut makes, changes or removes the schedule of a request.
func carryOut(c *call, _, request store.Object) {
	family := scheduleFamily(c.target.path)
	if old := c.scheduleOf(request); old != nil {
		c.removeSchedule(family, old)
	}
	if request["status"] == "Revoked" {
		return
	}
	assignment := c.grant(family, request)
	instance := c.addSchedule(family, replaced(request, "createdUsing", request["id"]), text(request["targetScheduleId"]), assignment)
	instance["startDateTime"] = nested(request, "scheduleInfo", "startDateTime")
	c.insertTyped(family+"Instances", instance)
}

// addSchedule stores a schedule. It returns the schedule's one instance, which has the
// id of the assignment that it is, if it is one.
func (c *call) addSchedule(family store.Location, request store.Object, id, assignment string) (instance store.Object) {
	common := store.Object{
		"createdUsing": request["createdUsing"], "status": "Provisioned", "memberType": "Direct", "assignmentType": "Assigned", "scheduleInfo": request["scheduleInfo"],
	}
	for _, party := range scheduleParties {
		common[party] = request[party]
	}
	c.insertTyped(family+"s", replaced(common, "id", id))
	instance = replaced(common, "id", cmp.Or(assignment, uuid.NewString()))
	for _, link := range scheduleLinks {
		instance[link] = id
	}
	if assignment != "" {
		instance["roleAssignmentOriginId"] = assignment
	}
	instance["endDateTime"] = nested(request, "scheduleInfo", "expiration", "endDateTime")
	return instance
}

// grant gives what an active schedule is about; an eligible one gives nothing yet. It
// returns the id of the role's assignment, if it makes one.
func (c *call) grant(family store.Location, request store.Object) (assignment string) {
	switch family {
	case assignmentSchedule:
		assignment = opaqueID()
		if request["directoryScopeId"] == "/" {
			assignment = assignedID(text(request["principalId"]), text(request["roleDefinitionId"]))
		}
		c.insertTyped(roleAssignments, store.Object{
			"id": assignment, "principalId": request["principalId"], "roleDefinitionId": request["roleDefinitionId"],
			"directoryScopeId": request["directoryScopeId"], "appScopeId": request["appScopeId"],
		})
		addRoleMember(c, nil, request)
	case groupAssignmentSchedule:
		if principal, err := c.existing(text(request["principalId"])); err == nil {
			c.connect(store.RefTo("/groups", text(request["groupId"])), text(request["accessId"])+"s", principal)
		}
	}
	return assignment
}

// withdraw takes back what grant gave.
func (c *call) withdraw(family store.Location, schedule store.Object) {
	switch family {
	case assignmentSchedule:
		for _, assignment := range c.store.List(roleAssignments) {
			if sameText(assignment, schedule, "principalId", "roleDefinitionId", "directoryScopeId", "appScopeId") {
				c.must(c.store.Remove(roleAssignments, text(assignment["id"])))
				removeRoleMember(c, assignment)
			}
		}
	case groupAssignmentSchedule:
		if principal, err := c.existing(text(schedule["principalId"])); err == nil { // perhaps it is deleted
			c.disconnect(store.RefTo("/groups", text(schedule["groupId"])), text(schedule["accessId"])+"s", principal)
		}
	}
}

// insertTyped stores what of an object its type knows, with all properties.
func (c *call) insertTyped(path store.Location, object store.Object) {
	c.insertOf(c.typeOf(entry{path, store.Object{}}), path, object)
}

// insertAs does it for a type of a name, where versions call the path otherwise.
func (c *call) insertAs(typeName string, path store.Location, object store.Object) {
	if typ, ok := c.schema.Type("microsoft.graph." + typeName); ok {
		c.insertOf(typ, path, object)
	}
}

func (c *call) insertOf(typ *model.Type, path store.Location, object store.Object) {
	known := store.Object{"id": object["id"]} // by which the store knows what has another key
	for _, property := range typ.AllProperties() {
		if value, has := object[property.Name]; has {
			known[property.Name] = value
		}
	}
	c.fill(typ, known)
	c.stamp(typ, known, "createdDateTime")
	if c.rules.at(path).unmodified {
		known["modifiedDateTime"] = nil
	}
	c.must(c.store.Insert(path, known))
}

// followAssignment: who is assigned a role has a schedule of it without an end, and is a
// member. The schedule and its instance have the assignment's id, as tenants showed; of
// the instance they tell no start.
func followAssignment(c *call, _, assignment store.Object) {
	always := store.Object{"type": "noExpiration", "endDateTime": nil, "duration": nil}
	schedule := replaced(assignment, "scheduleInfo", store.Object{"startDateTime": c.now(), "recurrence": nil, "expiration": always})
	id := text(assignment["id"])
	c.insertTyped(assignmentSchedule+"Instances", c.addSchedule(assignmentSchedule, schedule, id, id))
	addRoleMember(c, nil, assignment)
}

func unfollowAssignment(c *call, assignment store.Object) {
	for _, schedule := range c.store.List(assignmentSchedule + "s") {
		if sameText(schedule, assignment, scheduleParties...) {
			c.removeSchedule(assignmentSchedule, schedule)
		}
	}
	removeRoleMember(c, assignment)
}

// scheduleLinks are the properties by which instances name their schedule.
var scheduleLinks = []string{"roleEligibilityScheduleId", "roleAssignmentScheduleId", "eligibilityScheduleId", "assignmentScheduleId"}

// removeSchedule takes a schedule, its instances and what it gave away.
func (c *call) removeSchedule(family store.Location, schedule store.Object) {
	id := text(schedule["id"])
	c.must(c.store.Remove(family+"s", id))
	for _, instance := range c.store.List(family + "Instances") {
		for _, link := range scheduleLinks {
			if text(instance[link]) == id {
				c.must(c.store.Remove(family+"Instances", text(instance["id"])))
			}
		}
	}
	c.withdraw(family, schedule)
}

// cancel withdraws a request, and with it the schedule that it made.
func (c *call) cancel() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	family := scheduleFamily(e.path)
	if schedule, ok := c.store.Get(family+"s", text(e.object["targetScheduleId"])); ok {
		c.removeSchedule(family, schedule)
	}
	c.set(e, "status", "Canceled")
	return noContent(), nil
}

// filterByCurrentUser answers with what concerns the caller.
func (c *call) filterByCurrentUser() (reply, error) {
	values := []any{}
	for _, object := range c.store.Walk(c.target.path, 0) {
		if strings.EqualFold(text(object["principalId"]), c.caller.ObjectID) {
			values = append(values, object)
		}
	}
	return c.values(values, "Collection("+shortOperation(c.target.typ.Name)+")"), nil
}
