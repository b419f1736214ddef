data "microsoft365_windows_remediation_scripts" "all" {}
