// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// recordedVariable names a folder with more recordings, each file a list of the
// objects of one collection, "identity.conditionalAccess.policies.json".
const recordedVariable = "M365_RECORDINGS"

// recording is how the objects of a collection are held against a tenant.
type recording struct {
	// query shows all of an object.
	query string
	// unsent properties are decided about by the service of this collection, though
	// answers have to show them; unlike ones have values of their own in every tenant.
	unsent, unlike []string
	// sent properties are the caller's here, and the service's elsewhere.
	sent []string
	// changed is where an object stands that every tenant has, which is changed to be as
	// recorded: "*" is the version, and after a slash at the end comes its id.
	changed string
	// with are properties that creating takes and answers do not show.
	with map[string]any
	// make takes the place of the request that creates the object. It returns where that is.
	make func(s service, recorded, sent map[string]any) (one string)
}

// recordedCollections are the collections whose objects a tenant has to give back as
// they were recorded.
func recordedCollections() map[string]recording {
	ofApplications := []string{"certification", "disabledByMicrosoftStatus", "applicationTemplateId", "verifiedPublisher", "keyCredentials", "passwordCredentials"}
	return map[string]recording{
		"groups":                                           {},
		"identity.conditionalAccess.policies":              {},
		"identity.conditionalAccess.namedLocations":        {},
		"deviceManagement.deviceCompliancePolicies":        {query: "?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)"},
		"deviceManagement.configurationPolicies":           {query: "?$expand=settings"},
		"deviceManagement.deviceConfigurations":            {},
		"deviceManagement.groupPolicyConfigurations":       {},
		"deviceManagement.intents":                         {query: "?$expand=settings"},
		"deviceAppManagement.iosManagedAppProtections":     {query: "?$expand=apps", unsent: []string{"deployedAppCount"}},
		"deviceAppManagement.androidManagedAppProtections": {query: "?$expand=apps", unsent: []string{"deployedAppCount"}},
		"applications":                                     {unsent: ofApplications, unlike: []string{"appId", "publisherDomain", "keyCredentials", "passwordCredentials"}},
		"settings":                                         {unsent: []string{"displayName"}, sent: []string{"templateId"}},
		"users":                                            {with: map[string]any{"accountEnabled": true, "mailNickname": "u", "userPrincipalName": "u@" + domain, "passwordProfile": map[string]any{"password": password}}, unlike: []string{"userPrincipalName"}},
		"applications.{id}.federatedIdentityCredentials":   {},
		"domains": {make: service.verified, unlike: []string{"id"}},
		"policies.roleManagementPolicies.{id}.rules":                              {make: service.ruled},
		"roleManagement.directory.roleAssignmentScheduleInstances":                {make: service.assigned, unlike: []string{"roleAssignmentScheduleId"}},
		"policies.authorizationPolicy":                                            {changed: "/beta/policies/authorizationPolicy/authorizationPolicy"},
		"policies.authenticationMethodsPolicy":                                    {changed: "/beta/policies/authenticationMethodsPolicy", unsent: []string{"authenticationMethodConfigurations"}},
		"policies.authenticationMethodsPolicy.authenticationMethodConfigurations": {changed: "/*/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/"},
		"servicePrincipals": {
			unsent: append([]string{
				"addIns", "alternativeNames", "appDescription", "appDisplayName", "appOwnerOrganizationId", "appRoles", "displayName", "homepage", "info", "oauth2PermissionScopes",
				"replyUrls", "resourceSpecificApplicationPermissions", "servicePrincipalNames", "servicePrincipalType", "signInAudience",
			}, ofApplications...),
			unlike: []string{"appOwnerOrganizationId", "appRoles", "displayName", "servicePrincipalNames"},
		},
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

// hasChosenID tells whether a caller chooses the id inside of a value: that of an app
// role, a scope or a passkey profile, or one that names a group.
func hasChosenID(value map[string]any) bool {
	for _, name := range []string{"isEnabled", "passkeyTypes", "targetType"} {
		if _, ok := value[name]; ok {
			return true
		}
	}
	return false
}

// sendable is a recorded value less what the service decides about.
func sendable(v any, top bool) any {
	switch v := v.(type) {
	case map[string]any:
		object := maps.Clone(v)
		maps.DeleteFunc(object, func(name string, _ any) bool { return top && ofServer(name) || name == "id" && !hasChosenID(v) })
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
			case strings.Contains(name, "@odata."), strings.HasPrefix(name, "#"), at == "" && ofServer(name), name == "id" && !hasChosenID(want), name == "lastModifiedDateTime":
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
	folders := []string{filepath.Join("..", "..", "recordings", "testdata"), filepath.Join("testdata", "recordings")}
	if more := os.Getenv(recordedVariable); more != "" {
		folders = append(folders, more)
	}
	sent := 0
	for _, folder := range folders {
		for name, of := range recordedCollections() {
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
					givenBack(t, path, of, object)
				})
			}
		}
	}
	if sent == 0 {
		t.Error("there are no recordings")
	}
}

