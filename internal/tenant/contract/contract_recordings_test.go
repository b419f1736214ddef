// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// recordedVariable names a folder with more recordings, each file a list of the
// objects of one collection, "identity.conditionalAccess.policies.json".
const recordedVariable = "M365_RECORDINGS"

// recordedCollections are the collections whose objects a tenant has to give back
// as they were recorded, with the query that shows all of them.
func recordedCollections() map[string]string {
	return map[string]string{
		"groups":                                     "",
		"identity.conditionalAccess.policies":        "",
		"identity.conditionalAccess.namedLocations":  "",
		"deviceManagement.deviceCompliancePolicies":  "?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)",
		"deviceManagement.configurationPolicies":     "?$expand=settings",
		"deviceManagement.deviceConfigurations":      "",
		"deviceManagement.groupPolicyConfigurations": "",
	}
}

// ofServer tells what the service decides about, so that nobody can send it, and
// what other requests write.
func ofServer(property string) bool {
	return strings.HasPrefix(property, "onPremises") || slices.Contains([]string{
		"id", "createdDateTime", "lastModifiedDateTime", "modifiedDateTime", "version", "settingCount", "isAssigned", "renewedDateTime",
		"securityIdentifier", "mail", "proxyAddresses", "createdByAppId", "organizationId", "expirationDateTime", "assignments", "deletedDateTime",
		"serviceProvisioningErrors", "creationSource", "supportsScopeTags", "uniqueName", "isManagementRestricted", "creationOptions",
		"resourceBehaviorOptions", "resourceProvisioningOptions", "infoCatalogs", "templateId",
	}, property)
}

// sendable is a recorded value less what the service decides about.
func sendable(v any, top bool) any {
	switch v := v.(type) {
	case map[string]any:
		object := maps.Clone(v)
		maps.DeleteFunc(object, func(name string, _ any) bool { return top && ofServer(name) || name == "id" })
		for name, member := range object {
			if strength, ok := member.(map[string]any); ok && name == "authenticationStrength" {
				object[name] = map[string]any{"id": strength["id"]} // it is named, not made
				continue
			}
			object[name] = sendable(member, false)
		}
		return object
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = sendable(element, false)
		}
		return list
	}
	return v
}

// unlike lists where an answer differs from a recording: properties that are
// absent, null, empty or of other values or case.
func unlike(recorded, answered any, at string) []string {
	switch want := recorded.(type) {
	case map[string]any:
		got, ok := answered.(map[string]any)
		if !ok {
			break
		}
		var all []string
		for _, name := range slices.Sorted(maps.Keys(want)) {
			shown, there := got[name]
			switch {
			case strings.Contains(name, "@odata."), strings.HasPrefix(name, "#"), ofServer(name):
			case !there:
				all = append(all, at+"."+name+" is absent")
			default:
				all = append(all, unlike(want[name], shown, at+"."+name)...)
			}
		}
		return all
	case []any:
		got, ok := answered.([]any)
		if !ok || len(got) != len(want) {
			break
		}
		var all []string
		for i := range want {
			all = append(all, unlike(want[i], got[i], fmt.Sprintf("%s[%d]", at, i))...)
		}
		return all
	}
	if want, got := fmt.Sprintf("%#v", recorded), fmt.Sprintf("%#v", answered); want != got {
		return []string{fmt.Sprintf("%s is %s, was recorded as %s", at, got, want)}
	}
	return nil
}

// TestContractRecordings creates what real tenants answered, less what they own,
// and reads it: a local tenant answers alike.
func TestContractRecordings(t *testing.T) {
	t.Parallel()
	folders := []string{filepath.Join("..", "..", "recordings", "testdata")}
	if more := os.Getenv(recordedVariable); more != "" {
		folders = append(folders, more)
	}
	sent := 0
	for _, folder := range folders {
		for name, query := range recordedCollections() {
			text, err := os.ReadFile(filepath.Join(folder, name+".json"))
			if os.IsNotExist(err) {
				continue
			}
			var recorded []map[string]any
			if err := json.Unmarshal(text, &recorded); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			path := "/beta/" + strings.ReplaceAll(name, ".", "/")
			for i, object := range recorded {
				sent++
				t.Run(fmt.Sprintf("%s/%d", name, i), func(t *testing.T) {
					t.Parallel()
					givenBack(t, path, query, object)
				})
			}
		}
	}
	if sent == 0 {
		t.Error("there are no recordings")
	}
}

// madeElsewhere tells of what Graph shows and does not make: the mail-enabled groups
// of Exchange, and the location of Global Secure Access.
func madeElsewhere(recorded map[string]any) bool {
	types, _ := recorded["groupTypes"].([]any)
	return recorded["mailEnabled"] == true && !slices.Contains(types, any("Unified")) ||
		recorded["@odata.type"] == "#microsoft.graph.compliantNetworkNamedLocation"
}

// givenBack creates an object in a tenant of its own and reads it.
func givenBack(t *testing.T, path, query string, recorded map[string]any) {
	t.Helper()
	body, err := json.Marshal(sendable(recorded, true))
	if err != nil {
		t.Fatal(err)
	}
	s := newService(t)
	if madeElsewhere(recorded) {
		s.must(400, "POST "+path, string(body))
		return
	}
	made := s.must(201, "POST "+path, string(body))
	var shown map[string]any
	if err := json.Unmarshal([]byte(s.must(200, "GET "+path+"/"+made.text("id")+query, "").raw), &shown); err != nil {
		t.Fatal(err)
	}
	for _, difference := range unlike(recorded, shown, "") {
		t.Error(difference)
	}
}
