data "microsoft365_administrative_unit" "lyon" {
  display_name = "Branch in Lyon"
}

data "microsoft365_administrative_unit_members" "lyon" {
  administrative_unit_id = data.microsoft365_administrative_unit.lyon.id
}
