// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func TestSettingsCatalog(t *testing.T) {
	t.Parallel()
	const policies = "/beta/deviceManagement/configurationPolicies"
	setting := func(id, value string) string {
		return `{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"` + id +
			`","simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue","value":"` + value + `"}}}`
	}
	policy := `{"name":"P","platforms":"windows10","technologies":"mdm","settings":[` + setting("x", "a") + `,` + setting("y", "b") + `]}`
	group := `{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{g}"}`
	conversations(t, map[string][]step{
		"numbers the settings of a policy": {
			{do: "POST " + policies, body: policy, status: 201, save: "p", want: `{"settingCount":2,"templateReference":{"templateId":"","templateFamily":"none"}}`},
			{do: "GET " + policies + "('{p}')/settings", status: 200, want: `{"value":[{"id":"0"},{"id":"1"}]}`},
			{do: "PUT " + policies + "('{p}')", body: with(policy, `{"settings":[`+setting("z", "c")+`]}`), status: 204},
			{do: "PUT " + policies + "('{p}')", body: with(policy, `{"platforms":"macOS"}`), status: 400},
			{do: "GET " + policies + "/{p}?$expand=settings", status: 200, want: `{"settingCount":1,"settings":[{"id":"0","settingInstance":{"settingDefinitionId":"z"}}]}`},
			{do: "POST " + policies + "/{p}/createCopy", body: `{"displayName":"Q"}`, status: 201, save: "q", want: `{"name":"Q"}`},
			{do: "GET " + policies + "/{q}/settings", status: 200, want: `{"value":[{"settingInstance":{"settingDefinitionId":"z"}}]}`},
		},
		"shows whether a policy is assigned": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + policies, body: policy, status: 201, save: "p", want: `{"isAssigned":false}`},
			{do: "POST " + policies + "/{p}/assign", body: `{"assignments":[{"target":` + group + `},{"target":` + strings.Replace(group, "group", "exclusionGroup", 1) + `}]}`, status: 200, want: `{"value":[{"id":"{p}_{g}"},{}]}`},
			{do: "GET " + policies + "/{p}", status: 200, want: `{"isAssigned":true}`},
			{do: "POST " + policies + "/{p}/assign", body: `{"assignments":[]}`, status: 200},
			{do: "GET " + policies + "/{p}", status: 200, want: `{"isAssigned":false}`},
		},
	})
}

func TestFiltersAndTags(t *testing.T) {
	t.Parallel()
	const filters, tags, scripts = "/beta/deviceManagement/assignmentFilters", "/beta/deviceManagement/roleScopeTags", "/beta/deviceManagement/deviceManagementScripts"
	conversations(t, map[string][]step{
		"filters that are used stay": {
			{do: "POST " + filters, body: `{"displayName":"F","platform":"windows10AndLater","rule":"(device.model -eq \"x\")"}`, status: 201, save: "f"},
			{do: "POST " + filters + "/validateFilter", body: `{"deviceAndAppManagementAssignmentFilter":{"rule":"(device.model -eq \"x\")"}}`, status: 200, want: `{"isValidRule":true}`},
			{do: "POST " + scripts, body: `{"displayName":"S","scriptContent":"SGk=","fileName":"a.ps1","runAsAccount":"system"}`, status: 201, save: "s"},
			{
				do: "POST " + scripts + "/{s}/assign", status: 200,
				body: `{"deviceManagementScriptAssignments":[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget","deviceAndAppManagementAssignmentFilterId":"{f}","deviceAndAppManagementAssignmentFilterType":"include"}}]}`,
			},
			{do: "DELETE " + filters + "/{f}", status: 400},
			{do: "POST " + scripts + "/{s}/assign", body: `{"deviceManagementScriptAssignments":[]}`, status: 200},
			{do: "DELETE " + filters + "/{f}", status: 204},
		},
		"tags are counted": {
			{do: "GET " + tags + "/0", status: 200, want: `{"displayName":"Default","isBuiltIn":true}`},
			{do: "POST " + tags, body: `{"displayName":"A"}`, status: 201, want: `{"id":"1"}`},
			{do: "POST " + tags, body: `{"displayName":"B"}`, status: 201, want: `{"id":"2"}`},
			{do: "DELETE " + tags + "/1", status: 204},
			{do: "DELETE " + tags + "/0", status: 400},
		},
		"scripts are read one by one": {
			{do: "POST " + scripts, body: `{"displayName":"S","scriptContent":"SGk=","fileName":"a.ps1","runAsAccount":"system"}`, status: 201, save: "s"},
			{do: "GET " + scripts, status: 200, want: `{"value":[{"displayName":"S","scriptContent":null}]}`},
			{do: "GET " + scripts + "/{s}", status: 200, want: `{"scriptContent":"SGk="}`},
			{
				do: "POST " + scripts + "/{s}/assign", status: 200, want: `{"value":[{"id":"{s}:adadadad-808e-44e2-905a-0b7873a8a531"},{"id":"{s}:acacacac-9df4-4c7d-9d50-4ef0226f57a9"}]}`,
				body: `{"deviceManagementScriptAssignments":[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}},{"target":{"@odata.type":"#microsoft.graph.allLicensedUsersAssignmentTarget"}}]}`,
			},
			{do: "POST /beta/deviceManagement/deviceComplianceScripts", body: `{"displayName":"C","detectionScriptContent":"SGk="}`, status: 201},
			{do: "GET /beta/deviceManagement/deviceComplianceScripts", status: 200, want: `{"value":[{"displayName":"C","detectionScriptContent":null}]}`},
		},
	})
}

