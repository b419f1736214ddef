resource "microsoft365_group" "test_devices" {
  display_name = "Test devices"
}

resource "microsoft365_windows_compliance_policy" "example" {
  display_name        = "Windows baseline"
  bit_locker_enabled  = true
  secure_boot_enabled = true
  os_minimum_version  = "10.0.22621.1"

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [
      { action_type = "block", grace_period_hours = 24 },
    ]
  }]

  assignments = [
    { target = { all_devices = {} } },
    { target = { exclusion = { group_id = microsoft365_group.test_devices.id } } },
  ]
}
