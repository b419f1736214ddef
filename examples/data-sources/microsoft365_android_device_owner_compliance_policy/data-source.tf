data "microsoft365_android_device_owner_compliance_policy" "company" {
  display_name = "Company phones"
}
