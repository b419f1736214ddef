// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Planner and the relationships of partners with their customers are the services of
// which the reference's pages demand If-Match. The directory, policies and Intune
// overlook it.

const partnersPath = "/tenantRelationships/delegatedAdminRelationships"

func matchedRules() table {
	return table{
		"/planner/plans":                      {required: []string{"container", "title"}, matched: true},
		"/planner/buckets":                    {required: []string{"name", "planId"}, matched: true},
		"/planner/tasks":                      {required: []string{"title", "planId"}, matched: true},
		partnersPath:                          {required: []string{"displayName", "duration", "accessDetails"}, matched: true, changeAnswers: true},
		partnersPath + "/*/accessAssignments": {required: []string{"accessContainer", "accessDetails"}, matched: true},
	}
}

func matchedPermissions() permissions {
	return permissions{
		"/planner":   {read: []string{"Tasks.Read.All"}, write: []string{"Tasks.ReadWrite.All"}},
		partnersPath: {read: []string{"DelegatedAdminRelationship.Read.All"}, write: []string{"DelegatedAdminRelationship.ReadWrite.All"}},
	}
}

// etagOf is the version of an object.
func etagOf(object store.Object) string {
	document, _ := json.Marshal(object) // it came as JSON
	sum := sha256.Sum256(document)
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}

// checkMatch refuses to change another version of an object than the caller knows. The
// words are a guess.
func (c *call) checkMatch(e entry, r *rules) error {
	known := c.request.Header.Get("If-Match")
	switch {
	case !r.matched || c.options.Seeding:
		return nil
	case known == "":
		return fail(http.StatusBadRequest, "BadRequest", "The If-Match header must be specified for this type of request.")
	case known != "*" && known != etagOf(e.object):
		return fail(http.StatusPreconditionFailed, "PreconditionFailed", "The entity tag in the If-Match header is not that of the present version of the resource.")
	}
	return nil
}
