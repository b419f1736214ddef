data "microsoft365_windows_update_rings" "all" {}
