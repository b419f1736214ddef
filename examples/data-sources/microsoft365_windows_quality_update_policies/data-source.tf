data "microsoft365_windows_quality_update_policies" "all" {}
