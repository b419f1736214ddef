// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// assignments are the groups of devices and users that a policy is for. They are
// set by an action of its own, whose parameter has another name for some objects.
// Beside the target, an assignment of some objects has attributes of its own.
func assignments(parameter string, own ...object.Attribute) object.Attribute {
	return object.Attribute{
		Name: "assignments", Mode: object.Default([]any{}), Seen: object.Expanded, Action: &object.Action{Name: "assign", Property: parameter},
		Type: object.Set{Of: object.Object{Attributes: append([]object.Attribute{
			{Name: "target", Mode: object.Required, Type: assignmentTarget(), Doc: "Whom the assignment is for."},
		}, own...)}},
		Doc: "Whom it is for. Nobody by default.",
	}
}

// assignmentTarget is whom an assignment is for.
func assignmentTarget() object.OneOf {
	return object.OneOf{Variants: []object.Variant{
		{Name: "allDevices", Type: "microsoft.graph.allDevicesAssignmentTarget", Doc: "All devices.", Attributes: filtered(), Rules: filterRules},
		{Name: "allUsers", Type: "microsoft.graph.allLicensedUsersAssignmentTarget", Doc: "All users that have a licence.", Attributes: filtered(), Rules: filterRules},
		{Name: "group", Type: "microsoft.graph.groupAssignmentTarget", Doc: "The devices and users of a group.", Attributes: append(group(), filtered()...), Rules: filterRules},
		{Name: "exclusion", Type: "microsoft.graph.exclusionGroupAssignmentTarget", Doc: "Not the devices and users of a group.", Attributes: group()},
		{Name: "configurationManagerCollection", Type: "microsoft.graph.configurationManagerCollectionAssignmentTarget", Doc: "A collection of Configuration Manager, for devices that are attached to the tenant.", Attributes: append([]object.Attribute{
			{Name: "collectionId", Mode: object.Required, Type: object.String{Sample: "SMS00001"}, Doc: "Id of the collection, such as `SMS00001`."},
		}, filtered()...), Rules: filterRules},
	}}
}

func group() []object.Attribute {
	return []object.Attribute{{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, Doc: "Object id of the group."}}
}

// filtered narrows a target by an assignment filter.
func filtered() []object.Attribute {
	return []object.Attribute{
		{Name: "deviceAndAppManagementAssignmentFilterId", Mode: object.Optional, Type: object.Reference{To: "assignment filter"}, Doc: "Id of an assignment filter."},
		{Name: "deviceAndAppManagementAssignmentFilterType", Mode: object.Default("none"), Type: object.String{Enum: []string{"none", "include", "exclude"}, Closed: true}, Doc: "Whether only what the filter selects, or all else."},
	}
}

// filterRules: Intune takes a filter's id and what it is for together, or neither.
var filterRules = []object.Rule{
	{
		When:    []object.Condition{object.Given("deviceAndAppManagementAssignmentFilterId")},
		Then:    object.Is("deviceAndAppManagementAssignmentFilterType", "include"),
		Or:      []object.Condition{object.Is("deviceAndAppManagementAssignmentFilterType", "exclude")},
		Because: "A filter of which nobody says whether its devices are included or excluded has no effect.",
	},
	{
		When:    []object.Condition{object.Is("deviceAndAppManagementAssignmentFilterType", "include")},
		Then:    object.Given("deviceAndAppManagementAssignmentFilterId"),
		Because: "There is no filter whose devices could be included.",
	},
	{
		When:    []object.Condition{object.Is("deviceAndAppManagementAssignmentFilterType", "exclude")},
		Then:    object.Given("deviceAndAppManagementAssignmentFilterId"),
		Because: "There is no filter whose devices could be excluded.",
	},
}

// scopeTagID is the id of a scope tag, not its name: Intune counts the tags.
var scopeTagID = object.String{Pattern: `^[0-9]+$`, PatternDoc: "must be the id of a scope tag, which is a number such as 0", Sample: "1"}

// roleScopeTagIDs are the tags by which administrators are limited.
var roleScopeTagIDs = object.Attribute{Name: "roleScopeTagIds", Mode: object.Default([]any{"0"}), Type: object.Set{Of: scopeTagID}, Doc: "Ids of the scope tags. `0` is the default tag."}

// intune is what managing anything in Intune takes.
var intune = object.Needs{Role: "Intune Administrator", Licence: "Microsoft Intune"}
