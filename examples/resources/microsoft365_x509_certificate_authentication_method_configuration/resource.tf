resource "microsoft365_x509_certificate_authentication_method_configuration" "example" {
  state           = "enabled"
  include_targets = [{ id = "67b0ba1d-402e-46d8-9fe7-52242b12288e" }] # users with smart cards

  certificate_user_bindings = [
    { x509_certificate_field = "PrincipalName", user_property = "userPrincipalName", priority = 1 },
  ]

  authentication_mode_configuration = {
    default_mode = "x509CertificateSingleFactor"
    rules = [
      { rule_type = "policyOID", identifier = "2.16.840.1.101.3.2.1.3.13", mode = "x509CertificateMultiFactor" },
    ]
  }
}
