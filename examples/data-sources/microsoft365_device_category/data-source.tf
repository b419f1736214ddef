data "microsoft365_device_category" "example" {
  display_name = "Shop floor"
}
