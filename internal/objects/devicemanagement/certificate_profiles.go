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

// fromMacTemplates is a definition of which another provider has the objects in a
// resource for several kinds of configurations of Macs.
func fromMacTemplates(d object.Definition) object.Definition {
	d.MovedFrom = object.From("microsoft365_graph_beta_device_management_macos_device_configuration_templates")
	return d
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
	MacOSTrustedCertificate              = fromMacTemplates(certificateProfile("macos_trusted_certificate", "A certificate that Macs trust.", "macOSTrustedRootCertificate", trusted(appleChannel)))
	IOSTrustedCertificate                = certificateProfile("ios_trusted_certificate", "A certificate that iPhones and iPads trust.", "iosTrustedRootCertificate", trusted())
	AndroidDeviceOwnerTrustedCertificate = certificateProfile("android_device_owner_trusted_certificate", "A certificate that Android Enterprise devices of the organization trust.", "androidDeviceOwnerTrustedRootCertificate", trusted())
	AndroidWorkProfileTrustedCertificate = certificateProfile("android_work_profile_trusted_certificate", "A certificate that work profiles of personal Android devices trust.", "androidWorkProfileTrustedRootCertificate", trusted())
)

// root is the certificate of the root above a certificate: a trusted certificate of the
// same platform.
func root(platform string) object.Attribute {
	return object.Attribute{
		Name: "rootCertificate", Rename: "root_certificate_id", Mode: object.Required, Single: true, Bound: configurationsPath, Seen: object.Alone,
		Type: object.Wrapped{Property: "id", Of: object.Reference{To: platform + " trusted certificate"}},
		Doc:  "Id of the trusted certificate of the root above.",
	}
}

var (
	keyStorageProvider = object.Attribute{Name: "keyStorageProvider", Mode: object.Default("useTpmKspOtherwiseUseSoftwareKsp"), Type: object.String{Enum: []string{"useTpmKspOtherwiseUseSoftwareKsp", "useTpmKspOtherwiseFail", "usePassportForWorkKspOtherwiseFail", "useSoftwareKsp"}, Closed: true}, Doc: "Where Windows keeps the key: in the Trusted Platform Module (TPM), in Windows Hello, or in software."}
	extendedKeyUsages  = object.Attribute{Name: "extendedKeyUsages", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "Name of the purpose, such as `Client Authentication`."},
		{Name: "objectIdentifier", Mode: object.Required, Type: object.String{Sample: "1.3.6.1.5.5.7.3.4"}, Doc: "Object identifier of the purpose, such as `1.3.6.1.5.5.7.3.2`."},
	}}}, Doc: "Purposes of the key."}
	allowAllAppsAccess    = object.Attribute{Name: "allowAllAppsAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether every app on the Mac can use the key."}
	certificateAccessType = object.Attribute{Name: "certificateAccessType", Mode: object.Default("userApproval"), Type: object.String{Enum: []string{"userApproval", "specificApps"}}, Doc: "Whether the user is asked before an app uses the key, or some apps use it without asking."}
	silentAccess          = object.Attribute{Name: "silentCertificateAccessDetails", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
		{Name: "packageId", Mode: object.Required, Type: object.String{Sample: "com.microsoft.emmx"}, Doc: "Id of the app's package, such as `com.android.chrome`."},
	}}}, Doc: "Apps that use the key without asking, for `specificApps`."}
	certificationAuthorityType = object.Attribute{Name: "certificationAuthorityType", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "microsoft", "digiCert"}, Closed: true}, Doc: "Whose product the authority is. `notConfigured` leaves it to the Certificate Connector."}
	hashAlgorithm              = object.Attribute{Name: "hashAlgorithm", Mode: object.Default("sha2"), Type: object.String{Enum: []string{"sha1", "sha2"}, Closed: true}, Doc: "Hash of the request for the certificate."}
)

// PkcsCertificates bring each device or person a certificate with its key, which the
// Certificate Connector fetches from an authority. Those of Android refer to the root.
var (
	WindowsPkcsCertificate = certificateProfile("windows_pkcs_certificate", "A certificate with its key for each Windows device or person, from an authority that the Certificate Connector reaches (PKCS).", "windows10PkcsCertificateProfile",
		pkcs(anySubjects, keyStorageProvider, extendedKeyUsages))
	MacOSPkcsCertificate = fromMacTemplates(certificateProfile("macos_pkcs_certificate", "A certificate with its key for each Mac or person, from an authority that the Certificate Connector reaches (PKCS).", "macOSPkcsCertificateProfile",
		pkcs(appleSubjects, appleChannel, allowAllAppsAccess)))
	IOSPkcsCertificate = certificateProfile("ios_pkcs_certificate", "A certificate with its key for each iPhone, iPad or person, from an authority that the Certificate Connector reaches (PKCS).", "iosPkcsCertificateProfile",
		pkcs(appleSubjects))
	AndroidDeviceOwnerPkcsCertificate = certificateProfile("android_device_owner_pkcs_certificate", "A certificate with its key for each Android Enterprise device of the organization, or its user, from an authority that the Certificate Connector reaches (PKCS).", "androidDeviceOwnerPkcsCertificateProfile",
		pkcs(anySubjects, root("android device owner"), certificationAuthorityType, extendedKeyUsages, certificateAccessType, silentAccess))
	AndroidWorkProfilePkcsCertificate = certificateProfile("android_work_profile_pkcs_certificate", "A certificate with its key for each work profile of a personal Android device, from an authority that the Certificate Connector reaches (PKCS).", "androidWorkProfilePkcsCertificateProfile",
		pkcs(anySubjects, root("android work profile"), extendedKeyUsages))
)

