resource "microsoft365_application" "shop" {
  display_name = "Shop"
}

resource "microsoft365_service_principal" "shop" {
  app_id = microsoft365_application.shop.app_id
}

resource "microsoft365_claims_mapping_policy" "shop" {
  display_name = "Claims of the shop"
  definition   = [jsonencode({ ClaimsMappingPolicy = { Version = 1, IncludeBasicClaimSet = "false" } })]
}

resource "microsoft365_claims_mapping_policy_assignment" "example" {
  service_principal_id = microsoft365_service_principal.shop.id
  policy_id            = microsoft365_claims_mapping_policy.shop.id
}
