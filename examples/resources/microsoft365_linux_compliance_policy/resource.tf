resource "microsoft365_linux_compliance_policy" "example" {
  name        = "Linux baseline"
  description = "Encrypted, and with a password that is long enough."

  settings = {
    "linux_deviceencryption_required"    = "true"
    "linux_passwordpolicy_minimumlength" = 12
    "linux_distribution_alloweddistros" = [{
      "linux_distribution_alloweddistros_item_$type"          = "ubuntu"
      "linux_distribution_alloweddistros_item_minimumversion" = "22.04"
      "linux_distribution_alloweddistros_item_maximumversion" = "24.04"
    }]
  }

  scheduled_actions_for_rule = [{
    scheduled_action_configurations = [{
      action_type        = "block"
      grace_period_hours = 72
    }]
  }]

  assignments = [
    { target = { all_users = {} } },
  ]
}
