// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// assignLicense changes the licences of a user, or of a group, whose members inherit
// them. Entra takes minutes for these, the tenant no time.
func (c *call) assignLicense() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if err := c.checkLicenses(e); err != nil {
		return reply{}, err
	}
	licenses := []any{}
	for _, held := range directLicenses(e) {
		license, _ := held.(store.Object)
		if !containsText(list(c.body["removeLicenses"]), text(license["skuId"])) && find(list(c.body["addLicenses"]), "skuId", license["skuId"]) == nil {
			licenses = append(licenses, held)
		}
	}
	for _, element := range list(c.body["addLicenses"]) {
		added, _ := element.(store.Object)
		disabled := list(added["disabledPlans"])
		if disabled == nil {
			disabled = []any{}
		}
		licenses = append(licenses, store.Object{"skuId": c.skuOf(text(added["skuId"]))["skuId"], "disabledPlans": disabled})
	}
	if e.path == "/users" {
		c.license(e, licenses)
		return c.get()
	}
	c.licenseGroup(e, licenses)
	answer, err := c.get()
	answer.status = http.StatusAccepted
	return answer, err
}

// directLicenses are the licences that a user or group was given itself.
func directLicenses(e entry) []any {
	if e.path != "/users" || len(list(e.object["licenseAssignmentStates"])) == 0 {
		return list(e.object["assignedLicenses"])
	}
	var direct []any
	for _, element := range list(e.object["licenseAssignmentStates"]) {
		if state, _ := element.(store.Object); state["assignedByGroup"] == nil {
			direct = append(direct, store.Object{"skuId": state["skuId"], "disabledPlans": state["disabledPlans"]})
		}
	}
	return direct
}

// checkLicenses refuses licences that the tenant has not got or has no more of,
// and users of whom it is not known where they may use them.
func (c *call) checkLicenses(e entry) error {
	held, direct := list(e.object["assignedLicenses"]), directLicenses(e)
	for _, element := range list(c.body["addLicenses"]) {
		added, _ := element.(store.Object)
		sku := c.skuOf(text(added["skuId"]))
		switch {
		case sku == nil:
			return badRequest("License %s does not correspond to a valid company License.", text(added["skuId"]))
		case e.path == "/users" && text(e.object["usageLocation"]) == "":
			return badRequest("License assignment cannot be done for user with invalid usage location.")
		case find(held, "skuId", added["skuId"]) == nil && e.path == "/users" && c.exhausted(sku):
			return badRequest("Subscription with SKU %s does not have any available licenses.", text(added["skuId"]))
		}
	}
	for _, id := range list(c.body["removeLicenses"]) {
		switch {
		case find(direct, "skuId", id) != nil:
		case find(held, "skuId", id) != nil:
			return badRequest("User license is inherited from a group membership and it cannot be removed directly from the user.")
		default:
			return badRequest("User does not have a corresponding license.")
		}
	}
	return nil
}

func (c *call) skuOf(id string) store.Object {
	for _, sku := range c.store.Walk("/subscribedSkus", 0) {
		if strings.EqualFold(text(sku["skuId"]), id) {
			return sku
		}
	}
	return nil
}

func (c *call) exhausted(sku store.Object) bool {
	enabled, _ := number(nested(sku, "prepaidUnits", "enabled"))
	consumed, _ := number(sku["consumedUnits"])
	return consumed >= enabled
}

// licensedGroups is where the groups are noted that have licences.
const licensedGroups = store.Location("/licensedGroups")

// licenseGroup stores a group's licences and gives them to its members. Members of
// groups inside of it get none: Entra's group-based licensing does not look there.
func (c *call) licenseGroup(e entry, licenses []any) {
	c.discard(licensedGroups, licensedID(e.id()))
	if len(licenses) > 0 {
		c.must(c.store.Insert(licensedGroups, store.Object{"id": licensedID(e.id()), "group": e.id()}))
	}
	c.set(e, "assignedLicenses", licenses)
	c.set(e, "licenseProcessingState", store.Object{"state": "ProcessingComplete"})
	for _, member := range c.membersOf(e.ref()) {
		c.relicense(member)
	}
}

