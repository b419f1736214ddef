// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"regexp"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	rolePoliciesPath          = "/policies/roleManagementPolicies"
	rolePolicyAssignmentsPath = "/policies/roleManagementPolicyAssignments"
)

// rolePolicyRules: the policies about directory roles and about the members and
// owners of groups are there when they are asked for; none can be made.
func rolePolicyRules() table {
	scopes := [][]string{{"scopeId"}, {"scopeType"}} // the pages of both lists
	return table{
		rolePoliciesPath:          {prepare: prepareRolePolicies, scopes: scopes, merge: mergePolicyRules},
		rolePolicyAssignmentsPath: {prepare: prepareRolePolicies, scopes: scopes, references: map[string]string{"policy": "policyId"}, noPatch: true},
	}
}

// rolePolicyPermissions open the paths of these rules.
func rolePolicyPermissions() permissions {
	return permissions{
		"/policies/roleManagementPolicies":          {read: []string{"RoleManagementPolicy.Read.Directory", "RoleManagementPolicy.Read.AzureADGroup", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleManagementPolicy.ReadWrite.Directory", "RoleManagementPolicy.ReadWrite.AzureADGroup", "RoleManagement.ReadWrite.Directory"}},
		"/policies/roleManagementPolicyAssignments": {read: []string{"RoleManagementPolicy.Read.Directory", "RoleManagementPolicy.Read.AzureADGroup", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleManagementPolicy.ReadWrite.Directory", "RoleManagementPolicy.ReadWrite.AzureADGroup", "RoleManagement.ReadWrite.Directory"}},
	}
}

// mergePolicyRules: a change names the rules that it is about by their ids. The others
// stay, as do the properties of these that it does not send.
func mergePolicyRules(c *call, at store.Location, parts []any) {
	for _, element := range parts {
		part, _ := element.(store.Object)
		old, there := c.store.Get(at, text(part["id"]))
		if !there {
			continue
		}
		for property, kept := range old {
			if _, sent := part[property]; !sent {
				part[property] = kept
			}
		}
		c.must(c.store.Remove(at, text(part["id"])))
	}
}

var guidInText = regexp.MustCompile(`[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`)

// prepareRolePolicies makes the policies that a filter speaks of: those of
// groups by their id, and else those of directory roles.
func prepareRolePolicies(c *call) {
	filter := c.request.URL.Query().Get("$filter")
	for _, id := range guidInText.FindAllString(filter, -1) {
		if _, ok := c.store.Get("/groups", id); ok {
			c.addRolePolicy(strings.ToLower(id), "Group", "member")
			c.addRolePolicy(strings.ToLower(id), "Group", "owner")
		}
	}
	if strings.Contains(filter, "DirectoryRole") || strings.Contains(filter, "'/'") {
		for _, role := range c.store.List("/roleManagement/directory/roleDefinitions") {
			c.addRolePolicy("/", "DirectoryRole", text(role["id"]))
		}
	}
}

// addRolePolicy stores a policy with its rules and its assignment, unless they
// are there.
func (c *call) addRolePolicy(scopeID, scopeType, role string) {
	id := scopeType + "_" + scopeID + "_" + uuid.NewSHA1(roleSpace, []byte(scopeID+role)).String()
	if scopeID == "/" {
		id = scopeType + "_" + c.options.TenantID + "_" + uuid.NewSHA1(roleSpace, []byte(role)).String()
	}
	policy := store.Object{
		"id": id, "displayName": scopeType, "description": scopeType, "isOrganizationDefault": false,
		"scopeId": scopeID, "scopeType": scopeType, "lastModifiedDateTime": nil, "lastModifiedBy": nil,
	}
	if _, there := c.store.Get(rolePoliciesPath, id); there {
		return
	}
	c.must(c.store.Insert(rolePoliciesPath, policy))
	for _, rule := range rolePolicyRuleSet() {
		c.must(c.store.Insert(entry{rolePoliciesPath, policy}.below("rules"), rule))
	}
	assignment := store.Object{"id": id + "_" + role, "policyId": id, "roleDefinitionId": role, "scopeId": scopeID, "scopeType": scopeType}
	c.must(c.store.Insert(rolePolicyAssignmentsPath, assignment))
}

// rolePolicyRuleSet are the rules of every new policy, with Microsoft's defaults.
func rolePolicyRuleSet() []store.Object {
	var all []store.Object
	add := func(kind, name, caller, level string, more store.Object) {
		rule := store.Object{
			"@odata.type": "#microsoft.graph.unifiedRoleManagementPolicy" + kind, "id": name,
			"target": store.Object{
				"caller": caller, "operations": []any{"All"}, "level": level,
				"inheritableSettings": []any{}, "enforcedSettings": []any{},
			},
		}
		apply(rule, more)
		all = append(all, rule)
	}
	for _, at := range []struct{ caller, level, duration string }{
		{"Admin", "Eligibility", "P365D"}, {"Admin", "Assignment", "P180D"}, {"EndUser", "Assignment", "PT8H"},
	} {
		suffix := "_" + at.caller + "_" + at.level
		enabled := []any{}
		if at.level == "Assignment" {
			enabled = []any{"MultiFactorAuthentication", "Justification"}
		}
		add("ExpirationRule", "Expiration"+suffix, at.caller, at.level, store.Object{"isExpirationRequired": true, "maximumDuration": at.duration})
		add("EnablementRule", "Enablement"+suffix, at.caller, at.level, store.Object{"enabledRules": enabled})
		for _, recipient := range []string{"Admin", "Requestor", "Approver"} {
			add("NotificationRule", "Notification_"+recipient+suffix, at.caller, at.level, store.Object{
				"notificationType": "Email", "recipientType": recipient, "notificationLevel": "All",
				"isDefaultRecipientsEnabled": true, "notificationRecipients": []any{},
			})
		}
	}
	add("ApprovalRule", "Approval_EndUser_Assignment", "EndUser", "Assignment", store.Object{"setting": store.Object{
		"isApprovalRequired": false, "isApprovalRequiredForExtension": false, "isRequestorJustificationRequired": true, "approvalMode": "SingleStage",
		"approvalStages": []any{store.Object{
			"approvalStageTimeOutInDays": 1, "isApproverJustificationRequired": true, "escalationTimeInMinutes": 0, "isEscalationEnabled": false,
			"primaryApprovers": []any{}, "escalationApprovers": []any{},
		}},
	}})
	add("AuthenticationContextRule", "AuthenticationContext_EndUser_Assignment", "EndUser", "Assignment", store.Object{"isEnabled": false, "claimValue": ""})
	return all
}
