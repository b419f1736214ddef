resource "microsoft365_group" "operators" {
  display_name          = "Operators of groups"
  is_assignable_to_role = true
}

resource "microsoft365_administrative_unit" "lyon" {
  display_name = "Branch in Lyon"
}

# Groups Administrator, for one part of the directory.
resource "microsoft365_directory_role_assignment" "example" {
  principal_id       = microsoft365_group.operators.id
  role_definition_id = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
  directory_scope_id = "/administrativeUnits/${microsoft365_administrative_unit.lyon.id}"
}
