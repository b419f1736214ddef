data "microsoft365_application" "orders" {
  display_name = "Orders"
}

data "microsoft365_application_passwords" "orders" {
  application_id = data.microsoft365_application.orders.id
}
