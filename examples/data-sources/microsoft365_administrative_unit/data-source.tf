data "microsoft365_administrative_unit" "lyon" {
  display_name = "Branch in Lyon"
}
