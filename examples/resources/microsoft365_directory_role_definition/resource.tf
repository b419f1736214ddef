resource "microsoft365_directory_role_definition" "example" {
  display_name = "Keepers of applications"
  description  = "Keep names and notes of applications up to date"

  role_permissions = [{
    allowed_resource_actions = [
      "microsoft.directory/applications/basic/update",
      "microsoft.directory/applications/standard/read",
    ]
  }]
}
