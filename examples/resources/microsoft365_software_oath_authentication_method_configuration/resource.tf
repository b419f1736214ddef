resource "microsoft365_software_oath_authentication_method_configuration" "example" {
  state           = "enabled"
  include_targets = [{ id = "all_users" }]
}
