// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

func seeded(document string) func(*tenant.Options) {
	return func(o *tenant.Options) { o.Seed = []byte(document) }
}

const aSeed = `{
  "users": [
    {"accountEnabled": true, "displayName": "Ada", "mailNickname": "ada", "userPrincipalName": "ada@contoso.onmicrosoft.com", "passwordProfile": {"password": "Correct-Horse-1"}},
    {"accountEnabled": true, "displayName": "Grace", "mailNickname": "grace", "userPrincipalName": "grace@contoso.onmicrosoft.com", "passwordProfile": {"password": "Correct-Horse-1"}, "manager": "ada@contoso.onmicrosoft.com"}
  ],
  "groups": [
    {"displayName": "Staff", "mailNickname": "staff", "mailEnabled": false, "securityEnabled": true, "members": ["Engineering", "grace@contoso.onmicrosoft.com"], "owners": ["Ada"]},
    {"displayName": "Engineering", "mailNickname": "engineering", "mailEnabled": false, "securityEnabled": true}
  ],
  "applications": [
    {"displayName": "Deployment", "federatedIdentityCredentials": [{"name": "main", "issuer": "https://token.actions.githubusercontent.com", "subject": "repo:contoso/infra", "audiences": ["api://AzureADTokenExchange"]}]}
  ],
  "/identity/conditionalAccess/namedLocations": [
    {"@odata.type": "#microsoft.graph.countryNamedLocation", "displayName": "Home", "countriesAndRegions": ["GB"]}
  ],
  "beta/deviceManagement/deviceCategories": [{"displayName": "Kiosk"}]
}`

func TestSeed(t *testing.T) {
	t.Parallel()
	u := newUser(t, seeded(aSeed))
	names := func(path string) (names []string) {
		for _, object := range u.must("GET", path, "")["value"].([]any) {
			object := object.(map[string]any)
			names = append(names, fmt.Sprint(object["displayName"]))
		}
		return names
	}
	id := func(path string) string {
		return u.must("GET", path, "")["value"].([]any)[0].(map[string]any)["id"].(string)
	}
	staff := id("/v1.0/groups?$filter=displayName%20eq%20'Staff'")
	for path, want := range map[string][]string{
		"/v1.0/groups/" + staff + "/members":                                         {"Engineering", "Grace"},
		"/v1.0/groups/" + staff + "/owners":                                          {"Ada"},
		"/v1.0/identity/conditionalAccess/namedLocations":                            {"Home"},
		"/beta/deviceManagement/deviceCategories":                                    {"Kiosk"},
		"/v1.0/groups?$select=displayName&$filter=mailNickname%20eq%20'engineering'": {"Engineering"},
	} {
		if diff := cmp.Diff(want, names(path)); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", path, diff)
		}
	}
	if manager := u.must("GET", "/v1.0/users/grace@contoso.onmicrosoft.com/manager", ""); manager["displayName"] != "Ada" {
		t.Errorf("the manager is %v, want Ada", manager["displayName"])
	}
	app := id("/v1.0/applications?$filter=displayName%20eq%20'Deployment'")
	if credentials := u.must("GET", "/v1.0/applications/"+app+"/federatedIdentityCredentials", "")["value"].([]any); len(credentials) != 1 {
		t.Errorf("the application has %d federated credentials, want 1", len(credentials))
	}
	if owners := names("/v1.0/applications/" + app + "/owners"); len(owners) > 0 {
		t.Errorf("the application is owned by %v, want nobody", owners)
	}
}

func TestBadSeedIsRefusedWithItsPlace(t *testing.T) {
	t.Parallel()
	const staff = `"displayName":"Staff","mailNickname":"staff","mailEnabled":false,"securityEnabled":true`
	tests := map[string]struct{ seed, want string }{
		"no JSON":                   {"{\n\"users\":\n[}", "the seed is no JSON: line 3:"},
		"cut off":                   {`{"users":[`, "the seed"},
		"a list":                    {`[]`, "must be one JSON object of lists of objects"},
		"null":                      {`null`, "must be one JSON object of lists of objects"},
		"two documents":             {`{} {}`, "something follows"},
		"an object for a list":      {`{"users":{}}`, "the seed: users: must be a list of objects"},
		"a text for an object":      {`{"users":["ada"]}`, "the seed: users: must be a list of objects"},
		"null for an object":        {`{"users":[null]}`, "the seed: users: must be a list of objects"},
		"an unknown collection":     {`{"widgets":[{}]}`, "the seed: widgets[0]: BadRequest: Resource not found for the segment 'widgets'."},
		"an unknown property":       {`{"groups":[{` + staff + `},{` + staff + `,"colour":"red"}]}`, "the seed: groups[1]: "},
		"a missing property":        {`{"groups":[{"displayName":"Staff"}]}`, "the seed: groups[0]: Request_BadRequest: A value is required for property 'mail"},
		"a wrong type":              {`{"groups":[{"displayName":1}]}`, "the seed: groups[0]: "},
		"a read-only property":      {`{"users":[{"id":"1"}]}`, "the seed: users[0]: "},
		"a domain that is not here": {`{"users":[{"accountEnabled":true,"displayName":"A","mailNickname":"a","userPrincipalName":"a@example.com","passwordProfile":{"password":"Correct-Horse-1"}}]}`, "the seed: users[0]: "},
		"an unknown member":         {`{"groups":[{` + staff + `,"members":["Ada"]}]}`, `the seed: groups[0].members[0]: there is no user, group, application, service principal or device with the id or name "Ada"`},
		"a member of a wrong type":  {`{"groups":[{` + staff + `,"members":[1]}]}`, "the seed: groups[0].members[0]: must be an object, or the id or name of one"},
		"members that are no list":  {`{"groups":[{` + staff + `,"members":"Ada"}]}`, "the seed: groups[0].members: must be a list"},
		"a member that is a list":   {`{"groups":[{` + staff + `,"members":[["Ada"]]}]}`, "the seed: groups[0].members[0]: must be an object"},
		"a member in full":          {`{"groups":[{` + staff + `,"members":[{"displayName":"Ada"}]}]}`, "the seed: groups[0].members[0]: "},
		"a name of two objects":     {`{"groups":[{` + staff + `},{` + staff + `},{` + staff + `,"members":["Staff"]}]}`, `the seed: groups[2].members[0]: the name "Staff" is of 3 objects`},
		"a part that is refused":    {`{"applications":[{"displayName":"A","federatedIdentityCredentials":[{"name":"main"}]}]}`, "the seed: applications[0].federatedIdentityCredentials[0]: "},
		"a member twice":            {`{"groups":[{` + staff + `,"members":["admin@contoso.onmicrosoft.com","admin@contoso.onmicrosoft.com"]}]}`, "the seed: groups[0].members[1]: "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn, err := tenant.New(tenant.Options{Seed: []byte(tt.seed)})
			if err == nil {
				_ = tn.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, want it to say %q", err, tt.want)
			}
		})
	}
}
