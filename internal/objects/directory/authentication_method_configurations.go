// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Graph has one configuration for each method, with a fixed id. That it can be deleted
// gives the method's default back; a destroy leaves it as it is, like other singletons.
const (
	methodsPath = "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/"
	ofTheTenant = " Every tenant has exactly one such configuration; arguments that are left out stay as they are."
)

// Fido2Method configures passkeys and security keys.
var Fido2Method = object.Definition{
	Name: "fido2_authentication_method_configuration",
	Doc:  "Who can sign in with a passkey or a security key (FIDO2), and which keys." + ofTheTenant,
	// v1.0 takes profiles of passkeys in the metadata, and the reference has them in beta.
	Place: object.Singleton{API: object.Beta, Path: methodsPath + "fido2", Type: "microsoft.graph.fido2AuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(object.Attribute{Name: "allowedPasskeyProfiles", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "passkey profile"}}, Doc: "Ids of the profiles that hold for the users."}),
		object.Attribute{Name: "isSelfServiceRegistrationAllowed", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users can register a key by themselves."},
		object.Attribute{Name: "isAttestationEnforced", Mode: object.Server, Type: object.Bool{}, Doc: "Whether a key must prove its make when it is registered."},
		object.Attribute{Name: "keyRestrictions", Mode: object.Server, Type: object.Object{Attributes: keyRestrictions(object.Server, object.Server, object.Server)}, Doc: "Which makes of keys can be registered."},
		object.Attribute{Name: "defaultPasskeyProfile", Mode: object.Server, Type: object.Reference{To: "passkey profile"}, Doc: "Id of the profile that holds where a target names none."},
		object.Attribute{Name: "passkeyProfiles", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "id", Mode: object.Required, Type: object.String{Notation: strings.ToLower, Sample: "00000000-0000-0000-0000-000000000001"}, Doc: "Id of the profile, a GUID. That of the default profile ends with `1`, and has zeros otherwise."},
			{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "Name of the profile."},
			{Name: "passkeyTypes", Mode: object.Default("deviceBound"), Type: object.Flags{Enum: []string{"deviceBound", "synced"}}, Doc: "Passkeys that stay on one device, that are copied between devices, or both."},
			{Name: "attestationEnforcement", Mode: object.Default("disabled"), Type: object.String{Enum: []string{"disabled", "registrationOnly"}}, Doc: "Whether a passkey must prove its make when it is registered."},
			{Name: "keyRestrictions", Mode: object.Optional, Type: object.Object{Attributes: keyRestrictions(object.Default(false), object.Default("block"), object.Default([]any{}))}, Doc: "Which makes of keys can be registered."},
		}}}, Doc: "Profiles, of which targets name those that hold for them."},
	),
}

func keyRestrictions(enforced, kind, makes object.Mode) []object.Attribute {
	return []object.Attribute{
		{Name: "isEnforced", Mode: enforced, Type: object.Bool{}, Doc: "Whether makes are restricted at all."},
		{Name: "enforcementType", Mode: kind, Type: object.String{Enum: []string{"allow", "block"}}, Doc: "Whether the makes that are listed are the only ones, or are kept out."},
		{Name: "aaGuids", Mode: makes, Type: object.Set{Of: object.Reference{To: "make of keys"}}, Doc: "Makes, each by its Authenticator Attestation GUID (AAGUID)."},
	}
}

// MicrosoftAuthenticatorMethod configures Microsoft's app.
var MicrosoftAuthenticatorMethod = object.Definition{
	Name: "microsoft_authenticator_authentication_method_configuration",
	Doc:  "Who can sign in with Microsoft Authenticator, and what it shows." + ofTheTenant,
	// v1.0 lacks numberMatchingRequiredState and companionAppAllowedState.
	Place: object.Singleton{API: object.Beta, Path: methodsPath + "microsoftAuthenticator", Type: "microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(object.Attribute{Name: "authenticationMode", Mode: object.Default("any"), Type: object.String{Enum: []string{"any", "push", "deviceBasedPush"}, Closed: true}, Doc: "With a password (`push`), without (`deviceBasedPush`), or as the user likes (`any`)."}),
		object.Attribute{Name: "isSoftwareOathEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the codes that the app shows can be used."},
		object.Attribute{Name: "featureSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "displayAppInformationRequiredState", Mode: object.Server, Type: methodFeature, Doc: "Showing the name of the application."},
			{Name: "displayLocationInformationRequiredState", Mode: object.Server, Type: methodFeature, Doc: "Showing where the sign-in comes from."},
			{Name: "numberMatchingRequiredState", Mode: object.Server, Type: methodFeature, Doc: "Asking for the number that the sign-in shows. Microsoft demands it of everybody today."},
			{Name: "companionAppAllowedState", Mode: object.Server, Type: methodFeature, Doc: "Approving in other apps of Microsoft, such as Outlook."},
		}}, Doc: "What the app asks and shows."},
	),
}

