// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// assignLicense changes the licences of a user or a group.
func (c *call) assignLicense() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if err := c.checkLicenses(e); err != nil {
		return reply{}, err
	}
	licenses := []any{}
	for _, held := range list(e.object["assignedLicenses"]) {
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
		licenses = append(licenses, store.Object{"skuId": added["skuId"], "disabledPlans": disabled})
	}
	c.license(e, licenses)
	answer, err := c.get()
	if e.path == "/groups" {
		answer.status = http.StatusAccepted
	}
	return answer, err
}

// checkLicenses refuses licences that the tenant has not got or has no more of,
// and users of whom it is not known where they may use them.
func (c *call) checkLicenses(e entry) error {
	held := list(e.object["assignedLicenses"])
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
		if find(held, "skuId", id) == nil {
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

// license stores the licences that an object has from now on, and what follows.
func (c *call) license(e entry, licenses []any) {
	states, plans := []any{}, []any{}
	details := e.below("licenseDetails")
	c.must(c.store.Clear(details))
	for _, element := range licenses {
		license, _ := element.(store.Object)
		sku := c.skuOf(text(license["skuId"]))
		states = append(states, store.Object{
			"skuId": license["skuId"], "disabledPlans": license["disabledPlans"], "assignedByGroup": nil, "state": "Active", "error": "None", "lastUpdatedDateTime": c.now(),
		})
		for _, each := range list(sku["servicePlans"]) {
			plan, _ := each.(store.Object)
			if !containsText(list(license["disabledPlans"]), text(plan["servicePlanId"])) {
				plans = append(plans, store.Object{
					"servicePlanId": plan["servicePlanId"], "service": plan["servicePlanName"], "capabilityStatus": "Enabled", "assignedDateTime": c.now(),
				})
			}
		}
		if e.path == "/users" {
			c.must(c.store.Insert(details, store.Object{
				"id": uuid.NewString(), "skuId": license["skuId"], "skuPartNumber": sku["skuPartNumber"], "servicePlans": sku["servicePlans"],
			}))
		}
	}
	c.set(e, "assignedLicenses", licenses)
	if e.path != "/users" {
		return
	}
	c.set(e, "licenseAssignmentStates", states)
	c.set(e, "assignedPlans", plans)
	c.countLicenses()
}

// countLicenses notes how many users have each of the tenant's licences.
func (c *call) countLicenses() {
	consumed := map[string]int{}
	for _, user := range c.store.Walk("/users", 0) {
		for _, element := range list(user["assignedLicenses"]) {
			license, _ := element.(store.Object)
			consumed[strings.ToLower(text(license["skuId"]))]++
		}
	}
	for _, sku := range c.store.List("/subscribedSkus") {
		c.set(entry{"/subscribedSkus", sku}, "consumedUnits", consumed[strings.ToLower(text(sku["skuId"]))])
	}
}