func TestEnrollment(t *testing.T) {
	t.Parallel()
	const configurations, profiles = "/beta/deviceManagement/deviceEnrollmentConfigurations", "/beta/deviceManagement/windowsAutopilotDeploymentProfiles"
	limit := `{"@odata.type":"#microsoft.graph.deviceEnrollmentLimitConfiguration","displayName":"L","limit":3}`
	conversations(t, map[string][]step{
		"configurations are of a kind, in order, and the default ones stay": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + configurations, body: limit, status: 201, want: `{"priority":1,"deviceEnrollmentConfigurationType":"limit"}`},
			{do: "POST " + configurations, body: limit, status: 201, save: "l", want: `{"priority":2,"roleScopeTagIds":["0"]}`},
			{do: "POST " + configurations + "/{l}/setPriority", body: `{"priority":1}`, status: 204},
			{do: "POST " + configurations + "/{l}/assign", body: `{"enrollmentConfigurationAssignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{g}"}}]}`, status: 200, want: `{"value":[{"id":"{l}_{g}"}]}`},
			{do: "GET " + configurations + "/{l}?$expand=assignments", status: 200, want: `{"priority":1,"assignments":[{}]}`},
			{do: "DELETE " + configurations + "/00000000-0000-0000-0000-000000000000_DefaultLimit", status: 400},
			{do: "DELETE " + configurations + "/{l}", status: 204},
		},
		"profiles that are assigned stay": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + profiles, body: `{"@odata.type":"#microsoft.graph.azureADWindowsAutopilotDeploymentProfile","displayName":"A","locale":"de-DE"}`, status: 201, save: "p", want: `{"language":"de-DE"}`},
			{do: "POST " + profiles + "/{p}/assignments", body: `{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{g}"}}`, status: 201, save: "a", want: `{"id":"{p}_{g}_0"}`},
			{do: "DELETE " + profiles + "/{p}", status: 400},
			{do: "DELETE " + profiles + "/{p}/assignments/{a}", status: 204},
			{do: "DELETE " + profiles + "/{p}", status: 204},
		},
		"devices are imported and then known": {
			{do: "POST /beta/deviceManagement/importedWindowsAutopilotDeviceIdentities/import", body: `{"importedWindowsAutopilotDeviceIdentities":[{"serialNumber":"1","hardwareIdentifier":"SGk="}]}`, status: 200, want: `{"value":[{"state":{"deviceImportStatus":"unknown"}}]}`},
			{do: "GET /beta/deviceManagement/windowsAutopilotDeviceIdentities", status: 200, want: `{"value":[{"serialNumber":"1"}]}`},
			{do: "POST /beta/deviceManagement/importedWindowsAutopilotDeviceIdentities/import", body: `{}`, status: 400},
		},
		"messages are known by their language, and one is the default": {
			{do: "POST /deviceManagement/notificationMessageTemplates", body: `{"displayName":"N"}`, status: 201, save: "n"},
			{do: "POST /deviceManagement/notificationMessageTemplates/{n}/localizedNotificationMessages", body: `{"locale":"en-US","subject":"S","messageTemplate":"M","isDefault":true}`, status: 201, save: "e", want: `{"id":"{n}_en-us"}`},
			{do: "POST /deviceManagement/notificationMessageTemplates/{n}/localizedNotificationMessages", body: `{"locale":"de-DE","subject":"S","messageTemplate":"M","isDefault":true}`, status: 201},
			{do: "GET /deviceManagement/notificationMessageTemplates/{n}/localizedNotificationMessages/{e}", status: 200, want: `{"isDefault":false}`},
			{do: "POST /deviceManagement/notificationMessageTemplates/{n}/sendTestMessage", status: 204},
		},
		"summaries are there": {
			{do: "POST /beta/deviceManagement/deviceHealthScripts", body: `{"displayName":"H","detectionScriptContent":"SGk="}`, status: 201, save: "h"},
			{do: "GET /beta/deviceManagement/deviceHealthScripts/{h}/runSummary", status: 200, want: `{"noIssueDetectedDeviceCount":0}`},
			{do: "POST /deviceManagement/managedDevices/{absent}/syncDevice", status: 404},
		},
		"devices are moved, and have a key of FileVault that is changed": {
			{do: "POST /beta/deviceManagement/managedDevices", body: `{"deviceName":"MAC-1"}`, status: 201, save: "d"},
			{do: "GET /beta/deviceManagement/managedDevices/{d}/getFileVaultKey", status: 200, want: `{"@odata.context":"https://graph.example/beta/$metadata#Edm.String"}`},
			{do: "POST /beta/deviceManagement/managedDevices/{d}/rotateFileVaultKey", status: 204},
			{do: "GET /beta/deviceManagement/managedDevices/{d}", status: 200, want: `{"deviceName":"MAC-1","fileVaultRotations":"-"}`},
			{do: "GET /deviceManagement/managedDevices/{d}/getFileVaultKey", status: 400},
			{do: "POST /beta/deviceManagement/managedDevices/moveDevicesToOU", body: `{"deviceIds":["{d}"],"organizationalUnitPath":"OU=Sales"}`, status: 204},
			{do: "POST /beta/deviceManagement/managedDevices/moveDevicesToOU", body: `{"deviceIds":["no id"],"organizationalUnitPath":"OU=Sales"}`, status: 400},
		},
		"roles are assigned, and Microsoft's stay": {
			{do: "POST /beta/deviceManagement/roleDefinitions", body: `{"@odata.type":"#microsoft.graph.deviceAndAppManagementRoleDefinition","displayName":"R"}`, status: 201, save: "r"},
			{do: "POST /beta/deviceManagement/roleAssignments", body: `{"displayName":"A","roleDefinition@odata.bind":"https://graph.microsoft.com/beta/deviceManagement/roleDefinitions('{r}')"}`, status: 201, save: "a"},
			{do: "GET /beta/deviceManagement/roleDefinitions/{r}/roleAssignments", status: 200, want: `{"value":[{"id":"{a}"}]}`},
			{do: "POST /beta/deviceManagement/roleDefinitions/{r}/roleAssignments", body: `{"displayName":"B"}`, status: 201, save: "b", want: `{"displayName":"B","roleScopeTagIds":["0"]}`},
			{do: "GET /beta/deviceManagement/roleAssignments/{b}?$expand=roleDefinition", status: 200, want: `{"roleDefinition":{"id":"{r}"}}`},
			{do: "DELETE /beta/deviceManagement/roleDefinitions/0bd113fe-6be5-400c-a28f-ae5553f9c0be", status: 400},
		},
	})
}

