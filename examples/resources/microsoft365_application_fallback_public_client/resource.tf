resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_fallback_public_client" "example" {
  application_id            = microsoft365_application.orders.id
  is_fallback_public_client = true
}
