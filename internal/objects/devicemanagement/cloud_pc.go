// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// windows365 is what managing Cloud PCs takes.
var windows365 = object.Needs{Role: "Windows 365 Administrator", Licence: "Windows 365 Enterprise"}

// cloudPCAssignments are the groups of users that a policy of Windows 365 is for. Graph
// does not delete a policy that has some.
func cloudPCAssignments(own ...object.Attribute) object.Attribute {
	return object.Attribute{
		Name: "assignments", Mode: object.Default([]any{}), Seen: object.Expanded, Action: &object.Action{Name: "assign"},
		Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "target", Mode: object.Required, Type: object.Object{Kind: "microsoft.graph.cloudPcManagementGroupAssignmentTarget", Attributes: append(group(), own...)}, Doc: "Whom the assignment is for."},
		}}},
		Doc: "Groups of users that it is for. None by default.",
	}
}

// unassigned is what Graph wants a policy of Windows 365 to be before it deletes it.
var unassigned = object.Delete{Withdrawn: object.Body{"assignments": []any{}}}

// CloudPCProvisioningPolicy says which Cloud PCs the users of groups get.
var CloudPCProvisioningPolicy = object.Definition{
	Name:       "cloud_pc_provisioning_policy",
	PluralName: "cloud_pc_provisioning_policies",
	Doc:        "Which Cloud PCs of Windows 365 the users of a group get: from which image, in which region, and how they join the directory. A change holds for Cloud PCs that are provisioned later.",
	// v1.0 lacks scope tags and the settings of Windows Autopilot and of apps.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/virtualEndpoint/provisioningPolicies", Type: "microsoft.graph.cloudPcProvisioningPolicy"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{Delete: unassigned},
	Needs:  windows365,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "provisioningType", Mode: object.Default("dedicated"), CreateOnly: true, Type: object.String{Enum: []string{"dedicated", "shared", "sharedByUser", "sharedByEntraGroup", "reserve"}}, Doc: "Kind of licence: `dedicated` gives each user a Cloud PC of their own; `sharedByUser` and `sharedByEntraGroup` are for Frontline licences, whose Cloud PCs several users have one after the other. `shared` is the earlier word for `sharedByUser`."},
		{Name: "userExperienceType", Mode: object.Default("cloudPc"), CreateOnly: true, Type: object.String{Enum: []string{"cloudPc", "cloudApp"}}, Doc: "Whether users get a whole desktop, or single apps of it."},
		{Name: "imageId", Mode: object.Required, Type: object.String{}, Doc: "Id of the image. That of one of Microsoft's joins publisher, offer and SKU, such as `microsoftwindowsdesktop_windows-ent-cpc_win11-24H2-ent-cpc-m365`."},
		{Name: "imageType", Mode: object.Default("gallery"), Type: object.String{Enum: []string{"gallery", "custom"}}, Doc: "Whether the image is one of Microsoft's, or the organization's own."},
		{Name: "imageDisplayName", Mode: object.Server, Removal: object.NeverCleared("Every image has a name."), Type: object.String{}, Doc: "Name of the image that administrators see."},
		{Name: "domainJoinConfigurations", Mode: object.Required, Type: object.List{MinItems: 1, Of: object.Object{
			Attributes: []object.Attribute{
				{Name: "domainJoinType", Mode: object.Required, Type: object.String{Enum: []string{"azureADJoin", "hybridAzureADJoin"}}, Doc: "Whether the Cloud PC joins Microsoft Entra ID only, or Active Directory as well."},
				{Name: "regionName", Mode: object.Optional, Type: object.String{}, Doc: "Region of Azure whose network Windows 365 provides, such as `westeurope`; `automatic` is one of the `region_group`."},
				{Name: "regionGroup", Mode: object.Optional, Type: object.String{Enum: regionGroups}, Doc: "Group of regions, of which Windows 365 takes the one with the most room."},
				{Name: "geographicLocationType", Mode: object.Optional, Type: object.String{Enum: []string{"default", "asia", "australasia", "canada", "europe", "india", "africa", "usCentral", "usEast", "usWest", "southAmerica", "middleEast", "centralAmerica", "usGovernment"}}, Doc: "Part of the world that the region is in."},
				{Name: "onPremisesConnectionId", Mode: object.Optional, Type: object.Reference{To: "Azure network connection"}, Doc: "Id of the Azure network connection, in place of a region."},
			},
			Rules: []object.Rule{
				{When: []object.Condition{object.Is("domainJoinType", "hybridAzureADJoin")}, Then: object.Given("onPremisesConnectionId"), Because: "A Cloud PC reaches Active Directory by a network of the organization's own."},
				{When: []object.Condition{object.Given("onPremisesConnectionId")}, Then: object.Absent("regionName"), Because: "The network is in a region already."},
			},
		}}, Doc: "How Cloud PCs join the directory and which network they are in. The first one that works is taken."},
		{Name: "enableSingleSignOn", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users sign in once, to Microsoft Entra ID, and not again to the Cloud PC."},
		{Name: "localAdminEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users are administrators of their Cloud PC."},
		{Name: "cloudPcNamingTemplate", Mode: object.Optional, Type: object.String{}, Doc: "Names of the Cloud PCs, 15 characters at most: `CPC-%USERNAME:4%-%RAND:5%` is the beginning of the user's name and five random characters."},
		{Name: "windowsSetting", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "locale", Mode: object.Required, Type: object.String{Sample: "da-DK"}, Doc: "Language and region, such as `de-DE`."},
		}}, Removal: object.NeverCleared("Windows has a language in any case."), Doc: "Settings of Windows. `en-US` by default."},
		{Name: "autopilotConfiguration", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "devicePreparationProfileId", Mode: object.Required, Type: object.Reference{To: "device preparation policy"}, Doc: "Id of the policy of Windows Autopilot device preparation."},
			{Name: "applicationTimeoutInMinutes", Mode: object.Default(60), Type: object.Int{Min: 10, Max: 360}, Doc: "Minutes in which apps must be installed, between 10 and 360."},
			{Name: "onFailureDeviceAccessDenied", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users cannot reach a Cloud PC whose preparation failed."},
		}}, Doc: "How Windows Autopilot prepares the Cloud PCs."},
		{Name: "autopatch", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "autopatchGroupId", Mode: object.Required, Type: object.Reference{To: "Autopatch group"}, Doc: "Id of the group of Windows Autopatch."},
		}}, Doc: "How Windows Autopatch updates the Cloud PCs."},
		{Name: "microsoftManagedDesktop", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "managedType", Mode: object.Required, Type: object.String{Enum: []string{"notManaged", "premiumManaged", "standardManaged", "starterManaged"}}, Doc: "Kind of service that Microsoft manages the Cloud PCs with."},
			{Name: "profile", Mode: object.Optional, Type: object.String{}, Doc: "Name of the profile of Microsoft Managed Desktop."},
		}}, Removal: object.ClearedWith(object.Body{"managedType": "notManaged"}), Doc: "Whether Microsoft manages the Cloud PCs. By default it does not."},
		{Name: "scopeIds", Mode: object.Default([]any{"0"}), Type: object.Set{Of: scopeTagID}, Doc: "Ids of the scope tags. `0` is the default tag."},
		cloudPCAssignments(
			object.Attribute{Name: "servicePlanId", Mode: object.Optional, Type: object.Reference{To: "service plan"}, Doc: "Id of the service plan of a Frontline licence, which says how large the Cloud PCs are."},
			object.Attribute{Name: "allotmentDisplayName", Mode: object.Optional, Type: object.String{}, Doc: "Name of the share of the Frontline licences."},
			object.Attribute{Name: "allotmentLicensesCount", Mode: object.Optional, Type: object.Int{}, Doc: "How many Frontline licences are the group's."},
		),
		{Name: "managedBy", Mode: object.ReadOnly, Type: object.Flags{Enum: []string{"windows365", "devBox", "rpaBox", "microsoft365Opal", "microsoft365BizChat"}}, Doc: "Service that the policy belongs to."},
		{Name: "gracePeriodInHours", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Hours from when a user has lost licence or assignment until the Cloud PC is deprovisioned."},
		{Name: "cloudPcGroupDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the group that the Cloud PCs are in."},
		{Name: "alternateResourceUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Address of another resource that belongs to the policy."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_windows_365_cloud_pc_provisioning_policy", "microsoft365wp_cloud_pc_provisioning_policy"),
}

var regionGroups = []string{
	"default", "australia", "canada", "usCentral", "usEast", "usWest", "france", "germany", "europeUnion", "unitedKingdom", "japan", "asia", "india",
	"southAmerica", "euap", "usGovernment", "usGovernmentDOD", "norway", "switzerland", "southKorea", "middleEast", "mexico", "australasia", "europe",
	"singapore", "hongKong", "ireland", "sweden", "poland", "italy", "spain", "netherlands", "brazil", "israel", "automatic", "indonesia", "taiwan",
	"malaysia", "newZealand", "austria", "denmark", "belgium", "kenya",
}

// CloudPCUserSetting says what users may do with their Cloud PCs.
var CloudPCUserSetting = object.Definition{
	Name: "cloud_pc_user_setting",
	Doc:  "What users of Windows 365 may do with their Cloud PCs, and how those are saved.",
	// v1.0 lacks disaster recovery and the user's own reset.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/virtualEndpoint/userSettings", Type: "microsoft.graph.cloudPcUserSetting"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{Delete: unassigned},
	Needs:  windows365,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the setting."},
		{Name: "localAdminEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users are administrators of their Cloud PC."},
		{Name: "resetEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users can reset their Cloud PC, which deletes what is on it."},
		{Name: "selfServiceEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users can do some other things themselves, such as upgrading their Cloud PC."},
		{Name: "provisioningSourceType", Mode: object.Server, Removal: object.NeverCleared("A Cloud PC is restored from something in any case."), Type: object.String{Enum: []string{"image", "snapshot"}}, Doc: "Whether a Cloud PC is provisioned from an image or from a snapshot."},
		{Name: "restorePointSetting", Mode: object.Server, Removal: object.ClearedWith(object.Body{"frequencyType": "default", "userRestoreEnabled": false}), Type: object.Object{Attributes: []object.Attribute{
			{Name: "frequencyType", Mode: object.Default("default"), Type: object.String{Enum: []string{"default", "fourHours", "sixHours", "twelveHours", "sixteenHours", "twentyFourHours"}}, Doc: "How often a restore point is saved; `default` is every twelve hours."},
			{Name: "userRestoreEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users can go back to a restore point themselves."},
		}}, Doc: "How restore points are saved."},
		{Name: "crossRegionDisasterRecoverySetting", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "disasterRecoveryType", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "crossRegion", "premium"}}, Doc: "What happens when a region fails: nothing, or the Cloud PC comes up in another one; `premium` needs a licence of its own, and is faster."},
			{Name: "crossRegionDisasterRecoveryEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Cloud PCs take part."},
			{Name: "maintainCrossRegionRestorePointEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether restore points are kept in the other region, so that what users have saved is there too."},
			{Name: "userInitiatedDisasterRecoveryAllowed", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users can start the recovery themselves."},
			{Name: "disasterRecoveryNetworkSetting", Mode: object.Optional, Type: object.OneOf{Variants: []object.Variant{
				{Name: "azureConnection", Type: "microsoft.graph.cloudPcDisasterRecoveryAzureConnectionSetting", Doc: "A network of the organization's own.", Attributes: []object.Attribute{
					{Name: "onPremisesConnectionId", Mode: object.Required, Type: object.Reference{To: "Azure network connection"}, Doc: "Id of the Azure network connection."},
				}},
				{Name: "microsoftHosted", Type: "microsoft.graph.cloudPcDisasterRecoveryMicrosoftHostedNetworkSetting", Doc: "A network that Windows 365 provides.", Attributes: []object.Attribute{
					{Name: "regionGroup", Mode: object.Default("default"), Type: object.String{Enum: regionGroups}, Doc: "Group of regions."},
					{Name: "regionName", Mode: object.Optional, Type: object.String{}, Doc: "Region of Azure, such as `northeurope`."},
				}},
			}}, Doc: "Network in the other region."},
		}}, Doc: "What happens when the region of a Cloud PC fails."},
		{Name: "notificationSetting", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "restartPromptsDisabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users are not asked to restart their Cloud PC."},
		}}, Doc: "What users are told."},
		cloudPCAssignments(),
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the setting was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the setting was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_windows_365_cloud_pc_user_setting", "microsoft365wp_cloud_pc_user_setting"),
}
