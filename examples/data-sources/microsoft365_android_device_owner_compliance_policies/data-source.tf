data "microsoft365_android_device_owner_compliance_policies" "all" {}
