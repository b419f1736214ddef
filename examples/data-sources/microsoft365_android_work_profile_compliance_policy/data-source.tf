data "microsoft365_android_work_profile_compliance_policy" "personal" {
  display_name = "Personal phones"
}
