# The one that holds for all applications without one of their own.
data "microsoft365_token_lifetime_policies" "default" {
  is_organization_default = true
}
