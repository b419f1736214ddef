// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// IdentityProvider is where guests and customers can sign in with accounts that they
// have already. The metadata has providers of OpenID Connect too, for tenants of customers.
var IdentityProvider = object.Definition{
	Name:      "identity_provider",
	Doc:       "Whose accounts guests and customers can sign in with: Google's or Facebook's, say, or Apple's. A tenant has one of each type.",
	Reference: "resources/identityproviderbase",
	Place:     object.Collection{API: object.V1, Path: "/identity/identityProviders", Type: "microsoft.graph.identityProviderBase"},
	LookUp:    object.LookUp{Key: "displayName", Unfiltered: true},
	Life: &object.Life{Fixed: []object.Fixed{
		{When: []object.Condition{object.Given("builtIn")}, Because: "Microsoft has put this provider into the tenant, where it stays."},
	}},
	Needs: object.Needs{Role: "External Identity Provider Administrator"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name under which people are offered the provider."},
	},
	Variants: []object.Variant{
		{Name: "social", Type: "microsoft.graph.socialIdentityProvider", Doc: "A social network or another public service.", Attributes: []object.Attribute{
			{Name: "identityProviderType", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{"Google", "Facebook", "Microsoft", "Amazon", "LinkedIn", "GitHub", "Twitter", "Weibo", "QQ", "WeChat"}}, Doc: "Whose accounts they are. Tenants of employees take `Google` and `Facebook`."},
			{Name: "clientId", Mode: object.Required, Type: object.String{}, Doc: "Client id of the application that is registered with the provider."},
			{Name: "clientSecret", Mode: object.WriteOnly, Type: object.String{}, Sensitive: true, Doc: "Secret of that application, which Graph wants of a new provider."},
		}},
		{Name: "apple", Type: "microsoft.graph.appleManagedIdentityProvider", Doc: "Apple.", Attributes: []object.Attribute{
			{Name: "developerId", Mode: object.Required, Type: object.String{}, Doc: "Apple's id of the developer, or of the team."},
			{Name: "serviceId", Mode: object.Required, Type: object.String{}, Doc: "Apple's id of the service: `com.contoso.signin`."},
			{Name: "keyId", Mode: object.Required, Type: object.String{}, Doc: "Apple's id of the key."},
			{Name: "certificateData", Mode: object.WriteOnly, Type: object.String{}, Sensitive: true, Doc: "Content of the key's file, as text, which Graph wants of a new provider."},
		}},
		{Name: "builtIn", Type: "microsoft.graph.builtInIdentityProvider", Doc: "A provider of Microsoft's, which tenants have from the start.", Attributes: []object.Attribute{
			{Name: "identityProviderType", Mode: object.ReadOnly, Type: object.String{}, Doc: "What people sign in with: `MicrosoftAccount`, `EmailOTP` or `AADSignup`."},
		}},
	},
}
