data "microsoft365_user" "admin" {
  user_principal_name = "admin@contoso.onmicrosoft.com"
}

resource "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

resource "microsoft365_group_member" "example" {
  group_id  = microsoft365_group.engineering.id
  member_id = data.microsoft365_user.admin.id
}
