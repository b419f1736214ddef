// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func TestSinglePolicies(t *testing.T) {
	t.Parallel()
	sharePoint := []string{"Authorization: Bearer app SharePointTenantSettings.ReadWrite.All OrgSettings-Microsoft365Install.ReadWrite.All Sites.FullControl.All"}
	conversations(t, map[string][]step{
		"are there from the start, known by default or not": {
			{do: "GET /policies/authenticationFlowsPolicy", status: 200, want: `{"selfServiceSignUp":{"isEnabled":false}}`},
			{do: "GET /beta/policies/externalIdentitiesPolicy", status: 200, want: `{"allowExternalIdentitiesToLeave":true}`},
			{do: "GET /policies/defaultAppManagementPolicy", status: 200, want: `{"isEnabled":false,"applicationRestrictions":{"passwordCredentials":[]}}`},
			{do: "GET /beta/policies/accessReviewPolicy", status: 200, want: `{"id":"accessReviewPolicy"}`},
			{do: "PATCH /beta/policies/accessReviewPolicy", body: `{"isGroupOwnerManagementEnabled":true}`, status: 204},
			{do: "GET /beta/policies/accessReviewPolicy", status: 200, want: `{"isGroupOwnerManagementEnabled":true}`},
			{do: "GET /identityGovernance/entitlementManagement/settings", status: 200, want: `{"id":"settings"}`},
		},
		"of SharePoint and of apps are changed, and answered with": {
			{do: "PATCH /admin/sharepoint/settings", headers: sharePoint, body: `{"isLoopEnabled":false}`, status: 200, want: `{"isLoopEnabled":false}`},
			{do: "PATCH /admin/sharepoint/settings", headers: sharePoint, body: `{"availableManagedPathsForSiteCreation":["/x/"]}`, status: 400},
			{do: "GET /admin/sharepoint/settings", headers: sharePoint, status: 200, want: `{"isLoopEnabled":false}`},
			{do: "PATCH /admin/sharepoint/settings", body: `{"isLoopEnabled":true}`, status: 403},
			{do: "PATCH /beta/admin/microsoft365Apps/installationOptions", headers: sharePoint, body: `{"updateChannel":"semiAnnual"}`, status: 204},
			{do: "GET /beta/admin/microsoft365Apps/installationOptions", headers: sharePoint, status: 200, want: `{"updateChannel":"semiAnnual"}`},
			{do: "POST /sites", headers: sharePoint, body: `{"displayName":"S"}`, status: 405},
		},
		"about devices are put": {
			{do: "PUT /policies/deviceRegistrationPolicy", body: `{"id":"deviceRegistrationPolicy","userDeviceQuota":20}`, status: 200, want: `{"userDeviceQuota":20}`},
		},
		"about other tenants are customized and reset": {
			{do: "GET /policies/crossTenantAccessPolicy/default", status: 200, want: `{"isServiceDefault":true,"b2bCollaborationInbound":{"usersAndGroups":{"accessType":"allowed"}}}`},
			{do: "PATCH /policies/crossTenantAccessPolicy/default", body: `{"inboundTrust":{"isMfaAccepted":true,"isCompliantDeviceAccepted":false,"isHybridAzureADJoinedDeviceAccepted":false}}`, status: 204},
			{do: "GET /policies/crossTenantAccessPolicy/default", status: 200, want: `{"isServiceDefault":false,"inboundTrust":{"isMfaAccepted":true}}`},
			{do: "POST /policies/crossTenantAccessPolicy/default/resetToSystemDefault", status: 204},
			{do: "GET /policies/crossTenantAccessPolicy/default", status: 200, want: `{"isServiceDefault":true,"inboundTrust":{"isMfaAccepted":false}}`},
		},
	})
}

