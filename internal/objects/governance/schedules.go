// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// privileged is what the schedules of Privileged Identity Management take.
var privileged = object.Needs{Role: "Privileged Role Administrator", Licence: "Microsoft Entra ID P2"}

// scheduled is the life of a schedule, which requests decide about: Microsoft carries
// out those of administrators at once, unless the settings of the role refuse them. A
// Granted one begins later, and has its schedule already. Nobody but an approver ends one
// that waits for a decision.
func scheduled(path, kind string, names ...string) *object.Life {
	return &object.Life{Requests: &object.Requests{
		Path: path, Type: kind,
		Action: "action", Create: "adminAssign", Update: "adminUpdate", Remove: "adminRemove",
		Names: names, Made: "targetScheduleId",
		Progress: object.Progress{Status: "status", Done: []string{"Provisioned", "Granted", "ScheduleCreated", "Revoked"}, Failed: []string{"Failed", "Denied", "Canceled"}},
	}}
}

// schedule adds to the parties of a schedule what all have.
func schedule(parties []object.Attribute, ofItsOwn ...object.Attribute) []object.Attribute {
	return slices.Concat(parties, []object.Attribute{
		{Name: "scheduleInfo", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "startDateTime", Mode: object.Server, Type: object.Time{}, Doc: "When it begins. Now, where it is left out. Graph takes a time that has passed for now, and shows that: leave it out then."},
			{Name: "expiration", Mode: object.Required, Type: object.Object{Rules: expirationRules, Attributes: expirationPattern}, Doc: "When it ends."},
		}}, Doc: "From when until when. The settings of the role or the group bound the time, and may want an end."},
		{Name: "justification", Mode: object.WriteOnly, Type: object.String{}, Doc: "Why, for the logs. The settings of the role or the group may want it. Only the request holds it."},
		{Name: "ticketInfo", Mode: object.WriteOnly, Type: object.Object{Attributes: []object.Attribute{
			{Name: "ticketNumber", Mode: object.Optional, Type: object.String{}, Doc: "Number of the ticket."},
			{Name: "ticketSystem", Mode: object.Optional, Type: object.String{}, Doc: "Where the ticket is."},
		}}, Doc: "The ticket that asks for it. The settings of the role or the group may want one. Only the request holds it."},
	}, ofItsOwn, []object.Attribute{
		{Name: "status", Mode: object.ReadOnly, Type: object.String{}, Doc: "How far it is: `Provisioned` where it holds."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the schedule was made."},
		{Name: "createdUsing", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Id of the request that has made the schedule."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the schedule was last changed."},
	})
}

// expirationPattern is when something ends.
var expirationPattern = []object.Attribute{
	{Name: "type", Mode: object.Required, Type: object.String{Enum: []string{"notSpecified", "noExpiration", "afterDateTime", "afterDuration"}, Closed: true}, Doc: "What ends it: `noExpiration`, `afterDateTime` or `afterDuration`."},
	{Name: "endDateTime", Mode: object.Optional, Type: object.Time{}, Doc: "When it ends, with `afterDateTime`."},
	{Name: "duration", Mode: object.Optional, Type: object.Duration{}, Doc: "How long it lasts, with `afterDuration`: `P180D`, `PT8H`."},
}

var expirationRules = []object.Rule{
	{When: []object.Condition{object.Is("type", "afterDateTime")}, Then: object.Given("endDateTime"), Because: "It is the time after which it ends."},
	{When: []object.Condition{object.Given("endDateTime")}, Then: object.Is("type", "afterDateTime"), Because: "With other types Graph keeps no time."},
	{When: []object.Condition{object.Is("type", "afterDuration")}, Then: object.Given("duration"), Because: "It is the time for which it lasts."},
	{When: []object.Condition{object.Given("duration")}, Then: object.Is("type", "afterDuration"), Because: "With other types Graph keeps no duration."},
}

// inRole are the parties of the schedule of a directory role.
func inRole(who object.Reference) []object.Attribute {
	return []object.Attribute{
		{Name: "principalId", Mode: object.Required, CreateOnly: true, Type: who, Doc: "Object id of who gets the role. A group must be one that can hold roles."},
		{Name: "roleDefinitionId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "directory role definition"}, Doc: "Id of the role's definition. For a built-in role it is the id of its template, such as `fdd7a751-b60b-444a-984c-02652fe8fa1c` for Groups Administrator."},
		{Name: "directoryScopeId", Mode: object.Default("/"), CreateOnly: true, Type: object.String{Pattern: `^/((administrativeUnits/|attributeSets/)?[^/\s]+)?$`, PatternDoc: `must be "/", "/administrativeUnits/…" with the id of a unit, or "/" with the id of another object`, Notation: strings.ToLower}, Doc: "Part of the directory that the role is limited to: `/administrativeUnits/` and the id of a unit, or `/` and the object id of an application or group. The whole tenant by default."},
	}
}

// inGroup are the parties of the schedule of a group.
func inGroup(who object.Reference) []object.Attribute {
	return []object.Attribute{
		{Name: "groupId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "group"}, Doc: "Id of the group."},
		{Name: "accessId", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{"owner", "member"}}, Doc: "What is given: `member` or `owner`."},
		{Name: "principalId", Mode: object.Required, CreateOnly: true, Type: who, Doc: "Object id of who gets it."},
	}
}

var (
	eligible = object.Reference{To: "user or group"}
	active   = object.Reference{To: "user, group or service principal"}

	memberType     = object.Attribute{Name: "memberType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Whether it was given to the principal itself, or to a group that it is in."}
	assignmentType = object.Attribute{Name: "assignmentType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Whether it was assigned, or activated by who was eligible."}
)
