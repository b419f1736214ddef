// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	policiesPath  = "/identity/conditionalAccess/policies"
	locationsPath = "/identity/conditionalAccess/namedLocations"
	// deletedPath holds deleted policies and locations.
	deletedPath   = "/identity/conditionalAccess/deletedItems"
	contextsPath  = "/identity/conditionalAccess/authenticationContextClassReferences"
	strengthsPath = "/policies/authenticationStrengthPolicies"
)

func conditionalAccessRules() table {
	return table{
		policiesPath: {
			required: []string{"displayName", "state", "conditions"},
			bin:      deletedPath + "/policies", check: checkPolicy, unmodified: true,
		},
		locationsPath: {required: []string{"displayName"}, check: checkLocation, keeps: keepLocation, bin: deletedPath + "/namedLocations"},
		contextsPath: {
			required: []string{"id", "displayName"}, clientID: true, upsert: http.MethodPatch, unpaged: true,
			check: checkContext, keeps: keepContext,
		},
		strengthsPath: {
			required:   []string{"displayName", "allowedCombinations"},
			createOnly: []string{"allowedCombinations"}, receive: refuseCombinations,
			check: checkStrength, complete: completeStrength, keeps: keepStrength, embeds: []string{"combinationConfigurations"},
		},
	}
}

// conditionalAccessOperations are those of Conditional Access.
func conditionalAccessOperations() operations {
	return operations{
		"conditionalAccessPolicy":      {"restore": (*call).restore},
		"namedLocation":                {"restore": (*call).restore},
		"authenticationStrengthPolicy": {"updateAllowedCombinations": (*call).updateAllowedCombinations, "usage": (*call).strengthUsage},
	}
}

// conditionalAccessPermissions open the paths of these rules.
func conditionalAccessPermissions() permissions {
	return permissions{
		"/identity/conditionalAccess/authenticationContextClassReferences": {read: []string{"AuthenticationContext.Read.All", "Policy.Read.All"}, write: []string{"AuthenticationContext.ReadWrite.All"}},
		"/identity/conditionalAccess":                                      {read: []string{"Policy.Read.All", "Policy.Read.ConditionalAccess"}, write: []string{"Policy.ReadWrite.ConditionalAccess"}},
		"/policies/authenticationStrengthPolicies":                         {read: []string{"Policy.Read.All", "Policy.Read.AuthenticationMethod"}, write: []string{"Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.ConditionalAccess"}},
	}
}

// numbered is a refusal by one of conditional access' numbered rules.
func numbered(number, format string, args ...any) *failure {
	return fail(http.StatusBadRequest, "BadRequest", number+": "+format, args...)
}

// checkPolicy judges a policy.
func checkPolicy(c *call, before, after store.Object) error {
	conditions, ok := after["conditions"].(store.Object)
	if !ok || conditions["applications"] == nil && before == nil || conditions["users"] == nil && conditions["clientApplications"] == nil {
		return numbered("1007", "The conditions of the policy are incomplete: applications and users are required.")
	}
	if after["grantControls"] == nil && after["sessionControls"] == nil {
		return numbered("1007", "One of grantControls and sessionControls is required.")
	}
	if err := checkCombinations(after); err != nil {
		return err
	}
	for _, list := range []string{"includeLocations", "excludeLocations"} {
		if err := c.checkLocations(nested(conditions, "locations", list)); err != nil {
			return err
		}
	}
	return c.expandStrength(after)
}

func (c *call) checkLocations(ids any) error {
	for _, id := range list(ids) {
		_, known := c.store.Get(locationsPath, text(id))
		if !known && !slices.Contains([]string{"All", "AllTrusted", "00000000-0000-0000-0000-000000000000"}, text(id)) {
			return numbered("1040", "NamedLocation with id %s does not exist in the directory.", text(id))
		}
	}
	return nil
}

// expandStrength: an authentication strength is written as an id and read whole.
func (c *call) expandStrength(policy store.Object) error {
	grant, _ := policy["grantControls"].(store.Object)
	strength, _ := grant["authenticationStrength"].(store.Object)
	switch {
	case grant == nil:
		return nil
	case strength == nil:
		policy["grantControls"] = replaced(grant, "authenticationStrength", nil)
		return nil
	}
	full, ok := c.store.Get(strengthsPath, text(strength["id"]))
	if !ok {
		return numbered("1007", "The authentication strength %s does not exist.", text(strength["id"]))
	}
	configurations := []any{}
	for _, configuration := range c.store.List(entry{strengthsPath, full}.below("combinationConfigurations")) {
		configurations = append(configurations, configuration)
	}
	policy["grantControls"] = replaced(grant, "authenticationStrength", replaced(full, "combinationConfigurations", configurations))
	return nil
}

