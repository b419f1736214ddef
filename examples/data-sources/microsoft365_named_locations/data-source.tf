data "microsoft365_named_locations" "branches" {
  display_name_prefix = "Branch"
}
