data "microsoft365_conditional_access_policies" "enabled" {
  state = "enabled"
}
