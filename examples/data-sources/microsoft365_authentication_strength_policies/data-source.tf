data "microsoft365_authentication_strength_policies" "own" {
  policy_type = "custom"
}
