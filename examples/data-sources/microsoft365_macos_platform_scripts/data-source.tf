data "microsoft365_macos_platform_scripts" "all" {}