func TestPartnersSynchronize(t *testing.T) {
	t.Parallel()
	sync := "/policies/crossTenantAccessPolicy/partners/{absent}/identitySynchronization"
	conversations(t, map[string][]step{
		"what somebody has put": {
			{do: "POST /policies/crossTenantAccessPolicy/partners", body: `{"tenantId":"{absent}"}`, status: 201},
			{do: "GET " + sync, status: 404},
			{do: "PUT " + sync, body: `{"displayName":"X","userSyncInbound":{"isSyncAllowed":true}}`, status: 204},
			{do: "PATCH " + sync, body: `{"userSyncInbound":{"isSyncAllowed":false}}`, status: 204},
			{do: "GET " + sync, status: 200, want: `{"tenantId":"{absent}","displayName":"X","userSyncInbound":{"isSyncAllowed":false}}`},
			{do: "DELETE " + sync, status: 204},
			{do: "GET " + sync, status: 404},
		},
	})
}

func TestAuthenticationMethods(t *testing.T) {
	t.Parallel()
	policy := "/policies/authenticationMethodsPolicy"
	conversations(t, map[string][]step{
		"come with their policy and are changed one by one": {
			{do: "GET " + policy, status: 200, want: `{"authenticationMethodConfigurations":[{"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","id":"Fido2"},{},{},{},{},{},{},{},{},{},{}]}`},
			{do: "PATCH " + policy + "/authenticationMethodConfigurations/email", body: `{"@odata.type":"#microsoft.graph.emailAuthenticationMethodConfiguration","state":"disabled"}`, status: 204},
			{do: "PATCH " + policy + "/authenticationMethodConfigurations/email", body: `{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"disabled"}`, status: 400},
			{do: "GET " + policy + "/authenticationMethodConfigurations/Email", status: 200, want: `{"state":"disabled","allowExternalIdToUseEmailOtp":"default"}`},
		},
	})
}

func TestConsentPolicies(t *testing.T) {
	t.Parallel()
	policies := "/policies/permissionGrantPolicies"
	conversations(t, map[string][]step{
		"bring their own ids and conditions": {
			{do: "POST " + policies, body: `{"id":"own","displayName":"Own"}`, status: 201, want: `{"id":"own","displayName":"Own"}`},
			{do: "POST " + policies, body: `{"id":"unnamed"}`, status: 201, want: `{"displayName":"unnamed"}`},
			{do: "POST " + policies + "/own/includes", body: `{"permissionType":"delegated"}`, status: 201, save: "i", want: `{"permissionClassification":"all","permissions":["all"],"clientApplicationsFromVerifiedPublisherOnly":false}`},
			{do: "POST " + policies + "/own/includes", body: `{}`, status: 400},
			{do: "DELETE " + policies + "/own/includes/{i}", status: 204},
			{do: "DELETE " + policies + "/own", status: 204},
		},
		"of Microsoft stay as they are": {
			{do: "GET " + policies + "/microsoft-user-default-low/includes", status: 200, want: `{"value":[{"permissionClassification":"low"}]}`},
			{do: "PATCH " + policies + "/microsoft-user-default-low", body: `{"displayName":"x"}`, status: 400},
			{do: "DELETE " + policies + "/microsoft-user-default-low", status: 400},
			{do: "POST " + policies, body: `{"id":"microsoft-mine","displayName":"x"}`, status: 400},
		},
	})
}

