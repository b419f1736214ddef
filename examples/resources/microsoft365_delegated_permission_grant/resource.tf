data "microsoft365_service_principal" "graph" {
  app_id = "00000003-0000-0000-c000-000000000000"
}

resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_service_principal" "orders" {
  app_id = microsoft365_application.orders.app_id
}

resource "microsoft365_delegated_permission_grant" "example" {
  client_id   = microsoft365_service_principal.orders.id
  resource_id = data.microsoft365_service_principal.graph.id
  scope       = ["openid", "User.Read"]
}