func TestKeysOfFileVaultAreChanged(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const devices = "/beta/deviceManagement/managedDevices/"
	ids, keys := []string{}, map[string]bool{}
	for _, name := range []string{"MAC-1", "MAC-2"} {
		s.must(t, "POST /beta/deviceManagement/managedDevices", `{"deviceName":"`+name+`"}`)
	}
	for _, device := range s.store.Read().List("/deviceManagement/managedDevices") {
		ids = append(ids, device["id"].(string))
	}
	read := func() {
		for _, id := range ids {
			var answer struct{ Value string }
			if err := json.Unmarshal(s.send(t, "GET "+devices+id+"/getFileVaultKey", "").Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			keys[answer.Value] = true
		}
	}
	read()
	read()
	if len(keys) != 2 {
		t.Errorf("two devices have the keys %v", keys)
	}
	s.must(t, "POST "+devices+ids[0]+"/rotateFileVaultKey", "")
	read()
	if len(keys) != 3 {
		t.Errorf("after one was changed, there are the keys %v", keys)
	}
}

func TestAppContent(t *testing.T) {
	t.Parallel()
	const apps = "/beta/deviceAppManagement/mobileApps"
	app := `{"@odata.type":"#microsoft.graph.win32LobApp","displayName":"W","publisher":"P","fileName":"a.intunewin"}`
	conversations(t, map[string][]step{
		"is not needed by apps of a store": {
			{do: "POST " + apps, body: `{"@odata.type":"#microsoft.graph.winGetApp","displayName":"S","packageIdentifier":"x"}`, status: 201, save: "s", want: `{"publishingState":"published"}`},
			{do: "POST " + apps, body: app, status: 201, save: "a"},
			{do: "POST " + apps + "/{s}/updateRelationships", body: `{"relationships":[{"@odata.type":"#microsoft.graph.mobileAppDependency","targetId":"{a}","dependencyType":"detect"}]}`, status: 204},
			{do: "GET " + apps + "/{s}/relationships", status: 200, want: `{"value":[{"targetDisplayName":"W"}]}`},
			{do: "POST " + apps + "/{s}/updateRelationships", body: `{"relationships":[{"@odata.type":"#microsoft.graph.mobileAppDependency","targetId":"{absent}"}]}`, status: 404},
		},
	})
}

func TestAppPolicies(t *testing.T) {
	t.Parallel()
	const base = "/beta/deviceAppManagement"
	app := `{"mobileAppIdentifier":{"@odata.type":"#microsoft.graph.iosMobileAppIdentifier","bundleId":"com.x"}}`
	conversations(t, map[string][]step{
		"are at two paths, and about the apps they target": {
			{do: "POST " + base + "/iosManagedAppProtections", body: `{"displayName":"I","apps":[` + app + `]}`, status: 201, save: "i", want: `{"deployedAppCount":1}`},
			{do: "POST " + base + "/iosManagedAppProtections/{i}/targetApps", body: `{"apps":[` + app + `,` + app + `],"appGroupType":"selectedPublicApps"}`, status: 204},
			{do: "GET " + base + "/iosManagedAppProtections/{i}?$expand=apps", status: 200, want: `{"deployedAppCount":2,"appGroupType":"selectedPublicApps","apps":[{},{}]}`},
			{do: "GET " + base + "/managedAppPolicies", status: 200, want: `{"value":[{"@odata.type":"#microsoft.graph.iosManagedAppProtection","id":"{i}"}]}`},
			{do: "GET " + base + "/managedAppPolicies/{i}", status: 200, want: `{"@odata.type":"#microsoft.graph.iosManagedAppProtection"}`},
			{do: "DELETE " + base + "/managedAppPolicies/{i}", status: 204},
			{do: "GET " + base + "/iosManagedAppProtections", status: 200, want: `{"value":[]}`},
		},
	})
}

func TestTeams(t *testing.T) {
	t.Parallel()
	unified := with(bodyOfGroup, `{"groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false}`)
	owner := `{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":["owner"],"user@odata.bind":"https://graph.microsoft.com/v1.0/users('{admin}')"}`
	team := `{"template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')","displayName":"T","members":[` + owner + `]}`
	conversations(t, map[string][]step{
		"are put on a group, once": {
			{do: "POST /groups", body: unified, status: 201, save: "g"},
			{do: "GET /groups/{g}/team", status: 404},
			{do: "PUT /groups/{g}/team", body: `{"funSettings":{"allowGiphy":false}}`, status: 201, want: `{"id":"{g}","displayName":"Sales","funSettings":{"allowGiphy":false,"giphyContentRating":"moderate"}}`},
			{do: "PUT /groups/{g}/team", body: `{}`, status: 409},
			{do: "PATCH /teams/{g}", body: `{"funSettings":{"allowGiphy":true}}`, status: 204},
			{do: "GET /groups/{g}/team", status: 200, want: `{"funSettings":{"allowGiphy":true,"giphyContentRating":"moderate"}}`},
			{do: "GET /groups/{g}?$select=resourceProvisioningOptions", status: 200, want: `{"resourceProvisioningOptions":["Team"]}`},
			{do: "DELETE /groups/{g}", status: 204},
			{do: "GET /teams/{g}", status: 404},
		},
		"have channels": {
			{do: "POST /groups", body: unified, status: 201, save: "g"},
			{do: "PUT /groups/{g}/team", body: `{}`, status: 201},
			{do: "GET /teams/{g}/channels", status: 200, want: `{"value":[{"displayName":"General"}]}`},
			{do: "GET /teams/{g}/primaryChannel", status: 200, save: "p", want: `{"displayName":"General"}`},
			{do: "DELETE /teams/{g}/channels/{p}", status: 400},
			{do: "POST /teams/{g}/channels", body: `{"displayName":"C"}`, status: 201, save: "c", want: `{"membershipType":"standard","tenantId":"10000000-0000-4000-8000-000000000000","createdDateTime":"2026-08-04T10:17:05Z","isFavoriteByDefault":false}`},
			{do: "GET /teams/{g}/channels/{c}", status: 200, want: `{"webUrl":"https://teams.microsoft.com/l/channel/{c}"}`},
			{do: "POST /teams/{g}/channels", body: `{"displayName":"c"}`, status: 400},
			{do: "PATCH /teams/{g}/channels/{c}", body: `{"displayName":"D"}`, status: 204},
			{do: "DELETE /teams/{g}/channels/{c}", status: 204},
			{do: "POST /teams/{g}/archive", status: 202},
			{do: "GET /teams/{g}", status: 200, want: `{"isArchived":true}`},
		},
		"have the members of their groups": {
			{do: "POST /groups", body: unified, status: 201, save: "g"},
			{do: "PUT /groups/{g}/team", body: `{}`, status: 201},
			{do: "POST /teams/{g}/members", body: owner, status: 201, save: "m", want: `{"userId":"{admin}","roles":["owner"]}`},
			{do: "GET /groups/{g}/owners", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
			{do: "PATCH /teams/{g}/members/{m}", body: `{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[]}`, status: 200, want: `{"roles":[]}`},
			{do: "GET /groups/{g}/owners", status: 200, want: `{"value":[]}`},
			{do: "DELETE /teams/{g}/members/{m}", status: 204},
			{do: "GET /groups/{g}/members", status: 200, want: `{"value":[]}`},
			{do: "POST /teams/{g}/members", body: `{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[]}`, status: 400},
		},
		"are made with their group by somebody who will own them": {
			{do: "POST /teams", body: team, status: 202},
			{do: "GET /groups?$filter=displayName eq 'T'", status: 200, want: `{"value":[{"groupTypes":["Unified"]}]}`},
			{do: "GET /teams", status: 200, want: `{"value":[{"displayName":"T"}]}`},
			{do: "POST /teams", body: with(team, `{"members":"-"}`), status: 400},
			{do: "POST /teams", body: with(team, `{"template@odata.bind":"-"}`), status: 400},
			{do: "POST /teams", body: with(team, `{"displayName":"-"}`), status: 400},
		},
	})
}

// TestSecretsOfDevices are shown to who selects them.
func TestSecretsOfDevices(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const reader = "Authorization: Bearer app BitlockerKey.Read.All DeviceLocalCredential.Read.All"
	for path, secret := range map[string]store.Object{
		"/informationProtection/bitlocker/recoveryKeys": {"key": "123-456"},
		"/directory/deviceLocalCredentials":             {"credentials": []any{store.Object{"accountName": "admin"}}},
	} {
		for name, value := range secret {
			insert(t, s.store, store.Location(path), store.Object{"id": absentID, name: value})
			one := "GET /v1.0" + path + "/" + absentID
			if got := decoded(t, s.send(t, one, "", reader).Body.Bytes()); got["id"] != absentID || got[name] != nil {
				t.Errorf("%s shows %v", one, got)
			}
			if got := decoded(t, s.send(t, one+"?$select="+name, "", reader).Body.Bytes()); got[name] == nil {
				t.Errorf("%s shows no %s, although it is selected: %v", one, name, got)
			}
		}
	}
}
