// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/assignmentfilter"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Objects of Intune name groups, filters and scope tags, which must be there. The
// values in Microsoft's generated examples, such as "Group Id value", name nothing; so
// that the examples can be sent as they are, texts with a blank are let pass.

const scopeTagsPath = "/deviceManagement/roleScopeTags"

// checkTags refuses scope tags that there are not. Their ids are numbers.
func (c *call) checkTags(object store.Object) error {
	for _, property := range []string{"roleScopeTagIds", "roleScopeTags"} {
		if !sent(c.body, property) {
			continue
		}
		for _, element := range list(object[property]) {
			id, isText := element.(string)
			if !isText || strings.Contains(id, " ") {
				continue
			}
			if _, err := strconv.Atoi(id); err != nil {
				return fail(http.StatusBadRequest, "BadRequest", "The scope tag '%s' is invalid: the id of a scope tag is a number.", id)
			}
			if _, there := c.store.Get(scopeTagsPath, id); !there {
				return fail(http.StatusBadRequest, "BadRequest", "The scope tag '%s' does not exist.", id)
			}
		}
	}
	return nil
}

// checkTarget refuses an assignment to a group or by a filter that there is not.
func (c *call) checkTarget(assignment store.Object) error {
	target, _ := assignment["target"].(store.Object)
	group, filter := text(target["groupId"]), text(target["deviceAndAppManagementAssignmentFilterId"])
	for at, id := range map[store.Location]string{"/groups": group, filtersPath: filter} {
		if id == "" || id == noTemplate || strings.Contains(id, " ") {
			continue
		}
		if _, there := c.store.Get(at, id); !there {
			return fail(http.StatusBadRequest, "BadRequest", "The assignment names '%s', which does not exist in %s.", id, at)
		}
	}
	return nil
}

// checkAssigned judges what an object of Intune refers to.
func (c *call) checkAssigned(at store.Location, after store.Object) error {
	if !at.Within("/deviceManagement") && !at.Within("/deviceAppManagement") {
		return nil
	}
	if err := c.checkTags(after); err != nil || at.Name() != "assignments" {
		return err
	}
	return c.checkTarget(after)
}

// filterKind is what a filter is about, by what it says or else by its platform.
func filterKind(filter store.Object) assignmentfilter.Kind {
	if filter["assignmentFilterManagementType"] == "apps" || strings.HasSuffix(text(filter["platform"]), "MobileApplicationManagement") {
		return assignmentfilter.Apps
	}
	return assignmentfilter.Devices
}

// checkFilterRule refuses a filter whose rule cannot be read.
func checkFilterRule(c *call, before, after store.Object) error {
	if before != nil && !sent(c.body, "rule") {
		return nil
	}
	if err := assignmentfilter.Check(filterKind(after), text(after["rule"])); err != nil {
		return fail(http.StatusBadRequest, "BadRequest", "The value of property 'rule' is invalid: %s.", err)
	}
	return nil
}

// checkSettings: the settings of a policy of the settings catalog are instances of
// definitions.
func checkSettings(c *call, _, _ store.Object) error {
	for i, element := range list(c.body["settings"]) {
		setting, _ := element.(store.Object)
		instance, _ := setting["settingInstance"].(store.Object)
		if text(instance["settingDefinitionId"]) == "" {
			return fail(http.StatusBadRequest, "BadRequest", "The setting %d has no 'settingInstance' with a 'settingDefinitionId'.", i)
		}
	}
	return nil
}
