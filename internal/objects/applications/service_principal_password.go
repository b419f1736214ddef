// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ServicePrincipalPassword is a secret of a service principal, which Graph makes.
var ServicePrincipalPassword = object.Definition{
	Name:      "service_principal_password",
	Reference: "serviceprincipal-addpassword",
	Doc:       "A client secret of a service principal, which works in this tenant only. Graph makes it, and tells it once: it is kept in the state, where everybody who can read the state can read it. As a rule a `microsoft365_application_federated_identity_credential` of the app registration is better.",
	Place: object.Element{
		API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}", Type: "microsoft.graph.passwordCredential",
		Property: "passwordCredentials", Key: "keyId",
		Add:        "addPassword",
		AddBody:    addPasswordBody,
		Remove:     "removePassword",
		RemoveBody: removePasswordBody,
	},
	Life:       &object.Life{},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{servicePrincipalID}, secret...),
	MovedFrom: []object.Move{
		{From: "azuread_service_principal_password", IDs: []string{"{servicePrincipalId}/password/{id}"}, Attributes: map[string]string{"secretText": "value"}},
	},
}

// secret are the attributes of every client secret.
var secret = []object.Attribute{
	{Name: "displayName", Mode: object.Optional, Type: object.String{MaxLength: 256}, CreateOnly: true, Doc: "Name of the secret."},
	{Name: "startDateTime", Mode: object.Server, Type: object.Time{}, CreateOnly: true, Doc: "When the secret begins to be good. At once by default."},
	{Name: "endDateTime", Mode: object.Server, Type: object.Time{}, CreateOnly: true, Doc: "When the secret ends to be good. After two years by default."},
	{Name: "hint", Mode: object.ReadOnly, Type: object.String{}, Doc: "First characters of the secret."},
	{Name: "secretText", Mode: object.ReadOnly, Type: object.String{}, Sensitive: true, Seen: object.InReply, Doc: "The secret. Null after an import, since Graph tells it at creation only."},
}

func addPasswordBody(secret object.Body) object.Body {
	return object.Body{"passwordCredential": secret}
}

func removePasswordBody(key string) object.Body { return object.Body{"keyId": key} }
