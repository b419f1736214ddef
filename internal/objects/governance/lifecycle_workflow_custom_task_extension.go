// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const lifecycleWorkflows = "/identityGovernance/lifecycleWorkflows"

var lifecycleNeeds = object.Needs{Role: "Lifecycle Workflows Administrator", Licence: "Microsoft Entra ID Governance"}

// LifecycleWorkflowCustomTaskExtension is a logic app that workflows call.
var LifecycleWorkflowCustomTaskExtension = object.Definition{
	Name:      "lifecycle_workflow_custom_task_extension",
	Doc:       "A logic app of Azure that the tasks of lifecycle workflows can call. It must be there before. Whoever writes the extension needs a role of Azure on it besides, such as Logic App Contributor.",
	Reference: "resources/identitygovernance-customtaskextension",
	Place:     object.Collection{API: object.V1, Path: lifecycleWorkflows + "/customTaskExtensions", Type: "microsoft.graph.identityGovernance.customTaskExtension"},
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{},
	Needs:     lifecycleNeeds,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the extension."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the logic app does."},
		{Name: "endpointConfiguration", Mode: object.Required, Type: object.OneOf{Variants: []object.Variant{
			{Name: "logicApp", Type: "microsoft.graph.logicAppTriggerEndpointConfiguration", Doc: "A logic app.", Attributes: []object.Attribute{
				{Name: "subscriptionId", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "Id of its subscription of Azure."},
				{Name: "resourceGroupName", Mode: object.Required, Type: object.String{}, Doc: "Name of its resource group."},
				{Name: "logicAppWorkflowName", Mode: object.Required, Type: object.String{}, Doc: "Name of the logic app."},
				{Name: "url", Mode: object.Server, Type: object.String{}, Doc: "Address at which it is called. Lifecycle workflows find that themselves."},
			}},
		}}, Doc: "What is called."},
		{Name: "authenticationConfiguration", Mode: object.Required, Type: object.OneOf{Variants: []object.Variant{
			{Name: "token", Type: "microsoft.graph.azureAdTokenAuthentication", Doc: "By a token of an application.", Attributes: []object.Attribute{
				{Name: "resourceId", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "Client id of the application that the token is for."},
			}},
			{Name: "proofOfPossession", Type: "microsoft.graph.azureAdPopTokenAuthentication", Doc: "By a token that proves who holds it."},
		}}, Doc: "How the logic app knows that it is called by lifecycle workflows."},
		{Name: "clientConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "timeoutInMilliseconds", Mode: object.Server, Type: object.Int{Min: 1}, Doc: "Milliseconds until a call is given up."},
			{Name: "maximumRetries", Mode: object.Server, Type: object.Int{}, Doc: "How many times it is tried again."},
		}}, Doc: "How it is called."},
		{Name: "callbackConfiguration", Mode: object.Optional, Type: object.OneOf{Variants: []object.Variant{
			{Name: "customTaskExtension", Type: "microsoft.graph.identityGovernance.customTaskExtensionCallbackConfiguration", Doc: "The logic app says when it is done.", Attributes: []object.Attribute{
				{Name: "timeoutDuration", Mode: object.Required, Type: object.Duration{}, Doc: "How long the task waits for it, from `PT5M` to `PT3H`."},
			}},
		}}, Doc: "Whether the workflow waits for the logic app to say that it is done."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the extension was made."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When it was last changed."},
	},
	MovedFrom: object.From("microsoft365wp_identity_governance_custom_task_extension"),
}

// LifecycleWorkflowSettings are those of all workflows.
var LifecycleWorkflowSettings = object.Definition{
	Name:      "lifecycle_workflow_settings",
	Doc:       "What holds for all lifecycle workflows of the tenant: how often they run, and how their mails look.",
	Reference: "resources/identitygovernance-lifecyclemanagementsettings",
	Place:     object.Singleton{API: object.V1, Path: lifecycleWorkflows + "/settings", Type: "microsoft.graph.identityGovernance.lifecycleManagementSettings"},
	Life:      &object.Life{},
	Needs:     lifecycleNeeds,
	Attributes: []object.Attribute{
		{Name: "workflowScheduleIntervalInHours", Mode: object.Server, Type: object.Int{Min: 1, Max: 24}, Doc: "Hours between two runs of the workflows, from 1 to 24. 3 in a new tenant."},
		{Name: "emailSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "senderDomain", Mode: object.Server, Type: object.String{}, Doc: "Verified domain that mails come from."},
			{Name: "useCompanyBranding", Mode: object.Server, Type: object.Bool{}, Doc: "Whether mails show the branding of the organization."},
		}}, Doc: "How mails to people look."},
	},
	MovedFrom: object.From("microsoft365wp_identity_governance_lifecycle_management_settings"),
}
