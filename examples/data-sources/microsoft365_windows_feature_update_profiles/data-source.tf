data "microsoft365_windows_feature_update_profiles" "all" {}
