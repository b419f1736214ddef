# Whose account is at risk proves who it is and chooses a new password. Takes
# Entra ID P2.
resource "microsoft365_conditional_access_policy" "example" {
  display_name = "Accounts at risk get a new password"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    applications     = { include_applications = ["All"] }
    users            = { include_users = ["All"] }
    user_risk_levels = ["high"]
  }

  grant_controls = {
    operator          = "AND"
    built_in_controls = ["mfa", "passwordChange"]
  }

  session_controls = {
    sign_in_frequency = {
      authentication_type = "primaryAndSecondaryAuthentication"
      frequency_interval  = "everyTime"
    }
  }
}
