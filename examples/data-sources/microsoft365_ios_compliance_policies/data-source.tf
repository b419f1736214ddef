data "microsoft365_ios_compliance_policies" "all" {}
