# Every account that is enabled, in the order of its name.
list "microsoft365_user" "enabled" {
  provider         = microsoft365
  limit            = 10000
  include_resource = true

  config {
    account_enabled = true
    order_by        = "displayName"
  }
}
