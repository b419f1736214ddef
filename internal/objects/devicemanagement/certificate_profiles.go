// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// certificateProfile is a configuration that is about certificates: of a platform, with
// the attributes that only it has.
func certificateProfile(name, doc, kind string, own []object.Attribute) object.Definition {
	return object.Definition{
		Name: name, Doc: doc, Reference: "resources/intune-deviceconfig-" + strings.ToLower(kind),
		Place: deviceConfigurations("microsoft.graph." + kind), LookUp: object.LookUp{Key: "displayName"}, Life: &object.Life{}, Needs: intune,
		Attributes: deviceConfiguration(own),
	}
}

// appleChannel is whether a Mac, or somebody on it, gets a configuration.
var appleChannel = object.Attribute{Name: "deploymentChannel", Mode: object.Default("deviceChannel"), Type: object.String{Enum: []string{"deviceChannel", "userChannel"}}, Doc: "Whether the profile is for the device or for the user who has signed in."}

// trusted are the attributes of a certificate that devices shall trust.
func trusted(own ...object.Attribute) []object.Attribute {
	return append([]object.Attribute{
		{Name: "trustedRootCertificate", Mode: object.Required, Type: object.Base64{}, Doc: "The certificate in base64, as `filebase64(\"root.cer\")` gives it."},
		{Name: "certFileName", Mode: object.Required, Type: object.String{Sample: "root.cer"}, Doc: "Name of the certificate's file, such as `root.cer`."},
	}, own...)
}

// TrustedCertificates bring a certificate that devices shall trust, one definition for
// each platform. Windows takes that of an earlier version.
var (
	WindowsTrustedCertificate = certificateProfile("windows_trusted_certificate", "A certificate that Windows devices trust: of a root, or of an authority below one.", "windows81TrustedRootCertificate",
		trusted(object.Attribute{Name: "destinationStore", Mode: object.Required, Type: object.String{Enum: []string{"computerCertStoreRoot", "computerCertStoreIntermediate", "userCertStoreIntermediate"}, Closed: true}, Doc: "Where Windows keeps the certificate."}))
	MacOSTrustedCertificate              = certificateProfile("macos_trusted_certificate", "A certificate that Macs trust.", "macOSTrustedRootCertificate", trusted(appleChannel))
	IOSTrustedCertificate                = certificateProfile("ios_trusted_certificate", "A certificate that iPhones and iPads trust.", "iosTrustedRootCertificate", trusted())
	AndroidDeviceOwnerTrustedCertificate = certificateProfile("android_device_owner_trusted_certificate", "A certificate that Android Enterprise devices of the organization trust.", "androidDeviceOwnerTrustedRootCertificate", trusted())
	AndroidWorkProfileTrustedCertificate = certificateProfile("android_work_profile_trusted_certificate", "A certificate that work profiles of personal Android devices trust.", "androidWorkProfileTrustedRootCertificate", trusted())
)

// PkcsCertificates bring each device or person a certificate with its key, which the
// Certificate Connector fetches from an authority. Those for Android, and all that come
// by SCEP, refer to the certificate of the root and are not here yet.
var (
	WindowsPkcsCertificate = certificateProfile("windows_pkcs_certificate", "A certificate with its key for each Windows device or person, from an authority that the Certificate Connector reaches (PKCS).", "windows10PkcsCertificateProfile",
		pkcs([]string{"commonName", "commonNameIncludingEmail", "commonNameAsEmail", "custom", "commonNameAsIMEI", "commonNameAsSerialNumber", "commonNameAsAadDeviceId", "commonNameAsIntuneDeviceId", "commonNameAsDurableDeviceId"},
			object.Attribute{Name: "keyStorageProvider", Mode: object.Default("useTpmKspOtherwiseUseSoftwareKsp"), Type: object.String{Enum: []string{"useTpmKspOtherwiseUseSoftwareKsp", "useTpmKspOtherwiseFail", "usePassportForWorkKspOtherwiseFail", "useSoftwareKsp"}, Closed: true}, Doc: "Where Windows keeps the key: in the Trusted Platform Module (TPM), in Windows Hello, or in software."},
			object.Attribute{Name: "extendedKeyUsages", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
				{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "Name of the purpose, such as `Client Authentication`."},
				{Name: "objectIdentifier", Mode: object.Required, Type: object.String{Sample: "1.3.6.1.5.5.7.3.2"}, Doc: "Object identifier of the purpose, such as `1.3.6.1.5.5.7.3.2`."},
			}}}, Doc: "Purposes of the key."}))
	MacOSPkcsCertificate = certificateProfile("macos_pkcs_certificate", "A certificate with its key for each Mac or person, from an authority that the Certificate Connector reaches (PKCS).", "macOSPkcsCertificateProfile",
		pkcs(appleSubjects, appleChannel, object.Attribute{Name: "allowAllAppsAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether every app on the Mac can use the key."}))
	IOSPkcsCertificate = certificateProfile("ios_pkcs_certificate", "A certificate with its key for each iPhone, iPad or person, from an authority that the Certificate Connector reaches (PKCS).", "iosPkcsCertificateProfile", pkcs(appleSubjects))
)

