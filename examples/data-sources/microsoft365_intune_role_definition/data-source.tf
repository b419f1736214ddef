data "microsoft365_intune_role_definition" "example" {
  display_name = "Reader of configurations"
}
