resource "microsoft365_administrative_unit" "lyon" {
  display_name = "Branch in Lyon"
}

resource "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

resource "microsoft365_administrative_unit_member" "example" {
  administrative_unit_id = microsoft365_administrative_unit.lyon.id
  member_id              = microsoft365_group.engineering.id
}
