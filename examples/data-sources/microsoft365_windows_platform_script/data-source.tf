data "microsoft365_windows_platform_script" "time_zone" {
  display_name = "Set the time zone"
}
