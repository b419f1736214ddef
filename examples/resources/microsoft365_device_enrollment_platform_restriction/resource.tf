resource "microsoft365_device_enrollment_platform_restriction" "example" {
  display_name  = "No personal Windows devices"
  platform_type = "windows"

  platform_restriction = {
    personal_device_enrollment_blocked = true
    os_minimum_version                 = "10.0.22621"
  }

  assignments = [
    { target = { all_users = {} } },
  ]
}
