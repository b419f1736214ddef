// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// subjects says who: by an id, by a rule, or by what they are to the person that it is
// about. Graph knows more kinds than are of use in one place.
func subjects(also ...object.Variant) object.OneOf {
	return object.OneOf{Variants: slices.Concat([]object.Variant{
		{Name: "user", Type: "microsoft.graph.singleUser", Doc: "One user.", Attributes: []object.Attribute{
			{Name: "userId", Mode: object.Required, Type: object.Reference{To: "user"}, Doc: "Object id of the user."},
			subjectNote,
		}},
		{Name: "groupMembers", Type: "microsoft.graph.groupMembers", Doc: "The members of a group.", Attributes: []object.Attribute{
			{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, Doc: "Id of the group."},
			subjectNote,
		}},
	}, also)}
}

var (
	subjectNote = object.Attribute{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "Who that is, in words for those who read the settings."}

	servicePrincipal = object.Variant{Name: "servicePrincipal", Type: "microsoft.graph.singleServicePrincipal", Doc: "One service principal.", Attributes: []object.Attribute{
		{Name: "servicePrincipalId", Mode: object.Required, Type: object.Reference{To: "service principal"}, Doc: "Object id of the service principal."},
		subjectNote,
	}}
	connectedPeople = object.Variant{Name: "connectedOrganizationMembers", Type: "microsoft.graph.connectedOrganizationMembers", Doc: "The people of a connected organization.", Attributes: []object.Attribute{
		{Name: "connectedOrganizationId", Mode: object.Required, Type: object.Reference{To: "connected organization"}, Doc: "Id of the connected organization."},
		subjectNote,
	}}
	ruleMembers = object.Variant{Name: "attributeRuleMembers", Type: "microsoft.graph.attributeRuleMembers", Doc: "Who a rule fits.", Attributes: []object.Attribute{
		{Name: "membershipRule", Mode: object.Required, Type: object.String{}, Doc: "The rule, as of a dynamic group: `(user.department -eq \"Sales\")`."},
		subjectNote,
	}}
	manager = object.Variant{Name: "manager", Type: "microsoft.graph.requestorManager", Doc: "The manager of who requests.", Attributes: []object.Attribute{
		{Name: "managerLevel", Mode: object.Required, Type: object.Int{Min: 1, Max: 4}, Doc: "Which manager, from 1, the direct one, to 4."},
	}}
	targetManager = object.Variant{Name: "targetManager", Type: "microsoft.graph.targetManager", Doc: "The manager of who has the access.", Attributes: []object.Attribute{
		{Name: "managerLevel", Mode: object.Required, Type: object.Int{Min: 1, Max: 4}, Doc: "Which manager, from 1, the direct one, to 4."},
	}}
	internalSponsors = object.Variant{Name: "internalSponsors", Type: "microsoft.graph.internalSponsors", Doc: "The sponsors, in the tenant, of the connected organization that somebody is of."}
	externalSponsors = object.Variant{Name: "externalSponsors", Type: "microsoft.graph.externalSponsors", Doc: "The sponsors of the connected organization that somebody is of, on their side."}
)