// newerThanTypes tells of a method of authentication that tenants have had since the types
// were published that the tenant knows.
func newerThanTypes(recorded map[string]any) bool {
	return text(recorded["id"]) == "FederatedIdentityCredential"
}

// versionOf is the version of Graph whose published metadata has all that was recorded:
// some came to v1.0 when beta's had been published last.
func versionOf(recorded map[string]any) string {
	for _, newer := range []string{"crlValidationConfiguration", "passkeyProfiles"} {
		if _, ok := recorded[newer]; ok {
			return "v1.0"
		}
	}
	return "beta"
}

// write creates an object, or changes the one that every tenant has, and returns where it is.
func (s service) write(of recording, path string, recorded, sent map[string]any) (one string) {
	s.Helper()
	maps.Copy(sent, of.with)
	if of.make != nil {
		return of.make(s, recorded, sent)
	}
	if of.changed != "" {
		one = strings.Replace(of.changed, "*", versionOf(recorded), 1)
		if strings.HasSuffix(one, "/") {
			one += text(recorded["id"])
		}
		if changed := s.send("PATCH "+one, encoded(s, sent)); changed.status != 200 && changed.status != 204 {
			s.Fatalf("PATCH %s: %d %s", one, changed.status, changed.raw)
		}
		return one
	}
	if before, inside, found := strings.Cut(path, "{id}"); found {
		id, _ := s.application("parent")
		path = before + id + inside
	}
	return path + "/" + s.must(201, "POST "+path, encoded(s, sent)).text("id")
}

// verified adds a domain, proves that it is the tenant's and sets up what can be.
func (s service) verified(recorded, _ map[string]any) (one string) {
	s.Helper()
	one = "/beta/domains/" + text(recorded["id"])
	s.must(201, "POST /beta/domains", encoded(s, map[string]any{"id": recorded["id"]}))
	s.must(200, "POST "+one+"/verify", "")
	if recorded["authenticationType"] == "Federated" {
		s.must(201, "POST "+one+"/federationConfiguration", `{"@odata.type":"#microsoft.graph.internalDomainFederation","displayName":"F","issuerUri":"https://sts.example/","passiveSignInUri":"https://sts.example/in","signingCertificate":"MIIB"}`)
	}
	s.must(204, "PATCH "+one, encoded(s, map[string]any{"supportedServices": recorded["supportedServices"]}))
	return one
}

// ruled changes a rule of the policy about a group's members.
func (s service) ruled(recorded, sent map[string]any) (one string) {
	s.Helper()
	of := s.decoded("GET /v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '" + s.group("g") + "' and scopeType eq 'Group' and roleDefinitionId eq 'member'")
	policy, _ := of["value"].([]any)[0].(map[string]any)
	one = "/beta/policies/roleManagementPolicies/" + text(policy["policyId"]) + "/rules/" + text(recorded["id"])
	if changed := s.send("PATCH "+one, encoded(s, sent)); changed.status != 200 && changed.status != 204 {
		s.Fatalf("PATCH %s: %d %s", one, changed.status, changed.raw)
	}
	return one
}

