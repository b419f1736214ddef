// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

var groupRules = rules{
	required: []string{"displayName", "mailEnabled", "mailNickname", "securityEnabled"},
	defaults: store.Object{
		"description": nil, "groupTypes": []any{}, "visibility": nil, "membershipRule": nil, "membershipRuleProcessingState": nil,
		"isAssignableToRole": nil, "classification": nil, "preferredLanguage": nil, "preferredDataLocation": nil, "theme": nil,
		"expirationDateTime": nil, "onPremisesSyncEnabled": nil, "proxyAddresses": []any{},
		"resourceBehaviorOptions": []any{}, "resourceProvisioningOptions": []any{}, "mail": nil, "uniqueName": nil,
		"onPremisesProvisioningErrors": []any{}, "serviceProvisioningErrors": []any{}, "deletedDateTime": nil,
		"onPremisesDomainName": nil, "onPremisesLastSyncDateTime": nil, "onPremisesNetBiosName": nil,
		"onPremisesSamAccountName": nil, "onPremisesSecurityIdentifier": nil,
		"infoCatalogs": []any{}, "isManagementRestricted": nil,
		"writebackConfiguration": store.Object{"isEnabled": nil, "onPremisesGroupType": nil},
	},
	readOnly: []string{
		"mail", "proxyAddresses", "createdDateTime", "expirationDateTime", "renewedDateTime", "securityIdentifier", "assignedLicenses",
		"licenseProcessingState", "deletedDateTime", "onPremisesSyncEnabled", "onPremisesDomainName", "onPremisesLastSyncDateTime",
		"onPremisesNetBiosName", "onPremisesSamAccountName", "onPremisesSecurityIdentifier",
	},
	createOnly: []string{"isAssignableToRole", "resourceBehaviorOptions", "resourceProvisioningOptions"},
	selectOnly: []string{
		"assignedLabels", "assignedLicenses", "licenseProcessingState", "accessType", "allowExternalSenders",
		"autoSubscribeNewMembers", "hideFromAddressLists", "hideFromOutlookClients", "isFavorite", "isSubscribedByMail",
		"unseenConversationsCount", "unseenCount", "unseenMessagesCount", "hasMembersWithLicenseErrors", "isArchived",
		"welcomeMessageEnabled",
	},
	betaShown:    []string{"createdByAppId", "infoCatalogs", "isManagementRestricted", "organizationId", "writebackConfiguration"},
	longest:      map[string]int{"displayName": 256, "membershipRule": 3072},
	unique:       []string{"uniqueName"},
	lookups:      []string{"mail"},
	noEmptyTexts: true,
	bin:          deletedItems,
	check:        checkGroup,
	complete:     completeGroup,
	stored:       settleMembers("/groups"),
	keeps:        keepLicensed,
}

// checkGroup refuses the combinations that make no group.
func checkGroup(c *call, before, after store.Object) error {
	unified := isUnified(after)
	dynamic := slices.Contains(list(after["groupTypes"]), any("DynamicMembership"))
	switch {
	case slices.ContainsFunc(list(after["groupTypes"]), func(kind any) bool { return !oneOf(kind, "Unified", "DynamicMembership") }):
		return invalidValue("groupTypes", "Group")
	case !oneOf(after["visibility"], nil, "Public", "Private", "HiddenMembership"):
		return invalidValue("visibility", "Group")
	case !oneOf(after["theme"], groupThemes...):
		return invalidValue("theme", "Group")
	case after["isAssignableToRole"] == true && (after["securityEnabled"] != true || !oneOf(after["visibility"], nil, "Private")):
		return invalidValue("isAssignableToRole", "Group")
	case !oneOf(after["membershipRuleProcessingState"], nil, "On", "Paused"):
		return invalidValue("membershipRuleProcessingState", "Group")
	case after["isAssignableToRole"] == true && before != nil && after["uniqueName"] != before["uniqueName"]:
		return invalidValue("uniqueName", "Group")
	case renamed(before, after):
		return readOnlyProperty("uniqueName")
	case after["mailEnabled"] == true && !unified && !c.options.Seeding: // Exchange makes them, and Graph only shows them
		return badRequest("The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.")
	case unified && after["mailEnabled"] != true:
		return invalidValue("mailEnabled", "Group")
	case after["mailEnabled"] != true && after["securityEnabled"] != true:
		return invalidValue("securityEnabled", "Group")
	case dynamic && text(after["membershipRule"]) == "":
		return badRequest("A value is required for property 'membershipRule' of resource 'Group'.")
	case !dynamic && text(after["membershipRule"]) != "":
		return invalidValue("membershipRule", "Group")
	case dynamic && after["isAssignableToRole"] == true:
		return invalidValue("isAssignableToRole", "Group")
	case !validNickname(text(after["mailNickname"])):
		return invalidValue("mailNickname", "Group")
	case before == nil && text(after["visibility"]) == "HiddenMembership" && !unified, before != nil && hides(before) != hides(after):
		return invalidValue("visibility", "Group")
	case before != nil && unified != isUnified(before):
		return invalidValue("groupTypes", "Group")
	}
	if before == nil && after["isAssignableToRole"] == true && c.caller.AppOnly && !c.hasRole("RoleManagement.ReadWrite.Directory") {
		return forbidden()
	}
	if err := errors.Join(checkRule(after), c.checkExchange(before, after), c.checkSynced(before, syncedOfGroups)); err != nil {
		return err
	}
	if unified {
		return c.uniqueNickname(after)
	}
	return nil
}

