// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"

// rules are what a collection does beyond what the metadata says, as far as
// Microsoft documents it. The zero value is a collection without peculiarities.
type rules struct {
	// required properties must be in the body that creates an object.
	required []string
	// defaults are what a new object has without being told.
	defaults store.Object
	// readOnly properties are refused in any body, createOnly ones in changes.
	readOnly, createOnly []string
	// writeOnly properties are accepted and never returned.
	writeOnly []string
	// merged complex properties keep the members that a change does not name;
	// all others are replaced whole.
	merged []string
	// shown are the properties that v1.0 returns when nothing is selected; nil
	// stands for all. selectOnly ones are returned when they are selected.
	shown, selectOnly []string
	// unique texts are compared without case.
	unique []string
	// naturalKey is a property that may stand in a path in place of the id.
	naturalKey string
	// soft deletion moves objects to /directory/deletedItems.
	soft bool
	// changeAnswers: PATCH answers 200 with the object instead of 204.
	changeAnswers bool
	// unpaged collections come whole and know no $top.
	unpaged bool
	// check judges an object before it is stored; before is nil for a new one.
	check func(c *call, before, after store.Object) error
	// complete adds what the server computes for a new object.
	complete func(c *call, object store.Object)
}

// rules finds what holds for the target's collection.
func (t target) rules() rules {
	pattern := t.pattern()
	for _, known := range collections {
		if known.pattern == pattern {
			return known.rules
		}
	}
	return rules{}
}

// collections are the collections with rules of their own.
var collections = []struct {
	pattern string
	rules   rules
}{
	{"/users", userRules},
	{"/groups", groupRules},
	{"/applications", applicationRules},
	{"/servicePrincipals", servicePrincipalRules},
	{"/directory/administrativeUnits", rules{required: []string{"displayName"}, soft: true, createOnly: []string{"isMemberManagementRestricted"}, defaults: store.Object{"description": nil, "visibility": nil, "membershipType": nil}}},
	{"/applications/*/federatedIdentityCredentials", rules{required: []string{"name", "issuer", "subject", "audiences"}, createOnly: []string{"name"}, unique: []string{"name"}}},
	{"/oauth2PermissionGrants", rules{required: []string{"clientId", "consentType", "resourceId"}, createOnly: []string{"clientId", "consentType", "principalId", "resourceId"}}},
	{"/directoryRoles", rules{required: []string{"roleTemplateId"}, unpaged: true}},
	{"/domains", rules{unpaged: true}},
	{"/subscribedSkus", rules{unpaged: true}},
}

// NewStore makes a store that looks objects up by their unique properties.
func NewStore() *store.Store {
	unique := map[string][]string{}
	for _, known := range collections {
		unique[known.pattern] = append(unique[known.pattern], known.rules.unique...)
	}
	return store.New(unique)
}
