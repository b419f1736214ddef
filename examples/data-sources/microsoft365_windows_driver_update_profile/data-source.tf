data "microsoft365_windows_driver_update_profile" "example" {
  display_name = "Drivers, after a week"
}
