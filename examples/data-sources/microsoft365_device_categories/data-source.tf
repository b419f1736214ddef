data "microsoft365_device_categories" "all" {}
