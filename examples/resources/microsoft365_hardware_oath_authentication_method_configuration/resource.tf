resource "microsoft365_hardware_oath_authentication_method_configuration" "example" {
  state           = "enabled"
  include_targets = [{ id = "da815c4e-c77d-4ecd-ab8d-4cd28a421c3b" }] # users without a phone
}
