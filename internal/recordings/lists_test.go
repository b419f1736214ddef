// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package recordings

import "testing"

// withoutPlace lists what tenants hold and the schema has no place for, with the
// reason: object and property, by Graph's names.
func withoutPlace() map[string]string {
	const (
		readOnly   = "read-only, and of no use to a configuration"
		fromApp    = "read-only: the application of the service principal says it"
		betaOnly   = "v1.0 does not know it"
		ownObject  = "an object of its own"
		intuneMade = "made by Intune, and nothing that refers to it"
	)
	return map[string]string{
		"application.appRoles.origin":     readOnly + ": always Application",
		"application.keyCredentials":      ownObject,
		"application.passwordCredentials": ownObject + ": microsoft365_application_password",

		"authorization_policy.permissionGrantPolicyIdsAssignedToDefaultUserRole": "the earlier place of default_user_role_permissions.permission_grant_policies_assigned",

		"conditional_access_policy.conditions.agentContext":                                       betaOnly,
		"conditional_access_policy.conditions.agentIdRiskLevels":                                  betaOnly,
		"conditional_access_policy.conditions.agents":                                             betaOnly,
		"conditional_access_policy.conditions.clientApplications.includeAgentIdServicePrincipals": betaOnly,
		"conditional_access_policy.sessionControls.continuousAccessEvaluation":                    betaOnly,

		"group.createdByAppId": readOnly,
		"group.organizationId": readOnly + ": the tenant's id",

		"service_principal.appDisplayName":         fromApp,
		"service_principal.appOwnerOrganizationId": fromApp,
		"service_principal.createdDateTime":        readOnly,
		"service_principal.servicePrincipalNames":  fromApp,
		"service_principal.signInAudience":         fromApp,

		"settings_catalog_policy_json.creationSource": readOnly,
		"settings_catalog_policy_json.settingCount":   readOnly + ": the number of settings",

		"windows_compliance_policy.assignments.id":                                                intuneMade,
		"windows_compliance_policy.assignments.source":                                            readOnly + ": always direct here",
		"windows_compliance_policy.assignments.sourceId":                                          readOnly + ": the policy's id",
		"windows_compliance_policy.assignments.target.deviceAndAppManagementAssignmentFilterType": "an exclusion takes no filter: always none",
		"windows_compliance_policy.scheduledActionsForRule.id":                                    intuneMade,
		"windows_compliance_policy.scheduledActionsForRule.scheduledActionConfigurations.id":      intuneMade,
		"windows_compliance_policy.version":                                                       readOnly + ": counts the changes",
	}
}

// notYet lists the recordings that cannot be imported yet, with what is wrong. An
// entry that is not needed any more is an error.
func notYet() map[string]string {
	const emptyText = "Graph's empty texts are not null"
	failures := map[string]string{
		"named_location/3d46dbda-8382-466a-856d-eb00cbc6b910": "there is no kind for the compliant network",
	}
	for _, id := range []string{
		"84067466-cf3f-572e-a323-cda3dacc19c1", // in testdata
		"60c21fc6-30ad-5438-a29a-2d01e92b7faa", // in testdata
		"092fa82f-d85d-4b69-8663-ec00b07af415",
		"1209dec2-ceb9-4e98-a332-c5aae403d7de",
		"25994848-2b7a-43a3-a445-431e696af9a6",
		"338191f4-df95-4688-8530-9df1ad073ea1",
		"3467abdd-ecf0-41df-89fa-652be8ccdd6e",
		"5329265d-6adf-48d6-b904-18c486d59111",
		"88064a32-e4e1-4efd-a93b-6b4770af04ef",
		"8f049dc6-9e8a-4cd7-a2e0-0aab142b1e99",
		"905318a0-4552-4713-82c6-e147322a4fa0",
		"af7deb5b-ad52-4074-be09-f677c41f3ba1",
	} {
		failures["settings_catalog_policy_json/"+id] = emptyText
	}
	return failures
}

// TestListsDoNotGrow: a property without a place needs a reason and the will to
// raise the number, and so does a failure.
func TestListsDoNotGrow(t *testing.T) {
	t.Parallel()
	const mostWithoutPlace, mostNotYet = 25, 13 // lower them when an entry goes
	if n := len(withoutPlace()); n > mostWithoutPlace {
		t.Errorf("%d properties have no place, %d is the most allowed", n, mostWithoutPlace)
	}
	if n := len(notYet()); n > mostNotYet {
		t.Errorf("%d recordings cannot be imported, %d is the most allowed", n, mostNotYet)
	}
}
