// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Password is a secret of an app registration, which Graph makes.
var Password = object.Definition{
	Name:      "application_password",
	Doc:       "A client secret of an app registration. Graph makes it, and tells it once: it is kept in the state, where everybody who can read the state can read it. A `microsoft365_application_federated_identity_credential` needs no secret.",
	Reference: "application-addpassword",
	Place: object.Element{
		API: object.V1, Path: "/applications/{applicationId}", Type: "microsoft.graph.passwordCredential",
		Property: "passwordCredentials", Key: "keyId",
		Add:        "addPassword",
		AddBody:    addPasswordBody,
		Remove:     "removePassword",
		RemoveBody: removePasswordBody,
	},
	Life:       &object.Life{},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{applicationID}, secret...),
	MovedFrom: []object.Move{
		{From: "azuread_application_password", IDs: []string{"{applicationId}/password/{id}"}, Attributes: map[string]string{"secretText": "value"}},
		{From: "microsoft365_graph_beta_applications_application_password_credential", Attributes: map[string]string{"applicationId": "application_id", "id": "key_id", "secretText": "secret_text"}},
	},
}
