data "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

data "microsoft365_group_owners" "engineering" {
  group_id = data.microsoft365_group.engineering.id
}
