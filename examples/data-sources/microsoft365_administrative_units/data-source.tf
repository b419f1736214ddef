data "microsoft365_administrative_units" "branches" {
  display_name_prefix = "Branch"
}
