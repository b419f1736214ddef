resource "microsoft365_ios_app_protection_policy" "example" {
  display_name                                = "Office on iPhones"
  allowed_outbound_data_transfer_destinations = "managedApps"
  allowed_outbound_clipboard_sharing_level    = "managedAppsWithPasteIn"
  save_as_blocked                             = true
  allowed_data_storage_locations              = ["oneDriveForBusiness", "sharePoint"]
  pin_required                                = true
  minimum_pin_length                          = 6

  apps = [
    { mobile_app_identifier = { bundle_id = "com.microsoft.Office.Outlook" } },
    { mobile_app_identifier = { bundle_id = "com.microsoft.skype.teams" } },
  ]

  assignments = [
    { target = { all_users = {} } },
  ]
}
