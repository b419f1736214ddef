// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// graphAppID is the application id of Microsoft Graph in every tenant.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// authenticate finds out who calls.
func (c *call) authenticate() error {
	scheme, bearer, _ := strings.Cut(c.request.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || bearer == "" {
		return unauthenticated("Access token is empty.")
	}
	caller, err := c.options.Verify(bearer)
	if err != nil {
		return unauthenticated(err.Error())
	}
	if caller.TenantID != c.options.TenantID {
		return unauthenticated("Access token validation failure. Invalid issuer.")
	}
	c.caller = caller
	return nil
}

func unauthenticated(message string) *failure {
	f := fail(http.StatusUnauthorized, "InvalidAuthenticationToken", "%s", message)
	f.challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="` + graphAppID + `"`
	return f
}

// authorize refuses what the token's application permissions do not allow: neither
// those of the workloads' own tables nor those of Microsoft's list.
func (c *call) authorize() error {
	return c.authorizeRoute(c.route)
}

// authorizeObject asks for the permissions of an object's own collection, where
// the path led to it by another way.
func (c *call) authorizeObject(e entry) error {
	if err := c.authorizeRoute(e.path.Object("").Pattern()); err != nil {
		return err
	}
	if err := c.authorizeAssignable(e); err != nil {
		return err
	}
	return c.authorizeOwned(e)
}

// authorizeAssignable: who changes a group that may hold roles could give itself
// roles, and needs the permission for these.
func (c *call) authorizeAssignable(e entry) error {
	if c.caller.AppOnly && e.path == "/groups" && e.object["isAssignableToRole"] == true && !c.hasRole("RoleManagement.ReadWrite.Directory") {
		return forbidden()
	}
	return nil
}

func (c *call) authorizeRoute(route store.Pattern) error {
	if !c.caller.AppOnly {
		return nil
	}
	at, known := c.permissions.of(route)
	if known && c.allows(at, route) {
		return nil
	}
	list, err := model.LoadPermissions()
	if err != nil {
		return err
	}
	published := list.Grants(c.request.Method, strings.ReplaceAll(string(route), "*", "{id}"))
	if slices.ContainsFunc(published, func(g model.Grant) bool { return c.opens(g, route) }) {
		return nil
	}
	if c.mayAssign(route) {
		return nil
	}
	f := forbidden()
	if !known && len(published) == 0 {
		f.message += " The local tenant knows no permission that opens '" + string(route) + "'."
	}
	return f
}

// opens tells whether the caller has a permission that Microsoft's list names for the
// request, and is allowed to carry it out with that alone.
func (c *call) opens(g model.Grant, route store.Pattern) bool {
	switch {
	case g.Application == model.None, !c.hasRole(g.Name), len(g.With) > 0 && !c.hasRole(g.With...):
		return false
	case c.reading():
		return true
	}
	return !strings.Contains(g.Name, ".Read.") && !isPartial(g.Name, route)
}

// isPartial tells whether a permission, which Microsoft's list has beside those that
// are enough for a change, is for a part of such changes or is needed besides. The
// tenant does not know which part, and takes it for none.
func isPartial(name string, route store.Pattern) bool {
	for _, some := range partial {
		if some.permission == name && strings.Contains(string(route)+"/", some.in) {
			return true
		}
	}
	return false
}

// partial are such permissions, and in which paths they are. What only reads needs no
// mention: the list has that beside what writes where a change takes both.
var partial = []struct{ permission, in string }{
	// One property, or objects of one kind.
	{"AgentIdUser.ReadWrite.All", "/users/"},
	{"AgentIdUser.ReadWrite.IdentityParentedBy", "/users/"},
	{"Group-NestingSupport.ReadWrite.All", "/groups/"},
	{"Group-PreferredDataLocation.ReadWrite.All", "/groups/"},
	{"Group.ManageProtection.All", "/groups/"},
	{"User-Mail.ReadWrite.All", "/users/"},
	{"User-PasswordProfile.ReadWrite.All", "/users/"},
	{"User-Phone.ReadWrite.All", "/users/"},
	{"User.EnableDisableAccount.All", "/users/"},
	{"User.ManageIdentities.All", "/users/"},
	{"User.ReadWrite.CrossCloud", "/users/"},
	// Members who are no owners, tabs of the application's own, a team that is moved.
	{"TeamMember.ReadWriteNonOwnerRole.All", "/members/"},
	{"TeamsTab.ReadWriteSelfForTeam.All", "/tabs/"},
	{"TeamsTab.ReadWriteSelfForUser.All", "/tabs/"},
	{"Teamwork.Migrate.All", "/teams/"},
	// The end of what is, and no more.
	{"PrivilegedAssignmentSchedule.Remove.AzureADGroup", "/assignmentScheduleRequests/"},
	{"PrivilegedEligibilitySchedule.Remove.AzureADGroup", "/eligibilityScheduleRequests/"},
	{"RoleAssignmentSchedule.Remove.Directory", "/roleAssignmentScheduleRequests/"},
	{"RoleEligibilitySchedule.Remove.Directory", "/roleAssignmentScheduleRequests/"},
	// Needed beside the permission for assignments: alone it would let every
	// application that manages applications give itself any role.
	{"Application.ReadWrite.All", "/appRoleAssignedTo/"},
	{"Application.ReadWrite.All", "/appRoleAssignments/"},
}

// allows tells whether the caller's permissions open a path for the request.
// What reads the directory's objects is also allowed to those who write them.
func (c *call) allows(at store.Pattern, route store.Pattern) bool {
	p := c.permissions[at]
	removing := c.request.Method == http.MethodDelete && p.remove != nil && strings.Count(string(route), "/") == strings.Count(string(at), "/")+1
	creating := c.request.Method == http.MethodPost && route == at
	switch {
	case removing:
		return c.hasRole(p.remove...)
	case c.hasRole(p.write...), creating && c.hasRole(p.create...):
		return true
	case !c.reading():
		return false
	}
	return c.hasRole(p.read...) || slices.Contains(p.read, "Directory.Read.All") && c.hasRole("Directory.ReadWrite.All")
}

// authorizeOwned: with OwnedBy alone an application manages only what it owns.
func (c *call) authorizeOwned(e entry) error {
	limited := c.caller.AppOnly && c.hasRole("Application.ReadWrite.OwnedBy") && !c.hasRole("Application.ReadWrite.All")
	if !limited || e.path != "/applications" && e.path != "/servicePrincipals" {
		return nil
	}
	owned := func(owner store.Ref) bool { return strings.EqualFold(owner.ID, c.caller.ObjectID) }
	if slices.ContainsFunc(c.store.Links(e.ref(), "owners"), owned) {
		return nil
	}
	return forbidden()
}

func (c *call) hasRole(roles ...string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(c.caller.Roles, role) })
}

func forbidden() *failure {
	return fail(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
}

// reading tells whether a request only asks.
func (c *call) reading() bool {
	last := c.segments[len(c.segments)-1].Name
	return c.request.Method == http.MethodGet || slices.Contains([]string{"getByIds", "checkMemberGroups", "checkMemberObjects", "getMemberGroups", "getMemberObjects"}, last)
}

// permission says which application permissions open a path and those below it.
type permission struct {
	read, write []string
	// create is enough to add an object to the collection; remove, where it is
	// given, is what deleting one takes.
	create, remove []string
}

// permissions are Microsoft's, by the path that they open.
type permissions map[store.Pattern]permission

// of finds the path that decides about another one: the nearest one above it.
func (p permissions) of(route store.Pattern) (at store.Pattern, known bool) {
	for at = route; at != ""; at = at[:strings.LastIndexByte(string(at), '/')] {
		if _, known = p[at]; known {
			return at, true
		}
	}
	return "", false
}
