data "microsoft365_windows_update_ring" "example" {
  display_name = "Pilot ring"
}
