resource "microsoft365_group" "campaign" {
  display_name     = "Campaign of the year"
  group_types      = ["Unified"]
  mail_enabled     = true
  mail_nickname    = "campaign-of-the-year"
  security_enabled = false
}

resource "microsoft365_group_lifecycle_policy" "example" {
  group_lifetime_in_days = 180
  managed_group_types    = "Selected"
}

resource "microsoft365_group_lifecycle_policy_group" "example" {
  group_id  = microsoft365_group.campaign.id
  policy_id = microsoft365_group_lifecycle_policy.example.id
}
