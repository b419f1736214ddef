resource "microsoft365_group" "emergency" {
  display_name = "Emergency accounts"
}

resource "microsoft365_conditional_access_policy" "example" {
  display_name = "Administrators sign in with more than a password"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    applications = {
      include_applications = ["All"]
    }
    users = {
      include_roles  = ["62e90394-69f5-4237-9190-012177145e10"] # Global Administrator
      exclude_groups = [microsoft365_group.emergency.id]
    }
    locations = {
      include_locations = ["All"]
    }
    platforms = {
      include_platforms = ["all"]
      exclude_platforms = ["linux"]
    }
  }

  grant_controls = {
    operator          = "OR"
    built_in_controls = ["mfa"]
  }

  session_controls = {
    sign_in_frequency = {
      authentication_type = "primaryAndSecondaryAuthentication"
      frequency_interval  = "timeBased"
      type                = "hours"
      value               = 8
    }
  }
}
