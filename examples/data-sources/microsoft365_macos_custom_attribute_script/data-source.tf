data "microsoft365_macos_custom_attribute_script" "example" {
  display_name = "Battery cycles"
}
