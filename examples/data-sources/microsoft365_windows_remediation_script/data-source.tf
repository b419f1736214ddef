data "microsoft365_windows_remediation_script" "example" {
  display_name = "Restart the print spooler"
}
