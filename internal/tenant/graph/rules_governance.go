// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"

func governanceRules() table {
	const base = "/identityGovernance/entitlementManagement"
	return table{
		base + "/catalogs": {
			required: []string{"displayName"}, readOnly: []string{"catalogType"},
			defaults: store.Object{"catalogType": "userManaged", "state": "published", "isExternallyVisible": false}, keeps: keepCatalog,
		},
		base + "/accessPackages":                        {required: []string{"displayName", "catalog"}, createOnly: []string{"catalog"}, defaults: store.Object{"isHidden": false}},
		base + "/assignmentPolicies":                    {required: []string{"displayName", "accessPackage"}, puts: true, changeAnswers: true},
		base + "/connectedOrganizations":                {required: []string{"displayName", "identitySources"}, defaults: store.Object{"state": "configured"}},
		"/identityGovernance/accessReviews/definitions": {required: []string{"displayName", "scope"}, puts: true},
	}
}

// keepCatalog: a catalogue that holds access packages stays.
func keepCatalog(c *call, catalog store.Object) error {
	for _, id := range c.options.Store.Referrers(text(catalog["id"]), "catalog") {
		if _, _, ok := c.options.Store.Find(id, alive); ok {
			return badRequest("The catalog '%s' holds access packages and cannot be deleted.", text(catalog["id"]))
		}
	}
	return nil
}
