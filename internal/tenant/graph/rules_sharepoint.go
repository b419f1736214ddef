// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	sharePointSettingsPath = "/admin/sharepoint/settings"
	installationPath       = "/admin/microsoft365Apps/installationOptions"
	sitesPath              = "/sites"
)

// sharePointRules are for SharePoint, and for what the admin center says of Microsoft's
// apps. Nobody makes or deletes sites through Graph.
func sharePointRules() table {
	return table{
		sharePointSettingsPath:       {changeAnswers: true, readOnly: []string{"availableManagedPathsForSiteCreation"}},
		installationPath:             {},
		sitesPath:                    {makes: (*call).noSite, keeps: func(*call, store.Object) error { return methodNotAllowed() }},
		sitesPath + "/*/permissions": {required: []string{"roles"}, changeAnswers: true, opaqueID: true, check: checkSitePermission},
	}
}

// sharePointPermissions open the paths of these rules.
func sharePointPermissions() permissions {
	full := []string{"Sites.FullControl.All"}
	return permissions{
		sharePointSettingsPath:       {read: []string{"SharePointTenantSettings.Read.All"}, write: []string{"SharePointTenantSettings.ReadWrite.All"}},
		installationPath:             {read: []string{"OrgSettings-Microsoft365Install.Read.All"}, write: []string{"OrgSettings-Microsoft365Install.ReadWrite.All"}},
		sitesPath:                    {read: []string{"Sites.Read.All", "Sites.FullControl.All"}, write: []string{"Sites.ReadWrite.All", "Sites.FullControl.All"}},
		sitesPath + "/*/permissions": {read: full, write: full},
	}
}

func (c *call) noSite() (reply, error) { return reply{}, methodNotAllowed() }

// checkSitePermission: only applications are given access to a site this way, and of
// what is given only the roles change. Answers name the application in both forms.
func checkSitePermission(_ *call, before, after store.Object) error {
	for _, role := range list(after["roles"]) {
		if !oneOf(role, "read", "write", "manage", "fullcontrol", "owner") {
			return fail(http.StatusBadRequest, "invalidRequest", "Invalid role: '%s'", text(role))
		}
	}
	if len(list(after["roles"])) == 0 {
		return fail(http.StatusBadRequest, "invalidRequest", "At least one role is required.")
	}
	if before != nil {
		return nil
	}
	given := list(after["grantedToIdentitiesV2"])
	if len(given) == 0 {
		given = list(after["grantedToIdentities"])
	}
	isApplication := func(identity any) bool {
		of, _ := identity.(store.Object)
		application, _ := of["application"].(store.Object)
		return text(application["id"]) != ""
	}
	if len(given) != 1 || !slices.ContainsFunc(given, isApplication) {
		return fail(http.StatusBadRequest, "invalidRequest", "A permission on a site is granted to one application.")
	}
	after["grantedToIdentities"], after["grantedToIdentitiesV2"] = given, given
	return nil
}

// builtInSharePoint is what SharePoint and the admin center of a new tenant have.
func builtInSharePoint() map[store.Location][]store.Object {
	const host = "contoso.sharepoint.com"
	site := func(id, name, address string) store.Object {
		return store.Object{
			"id": host + "," + id, "name": name, "displayName": name, "webUrl": address, "description": "",
			"createdDateTime": "2021-12-01T08:00:00Z", "lastModifiedDateTime": "2021-12-01T08:00:00Z",
			"siteCollection": store.Object{"hostname": host}, "isPersonalSite": false,
		}
	}
	root := site("8d7b1a52-0c3e-4f7a-9b1d-2e5f6a7c8d90,1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f1", "Communication site", "https://"+host)
	root["root"] = store.Object{}
	return map[store.Location][]store.Object{
		sitesPath: {root, site("3c9e5f10-7a2b-4d8c-a6e1-b0f9d8c7e6a5,6a5b4c3d-2e1f-4081-9273-64556a7b8c9d", "Sales", "https://"+host+"/sites/sales")},
		sharePointSettingsPath: {{
			"id": "settings", "allowedDomainGuidsForSyncApp": []any{}, "availableManagedPathsForSiteCreation": []any{"/sites/", "/teams/"},
			"deletedUserPersonalSiteRetentionPeriodInDays": json.Number("30"), "excludedFileExtensionsForSyncApp": []any{},
			"idleSessionSignOut": store.Object{"isEnabled": false, "warnAfterInSeconds": json.Number("0"), "signOutAfterInSeconds": json.Number("0")},
			"imageTaggingOption": "basic", "isCommentingOnSitePagesEnabled": true, "isFileActivityNotificationEnabled": true,
			"isLegacyAuthProtocolsEnabled": true, "isLoopEnabled": true, "isMacSyncAppEnabled": true,
			"isRequireAcceptingUserToMatchInvitedUserEnabled": false, "isResharingByExternalUsersEnabled": true,
			"isSharePointMobileNotificationEnabled": true, "isSharePointNewsfeedEnabled": true, "isSiteCreationEnabled": true,
			"isSiteCreationUIEnabled": true, "isSitePagesCreationEnabled": true, "isSitesStorageLimitAutomatic": true,
			"isSyncButtonHiddenOnPersonalSite": false, "isUnmanagedSyncAppForTenantRestricted": false,
			"personalSiteDefaultStorageLimitInMB": json.Number("1048576"), "sharingAllowedDomainList": []any{}, "sharingBlockedDomainList": []any{},
			"sharingCapability": "externalUserAndGuestSharing", "sharingDomainRestrictionMode": "none", "siteCreationDefaultManagedPath": "/sites/",
			"siteCreationDefaultStorageLimitInMB": json.Number("26214400"), "tenantDefaultTimezone": "(UTC-08:00) Pacific Time (US and Canada)",
		}},
		installationPath: {{
			"id": "installationOptions", "updateChannel": "current",
			"appsForWindows": store.Object{"isMicrosoft365AppsEnabled": true, "isProjectEnabled": true, "isSkypeForBusinessEnabled": true, "isVisioEnabled": true},
			"appsForMac":     store.Object{"isMicrosoft365AppsEnabled": true, "isSkypeForBusinessEnabled": true},
		}},
	}
}
