resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_password" "example" {
  application_id = microsoft365_application.orders.id
  display_name   = "Old batch job"
}
