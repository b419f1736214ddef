// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/assignmentfilter"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// intuneRules: changes answer with the object, and what the service keeps
// itself is overlooked in bodies rather than refused.
func intuneRules() table {
	const base = "/deviceManagement"
	all := table{
		base + "/deviceCompliancePolicies": {
			required: []string{"displayName", "scheduledActionsForRule"}, createOnly: []string{"scheduledActionsForRule"}, defaults: tagged(),
			check: checkCompliance, complete: firstVersion,
		},
		base + "/deviceConfigurations": {required: []string{"displayName"}, embeds: []string{"privacyAccessControls"}, defaults: tagged(), complete: firstVersion, shows: maskSettings, derive: encryptSettings},
		base + "/configurationPolicies": {
			required: []string{"name", "platforms", "technologies", "settings"}, createOnly: []string{"platforms", "technologies"},
			puts: true, derive: countSettings, check: checkSettings, defaults: store.Object{
				"roleScopeTagIds": []any{"0"}, "isAssigned": false, "description": "",
				"templateReference": store.Object{"templateId": "", "templateFamily": "none", "templateDisplayName": nil, "templateDisplayVersion": nil},
			},
		},
		base + "/configurationPolicies/*/settings": {page: 25},
		base + "/compliancePolicies":               {required: []string{"name", "platforms", "technologies", "settings"}, createOnly: []string{"scheduledActionsForRule"}, puts: true, derive: countSettings, check: checkSettings, defaults: tagged()},
		base + "/reusablePolicySettings":           {required: []string{"displayName", "settingDefinitionId", "settingInstance"}, puts: true, complete: firstVersion},
		base + "/assignmentFilters": {
			required: []string{"displayName", "platform", "rule"}, createOnly: []string{"platform", "assignmentFilterManagementType"},
			defaults: store.Object{"assignmentFilterManagementType": "devices", "roleScopeTags": []any{"0"}, "description": ""}, keeps: keepFilter, check: checkFilterRule,
		},
		scopeTagsPath: {required: []string{"displayName"}, unique: []string{"displayName"}, complete: numberTag, keeps: keepTag},
		base + "/deviceHealthScripts": {
			required: []string{"displayName", "detectionScriptContent"}, createOnly: []string{"deviceHealthScriptType"},
			hiddenInLists: []string{"detectionScriptContent", "remediationScriptContent"},
			defaults:      examining(),
		},
		base + "/deviceComplianceScripts": {
			required: []string{"displayName", "detectionScriptContent"}, hiddenInLists: []string{"detectionScriptContent"},
			defaults: examining(),
		},
		base + "/windowsQualityUpdateProfiles":      {required: []string{"displayName"}, defaults: tagged(), derive: nameRelease},
		base + "/deviceManagementScripts":           script(),
		base + "/deviceShellScripts":                script(),
		base + "/deviceCustomAttributeShellScripts": script(),
		base + "/notificationMessageTemplates":      {required: []string{"displayName"}, defaults: tagged()},
		base + "/notificationMessageTemplates/*/localizedNotificationMessages": {
			required: []string{"locale", "subject", "messageTemplate"}, createOnly: []string{"locale"}, complete: completeMessage, stored: oneDefault,
		},
		base + "/termsAndConditions": {required: []string{"displayName", "title", "bodyText", "acceptanceStatement"}, complete: firstVersion, defaults: tagged()},
		base + "/roleDefinitions": {
			required: []string{"displayName"}, defaults: store.Object{"isBuiltIn": false, "roleScopeTagIds": []any{"0"}}, keeps: keepBuiltIn,
			check: checkIntuneRole, inverse: map[string]inverse{"roleAssignments": {base + "/roleAssignments", "roleDefinition"}},
		},
		base + "/roleAssignments": {required: []string{"displayName"}, defaults: store.Object{
			"scopeType": "resourceScope", "resourceScopes": []any{}, "scopeMembers": []any{}, "members": []any{}, "roleScopeTagIds": []any{"0"},
		}},
		base + "/deviceCategories":          {required: []string{"displayName"}, defaults: tagged()},
		base + "/groupPolicyConfigurations": {required: []string{"displayName"}, defaults: tagged()},
	}
	maps.Copy(all, enrollmentRules())
	maps.Copy(all, intuneAppRules())
	return all
}

