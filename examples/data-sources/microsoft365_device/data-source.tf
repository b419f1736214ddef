data "microsoft365_device" "laptop" {
  display_name = "LAPTOP-ADA"
}
