resource "microsoft365_connected_organization" "example" {
  display_name = "Fabrikam"
  description  = "Builds our trailers."
  identity_sources = [{
    domain = {
      domain_name  = "fabrikam.example"
      display_name = "fabrikam.example"
    }
  }]
}