func TestUserFlows(t *testing.T) {
	t.Parallel()
	attributes := "/identity/userFlowAttributes"
	conversations(t, map[string][]step{
		"ask for attributes, of which some are the tenant's own": {
			{do: "POST " + attributes, body: `{"displayName":"Shoe size","dataType":"string","userFlowAttributeType":"custom"}`, status: 201, save: "a", want: `{"userFlowAttributeType":"custom","description":null}`},
			{do: "POST " + attributes, body: `{"displayName":"shoe size","dataType":"string"}`, status: 400},
			{do: "PATCH " + attributes + "/{a}", body: `{"description":"d"}`, status: 204},
			{do: "PATCH " + attributes + "/{a}", body: `{"dataType":"int64"}`, status: 400},
			{do: "DELETE " + attributes + "/{a}", status: 204},
			{do: "DELETE " + attributes + "/email", status: 400},
		},
		"have a prefix": {
			{do: "POST /identity/b2xUserFlows", body: `{"id":"Partner","userFlowType":"signUpOrSignIn","userFlowTypeVersion":1}`, status: 201, want: `{"id":"B2X_1_Partner"}`},
			{do: "GET /identity/b2xUserFlows/B2X_1_Partner", status: 200},
			{do: "POST /beta/identity/b2cUserFlows", body: `{"id":"Shop","userFlowType":"signUp","userFlowTypeVersion":1}`, status: 201, want: `{"id":"B2C_1_Shop"}`},
		},
		"call connectors and providers whose secrets nobody reads": {
			{
				do: "POST /identity/apiConnectors", status: 201, want: `{"authenticationConfiguration":{"username":"u","password":null}}`,
				body: `{"displayName":"C","targetUrl":"https://c.example","authenticationConfiguration":{"@odata.type":"#microsoft.graph.basicAuthentication","username":"u","password":"p"}}`,
			},
			{
				do: "POST /identity/identityProviders", status: 201, want: `{"clientId":"i","clientSecret":null}`,
				body: `{"@odata.type":"#microsoft.graph.socialIdentityProvider","displayName":"G","identityProviderType":"Google","clientId":"i","clientSecret":"s"}`,
			},
		},
	})
}

func TestOrganization(t *testing.T) {
	t.Parallel()
	agreement := `{"displayName":"T","files":[{"fileName":"t.pdf","language":"en","isDefault":true,"fileData":{"data":"SGVsbG8="}}]}`
	conversations(t, map[string][]step{
		"attributes are known by their set and name, and stay": {
			{do: "POST /directory/attributeSets", body: `{"id":"Work"}`, status: 201},
			{do: "POST /directory/customSecurityAttributeDefinitions", body: `{"attributeSet":"Work","name":"Level","status":"Available","type":"String"}`, status: 201, want: `{"id":"Work_Level"}`},
			{do: "POST /directory/customSecurityAttributeDefinitions", body: `{"attributeSet":"Play","name":"Level","status":"Available","type":"String"}`, status: 404},
			{do: "POST /directory/customSecurityAttributeDefinitions/Work_Level/allowedValues", body: `{"id":"High","isActive":true}`, status: 201},
			{do: "PATCH /directory/customSecurityAttributeDefinitions/Work_Level/allowedValues/High", body: `{"isActive":false}`, status: 204},
			{do: "DELETE /directory/attributeSets/Work", status: 405},
		},
		"terms of use are at two paths, with a file of which the data is never read": {
			{do: "POST /agreements", body: agreement, status: 201, save: "t", want: `{"displayName":"T","files":"-"}`},
			{do: "GET /identityGovernance/termsOfUse/agreements/{t}?$expand=files", status: 200, want: `{"files":[{"fileName":"t.pdf","fileData":"-"}]}`},
			{do: "GET /agreements/{t}/file", status: 200, want: `{"fileName":"t.pdf","language":"en","fileData":"-"}`},
			{do: "GET /agreements/{t}/file/localizations", status: 200, want: `{"value":[{"isDefault":true}]}`},
			{do: "PATCH /agreements/{t}", body: `{"displayName":"U"}`, status: 204},
			{do: "GET /agreements/{t}/file/localizations", status: 200, want: `{"value":[{"fileName":"t.pdf"}]}`},
			{
				do: "POST /agreements", status: 201, save: "both",
				body: `{"displayName":"T","files":[{"fileName":"t.pdf","language":"en","isDefault":true,"fileData":{"data":"SGVsbG8="}},{"fileName":"u.pdf","language":"de","isDefault":false,"fileData":{"data":"SGVsbG8="}}]}`,
			},
			{do: "GET /agreements/{both}/file", status: 200, want: `{"fileName":"t.pdf"}`},
			{do: "GET /agreements/{both}/file/localizations", status: 200, want: `{"value":[{},{}]}`},
		},
		"a domain that is federated is managed again without it": {
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 201},
			{do: "POST /domains/new.example/verify", status: 200},
			{do: "GET /domains/new.example", status: 200, want: `{"authenticationType":"Managed"}`},
			{do: "GET /domains?$top=1", status: 200, want: `{"value":[{},{}]}`},
			{
				do: "POST /domains/new.example/federationConfiguration", status: 201, save: "f",
				body: `{"@odata.type":"#microsoft.graph.internalDomainFederation","displayName":"F","issuerUri":"https://f.example/x","passiveSignInUri":"https://f.example/in","signOutUri":"https://f.example/out","preferredAuthenticationProtocol":"wsFed","signingCertificate":"SGk="}`,
			},
			{do: "GET /domains/new.example", status: 200, want: `{"authenticationType":"Federated"}`},
			{do: "DELETE /domains/new.example/federationConfiguration/{f}", status: 204},
			{do: "GET /domains/new.example", status: 200, want: `{"authenticationType":"Managed"}`},
		},
		"a new domain says how to verify it": {
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 201},
			{do: "GET /domains/new.example/verificationDnsRecords", status: 200, want: `{"value":[{"recordType":"Txt","label":"new.example"},{"recordType":"Mx"}]}`},
			{do: "POST /domains/new.example/verify", status: 200},
			{do: "POST /users", body: with(bodyOfUser, `{"userPrincipalName":"ada@new.example"}`), status: 201, save: "u"},
			{do: "POST /domains/new.example/forceDelete", body: `{}`, status: 202},
			{do: "GET /users/{u}", status: 200, want: `{"userPrincipalName":"ada@contoso.example"}`},
			{do: "POST /domains/contoso.example/forceDelete", body: `{}`, status: 400},
		},
	})
}

