data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

data "microsoft365_directory_role_template" "helpdesk" {
  display_name = "Helpdesk Administrator"
}

resource "microsoft365_directory_role" "helpdesk" {
  role_template_id = data.microsoft365_directory_role_template.helpdesk.id
}

resource "microsoft365_administrative_unit" "berlin" {
  display_name = "Berlin"
}

resource "microsoft365_administrative_unit_role_member" "example" {
  administrative_unit_id = microsoft365_administrative_unit.berlin.id
  role_id                = microsoft365_directory_role.helpdesk.id
  role_member_id         = data.microsoft365_user.admin.id
}
