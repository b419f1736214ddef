resource "microsoft365_ios_store_app" "example" {
  display_name  = "Microsoft Word"
  description   = "Reads and writes documents."
  publisher     = "Microsoft Corporation"
  app_store_url = "https://apps.apple.com/app/microsoft-word/id586447913"
  bundle_id     = "com.microsoft.Office.Word"

  applicable_device_type = {
    ipad            = true
    iphone_and_ipod = true
  }

  minimum_supported_operating_system = {
    v17_0 = true
  }

  assignments = [
    {
      intent   = "required"
      target   = { all_users = {} }
      settings = { uninstall_on_device_removal = true }
    },
  ]
}