// licensedID is the id of the note, which is not the group's own.
func licensedID(group string) string { return "licensed-" + strings.ToLower(group) }

// inheritedLicenses are the licences of a user's groups, with the group of each.
func (c *call) inheritedLicenses(user store.Ref) []store.Object {
	var all []store.Object
	for _, note := range c.store.Walk(licensedGroups, 0) {
		group, ok := c.store.Get("/groups", text(note["group"]))
		e := entry{"/groups", group}
		if !ok || !c.isMember(e, user) {
			continue
		}
		for _, element := range list(group["assignedLicenses"]) {
			license, _ := element.(store.Object)
			all = append(all, store.Object{"skuId": license["skuId"], "disabledPlans": license["disabledPlans"], "assignedByGroup": e.id()})
		}
	}
	return all
}

// isMember tells whether a group has a user as a member of its own.
func (c *call) isMember(group entry, user store.Ref) bool {
	if !isProcessed(group.path, group.object) {
		return c.store.Linked(group.ref(), "members", user)
	}
	object, ok := c.store.At(user)
	return ok && c.isChosen(group.object, entry{user.In, object})
}

// relicenseMember follows up that a group has a member more or less.
func (c *call) relicenseMember(group, member store.Ref) {
	if _, licensed := c.store.Get(licensedGroups, licensedID(group.ID)); licensed {
		c.relicense(member)
	}
}

// relicense works out anew what a user has, directly and by groups.
func (c *call) relicense(member store.Ref) {
	user, ok := c.store.At(member)
	if e := (entry{member.In, user}); ok && member.In == "/users" {
		c.license(e, directLicenses(e))
	}
}

// relicenseChanged: a rule may make a changed user a member of a group with licences.
func relicenseChanged(c *call, _, user store.Object) {
	if c.store.Len(licensedGroups) > 0 {
		c.relicense(entry{"/users", user}.ref())
	}
}

// license stores the licences that a user has directly from now on, those of its
// groups, and what follows.
func (c *call) license(e entry, direct []any) {
	wanted := make([]store.Object, 0, len(direct))
	for _, element := range direct {
		license, _ := element.(store.Object)
		wanted = append(wanted, replaced(license, "assignedByGroup", nil))
	}
	wanted = append(wanted, c.inheritedLicenses(e.ref())...)
	before := list(e.object["assignedLicenses"])
	states, active := []any{}, []any{}
	for _, license := range wanted {
		state := c.stateOf(e, license, active)
		states = append(states, state)
		if state["error"] == "None" {
			active = withLicense(active, license)
		}
	}
	c.set(e, "assignedLicenses", active)
	c.set(e, "licenseAssignmentStates", states)
	c.set(e, "assignedPlans", c.plansOf(e, active))
	c.consume(before, -1)
	c.consume(active, 1)
	c.noteLicenseErrors(states)
}

// stateOf is how the assignment of a licence to a user has gone. One that is inherited
// fails when there is none left; one given directly was refused then.
func (c *call) stateOf(e entry, license store.Object, active []any) store.Object {
	state := store.Object{
		"skuId": license["skuId"], "disabledPlans": license["disabledPlans"], "assignedByGroup": license["assignedByGroup"],
		"state": "Active", "error": "None", "lastUpdatedDateTime": c.now(),
	}
	has := find(list(e.object["assignedLicenses"]), "skuId", license["skuId"]) != nil || find(active, "skuId", license["skuId"]) != nil
	if license["assignedByGroup"] != nil && !has && c.exhausted(c.skuOf(text(license["skuId"]))) {
		state["state"], state["error"] = "Error", "CountViolation"
	}
	for _, element := range list(e.object["licenseAssignmentStates"]) {
		if old, _ := element.(store.Object); sameText(old, state, "skuId", "assignedByGroup", "error") && sameJSON(old["disabledPlans"], state["disabledPlans"]) {
			return old
		}
	}
	return state
}

