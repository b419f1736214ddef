data "microsoft365_aosp_device_owner_compliance_policy" "headsets" {
  display_name = "Headsets"
}
