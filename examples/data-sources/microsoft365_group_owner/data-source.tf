data "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

data "microsoft365_user" "ada" {
  user_principal_name = "ada@contoso.com"
}

# Fails where the user does not own the group.
data "microsoft365_group_owner" "ada" {
  group_id = data.microsoft365_group.engineering.id
  id       = data.microsoft365_user.ada.id
}
