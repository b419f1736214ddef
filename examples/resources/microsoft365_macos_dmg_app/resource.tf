resource "microsoft365_macos_dmg_app" "example" {
  display_name           = "Time sheet for Mac"
  description            = "Hours worked, week by week, also without a connection."
  publisher              = "Contoso"
  content_file           = "${path.module}/timesheet.dmg"
  file_name              = "timesheet.dmg"
  primary_bundle_id      = "com.contoso.timesheet"
  primary_bundle_version = "2.4.0"

  included_apps = [
    { bundle_id = "com.contoso.timesheet", bundle_version = "2.4.0" },
  ]

  minimum_supported_operating_system = {
    v13_0 = true
  }

  assignments = [
    { intent = "available", target = { all_users = {} } },
  ]
}
