resource "microsoft365_macos_compliance_policy" "example" {
  display_name                        = "Mac baseline"
  system_integrity_protection_enabled = true
  storage_require_encryption          = true
  gatekeeper_allowed_app_source       = "macAppStoreAndIdentifiedDevelopers"
  firewall_enabled                    = true
  os_minimum_version                  = "15.1"
  password_required                   = true
  password_minimum_length             = 12

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [
      { action_type = "block", grace_period_hours = 24 },
    ]
  }]

  assignments = [
    { target = { all_devices = {} } },
  ]
}
