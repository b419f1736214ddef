// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// checkCombinations refuses what Conditional Access does not put together. The
// sources are Microsoft's reference pages of the types that the functions name.
func checkCombinations(policy store.Object) error {
	conditions, _ := policy["conditions"].(store.Object)
	for _, check := range []func(store.Object, store.Object) error{checkApplications, checkGrants, checkPasswordChange, checkSessions} {
		if err := check(policy, conditions); err != nil {
			return err
		}
	}
	return nil
}

// checkApplications: a policy is about applications, user actions or authentication
// contexts (conditionalAccessApplications).
func checkApplications(_, conditions store.Object) error {
	applications, _ := conditions["applications"].(store.Object)
	kinds := 0
	for _, kind := range []string{"includeApplications", "includeUserActions", "includeAuthenticationContextClassReferences"} {
		if len(list(applications[kind])) > 0 {
			kinds++
		}
	}
	if applications != nil && kinds == 0 && applications["applicationFilter"] == nil {
		return numbered("1007", "The policy must include applications, user actions or authentication contexts.")
	}
	return nil
}

// checkGrants: who is blocked is asked for nothing, and an authentication strength
// takes the place of multifactor authentication (conditionalAccessGrantControls).
func checkGrants(policy, _ store.Object) error {
	grant, _ := policy["grantControls"].(store.Object)
	controls := list(grant["builtInControls"])
	others := len(controls) + len(list(grant["customAuthenticationFactors"])) + len(list(grant["termsOfUse"]))
	if grant["authenticationStrength"] != nil {
		others++
	}
	switch {
	case grant != nil && others == 0:
		return numbered("1007", "The grant controls of the policy are empty.")
	case slices.Contains(controls, any("block")) && others > 1:
		return numbered("1007", "The control 'block' cannot be combined with other controls.")
	case slices.Contains(controls, any("mfa")) && grant["authenticationStrength"] != nil:
		return numbered("1007", "The control 'mfa' cannot be combined with an authentication strength.")
	}
	return nil
}

// checkPasswordChange: a change of the password needs multifactor authentication too,
// and is for users at risk (conditionalAccessGrantControls).
func checkPasswordChange(policy, conditions store.Object) error {
	grant, _ := policy["grantControls"].(store.Object)
	controls := list(grant["builtInControls"])
	if !slices.Contains(controls, any("passwordChange")) {
		return nil
	}
	secured := slices.Contains(controls, any("mfa")) || grant["authenticationStrength"] != nil
	switch {
	case grant["operator"] != "AND" || !secured:
		return numbered("1007", "The control 'passwordChange' must be accompanied by 'mfa' with the operator AND.")
	case len(list(conditions["userRiskLevels"])) == 0:
		return numbered("1007", "The control 'passwordChange' needs the condition userRiskLevels.")
	}
	return nil
}

// checkSessions: session controls control something, and the frequency of sign-ins
// has a positive value with its unit or is every time (signInFrequencySessionControl).
func checkSessions(policy, _ store.Object) error {
	sessions, _ := policy["sessionControls"].(store.Object)
	if sessions == nil {
		return nil
	}
	used := false
	for _, control := range sessions {
		used = used || control != nil
	}
	if !used && policy["grantControls"] == nil {
		return numbered("1007", "The session controls of the policy are empty.")
	}
	frequency, _ := sessions["signInFrequency"].(store.Object)
	if frequency == nil || frequency["isEnabled"] == false {
		return nil
	}
	value, given := number(frequency["value"])
	switch everyTime := frequency["frequencyInterval"] == "everyTime"; {
	case everyTime && (given || frequency["type"] != nil):
		return numbered("1007", "A sign-in frequency of every time has no value and no type.")
	case !everyTime && (!given || value < 1 || frequency["type"] == nil):
		return numbered("1007", "A sign-in frequency by time needs a value greater than zero and a type.")
	case !everyTime && frequency["authenticationType"] == "secondaryAuthentication":
		return numbered("1007", "Secondary authentication alone can be asked for every time only.")
	}
	return nil
}
