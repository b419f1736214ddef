# All members in one place: who is not in the list is taken out of the group.
data "microsoft365_users" "engineers" {
  department = "Engineering"
}

resource "microsoft365_group" "example" {
  display_name = "Engineers"
  members      = data.microsoft365_users.engineers.ids
}
