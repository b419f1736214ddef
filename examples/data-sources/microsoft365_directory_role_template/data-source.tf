data "microsoft365_directory_role_template" "readers" {
  display_name = "Directory Readers"
}
