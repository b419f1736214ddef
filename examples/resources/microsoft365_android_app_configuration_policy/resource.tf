resource "microsoft365_android_managed_store_app" "outlook" {
  display_name   = "Microsoft Outlook"
  publisher      = "Microsoft Corporation"
  app_identifier = "com.microsoft.office.outlook"
}

resource "microsoft365_android_app_configuration_policy" "example" {
  display_name         = "Outlook for Android"
  package_id           = "app:com.microsoft.office.outlook"
  targeted_mobile_apps = [microsoft365_android_managed_store_app.outlook.id]

  permission_actions = [
    { permission = "android.permission.READ_CALENDAR", action = "autoGrant" },
  ]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
