resource "microsoft365_lifecycle_workflow_settings" "example" {
  workflow_schedule_interval_in_hours = 6
}
