// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	provisioningPath  = "/deviceManagement/virtualEndpoint/provisioningPolicies"
	cloudSettingsPath = "/deviceManagement/virtualEndpoint/userSettings"
)

// cloudPCRules are those of Windows 365. That the region of a policy's twin properties
// follows from each other, and in which words a policy in use is kept, are guesses.
func cloudPCRules() table {
	return table{
		provisioningPath: {
			required: []string{"displayName", "imageId"}, createOnly: []string{"provisioningType"}, keeps: keepInUse, derive: mirrorProvisioning,
			defaults: store.Object{
				"provisioningType": "dedicated", "userExperienceType": "cloudPc", "imageType": "gallery", "enableSingleSignOn": false, "localAdminEnabled": false,
				"managedBy": "windows365", "gracePeriodInHours": json.Number("168"), "scopeIds": []any{"0"}, "windowsSetting": store.Object{"locale": "en-US"},
				"microsoftManagedDesktop": store.Object{"managedType": "notManaged", "type": "notManaged", "profile": ""},
			},
		},
		cloudSettingsPath: {
			required: []string{"displayName"}, keeps: keepInUse,
			defaults: store.Object{
				"localAdminEnabled": false, "resetEnabled": false, "selfServiceEnabled": false, "provisioningSourceType": "image",
				"restorePointSetting": store.Object{"frequencyInHours": json.Number("12"), "frequencyType": "default", "userRestoreEnabled": false},
			},
		},
	}
}

// cloudPCOperations assign what Windows 365 has to groups.
func cloudPCOperations() operations {
	return operations{
		"cloudPcProvisioningPolicy": {"apply": (*call).accept, "assign": (*call).assign},
		"cloudPcUserSetting":        {"assign": (*call).assign},
	}
}

// cloudPCPermissions open the paths of these rules.
func cloudPCPermissions() permissions {
	return permissions{
		"/deviceManagement/virtualEndpoint": {read: []string{"CloudPC.Read.All"}, write: []string{"CloudPC.ReadWrite.All"}},
	}
}

// keepInUse: what is assigned is in use, and stays.
func keepInUse(c *call, object store.Object) error {
	if c.store.Len(entry{c.target.path, object}.below("assignments")) > 0 {
		return badRequest("The policy is in use and cannot be deleted.")
	}
	return nil
}

// mirrorProvisioning: some properties have an earlier name too, and an image that
// nobody names is called by its id.
func mirrorProvisioning(_ *call, _, after store.Object) {
	if text(after["imageDisplayName"]) == "" {
		after["imageDisplayName"] = after["imageId"]
	}
	if locale := nested(after, "windowsSetting", "locale"); locale != nil {
		after["windowsSettings"] = store.Object{"language": locale}
	}
	joins := list(after["domainJoinConfigurations"])
	for i, element := range joins {
		if join, ok := element.(store.Object); ok && join["domainJoinType"] != nil {
			joins[i] = replaced(join, "type", join["domainJoinType"])
		}
	}
}
