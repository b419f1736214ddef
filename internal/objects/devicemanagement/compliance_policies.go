// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// compliancePolicies is where the policies of all platforms are: each of a type of
// its own. v1.0 lacks scope tags and filters of assignments.
func compliancePolicies(policy string) object.Collection {
	return object.Collection{API: object.Beta, Path: "/deviceManagement/deviceCompliancePolicies", Type: policy, Derived: true}
}

// compliancePolicy are the attributes of a policy: those of its platform, and what
// all platforms have.
func compliancePolicy(platform []object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
	}
	return append(append(all, platform...),
		roleScopeTagIDs,
		scheduledActions("scheduleActionsForRules", "deviceComplianceScheduledActionForRules"),
		assignments(""),
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	)
}

// scheduledActions is what happens to a device that is not compliant. It is sent with a
// new policy, and changed by an action.
func scheduledActions(action, parameter string) object.Attribute {
	return object.Attribute{
		Name: "scheduledActionsForRule", Mode: object.Required, Seen: object.Expanded, Action: &object.Action{Name: action, Property: parameter, UpdateOnly: true},
		Type: object.Set{MinItems: 1, MaxItems: 1, Of: object.Object{Rules: oneBlock, Attributes: []object.Attribute{
			{Name: "scheduledActionConfigurations", Mode: object.Required, Seen: object.Expanded, Type: object.Set{MinItems: 1, Of: object.Object{Attributes: scheduledAction}}, Doc: "The actions. Exactly one of type `block` is among them: it marks the device as not compliant."},
		}}},
		Doc: "What happens to a device that is not compliant. Graph takes one rule.",
	}
}

var version = object.String{Pattern: `^\d+(\.\d+){1,3}$`, PatternDoc: `must be a version such as "10.0.22621.1"`, Sample: "10.0.19045.1"}

// oneBlock is what Intune demands of the actions of a policy.
var oneBlock = []object.Rule{{
	Then:    object.One("scheduledActionConfigurations", "actionType", "block"),
	Because: "Intune wants to know, once, when a device that is not compliant is marked so.",
}}

var scheduledAction = []object.Attribute{
	{Name: "actionType", Mode: object.Required, Type: object.String{Enum: []string{"noAction", "notification", "block", "retire", "wipe", "removeResourceAccessProfiles", "pushNotification", "remoteLock"}, Closed: true}, Doc: "What happens."},
	{Name: "gracePeriodHours", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 8760}, Doc: "Hours after which it happens."},
	{Name: "notificationTemplateId", Mode: object.Optional, Type: object.Reference{To: "message template"}, Doc: "Id of the message's template, for `notification`."},
	{Name: "notificationMessageCCList", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Notation: strings.ToLower}}, Doc: "Object ids of groups that get the message too."},
}

// threatLevel is the highest risk at which a device is still compliant.
var threatLevel = object.String{Enum: []string{"unavailable", "secured", "low", "medium", "high", "notSet"}, Closed: true}

// threatProtection is what a mobile threat defence, and Microsoft Defender for
// Endpoint, find of a device.
func threatProtection() []object.Attribute {
	return []object.Attribute{
		{Name: "deviceThreatProtectionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the risk that the connected mobile threat defence finds counts."},
		{Name: "deviceThreatProtectionRequiredSecurityLevel", Mode: object.Default("unavailable"), Type: threatLevel, Doc: "Highest risk by the mobile threat defence that is still compliant."},
		{Name: "advancedThreatProtectionRequiredSecurityLevel", Mode: object.Default("unavailable"), Type: threatLevel, Doc: "Highest risk by Microsoft Defender for Endpoint that is still compliant."},
	}
}

// playIntegrity is what Google says of an Android device.
func playIntegrity() []object.Attribute {
	return []object.Attribute{
		{Name: "securityRequireSafetyNetAttestationBasicIntegrity", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must pass the basic check of Google Play Integrity."},
		{Name: "securityRequireSafetyNetAttestationCertifiedDevice", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must be one that Google has certified, as Google Play Integrity finds."},
	}
}

var (
	evaluationType         = object.String{Enum: []string{"basic", "hardwareBacked"}, Closed: true}
	passwordKinds          = object.String{Enum: []string{"deviceDefault", "alphanumeric", "numeric"}, Closed: true}
	androidDeviceOwnerKind = object.String{Enum: []string{"deviceDefault", "required", "numeric", "numericComplex", "alphabetic", "alphanumeric", "alphanumericWithSymbols", "lowSecurityBiometric", "customPassword"}, Closed: true}
	passwordComplexity     = object.String{Enum: []string{"none", "low", "medium", "high"}, Closed: true}
)
