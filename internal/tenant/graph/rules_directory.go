// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func directoryRules() table {
	return table{
		"/users":  &userRules,
		"/groups": &groupRules,
		"/directory/administrativeUnits": {
			required:     []string{"displayName"},
			createOnly:   []string{"isMemberManagementRestricted"},
			readOnly:     []string{"deletedDateTime"},
			defaults:     store.Object{"deletedDateTime": nil, "description": nil, "visibility": nil, "membershipType": nil, "membershipRule": nil, "membershipRuleProcessingState": nil, "isMemberManagementRestricted": false},
			noEmptyTexts: true,
			bin:          deletedItems,
			check:        checkAdministrativeUnit,
			stored:       settleMembers(unitsPath),
		},
		"/domains": {
			required: []string{"id"}, clientID: true, unpaged: true, check: checkDomain, complete: completeDomain, keeps: keepDomain, stored: moveDefaultDomain,
			readOnly: []string{"authenticationType", "isInitial", "isRoot", "isVerified", "isAdminManaged"},
		},
		"/subscribedSkus":   {unpaged: true},
		"/schemaExtensions": &schemaExtensionRules,
		"/groupLifecyclePolicies": {
			required: []string{"groupLifetimeInDays", "managedGroupTypes"}, unpaged: true, changeAnswers: true,
			check: checkLifecyclePolicy,
		},
		"/groupSettings": {
			required: []string{"templateId", "values"}, createOnly: []string{"templateId"}, readOnly: []string{"displayName"}, unpaged: true,
			check: checkGroupSetting, derive: nameGroupSetting,
		},
		"/groups/*/settings": {
			required: []string{"templateId", "values"}, createOnly: []string{"templateId"}, readOnly: []string{"displayName"}, unpaged: true,
			check: checkGroupSetting, derive: nameGroupSetting,
		},
		"/groupSettingTemplates":               {unpaged: true},
		"/users/*/extensions":                  &openExtensionRules,
		"/groups/*/extensions":                 &openExtensionRules,
		"/devices/*/extensions":                &openExtensionRules,
		"/users/*/authentication/phoneMethods": {required: []string{"phoneNumber", "phoneType"}, puts: true, changeAnswers: true},
		"/devices":                             &deviceRules,
		"/invitations": {
			required: []string{"invitedUserEmailAddress", "inviteRedirectUrl"}, noPatch: true, check: checkInvitation, complete: completeInvitation,
			defaults: store.Object{"sendInvitationMessage": false, "invitedUserType": "Guest"}, readOnly: []string{"inviteRedeemUrl", "status"},
		},
	}
}

// directoryOperations are those of users, groups, domains and the directory as a whole.
func directoryOperations() operations {
	return operations{
		"directoryObject": {
			"getMemberGroups":    (*call).memberships,
			"getMemberObjects":   (*call).memberships,
			"checkMemberGroups":  (*call).checkMemberships,
			"checkMemberObjects": (*call).checkMemberships,
			"restore":            (*call).restore,
		},
		"directoryObject[]": {
			"getByIds":                        (*call).getByIDs,
			"getAvailableExtensionProperties": (*call).availableExtensions,
			"validateProperties":              (*call).accept,
			"delta":                           (*call).delta,
		},
		"user": {
			"assignLicense":              (*call).assignLicense,
			"changePassword":             (*call).accept,
			"invalidateAllRefreshTokens": (*call).revoke,
			"reprocessLicenseAssignment": (*call).get,
			"retryServiceProvisioning":   (*call).accept,
			"revokeSignInSessions":       (*call).revoke,
		},
		"user[]": {"delta": (*call).delta, "validatePassword": (*call).validatePassword},
		"group": {
			"evaluateDynamicMembership": (*call).evaluateMembership,
			"assignLicense":             (*call).assignLicense,
			"renew":                     (*call).renew,
			"retryServiceProvisioning":  (*call).accept,
			"validateProperties":        (*call).accept,
		},
		"group[]":                   {"delta": (*call).delta, "evaluateDynamicMembership": (*call).evaluateMembership},
		"administrativeUnit[]":      {"delta": (*call).delta},
		"device[]":                  {"delta": (*call).delta},
		"orgContact[]":              {"delta": (*call).delta},
		"orgContact":                {"retryServiceProvisioning": (*call).accept},
		"groupLifecyclePolicy[]":    {"renewGroup": (*call).renewGroup},
		"groupLifecyclePolicy":      {"addGroup": (*call).addToLifecycle, "removeGroup": (*call).removeFromLifecycle},
		"domain":                    {"forceDelete": (*call).forceDelete, "promote": (*call).acknowledge, "verify": (*call).verifyDomain},
		"phoneAuthenticationMethod": {"disableSmsSignIn": (*call).accept, "enableSmsSignIn": (*call).accept},
	}
}

