data "microsoft365_macos_compliance_policies" "all" {}
