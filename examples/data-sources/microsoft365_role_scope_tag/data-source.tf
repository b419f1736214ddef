data "microsoft365_role_scope_tag" "oslo" {
  display_name = "Oslo"
}
