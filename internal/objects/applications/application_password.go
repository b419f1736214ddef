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
		AddBody:    func(secret object.Body) object.Body { return object.Body{"passwordCredential": secret} },
		Remove:     "removePassword",
		RemoveBody: func(key string) object.Body { return object.Body{"keyId": key} },
	},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Cloud Application Administrator", Deviations: []object.Deviation{ofOwned}},
	Attributes: []object.Attribute{
		{Name: "applicationId", Mode: object.Required, Type: object.Reference{To: "app registration"}, CreateOnly: true, Doc: "Object id of the app registration, `microsoft365_application.….id`."},
		{Name: "displayName", Mode: object.Optional, Type: object.String{MaxLength: 256}, CreateOnly: true, Doc: "Name of the secret."},
		{Name: "startDateTime", Mode: object.Server, Type: object.Time{}, CreateOnly: true, Doc: "When the secret begins to be good. At once by default."},
		{Name: "endDateTime", Mode: object.Server, Type: object.Time{}, CreateOnly: true, Doc: "When the secret ends to be good. After two years by default."},
		{Name: "hint", Mode: object.ReadOnly, Type: object.String{}, Doc: "First characters of the secret."},
		{Name: "secretText", Mode: object.ReadOnly, Type: object.String{}, Sensitive: true, Seen: object.InReply, Doc: "The secret. Null after an import, since Graph tells it at creation only."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_password", IDs: []string{"{applicationId}/password/{id}"}, Attributes: map[string]string{"secretText": "value"}},
		{From: "microsoft365_graph_beta_applications_application_password_credential", Attributes: map[string]string{"applicationId": "application_id", "id": "key_id", "secretText": "secret_text"}},
	},
}
