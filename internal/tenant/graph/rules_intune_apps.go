// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"strconv"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	appsPath        = "/deviceAppManagement/mobileApps"
	appPoliciesPath = "/deviceAppManagement/managedAppPolicies"
)

// intuneAppRules are for apps, their content, and the policies about them.
func intuneAppRules() table {
	const base = "/deviceAppManagement"
	policies := []store.Location{
		base + "/iosManagedAppProtections", base + "/androidManagedAppProtections", base + "/windowsManagedAppProtections",
		base + "/targetedManagedAppConfigurations", base + "/mdmWindowsInformationProtectionPolicies", base + "/windowsInformationProtectionPolicies",
	}
	all := table{
		appsPath: {
			required: []string{"displayName"}, hiddenInLists: []string{"largeIcon"}, defaults: tagged(),
			complete: completeApp, derive: publish, check: checkApp,
		},
		appsPath + "/*/assignments":             {required: []string{"intent", "target"}, check: checkAppAssignment, complete: completeAppAssignment},
		appsPath + "/*/contentVersions":         {complete: numberContent},
		appsPath + "/*/contentVersions/*/files": {required: []string{"name", "size", "sizeEncrypted"}, complete: completeFile, shows: showFile},
		base + "/mobileAppCategories":           {required: []string{"displayName"}},
		base + "/mobileAppConfigurations":       {required: []string{"displayName"}, complete: firstVersion, defaults: tagged()},
		base + "/policySets":                    {required: []string{"displayName"}, defaults: store.Object{"status": "success", "roleScopeTags": []any{"0"}}},
		appPoliciesPath:                         {unites: policies},
	}
	for _, path := range policies {
		all[path.Pattern()] = &rules{required: []string{"displayName"}, complete: completeAppPolicy, defaults: tagged()}
	}
	return all
}

// tagged is what most objects of Intune have without being told.
func tagged() store.Object { return store.Object{"roleScopeTagIds": []any{"0"}} }

// completeApp: an app that is a file is published when it has one.
func completeApp(c *call, app store.Object) {
	app["publishingState"] = "published"
	if app["@odata.type"] == "#microsoft.graph.officeSuiteApp" {
		for _, name := range microsoftsOwn {
			app[name] = "Microsoft"
		}
	}
	if typ, ok := c.schema.Type(text(app["@odata.type"])); ok && typ.IsA("microsoft.graph.mobileLobApp") {
		app["publishingState"] = "notPublished"
	}
}

// microsoftsOwn is what Intune says itself of Microsoft 365 Apps, whatever it is told.
var microsoftsOwn = []string{"publisher", "owner", "developer"}

func publish(_ *call, before, after store.Object) {
	if before != nil && after["committedContentVersion"] != nil {
		after["publishingState"] = "published"
	}
}

// checkApp refuses content that was never committed.
func checkApp(c *call, before, after store.Object) error {
	version := text(after["committedContentVersion"])
	if before == nil || version == "" || version == text(before["committedContentVersion"]) {
		return nil
	}
	content, ok := c.store.Get(entry{appsPath, after}.below("contentVersions"), version)
	if !ok {
		return badRequest("The content version '%s' does not exist.", version)
	}
	files := c.store.List(entry{entry{appsPath, after}.below("contentVersions"), content}.below("files"))
	for _, file := range files {
		if file["isCommitted"] == true && c.isDone(file) {
			return nil
		}
	}
	return badRequest("The content version '%s' has no committed file.", version)
}

// checkAppAssignment: an app is assigned when it is published.
func checkAppAssignment(c *call, _, _ store.Object) error {
	app, _ := c.store.Get(appsPath, c.target.path.Key(0))
	if app["publishingState"] == "notPublished" {
		return badRequest("The app is not published and cannot be assigned.")
	}
	return nil
}

func completeAppAssignment(c *call, assignment store.Object) {
	assignment["id"] = appAssignmentID(assignment)
	assignment["source"], assignment["sourceId"] = "direct", c.target.path.Key(0)
}

// intents are what the ids of assignments say of their intent. That they do, and that
// the last number is the assignment's source, is a guess.
var intents = map[string]string{"available": "0", "required": "1", "uninstall": "2", "availableWithoutEnrollment": "3"}

// appAssignmentID names whom an app is assigned to, and how.
func appAssignmentID(assignment store.Object) string {
	return whomFor(assignment) + "_" + intents[text(assignment["intent"])] + "_0"
}

// numberContent: the versions of an app's content are counted.
func numberContent(c *call, content store.Object) {
	content["id"] = strconv.Itoa(c.store.Len(c.target.path) + 1)
}

// completeAppPolicy: the ids of policies about apps have a prefix.
func completeAppPolicy(c *call, policy store.Object) {
	policy["id"] = "T_" + uuid.NewString()
	policy["version"] = `"` + uuid.NewString() + `"`
	policy["deployedAppCount"] = json.Number(strconv.Itoa(len(list(c.body["apps"]))))
}

// targetApps replaces the apps that a policy is about.
func (c *call) targetApps() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	apps, ok := c.body["apps"].([]any)
	if !ok {
		return reply{}, badRequest("A value is required for parameter 'apps'.")
	}
	typ := c.typeOf(e)
	inner := store.Object{"apps": apps}
	if _, err := c.validate(typ, inner); err != nil {
		return reply{}, err
	}
	c.must(c.store.Clear(e.below("apps")))
	c.contain(e, typ, inner)
	if kind := c.body["appGroupType"]; kind != nil {
		c.set(e, "appGroupType", kind)
	}
	c.set(e, "deployedAppCount", json.Number(strconv.Itoa(len(apps))))
	return noContent(), nil
}

// updateRelationships replaces what an app depends on and supersedes.
func (c *call) updateRelationships() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	inner := store.Object{"relationships": list(c.body["relationships"])}
	if _, err := c.validate(c.typeOf(e), inner); err != nil {
		return reply{}, err
	}
	for _, element := range list(inner["relationships"]) {
		relationship, _ := element.(store.Object)
		target, ok := c.store.Get(appsPath, text(relationship["targetId"]))
		if !ok {
			return reply{}, missing(text(relationship["targetId"]))
		}
		relationship["id"] = e.id() + "_" + text(target["id"])
		relationship["targetDisplayName"], relationship["targetPublisher"], relationship["targetType"] = target["displayName"], target["publisher"], "child"
	}
	c.must(c.store.Clear(e.below("relationships")))
	c.contain(e, c.typeOf(e), inner)
	return noContent(), nil
}

// updatePolicySet adds, changes and removes what a policy set holds.
func (c *call) updatePolicySet() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	typ := c.typeOf(e)
	for _, id := range list(c.body["deletedPolicySetItems"]) {
		c.discard(e.below("items"), text(id))
	}
	for _, element := range list(c.body["updatedPolicySetItems"]) {
		item, _ := element.(store.Object)
		c.discard(e.below("items"), text(item["id"]))
	}
	inner := store.Object{"items": append(list(c.body["addedPolicySetItems"]), list(c.body["updatedPolicySetItems"])...)}
	if assignments, sent := c.body["assignments"].([]any); sent {
		c.must(c.store.Clear(e.below("assignments")))
		inner["assignments"] = assignments
	}
	if _, err := c.validate(typ, inner); err != nil {
		return reply{}, err
	}
	c.contain(e, typ, inner)
	return noContent(), nil
}
