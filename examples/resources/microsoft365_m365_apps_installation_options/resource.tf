resource "microsoft365_m365_apps_installation_options" "example" {
  update_channel = "monthlyEnterprise"

  apps_for_windows = {
    is_skype_for_business_enabled = false
  }
}
