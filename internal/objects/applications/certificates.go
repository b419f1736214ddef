// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import (
	"maps"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Certificate is one by which an app registration proves who it is.
var Certificate = object.Definition{
	Name:      "application_certificate",
	Reference: "resources/keycredential",
	Doc:       "A certificate by which an application proves who it is. Graph gets the certificate and never its private key. Certificates that are not managed with Terraform are left alone.",
	Place: object.Element{
		API: object.V1, Path: applicationPath, Type: "microsoft.graph.keyCredential",
		Property: "keyCredentials", Key: "keyId", AddBody: certificateBody,
	},
	Life:       &object.Life{},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{applicationID}, certificate...),
	MovedFrom: []object.Move{
		{From: "azuread_application_certificate", IDs: []string{"{applicationId}/certificate/{id}"}},
		{From: "microsoft365_graph_beta_applications_application_certificate_credential", Attributes: map[string]string{"applicationId": "application_id", "id": "key_id"}},
	},
}

// ServicePrincipalCertificate is one by which a service principal proves who it is.
var ServicePrincipalCertificate = object.Definition{
	Name:      "service_principal_certificate",
	Reference: "resources/keycredential",
	Doc:       "A certificate by which a service principal proves who it is, in this tenant only. Graph gets the certificate and never its private key. Certificates that are not managed with Terraform are left alone. As a rule a `microsoft365_application_certificate` of the app registration is better.",
	Place: object.Element{
		API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}", Type: "microsoft.graph.keyCredential",
		Property: "keyCredentials", Key: "keyId", AddBody: certificateBody,
	},
	Life:       &object.Life{},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{servicePrincipalID}, certificate...),
	MovedFrom: []object.Move{
		{From: "azuread_service_principal_certificate", IDs: []string{"{servicePrincipalId}/certificate/{id}"}},
	},
}

// certificate are the attributes of every certificate.
var certificate = []object.Attribute{
	{Name: "keyId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the certificate at the application."},
	{Name: "displayName", Mode: object.Optional, Type: object.String{MaxLength: 256}, CreateOnly: true, Doc: "Name of the certificate."},
	{Name: "key", Rename: "certificate", Mode: object.Required, Type: object.Base64{PEM: true, Sample: anotherCertificate}, CreateOnly: true, Doc: "The certificate without its private key: PEM, or DER in base64."},
	{Name: "startDateTime", Mode: object.Server, Type: object.Time{}, CreateOnly: true, Doc: "When the certificate begins to be good. When it says so itself by default."},
	{Name: "endDateTime", Mode: object.Server, Type: object.Time{}, CreateOnly: true, Doc: "When the certificate ends to be good. When it says so itself by default, and not later than that."},
	{Name: "customKeyIdentifier", Mode: object.ReadOnly, Type: object.Base64{}, Doc: "Thumbprint of the certificate."},
}

// certificateBody is a certificate as Graph takes it.
func certificateBody(body object.Body) object.Body {
	whole := object.Body{"type": "AsymmetricX509Cert", "usage": "Verify"}
	maps.Copy(whole, body)
	return whole
}

// TokenSigningCertificate is one that Graph makes for a service principal.
var TokenSigningCertificate = object.Definition{
	Name:      "service_principal_token_signing_certificate",
	Reference: "serviceprincipal-addtokensigningcertificate",
	Doc:       "A self-signed certificate that Graph makes for a service principal to sign SAML tokens with. Graph keeps its private key and the password of that, and shows neither: the state holds what everybody may know. A destroy takes away all three. Which of its certificates a service principal signs with, `microsoft365_service_principal_preferred_token_signing_key` says. Certificates that are not managed with Terraform are left alone.",
	Place: object.Element{
		API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}", Type: "microsoft.graph.keyCredential",
		Property: "keyCredentials", Key: "keyId", Add: "addTokenSigningCertificate", AddBody: asItIs,
		Companions: &object.Companions{Shared: "customKeyIdentifier", Known: object.Body{"usage": "Verify"}, Besides: []string{"passwordCredentials"}},
	},
	Life:  &object.Life{},
	Needs: managingApplications,
	Attributes: []object.Attribute{
		servicePrincipalID,
		{Name: "displayName", Mode: object.Required, CreateOnly: true, Type: object.String{MaxLength: 256, Pattern: "^CN=.", PatternDoc: "must begin with CN=", Sample: "CN=Sample"}, Doc: "Subject of the certificate, such as `CN=Orders`."},
		{Name: "endDateTime", Mode: object.Server, CreateOnly: true, Type: object.Time{}, Doc: "When the certificate ends to be good, three years after its creation at the latest, which is the default."},
		{Name: "startDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the certificate begins to be good: when it was made."},
		{Name: "keyId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the certificate at the service principal, of the key that tokens are verified with."},
		{Name: "customKeyIdentifier", Rename: "thumbprint", Mode: object.ReadOnly, Type: object.Base64{Hex: true}, Doc: "Thumbprint of the certificate, 40 hexadecimal digits, as `preferred_token_signing_key_thumbprint` wants it."},
		{Name: "key", Rename: "certificate", Mode: object.ReadOnly, Type: object.Base64{}, Doc: "The certificate without its private key: DER in base64, for the application that verifies the tokens."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_service_principal_token_signing_certificate", IDs: []string{"{servicePrincipalId}/tokenSigningCertificate/{id}"}},
		{From: "microsoft365_graph_beta_applications_service_principal_token_signing_certificate", Attributes: map[string]string{"servicePrincipalId": "service_principal_id", "id": "key_id"}},
	},
}

