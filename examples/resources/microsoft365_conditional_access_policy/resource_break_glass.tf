# Emergency ("break-glass") accounts are for the day on which nobody else gets in.
# They stand outside of every policy that could lock everybody out, are made for
# good, and are watched: an alert on their sign-ins belongs to them.
resource "microsoft365_group" "break_glass" {
  display_name          = "Break-glass accounts"
  is_assignable_to_role = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "microsoft365_conditional_access_policy" "example" {
  display_name = "Everybody signs in with more than a password"
  state        = "enabledForReportingButNotEnforced"

  conditions = {
    applications = { include_applications = ["All"] }
    users = {
      include_users  = ["All"]
      exclude_groups = [microsoft365_group.break_glass.id]
    }
  }

  grant_controls = {
    operator          = "OR"
    built_in_controls = ["mfa"]
  }
}
