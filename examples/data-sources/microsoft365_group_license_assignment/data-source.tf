data "microsoft365_group" "engineering" {
  display_name = "Engineering"
}

data "microsoft365_subscribed_sku" "e5" {
  sku_part_number = "SPE_E5"
}

# Fails where the group does not give the licence.
data "microsoft365_group_license_assignment" "e5" {
  group_id = data.microsoft365_group.engineering.id
  id       = data.microsoft365_subscribed_sku.e5.sku_id
}
