resource "microsoft365_aosp_device_owner_compliance_policy" "example" {
  display_name                      = "Headsets"
  security_block_jailbroken_devices = true
  storage_require_encryption        = true
  password_required                 = true
  password_required_type            = "numeric"
  password_minimum_length           = 6

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [
      { action_type = "block", grace_period_hours = 24 },
    ]
  }]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
