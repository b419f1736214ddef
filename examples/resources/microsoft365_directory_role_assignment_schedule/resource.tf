resource "microsoft365_group" "auditors" {
  display_name          = "Auditors of this year"
  is_assignable_to_role = true
}

# They are Global Readers until the audit ends.
resource "microsoft365_directory_role_assignment_schedule" "example" {
  principal_id       = microsoft365_group.auditors.id
  role_definition_id = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
  schedule_info = {
    expiration = {
      type          = "afterDateTime"
      end_date_time = "2031-03-31T22:00:00Z"
    }
  }
}
