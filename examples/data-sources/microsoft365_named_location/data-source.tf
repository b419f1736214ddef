data "microsoft365_named_location" "lyon" {
  display_name = "Branch in Lyon"
}
