resource "microsoft365_windows_platform_script" "example" {
  display_name   = "Set the time zone"
  file_name      = "time-zone.ps1"
  script_content = base64encode("Set-TimeZone -Id 'Romance Standard Time'")

  assignments = [
    { target = { all_devices = {} } },
  ]
}
