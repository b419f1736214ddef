resource "microsoft365_token_issuance_policy" "example" {
  display_name = "SAML 2.0, signed"
  definition = [jsonencode({
    TokenIssuancePolicy = {
      Version                    = 1
      SigningAlgorithm           = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
      TokenResponseSigningPolicy = "TokenOnly"
      SamlTokenVersion           = "2.0"
    }
  })]
}