// asItIs are the parameters of an action, which are the attributes by their names.
func asItIs(body object.Body) object.Body { return body }

// PreferredTokenSigningKey is the certificate that a service principal signs with.
var PreferredTokenSigningKey = object.Definition{
	Name:      "service_principal_preferred_token_signing_key",
	Reference: "resources/serviceprincipal",
	Doc:       "Which of its certificates a service principal signs SAML tokens with. `microsoft365_service_principal_token_signing_certificate` makes one, and tells its thumbprint.",
	Elsewhere: []object.Elsewhere{{Name: "service_principal", Attribute: "preferredTokenSigningKeyThumbprint"}},
	Place:     object.Part{API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}", Type: "microsoft.graph.servicePrincipal"},
	Life:      &object.Life{},
	Needs:     managingApplications,
	Attributes: []object.Attribute{
		servicePrincipalID,
		{Name: "preferredTokenSigningKeyThumbprint", Mode: object.Required, Type: object.String{Sample: "5D9A8D43BD9B8D1F1B2B5A3B8A5D7D5C0F1E2D3C"}, Doc: "Thumbprint of the certificate, 40 hexadecimal digits."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_applications_service_principal_preferred_token_signing_key_thumbprint", Attributes: map[string]string{"servicePrincipalId": "service_principal_id"}},
	},
}

// anotherCertificate is one for the generated tests. Nobody has kept its private key.
const anotherCertificate = "MIIDAzCCAeugAwIBAgIUaf4JH6Eq8ZlCeaQzvwbV/VTNBsQwDQYJKoZIhvcNAQELBQAwETEPMA0GA1UEAwwGc2FtcGxlMB4XDTI2MTEyOTExNTYwMFoXDTQ2MTEyNDExNTYwMFowETEPMA0GA1UEAwwGc2FtcGxlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2WpkEjaf1P0QCjzmYPU9Db5X9aIhFpStOIgiyvID6lOsqb5waYGK/xg/28QPW8zkQ6Bh0ZLR3y3nnjZGoFftj+Ud5NVnsIFT4M/nY+cv73mt+l37Fzfotf/CN0JIRp+uczUkHsx1v2rzDZb4rhQpamtnlP0wMuqs9Uktm8EhsRzNTo0SmbZYUO3Ut2Vz/w8ZhUYIsKJEdjBVQVWMaxpT/P6zZkxWwes6sgEsBNtz71wtR3YSj8FVG/YVCUl5h7qnboQiM5IpDAJNnP7R2CYdSsSGitTBYG1Bz1dNVLlIc4xuxx3Ru8Cp+acgnkexEAgPfIxcMFxkP2IbXIQ84D/MpwIDAQABo1MwUTAdBgNVHQ4EFgQUKKB4LHrv45xaumok2WjTn/oiMygwHwYDVR0jBBgwFoAUKKB4LHrv45xaumok2WjTn/oiMygwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEASO1ZBJpJ+huvUtwHiZEjzdYzkn8yWkLvaBCo0O8tqPHKFMEFUMfZ+oSfMOyRwf+hP4XJb5BkfPMgqNf5yjpOrPdhMnDsQB+bF2ukOcv8IrWx4su7hYD1IppQ5a8Q/dScotYccjVU9EtF1mOigwUuLWol6JGL4UD+1Y7wqAfkMkIBrs7oQ5y/oxEKwsqFr8vzSeDetcUYHaiyJnHDCwKgfcgBRK1/Pw6XWPG+h7K2jTBJLMTtZ5CKT3ef43/XSQuro6+97+lPwBJSZ804iF7mASEhrm+lftXt5aM3LOFVEpVRTt40rjb/rnHFpiamyPQ/tp1RO4l97Fa37VxHRaz9bw=="