// directoryPermissions open the paths of these rules.
func directoryPermissions() permissions {
	return permissions{
		"/users/*/manager":               {read: []string{"User.Read.All", "Directory.Read.All"}, write: []string{"User.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/users/*/assignLicense":         {write: []string{"LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/users/*/licenseDetails":        {read: []string{"LicenseAssignment.Read.All", "User.Read.All", "Directory.Read.All"}, write: []string{"User.ReadWrite.All"}},
		"/users/*/revokeSignInSessions":  {write: []string{"User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/users/*/photo":                 {read: []string{"ProfilePhoto.Read.All", "User.Read.All", "User.ReadBasic.All"}, write: []string{"ProfilePhoto.ReadWrite.All", "User.ReadWrite.All"}},
		"/users/*/memberOf":              {read: []string{"Directory.Read.All", "GroupMember.Read.All", "Group.Read.All", "User.Read.All"}, write: []string{"User.ReadWrite.All"}},
		"/users/*/transitiveMemberOf":    {read: []string{"Directory.Read.All", "GroupMember.Read.All", "Group.Read.All", "User.Read.All"}, write: []string{"User.ReadWrite.All"}},
		"/users":                         {read: []string{"User.Read.All", "User.ReadBasic.All", "Directory.Read.All"}, write: []string{"User.ReadWrite.All", "Directory.ReadWrite.All"}, remove: []string{"User.ReadWrite.All", "User.DeleteRestore.All"}},
		"/groups/*/members":              {read: []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/groups/*/owners":               {read: []string{"GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"Group.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/groups/*/assignLicense":        {write: []string{"LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/groups/*/settings":             {read: []string{"GroupSettings.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"}, write: []string{"GroupSettings.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/groups":                        {read: []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"Group.ReadWrite.All", "Directory.ReadWrite.All"}, create: []string{"Group.Create"}, remove: []string{"Group.ReadWrite.All"}},
		"/directory/administrativeUnits": {read: []string{"AdministrativeUnit.Read.All", "Directory.Read.All"}, write: []string{"AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/devices":                       {read: []string{"Device.Read.All", "Directory.Read.All"}, write: []string{"Device.ReadWrite.All", "Directory.ReadWrite.All"}, remove: []string{"Device.ReadWrite.All"}},
		"/contacts":                      {read: []string{"OrgContact.Read.All", "Directory.Read.All"}, write: []string{"Directory.ReadWrite.All"}},
		"/schemaExtensions":              {read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/groupSettingTemplates":         {read: []string{"GroupSettings.Read.All", "GroupSettings.ReadWrite.All", "Directory.Read.All"}, write: []string{"Directory.ReadWrite.All"}},
		"/directory/deletedItems":        {read: []string{"User.Read.All", "Group.Read.All", "Application.Read.All", "AdministrativeUnit.Read.All", "Directory.Read.All"}, write: []string{"User.DeleteRestore.All", "User.ReadWrite.All", "Group.ReadWrite.All", "Application.ReadWrite.All", "AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/domains":                       {read: []string{"Domain.Read.All", "Directory.Read.All"}, write: []string{"Domain.ReadWrite.All"}},
		"/subscribedSkus":                {read: []string{"Organization.Read.All", "Directory.Read.All", "LicenseAssignment.Read.All", "LicenseAssignment.ReadWrite.All"}, write: []string{"Organization.ReadWrite.All"}},
		"/groupLifecyclePolicies":        {read: []string{"Directory.Read.All"}, write: []string{"Directory.ReadWrite.All"}},
		"/groupSettings":                 {read: []string{"GroupSettings.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"}, write: []string{"GroupSettings.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/invitations":                   {write: []string{"User.Invite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/directoryObjects":              {read: []string{"Directory.Read.All", "User.Read.All", "Group.Read.All", "GroupMember.Read.All", "Application.Read.All", "Device.Read.All"}, write: []string{"Directory.ReadWrite.All", "User.ReadWrite.All", "Group.ReadWrite.All", "Application.ReadWrite.All"}},
	}
}

func checkDomain(_ *call, before, after store.Object) error {
	name := text(after["id"])
	switch {
	case before != nil && before["isVerified"] != true:
		return badRequest("The domain '%s' is not verified.", name)
	case !strings.Contains(name, ".") || strings.ContainsAny(name, " /@"):
		return invalidValue("id", "Domain")
	}
	return nil
}

// checkAdministrativeUnit: a unit's members are seen by all or only by each
// other, and are chosen one by one or by a rule.
func checkAdministrativeUnit(_ *call, _, after store.Object) error {
	dynamic := strings.EqualFold(text(after["membershipType"]), "Dynamic")
	switch {
	case !oneOf(after["visibility"], nil, "Public", "HiddenMembership"):
		return invalidValue("visibility", "AdministrativeUnit")
	case !oneOf(after["membershipRuleProcessingState"], nil, "On", "Paused"):
		return invalidValue("membershipRuleProcessingState", "AdministrativeUnit")
	case after["membershipType"] != nil && !dynamic && !strings.EqualFold(text(after["membershipType"]), "Assigned"):
		return invalidValue("membershipType", "AdministrativeUnit")
	case dynamic && text(after["membershipRule"]) == "":
		return badRequest("A value is required for property 'membershipRule' of resource 'AdministrativeUnit'.")
	}
	return checkRule(after)
}

// completeDomain: a domain has to be verified by records in its DNS, unless it is
// below one that is.
func completeDomain(c *call, domain store.Object) {
	name := strings.ToLower(text(domain["id"]))
	_, parent, _ := strings.Cut(name, ".")
	below := c.ownsHost(parent)
	domain["authenticationType"], domain["supportedServices"] = "Managed", []any{}
	domain["isAdminManaged"], domain["isRoot"] = true, !below
	domain["isDefault"], domain["isInitial"], domain["isVerified"] = false, false, below
	for _, record := range verificationRecords(name) {
		c.must(c.store.Insert(entry{"/domains", domain}.below("verificationDnsRecords"), record))
	}
}

// keepDomain: a domain that names people or is the first one stays.
func keepDomain(c *call, domain store.Object) error {
	if domain["isInitial"] == true || domain["isDefault"] == true {
		return badRequest("The initial domain and the default domain cannot be deleted.")
	}
	if len(c.usersOf(text(domain["id"]))) > 0 {
		return badRequest("The domain '%s' is referenced by objects of the directory.", text(domain["id"]))
	}
	return nil
}

// moveToInitialDomain renames a person whom a domain names.
func (c *call) moveToInitialDomain(user store.Object, domain string) {
	name, suffix, _ := strings.Cut(text(user["userPrincipalName"]), "@")
	if strings.EqualFold(suffix, domain) {
		c.set(entry{"/users", user}, "userPrincipalName", name+"@"+c.initialDomain())
	}
}

// moveDefaultDomain: there is one default domain.
func moveDefaultDomain(c *call, _, domain store.Object) {
	if domain["isDefault"] != true {
		return
	}
	for _, other := range c.store.List("/domains") {
		if other["isDefault"] == true && other["id"] != domain["id"] {
			c.set(entry{"/domains", other}, "isDefault", false)
		}
	}
}

// set stores another value of a property of an object that is there.
func (c *call) set(e entry, property string, value any) {
	c.must(c.store.Replace(e.path, e.id(), func(old store.Object) (store.Object, error) { return replaced(old, property, value), nil }))
}

// verifyDomain believes that the DNS record is there.
func (c *call) verifyDomain() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if e.object["isVerified"] == true {
		return reply{}, badRequest("The domain '%s' is already verified.", e.id())
	}
	c.set(e, "isVerified", true)
	for property, value := range VerifiedDomain() {
		c.set(e, property, value)
	}
	return c.get()
}

// VerifiedDomain is what becomes known of a domain when it is verified, as tenants
// showed: the greatest number of days stands for passwords that never expire.
func VerifiedDomain() store.Object {
	return store.Object{"passwordNotificationWindowInDays": json.Number("14"), "passwordValidityPeriodInDays": json.Number("2147483647")}
}

// federate: who signs in with a federated domain has no password here.
func federate(c *call, before, _ store.Object) {
	if before == nil {
		c.ofDomain(store.Object{"authenticationType": "Federated", "passwordNotificationWindowInDays": nil, "passwordValidityPeriodInDays": nil})
	}
}

func unfederate(c *call, _ store.Object) {
	managed := VerifiedDomain()
	managed["authenticationType"] = "Managed"
	c.ofDomain(managed)
}

// ofDomain sets properties of the domain that the request is about a part of.
func (c *call) ofDomain(properties store.Object) {
	if domain, ok := c.store.Get("/domains", c.target.path.Key(0)); ok {
		for property, value := range properties {
			c.set(entry{"/domains", domain}, property, value)
		}
	}
}

func checkLifecyclePolicy(c *call, before, after store.Object) error {
	if before == nil && c.store.Len("/groupLifecyclePolicies") > 0 {
		return badRequest("A lifecycle policy exists already; there can be only one.")
	}
	if days, ok := number(after["groupLifetimeInDays"]); !ok || days < 30 {
		return invalidValue("groupLifetimeInDays", "GroupLifecyclePolicy")
	}
	return nil
}

// completeInvitation makes the guest.
func completeInvitation(c *call, invitation store.Object) {
	mail := text(invitation["invitedUserEmailAddress"])
	if known, ok := c.store.FindBy("/users", "mail", mail); ok {
		c.invited(invitation, known)
		return
	}
	guest := maps.Clone(userRules.defaults)
	guest["id"] = invitation["id"]
	guest["userPrincipalName"] = strings.ReplaceAll(mail, "@", "_") + "#EXT#@" + c.initialDomain()
	guest["displayName"], guest["mail"], guest["mailNickname"] = mail, mail, strings.ReplaceAll(mail, "@", "_")+"#EXT#"
	if name := invitation["invitedUserDisplayName"]; name != nil {
		guest["displayName"] = name
	}
	guest["userType"], guest["accountEnabled"] = invitation["invitedUserType"], true
	guest["creationType"], guest["externalUserState"] = "Invitation", "PendingAcceptance"
	guest["createdDateTime"] = c.now()
	guest["proxyAddresses"] = []any{"SMTP:" + mail}
	c.must(c.store.Insert("/users", guest))
	c.invited(invitation, guest)
}

// invited completes the invitation of a guest, who may have been invited before.
func (c *call) invited(invitation, guest store.Object) {
	invitation["invitedUser"] = store.Object{"id": guest["id"]}
	invitation["status"] = "PendingAcceptance"
	invitation["inviteRedeemUrl"] = c.base() + "/redeem/" + text(guest["id"])
}

func checkInvitation(_ *call, _, invitation store.Object) error {
	name, host, found := strings.Cut(text(invitation["invitedUserEmailAddress"]), "@")
	switch {
	case !found || name == "" || !strings.Contains(host, "."):
		return invalidValue("invitedUserEmailAddress", "Invitation")
	case !oneOf(invitation["invitedUserType"], "Guest", "Member"):
		return invalidValue("invitedUserType", "Invitation")
	}
	return nil
}

func containsText(values []any, text string) bool {
	for _, value := range values {
		if s, ok := value.(string); ok && strings.EqualFold(s, text) {
			return true
		}
	}
	return false
}