// assigned gives a role: for good, or by Privileged Identity Management if a start is known.
func (s service) assigned(recorded, _ map[string]any) (one string) {
	s.Helper()
	principal := recorded["principalId"]
	if err := s.store.Insert("/users", store.Object{"id": principal, "displayName": "P"}); err != nil {
		s.Fatal(err)
	}
	order := map[string]any{"principalId": principal, "roleDefinitionId": recorded["roleDefinitionId"], "directoryScopeId": recorded["directoryScopeId"]}
	if start := recorded["startDateTime"]; start == nil {
		s.must(201, "POST /v1.0/roleManagement/directory/roleAssignments", encoded(s, order))
	} else {
		order["action"], order["justification"] = "adminAssign", "J"
		expiration := map[string]any{"type": "noExpiration"}
		if end := recorded["endDateTime"]; end != nil {
			expiration = map[string]any{"type": "afterDateTime", "endDateTime": end}
		}
		order["scheduleInfo"] = map[string]any{"startDateTime": start, "expiration": expiration}
		s.must(201, "POST /v1.0/roleManagement/directory/roleAssignmentScheduleRequests", encoded(s, order))
	}
	instances := s.decoded("GET /beta/roleManagement/directory/roleAssignmentScheduleInstances?$filter=principalId eq '" + text(principal) + "'")
	instance, _ := instances["value"].([]any)[0].(map[string]any)
	if instance["id"] != recorded["id"] {
		s.Errorf("id is %v, was recorded as %v", instance["id"], recorded["id"])
	}
	if direct := instance["roleAssignmentScheduleId"] == instance["id"]; direct != (recorded["roleAssignmentScheduleId"] == recorded["id"]) {
		s.Errorf("schedule of %v is %v, was recorded as %v", recorded["id"], instance["roleAssignmentScheduleId"], recorded["roleAssignmentScheduleId"])
	}
	return "/beta/roleManagement/directory/roleAssignmentScheduleInstances/" + text(instance["id"])
}

// madeElsewhere tells of what Graph shows and does not make: the mail-enabled groups
// of Exchange, and the location of Global Secure Access.
func madeElsewhere(recorded map[string]any) bool {
	types, _ := recorded["groupTypes"].([]any)
	return recorded["mailEnabled"] == true && !slices.Contains(types, any("Unified")) ||
		recorded["@odata.type"] == "#microsoft.graph.compliantNetworkNamedLocation"
}

// givenBack creates an object in a tenant of its own and reads it, and then assigns it
// as it was assigned.
func givenBack(t *testing.T, path string, of recording, recorded map[string]any) {
	t.Helper()
	s := newService(t)
	if recorded["isInitial"] == true {
		recorded["isInitial"], recorded["isDefault"] = false, false // nobody can add a tenant's first domain, which is otherwise like others
	}
	if madeElsewhere(recorded) {
		s.must(400, "POST "+path, encoded(t, sendable(recorded, true)))
		return
	}
	if newerThanTypes(recorded) {
		one := strings.Replace(of.changed, "*", "beta", 1) + text(recorded["id"])
		if got := s.send("PATCH "+one, encoded(t, sendable(recorded, true))); got.status != 400 && got.status != 404 {
			t.Errorf("PATCH %s: %d: the types are known by now, so that it can be given back", one, got.status)
		}
		return
	}
	s.prepare(recorded)
	sent, _ := sendable(recorded, true).(map[string]any)
	for _, name := range of.unsent {
		delete(sent, name)
	}
	for _, name := range of.sent {
		sent[name] = recorded[name]
	}
	for _, name := range of.unlike {
		if name != "servicePrincipalNames" && !strings.HasSuffix(path, "/servicePrincipals") {
			delete(sent, name)
		}
	}
	if strings.HasSuffix(path, "/servicePrincipals") {
		s.register(recorded)
		delete(sent, "appOwnerOrganizationId")
	}
	one := s.write(of, path, recorded, sent)
	shown := s.decoded("GET " + one + of.query)
	s.tellPlain(one, shown)
	for _, name := range of.unlike {
		delete(recorded, name)
	}
	for _, difference := range unlike(recorded, shown, "") {
		t.Error(difference)
	}
	checkPrecision(t, recorded, shown)
	if assignments, _ := recorded["assignments"].([]any); len(assignments) > 0 {
		s.assignedAlike(one, text(recorded["id"]), assignments)
	}
}

// tellPlain puts the values of encrypted settings in the place of their asterisks, as
// exports of tenants have them: their settings are all said not to be encrypted.
func (s service) tellPlain(one string, shown map[string]any) {
	s.Helper()
	settings, _ := shown["omaSettings"].([]any)
	for _, element := range settings {
		setting, _ := element.(map[string]any)
		if setting["isEncrypted"] != true {
			continue
		}
		reference := text(setting["secretReferenceValueId"])
		plain := s.must(200, "GET "+one+"/getOmaSettingPlainTextValue(secretReferenceValueId='"+reference+"')", "")
		setting["value"], setting["isEncrypted"], setting["secretReferenceValueId"] = plain.body["value"], false, nil
	}
}

func text(v any) string { s, _ := v.(string); return s }

