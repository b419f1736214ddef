resource "microsoft365_role_scope_tag" "example" {
  display_name = "Oslo"
  description  = "Devices and policies of the office in Oslo"
}
