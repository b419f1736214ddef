// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

// What is deleted is the directory's still: it is counted by the index alone, and
// what the directory refuses is refused there too.
func TestDeletedItemsAreTheDirectorys(t *testing.T) {
	t.Parallel()
	const deleted = "/directory/deletedItems/microsoft.graph.group"
	conversations(t, map[string][]step{
		"deleted items": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "DELETE /groups/{g}", status: 204},
			{do: "GET " + deleted + "?$skip=1", status: 400},
			{do: "GET " + deleted + "?$search=\"displayName:Sales\"", status: 400},
			{do: "GET " + deleted + "?$count=true", status: 200, want: `{"@odata.count":"-","value":[{"id":"{g}"}]}`},
			{do: "GET " + deleted + "?$count=true", headers: []string{"ConsistencyLevel: eventual"}, status: 200, want: `{"@odata.count":1}`},
			{do: "GET " + deleted + "/$count", status: 400},
		},
		"another service's": {
			{do: "GET /identity/conditionalAccess/namedLocations?$skip=1", status: 200},
			{do: "GET /identity/conditionalAccess/namedLocations?$count=true", status: 200, want: `{"@odata.count":0}`},
		},
	})
}

// A service words the refusals that are its own. That nobody is signed in, and that
// something is not known, has the same words everywhere.
func TestServicesWordTheirOwnRefusals(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for do, words := range map[string]string{
		"GET /v1.0/deviceManagement/deviceCategories/00000000-0000-4000-8000-000000000000":         "Operation ID",
		"GET /beta/deviceManagement/operationApprovalPolicies/getApprovableOperations":             "The local tenant does not know the operation",
		"GET /v1.0/identity/conditionalAccess/namedLocations/00000000-0000-4000-8000-000000000000": "NamedLocation with id",
		"DELETE /v1.0/deviceManagement/deviceCategories":                                           "Specified HTTP method is not allowed",
		"GET /beta/deviceManagement/auditEvents/getAuditCategories":                                "The local tenant does not know the operation",
	} {
		w := s.send(t, do, "")
		inIntune := strings.Contains(w.Body.String(), "Operation ID")
		if !strings.Contains(w.Body.String(), words) || inIntune != (words == "Operation ID") {
			t.Errorf("%s: %d %s, want %q", do, w.Code, w.Body, words)
		}
	}
}

// A change of a filter of devices is judged by its rule only if it brings one: a rule
// that a real tenant once took stays.
func TestAFilterKeepsARuleThatIsNotSent(t *testing.T) {
	t.Parallel()
	const filters = "/beta/deviceManagement/assignmentFilters"
	conversations(t, map[string][]step{
		"a filter": {
			{do: "POST " + filters, body: `{"displayName":"F","platform":"iOS","rule":"(device.model -eq \"x\")"}`, status: 201, save: "f"},
			{do: "POST " + filters, body: `{"displayName":"F","platform":"iOS","rule":"device model"}`, status: 400},
			{do: "PATCH " + filters + "/{f}", body: `{"displayName":"G"}`, status: 200, want: `{"displayName":"G","rule":"(device.model -eq \"x\")"}`},
			{do: "PATCH " + filters + "/{f}", body: `{"rule":"device model"}`, status: 400},
		},
	})
}

// A template makes an application and its principal, which both name it.
func TestWhatATemplateMakesNamesIt(t *testing.T) {
	t.Parallel()
	const template = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"
	conversations(t, map[string][]step{
		"instantiate": {
			{
				do: "POST /applicationTemplates/" + template + "/instantiate", body: `{"displayName":"Made"}`, status: 201,
				want: `{"application":{"displayName":"Made","applicationTemplateId":"` + template + `"},"servicePrincipal":{"displayName":"Made","applicationTemplateId":"` + template + `"}}`,
			},
			{do: "GET /applications?$filter=applicationTemplateId eq '" + template + "'", status: 200, want: `{"value":[{"displayName":"Made"}]}`},
			{do: "POST /applicationTemplates/" + template + "/instantiate", body: `{}`, status: 400},
		},
	})
}

// The page of what the tenant knows has the operations of a collection and of its
// objects, and who opens it.
func TestCoverageTellsOfDomains(t *testing.T) {
	t.Parallel()
	all, err := graph.Coverage()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(place graph.Covered) bool { return place.Path == "/domains" })
	if i < 0 {
		t.Fatal("domains are missing")
	}
	domains := all[i]
	if domains.OpenedBy != "/domains" || !slices.Contains(domains.Read, "Domain.Read.All") || !slices.Contains(domains.Write, "Domain.ReadWrite.All") {
		t.Errorf("domains are opened by %s to %v and %v", domains.OpenedBy, domains.Read, domains.Write)
	}
	if !slices.Contains(domains.Operations, "verify") || domains.Published < len(domains.Operations) {
		t.Errorf("domains have the operations %v of %d", domains.Operations, domains.Published)
	}
}
