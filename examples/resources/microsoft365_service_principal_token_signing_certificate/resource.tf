resource "microsoft365_application" "travel" {
  display_name = "Travel expenses"
}

resource "microsoft365_service_principal" "travel" {
  app_id                        = microsoft365_application.travel.app_id
  preferred_single_sign_on_mode = "saml"
}

resource "microsoft365_service_principal_token_signing_certificate" "example" {
  service_principal_id = microsoft365_service_principal.travel.id
  display_name         = "CN=Travel expenses"
}

resource "microsoft365_service_principal_preferred_token_signing_key" "travel" {
  service_principal_id                   = microsoft365_service_principal.travel.id
  preferred_token_signing_key_thumbprint = microsoft365_service_principal_token_signing_certificate.example.thumbprint
}