// withLicense adds a licence to those in force. Of one that is there already the plans
// count that any of the assignments leaves on.
func withLicense(active []any, license store.Object) []any {
	added := store.Object{"skuId": license["skuId"], "disabledPlans": license["disabledPlans"]}
	for i, element := range active {
		held, _ := element.(store.Object)
		if held["skuId"] != license["skuId"] {
			continue
		}
		off := []any{}
		for _, plan := range list(held["disabledPlans"]) {
			if containsText(list(license["disabledPlans"]), text(plan)) {
				off = append(off, plan)
			}
		}
		all := slices.Clone(active)
		all[i] = replaced(added, "disabledPlans", off)
		return all
	}
	return append(active, added)
}

// plansOf are the service plans of a user's licences, whose details it notes.
func (c *call) plansOf(e entry, licenses []any) []any {
	plans := []any{}
	details := e.below("licenseDetails")
	c.must(c.store.Clear(details))
	for _, element := range licenses {
		license, _ := element.(store.Object)
		sku := c.skuOf(text(license["skuId"]))
		for _, each := range list(sku["servicePlans"]) {
			plan, _ := each.(store.Object)
			if !containsText(list(license["disabledPlans"]), text(plan["servicePlanId"])) {
				plans = append(plans, store.Object{
					"servicePlanId": plan["servicePlanId"], "service": plan["servicePlanName"], "capabilityStatus": "Enabled", "assignedDateTime": c.now(),
				})
			}
		}
		c.must(c.store.Insert(details, store.Object{
			"id": uuid.NewString(), "skuId": license["skuId"], "skuPartNumber": sku["skuPartNumber"], "servicePlans": sku["servicePlans"],
		}))
	}
	return plans
}

// consume counts how many users have each of some licences.
func (c *call) consume(licenses []any, more int) {
	for _, element := range licenses {
		license, _ := element.(store.Object)
		if sku := c.skuOf(text(license["skuId"])); sku != nil {
			consumed, _ := number(sku["consumedUnits"])
			c.set(entry{"/subscribedSkus", sku}, "consumedUnits", int(consumed)+more)
		}
	}
}

// noteLicenseErrors lets a group be found by the errors of its members.
func (c *call) noteLicenseErrors(states []any) {
	for _, element := range states {
		state, _ := element.(store.Object)
		if group, ok := c.store.Get("/groups", text(state["assignedByGroup"])); ok {
			e := entry{"/groups", group}
			c.set(e, "hasMembersWithLicenseErrors", len(c.membersWithLicenseErrors(e.ref())) > 0)
		}
	}
}

// membersWithLicenseErrors are the members of a group whom its licences did not reach.
func (c *call) membersWithLicenseErrors(group store.Ref) []store.Ref {
	return slices.DeleteFunc(slices.Clone(c.membersOf(group)), func(member store.Ref) bool {
		user, _ := c.store.At(member)
		return !slices.ContainsFunc(list(user["licenseAssignmentStates"]), func(element any) bool {
			state, _ := element.(store.Object)
			return strings.EqualFold(text(state["assignedByGroup"]), group.ID) && state["error"] != "None"
		})
	})
}

// freeLicenses: who is deleted needs none, until restored.
func freeLicenses(c *call, user store.Object) {
	if user["deletedDateTime"] == nil {
		c.consume(list(user["assignedLicenses"]), -1)
	}
}

// keepLicensed: a group goes only without licences, as Microsoft's page on group-based
// licensing says; the words are a guess.
func keepLicensed(_ *call, group store.Object) error {
	if len(list(group["assignedLicenses"])) > 0 {
		return badRequest("The group has licenses assigned. Remove them before you delete the group.")
	}
	return nil
}
