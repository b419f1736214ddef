data "microsoft365_conditional_access_policy" "administrators" {
  display_name = "Administrators sign in with more than a password"
}
