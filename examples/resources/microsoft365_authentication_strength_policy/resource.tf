resource "microsoft365_authentication_strength_policy" "example" {
  display_name         = "Without a password"
  allowed_combinations = ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"]
}
