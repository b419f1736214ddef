resource "microsoft365_windows_app_protection_policy" "example" {
  display_name                                = "Edge at home"
  allowed_outbound_data_transfer_destinations = "none"
  allowed_outbound_clipboard_sharing_level    = "none"
  print_blocked                               = true

  apps = [
    { mobile_app_identifier = { windows_app_id = "com.microsoft.edge" } },
  ]

  assignments = [
    { target = { all_users = {} } },
  ]
}
