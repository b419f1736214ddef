data "microsoft365_directory_role_definition" "groups_administrator" {
  display_name = "Groups Administrator"
}
