// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// An application needs a directory role beside its permission to change the password of
// a user, as the reference's page on updating users says, and to purge a deleted user
// or group, as that on deleted items and Microsoft's answers to questions about it say.

// The roles that allow it.
const (
	userAdministrator                     = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	groupsAdministrator                   = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
	privilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"
)

// purgers are the roles that a purge needs, by the home of what is purged.
var purgers = map[store.Location][]string{
	"/users":  {userAdministrator, globalAdministrator},
	"/groups": {groupsAdministrator, userAdministrator, globalAdministrator},
}

// directoryRolesOf are the templates of the roles that somebody has for the whole directory,
// directly or by a group.
func (c *call) directoryRolesOf(principal string) []string {
	holders := []string{strings.ToLower(principal)}
	if path, _, ok := c.store.Find(principal, inDirectory); ok {
		for _, group := range c.store.Referrers(store.RefTo(path, principal), "members") {
			holders = append(holders, group.ID)
		}
	}
	var roles []string
	for _, assignment := range c.store.Walk(roleAssignments, 0) {
		if assignment["directoryScopeId"] == "/" && slices.Contains(holders, strings.ToLower(text(assignment["principalId"]))) {
			roles = append(roles, strings.ToLower(text(assignment["roleDefinitionId"])))
		}
	}
	return roles
}

// needRole refuses an application that has none of some directory roles.
func (c *call) needRole(roles ...string) error {
	if !c.caller.AppOnly || len(roles) == 0 {
		return nil
	}
	held := c.directoryRolesOf(c.caller.ObjectID)
	if slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(held, role) }) {
		return nil
	}
	return forbidden()
}

// authorizePurge asks for the role that the deletion for good of an object takes.
func (c *call) authorizePurge(e entry) error {
	if e.path != deletedItems {
		return nil
	}
	return c.needRole(purgers[formerHome(e)]...)
}

// authorizePassword asks for the role that changing a user's password takes: a higher
// one where the user has roles too.
func (c *call) authorizePassword(before store.Object) error {
	if before == nil || c.body["passwordProfile"] == nil {
		return nil
	}
	if len(c.directoryRolesOf(text(before["id"]))) > 0 {
		return c.needRole(privilegedAuthenticationAdministrator, globalAdministrator)
	}
	return c.needRole(userAdministrator, privilegedAuthenticationAdministrator, globalAdministrator)
}