// intunePermissions open the paths of these rules.
func intunePermissions() permissions {
	return permissions{
		"/deviceManagement/deviceHealthScripts":                {read: []string{"DeviceManagementScripts.Read.All", "DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementScripts.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"}},
		"/deviceManagement/deviceManagementScripts":            {read: []string{"DeviceManagementScripts.Read.All", "DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementScripts.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"}},
		"/deviceManagement/deviceShellScripts":                 {read: []string{"DeviceManagementScripts.Read.All", "DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementScripts.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"}},
		"/deviceManagement/deviceEnrollmentConfigurations":     {read: []string{"DeviceManagementServiceConfig.Read.All"}, write: []string{"DeviceManagementServiceConfig.ReadWrite.All"}},
		"/deviceManagement/windowsAutopilotDeploymentProfiles": {read: []string{"DeviceManagementServiceConfig.Read.All"}, write: []string{"DeviceManagementServiceConfig.ReadWrite.All"}},
		"/deviceManagement/roleScopeTags":                      {read: []string{"DeviceManagementRBAC.Read.All"}, write: []string{"DeviceManagementRBAC.ReadWrite.All"}},
		"/deviceManagement/roleDefinitions":                    {read: []string{"DeviceManagementRBAC.Read.All"}, write: []string{"DeviceManagementRBAC.ReadWrite.All"}},
		"/deviceManagement/roleAssignments":                    {read: []string{"DeviceManagementRBAC.Read.All"}, write: []string{"DeviceManagementRBAC.ReadWrite.All"}},
		"/deviceManagement":                                    {read: []string{"DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementConfiguration.ReadWrite.All"}},
		"/deviceAppManagement":                                 {read: []string{"DeviceManagementApps.Read.All"}, write: []string{"DeviceManagementApps.ReadWrite.All"}},
	}
}

// script are the rules of the collections of scripts.
func script() *rules {
	return &rules{
		required: []string{"displayName", "scriptContent", "fileName", "runAsAccount"}, hiddenInLists: []string{"scriptContent"}, defaults: tagged(),
	}
}

// examining is what a script that examines devices has without being told.
func examining() store.Object {
	return store.Object{"publisher": "", "runAsAccount": "system", "runAs32Bit": false, "enforceSignatureCheck": false, "roleScopeTagIds": []any{"0"}, "version": "1"}
}

func firstVersion(_ *call, object store.Object) { object["version"] = json.Number("1") }

func countSettings(c *call, _, after store.Object) {
	if settings, sent := c.body["settings"].([]any); sent {
		for i, element := range settings {
			if setting, ok := element.(store.Object); ok {
				setting["id"] = strconv.Itoa(i)
				encrypt(setting)
			}
		}
		after["settingCount"] = json.Number(strconv.Itoa(len(settings)))
	}
}

// encrypt puts tokens in the place of secrets: Intune gives back none.
func encrypt(value any) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			encrypt(element)
		}
	case store.Object:
		if text(value["@odata.type"]) == "#microsoft.graph.deviceManagementConfigurationSecretSettingValue" && value["valueState"] != "encryptedValueToken" {
			value["value"], value["valueState"] = uuid.NewString(), "encryptedValueToken"
		}
		for _, member := range value {
			encrypt(member)
		}
	}
}

// noTemplate is what actions refer to that send no message.
const noTemplate = "00000000-0000-0000-0000-000000000000"

// settle does to a contained object what Intune does: the rule of a compliance policy
// has no name, whatever was sent, and its actions that send no message refer to the
// zero GUID.
func settle(typeName string, object store.Object) {
	switch {
	case typeName == "microsoft.graph.deviceComplianceScheduledActionForRule" || typeName == "microsoft.graph.deviceManagementComplianceScheduledActionForRule":
		object["ruleName"] = nil
	case (typeName == "microsoft.graph.deviceComplianceActionItem" || typeName == "microsoft.graph.deviceManagementComplianceActionItem") && text(object["notificationTemplateId"]) == "":
		object["notificationTemplateId"] = noTemplate
	}
}

// nameRelease names an update for people, by the month of its release. The words are a
// guess.
func nameRelease(_ *call, _, after store.Object) {
	release, err := time.Parse(time.RFC3339, text(nested(after, "expeditedUpdateSettings", "qualityUpdateRelease")))
	if err == nil {
		after["releaseDateDisplayName"] = release.Format("01/02/2006") + " - B Security Updates"
		after["deployableContentDisplayName"] = release.Format("2006.01") + " B Security Updates for Windows"
	}
}

