resource "microsoft365_device_category" "example" {
  display_name = "Shop floor"
  description  = "Devices that stay in a shop"
}
