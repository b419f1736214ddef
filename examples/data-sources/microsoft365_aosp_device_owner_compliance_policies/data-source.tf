data "microsoft365_aosp_device_owner_compliance_policies" "all" {}
