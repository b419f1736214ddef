data "microsoft365_ios_custom_configurations" "all" {}
