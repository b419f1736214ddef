// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"strconv"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// intuneRules: changes answer with the object, and what the service keeps
// itself is overlooked in bodies rather than refused.
func intuneRules() table {
	const base, apps = "/deviceManagement", "/deviceAppManagement"
	tagged := store.Object{"roleScopeTagIds": []any{"0"}}
	return table{
		base + "/deviceCompliancePolicies": {
			required: []string{"displayName", "scheduledActionsForRule"}, createOnly: []string{"scheduledActionsForRule"}, changeAnswers: true,
			check: checkCompliance, complete: firstVersion,
		},
		base + "/deviceConfigurations":             {required: []string{"displayName"}, changeAnswers: true, complete: firstVersion},
		base + "/configurationPolicies":            {required: []string{"name", "platforms", "technologies", "settings"}, puts: true, derive: countSettings, defaults: store.Object{"roleScopeTagIds": []any{"0"}, "isAssigned": false}},
		base + "/configurationPolicies/*/settings": {page: 25},
		base + "/assignmentFilters": {
			required: []string{"displayName", "platform", "rule"}, createOnly: []string{"platform", "assignmentFilterManagementType"}, changeAnswers: true,
			defaults: store.Object{"assignmentFilterManagementType": "devices", "roleScopeTags": []any{"0"}},
		},
		base + "/roleScopeTags": {required: []string{"displayName"}, unique: []string{"displayName"}, changeAnswers: true},
		base + "/deviceHealthScripts": {
			required: []string{"displayName", "detectionScriptContent"}, createOnly: []string{"deviceHealthScriptType"}, changeAnswers: true,
			defaults: store.Object{"publisher": "", "runAsAccount": "system", "runAs32Bit": false, "enforceSignatureCheck": false, "roleScopeTagIds": []any{"0"}, "version": "1"},
		},
		base + "/deviceManagementScripts":            {required: []string{"displayName", "scriptContent", "fileName", "runAsAccount"}, changeAnswers: true, defaults: tagged},
		base + "/deviceShellScripts":                 {required: []string{"displayName", "scriptContent", "fileName", "runAsAccount"}, changeAnswers: true, defaults: tagged},
		base + "/windowsAutopilotDeploymentProfiles": {required: []string{"displayName"}, createOnly: []string{"deviceType"}, changeAnswers: true, defaults: tagged},
		base + "/deviceEnrollmentConfigurations":     {required: []string{"displayName"}, changeAnswers: true},
		base + "/notificationMessageTemplates":       {required: []string{"displayName"}, changeAnswers: true},
		base + "/termsAndConditions":                 {required: []string{"displayName", "title", "bodyText", "acceptanceStatement"}, changeAnswers: true, complete: firstVersion},
		base + "/roleDefinitions":                    {required: []string{"displayName"}, changeAnswers: true, defaults: store.Object{"isBuiltIn": false}},
		base + "/deviceCategories":                   {required: []string{"displayName"}, changeAnswers: true},
		apps + "/mobileApps":                         {required: []string{"displayName"}, changeAnswers: true, defaults: store.Object{"publishingState": "published"}},
	}
}

func firstVersion(_ *call, object store.Object) { object["version"] = json.Number("1") }

func countSettings(c *call, _, after store.Object) {
	if settings, sent := c.body["settings"].([]any); sent {
		after["settingCount"] = json.Number(strconv.Itoa(len(settings)))
	}
}

// checkCompliance: a policy has one rule, and this one at least one action that blocks.
func checkCompliance(c *call, before, _ store.Object) error {
	actions := list(c.body["scheduledActionsForRule"])
	if before != nil {
		return nil
	}
	if len(actions) != 1 {
		return badRequest("A compliance policy must have exactly one scheduled action for rule.")
	}
	rule, _ := actions[0].(store.Object)
	if find(list(rule["scheduledActionConfigurations"]), "actionType", "block") == nil {
		return badRequest("A compliance policy must have at least one action of type 'block'.")
	}
	return nil
}

// replaceActions exchanges the actions of a compliance policy.
func (c *call) replaceActions() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	inner := store.Object{"scheduledActionsForRule": c.body["deviceComplianceScheduledActionForRules"]}
	c.options.Store.Clear(e.below("scheduledActionsForRule"))
	c.contain(e, c.typeOf(e), inner)
	return noContent(), nil
}

// assign replaces the whole set of an object's assignments.
func (c *call) assign() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	path := e.below("assignments")
	navigation, ok := c.typeOf(e).Navigation("assignments")
	assignments, sent := c.assignmentsFor(navigation.Type)
	if !ok || !sent {
		return reply{}, badRequest("The assignments are missing in the body of the action.")
	}
	typ, ok := c.schema.Type(navigation.Type)
	if !ok {
		return reply{}, badRequest("The type of the assignments is unknown.")
	}
	for _, element := range assignments {
		body, isObject := element.(store.Object)
		if !isObject {
			return reply{}, wrongType("assignments", typ.Name, element)
		}
		if _, err := c.validate(typ, body); err != nil {
			return reply{}, err
		}
	}
	c.options.Store.Clear(path)
	for _, element := range assignments {
		body, _ := element.(store.Object)
		c.containOne(path, typ, replaced(body, "id", assignmentID(e, body)), false)
	}
	values := []any{}
	for _, stored := range c.options.Store.List(path) {
		values = append(values, stored)
	}
	return c.values(values, "Collection("+typ.Name+")"), nil
}

// assignmentsFor finds the action's parameter for assignments of a type. Some
// actions have an older one beside it.
func (c *call) assignmentsFor(typ string) ([]any, bool) {
	for _, p := range c.target.operation.Parameters {
		if value := c.body[p.Name]; p.Type == typ && value != nil {
			return list(value), true
		}
	}
	return nil, false
}

// assignmentID is the object's id with the group's, or with one of its own.
func assignmentID(e entry, assignment store.Object) string {
	if group := text(nested(assignment, "target", "groupId")); group != "" {
		return e.id() + "_" + group
	}
	return e.id() + "_" + uuid.NewSHA1(uuid.NameSpaceOID, []byte(text(nested(assignment, "target", "@odata.type")))).String()
}
