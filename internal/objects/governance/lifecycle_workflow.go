// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// LifecycleWorkflow does what is to be done for who joins, moves or leaves. Graph changes
// tasks and conditions by an action that makes a new version; here they make a new
// workflow. Lists do not show conditions.
var LifecycleWorkflow = object.Definition{
	Name:      "lifecycle_workflow",
	Doc:       "Tasks that are done by themselves for people who join, move within or leave the organization. A change of the tasks or of the conditions makes a new workflow.",
	Reference: "resources/identitygovernance-workflow",
	Place:     object.Collection{API: object.V1, Path: lifecycleWorkflows + "/workflows", Type: "microsoft.graph.identityGovernance.workflow"},
	LookUp:    object.LookUp{Key: "displayName", Filterable: []string{"category", "isEnabled"}},
	Life:      &object.Life{Delete: object.Delete{Bin: lifecycleWorkflows + "/deletedItems/workflows"}},
	Needs:     lifecycleNeeds,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the workflow."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the workflow is for."},
		{Name: "category", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{"joiner", "leaver", "mover"}}, Doc: "Whom it is for: `joiner`, `mover` or `leaver`."},
		{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether it can run."},
		{Name: "isSchedulingEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether it runs by itself. Otherwise only on demand."},
		{Name: "executionConditions", Mode: object.Required, CreateOnly: true, Seen: object.Alone, Type: object.OneOf{Variants: []object.Variant{
			{Name: "onDemand", Type: "microsoft.graph.identityGovernance.onDemandExecutionOnly", Doc: "For whom an administrator runs it."},
			{Name: "triggered", Type: "microsoft.graph.identityGovernance.triggerAndScopeBasedConditions", Doc: "For whom it fits, when something happens.", Attributes: []object.Attribute{
				{Name: "scope", Mode: object.Required, Type: object.OneOf{Variants: []object.Variant{
					{Name: "rule", Type: "microsoft.graph.identityGovernance.ruleBasedSubjectSet", Doc: "Whom a rule fits.", Attributes: []object.Attribute{
						{Name: "rule", Mode: object.Required, Type: object.String{}, Doc: "The rule: `(department eq 'Marketing')`."},
					}},
				}}, Doc: "Whom it is for."},
				{Name: "trigger", Mode: object.Required, Type: object.OneOf{Variants: []object.Variant{
					{Name: "time", Type: "microsoft.graph.identityGovernance.timeBasedAttributeTrigger", Doc: "A date of the user.", Attributes: []object.Attribute{
						{Name: "timeBasedAttribute", Mode: object.Required, Type: object.String{Enum: []string{"employeeHireDate", "employeeLeaveDateTime", "createdDateTime"}}, Doc: "Which date: `employeeHireDate`, `employeeLeaveDateTime` or `createdDateTime`."},
						{Name: "offsetInDays", Mode: object.Required, Type: object.Int{Min: -180, Max: 180}, Doc: "Days from the date to the run, negative before it."},
					}},
					{Name: "attributeChange", Type: "microsoft.graph.identityGovernance.attributeChangeTrigger", Doc: "A change of a property of the user.", Attributes: []object.Attribute{
						{Name: "triggerAttributes", Mode: object.Required, Type: object.Set{MinItems: 1, Of: object.Object{Attributes: []object.Attribute{
							{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "Name of the property: `department`."},
						}}}, Doc: "The properties."},
					}},
					{Name: "membershipChange", Type: "microsoft.graph.identityGovernance.membershipChangeTrigger", Doc: "The user's coming into a group, or leaving it.", Attributes: []object.Attribute{
						{Name: "changeType", Mode: object.Required, Type: object.String{Enum: []string{"add", "remove"}}, Doc: "`add` or `remove`."},
					}},
				}}, Doc: "When it runs."},
			}},
		}}, Doc: "For whom it runs, and when."},
		{Name: "tasks", Mode: object.Required, CreateOnly: true, Seen: object.Expanded, Type: object.List{MinItems: 1, MaxItems: 25, Of: object.Object{Attributes: []object.Attribute{
			{Name: "taskDefinitionId", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "Id of the kind of task, which is the same in every tenant: `6fc52c9d-398b-4305-9763-15f42c1676fc` lets the user sign in."},
			{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the task."},
			{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the task does."},
			{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the task is done."},
			{Name: "continueOnError", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the next task is done where this one has failed."},
			{Name: "arguments", Mode: object.Default([]any{}), Type: object.Map{Key: "name", Attributes: []object.Attribute{
				{Name: "value", Mode: object.Required, Type: object.String{}, Doc: "The value."},
			}}, Doc: "What the kind of task wants to know, by its name there, such as `groupID` or `customSubject`."},
		}}}, Doc: "The tasks, in the order in which they are done, 25 at most."},
		{Name: "version", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Number of the version."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the workflow was made."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When it was last changed."},
		{Name: "nextScheduleRunDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When it runs next."},
	},
	MovedFrom: object.From("microsoft365wp_identity_governance_workflow"),
}
