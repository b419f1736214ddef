// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import "testing"

func TestCustomSecurityAttributes(t *testing.T) {
	t.Parallel()
	roles := []string{"Authorization: Bearer app " + allRoles + " CustomSecAttributeDefinition.ReadWrite.All"}
	assigner := []string{"Authorization: Bearer app User.Read.All CustomSecAttributeAssignment.ReadWrite.All"}
	set := step{do: "POST /directory/attributeSets", body: `{"id":"Engineering","description":"x","maxAttributesPerSet":25}`, headers: roles, status: 201, want: `{"id":"Engineering"}`}
	body := `{"attributeSet":"Engineering","name":"Project","type":"String","status":"Available","isCollection":true,"isSearchable":true,"usePreDefinedValuesOnly":false}`
	definition := step{do: "POST /directory/customSecurityAttributeDefinitions", body: body, headers: roles, status: 201, want: `{"id":"Engineering_Project"}`}
	conversations(t, map[string][]step{
		"are named by their sets and never deleted": {
			set, definition,
			{do: definition.do, body: body, headers: roles, status: 409},
			{do: definition.do, body: with(body, `{"attributeSet":"Sales"}`), headers: roles, status: 404},
			{do: definition.do, body: with(body, `{"name":"A B"}`), headers: roles, status: 400},
			{do: definition.do, body: with(body, `{"name":"Flag","type":"Boolean"}`), headers: roles, status: 400},
			{do: definition.do, body: with(body, `{"name":"Flag","type":"Boolean","isCollection":false,"usePreDefinedValuesOnly":true}`), headers: roles, status: 400},
			{do: definition.do, body: with(body, `{"name":"Old","status":"Deprecated"}`), headers: roles, status: 400},
			{do: definition.do, body: with(body, `{"name":"Old","status":"Retired"}`), headers: roles, status: 400},
			{do: definition.do, body: with(body, `{"name":"Old","type":"Double"}`), headers: roles, status: 400},
			{do: "GET /directory/customSecurityAttributeDefinitions/Engineering_Project", headers: roles, status: 200, want: `{"name":"Project"}`},
			{do: "PATCH /directory/customSecurityAttributeDefinitions/Engineering_Project", body: `{"status":"Deprecated"}`, headers: roles, status: 204},
			{do: "PATCH /directory/customSecurityAttributeDefinitions/Engineering_Project", body: `{"status":"Retired"}`, headers: roles, status: 400},
			{do: "PATCH /directory/customSecurityAttributeDefinitions/Engineering_Project", body: `{"status":"Available"}`, headers: roles, status: 204},
			{do: "PATCH /directory/customSecurityAttributeDefinitions/Engineering_Project", body: `{"name":"x"}`, headers: roles, status: 400},
			{do: "DELETE /directory/customSecurityAttributeDefinitions/Engineering_Project", headers: roles, status: 405},
			{do: "DELETE /directory/attributeSets/Engineering", headers: roles, status: 405},
		},
		"have values of their types": {
			set, definition,
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"@odata.type":"#Microsoft.DirectoryServices.CustomSecurityAttributeValue","Project@odata.type":"#Collection(String)","Project":["Apollo"]}}}`, headers: assigner, status: 204},
			{do: "GET /users/{admin}?$select=customSecurityAttributes", headers: assigner, status: 200, want: `{"customSecurityAttributes":{"Engineering":{"Project":["Apollo"],"Project@odata.type":"#Collection(String)","@odata.type":"#microsoft.graph.customSecurityAttributeValue"}}}`},
			{do: "GET /beta/users/{admin}", status: 200, want: `{"customSecurityAttributes":"-"}`},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"Project":"Apollo"}}}`, headers: assigner, status: 400},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"Rank":1}}}`, headers: assigner, status: 400},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"Project":[]}}}`, headers: assigner, status: 204},
			{do: "GET /users/{admin}?$select=customSecurityAttributes", headers: assigner, status: 200, want: `{"customSecurityAttributes":null}`},
		},
		"have permissions of their own": {
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"Project":[]}}}`, status: 403},
			{do: "GET /users/{admin}?$select=customSecurityAttributes", status: 403},
			{do: "PATCH /users/{admin}", body: `{"displayName":"x"}`, headers: assigner, status: 403},
			{do: "PATCH /users/{admin}", body: `{"displayName":"x","customSecurityAttributes":{}}`, headers: assigner, status: 403},
		},
	})
}

func TestOpenExtensions(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"hold what applications put into them": {
			{do: "POST /users/{admin}/extensions", body: `{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.contoso.roaming","theme":"dark"}`, status: 201, want: `{"id":"com.contoso.roaming","theme":"dark"}`},
			{do: "PATCH /users/{admin}/extensions/com.contoso.roaming", body: `{"@odata.type":"#microsoft.graph.openTypeExtension","theme":"light","size":2}`, status: 204},
			{do: "GET /users/{admin}/extensions/com.contoso.roaming", status: 200, want: `{"theme":"light","size":2,"extensionName":"com.contoso.roaming"}`},
			{do: "GET /users/{admin}?$select=id&$expand=extensions", status: 200, want: `{"extensions":[{"id":"com.contoso.roaming"}]}`},
			{do: "DELETE /users/{admin}/extensions/com.contoso.roaming", status: 204},
			{do: "GET /users/{admin}/extensions/com.contoso.roaming", status: 404},
		},
	})
}

func TestAdministrativeUnitsAreRefused(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"with values that are not documented": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"U","visibility":"Odd"}`, status: 400},
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"U","membershipType":"Odd"}`, status: 400},
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"U","membershipType":"Dynamic"}`, status: 400},
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"U","membershipType":"Dynamic","membershipRule":"(user.country -eq \"GB\")","membershipRuleProcessingState":"On"}`, status: 201, save: "u"},
			{do: "PATCH /directory/administrativeUnits/{u}", body: `{"membershipRuleProcessingState":"Paused"}`, status: 204},
		},
	})
}