func TestTenantInformation(t *testing.T) {
	t.Parallel()
	const of = "GET /tenantRelationships/findTenantInformationBy"
	roles := []string{"Authorization: Bearer app CrossTenantInformation.ReadBasic.All"}
	conversations(t, map[string][]step{
		"is found by id and by domain": {
			{do: of + "TenantId(tenantId='10000000-0000-4000-8000-000000000000')", headers: roles, status: 200, want: `{"@odata.context":"https://graph.example/v1.0/$metadata#microsoft.graph.tenantInformation","tenantId":"10000000-0000-4000-8000-000000000000","defaultDomainName":"contoso.example","federationBrandName":null}`},
			{do: of + "DomainName(domainName='Contoso.example')", headers: roles, status: 200, want: `{"tenantId":"10000000-0000-4000-8000-000000000000","defaultDomainName":"contoso.example"}`},
		},
		"is that of no other tenant": {
			{do: of + "TenantId(tenantId='{absent}')", headers: roles, status: 404},
			{do: of + "DomainName(domainName='fabrikam.example')", headers: roles, status: 404},
		},
		"takes a permission of its own": {
			{do: of + "DomainName(domainName='contoso.example')", headers: []string{"Authorization: Bearer app Directory.Read.All"}, status: 403},
		},
	})
}

// TestPicturesOfTheBranding: each is kept for itself.
func TestPicturesOfTheBranding(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	insert(t, s.store, store.Location("/organization").Object(tenantID).Child("branding").Child("localizations"), store.Object{"id": "fr-FR"})
	const branding = "/v1.0/organization/" + tenantID + "/branding/localizations/fr-FR/"
	for _, name := range []string{"bannerLogo", "squareLogo"} {
		if w := s.send(t, "PUT "+branding+name, name, "Content-Type: image/png"); w.Code != 204 {
			t.Fatalf("PUT %s: %d %s", name, w.Code, w.Body)
		}
	}
	if w := s.send(t, "PUT "+branding+"bannerLogo", "", "Content-Type: image/png"); w.Code != 400 {
		t.Errorf("no picture is taken for one: %d %s", w.Code, w.Body)
	}
	if w := s.send(t, "PUT "+branding+"squareLogo", "again", "Content-Type: image/jpeg"); w.Code != 204 {
		t.Errorf("another picture: %d %s", w.Code, w.Body)
	}
	for name, want := range map[string]string{"bannerLogo": "bannerLogo", "squareLogo": "again"} {
		if w := s.send(t, "GET "+branding+name, ""); w.Body.String() != want {
			t.Errorf("GET %s: %d %s", name, w.Code, w.Body)
		}
	}
}
