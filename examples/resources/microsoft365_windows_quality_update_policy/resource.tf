resource "microsoft365_windows_quality_update_policy" "example" {
  display_name     = "Hotpatches"
  hotpatch_enabled = true

  assignments = [
    { target = { all_devices = {} } },
  ]
}
