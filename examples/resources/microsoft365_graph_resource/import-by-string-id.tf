import {
  to = microsoft365_graph_resource.example
  id = "/directory/administrativeUnits/5d9a40cc-7d1b-4d0e-8f5c-2f4e6a7b8c90"
}
