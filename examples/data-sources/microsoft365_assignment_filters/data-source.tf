data "microsoft365_assignment_filters" "windows" {
  platform = "windows10AndLater"
}
