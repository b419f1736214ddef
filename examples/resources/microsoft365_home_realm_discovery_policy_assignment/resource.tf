resource "microsoft365_application" "shop" {
  display_name = "Shop"
}

resource "microsoft365_service_principal" "shop" {
  app_id = microsoft365_application.shop.app_id
}

resource "microsoft365_home_realm_discovery_policy" "shop" {
  display_name = "Passwords in the cloud"
  definition   = [jsonencode({ HomeRealmDiscoveryPolicy = { AllowCloudPasswordValidation = true } })]
}

resource "microsoft365_home_realm_discovery_policy_assignment" "example" {
  service_principal_id = microsoft365_service_principal.shop.id
  policy_id            = microsoft365_home_realm_discovery_policy.shop.id
}
