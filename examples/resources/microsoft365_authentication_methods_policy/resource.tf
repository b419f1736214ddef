resource "microsoft365_authentication_methods_policy" "example" {
  registration_enforcement = {
    authentication_methods_registration_campaign = {
      state                   = "enabled"
      snooze_duration_in_days = 3
      include_targets         = [{ id = "all_users" }]
      exclude_targets         = [{ id = "fb2f6e36-8d35-47c9-8106-5b3abca7bd3b" }] # break-glass accounts
    }
  }

  report_suspicious_activity_settings = { state = "enabled" }
}