// checkLocation judges by the kind of location, and completes it.
func checkLocation(_ *call, before, after store.Object) error {
	switch after["@odata.type"] {
	case compliantNetwork:
		if before == nil { // its reference page has neither Create nor Delete
			return numbered("1007", "A location of the type 'compliantNetworkNamedLocation' cannot be created.")
		}
	case "#microsoft.graph.countryNamedLocation":
		if after["countryLookupMethod"] == nil {
			after["countryLookupMethod"] = "clientIpAddress"
		}
	default:
		if len(list(after["ipRanges"])) == 0 {
			return numbered("1007", "The property 'ipRanges' must not be empty.")
		}
	}
	return nil
}

// compliantNetwork is the location that Global Secure Access makes.
const compliantNetwork = "#microsoft.graph.compliantNetworkNamedLocation"

// keepLocation: a trusted location, and one that a policy names, stays.
func keepLocation(c *call, location store.Object) error {
	if location["@odata.type"] == compliantNetwork {
		return numbered("1079", "The location of the compliant network cannot be deleted.")
	}
	if location["isTrusted"] == true {
		return numbered("1079", "A trusted named location cannot be deleted.")
	}
	for _, policy := range c.store.Walk(policiesPath, 0) {
		for _, kind := range []string{"includeLocations", "excludeLocations"} {
			if containsText(list(nested(policy, "conditions", "locations", kind)), text(location["id"])) {
				return numbered("1080", "The named location is referenced by the policy %s.", text(policy["id"]))
			}
		}
	}
	return nil
}

// checkContext: the ids are c1 to c99.
func checkContext(_ *call, _, after store.Object) error {
	digits, ok := strings.CutPrefix(text(after["id"]), "c")
	if !ok || len(digits) == 0 || len(digits) > 2 || strings.Trim(digits, "0123456789") != "" || digits[0] == '0' {
		return invalidValue("id", "AuthenticationContextClassReference")
	}
	return nil
}

// keepContext: a context that is offered, and one that a policy names, stays.
func keepContext(c *call, context store.Object) error {
	if context["isAvailable"] == true {
		return badRequest("An authentication context that is available cannot be deleted.")
	}
	for _, policy := range c.store.Walk(policiesPath, 0) {
		if containsText(list(nested(policy, "conditions", "applications", "includeAuthenticationContextClassReferences")), text(context["id"])) {
			return badRequest("The authentication context is referenced by the policy %s.", text(policy["id"]))
		}
	}
	return nil
}

// maxStrengths is how many authentication strengths a tenant may add.
const maxStrengths = 15

func checkStrength(c *call, before, after store.Object) error {
	if before != nil && before["policyType"] == "builtIn" {
		return badRequest("Built-in authentication strengths cannot be changed.")
	}
	if len(list(after["allowedCombinations"])) == 0 {
		return invalidValue("allowedCombinations", "AuthenticationStrengthPolicy")
	}
	custom := 0
	for _, other := range c.store.Walk(strengthsPath, 0) {
		if sameText(other, after, "displayName") && other["id"] != after["id"] {
			return conflict("displayName", "AuthenticationStrengthPolicy", text(other["id"]))
		}
		if other["policyType"] == "custom" {
			custom++
		}
	}
	if before == nil && custom >= maxStrengths {
		return badRequest("There are %d custom authentication strengths already.", maxStrengths)
	}
	return nil
}

func completeStrength(_ *call, strength store.Object) {
	strength["policyType"], strength["requirementsSatisfied"] = "custom", "mfa"
}

// keepStrength: a built-in strength, and one that a policy requires, stays.
func keepStrength(c *call, strength store.Object) error {
	if strength["policyType"] == "builtIn" {
		return badRequest("Built-in authentication strengths cannot be deleted.")
	}
	for _, policy := range c.store.Walk(policiesPath, 0) {
		if nested(policy, "grantControls", "authenticationStrength", "id") == strength["id"] {
			return badRequest("The authentication strength is in use by the policy %s.", text(policy["id"]))
		}
	}
	return nil
}

// strengthUsage tells which policies require a strength.
func (c *call) strengthUsage() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	users := []any{}
	for _, policy := range c.store.Walk(policiesPath, 0) {
		if nested(policy, "grantControls", "authenticationStrength", "id") == e.object["id"] {
			users = append(users, policy)
		}
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"mfa": users, "none": []any{}}, "microsoft.graph.authenticationStrengthUsage")}, nil
}

// refuseCombinations: PATCH may not even repeat them. They have an action of their own.
func refuseCombinations(c *call, _ store.Object) error {
	return c.refuseReadOnly(&rules{}, []string{"allowedCombinations"})
}

// updateAllowedCombinations exchanges what PATCH may not change.
func (c *call) updateAllowedCombinations() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if err := checkStrength(c, e.object, replaced(e.object, "allowedCombinations", c.body["allowedCombinations"])); err != nil {
		return reply{}, err
	}
	c.set(e, "allowedCombinations", c.body["allowedCombinations"])
	return reply{status: http.StatusOK, body: c.withContext(store.Object{
		"previousCombinations": e.object["allowedCombinations"], "currentCombinations": c.body["allowedCombinations"],
		"conditionalAccessReferences": []any{}, "additionalInformation": nil,
	}, "microsoft.graph.updateAllowedCombinationsResult")}, nil
}
