data "microsoft365_macos_custom_configuration" "example" {
  display_name = "Dock"
}