// ScepCertificates let each device or person ask for a certificate by the Simple
// Certificate Enrollment Protocol: the key never leaves the device. Windows takes that of
// an earlier version.
var (
	WindowsScepCertificate = certificateProfile("windows_scep_certificate", "A certificate that each Windows device or person asks a SCEP server for. The key never leaves the device.", "windows81SCEPCertificateProfile",
		scep("windows", anySubjects, hashAlgorithm, keyStorageProvider))
	MacOSScepCertificate = fromMacTemplates(certificateProfile("macos_scep_certificate", "A certificate that each Mac or person asks a SCEP server for. The key never leaves the Mac.", "macOSScepCertificateProfile",
		scep("macos", appleSubjects, hashAlgorithm, appleChannel, allowAllAppsAccess)))
	IOSScepCertificate = certificateProfile("ios_scep_certificate", "A certificate that each iPhone, iPad or person asks a SCEP server for. The key never leaves the device.", "iosScepCertificateProfile",
		scep("ios", appleSubjects))
	AndroidDeviceOwnerScepCertificate = certificateProfile("android_device_owner_scep_certificate", "A certificate that each Android Enterprise device of the organization, or its user, asks a SCEP server for. The key never leaves the device.", "androidDeviceOwnerScepCertificateProfile",
		scep("android device owner", anySubjects, hashAlgorithm, certificateAccessType, silentAccess))
	AndroidWorkProfileScepCertificate = certificateProfile("android_work_profile_scep_certificate", "A certificate that each work profile of a personal Android device asks a SCEP server for. The key never leaves the device.", "androidWorkProfileScepCertificateProfile",
		scep("android work profile", anySubjects, hashAlgorithm))
)

var (
	anySubjects   = []string{"commonName", "commonNameIncludingEmail", "commonNameAsEmail", "custom", "commonNameAsIMEI", "commonNameAsSerialNumber", "commonNameAsAadDeviceId", "commonNameAsIntuneDeviceId", "commonNameAsDurableDeviceId"}
	appleSubjects = []string{"commonName", "commonNameAsEmail", "custom", "commonNameIncludingEmail", "commonNameAsIMEI", "commonNameAsSerialNumber"}
)

// alternativeNames are kinds of names that a certificate has beside its subject.
var alternativeNames = object.Flags{Enum: []string{"none", "emailAddress", "userPrincipalName", "customAzureADAttribute", "domainNameService", "universalResourceIdentifier"}, Closed: true}

// scep are the attributes of a certificate that a device asks for.
func scep(platform string, subjects []string, own ...object.Attribute) []object.Attribute {
	return append([]object.Attribute{
		root(platform),
		{Name: "scepServerUrls", Mode: object.Required, Type: object.Set{MinItems: 1, Of: object.String{Sample: "https://ndes2.example.com/certsrv/mscep/mscep.dll"}}, Doc: "Addresses of the SCEP servers, such as `https://ndes.contoso.com/certsrv/mscep/mscep.dll`."},
		{Name: "keySize", Mode: object.Default("size2048"), Type: object.String{Enum: []string{"size1024", "size2048", "size4096"}, Closed: true}, Doc: "Length of the key, in bits."},
		{Name: "keyUsage", Mode: object.Required, Type: object.Flags{Enum: []string{"keyEncipherment", "digitalSignature"}, Closed: true}, Doc: "What the key may do: encrypt other keys, sign, or both."},
		extendedKeyUsages,
	}, append(certified(subjects), own...)...)
}

// pkcs are the attributes of a certificate that comes with its key.
func pkcs(subjects []string, own ...object.Attribute) []object.Attribute {
	return append([]object.Attribute{
		{Name: "certificationAuthority", Mode: object.Required, Type: object.String{}, Doc: "Full name of the server with the authority, such as `ca1.corp.contoso.com`."},
		{Name: "certificationAuthorityName", Mode: object.Required, Type: object.String{}, Doc: "Name of the authority, such as `Contoso Issuing CA 1`."},
		{Name: "certificateTemplateName", Mode: object.Required, Type: object.String{}, Doc: "Name of the authority's template, not the one that people read."},
	}, append(certified(subjects), own...)...)
}

// certified is what a certificate says, and how long.
func certified(subjects []string) []object.Attribute {
	return []object.Attribute{
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
	}
}
