// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

var userRules = rules{
	required: []string{"accountEnabled", "displayName", "mailNickname", "userPrincipalName", "passwordProfile"},
	defaults: store.Object{
		"businessPhones": []any{}, "otherMails": []any{}, "proxyAddresses": []any{}, "imAddresses": []any{},
		"userType": "Member", "mail": nil, "usageLocation": nil, "assignedLicenses": []any{}, "assignedPlans": []any{},
		"provisionedPlans": []any{}, "identities": []any{}, "onPremisesSyncEnabled": nil, "onPremisesExtensionAttributes": noExtensionAttributes(),
		"licenseAssignmentStates": []any{}, "creationType": nil, "externalUserState": nil, "deletedDateTime": nil, "ageGroup": nil,
	},
	readOnly: []string{
		"createdDateTime", "creationType", "imAddresses", "assignedLicenses", "assignedPlans", "provisionedPlans", "licenseAssignmentStates",
		"proxyAddresses", "securityIdentifier", "signInActivity", "signInSessionsValidFromDateTime", "deletedDateTime", "externalUserState",
		"onPremisesSyncEnabled", "onPremisesDistinguishedName", "onPremisesDomainName", "onPremisesLastSyncDateTime",
		"onPremisesSamAccountName", "onPremisesSecurityIdentifier", "onPremisesUserPrincipalName",
	},
	writeOnly: []string{"passwordProfile"},
	shown: []string{
		"businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation",
		"preferredLanguage", "surname", "userPrincipalName",
	},
	advanced: []string{
		"companyName", "employeeHireDate", "employeeType", "mobilePhone", "officeLocation", "onPremisesExtensionAttributes",
		"onPremisesImmutableId", "onPremisesLastSyncDateTime", "onPremisesSamAccountName", "passwordPolicies", "postalCode",
		"preferredLanguage", "showInAddressList", "streetAddress",
	},
	longest: map[string]int{
		"city": 128, "companyName": 64, "country": 128, "department": 64, "displayName": 256, "employeeId": 16, "givenName": 64,
		"jobTitle": 128, "postalCode": 40, "state": 128, "streetAddress": 1024, "surname": 64,
	},
	selectOnly:   []string{"customSecurityAttributes", "signInActivity"},
	unique:       []string{"userPrincipalName", "proxyAddresses", "onPremisesImmutableId"},
	lookups:      []string{"mail"},
	naturalKey:   "userPrincipalName",
	noEmptyTexts: true,
	bin:          deletedItems,
	derive:       deriveUser,
	check:        checkUser,
	complete:     completeUser,
	stored:       relicenseChanged,
	removed:      freeLicenses,
}

// noExtensionAttributes are the fifteen attributes that every user has, without values.
func noExtensionAttributes() store.Object {
	attributes := store.Object{}
	for i := range 15 {
		attributes["extensionAttribute"+strconv.Itoa(i+1)] = nil
	}
	return attributes
}

// userTexts are the values that Microsoft documents for properties of users
// which the metadata calls texts.
var userTexts = map[string][]any{
	"userType":                {nil, "Member", "Guest"},
	"ageGroup":                {nil, "Minor", "NotAdult", "Adult"},
	"consentProvidedForMinor": {nil, "Granted", "Denied", "NotRequired"},
}

// principalName is how Microsoft lets names for signing in be spelled.
var principalName = regexp.MustCompile(`^[A-Za-z0-9'._!#^~-]{1,64}@[A-Za-z0-9.-]{1,48}$`)

// verifiedDomains are the names of the tenant's own domains.
func (c *call) verifiedDomains() []string {
	var names []string
	for _, domain := range c.store.List("/domains") {
		if domain["isVerified"] == true {
			names = append(names, text(domain["id"]))
		}
	}
	return names
}

