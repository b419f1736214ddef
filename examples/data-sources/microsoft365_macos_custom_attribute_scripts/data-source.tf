data "microsoft365_macos_custom_attribute_scripts" "all" {}