var appleSubjects = []string{"commonName", "commonNameAsEmail", "custom", "commonNameIncludingEmail", "commonNameAsIMEI", "commonNameAsSerialNumber"}

// alternativeNames are kinds of names that a certificate has beside its subject.
var alternativeNames = object.Flags{Enum: []string{"none", "emailAddress", "userPrincipalName", "customAzureADAttribute", "domainNameService", "universalResourceIdentifier"}, Closed: true}

// pkcs are the attributes of a certificate from an authority.
func pkcs(subjects []string, own ...object.Attribute) []object.Attribute {
	return append([]object.Attribute{
		{Name: "certificationAuthority", Mode: object.Required, Type: object.String{}, Doc: "Full name of the server with the authority, such as `ca1.corp.contoso.com`."},
		{Name: "certificationAuthorityName", Mode: object.Required, Type: object.String{}, Doc: "Name of the authority, such as `Contoso Issuing CA 1`."},
		{Name: "certificateTemplateName", Mode: object.Required, Type: object.String{}, Doc: "Name of the authority's template, not the one that people read."},
		{Name: "certificateStore", Mode: object.Default("user"), Type: object.String{Enum: []string{"user", "machine"}, Closed: true}, Doc: "Whether each person or each device gets a certificate."},
		{Name: "subjectNameFormat", Mode: object.Default("commonName"), Type: object.String{Enum: subjects, Closed: true}, Doc: "What the subject of the certificate says; `custom` is what `subject_name_format_string` says."},
		{Name: "subjectNameFormatString", Mode: object.Optional, Type: object.String{}, Doc: "Subject of the certificate, such as `CN={{UserName}},E={{EmailAddress}}`."},
		{Name: "subjectAlternativeNameType", Mode: object.Default("none"), Type: alternativeNames, Doc: "Names that the certificate has beside its subject, where `custom_subject_alternative_names` does not say them."},
		{Name: "subjectAlternativeNameFormatString", Mode: object.Optional, Type: object.String{}, Doc: "Form of those names."},
		{Name: "customSubjectAlternativeNames", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "sanType", Mode: object.Required, Type: alternativeNames, Doc: "Kind of the name."},
			{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "The name, such as `{{UserPrincipalName}}`."},
		}}}, Doc: "Names that the certificate has beside its subject."},
		{Name: "certificateValidityPeriodScale", Mode: object.Default("years"), Type: object.String{Enum: []string{"days", "months", "years"}, Closed: true}, Doc: "Unit of `certificate_validity_period_value`."},
		{Name: "certificateValidityPeriodValue", Mode: object.Default(1), Type: object.Int{Min: 1}, Doc: "How long the certificate is valid. The authority's template must allow it."},
		{Name: "renewalThresholdPercentage", Mode: object.Default(20), Type: object.Int{Min: 1, Max: 99}, Doc: "Share of that time, in percent, that is left when the certificate is renewed."},
	}, own...)
}
