resource "microsoft365_android_app_protection_policy" "example" {
  display_name                                = "Office on Android"
  allowed_outbound_data_transfer_destinations = "managedApps"
  data_backup_blocked                         = true
  screen_capture_blocked                      = true
  pin_required                                = true
  minimum_required_patch_version              = "2026-04-01"

  apps = [
    { mobile_app_identifier = { package_id = "com.microsoft.office.outlook" } },
    { mobile_app_identifier = { package_id = "com.microsoft.teams" } },
  ]

  assignments = [
    { target = { all_users = {} } },
  ]
}
