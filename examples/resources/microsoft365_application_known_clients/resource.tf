resource "microsoft365_application" "cli" {
  display_name = "Orders CLI"
}

resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_known_clients" "example" {
  application_id            = microsoft365_application.orders.id
  known_client_applications = [microsoft365_application.cli.app_id]
}
