data "microsoft365_windows_platform_scripts" "all" {}
