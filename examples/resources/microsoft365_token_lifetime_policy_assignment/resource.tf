resource "microsoft365_application" "shop" {
  display_name = "Shop"
}

resource "microsoft365_token_lifetime_policy" "shop" {
  display_name = "Two hours"
  definition   = [jsonencode({ TokenLifetimePolicy = { Version = 1, AccessTokenLifetime = "2:00:00" } })]
}

resource "microsoft365_token_lifetime_policy_assignment" "example" {
  application_id = microsoft365_application.shop.id
  policy_id      = microsoft365_token_lifetime_policy.shop.id
}
