resource "microsoft365_android_work_profile_compliance_policy" "example" {
  display_name                          = "Personal phones"
  security_block_jailbroken_devices     = true
  security_require_google_play_services = true
  os_minimum_version                    = "13"
  min_android_security_patch_level      = "2026-06-01"
  password_required                     = true
  required_password_complexity          = "medium"

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [
      { action_type = "block", grace_period_hours = 24 },
    ]
  }]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
