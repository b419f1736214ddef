resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_identifier_uri" "example" {
  application_id = microsoft365_application.orders.id
  identifier_uri = "api://${microsoft365_application.orders.app_id}"
}
