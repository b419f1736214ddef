resource "microsoft365_windows_driver_update_profile" "example" {
  display_name                = "Drivers, after a week"
  approval_type               = "automatic"
  deployment_deferral_in_days = 7

  assignments = [
    { target = { all_devices = {} } },
  ]
}
