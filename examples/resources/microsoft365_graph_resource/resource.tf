resource "microsoft365_graph_resource" "example" {
  path = "/directory/administrativeUnits"
  body = {
    displayName = "Vienna"
    description = "Everybody who works in Vienna"
    visibility  = "HiddenMembership"
  }
  response_export_values = {
    visibility = "visibility"
  }
}

# A reference from one object to another.
resource "microsoft365_graph_resource" "member" {
  path = "/directory/administrativeUnits/${microsoft365_graph_resource.example.id}/members/$ref"
  body = {
    "@odata.id" = "https://graph.microsoft.com/v1.0/directoryObjects/${microsoft365_group.engineers.id}"
  }
}

resource "microsoft365_group" "engineers" {
  display_name = "Engineers of Vienna"
}
