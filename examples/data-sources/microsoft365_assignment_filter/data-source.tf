data "microsoft365_assignment_filter" "surface" {
  display_name = "Surface devices"
}