// renamed tells whether a unique name changes, which can be given once, also after
// the object is made, and then stays.
func renamed(before, after store.Object) bool {
	return before["uniqueName"] != nil && before["uniqueName"] != after["uniqueName"]
}

func readOnlyProperty(name string) *failure {
	return badRequest("Property '%s' is read-only and cannot be set.", name)
}

// exchangeProperties are kept by Exchange, which has only Microsoft 365 groups. They
// are changed in requests of their own, and by people only, as the reference's page on
// updating groups says. With which words an application is refused, it does not say.
var exchangeProperties = []string{
	"allowExternalSenders", "autoSubscribeNewMembers", "hideFromAddressLists", "hideFromOutlookClients", "isSubscribedByMail", "unseenCount",
}

func (c *call) checkExchange(before, after store.Object) error {
	others, own := 0, 0
	for name := range c.body {
		switch {
		case slices.Contains(exchangeProperties, name):
			own++
		case !strings.Contains(name, "@"):
			others++
		}
	}
	if own > 0 && c.caller.AppOnly {
		return forbidden()
	}
	if own > 0 && (!isUnified(after) || before == nil || others > 0) {
		return badRequest("The properties %s can be changed only of Microsoft 365 groups, and only in a request of their own.", strings.Join(exchangeProperties, ", "))
	}
	return nil
}

// groupThemes are the colours of Microsoft 365 groups.
var groupThemes = []any{nil, "Teal", "Purple", "Green", "Blue", "Pink", "Orange", "Red"}

// oneOf tells whether a value is among those that Microsoft documents for a
// property which the metadata calls a text.
func oneOf(value any, known ...any) bool { return slices.Contains(known, value) }

// hides tells whether the members of a group are hidden, which is decided when it
// is made and never changes.
func hides(group store.Object) bool { return text(group["visibility"]) == "HiddenMembership" }

// isASCII tells whether a text has no other characters than those of ASCII.
func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

func validNickname(name string) bool {
	return name != "" && len(name) <= 64 && isASCII(name) && !strings.ContainsAny(name, `@()\[]";:<>, `)
}

// uniqueNickname: the mail addresses of Microsoft 365 groups may not be the
// same, and stay reserved while a group waits to be restored.
func (c *call) uniqueNickname(group store.Object) error {
	mail := text(group["mailNickname"]) + "@" + c.initialDomain()
	if other, ok := c.store.FindBy("/groups", "mail", mail); ok && text(other["id"]) != text(group["id"]) {
		return conflict("mailNickname", "Group", text(other["id"]))
	}
	for _, deleted := range c.store.Walk(deletedItems, 0) {
		if strings.EqualFold(text(deleted["mail"]), mail) && text(deleted["@odata.type"]) == "#microsoft.graph.group" && deleted["id"] != group["id"] {
			return conflict("mailNickname", "Group", text(deleted["id"]))
		}
	}
	return nil
}

func completeGroup(c *call, group store.Object) {
	group["renewedDateTime"] = c.now()
	group["organizationId"], group["createdByAppId"] = c.options.TenantID, c.caller.AppID
	group["securityIdentifier"] = securityIdentifier(text(group["id"]))
	if group["isAssignableToRole"] == true && group["visibility"] == nil {
		group["visibility"] = "Private"
	}
	if isUnified(group) {
		for _, name := range exchangeProperties {
			group[name] = false
		}
		group["unseenCount"] = 0
	}
	if group["mailEnabled"] == true {
		mail := text(group["mailNickname"]) + "@" + c.initialDomain()
		group["mail"] = mail
		group["proxyAddresses"] = []any{"SMTP:" + mail}
		if group["visibility"] == nil {
			group["visibility"] = "Public"
		}
	}
}

// securityIdentifier is the SID that the directory makes of an object's id.
func securityIdentifier(id string) string {
	parsed, err := uuid.Parse(id)
	if err != nil {
		return ""
	}
	sid := "S-1-12-1"
	for i := 0; i < 16; i += 4 {
		sid += "-" + littleEndian(parsed[i:i+4], i)
	}
	return sid
}
