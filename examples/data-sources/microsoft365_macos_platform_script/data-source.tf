data "microsoft365_macos_platform_script" "example" {
  display_name = "Install the fonts"
}
