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
	Doc:       "A job that provisions users and groups between the tenant and an application, again and again. What it provisions, and how, `microsoft365_synchronization_schema` says.",
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
			Doc:    "`Active` for a job that runs, `Disabled` for one that is paused. A new job is disabled. To run, it wants a `microsoft365_synchronization_secret`.",
		},
		{Name: "status", Mode: object.ReadOnly, Volatile: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "code", Mode: object.ReadOnly, Type: object.String{}, Doc: "`NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`."},
			{Name: "troubleshootingUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Page that helps with a job in quarantine."},
		}}, Doc: "How the job fares."},
	},
	MovedFrom: []object.Move{{From: "azuread_synchronization_job", IDs: []string{"{servicePrincipalId}/job/{id}"}}},
}

// SynchronizationSecret are the secrets that the jobs of a service principal use.
var SynchronizationSecret = object.Definition{
	Name:      "synchronization_secret",
	Reference: "synchronization-serviceprincipal-put-synchronization",
	Doc:       "What the synchronization jobs of a service principal need to reach the application: where it is, and the secrets by which it lets them in. Graph shows which there are, and hides secrets: their values are sent, and never stored in plan or state. Others that Graph has besides are left alone. A destroy takes away those that stand here.",
	Place: object.Part{
		API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/synchronization", Type: "microsoft.graph.synchronization", List: "secrets",
	},
	Life: &object.Life{},
	Needs: object.Needs{Role: "Cloud Application Administrator", Licence: "Microsoft Entra ID P1", Deviations: []object.Deviation{
		{Kind: object.Reads, Because: "Microsoft documents how secrets are written, and not how the list of them is read; this permission reads the synchronization that they belong to.", Permissions: []string{"Synchronization.Read.All"}},
	}},
	Attributes: []object.Attribute{
		servicePrincipalID,
		{Name: "secrets", Mode: object.Required, Type: object.Map{
			// Graph takes a secret away whose value is empty, and does not take away the
			// settings of notifications, which have to be a JSON document.
			Key: "key", Merged: &object.Merged{Property: "value", Kept: map[string]string{"SyncNotificationSettings": "{}"}},
			Attributes: []object.Attribute{
				{Name: "value", Mode: object.WriteOnlyAtCreate, Sensitive: true, Type: object.String{}, Doc: "The value. It is sent when the secret is new and when `value_version` changes, of this or another secret."},
			},
		}, Doc: "The secrets by their keys, such as `BaseAddress`, the address of the application's SCIM endpoint, and `SecretToken`, the token that it takes; others are `UserName`, `Password`, `ClientSecret`, `SyncAll` and what else Microsoft's page lists."},
	},
	MovedFrom: []object.Move{{From: "azuread_synchronization_secret", IDs: []string{"/servicePrincipals/{servicePrincipalId}"}}},
}

// SynchronizationSchema is what a job provisions, and how.
var SynchronizationSchema = object.Definition{
	Name:      "synchronization_schema",
	Reference: "resources/synchronization-synchronizationschema",
	Doc:       "What a `microsoft365_synchronization_job` provisions, and how: the objects and attributes of both sides, and the rules and mappings between them. Every job has one, which its template brings; a destroy resets it to that. All of it is replaced by what is configured.",
	// Graph shows the directories unasked.
	ReadQuery: map[string]string{"$select": "", "$expand": ""},
	Place: object.OnlyChild{
		API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/synchronization/jobs/{jobId}/schema",
		Type: "microsoft.graph.synchronizationSchema", Resets: true,
	},
	Life: &object.Life{Replaces: true},
	Needs: object.Needs{Role: "Cloud Application Administrator", Licence: "Microsoft Entra ID P1", Deviations: []object.Deviation{
		{Kind: object.ForSome, Because: "By its description it is for the mappings of custom security attributes.", Permissions: []string{"CustomSecAttributeProvisioning.Read.All", "CustomSecAttributeProvisioning.ReadWrite.All"}},
	}},
	Attributes: []object.Attribute{
		servicePrincipalID,
		{Name: "jobId", Mode: object.Required, CreateOnly: true, Type: object.String{Pattern: "^[^/]+$", PatternDoc: "must be the job's own id, which stands behind the slash in that of a microsoft365_synchronization_job"}, Doc: "Id of the job, the last part of that of a `microsoft365_synchronization_job`."},
		{Name: "directories", Mode: object.Required, Seen: object.Expanded, Type: object.JSON{Sample: `[{"name":"Azure Active Directory","objects":[{"name":"Group","attributes":[{"name":"displayName","type":"String"}]}]}]`}, Doc: "Both sides with their objects and the attributes of these, as a JSON list with Graph's names: `jsonencode([{ name = \"Azure Active Directory\", objects = [ … ] }])`. What Graph adds to them is left aside."},
		{Name: "synchronizationRules", Mode: object.Required, Type: object.JSON{Sample: `[{"name":"GROUP_TO_GROUP","sourceDirectoryName":"Azure Active Directory","targetDirectoryName":"Databricks","objectMappings":[]}]`}, Doc: "The rules by which objects of one side become objects of the other, with the mappings of their attributes and the filters of who is in scope, as a JSON list with Graph's names. What Graph adds to them is left aside."},
		{Name: "version", Mode: object.ReadOnly, Volatile: true, Type: object.String{}, Doc: "Changes with every change of the schema."},
	},
	MovedFrom: []object.Move{{From: "microsoft365wp_synchronization_schema_json", Attributes: map[string]string{"servicePrincipalId": "service_principal_id", "jobId": "id"}}},
}

// pausedIsDisabled: Graph has two words for a job that was paused.
func pausedIsDisabled(state string) string { return strings.ReplaceAll(state, "Paused", "Disabled") }