// numberTag: scope tags are counted, beginning with the default one.
func numberTag(c *call, tag store.Object) {
	next := 1
	for _, other := range c.store.Walk(c.target.path, 0) {
		if id, err := strconv.Atoi(text(other["id"])); err == nil && id >= next {
			next = id + 1
		}
	}
	tag["id"], tag["isBuiltIn"] = strconv.Itoa(next), false
}

const filtersPath = "/deviceManagement/assignmentFilters"

func keepTag(_ *call, tag store.Object) error {
	if tag["isBuiltIn"] == true {
		return badRequest("The default scope tag cannot be deleted.")
	}
	return nil
}

// keepFilter: a filter that an assignment uses stays.
func keepFilter(c *call, filter store.Object) error {
	if len(c.store.Referrers(store.RefTo(filtersPath, text(filter["id"])), "assignmentFilter")) > 0 {
		return badRequest("The filter is used by an assignment and cannot be deleted.")
	}
	return nil
}

// completeMessage: a message is known by its template and its language.
func completeMessage(c *call, message store.Object) {
	message["id"] = c.target.path.Key(0) + "_" + strings.ToLower(text(message["locale"]))
}

// oneDefault: of the messages of a template one is the default.
func oneDefault(c *call, _, message store.Object) {
	for _, other := range c.store.List(c.target.path) {
		if message["isDefault"] == true && other["isDefault"] == true && other["id"] != message["id"] {
			c.set(entry{c.target.path, other}, "isDefault", false)
		}
	}
}

func checkIntuneRole(_ *call, before, _ store.Object) error {
	if before != nil && before["isBuiltIn"] == true {
		return badRequest("Built-in roles cannot be changed.")
	}
	return nil
}

func keepBuiltIn(_ *call, role store.Object) error {
	if role["isBuiltIn"] == true {
		return badRequest("Built-in roles cannot be deleted.")
	}
	return nil
}

// builtInIntune are what Intune has from the start, by path.
func builtInIntune() map[store.Location][]store.Object {
	var roles []store.Object
	for _, of := range []struct{ id, name string }{
		{"0bd113fe-6be5-400c-a28f-ae5553f9c0be", "Policy and Profile manager"},
		{"9e0cc482-82df-4ab2-a24c-0c23a3f52e1e", "Help Desk Operator"},
		{"c1d9fcbb-cba5-40b0-bf6b-527006585f4b", "Application Manager"},
		{"fa1d7878-e8cb-41a1-8254-0142355c9c84", "Read Only Operator"},
	} {
		roles = append(roles, store.Object{
			"@odata.type": "#microsoft.graph.deviceAndAppManagementRoleDefinition", "id": of.id, "displayName": of.name, "description": of.name,
			"isBuiltIn": true, "isBuiltInRoleDefinition": true, "rolePermissions": []any{}, "roleScopeTagIds": []any{"0"},
		})
	}
	return map[store.Location][]store.Object{
		"/deviceManagement/roleScopeTags":   {{"id": "0", "displayName": "Default", "description": "Default", "isBuiltIn": true}},
		"/deviceManagement/roleDefinitions": roles,
		enrollmentPath:                      defaultEnrollment(),
	}
}

// checkCompliance: a policy has one rule, and this one exactly one action that blocks.
func checkCompliance(c *call, before, _ store.Object) error {
	actions := list(c.body["scheduledActionsForRule"])
	if before != nil {
		return nil
	}
	if len(actions) != 1 {
		return badRequest("A compliance policy must have exactly one scheduled action for rule.")
	}
	rule, _ := actions[0].(store.Object)
	blocks := 0
	for _, element := range list(rule["scheduledActionConfigurations"]) {
		if action, _ := element.(store.Object); action["actionType"] == "block" {
			blocks++
		}
	}
	if blocks != 1 {
		return badRequest("A compliance policy must have exactly one action of type 'block'.")
	}
	return nil
}

// replaceActions exchanges the actions of a compliance policy.
func (c *call) replaceActions() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	inner := store.Object{"scheduledActionsForRule": c.body[c.target.operation.Parameters[0].Name]}
	c.must(c.store.Clear(e.below("scheduledActionsForRule")))
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
		if err := c.checkTarget(body); err != nil {
			return reply{}, err
		}
	}
	if e.object["publishingState"] == "notPublished" {
		return reply{}, badRequest("The app is not published and cannot be assigned.")
	}
	c.replaceAssignments(e, typ, assignments)
	values := []any{}
	for _, stored := range c.store.List(path) {
		values = append(values, stored)
	}
	return c.values(values, "Collection("+typ.Name+")"), nil
}

