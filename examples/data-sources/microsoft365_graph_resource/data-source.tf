# One object.
data "microsoft365_graph_resource" "policy" {
  path = "/policies/authorizationPolicy"
  response_export_values = {
    guests = "guestUserRoleId"
  }
}

# A list, with an advanced query.
data "microsoft365_graph_resource" "engineers" {
  path = "/groups"
  query = {
    "$filter" = "endswith(displayName,'Engineers')"
    "$count"  = "true"
    "$select" = "id,displayName"
  }
  headers = {
    ConsistencyLevel = "eventual"
  }
  response_export_values = {
    ids = "value[*].id"
  }
}

output "engineers" {
  value = data.microsoft365_graph_resource.engineers.output.ids
}
