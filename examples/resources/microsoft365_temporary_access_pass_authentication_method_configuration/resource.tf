resource "microsoft365_temporary_access_pass_authentication_method_configuration" "example" {
  state                       = "enabled"
  include_targets             = [{ id = "all_users" }]
  is_usable_once              = true
  default_length              = 12
  default_lifetime_in_minutes = 60
  minimum_lifetime_in_minutes = 60
  maximum_lifetime_in_minutes = 480
}