// checkUser refuses a domain that the tenant does not own, and weak passwords.
func checkUser(c *call, before, after store.Object) error {
	if err := errors.Join(c.checkSynced(before, syncedOfUsers), c.authorizePassword(before)); err != nil {
		return err
	}
	_, domain, found := strings.Cut(text(after["userPrincipalName"]), "@")
	switch changed := after["userPrincipalName"] != before["userPrincipalName"]; {
	case !found, changed && after["userType"] != "Guest" && !principalName.MatchString(text(after["userPrincipalName"])):
		return invalidValue("userPrincipalName", "User")
	case !c.ownsDomain(domain):
		return badRequest("The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization: %s.", strings.Join(c.verifiedDomains(), ", "))
	}
	for _, name := range []string{"mail", "usageLocation"} {
		if value, sent := c.body[name]; sent && value == nil && before[name] != nil {
			return invalidValue(name, "User") // they are not nullable
		}
	}
	if len(list(after["businessPhones"])) > 1 {
		return invalidValue("businessPhones", "User")
	}
	if after["mailNickname"] != nil && !validNickname(text(after["mailNickname"])) {
		return invalidValue("mailNickname", "User")
	}
	for property, known := range userTexts {
		if !oneOf(after[property], known...) {
			return invalidValue(property, "User")
		}
	}
	if location := text(after["usageLocation"]); after["usageLocation"] != nil && len(location) != 2 {
		return invalidValue("usageLocation", "User")
	}
	return c.checkPassword(before, after)
}

// checkPassword asks for a strong password unless the user's policies do not.
func (c *call) checkPassword(before, after store.Object) error {
	weak := false
	for _, policy := range strings.Split(text(after["passwordPolicies"]), ",") {
		switch strings.TrimSpace(policy) {
		case "", "None", "DisablePasswordExpiration":
		case "DisableStrongPassword":
			weak = true
		default:
			return invalidValue("passwordPolicies", "User")
		}
	}
	profile, given := after["passwordProfile"].(store.Object)
	if before == nil && text(profile["password"]) == "" {
		return badRequest("A value is required for property 'passwordProfile' of resource 'User'.")
	}
	if given && profile["password"] != nil && !weak && !strongPassword(text(profile["password"])) {
		return badRequest("The specified password does not comply with password complexity requirements. Please provide a different password.")
	}
	return nil
}

// strongPassword applies the directory's rule: 8 to 256 characters of at least
// three of four kinds.
func strongPassword(password string) bool {
	kinds := 0
	for _, kind := range []string{"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"} {
		if strings.ContainsAny(password, kind) {
			kinds++
		}
	}
	isOther := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	}
	if strings.ContainsFunc(password, isOther) {
		kinds++
	}
	return len(password) >= 8 && len(password) <= 256 && kinds >= 3
}

func completeUser(_ *call, user store.Object) {
	user["securityIdentifier"] = securityIdentifier(text(user["id"]))
}

// deriveUser: the mail address is a user's primary address, and the user
// principal name one of the identities.
func deriveUser(c *call, before, after store.Object) {
	if mail := text(after["mail"]); mail != "" && mail != text(before["mail"]) {
		after["proxyAddresses"] = withPrimary(list(after["proxyAddresses"]), mail)
	}
	if after["userPrincipalName"] != before["userPrincipalName"] {
		others := slices.DeleteFunc(slices.Clone(list(after["identities"])), func(identity any) bool {
			members, _ := identity.(store.Object)
			return members["signInType"] == "userPrincipalName"
		})
		after["identities"] = append(others, store.Object{
			"signInType": "userPrincipalName", "issuer": c.initialDomain(), "issuerAssignedId": after["userPrincipalName"],
		})
	}
}

// withPrimary makes a mail address the primary one, which has its scheme in
// capitals; the one before stays as another address.
func withPrimary(addresses []any, mail string) []any {
	all := []any{"SMTP:" + mail}
	for _, address := range addresses {
		if rest, primary := strings.CutPrefix(text(address), "SMTP:"); primary {
			address = "smtp:" + rest
		}
		if !strings.EqualFold(text(address), "smtp:"+mail) {
			all = append(all, address)
		}
	}
	return all
}

// ownsDomain tells whether the tenant has verified a domain.
func (c *call) ownsDomain(domain string) bool {
	if !strings.Contains(domain, ".") { // as a segment of nearly every path
		return false
	}
	return slices.ContainsFunc(c.store.List("/domains"), func(d store.Object) bool {
		return strings.EqualFold(text(d["id"]), domain) && d["isVerified"] == true
	})
}

func (c *call) initialDomain() string {
	for _, d := range c.store.List("/domains") {
		if d["isInitial"] == true {
			return text(d["id"])
		}
	}
	return ""
}
