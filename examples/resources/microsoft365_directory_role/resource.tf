data "microsoft365_directory_role_template" "readers" {
  display_name = "Directory Readers"
}

resource "microsoft365_directory_role" "example" {
  role_template_id = data.microsoft365_directory_role_template.readers.id
}
