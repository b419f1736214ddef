resource "microsoft365_qr_code_pin_authentication_method_configuration" "example" {
  state                             = "enabled"
  include_targets                   = [{ id = "79328eb2-da8c-4b38-9f4d-ae74636e4dcc" }] # frontline workers
  standard_qr_code_lifetime_in_days = 180
  pin_length                        = 10
}
