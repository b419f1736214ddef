resource "microsoft365_assignment_filter" "example" {
  display_name = "Surface devices"
  platform     = "windows10AndLater"
  rule         = "(device.manufacturer -eq \"Microsoft Corporation\")"
}
