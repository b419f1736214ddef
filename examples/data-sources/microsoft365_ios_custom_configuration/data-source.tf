data "microsoft365_ios_custom_configuration" "example" {
  display_name = "Web clips"
}
