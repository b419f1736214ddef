// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"context"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// LinuxCompliancePolicy says when a Linux device counts as compliant. Its collection is
// not that of the other platforms: its settings are those of a catalog.
var LinuxCompliancePolicy = object.Definition{
	Name:      "linux_compliance_policy",
	Doc:       "When a Linux device counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfigv2-devicemanagementcompliancepolicy",
	// v1.0 has no such policies.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/compliancePolicies", Type: "microsoft.graph.deviceManagementCompliancePolicy"},
	LookUp: object.LookUp{Key: "name"},
	Life: &object.Life{
		Create: object.Create{Before: forLinux}, Replaces: true, Carried: []string{"platforms", "technologies", "creationSource"},
	},
	Needs: intune,
	Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
		{Name: "settings", Mode: object.Required, Seen: object.Expanded, Type: object.Settings{
			Definitions: "/deviceManagement/complianceSettings", Secrets: "secrets", Sample: `{"linux_passwordpolicy_minimumlength":10}`,
		}, Doc: plainSettings},
		{Name: "secrets", Mode: object.WriteOnlyHashed, Sensitive: true, Type: object.Texts{}, Doc: "Values of secret settings, by the names that `settings` refer to. A secret that is not among them stays as Intune has it."},
		roleScopeTagIDs,
		scheduledActions("setScheduledActions", "scheduledActions"),
		assignments(""),
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_linux_device_compliance_policy"),
}

// forLinux says which devices the policy is for, and what brings it to them: Linux is
// the only platform whose policies are in this collection.
func forLinux(_ context.Context, body object.Body) error {
	body["platforms"], body["technologies"] = "linux", "linuxMdm"
	return nil
}
