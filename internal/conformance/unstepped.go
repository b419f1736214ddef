// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

// IsUnstepped tells whether an attribute, by Graph's names with dots, is one that
// cannot be changed by itself.
func IsUnstepped(object, attribute string) bool { return unstepped()[object+"."+attribute] != "" }

// unstepped lists the attributes that cannot be changed by themselves, with the
// reason. An entry that is not needed is an error, like one that is missing.
func unstepped() map[string]string {
	return map[string]string{
		"application.api.preAuthorizedApplications":         "only scopes that there are can be authorised",
		"application_pre_authorized.delegatedPermissionIds": "only scopes that there are can be authorised",

		"conditional_access_policy.sessionControls.signInFrequency.authenticationType": "secondary authentication alone is asked for every time only",
		"conditional_access_policy.sessionControls.signInFrequency.frequencyInterval":  "a frequency of every time has no value and no type",

		"group.groupTypes":                    "the kind of a group decides about other arguments",
		"group.securityEnabled":               "a group without a mailbox must be a security group",
		"group.membershipRule":                "only dynamic groups have a rule",
		"group.membershipRuleProcessingState": "only dynamic groups have a rule",

		"ios_app_configuration_policy.encodedSettingXml": "Intune takes the settings in one of two forms",

		"access_review_schedule_definition.settings.applyActions.removeAccess": "an action without settings",

		"administrative_unit.membershipType":                "a dynamic unit needs a rule too",
		"administrative_unit.membershipRule":                "only dynamic units have a rule",
		"administrative_unit.membershipRuleProcessingState": "only dynamic units have a rule",
	}
}
