// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// maxFederated is how many federated credentials one application may have.
const maxFederated = 20

var federatedCredentialRules = rules{
	required:   []string{"name", "issuer", "audiences"},
	createOnly: []string{"name"},
	defaults:   store.Object{"description": nil},
	lookups:    []string{"name"},
	naturalKey: "name",
	check:      checkFederatedCredential,
}

var federatedName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{2,119}$`)

// checkFederatedCredential: the name, and issuer with subject, are unique in
// the application.
func checkFederatedCredential(c *call, before, after store.Object) error {
	others := slices.DeleteFunc(c.store.List(c.target.path), func(other store.Object) bool { return other["id"] == after["id"] })
	for _, other := range others {
		if strings.EqualFold(text(other["name"]), text(after["name"])) {
			return sameKey("FederatedIdentityCredential with name %s already exists.", text(after["name"]))
		}
		if other["issuer"] == after["issuer"] && other["subject"] == after["subject"] && after["subject"] != nil {
			return sameKey("FederatedIdentityCredential with the same issuer and subject already exists.")
		}
	}
	issuer, err := url.Parse(text(after["issuer"]))
	switch {
	case before == nil && len(others) >= maxFederated:
		return badRequest("The number of federated identity credentials must not exceed %d.", maxFederated)
	case !federatedName.MatchString(text(after["name"])):
		return invalidValue("name", "FederatedIdentityCredential")
	case err != nil || issuer.Scheme == "" || len(text(after["issuer"])) > 600:
		return invalidValue("issuer", "FederatedIdentityCredential")
	case text(after["subject"]) == "" && after["claimsMatchingExpression"] == nil:
		return badRequest("A value is required for property 'subject' of resource 'FederatedIdentityCredential'.")
	case text(after["subject"]) != "" && after["claimsMatchingExpression"] != nil:
		return badRequest("Only one of the properties 'subject' and 'claimsMatchingExpression' can have a value.")
	case len(text(after["subject"])) > 600:
		return invalidValue("subject", "FederatedIdentityCredential")
	case len(list(after["audiences"])) != 1:
		return badRequest("Exactly one value must be specified for property 'audiences'.")
	}
	return nil
}
