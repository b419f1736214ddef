data "microsoft365_users" "engineers" {
  department      = "Engineering"
  account_enabled = true
}
