// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AppManagementPolicy restricts the credentials of some applications.
var AppManagementPolicy = object.Definition{
	Name:   "app_management_policy",
	Doc:    "What secrets and certificates the app registrations and service principals may have that the policy is assigned to. For these it stands in place of `microsoft365_default_app_management_policy`.",
	Place:  object.Collection{API: object.V1, Path: "/policies/appManagementPolicies", Type: "microsoft.graph.appManagementPolicy"},
	LookUp: object.LookUp{Key: "displayName", Unfiltered: true},
	Life:   &object.Life{},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "isEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the policy is in force."},
		{Name: "restrictions", Mode: object.Required, Type: object.Object{Attributes: append(credentialRestrictions(object.Default([]any{})),
			object.Attribute{Name: "applicationRestrictions", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{identifierURIs(object.Optional, object.Default("enabled"))}}, Doc: "What else is restricted for app registrations."})}, Doc: "What the policy restricts."},
	},
}

// DefaultAppManagementPolicy restricts the credentials of all other applications.
var DefaultAppManagementPolicy = object.Definition{
	Name:  "default_app_management_policy",
	Doc:   "What secrets and certificates app registrations and service principals may have for which no `microsoft365_app_management_policy` says something else. Every tenant has exactly one; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/defaultAppManagementPolicy", Type: "microsoft.graph.tenantAppManagementPolicy"},
	Life:  &object.Life{},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Server, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Server, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the policy is in force. It is not in new tenants."},
		{Name: "applicationRestrictions", Mode: object.Server, Type: object.Object{Attributes: append(credentialRestrictions(object.Server), identifierURIs(object.Server, object.Server))}, Doc: "What is restricted for app registrations."},
		{Name: "servicePrincipalRestrictions", Mode: object.Server, Type: object.Object{Attributes: credentialRestrictions(object.Server)}, Doc: "What is restricted for service principals."},
	},
}

// credentialRestrictions are those of either policy.
func credentialRestrictions(mode object.Mode) []object.Attribute {
	return []object.Attribute{
		{Name: "passwordCredentials", Mode: mode, Type: object.Map{Key: "restrictionType", Attributes: restriction()}, Doc: "Restrictions of secrets, by their kind: `passwordAddition`, `passwordLifetime`, `symmetricKeyAddition`, `symmetricKeyLifetime`, `customPasswordAddition`."},
		{Name: "keyCredentials", Mode: mode, Type: object.Map{Key: "restrictionType", Attributes: restriction()}, Doc: "Restrictions of certificates, by their kind: `asymmetricKeyLifetime`."},
	}
}

func restriction() []object.Attribute {
	return []object.Attribute{
		{Name: "state", Mode: object.Default("enabled"), Type: object.String{Enum: []string{"enabled", "disabled"}}, Doc: "Whether the restriction is in force."},
		{Name: "maxLifetime", Mode: object.Optional, Type: object.Duration{}, Doc: "How long a credential may be good, such as `P180D`. Restrictions of a lifetime need it, others have none."},
		{Name: "restrictForAppsCreatedAfterDateTime", Mode: object.Optional, Type: object.Time{}, Doc: "Applications that were created before are not restricted. All are by default."},
		excludedActors(object.Optional),
	}
}

// identifierURIs restricts what applications may be called.
func identifierURIs(mode, state object.Mode) object.Attribute {
	restriction := object.Object{Attributes: []object.Attribute{
		{Name: "state", Mode: state, Type: object.String{Enum: []string{"enabled", "disabled"}}, Doc: "Whether the restriction is in force."},
		{Name: "restrictForAppsCreatedAfterDateTime", Mode: mode, Type: object.Time{}, Doc: "Applications that were created before are not restricted. All are by default."},
		{Name: "excludeAppsReceivingV2Tokens", Mode: mode, Type: object.Bool{}, Doc: "Whether applications that take access tokens of version 2 are left alone."},
		{Name: "excludeSaml", Mode: mode, Type: object.Bool{}, Doc: "Whether applications that sign in by SAML are left alone."},
		excludedActors(mode),
	}}
	return object.Attribute{Name: "identifierUris", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
		{Name: "nonDefaultUriAddition", Mode: object.Server, Type: restriction, Doc: "Adding URIs that are not made of the client id or of the tenant's id."},
		{Name: "uriAdditionWithoutUniqueTenantIdentifier", Mode: object.Server, Type: restriction, Doc: "Adding URIs without the tenant's id, the client id or a verified domain."},
	}}, Doc: "Restrictions of identifier URIs."}
}

func excludedActors(mode object.Mode) object.Attribute {
	inside := mode
	if mode == object.Optional {
		inside = object.Default([]any{})
	}
	return object.Attribute{Name: "excludeActors", Mode: mode, Type: object.Object{Attributes: []object.Attribute{
		{Name: "customSecurityAttributes", Mode: inside, Type: object.Set{Of: object.OneOf{Variants: []object.Variant{
			{Name: "text", Type: "microsoft.graph.customSecurityAttributeStringValueExemption", Doc: "An attribute with a text.", Attributes: []object.Attribute{
				{Name: "id", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "Id of the attribute, `<set>_<name>`."},
				{Name: "operator", Mode: object.Default("equals"), Type: object.String{Enum: []string{"equals"}}, Doc: "How the attribute is compared."},
				{Name: "value", Mode: object.Required, Type: object.String{}, Doc: "Value that exempts."},
			}},
		}}}, Doc: "Custom security attributes, of which each exempts."},
	}}, Doc: "Whom the restriction does not hold for."}
}
