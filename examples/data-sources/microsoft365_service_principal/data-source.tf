# Microsoft Graph itself, and the id of one of its application permissions.
data "microsoft365_service_principal" "graph" {
  app_id = "00000003-0000-0000-c000-000000000000"
}

output "group_read_all" {
  value = data.microsoft365_service_principal.graph.app_roles["Group.Read.All"].id
}
