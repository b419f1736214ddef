data "microsoft365_ios_compliance_policy" "baseline" {
  display_name = "iPhone baseline"
}
