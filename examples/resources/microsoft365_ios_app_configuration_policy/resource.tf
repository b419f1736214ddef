resource "microsoft365_ios_store_app" "outlook" {
  display_name  = "Microsoft Outlook"
  description   = "Mail and calendar."
  publisher     = "Microsoft Corporation"
  app_store_url = "https://apps.apple.com/app/microsoft-outlook/id951937596"
  bundle_id     = "com.microsoft.Office.Outlook"

  applicable_device_type             = { ipad = true, iphone_and_ipod = true }
  minimum_supported_operating_system = { v16_0 = true }
}

resource "microsoft365_ios_app_configuration_policy" "example" {
  display_name         = "Outlook for iOS"
  targeted_mobile_apps = [microsoft365_ios_store_app.outlook.id]

  settings = [
    {
      app_config_key       = "IntuneMAMAllowedAccountsOnly"
      app_config_key_type  = "stringType"
      app_config_key_value = "Enabled"
    },
  ]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
