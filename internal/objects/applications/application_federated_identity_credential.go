// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// FederatedIdentityCredential is an app registration's trust in tokens of another
// issuer, such as those of a managed identity.
var FederatedIdentityCredential = object.Definition{
	Name:  "application_federated_identity_credential",
	Doc:   "The trust of an app registration in one identity of another issuer: a managed identity, a pipeline, a workload in Kubernetes. It takes the place of a secret.",
	Place: object.Collection{API: object.V1, Path: "/applications/{applicationId}/federatedIdentityCredentials", Type: "microsoft.graph.federatedIdentityCredential"},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Cloud Application Administrator", Deviations: []object.Deviation{
		ofOwned,
		{Kind: object.Reads, Because: "Microsoft's list forgets it for one credential, and names it for all.", Permissions: []string{"Application.Read.All"}},
	}},
	Attributes: []object.Attribute{
		{Name: "applicationId", Mode: object.Required, Type: object.Reference{To: "app registration"}, CreateOnly: true, Doc: "Object id of the app registration, `microsoft365_application.….id`."},
		{Name: "name", Mode: object.Required, CreateOnly: true, Type: object.String{MaxLength: 120, Pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{2,}$", PatternDoc: "must have three letters, digits, hyphens, underscores or dots at least"}, Doc: "Name of the trust, unique in the app registration."},
		{Name: "issuer", Mode: object.Required, Type: object.String{MaxLength: 600, Pattern: "^https://", PatternDoc: "must begin with https://", Sample: "https://issuer.example"}, Doc: "Issuer of the tokens, exactly as it stands in them. For a managed identity: `https://login.microsoftonline.com/<tenant id>/v2.0`."},
		{Name: "subject", Mode: object.Required, Type: object.String{MaxLength: 600}, Doc: "Subject of the tokens, exactly as it stands in them. For a managed identity: its principal id."},
		{Name: "audiences", Mode: object.Default([]any{"api://AzureADTokenExchange"}), Type: object.Set{Of: object.String{MaxLength: 600, Sample: "api://AzureADTokenExchangeUSGov"}, MinItems: 1, MaxItems: 1}, Doc: "Audience of the tokens."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 600}, Doc: "What the trust is for."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_federated_identity_credential", IDs: []string{"{applicationId}/federatedIdentityCredential/{id}"}},
		{From: "azuread_application_flexible_federated_identity_credential", IDs: []string{"{applicationId}/federatedIdentityCredential/{id}"}},
		{From: "microsoft365_graph_beta_applications_application_federated_identity_credential", Attributes: map[string]string{"applicationId": "application_id"}},
	},
}
