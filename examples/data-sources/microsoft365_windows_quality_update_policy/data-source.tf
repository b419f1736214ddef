data "microsoft365_windows_quality_update_policy" "example" {
  display_name = "Hotpatches"
}
