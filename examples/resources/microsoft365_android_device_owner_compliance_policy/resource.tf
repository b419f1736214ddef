resource "microsoft365_android_device_owner_compliance_policy" "example" {
  display_name                                            = "Company phones"
  security_block_jailbroken_devices                       = true
  security_require_safety_net_attestation_basic_integrity = true
  os_minimum_version                                      = "14"
  password_required                                       = true
  password_required_type                                  = "numericComplex"
  password_minimum_length                                 = 6

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [
      { action_type = "block", grace_period_hours = 24 },
    ]
  }]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
