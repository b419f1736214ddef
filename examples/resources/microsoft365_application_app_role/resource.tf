resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_app_role" "example" {
  application_id       = microsoft365_application.orders.id
  value                = "Orders.Read.All"
  display_name         = "Read all orders"
  description          = "Read the orders of all customers"
  allowed_member_types = ["Application"]
}
