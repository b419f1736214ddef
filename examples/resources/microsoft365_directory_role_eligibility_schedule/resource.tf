resource "microsoft365_group" "directory_operators" {
  display_name          = "Operators of the directory"
  is_assignable_to_role = true
}

# Members can become User Administrators for half a year.
resource "microsoft365_directory_role_eligibility_schedule" "example" {
  principal_id       = microsoft365_group.directory_operators.id
  role_definition_id = "fe930be7-5e62-47db-91af-98c3a49a38b1"
  schedule_info = {
    expiration = {
      type     = "afterDuration"
      duration = "P180D"
    }
  }
}
