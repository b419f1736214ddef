resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_service_principal" "example" {
  app_id                       = microsoft365_application.orders.app_id
  app_role_assignment_required = true
}

# Microsoft's own applications are there already.
resource "microsoft365_service_principal" "graph" {
  app_id       = "00000003-0000-0000-c000-000000000000"
  use_existing = true
}
