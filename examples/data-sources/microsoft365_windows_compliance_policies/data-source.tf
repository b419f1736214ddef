data "microsoft365_windows_compliance_policies" "all" {}
