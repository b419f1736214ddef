data "microsoft365_windows_compliance_policy" "baseline" {
  display_name = "Windows baseline"
}
