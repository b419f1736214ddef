// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/identity"
)

// UserCustomSecurityAttributes are the values that a user has.
var UserCustomSecurityAttributes = securityAttributesOf("user", "microsoft.graph.user", "userId", "/users/{userId}",
	`{"Clearances":{"Level":"Low","Sites":["Lyon"]}}`,
	identity.OfUsers...)

// ServicePrincipalCustomSecurityAttributes are the values that a service principal has.
var ServicePrincipalCustomSecurityAttributes = securityAttributesOf("service_principal", "microsoft.graph.servicePrincipal", "servicePrincipalId", "/servicePrincipals/{servicePrincipalId}",
	`{"Operations":{"Team":"Platform","Ports":[8443]}}`)

// securityAttributesOf are the values of custom security attributes of a kind of principal.
// Who may change the principal may not change them, nor the other way round.
func securityAttributesOf(kind, typ, id, path, sample string, deviations ...object.Deviation) object.Definition {
	title := object.Definition{Name: kind}.Title()
	return object.Definition{
		Name:      kind + "_custom_security_attributes",
		Reference: "resources/customsecurityattributevalue",
		Doc:       "Values of custom security attributes of a " + title + ". Values that are not configured are left alone; those that are taken out of the configuration, and all at a destroy, are removed.",
		Place:     object.Part{API: object.V1, Path: path, Type: typ},
		Life:      &object.Life{},
		Needs: object.Needs{
			Role: "Attribute Assignment Administrator", Reader: "Attribute Assignment Reader", Licence: "Microsoft Entra ID P1",
			Deviations: append(
				slices.Clone(deviations),
				object.Deviation{Kind: object.Writes, Because: "Microsoft's guide asks for it, and to read the principal, but not to change it.", Permissions: []string{"CustomSecAttributeAssignment.ReadWrite.All"}},
				object.Deviation{Kind: object.BesidesReading, Because: "No permission to read the principal shows the values.", Permissions: []string{"CustomSecAttributeAssignment.Read.All"}},
			),
		},
		Attributes: []object.Attribute{
			{Name: id, Mode: object.Required, Type: object.Reference{To: title}, CreateOnly: true, Doc: "Object id of the " + title + "."},
			{Name: "customSecurityAttributes", Rename: "attributes", Mode: object.Required, Type: object.SecurityAttributes{Sample: sample}, Doc: "The values, by attribute set and attribute: a text, a whole number, `true` or `false`, or a list of texts or of numbers, as the `microsoft365_custom_security_attribute_definition` says."},
		},
	}
}
