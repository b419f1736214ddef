resource "microsoft365_ios_compliance_policy" "example" {
  display_name                      = "iPhone baseline"
  security_block_jailbroken_devices = true
  os_minimum_version                = "18.1"
  passcode_required                 = true
  passcode_required_type            = "numeric"
  passcode_minimum_length           = 6
  restricted_apps = [
    { name = "Sideloader", app_id = "com.example.sideloader" },
  ]

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [
      { action_type = "block", grace_period_hours = 24 },
    ]
  }]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
