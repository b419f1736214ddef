data "microsoft365_android_work_profile_compliance_policies" "all" {}
