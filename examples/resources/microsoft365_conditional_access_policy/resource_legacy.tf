# Old protocols cannot ask for a second factor: nobody uses them.
resource "microsoft365_conditional_access_policy" "example" {
  display_name = "Nobody signs in by old protocols"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    applications     = { include_applications = ["All"] }
    users            = { include_users = ["All"] }
    client_app_types = ["exchangeActiveSync", "other"]
  }

  grant_controls = {
    operator          = "OR"
    built_in_controls = ["block"]
  }
}
