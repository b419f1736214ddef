data "microsoft365_windows_feature_update_profile" "example" {
  display_name = "Windows 11 24H2"
}
