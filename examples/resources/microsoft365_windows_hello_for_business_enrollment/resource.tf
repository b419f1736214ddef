resource "microsoft365_windows_hello_for_business_enrollment" "example" {
  display_name             = "Windows Hello"
  state                    = "enabled"
  security_device_required = true
  pin_minimum_length       = 8
  pin_previous_block_count = 5

  assignments = [
    { target = { all_users = {} } },
  ]
}
