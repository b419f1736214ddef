data "microsoft365_windows_driver_update_profiles" "all" {}
