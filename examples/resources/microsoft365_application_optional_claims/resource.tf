resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_optional_claims" "example" {
  application_id = microsoft365_application.orders.id

  access_token = [{ name = "ipaddr" }]
  id_token     = [{ name = "email", essential = true }]
}
