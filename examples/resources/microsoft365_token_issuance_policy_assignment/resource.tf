resource "microsoft365_application" "shop" {
  display_name = "Shop"
}

resource "microsoft365_token_issuance_policy" "shop" {
  display_name = "SAML 2.0"
  definition   = [jsonencode({ TokenIssuancePolicy = { Version = 1, SamlTokenVersion = "2.0" } })]
}

resource "microsoft365_token_issuance_policy_assignment" "example" {
  application_id = microsoft365_application.shop.id
  policy_id      = microsoft365_token_issuance_policy.shop.id
}
