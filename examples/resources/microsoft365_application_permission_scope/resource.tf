resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_permission_scope" "example" {
  application_id             = microsoft365_application.orders.id
  value                      = "Orders.Read"
  admin_consent_display_name = "Read orders"
  admin_consent_description  = "Read the orders of the signed-in user"
}
