// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"strings"
	"testing"
)

func TestMetadataInAnswers(t *testing.T) {
	t.Parallel()
	full := []string{"Accept: application/json; charset=utf-8; IEEE754Compatible=false; odata.metadata=full"}
	none := []string{"Accept: application/json;odata.metadata=none"}
	conversations(t, map[string][]step{
		"is as full as the client asks": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada", headers: full, want: `{"@odata.type":"#microsoft.graph.user"}`},
			{do: "GET /users/{ada}", headers: full, status: 200, want: `{"@odata.type":"#microsoft.graph.user","businessPhones@odata.type":"#Collection(String)",
				"@odata.id":"https://graph.example/v2/10000000-0000-4000-8000-000000000000/directoryObjects/{ada}/Microsoft.DirectoryServices.User"}`},
			{do: "GET /users/{ada}?$select=createdDateTime", headers: full, status: 200, want: `{"createdDateTime@odata.type":"#DateTimeOffset","id":"-"}`},
			{do: "GET /users/{ada}", headers: none, status: 200, want: `{"id":"{ada}","@odata.context":"-"}`},
			{do: "GET /users/{ada}", status: 200, want: `{"@odata.type":"-","@odata.id":"-"}`},
			{do: "GET /users?$top=1&$count=true", headers: append(none, "ConsistencyLevel: eventual"), status: 200, want: `{"@odata.count":2,"@odata.context":"-"}`},
		},
		"names types where there are several": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{caller}"}`, status: 204},
			{do: "GET /directoryObjects/{g}", status: 200, want: `{"@odata.type":"#microsoft.graph.group","@odata.context":"https://graph.example/v1.0/$metadata#directoryObjects/$entity"}`},
			{do: "GET /groups/{g}/members/{caller}", status: 200, want: `{"@odata.type":"#microsoft.graph.servicePrincipal"}`},
			{do: "GET /groups/{g}/members/microsoft.graph.servicePrincipal", status: 200, want: `{"@odata.context":"https://graph.example/v1.0/$metadata#servicePrincipals","value":[{"id":"{caller}","@odata.type":"-"}]}`},
		},
		"that says nothing new does not come back": {
			{do: "POST /applications", body: `{"@odata.type":"#microsoft.graph.application","displayName":"A","web":{"@odata.type":"#microsoft.graph.webApplication","homePageUrl":"https://a.example"}}`, status: 201, save: "a", want: `{"@odata.type":"-","web":{"@odata.type":"-"}}`},
			{do: "GET /applications/{a}", status: 200, want: `{"@odata.type":"-","web":{"homePageUrl":"https://a.example","@odata.type":"-"}}`},
		},
		"of an answer may be the address in a reference": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v2/10000000-0000-4000-8000-000000000000/directoryObjects/{admin}/Microsoft.DirectoryServices.User"}`, status: 204},
			{do: "GET /groups/{g}/members/{admin}/$ref", status: 200},
			{do: "DELETE /groups/{g}/members/$ref?@id=https://graph.microsoft.com/v1.0/users/{absent}", status: 404},
			{do: "DELETE /groups/{g}/members/$ref?@id=https://graph.microsoft.com/v1.0/users/{admin}", status: 204},
			{do: "GET /groups/{g}/members/{admin}/$ref", status: 404},
			{do: "DELETE /groups/{g}/members/$ref", status: 405},
		},
	})
}

func TestFiltersOfRelations(t *testing.T) {
	t.Parallel()
	eventual := []string{"ConsistencyLevel: eventual"}
	conversations(t, map[string][]step{
		"need the search index, but for one object's id": {
			{do: "POST /groups", body: strings.Replace(bodyOfGroup, "{", `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"],`, 1), status: 201, save: "g"},
			{do: "GET /groups/{g}/members?$filter=displayName eq 'Admin'", status: 400, want: refused("Request_UnsupportedQuery", "The specified filter to the reference property query is currently not supported.")},
			{do: "GET /groups/{g}/members?$filter=displayName eq 'Admin'&$count=true", headers: eventual, status: 200, want: `{"@odata.count":1,"value":[{"id":"{admin}"}]}`},
			{do: "GET /groups/{g}/members?$filter=id eq '{admin}'", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
		},
	})
}