var methodFeature = object.Object{Attributes: []object.Attribute{
	{Name: "state", Mode: object.Server, Type: object.String{Enum: advancedStates}, Doc: "Whether it is on: `default` leaves it to Microsoft."},
	{Name: "includeTarget", Mode: object.Server, Type: featureTarget, Doc: "For whom."},
	{Name: "excludeTarget", Mode: object.Server, Type: featureTarget, Doc: "For whom not."},
}}

// SmsMethod configures codes by text message.
var SmsMethod = object.Definition{
	Name:       "sms_authentication_method_configuration",
	Doc:        "Who gets codes by text message." + ofTheTenant,
	Place:      object.Singleton{API: object.V1, Path: methodsPath + "sms", Type: "microsoft.graph.smsAuthenticationMethodConfiguration", Derived: true},
	Life:       &object.Life{},
	Needs:      managingMethods,
	Attributes: ofMethod(object.Attribute{Name: "isUsableForSignIn", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the code stands in place of the password, and not only beside it."}),
}

// TemporaryAccessPassMethod configures passes that are good for a while.
var TemporaryAccessPassMethod = object.Definition{
	Name:  "temporary_access_pass_authentication_method_configuration",
	Doc:   "Who can sign in with a temporary access pass, which an administrator makes for a user, and for how long." + ofTheTenant,
	Place: object.Singleton{API: object.V1, Path: methodsPath + "temporaryAccessPass", Type: "microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(),
		object.Attribute{Name: "defaultLength", Mode: object.Server, Type: object.Int{Min: 8, Max: 48}, Doc: "Characters of a pass, 8 to 48."},
		object.Attribute{Name: "defaultLifetimeInMinutes", Mode: object.Server, Type: object.Int{Min: 10, Max: 43200}, Doc: "Minutes that a pass is good where who makes it says nothing, between the least and the most."},
		object.Attribute{Name: "minimumLifetimeInMinutes", Mode: object.Server, Type: object.Int{Min: 10, Max: 43200}, Doc: "Least minutes, 10 to 43200."},
		object.Attribute{Name: "maximumLifetimeInMinutes", Mode: object.Server, Type: object.Int{Min: 10, Max: 43200}, Doc: "Most minutes, 10 to 43200, which is 30 days."},
		object.Attribute{Name: "isUsableOnce", Mode: object.Server, Type: object.Bool{}, Doc: "Whether every pass is good for one sign-in only. Otherwise who makes it says."},
	),
}

// SoftwareOathMethod configures codes of other apps.
var SoftwareOathMethod = object.Definition{
	Name:       "software_oath_authentication_method_configuration",
	Doc:        "Who can sign in with codes of an app of another vendor (OATH)." + ofTheTenant,
	Place:      object.Singleton{API: object.V1, Path: methodsPath + "softwareOath", Type: "microsoft.graph.softwareOathAuthenticationMethodConfiguration", Derived: true},
	Life:       &object.Life{},
	Needs:      managingMethods,
	Attributes: ofMethod(),
}

// HardwareOathMethod configures codes of tokens.
var HardwareOathMethod = object.Definition{
	Name: "hardware_oath_authentication_method_configuration",
	Doc:  "Who can sign in with codes of a hardware token (OATH)." + ofTheTenant,
	// v1.0 does not have the method.
	Place: object.Singleton{API: object.Beta, Path: methodsPath + "hardwareOath", Type: "microsoft.graph.hardwareOathAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: object.Needs{Role: managingMethods.Role, Deviations: []object.Deviation{
		{Kind: object.Writes, Because: "Microsoft's list lacks this method among those that the permission writes.", Permissions: []string{"Policy.ReadWrite.AuthenticationMethod"}},
	}},
	Attributes: ofMethod(),
}

// VoiceMethod configures calls.
var VoiceMethod = object.Definition{
	Name:  "voice_authentication_method_configuration",
	Doc:   "Who can approve a sign-in by a call." + ofTheTenant,
	Place: object.Singleton{API: object.V1, Path: methodsPath + "voice", Type: "microsoft.graph.voiceAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(),
		object.Attribute{Name: "isOfficePhoneAllowed", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users may register the phone of their office."},
	),
}

// EmailMethod configures codes by mail.
var EmailMethod = object.Definition{
	Name:  "email_authentication_method_configuration",
	Doc:   "Who gets codes by mail: members to reset their password, guests to sign in." + ofTheTenant,
	Place: object.Singleton{API: object.V1, Path: methodsPath + "email", Type: "microsoft.graph.emailAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(),
		object.Attribute{Name: "allowExternalIdToUseEmailOtp", Mode: object.Server, Type: object.String{Enum: advancedStates}, Doc: "Whether guests who have no other account sign in with a code: `default` leaves it to Microsoft, who allows it."},
	),
}

// QRCodePinMethod configures printed codes.
var QRCodePinMethod = object.Definition{
	Name:  "qr_code_pin_authentication_method_configuration",
	Doc:   "Who can sign in with a printed QR code and a PIN, as frontline workers do." + ofTheTenant,
	Place: object.Singleton{API: object.V1, Path: methodsPath + "qrCodePin", Type: "microsoft.graph.qrCodePinAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(),
		object.Attribute{Name: "standardQRCodeLifetimeInDays", Mode: object.Server, Type: object.Int{Min: 1, Max: 395}, Doc: "Days that a code is good, 1 to 395. 365 in new tenants."},
		object.Attribute{Name: "pinLength", Mode: object.Server, Type: object.Int{Min: 8, Max: 20}, Doc: "Least digits of the PIN, 8 to 20."},
	),
}

// X509CertificateMethod configures certificates.
var X509CertificateMethod = object.Definition{
	Name:  "x509_certificate_authentication_method_configuration",
	Doc:   "Who can sign in with a certificate, whom a certificate names, and how strong it is." + ofTheTenant,
	Place: object.Singleton{API: object.V1, Path: methodsPath + "x509Certificate", Type: "microsoft.graph.x509CertificateAuthenticationMethodConfiguration", Derived: true},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: append(ofMethod(),
		object.Attribute{Name: "certificateUserBindings", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "x509CertificateField", Mode: object.Required, Type: object.String{Sample: "RFC822Name"}, Doc: "Field of the certificate: `PrincipalName`, `RFC822Name`, `SubjectKeyIdentifier`, `SHA1PublicKey`, `IssuerAndSubject`, `Subject`, `IssuerAndSerialNumber`."},
			{Name: "userProperty", Mode: object.Required, Type: object.String{Sample: "certificateUserIds"}, Doc: "Property of the user that must be the same: `userPrincipalName`, `onPremisesUserPrincipalName`, `certificateUserIds`."},
			{Name: "priority", Mode: object.Required, Type: object.Int{}, Doc: "Order in which bindings are tried; each has another number, 0 or more."},
			{Name: "trustAffinityLevel", Mode: object.Optional, Type: object.String{Enum: []string{"low", "high"}}, Doc: "How certain the binding is."},
		}}}, Doc: "How the user is found whom a certificate names. The first binding that fits counts."},
		object.Attribute{Name: "authenticationModeConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "x509CertificateAuthenticationDefaultMode", Rename: "default_mode", Mode: object.Server, Type: object.String{Enum: certificateModes}, Doc: "How much a certificate counts for which no rule says something else."},
			{Name: "x509CertificateDefaultRequiredAffinityLevel", Rename: "default_required_affinity_level", Mode: object.Server, Type: object.String{Enum: []string{"low", "high"}}, Doc: "How certain the binding must be."},
			{Name: "rules", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
				{Name: "x509CertificateRuleType", Rename: "rule_type", Mode: object.Required, Type: object.String{Enum: []string{"issuerSubject", "policyOID", "issuerSubjectAndPolicyOID"}}, Doc: "What the rule looks at."},
				{Name: "identifier", Mode: object.Optional, Type: object.String{}, Doc: "Subject of the issuer, or OID of the policy. Rules of both have the two below instead."},
				{Name: "issuerSubjectIdentifier", Mode: object.Optional, Type: object.String{}, Doc: "Subject of the issuer."},
				{Name: "policyOidIdentifier", Mode: object.Optional, Type: object.String{}, Doc: "OID of the policy."},
				{Name: "x509CertificateAuthenticationMode", Rename: "mode", Mode: object.Required, Type: object.String{Enum: certificateModes}, Doc: "How much the certificate counts."},
				{Name: "x509CertificateRequiredAffinityLevel", Rename: "required_affinity_level", Mode: object.Optional, Type: object.String{Enum: []string{"low", "high"}}, Doc: "How certain the binding must be."},
			}}}, Doc: "Rules for some certificates."},
		}}, Doc: "How much a certificate counts."},
		object.Attribute{Name: "issuerHintsConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "state", Mode: object.Server, Type: object.String{Enum: []string{"disabled", "enabled"}}, Doc: "Whether it is on."},
		}}, Doc: "Telling the browser whose certificates are good."},
		object.Attribute{Name: "crlValidationConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "state", Mode: object.Server, Type: object.String{Enum: []string{"disabled", "enabled"}}, Doc: "Whether it is on."},
			{Name: "exemptedCertificateAuthoritiesSubjectKeyIdentifiers", Rename: "exempted_subject_key_identifiers", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Authorities that need no list, by their subject key identifiers."},
		}}, Doc: "Refusing certificates of authorities without a revocation list."},
		object.Attribute{Name: "certificateAuthorityScopes", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "subjectKeyIdentifier", Mode: object.Required, Type: object.String{}, Doc: "Subject key identifier of the authority."},
			{Name: "publicKeyInfrastructureIdentifier", Mode: object.Required, Type: object.String{}, Doc: "Id of the store that holds the authority."},
			{Name: "includeTargets", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: excludedTarget("group", "user")}}, Doc: "Whose certificates may come from it."},
		}}}, Doc: "Authorities whose certificates only some users may use."},
	),
}

var certificateModes = []string{"x509CertificateSingleFactor", "x509CertificateMultiFactor"}
