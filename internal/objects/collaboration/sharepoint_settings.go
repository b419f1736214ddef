// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collaboration

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// SharePointSettings are those of SharePoint and OneDrive for the whole tenant.
var SharePointSettings = object.Definition{
	Name:       "sharepoint_settings",
	Doc:        "What holds for SharePoint and OneDrive in the whole tenant: who can be given access from outside, who can make sites, how much they hold, and how files are synchronized. Every tenant has exactly one such object; arguments that are left out stay as they are.",
	Place:      object.Singleton{API: object.V1, Path: "/admin/sharepoint/settings", Type: "microsoft.graph.sharepointSettings"},
	Life:       &object.Life{},
	Needs:      object.Needs{Role: "SharePoint Administrator"},
	Attributes: append(sharingSettings, append(siteSettings, personalSiteSettings...)...),
	MovedFrom:  object.From("microsoft365wp_sharepoint_settings"),
}

var sharingSettings = []object.Attribute{
	{Name: "sharingCapability", Mode: object.Server, Type: object.String{Enum: []string{"disabled", "externalUserSharingOnly", "externalUserAndGuestSharing", "existingExternalUserSharingOnly"}}, Doc: "Whom people can give access: nobody from outside (`disabled`), guests who are in the directory (`existingExternalUserSharingOnly`), new guests too (`externalUserSharingOnly`), or whoever has a link (`externalUserAndGuestSharing`)."},
	{Name: "sharingDomainRestrictionMode", Mode: object.Server, Type: object.String{Enum: []string{"none", "allowList", "blockList"}}, Doc: "Which list of domains counts: that of domains to which access can be given, or that of those to which it cannot."},
	{Name: "sharingAllowedDomainList", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Mail domains to which alone access can be given, with `allowList`."},
	{Name: "sharingBlockedDomainList", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Mail domains to which no access can be given, with `blockList`."},
	{Name: "isResharingByExternalUsersEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether guests can give others access to what they do not own."},
	{Name: "isRequireAcceptingUserToMatchInvitedUserEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether guests must sign in with the account that was invited."},
	{Name: "isLegacyAuthProtocolsEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether applications can sign in by older protocols, which know no multi-factor authentication."},
	{Name: "idleSessionSignOut", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
		{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether idle browsers are signed out."},
		{Name: "warnAfterInSeconds", Mode: object.Server, Type: object.Int{}, Doc: "Seconds without activity after which people are warned."},
		{Name: "signOutAfterInSeconds", Mode: object.Server, Type: object.Int{}, Doc: "Seconds without activity after which they are signed out."},
	}}, Doc: "Signing browsers out that are idle, on devices that are not managed."},
}

var siteSettings = []object.Attribute{
	{Name: "isSiteCreationEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can make sites."},
	{Name: "isSiteCreationUIEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether they are shown the commands for that."},
	{Name: "siteCreationDefaultManagedPath", Mode: object.Server, Type: object.String{}, Doc: "Path under which new team sites are, one of `available_managed_paths_for_site_creation`: `/sites/`."},
	{Name: "siteCreationDefaultStorageLimitInMB", Mode: object.Server, Type: object.Int{}, Doc: "Megabytes that a new site can hold."},
	{Name: "isSitesStorageLimitAutomatic", Mode: object.Server, Type: object.Bool{}, Doc: "Whether sites take what they need of the tenant's storage, or have limits of their own."},
	{Name: "tenantDefaultTimezone", Mode: object.Server, Type: object.String{}, Doc: "Time zone of new sites, in SharePoint's words: `(UTC-05:00) Eastern Time (US and Canada)`."},
	{Name: "isSitePagesCreationEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can make modern pages."},
	{Name: "isCommentingOnSitePagesEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can comment on modern pages."},
	{Name: "isSharePointNewsfeedEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether modern pages can show the news feed."},
	{Name: "isSharePointMobileNotificationEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether SharePoint sends notifications to phones."},
	{Name: "isLoopEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether sites can hold Loop components."},
	{Name: "imageTaggingOption", Mode: object.Server, Type: object.String{Enum: []string{"disabled", "basic", "enhanced"}}, Doc: "Whether people can tag images: not at all, with basic words, or with words of their own."},
	{Name: "availableManagedPathsForSiteCreation", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Doc: "Paths under which sites can be made."},
}

var personalSiteSettings = []object.Attribute{
	{Name: "personalSiteDefaultStorageLimitInMB", Mode: object.Server, Type: object.Int{}, Doc: "Megabytes that somebody's OneDrive can hold, as far as the licence allows."},
	{Name: "deletedUserPersonalSiteRetentionPeriodInDays", Mode: object.Server, Type: object.Int{Min: 30, Max: 3650}, Doc: "Days for which the OneDrive of a deleted user is kept, from 30 to 3650."},
	{Name: "isFileActivityNotificationEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether OneDrive tells people by notifications what happens to their files."},
	{Name: "isSyncButtonHiddenOnPersonalSite", Mode: object.Server, Type: object.Bool{}, Doc: "Whether OneDrive hides the button that begins to synchronize files."},
	{Name: "isMacSyncAppEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether Macs can synchronize files."},
	{Name: "isUnmanagedSyncAppForTenantRestricted", Mode: object.Server, Type: object.Bool{}, Doc: "Whether only computers of `allowed_domain_guids_for_sync_app` can synchronize files."},
	{Name: "allowedDomainGuidsForSyncApp", Mode: object.Server, Type: object.Set{Of: object.String{Notation: strings.ToLower, Sample: "bdd1ab9b-3fd0-4def-a761-ec8d7471732c"}}, Doc: "GUIDs of the on-premises domains whose computers can synchronize files."},
	{Name: "excludedFileExtensionsForSyncApp", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Extensions of files that are not uploaded: `.mp3`."},
}
