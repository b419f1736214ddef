// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// SynchronizationJob provisions users and groups to an application.
var SynchronizationJob = object.Definition{
	Name:      "synchronization_job",
	Reference: "resources/synchronization-synchronizationjob",
	Doc:       "A job that provisions users and groups between the tenant and an application, again and again.",
	Place:     object.Collection{API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/synchronization/jobs", Type: "microsoft.graph.synchronizationJob"},
	LookUp:    object.LookUp{Unfiltered: true},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "Cloud Application Administrator", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		servicePrincipalID,
		{Name: "templateId", Mode: object.Required, Type: object.String{Sample: "scim"}, CreateOnly: true, Doc: "Id of a synchronization template of the application, such as `scim`."},
		{
			Name: "schedule", Rename: "state", Mode: object.Server, Removal: object.ClearedWith(object.Body{"state": "Disabled"}),
			Action: &object.Action{Names: map[string]string{"Active": "start", "Disabled": "pause"}},
			Type:   object.Wrapped{Property: "state", Of: object.String{Pattern: "^(Active|Disabled)$", PatternDoc: "must be Active or Disabled", Notation: pausedIsDisabled, Sample: "Disabled"}},
			Doc:    "`Active` for a job that runs, `Disabled` for one that is paused. A new job is disabled. To run, it wants the secrets of the service principal's synchronization.",
		},
		{Name: "status", Mode: object.ReadOnly, Volatile: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "code", Mode: object.ReadOnly, Type: object.String{}, Doc: "`NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`."},
			{Name: "troubleshootingUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Page that helps with a job in quarantine."},
		}}, Doc: "How the job fares."},
	},
	MovedFrom: []object.Move{{From: "azuread_synchronization_job", IDs: []string{"{servicePrincipalId}/job/{id}"}}},
}

// pausedIsDisabled: Graph has two words for a job that was paused.
func pausedIsDisabled(state string) string { return strings.ReplaceAll(state, "Paused", "Disabled") }
