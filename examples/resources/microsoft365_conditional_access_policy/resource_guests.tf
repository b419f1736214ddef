# Guests prove who they are each time they come back to the browser.
resource "microsoft365_conditional_access_policy" "example" {
  display_name = "Guests sign in with more than a password"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    applications = { include_applications = ["Office365"] }
    users = {
      include_guests_or_external_users = {
        guest_or_external_user_types = ["b2bCollaborationGuest", "b2bDirectConnectUser"]
        external_tenants             = { all = {} }
      }
    }
  }

  grant_controls = {
    operator          = "OR"
    built_in_controls = ["mfa"]
  }

  session_controls = {
    persistent_browser = { mode = "never" }
  }
}
