resource "microsoft365_windows_quality_update_expedite_profile" "example" {
  display_name = "Security update of November"
  description  = "Closes a hole that is being exploited."

  expedited_update_settings = {
    quality_update_release   = "2026-11-10T00:00:00Z"
    days_until_forced_reboot = 1
  }

  assignments = [
    { target = { all_devices = {} } },
  ]
}
