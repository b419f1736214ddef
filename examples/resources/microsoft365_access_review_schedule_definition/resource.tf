resource "microsoft365_group" "greenhouse" {
  display_name = "Greenhouse"
}

resource "microsoft365_group" "gardeners" {
  display_name = "Head gardeners"
}

# The head gardeners look through the group every quarter.
resource "microsoft365_access_review_schedule_definition" "example" {
  display_name              = "Who works in the greenhouse"
  description_for_admins    = "Members of the group of the greenhouse."
  description_for_reviewers = "Does everybody still work there?"
  scope = {
    query = { query = "/groups/${microsoft365_group.greenhouse.id}/transitiveMembers" }
  }
  reviewers = [{
    query = "/groups/${microsoft365_group.gardeners.id}/transitiveMembers"
  }]
  settings = {
    instance_duration_in_days          = 14
    justification_required_on_approval = true
    recommendations_enabled            = true
    recommendation_insight_settings = [{
      user_last_sign_in = { recommendation_look_back_duration = "P60D" }
    }]
    default_decision_enabled     = true
    default_decision             = "Deny"
    auto_apply_decisions_enabled = true
    apply_actions                = [{ remove_access = {} }]
    recurrence = {
      pattern = {
        type     = "absoluteMonthly"
        interval = 3
      }
      range = {
        type       = "noEnd"
        start_date = "2030-01-15"
      }
    }
  }
}
