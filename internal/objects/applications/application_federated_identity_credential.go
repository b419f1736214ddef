// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// FederatedIdentityCredential is an app registration's trust in tokens of another
// issuer, such as those of a managed identity.
var FederatedIdentityCredential = object.Definition{
	Name: "application_federated_identity_credential",
	Doc:  "The trust of an app registration in an identity of another issuer: a managed identity, a pipeline, a workload in Kubernetes. It takes the place of a secret.",
	// v1.0 knows no expressions.
	Place: object.Collection{API: object.Beta, Path: "/applications/{applicationId}/federatedIdentityCredentials", Type: "microsoft.graph.federatedIdentityCredential"},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Cloud Application Administrator", Deviations: []object.Deviation{
		ofOwned,
		{Kind: object.Reads, Because: "Microsoft's list forgets it for one credential, and names it for all.", Permissions: []string{"Application.Read.All"}},
	}},
	Attributes: []object.Attribute{
		{Name: "applicationId", Mode: object.Required, Type: object.Reference{To: "app registration"}, CreateOnly: true, Doc: "Object id of the app registration, `microsoft365_application.….id`."},
		{Name: "name", Mode: object.Required, CreateOnly: true, Type: object.String{MaxLength: 120, Pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{2,}$", PatternDoc: "must have three letters, digits, hyphens, underscores or dots at least"}, Doc: "Name of the trust, unique in the app registration."},
		{Name: "issuer", Mode: object.Required, Type: object.String{MaxLength: 600, Pattern: "^https://", PatternDoc: "must begin with https://", Sample: "https://issuer.example"}, Doc: "Issuer of the tokens, exactly as it stands in them. For a managed identity: `https://login.microsoftonline.com/<tenant id>/v2.0`."},
		{Name: "subject", Mode: object.Optional, Type: object.String{MaxLength: 600}, Doc: "Subject of the tokens, exactly as it stands in them. For a managed identity: its principal id."},
		{Name: "claimsMatchingExpression", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "value", Mode: object.Required, Type: object.String{Sample: "claims['sub'] matches 'repo:contoso/*:environment:production'"}, Doc: "The expression: `claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/*'` is for every branch of a repository. `*` stands for any characters and `?` for one, `eq` compares exactly, and `and` joins two comparisons. Which claims it can compare depends on the issuer."},
			{Name: "languageVersion", Mode: object.Default(1), Type: object.Int{Min: 1}, Doc: "Version of the language of expressions. There is version 1 only so far."},
		}}, Doc: "What the claims of the tokens must be, in place of one `subject`: a preview of Microsoft's, for tokens of GitHub, GitLab and Terraform Cloud."},
		{Name: "audiences", Mode: object.Default([]any{"api://AzureADTokenExchange"}), Type: object.Set{Of: object.String{MaxLength: 600, Sample: "api://AzureADTokenExchangeUSGov"}, MinItems: 1, MaxItems: 1}, Doc: "Audience of the tokens."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 600}, Doc: "What the trust is for."},
	},
	Rules: []object.Rule{
		{When: []object.Condition{object.Absent("claimsMatchingExpression")}, Then: object.Given("subject"), Because: "One of the two says whose tokens are trusted."},
		{When: []object.Condition{object.Given("claimsMatchingExpression")}, Then: object.Absent("subject"), Because: "Graph takes one of the two."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_federated_identity_credential", IDs: []string{"{applicationId}/federatedIdentityCredential/{id}"}},
		{From: "azuread_application_flexible_federated_identity_credential", IDs: []string{"{applicationId}/federatedIdentityCredential/{id}"}},
		{From: "microsoft365_graph_beta_applications_application_federated_identity_credential", Attributes: map[string]string{"applicationId": "application_id"}},
	},
}
