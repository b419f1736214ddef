resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_service_principal" "orders" {
  app_id = microsoft365_application.orders.app_id
}

resource "microsoft365_service_principal_preferred_token_signing_key" "example" {
  service_principal_id                   = microsoft365_service_principal.orders.id
  preferred_token_signing_key_thumbprint = "3F1C0A6D7F119B7E40C82F0A4D9E8A5563B1A4F0"
}
