// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package recordings

import "testing"

// withoutPlace lists what tenants hold and the schema has no place for, with the
// reason: object and property, by Graph's names, and what several objects have without
// the object.
func withoutPlace() map[string]string {
	const (
		readOnly     = "read-only, and of no use to a configuration"
		fromApp      = "read-only: the application of the service principal says it"
		ownObject    = "an object of its own"
		fromTemplate = "read-only: the template says it"
		intuneMade   = "made by Intune, and nothing that refers to it"
	)
	return map[string]string{
		"apps.id":              intuneMade,
		"apps.version":         intuneMade,
		"assignments.id":       intuneMade,
		"assignments.source":   readOnly + ": always direct here",
		"assignments.sourceId": readOnly + ": the policy's id",
		"assignments.target.deviceAndAppManagementAssignmentFilterType": "an exclusion takes no filter: always none",
		"scheduledActionsForRule.id":                                    intuneMade,
		"scheduledActionsForRule.scheduledActionConfigurations.id":      intuneMade,
		"version": readOnly + ": counts the changes",

		"application.appRoles.origin":     readOnly + ": always Application",
		"application.keyCredentials":      ownObject,
		"application.passwordCredentials": ownObject + ": microsoft365_application_password",

		"authorization_policy.permissionGrantPolicyIdsAssignedToDefaultUserRole": "the earlier place of default_user_role_permissions.permission_grant_policies_assigned",

		"group.createdByAppId": readOnly,
		"group.organizationId": readOnly + ": the tenant's id",

		"service_principal.appDisplayName":         fromApp,
		"service_principal.appOwnerOrganizationId": fromApp,
		"service_principal.createdDateTime":        readOnly,
		"service_principal.servicePrincipalNames":  fromApp,
		"service_principal.signInAudience":         fromApp,

		"voice_authentication_method_configuration.isCustomGreetingEnabled": "newer than the types that Microsoft publishes",

		"enrollment_status_page.deviceEnrollmentConfigurationType": readOnly + ": the type says it",
		"windows_custom_configuration.omaSettings.isEncrypted":     readOnly + ": the value is asked for",
		"windows_custom_configuration.supportsScopeTags":           readOnly,

		"settings_catalog_policy_json.creationSource":                           readOnly,
		"settings_catalog_policy_json.settingCount":                             readOnly + ": the number of settings",
		"settings_catalog_policy_json.templateReference":                        "a policy without a template refers to one with an empty id, of the family none",
		"settings_catalog_policy_json.templateReference.templateDisplayName":    fromTemplate,
		"settings_catalog_policy_json.templateReference.templateDisplayVersion": fromTemplate,
		"settings_catalog_policy_json.templateReference.templateFamily":         fromTemplate,
	}
}

// notYet lists the recordings that cannot be imported yet, with what is wrong. An
// entry that is not needed any more is an error.
func notYet() map[string]string {
	return map[string]string{}
}

// TestListsDoNotGrow: a property without a place needs a reason and the will to
// raise the number, and so does a failure.
func TestListsDoNotGrow(t *testing.T) {
	t.Parallel()
	const mostWithoutPlace, mostNotYet = 30, 0 // lower them when an entry goes
	if n := len(withoutPlace()); n > mostWithoutPlace {
		t.Errorf("%d properties have no place, %d is the most allowed", n, mostWithoutPlace)
	}
	if n := len(notYet()); n > mostNotYet {
		t.Errorf("%d recordings cannot be imported, %d is the most allowed", n, mostNotYet)
	}
}
