data "microsoft365_token_lifetime_policy" "short" {
  display_name = "Short tokens"
}
