// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Objects that are synchronized from an Active Directory are mastered there: Entra
// refuses to change what comes from it. Only a seed makes such objects.

// syncedOfUsers and syncedOfGroups are what comes from there. That it is these and no
// others follows from the attributes that Microsoft Entra Connect synchronizes.
var (
	syncedOfUsers = []string{
		"accountEnabled", "businessPhones", "city", "companyName", "country", "department", "displayName", "employeeId", "faxNumber", "givenName",
		"jobTitle", "mail", "mailNickname", "mobilePhone", "officeLocation", "onPremisesExtensionAttributes", "onPremisesImmutableId", "passwordProfile",
		"postalCode", "preferredLanguage", "state", "streetAddress", "surname", "userPrincipalName",
	}
	syncedOfGroups = []string{"description", "displayName", "mailEnabled", "mailNickname", "securityEnabled"}
)

func isSynced(object store.Object) bool { return object["onPremisesSyncEnabled"] == true }

// refuseSynced has Graph's words, as users have shown them.
func refuseSynced() *failure {
	return badRequest("Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.")
}

// checkSynced refuses a change of what is mastered elsewhere. That a value may be
// repeated is a guess.
func (c *call) checkSynced(before store.Object, synced []string) error {
	if !isSynced(before) || c.options.Seeding {
		return nil
	}
	for name, value := range c.body {
		if slices.Contains(synced, name) && !sameJSON(value, before[name]) {
			return refuseSynced()
		}
	}
	return nil
}
