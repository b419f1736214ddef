data "microsoft365_service_principal" "graph" {
  app_id = "00000003-0000-0000-c000-000000000000"
}

resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_service_principal" "orders" {
  app_id = microsoft365_application.orders.app_id
}

# The application permission Group.Read.All of Microsoft Graph.
resource "microsoft365_app_role_assignment" "example" {
  resource_id  = data.microsoft365_service_principal.graph.id
  principal_id = microsoft365_service_principal.orders.id
  app_role_id  = data.microsoft365_service_principal.graph.app_roles["Group.Read.All"].id
}
