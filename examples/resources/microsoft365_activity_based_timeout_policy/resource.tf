resource "microsoft365_activity_based_timeout_policy" "example" {
  display_name = "One hour"
  definition = [jsonencode({
    ActivityBasedTimeoutPolicy = {
      Version = 1
      ApplicationPolicies = [
        { ApplicationId = "default", WebSessionIdleTimeout = "01:00:00" },
      ]
    }
  })]
}
