# A group that holds a directory role: who is in it is an administrator.
resource "microsoft365_group" "example" {
  display_name          = "Helpdesk"
  is_assignable_to_role = true
}

data "microsoft365_directory_role_definition" "helpdesk" {
  display_name = "Helpdesk Administrator"
}

resource "microsoft365_directory_role_assignment" "helpdesk" {
  principal_id       = microsoft365_group.example.id
  role_definition_id = data.microsoft365_directory_role_definition.helpdesk.id
}
