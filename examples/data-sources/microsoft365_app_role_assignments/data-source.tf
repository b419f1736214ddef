data "microsoft365_service_principal" "graph" {
  app_id = "00000003-0000-0000-c000-000000000000"
}

# Who has application permissions of Microsoft Graph.
data "microsoft365_app_role_assignments" "graph" {
  resource_id = data.microsoft365_service_principal.graph.id
}