// replaceAssignments stores assignments in the place of all others.
func (c *call) replaceAssignments(e entry, typ *model.Type, assignments []any) {
	path := e.below("assignments")
	c.must(c.store.Clear(path))
	c.unlinkAll(e.ref(), "assignmentFilter")
	for _, element := range assignments {
		body, _ := element.(store.Object)
		id := assignmentID(e, body)
		if _, taken := c.store.Get(path, id); taken {
			id += "_1" // a group that is included and excluded
		}
		c.containOne(path, typ, replaced(body, "id", id), false)
		filter := text(nested(body, "target", "deviceAndAppManagementAssignmentFilterId"))
		if _, known := c.store.Get(filtersPath, filter); known {
			c.connect(e.ref(), "assignmentFilter", store.RefTo(filtersPath, filter))
		}
	}
	if _, known := c.typeOf(e).Property("isAssigned"); known {
		c.set(e, "isAssigned", len(assignments) > 0)
	}
}

// createCopy makes another policy with the same settings.
func (c *call) createCopy() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	copied := replaced(e.object, "id", uuid.NewString())
	copied["name"], copied["isAssigned"] = c.body["displayName"], false
	if description, sent := c.body["description"]; sent {
		copied["description"] = description
	}
	c.stamp(c.typeOf(e), copied, "createdDateTime")
	c.must(c.store.Insert(e.path, copied))
	for _, setting := range c.store.List(e.below("settings")) {
		c.must(c.store.Insert(entry{e.path, copied}.below("settings"), setting))
	}
	return reply{status: http.StatusCreated, body: c.withContext(copied, e.path.Context()+"/$entity")}, nil
}

// validateFilter tells whether the rule of a filter can be read.
func (c *call) validateFilter() (reply, error) {
	filter, _ := c.body["deviceAndAppManagementAssignmentFilter"].(store.Object)
	valid := assignmentfilter.Check(filterKind(filter), text(filter["rule"])) == nil
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"isValidRule": valid}, "microsoft.graph.assignmentFilterValidationResult")}, nil
}

// updateDefinitionValues adds, changes and removes the settings of an
// administrative template.
func (c *call) updateDefinitionValues() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	path := e.below("definitionValues")
	typ, ok := c.schema.Type("microsoft.graph.groupPolicyDefinitionValue")
	if !ok {
		return reply{}, methodNotAllowed()
	}
	for _, id := range list(c.body["deletedIds"]) {
		c.discard(path, text(id))
	}
	for _, element := range append(list(c.body["updated"]), list(c.body["added"])...) {
		body, _ := element.(store.Object)
		c.discard(path, text(body["id"]))
		sub := *c
		sub.body, sub.target = body, target{path: path, typ: typ}
		if _, err := sub.add(); err != nil {
			return reply{}, err
		}
	}
	return noContent(), nil
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

// everyone are what stands for all users and all devices in the ids of assignments.
var everyone = map[string]string{
	"#microsoft.graph.allLicensedUsersAssignmentTarget": "acacacac-9df4-4c7d-9d50-4ef0226f57a9",
	"#microsoft.graph.allDevicesAssignmentTarget":       "adadadad-808e-44e2-905a-0b7873a8a531",
}

// assignmentID is the object's id with the group's, or with what stands for everyone.
// Those of scripts are joined with a colon, and those of policies about apps are the
// group's alone, with the sense.
func assignmentID(e entry, assignment store.Object) string {
	kind := text(nested(assignment, "target", "@odata.type"))
	if group := text(nested(assignment, "target", "groupId")); group != "" && strings.HasPrefix(e.id(), "T_") {
		if kind == "#microsoft.graph.exclusionGroupAssignmentTarget" {
			return group + "_excl"
		}
		return group + "_incl"
	}
	if e.path == appsPath {
		return appAssignmentID(assignment)
	}
	whom := whomFor(assignment)
	if strings.HasSuffix(e.path.Name(), "Scripts") {
		return e.id() + ":" + whom
	}
	return e.id() + "_" + whom
}

// whomFor is the group of an assignment, or what stands for everyone.
func whomFor(assignment store.Object) string {
	kind := text(nested(assignment, "target", "@odata.type"))
	return cmp.Or(text(nested(assignment, "target", "groupId")), everyone[kind], uuid.NewSHA1(uuid.NameSpaceOID, []byte(kind)).String())
}
