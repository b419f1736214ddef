data "microsoft365_administrative_unit" "lyon" {
  display_name = "Branch in Lyon"
}

data "microsoft365_user" "ada" {
  user_principal_name = "ada@contoso.com"
}

# Fails where the user is not in the unit.
data "microsoft365_administrative_unit_member" "ada" {
  administrative_unit_id = data.microsoft365_administrative_unit.lyon.id
  id                     = data.microsoft365_user.ada.id
}
