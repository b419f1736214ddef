resource "microsoft365_token_lifetime_policy" "example" {
  display_name = "Eight hours"
  definition = [jsonencode({
    TokenLifetimePolicy = {
      Version             = 1
      AccessTokenLifetime = "8:00:00"
    }
  })]
}
