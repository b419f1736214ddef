resource "microsoft365_targeted_app_configuration" "example" {
  display_name = "Edge"

  apps = [
    { mobile_app_identifier = { ios = { bundle_id = "com.microsoft.msedge" } } },
    { mobile_app_identifier = { android = { package_id = "com.microsoft.emmx" } } },
  ]

  custom_settings = [
    { name = "com.microsoft.intune.mam.managedbrowser.homepage", value = "https://intranet.contoso.com" },
  ]

  assignments = [
    { target = { all_users = {} } },
  ]
}