func encoded(t testing.TB, v any) string {
	t.Helper()
	document, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

// decoded is the answer to a request, with numbers as the recordings have them.
func (s service) decoded(line string) (shown map[string]any) {
	s.Helper()
	if err := json.Unmarshal([]byte(s.must(200, line, "").raw), &shown); err != nil {
		s.Fatal(err)
	}
	return shown
}

// referred are the members of recorded values that name other objects, and where these
// are.
var referred = map[string]store.Location{
	"includeLocations": "/identity/conditionalAccess/namedLocations", "excludeLocations": "/identity/conditionalAccess/namedLocations",
	"groupId": "/groups", "deviceAndAppManagementAssignmentFilterId": "/deviceManagement/assignmentFilters",
	"roleScopeTagIds": "/deviceManagement/roleScopeTags", "authenticationStrength": "/policies/authenticationStrengthPolicies",
}

// prepare puts into the tenant what a recorded value names.
func (s service) prepare(v any) {
	s.Helper()
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			s.prepare(element)
		}
	case map[string]any:
		for name, member := range v {
			at, names := referred[name]
			if strength, _ := member.(map[string]any); strength != nil && names {
				_ = s.store.Insert(at, strength) // it may be built in
				continue
			}
			ids, isList := member.([]any)
			if !isList {
				ids = []any{member}
			}
			for _, element := range ids {
				if id := text(element); names && id != "" && id != "All" && id != "AllTrusted" && id != "0" {
					_ = s.store.Insert(at, store.Object{"id": id, "displayName": id}) // it may be there
				}
				if uri, err := url.Parse(text(element)); name == "identifierUris" && err == nil && uri.Scheme == "https" {
					_ = s.store.Insert("/domains", store.Object{"id": uri.Hostname(), "isVerified": true}) // likewise
				}
			}
			s.prepare(member)
		}
	}
}

// register makes the application of which a service principal was recorded.
func (s service) register(principal map[string]any) {
	s.Helper()
	application := store.Object{"id": "bbbbbbbb-0000-4000-8000-000000000001", "appId": principal["appId"], "displayName": principal["appDisplayName"]}
	for _, name := range []string{"addIns", "appRoles", "info", "signInAudience", "verifiedPublisher"} {
		application[name] = principal[name]
	}
	if err := s.store.Insert("/applications", application); err != nil {
		s.Fatal(err)
	}
}

// fraction is the part of a time below the second.
var fraction = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$`)

// checkPrecision: the times that a service keeps itself are written as it wrote the
// recorded ones, in UTC and with seven digits below the second at most.
func checkPrecision(t *testing.T, recorded, shown map[string]any) {
	t.Helper()
	for _, name := range []string{"createdDateTime", "lastModifiedDateTime", "modifiedDateTime"} {
		was, is := text(recorded[name]), text(shown[name])
		if was != "" && is != "" && !fraction.MatchString(is) {
			t.Errorf("%s is %s, was recorded as %s", name, is, was)
		}
	}
}

// form is an id without the letters and digits of GUIDs, which the recordings have from
// elsewhere.
func form(id string) string {
	return regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`).ReplaceAllString(id, "guid")
}

// assignedAlike assigns an object as it was recorded, and looks at what comes back: the
// targets, and ids that are made of the object's and the group's.
func (s service) assignedAlike(one, recordedID string, recorded []any) {
	s.Helper()
	var sent []any
	for _, element := range recorded {
		assignment, _ := element.(map[string]any)
		sent = append(sent, map[string]any{"target": sendable(assignment["target"], false)})
	}
	body, err := json.Marshal(map[string]any{"assignments": sent})
	if err != nil {
		s.Fatal(err)
	}
	s.must(200, "POST "+one+"/assign", string(body))
	shown, _ := s.decoded("GET " + one + "/assignments")["value"].([]any)
	if len(shown) != len(recorded) {
		s.Errorf("%d assignments come back, %d were recorded", len(shown), len(recorded))
		return
	}
	id := one[strings.LastIndexByte(one, '/')+1:]
	for i, element := range recorded {
		was, _ := element.(map[string]any)
		is, _ := shown[i].(map[string]any)
		for _, difference := range unlike(was["target"], is["target"], fmt.Sprintf("assignments[%d].target", i)) {
			s.Error(difference)
		}
		if want := form(strings.Replace(text(was["id"]), recordedID, id, 1)); want != form(text(is["id"])) {
			s.Errorf("the id of an assignment is %s, was recorded as %s", is["id"], was["id"])
		}
	}
}
