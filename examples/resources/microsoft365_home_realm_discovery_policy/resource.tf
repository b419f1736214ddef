resource "microsoft365_home_realm_discovery_policy" "example" {
  display_name = "Straight to Contoso"
  definition = [jsonencode({
    HomeRealmDiscoveryPolicy = {
      AccelerateToFederatedDomain = true
      PreferredDomain             = "federated.contoso.com"
    }
  })]
}
