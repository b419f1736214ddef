resource "microsoft365_windows_update_ring" "example" {
  display_name                            = "Pilot ring"
  quality_updates_deferral_period_in_days = 2
  feature_updates_deferral_period_in_days = 30
  automatic_update_mode                   = "autoInstallAtMaintenanceTime"
  installation_schedule = {
    active_hours = { active_hours_start = "08:00:00", active_hours_end = "18:00:00" }
  }
  deadline_for_quality_updates_in_days = 3
  deadline_grace_period_in_days        = 2

  assignments = [
    { target = { all_devices = {} } },
  ]
}
