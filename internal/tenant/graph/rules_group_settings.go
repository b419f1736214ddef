// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// groupSettingTemplates are Microsoft's, with the settings that each has.
func groupSettingTemplates() []store.Object {
	template := func(id, name string, settings ...store.Object) store.Object {
		values := make([]any, len(settings))
		for i, setting := range settings {
			values[i] = setting
		}
		return store.Object{"id": id, "displayName": name, "description": name, "deletedDateTime": nil, "values": values}
	}
	setting := func(kind, name, standard string) store.Object {
		return store.Object{"name": name, "type": "System." + kind, "defaultValue": standard, "description": name}
	}
	words := func(name string) store.Object { return setting("String", name, "") }
	flag := func(name, standard string) store.Object { return setting("Boolean", name, standard) }
	return []store.Object{
		template(
			"62375ab9-6b52-47ed-826b-58e47e0e304b", "Group.Unified",
			flag("NewUnifiedGroupWritebackDefault", "true"), flag("EnableMIPLabels", "false"), words("CustomBlockedWordsList"),
			flag("EnableMSStandardBlockedWords", "false"), words("ClassificationDescriptions"), words("DefaultClassification"),
			words("PrefixSuffixNamingRequirement"), flag("AllowGuestsToBeGroupOwner", "false"), flag("AllowGuestsToAccessGroups", "true"),
			words("GuestUsageGuidelinesUrl"), setting("Guid", "GroupCreationAllowedGroupId", ""), flag("AllowToAddGuests", "true"),
			words("UsageGuidelinesUrl"), words("ClassificationList"), flag("EnableGroupCreation", "true"),
		),
		template("08d542b9-071f-4e16-94b0-74abb372e3d9", "Group.Unified.Guest", flag("AllowToAddGuests", "true")),
		template("4bc7f740-180e-4586-adb6-38b2e9024e6b", "Application", flag("EnableAccessCheckForPrivilegedApplicationUpdates", "false")),
		template("898f1161-d651-43d1-805c-3b0b388a9fc2", "Custom Policy Settings", words("CustomConditionalAccessPolicyUrl")),
		template(
			"5cf42378-d67d-4f36-ba46-e8b86229381d", "Password Rule Settings",
			setting("String", "BannedPasswordCheckOnPremisesMode", "Audit"), flag("EnableBannedPasswordCheckOnPremises", "false"),
			flag("EnableBannedPasswordCheck", "true"), setting("Int32", "LockoutDurationInSeconds", "60"),
			setting("Int32", "LockoutThreshold", "10"), words("BannedPasswordList"),
		),
		template("80661d51-be2f-4d46-9713-98a2fcaec5bc", "Prohibited Names Settings", words("CustomBlockedSubStringsList"), words("CustomBlockedWholeWordsList")),
		template(
			"aad3907d-1d1a-448b-b3ef-7bf7f63db63b", "Prohibited Names Restricted Settings",
			words("CustomAllowedSubStringsList"), words("CustomAllowedWholeWordsList"), flag("DoNotValidateAgainstTrademark", "false"),
		),
		template(
			"dffd5d46-495d-40a9-8e21-954ff55e198a", "Consent Policy Settings",
			flag("EnableGroupSpecificConsent", ""), flag("BlockUserConsentForRiskyApps", "true"), flag("EnableAdminConsentRequests", "false"),
			setting("Guid", "ConstrainGroupSpecificConsentToMembersOfGroupId", ""),
		),
	}
}

// nameGroupSetting: settings are called what their template is called.
func nameGroupSetting(c *call, _, setting store.Object) {
	template, _ := c.store.Get("/groupSettingTemplates", text(setting["templateId"]))
	setting["displayName"] = template["displayName"]
}

// checkGroupSetting: there is one object for a template, with the settings that
// the template has.
func checkGroupSetting(c *call, before, after store.Object) error {
	template, ok := c.store.Get("/groupSettingTemplates", text(after["templateId"]))
	if !ok {
		return invalidValue("templateId", "DirectorySetting")
	}
	for _, other := range c.store.Walk(c.target.path, 0) {
		if before == nil && sameText(other, after, "templateId") {
			return conflict("templateId", "DirectorySetting", text(other["id"]))
		}
	}
	for _, element := range list(after["values"]) {
		value, _ := element.(store.Object)
		setting := find(list(template["values"]), "name", value["name"])
		if setting == nil || !fits(text(setting["type"]), text(value["value"])) {
			return invalidValue(text(value["name"]), "DirectorySetting")
		}
	}
	return nil
}

var guidText = regexp.MustCompile(`^[0-9a-fA-F-]{36}$`)

// fits tells whether a setting's text is a value of its type.
func fits(kind, value string) bool {
	switch kind {
	case "System.Boolean":
		_, err := strconv.ParseBool(strings.ToLower(value))
		return value == "" || err == nil
	case "System.Int32":
		_, err := strconv.Atoi(value)
		return err == nil
	case "System.Guid":
		return value == "" || guidText.MatchString(value)
	}
	return true
}

// lifecyclePolicies is the relation of groups to the policy that they are under.
const lifecyclePolicies = "groupLifecyclePolicies"

func (c *call) addToLifecycle() (reply, error)      { return c.lifecycle(true) }
func (c *call) removeFromLifecycle() (reply, error) { return c.lifecycle(false) }

// lifecycle puts a group under the tenant's lifecycle policy or takes it out,
// and answers whether that changed anything.
func (c *call) lifecycle(wanted bool) (reply, error) {
	policy, err := c.object()
	if err != nil {
		return reply{}, err
	}
	id := text(c.body["groupId"])
	if _, ok := c.store.Get("/groups", id); !ok {
		return reply{}, missing(id)
	}
	if policy.object["managedGroupTypes"] != "Selected" {
		return reply{}, badRequest("Groups can be added only to a policy whose managedGroupTypes are Selected.")
	}
	group := store.RefTo("/groups", id)
	changed := c.store.Linked(group, lifecyclePolicies, policy.ref()) != wanted
	if wanted {
		c.connect(group, lifecyclePolicies, policy.ref())
	} else {
		c.disconnect(group, lifecyclePolicies, policy.ref())
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": changed}, "Edm.Boolean")}, nil
}
