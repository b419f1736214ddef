data "microsoft365_macos_custom_configurations" "all" {}
