data "microsoft365_service_principal" "graph" {
  app_id = "00000003-0000-0000-c000-000000000000"
}

data "microsoft365_app_role_assignment" "one" {
  resource_id = data.microsoft365_service_principal.graph.id
  id          = "s4YgqgzHvE2r1Bv3CI0E9tY5Zx8kVbBDpT1m0fQ2h7c"
}
